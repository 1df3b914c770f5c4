import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMN_KEYS, type ColumnKey, DEFAULT_COLUMNS, moveColumn, parseColumns } from '#renderer/features/approvals/column-choice.ts';

const columns = fc.shuffledSubarray([...COLUMN_KEYS], { minLength: 1 });

describe('the remembered choice of columns', () => {
  it('comes back as it was stored', () => {
    fc.assert(
      fc.property(columns, (chosen) => {
        expect(parseColumns(JSON.stringify(chosen))).toEqual(chosen);
      }),
    );
  });

  it('falls back to the default for anything that is no choice', () => {
    for (const stored of [null, '', '{', '{}', '"matter"', '[]', '["no-such-column"]', '[1,2]']) {
      expect(parseColumns(stored)).toEqual(DEFAULT_COLUMNS);
    }
  });

  it('leaves out columns that this version does not know', () => {
    expect(parseColumns('["status","removed","matter"]')).toEqual(['status', 'matter']);
  });
});

describe('moving a column', () => {
  it('keeps all columns and puts the moved one at its target', () => {
    fc.assert(
      fc.property(columns, fc.nat(), fc.nat(), (chosen, from, to) => {
        const key = chosen[from % chosen.length] as ColumnKey;
        const place = to % chosen.length;
        const moved = moveColumn(chosen, key, chosen[place] as ColumnKey);
        expect(moved[place]).toBe(key);
        expect([...moved].sort()).toEqual([...chosen].sort());
        expect(moved.filter((other) => other !== key)).toEqual(chosen.filter((other) => other !== key));
      }),
    );
  });
});
