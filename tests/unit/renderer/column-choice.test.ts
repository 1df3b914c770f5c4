import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnSet, moveColumn, parseColumns } from '#renderer/components/column-choice.ts';
import * as approvals from '#renderer/features/approvals/column-choice.ts';
import * as supervision from '#renderer/features/supervision/column-choice.ts';

const LISTS: readonly (readonly [string, ColumnSet<string>])[] = [
  ['approvals', { keys: approvals.COLUMN_KEYS, defaults: approvals.DEFAULT_COLUMNS }],
  ['supervision information', { keys: supervision.COLUMN_KEYS, defaults: supervision.DEFAULT_COLUMNS }],
];

describe.each(LISTS)('the remembered choice of columns of %s', (_name, set) => {
  const columns = fc.shuffledSubarray([...set.keys], { minLength: 1 });

  it('offers every column once, and begins with some of them', () => {
    expect(new Set(set.keys).size).toBe(set.keys.length);
    expect(set.keys).toEqual(expect.arrayContaining([...set.defaults]));
  });

  it('comes back as it was stored', () => {
    fc.assert(
      fc.property(columns, (chosen) => {
        expect(parseColumns(JSON.stringify(chosen), set)).toEqual(chosen);
      }),
    );
  });

  it('falls back to the default for anything that is no choice', () => {
    for (const stored of [null, '', '{', '{}', '"matter"', '[]', '["no-such-column"]', '[1,2]']) {
      expect(parseColumns(stored, set)).toEqual(set.defaults);
    }
  });

  it('leaves out columns that this version does not know', () => {
    expect(parseColumns('["status","removed","matter"]', set)).toEqual(['status', 'matter']);
  });

  it('moving one keeps all columns and puts the moved one at its target', () => {
    fc.assert(
      fc.property(columns, fc.nat(), fc.nat(), (chosen, from, to) => {
        const key = chosen[from % chosen.length] as string;
        const place = to % chosen.length;
        const moved = moveColumn(chosen, key, chosen[place] as string);
        expect(moved[place]).toBe(key);
        expect([...moved].sort()).toEqual([...chosen].sort());
        expect(moved.filter((other) => other !== key)).toEqual(chosen.filter((other) => other !== key));
      }),
    );
  });
});
