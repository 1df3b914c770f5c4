/**
 * What has to be forgotten when the application locks: every store that keeps something of a page while another page
 * is shown registers its reset here. Nothing decrypted outlives the lock (architecture.md, Keys).
 */
import { forgetGridPlaces } from '../components/record-grid-layout.ts';
import { useBugs } from './bugs.ts';
import { useNavigation } from './navigation.ts';
import { useSelection } from './selection.ts';
import { useSession } from './session.ts';

const resets = new Set<() => void>();

/** Called once by a store's module: `onLock(() => useStore.setState(initial, true))`. */
export function onLock(reset: () => void): void {
  resets.add(reset);
}

/** Empties every store and the remembered places of the grids. */
export function clearViewState(): void {
  for (const reset of resets) reset();
  forgetGridPlaces();
  useNavigation.setState({ page: { name: 'home' }, history: [], guard: undefined });
  useSelection.getState().clear();
  useBugs.getState().clear();
  useSession.setState({ ledger: undefined, revision: 0 });
}
