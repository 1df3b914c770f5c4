import { describe, expect, it } from 'vitest';
import { guessMapping } from '#shared/spreadsheet/column-mapping.ts';
import { type CheckedRow, type CheckSettings, type SheetDescription, TableSession } from '#shared/spreadsheet/table-session.ts';
import { buildWorkbook, type CellInput, GOOD_ROW, HEADERS, rowWith, type SheetSpec } from './workbook-builder.ts';

const TODAY = '2026-11-23';

function openBytes(bytes: Uint8Array, name = 'table.xlsx'): TableSession {
  const opened = TableSession.open(bytes, name);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

interface Imported {
  readonly session: TableSession;
  readonly described: SheetDescription;
  readonly settings: CheckSettings;
  readonly rows: readonly CheckedRow[];
}

/** Opens, takes the guessed mapping, and checks every row. */
function importBytes(bytes: Uint8Array, constants: CheckSettings['constants'] = {}, name = 'table.xlsx'): Imported {
  const session = openBytes(bytes, name);
  const described = session.describe(session.sheets[0]?.name ?? '');
  if (!described.ok) throw new Error(described.error.message);
  const { sheet, headerRows, columns } = described.value;
  const settings = { sheet, headerRows, columns: guessMapping(columns).columns, constants, sourceSystem: '测试系统', today: TODAY };
  return { session, described: described.value, settings, rows: [...session.checkRows(settings)] };
}

function importTable(rows: readonly (readonly CellInput[])[], spec: Partial<SheetSpec> & { formats?: readonly string[] } = {}): Imported {
  const { formats = [], ...sheet } = spec;
  return importBytes(buildWorkbook({ sheets: [{ rows: [[...HEADERS], ...rows], ...sheet }], formats }));
}

/** level, column and code of every problem of the only row */
function problemsOf(changes: Parameters<typeof rowWith>[0]): string[] {
  const { rows } = importTable([rowWith(changes)]);
  expect(rows).toHaveLength(1);
  return (rows[0]?.problems ?? []).map(({ level, row, column, code }) => `${level} ${column}${row} ${code}`);
}

describe('a right table', () => {
  it('becomes approvals, with rows numbered as in the file', () => {
    const { session, described, rows } = importTable([[...GOOD_ROW], [...GOOD_ROW]]);
    expect(session.format).toBe('Excel 工作簿（.xlsx）');
    expect(session.sheets).toEqual([{ name: 'Sheet1', rows: 3, hidden: false }]);
    expect(described).toMatchObject({ headerRows: [1], dataRows: 2, notes: [] });
    expect(described.columns[3]).toEqual({ index: 3, letter: 'D', header: '统一社会信用代码', samples: ['91320100748204660Q'] });
    expect(rows.map(({ row, problems }) => [row, problems])).toEqual([
      [2, []],
      [3, []],
    ]);
    expect(rows[0]?.approval).toMatchObject({
      matter: '食品经营许可',
      counterpart: { name: '南京钢铁联合有限公司', contact: '0537-3255001', identity: { type: 'uscc', value: '91320100748204660Q' } },
      decidedOn: '2025-02-20',
      validity: { from: '2025-02-20', to: '2030-02-19' },
      sourceSystem: '测试系统',
    });
  });

  it('takes true dates as YYYY-MM-DD, also with a time of day', () => {
    const { rows } = importTable([rowWith({ 许可决定日期: { s: 1, v: '45708' }, 有效期自: { s: 2, v: '45708.354' }, 有效期至: '长期' })], {
      formats: ['yyyy/m/d', 'yyyy/m/d hh:mm'],
    });
    expect(rows[0]?.draft).toMatchObject({ decidedOn: '2025-02-20', validFrom: '2025-02-20', validTo: '长期' });
    expect(rows[0]?.approval?.validity).toEqual({ from: '2025-02-20', to: 'longTerm' });
  });

  it('gives drafts without surrounding white space of any width', () => {
    const { rows } = importTable([rowWith({ 行政相对人名称: '　\u00a0甲公司\u200b \n', 联系电话: 13812345678 })]);
    expect(rows[0]?.draft).toMatchObject({ counterpartName: '甲公司', contact: '13812345678' });
  });

  it('can be asked for some rows only', () => {
    const { session, settings } = importTable([[...GOOD_ROW], [...GOOD_ROW], [...GOOD_ROW]]);
    expect([...session.checkRows({ ...settings, only: new Set([3]) })].map(({ row }) => row)).toEqual([3]);
  });

  it('lets a failed USCC check pass with a reason only', () => {
    const { session, settings, rows } = importTable([rowWith({ 统一社会信用代码: '913201007482046600' })]);
    expect(rows[0]?.problems.map(({ level }) => level)).toEqual(['acceptable']);
    expect(rows[0]?.approval).toBeUndefined();
    const [accepted] = session.checkRows({ ...settings, acceptedReason: '已核对营业执照' });
    expect(accepted?.approval?.counterpart.identity).toMatchObject({ acceptedReason: '已核对营业执照' });
  });
});

describe('cells that can not be taken as they stand (办法 20(二): a wrong code is worse than none)', () => {
  it('rejects a code stored as a number of 16 or more digits, by its address, and never formats it back', () => {
    for (const v of ['370102199001011234', '370102199001011000', '3.70102199001011E+17']) {
      const { rows } = importTable([rowWith({ 统一社会信用代码: { v } })]);
      expect(rows[0]?.approval).toBeUndefined();
      expect(rows[0]?.draft.uscc).toBe('');
      expect(rows[0]?.problems).toEqual([
        {
          row: 2,
          column: 'D',
          field: 'uscc',
          value: '3.70102199001011E+17',
          level: 'error',
          code: 'cell.long-number',
          reason: expect.stringContaining('超过 15 位的部分已经丢失'),
        },
      ]);
    }
    expect(problemsOf({ 行政许可决定文书号: { v: '21503202112018020017' } })).toEqual(['error B2 cell.long-number']);
  });

  it('rejects what is left of such a number in text', () => {
    expect(problemsOf({ 统一社会信用代码: '3.70102E+17' }).join()).toMatch(/^error D2 uscc\.scientific$/);
    expect(problemsOf({ 行政许可决定文书号: '2.15032E+19' })).toEqual(['error B2 decisionNumber.scientific']);
  });

  it('rejects a column of 18-digit codes that end in 000, even where the check character happens to fit', () => {
    // of these the first passes its check (GB 11643), as 8 % of rounded numbers do
    const codes = ['110101199003071000', '110101199003073000', '110101199003074000', '110101199003079000'];
    const header = HEADERS.map((name) => (name === '统一社会信用代码' ? '公民身份证号码' : name));
    const table = (values: readonly string[]) =>
      importBytes(buildWorkbook({ sheets: [{ rows: [header, ...values.map((value) => rowWith({ 统一社会信用代码: value }))] }] }));
    for (const { approval, problems } of table(codes).rows) {
      expect(approval).toBeUndefined();
      expect(problems[0]).toMatchObject({ column: 'D', field: 'citizenId', level: 'error', code: 'cell.rounded-column' });
    }
    const one = table(codes.slice(0, 1)).rows[0];
    expect(one?.problems.map(({ code }) => code)).not.toContain('cell.rounded-column');
  });

  it('rejects error values, formulas without a stored result, and pictures in fields that 20(二) asks for', () => {
    expect(problemsOf({ 住所: { t: 'e', v: '#N/A' } })).toEqual(['error F2 cell.error-value']);
    expect(problemsOf({ 住所: { f: 'A1&B1' } })).toEqual(['error F2 cell.formula-without-value']);
    expect(problemsOf({ 许可内容: { t: 'str', f: '_xlfn.DISPIMG("ID_1",1)', v: '=DISPIMG("ID_1",1)' } })).toEqual([
      'error J2 cell.picture',
    ]);
  });

  it('reads other fields as blank and warns', () => {
    const headers = [...HEADERS, '备注', '许可类别'];
    const { rows } = importBytes(buildWorkbook({ sheets: [{ rows: [headers, [...GOOD_ROW, { t: 'e', v: '#REF!' }, { f: 'A1' }]] }] }));
    expect(rows[0]?.problems.map(({ level, column, code }) => `${level} ${column} ${code}`).sort()).toEqual([
      'warning L cell.error-value',
      'warning M cell.formula-without-value',
    ]);
    expect(rows[0]?.approval).toBeDefined();
    expect(rows[0]?.approval?.note).toBeUndefined();
  });

  it('says nothing of columns that are not mapped', () => {
    const headers = [...HEADERS, '法定代表人证件号码'];
    const { rows, settings } = importBytes(buildWorkbook({ sheets: [{ rows: [headers, [...GOOD_ROW, { v: '370102199001011234' }]] }] }));
    expect(settings.columns.citizenId).toBeUndefined();
    expect(rows[0]?.problems).toEqual([]);
  });
});

describe('rows that are no records', () => {
  it('skips sums, notes, signatures, repeated headers and guides, and names every one of them', () => {
    const { rows, described } = importTable([
      ['必填', '必填', '必填', '选填', '必填', '必填', '日期', '日期', '日期', '文本', '文本'],
      [...GOOD_ROW],
      ['小 计', null, null, 1],
      [],
      [...HEADERS],
      [...GOOD_ROW],
      [null, '合计：', 2],
      ['注：本表数据截至 2025 年 2 月。'],
      ['填表人：张三', null, null, '审核人：李四'],
    ]);
    expect(rows.map(({ row }) => row)).toEqual([3, 7]);
    expect(described.dataRows).toBe(2);
    const notes = described.notes.join('\n');
    expect(notes).toMatch(/第 4、8 行是合计、小计行/);
    expect(notes).toMatch(/第 9、10 行是表下的说明或签字栏/);
    expect(notes).toMatch(/第 6 行是重复的标题行/);
    expect(notes).toMatch(/第 2 行是字段代码或填写要求/);
  });

  it('keeps records whose names merely begin like one', () => {
    const names = ['合计科技有限公司', '注：甲公司', '总计装备厂', '单位：乙'];
    const { rows } = importTable(names.map((name) => rowWith({ 事项名称: name })));
    expect(rows).toHaveLength(names.length);
  });

  it('counts what is hidden and reads it all the same', () => {
    const { rows, described } = importTable([[...GOOD_ROW], [...GOOD_ROW]], { hiddenRows: [3], hiddenColumns: [5] });
    expect(rows).toHaveLength(2);
    expect(described.notes.join()).toContain('有 1 行是隐藏的');
    expect(described.notes.join()).toContain('E 列是隐藏的');
  });

  it('gives a value merged over several rows to each of them', () => {
    const second = rowWith({ 行政相对人名称: null, 统一社会信用代码: null, 行政许可决定文书号: '2号' });
    const { rows, described } = importTable([[...GOOD_ROW], second, second], { merges: ['C2:C4', 'D2:D4'] });
    expect(rows.map(({ draft }) => [draft.counterpartName, draft.uscc])).toEqual(
      Array(3).fill(['南京钢铁联合有限公司', '91320100748204660Q']),
    );
    expect(described.notes.join()).toContain('有 2 行含有纵向合并的单元格');
  });

  it('notes repeated headers', () => {
    const { described } = importBytes(
      buildWorkbook({
        sheets: [
          {
            rows: [
              [...HEADERS, '联系 电话'],
              [...GOOD_ROW, '2'],
            ],
          },
        ],
      }),
    );
    expect(described.notes.join()).toContain('标题“联系电话”出现了 2 次（E、L 列）');
  });
});

describe('one column for both codes', () => {
  it('goes by row to the field that it fits', () => {
    const headers = HEADERS.map((name) => (name === '统一社会信用代码' ? '统一社会信用代码/身份证号' : name));
    const rowsOf = ['91320100748204660Q', '11010119900307100X', '110101199003079999', ''].map((value) =>
      rowWith({ 统一社会信用代码: value }),
    );
    const { rows } = importBytes(buildWorkbook({ sheets: [{ rows: [headers, ...rowsOf] }] }));
    expect(rows.map(({ draft }) => [draft.uscc, draft.citizenId])).toEqual([
      ['91320100748204660Q', ''],
      ['', '11010119900307100X'],
      ['', '110101199003079999'],
      ['', ''],
    ]);
  });
});

describe('describe', () => {
  it('can be told where the header is', () => {
    const { session } = importTable([[...GOOD_ROW]]);
    const described = session.describe('Sheet1', [2]);
    expect(described).toMatchObject({ ok: true, value: { headerRows: [2], dataRows: 0 } });
    const none = session.describe('Sheet1', []);
    expect(none).toMatchObject({ ok: true, value: { headerRows: [], dataRows: 1, notes: ['第 1 行是重复的标题行，已跳过。'] } });
  });

  it('fails with a sentence for empty and unknown sheets', () => {
    const session = openBytes(buildWorkbook({ sheets: [{ name: '空表', rows: [] }] }));
    expect(session.describe('空表')).toMatchObject({ ok: false, error: { code: 'table.sheet-empty', at: { sheet: '空表' } } });
    expect(session.describe('__proto__')).toMatchObject({ ok: false, error: { code: 'table.no-such-sheet' } });
  });

  it('names the file in every failure to open', () => {
    expect(TableSession.open(new Uint8Array(0), '空.xlsx')).toMatchObject({
      ok: false,
      error: { code: 'table.empty', at: { file: '空.xlsx' } },
    });
  });
});

describe('the workbook of rejected rows', () => {
  const headers = ['序号', ...HEADERS.filter((name) => name !== '联系电话' && name !== '住所'), '', '扩展', '扩展'];
  const without = (row: readonly CellInput[]) => row.filter((_, index) => index !== 4 && index !== 5);
  const bad: CellInput[] = [
    '1',
    ...without(rowWith({ 统一社会信用代码: { v: '370102199001011234' }, 许可决定日期: { s: 1, v: '45708' } })),
    '无题',
    '=1+1',
    '乙',
  ];
  const good: CellInput[] = ['2', ...without(GOOD_ROW), '无题', '甲', '乙'];

  function reject() {
    const imported = importBytes(
      buildWorkbook({ sheets: [{ rows: [['表'], headers, bad, good], merges: ['A1:M1'] }], formats: ['yyyy-mm-dd'] }),
    );
    const rejected = imported.rows.map(({ row, problems }) => ({ row, reasons: problems.map(({ reason }) => reason) }));
    return { imported, again: importBytes(imported.session.rejectsWorkbook(imported.settings, rejected)) };
  }

  it('has the original columns as text, the missing required ones empty, and the reason last', () => {
    const { again } = reject();
    const titles = again.described.columns.map(({ header }) => header);
    expect(titles).toEqual([...headers, '联系方式', '地址', '不通过原因']);
    expect(again.described.headerRows).toEqual([1]);
    expect(again.rows[0]?.draft).toMatchObject({ decidedOn: '2025-02-20', uscc: '3.70102199001011E+17', contact: '', address: '' });
    expect(again.described.columns.find(({ header }) => header === '扩展')?.samples).toEqual(['=1+1', '甲']);
    expect(again.described.columns.at(-1)?.samples[0]).toContain('原表第 3 行：');
  });

  it('maps as before when it is imported again, and ignores the reason', () => {
    const { imported, again } = reject();
    const { contact, address, ...same } = again.settings.columns;
    expect(same).toEqual(imported.settings.columns);
    expect([contact, address]).toEqual([headers.length, headers.length + 1]);
    expect(Object.values(again.settings.columns)).not.toContain(headers.length + 2);
    // the destroyed code is still told from a code
    expect(again.rows[0]?.problems.map(({ code }) => code)).toContain('uscc.scientific');
  });

  it('can be rejected once more without a second reason column', () => {
    const { again } = reject();
    const third = importBytes(again.session.rejectsWorkbook(again.settings, [{ row: 2, reasons: ['又一次'] }]));
    expect(third.described.columns.map(({ header }) => header)).toEqual(again.described.columns.map(({ header }) => header));
    expect(third.described.columns.at(-1)?.samples).toEqual(['原表第 2 行：又一次']);
  });

  it('is right again once mended', () => {
    const { again } = reject();
    const fixed = again.rows[1];
    expect(fixed?.problems.map(({ field }) => field)).toEqual(['contact', 'address']);
    const mended = importBytes(again.session.rejectsWorkbook(again.settings, [{ row: 3, reasons: [] }]), {});
    const settings: CheckSettings = { ...mended.settings, columns: { ...mended.settings.columns }, constants: {} };
    const { contact: _, address: __, ...columns } = settings.columns;
    const [row] = mended.session.checkRows({ ...settings, columns, constants: { contact: '0537-1', address: '济宁' } });
    expect(row?.approval).toBeDefined();
  });
});
