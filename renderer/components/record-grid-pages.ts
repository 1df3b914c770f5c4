/** The rows that the grid holds: pages of 100, the least recently seen ones are let go. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';

export const PAGE_ROWS = 100;
/** 4,000 rows: many screens in both directions, a few megabytes at most */
const MAX_PAGES = 40;
/** dragging the scroll bar passes hundreds of pages; only where it rests is read */
const SETTLE_MILLISECONDS = 30;

export type LoadPage<Row> = (offset: number, limit: number) => Promise<Result<readonly Row[]>>;

export interface GridPages<Row> {
  readonly rowAt: (index: number) => Row | undefined;
  /** rows `from`–`to` (both included), read where they aren't held; stops at the first page that can't be read */
  readonly range: (from: number, to: number) => Promise<readonly Row[]>;
  readonly failure: Failure | undefined;
  readonly retry: () => void;
}

export interface PageCache<Row> {
  /** in the order of last use, oldest first */
  readonly pages: Map<number, { readonly rows: readonly Row[]; readonly generation: number }>;
  readonly pending: Set<number>;
  generation: number;
  visible: { readonly first: number; readonly last: number };
}

/** Holds and reads the pages under the visible rows `firstRow`–`lastRow`; everything is read anew when `revision` changes. */
export function useGridPages<Row>(input: {
  readonly loadPage: LoadPage<Row>;
  readonly revision: string | number;
  readonly total: number;
  readonly firstRow: number;
  readonly lastRow: number;
}): GridPages<Row> {
  const { loadPage, revision, total, firstRow, lastRow } = input;
  const cache = useRef<PageCache<Row>>({ pages: new Map(), pending: new Set(), generation: 0, visible: { first: 0, last: 0 } }).current;
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [round, retryRound] = useReducer((count: number) => count + 1, 0);
  const load = useRef(loadPage);
  load.current = loadPage;
  const firstPage = Math.floor(Math.max(0, firstRow) / PAGE_ROWS);
  const lastPage = Math.floor(Math.max(0, lastRow) / PAGE_ROWS);
  cache.visible = { first: firstPage, last: lastPage };

  const read = useCallback(
    async (page: number): Promise<readonly Row[] | undefined> => {
      const generation = cache.generation;
      cache.pending.add(page);
      const result = await load.current(page * PAGE_ROWS, PAGE_ROWS);
      if (generation !== cache.generation) return undefined;
      cache.pending.delete(page);
      if (!result.ok) {
        setFailure(result.error);
        return undefined;
      }
      keepPage(cache, page, result.value);
      setFailure(undefined);
      redraw();
      return result.value;
    },
    [cache],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision or a retry makes what is held stale
  useEffect(() => {
    cache.generation += 1;
    cache.pending.clear();
    // what is on the screen stays until its successor is there; everything else goes
    for (const page of [...cache.pages.keys()]) {
      if (page < cache.visible.first || page > cache.visible.last) cache.pages.delete(page);
    }
  }, [cache, revision, round]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs after the effect above, for the same reasons
  useEffect(() => {
    if (total === 0) return;
    const missing = () => {
      for (let page = firstPage; page <= lastPage && page * PAGE_ROWS < total; page += 1) {
        const held = cache.pages.get(page);
        if (held?.generation !== cache.generation && !cache.pending.has(page)) void read(page);
      }
    };
    if (cache.pages.size === 0) {
      missing();
      return;
    }
    const timer = setTimeout(missing, SETTLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [cache, read, firstPage, lastPage, total, revision, round]);

  const rowAt = useCallback((index: number) => cache.pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS], [cache]);
  const range = useCallback((from: number, to: number) => readRange(cache, read, from, to), [cache, read]);
  return { rowAt, range, failure, retry: retryRound };
}

/** Holds a page as the newest one and lets the oldest ones go that aren't on the screen. */
export function keepPage<Row>(cache: PageCache<Row>, page: number, rows: readonly Row[]): void {
  cache.pages.delete(page);
  cache.pages.set(page, { rows, generation: cache.generation });
  for (const old of cache.pages.keys()) {
    if (cache.pages.size <= MAX_PAGES) break;
    if (old < cache.visible.first || old > cache.visible.last) cache.pages.delete(old);
  }
}

/** Rows `from`–`to`, from the held pages where they are up to date, read where not. */
export async function readRange<Row>(
  cache: PageCache<Row>,
  read: (page: number) => Promise<readonly Row[] | undefined>,
  from: number,
  to: number,
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let page = Math.floor(from / PAGE_ROWS); page * PAGE_ROWS <= to; page += 1) {
    const held = cache.pages.get(page);
    const rows = held?.generation === cache.generation ? held.rows : await read(page);
    if (!rows) break;
    const start = page * PAGE_ROWS;
    found.push(...rows.slice(Math.max(0, from - start), to - start + 1));
  }
  return found;
}
