/** What the list of supervision information shows; kept outside the page as that of approvals, and forgotten on locking. */
import { create } from 'zustand';
import { type ApprovalQuery, EMPTY_QUERY, type SortField } from '#shared/workstation/api.ts';
import { onLock } from '../../app/view-state.ts';

interface ListState {
  readonly query: ApprovalQuery;
  /** the preset applied last: a page that is come back to carries the same object and changes nothing */
  readonly preset: Partial<ApprovalQuery> | undefined;
  readonly selected: ReadonlySet<string>;
  readonly change: (part: Partial<ApprovalQuery>) => void;
  readonly sortBy: (field: SortField, order: ApprovalQuery['sort']['order']) => void;
  readonly clearFilters: () => void;
  readonly applyPreset: (preset: Partial<ApprovalQuery> | undefined) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
  readonly reset: () => void;
}

const NONE: ReadonlySet<string> = new Set();
/** Everything, newest first. */
export const SUPERVISION_QUERY: ApprovalQuery = { ...EMPTY_QUERY, kinds: ['supervision'] };
const initial = { query: SUPERVISION_QUERY, preset: undefined, selected: NONE };

export const useSupervisionList = create<ListState>((set, get) => ({
  ...initial,
  change: (part) => set((state) => ({ query: { ...state.query, ...part }, selected: NONE })),
  sortBy: (field, order) => set((state) => ({ query: { ...state.query, sort: { field, order } } })),
  clearFilters: () => set((state) => ({ query: { ...SUPERVISION_QUERY, sort: state.query.sort }, selected: NONE })),
  applyPreset: (preset) => {
    if (!preset || preset === get().preset) return;
    set({ preset, query: { ...SUPERVISION_QUERY, ...preset }, selected: NONE });
  },
  select: (selected) => set({ selected }),
  reset: () => set(initial),
}));

onLock(() => useSupervisionList.getState().reset());
