import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPROVAL_FIELDS, type ApprovalField } from '#shared/domain/approval.ts';
import { applyRemembered, guessMapping, missingRequired, rememberable } from '#shared/spreadsheet/column-mapping.ts';
import { isListedHeader, meaningOf, normaliseHeader } from '#shared/spreadsheet/header-names.ts';

const columnsOf = (headers: readonly string[]) => headers.map((header, index) => ({ index, header }));

/** field → header, for reading failures easily */
function guessed(headers: readonly string[]): Partial<Record<ApprovalField, string>> {
  const { columns } = guessMapping(columnsOf(headers));
  return Object.fromEntries(Object.entries(columns).map(([field, index]) => [field, headers[index]]));
}

/** 双公示 2018, by field code, and the same columns by name */
const CODES_2018 =
  'XK_XDR_MC XK_XDR_LB XK_XDR_SHXYM XK_XDR_GSZC XK_XDR_ZZJG XK_XDR_SWDJ XK_XDR_SYDW XK_XDR_SHZZ XK_FRDB XK_FR_ZJLX XK_FR_ZJHM XK_XDR_ZJLX XK_XDR_ZJHM XK_XKWS XK_WSH XK_XKLB XK_XKZS XK_XKBH XK_NR XK_JDRQ XK_YXQZ XK_YXQZI XK_XKJG XK_XKJGDM XK_ZT XK_LYDW XK_LYDWDM BZ'.split(
    ' ',
  );
const NAMES_2018 =
  '行政相对人名称 行政相对人类别 行政相对人代码_1(统一社会信用代码) 行政相对人代码_2(工商注册号) 行政相对人代码_3(组织机构代码) 行政相对人代码_4(税务登记号) 行政相对人代码_5(事业单位证书号) 行政相对人代码_6(社会组织登记证号) 法定代表人 法定代表人证件类型 法定代表人证件号码 证件类型 证件号码 行政许可决定文书名称 行政许可决定文书号 许可类别 许可证书名称 许可编号 许可内容 许可决定日期 有效期自 有效期至 许可机关 许可机关统一社会信用代码 当前状态 数据来源单位 数据来源单位统一社会信用代码 备注'.split(
    ' ',
  );
const MAPPING_2018 = {
  matter: 13,
  decisionNumber: 14,
  decisionTitle: 13,
  counterpartName: 0,
  counterpartKind: 1,
  uscc: 2,
  registrationNumber: 3,
  citizenId: 12,
  certificateType: 11,
  decidedOn: 19,
  validFrom: 20,
  validTo: 21,
  content: 18,
  category: 15,
  certificateName: 16,
  certificateNumber: 17,
  approvedBy: 22,
  note: 27,
};

