import { describe, expect, it } from 'vitest';
import { guessMapping } from '#shared/spreadsheet/column-mapping.ts';
import { TableSession } from '#shared/spreadsheet/table-session.ts';
import { largeTableRows, makeLargeTable } from '#tests/bench/make-large-table.ts';

const ROWS = 3_000;
const COLUMNS = 28;

describe.each(['inline', 'shared'] as const)('a large table as exporters write it (%s strings)', (strings) => {
  it('arrives cell for cell, every row a right approval', () => {
    const opened = TableSession.open(makeLargeTable(ROWS, COLUMNS, { strings }), 'large.xlsx');
    if (!opened.ok) throw new Error(opened.error.message);
    const described = opened.value.describe('行政许可');
    if (!described.ok) throw new Error(described.error.message);
    expect(described.value).toMatchObject({ headerRows: [1], dataRows: ROWS, notes: [] });
    const [titles = [], ...expected] = largeTableRows(ROWS, COLUMNS);
    expect(described.value.columns.map(({ header }) => header)).toEqual(titles);
    const mapping = guessMapping(described.value.columns);
    const checked = [...opened.value.checkRows({ ...described.value, ...mapping, sourceSystem: '测试', today: '2026-11-23' })];
    expect(checked.filter(({ approval }) => approval === undefined)).toEqual([]);
    const fields = Object.entries(mapping.columns);
    checked.forEach(({ draft }, index) => {
      for (const [field, column] of fields) expect(draft[field as keyof typeof draft]).toBe(expected[index]?.[column]);
    });
  });
});
