import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordGridColumn } from '#renderer/components/record-grid.tsx';
import { measureGrid, SELECTION_WIDTH } from '#renderer/components/record-grid-layout.ts';
import { keepPage, PAGE_ROWS, type PageCache, readRange } from '#renderer/components/record-grid-pages.ts';

const column = (key: string, width: number, more: Partial<RecordGridColumn<unknown>> = {}) => ({ key, title: key, width, ...more });

describe('measureGrid', () => {
  it('gives the spare width to growing columns, and to the last one when none grows', () => {
    expect(measureGrid([column('a', 100, { grow: 2 }), column('b', 80)], false, {}).template).toBe('minmax(100px, 2fr) 80px');
    expect(measureGrid([column('a', 100), column('b', 80)], true, {}).template).toBe(`${SELECTION_WIDTH}px 100px minmax(80px, 1fr)`);
  });

  it('a dragged column has its width and grows no more', () => {
    const layout = measureGrid([column('a', 100, { grow: 1 }), column('b', 80, { grow: 1 })], false, { a: 333 });
    expect(layout.template).toBe('333px minmax(80px, 1fr)');
    expect(layout.widthOf('a')).toBe(333);
    expect(layout.minWidth).toBe(413);
  });

  it('pins only leading columns, each beside the one before', () => {
    const columns = [
      column('a', 100, { pinned: true }),
      column('b', 50, { pinned: true }),
      column('c', 60),
      column('d', 70, { pinned: true }),
    ];
    expect(measureGrid(columns, true, {}).pinnedLeft).toEqual([SELECTION_WIDTH, SELECTION_WIDTH + 100, undefined, undefined]);
  });
});

const TOTAL = 100_000;
const newCache = (): PageCache<number> => ({ pages: new Map(), pending: new Set(), generation: 1, visible: { first: 0, last: 0 } });

/** the rows of a page are their own positions */
function pageOf(page: number): readonly number[] {
  return Array.from({ length: Math.min(PAGE_ROWS, TOTAL - page * PAGE_ROWS) }, (_, index) => page * PAGE_ROWS + index);
}

describe('readRange', () => {
  it('returns exactly the rows asked for, whatever is held already', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: TOTAL - 1 }),
        fc.integer({ min: 0, max: 650 }),
        fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 20 }),
        async (from, length, heldPages) => {
          const cache = newCache();
          for (const page of heldPages) keepPage(cache, page, pageOf(page));
          const to = Math.min(TOTAL - 1, from + length);
          const rows = await readRange(cache, async (page) => pageOf(page), from, to);
          expect(rows).toEqual(Array.from({ length: to - from + 1 }, (_, index) => from + index));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('reads a held page again when the data have changed since', async () => {
    const cache = newCache();
    keepPage(cache, 0, [-1]);
    cache.generation += 1;
    expect(await readRange(cache, async (page) => pageOf(page), 0, 2)).toEqual([0, 1, 2]);
  });

  it('stops at a page that cannot be read', async () => {
    const rows = await readRange(newCache(), async (page) => (page === 1 ? undefined : pageOf(page)), 50, 250);
    expect(rows).toEqual(pageOf(0).slice(50));
  });
});

describe('keepPage', () => {
  it('lets the oldest pages go, never the ones on the screen', () => {
    const cache = newCache();
    cache.visible = { first: 3, last: 4 };
    for (let page = 0; page < 500; page += 1) keepPage(cache, page, pageOf(page));
    expect(cache.pages.size).toBeLessThanOrEqual(42);
    expect(cache.pages.has(3) && cache.pages.has(4)).toBe(true);
    expect(cache.pages.has(499)).toBe(true);
    expect(cache.pages.has(10)).toBe(false);
  });
});