describe('guessing columns', () => {
  it('knows the 双公示 layout of 2018 by code and by name; 文书名称 fills 事项名称 too where there is none', () => {
    expect(guessMapping(columnsOf(CODES_2018)).columns).toEqual(MAPPING_2018);
    expect(guessMapping(columnsOf(NAMES_2018)).columns).toEqual(MAPPING_2018);
  });

  it('knows the 2015 layout', () => {
    const names =
      '行政许可决定书文号 项目名称 审批类别 许可内容 行政相对人名称 行政相对人代码_1(统一社会信用代码) 行政相对人代码_2(组织机构代码) 行政相对人代码_3(工商登记码) 行政相对人代码_4(税务登记号) 行政相对人代码_5(居民身份证号) 法定代表人姓名 许可决定日期 许可截止期 许可机关 当前状态 地方编码 数据更新时间戳 备注'.split(
        ' ',
      );
    const codes =
      'XK_WSH XK_XMMC XK_SPLB XK_NR XK_XDR XK_XDR_SHXYM XK_XDR_ZDM XK_XDR_GSDJ XK_XDR_SWDJ XK_XDR_SFZ XK_FR XK_JDRQ XK_JZQ XK_XZJG XK_ZT DFBM SJC BZ'.split(
        ' ',
      );
    const expected = {
      decisionNumber: 0,
      matter: 1,
      category: 2,
      content: 3,
      counterpartName: 4,
      uscc: 5,
      registrationNumber: 7,
      citizenId: 9,
      decidedOn: 11,
      validTo: 12,
      approvedBy: 13,
      note: 17,
    };
    expect(guessMapping(columnsOf(names)).columns).toEqual(expected);
    expect(guessMapping(columnsOf(codes)).columns).toEqual(expected);
  });

  it.each([
    ['行政相对人代码_1（统一社会信用代码）', 'uscc'],
    ['代码_1 （', 'uscc'],
    [' 统一社会\n信用代码 ', 'uscc'],
    ['＊统一社会信用代码（必填）', 'uscc'],
    ['3.统一社会信用代码：', 'uscc'],
    ['企业的统一社会信用代码', 'uscc'],
    ['决定文书号', 'decisionNumber'],
    ['决定书文号', 'decisionNumber'],
    ['许可决定书文号', 'decisionNumber'],
    ['ｘｋ＿ｗｓｈ', 'decisionNumber'],
    ['xk_wsh', 'decisionNumber'],
    ['法人名称', 'counterpartName'],
    ['单位名称', 'counterpartName'],
    ['企业名称', 'counterpartName'],
    ['申请人', 'counterpartName'],
    ['行政相对人姓名（名称）', 'counterpartName'],
    ['电话', 'contact'],
    ['手机', 'contact'],
    ['联系电话', 'contact'],
    ['企业联系人手机号', 'contact'],
    ['住所', 'address'],
    ['注册地址', 'address'],
    ['经营场所', 'address'],
    ['住所（经营场所）', 'address'],
    ['发证日期', 'decidedOn'],
    ['作出许可决定的日期', 'decidedOn'],
    ['有效期起', 'validFrom'],
    ['证书有效期开始日期', 'validFrom'],
    ['有效期限', 'validTo'],
    ['许可证有效期截止时间', 'validTo'],
    ['许可事项', 'matter'],
    ['发证机关', 'approvedBy'],
    ['居民身份证号码', 'citizenId'],
  ] as const)('%j is %s', (header, field) => {
    expect(meaningOf(header)?.field).toBe(field);
  });

  it.each([
    '法定代表人证件号码',
    '法定代表人身份证号',
    '法人身份证号码',
    '负责人身份证号码',
    '经办人身份证号',
    '法定代表人证件类型',
    '许可机关统一社会信用代码',
    '数据来源单位统一社会信用代码',
    '审批部门联系电话',
    '监督电话',
    '法定代表人电话',
    '受理日期',
    '公示截止日期',
    '数据来源单位',
    '不通过原因',
    '序号',
    '',
    '。',
  ])('%j fills no field', (header) => {
    expect(meaningOf(header)).toBeUndefined();
  });

  it('prefers the more usual name, then the column further left', () => {
    expect(guessed(['名称', '行政相对人名称', '企业名称'])).toMatchObject({ counterpartName: '行政相对人名称' });
    expect(guessed(['经营场所', '住所', '注册地址'])).toMatchObject({ address: '住所' });
    expect(guessMapping(columnsOf(['联系电话', '联系电话'])).columns).toEqual({ contact: 0 });
    expect(guessed(['事项名称', '行政许可决定文书名称'])).toEqual({ matter: '事项名称', decisionTitle: '行政许可决定文书名称' });
  });

  it('lets one column for both codes fill both fields', () => {
    expect(guessMapping(columnsOf(['统一社会信用代码/身份证号', '单位名称'])).columns).toEqual({
      uscc: 0,
      citizenId: 0,
      counterpartName: 1,
    });
    expect(guessed(['统一社会信用代码或身份证号码', '统一社会信用代码'])).toMatchObject({ uscc: '统一社会信用代码' });
  });

  it('gives every listed name exactly one meaning', () => {
    for (const header of [...CODES_2018, ...NAMES_2018]) expect(isListedHeader(header)).toBe(true);
  });

  it('never fails, whatever the headers', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (headers) => {
        for (const index of Object.values(guessMapping(columnsOf(headers)).columns)) expect(headers[index]).toBeDefined();
        for (const header of headers) expect(normaliseHeader(header)).not.toMatch(/\s|__proto__/);
      }),
    );
  });
});

