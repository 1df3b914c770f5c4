/** What the whole window knows: the profile, whether it is locked, the ledger's state, and a counter that says "data changed". */
import { create } from 'zustand';
import type { AppInfo } from '#shared/ipc.ts';
import type { LedgerState } from '#shared/workstation/api.ts';

interface Session {
  readonly info: AppInfo | undefined;
  readonly ledger: LedgerState | undefined;
  /** counts up after every write; pages re-read when it changes */
  readonly revision: number;
  readonly setInfo: (info: AppInfo) => void;
  readonly setLedger: (ledger: LedgerState | undefined) => void;
  /** call after anything was written */
  readonly touch: () => void;
}

export const useSession = create<Session>((set) => ({
  info: undefined,
  ledger: undefined,
  revision: 0,
  setInfo: (info) => set({ info }),
  setLedger: (ledger) => set({ ledger }),
  touch: () => set((state) => ({ revision: state.revision + 1 })),
}));
