/** Which approvals were picked in the list for the next data package; the exchange page reads it and clears it. */
import { create } from 'zustand';

interface Selection {
  /** record ids, in the order of the list */
  readonly records: readonly string[];
  readonly setRecords: (records: readonly string[]) => void;
  readonly clear: () => void;
}

export const useSelection = create<Selection>((set) => ({
  records: [],
  setRecords: (records) => set({ records }),
  clear: () => set({ records: [] }),
}));
