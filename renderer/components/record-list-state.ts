/**
 * What a list of records shows. It lives outside the page so that the query and the selection are still there after a look
 * at one record (the grid remembers the place by itself); locking forgets it, because a search word is personal data too.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { ApprovalQuery, SortField } from '#shared/workstation/api.ts';
import { onLock } from '../app/view-state.ts';

export interface RecordListState {
  readonly query: ApprovalQuery;
  /** the preset applied last: a page that is come back to carries the same object and changes nothing */
  readonly preset: Partial<ApprovalQuery> | undefined;
  readonly selected: ReadonlySet<string>;
  /** a row was opened: the list that comes back goes on there */
  readonly opened: boolean;
  readonly change: (part: Partial<ApprovalQuery>) => void;
  readonly sortBy: (field: SortField, order: ApprovalQuery['sort']['order']) => void;
  readonly clearFilters: () => void;
  readonly applyPreset: (preset: Partial<ApprovalQuery> | undefined) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
  readonly reset: () => void;
}

export type RecordListStore = UseBoundStore<StoreApi<RecordListState>>;

const NONE: ReadonlySet<string> = new Set();

/** `everything`: the query of a list that nothing narrows. */
export function createRecordList(everything: ApprovalQuery): RecordListStore {
  const initial = { query: everything, preset: undefined, selected: NONE, opened: false };
  const useList = create<RecordListState>((set, get) => ({
    ...initial,
    change: (part) => set((state) => ({ query: { ...state.query, ...part }, selected: NONE })),
    sortBy: (field, order) => set((state) => ({ query: { ...state.query, sort: { field, order } } })),
    clearFilters: () => set((state) => ({ query: { ...everything, sort: state.query.sort }, selected: NONE })),
    applyPreset: (preset) => {
      if (!preset || preset === get().preset) return;
      set({ preset, query: { ...everything, ...preset }, selected: NONE });
    },
    select: (selected) => set({ selected }),
    reset: () => set(initial),
  }));
  onLock(() => useList.getState().reset());
  return useList;
}