describe('what 办法 20(二) asks for', () => {
  it('names the article for every required field that neither a column nor a constant fills', () => {
    const missing = missingRequired({ columns: {}, constants: {} });
    expect(missing.map(({ field }) => field).sort()).toEqual(
      ['address', 'approvedBy', 'contact', 'content', 'counterpartName', 'decidedOn', 'decisionNumber', 'matter', 'uscc', 'validTo'].sort(),
    );
    for (const { message } of missing) expect(message).toContain('办法第二十条（二）');
  });

  it('is satisfied by columns, by constants, and by either code', () => {
    const { columns } = guessMapping(columnsOf(NAMES_2018));
    expect(missingRequired({ columns, constants: {} }).map(({ field }) => field)).toEqual(['contact', 'address']);
    expect(missingRequired({ columns, constants: { contact: '0537-1', address: ' ' } }).map(({ field }) => field)).toEqual(['address']);
    const { uscc: _, ...withoutUscc } = columns;
    expect(missingRequired({ columns: withoutUscc, constants: { contact: '1', address: '2' } })).toEqual([]);
  });
});

describe('remembering', () => {
  it('gives back the same mapping for the same headers, also for two fields of one column and for repeated headers', () => {
    const headers = ['文书名称', '联系电话', '联系电话', '', '自编列'];
    const columns: Partial<Record<ApprovalField, number>> = { matter: 0, decisionTitle: 0, contact: 2, note: 4 };
    const remembered = rememberable(columnsOf(headers), { columns });
    expect(remembered).toEqual({ 文书名称: 'matter+decisionTitle', '联系电话#2': 'contact', 自编列: 'note' });
    expect(applyRemembered(columnsOf(headers), remembered)).toEqual(columns);
    expect(applyRemembered(columnsOf(['自编列', ' 联系电话', '联系 电话']), remembered)).toEqual({ note: 0, contact: 2 });
  });

  it('passes over what it does not know', () => {
    expect(applyRemembered(columnsOf(['甲']), { 甲: 'nonsense', 乙: 'note' })).toEqual({});
  });

  it('is not led astray by headers that are names of object members', () => {
    const headers = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const remembered = rememberable(columnsOf(headers), { columns: { note: 0, matter: 1, content: 2, contact: 3 } });
    expect(Object.getPrototypeOf(remembered)).toBe(Object.prototype);
    expect(Object.keys(remembered)).toHaveLength(4);
    expect(applyRemembered(columnsOf(headers), JSON.parse(JSON.stringify(remembered)))).toEqual({
      note: 0,
      matter: 1,
      content: 2,
      contact: 3,
    });
    expect(applyRemembered(columnsOf(headers), {})).toEqual({});
    expect(applyRemembered(columnsOf(['x']), JSON.parse('{"__proto__":{"X":"note"}}'))).toEqual({});
  });

  it('is a round trip for any headers and any mapping', () => {
    const headers = fc.array(fc.string({ unit: fc.constantFrom('甲', '乙', 'a', ' ', '（', '_'), maxLength: 4 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(headers, fc.array(fc.tuple(fc.constantFrom(...APPROVAL_FIELDS), fc.nat(7))), (names, pairs) => {
        const nameable = pairs.filter(([, index]) => normaliseHeader(names[index] ?? '') !== '');
        const columns = Object.fromEntries(nameable) as Partial<Record<ApprovalField, number>>;
        expect(applyRemembered(columnsOf(names), rememberable(columnsOf(names), { columns }))).toEqual(columns);
      }),
    );
  });
});
