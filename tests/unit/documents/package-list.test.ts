/** 清单: the workbook beside a package, as the library reads it and as its parts say it prints. */
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import { type ListedAnswer, type PackageListInput, packageListWorkbook } from '#shared/documents/package-list.ts';
import type { Approval } from '#shared/domain/approval.ts';
import type { Supervision } from '#shared/domain/supervision.ts';

const SHA = 'a'.repeat(64);
const organisation: Approval = {
  matter: '食品经营许可',
  decisionNumber: '宁新审〔2026〕0012 号',
  counterpart: {
    name: '=HYPERLINK("http://x","宁新某某食品有限公司")',
    kind: 'organisation',
    contact: '0537-3255123',
    address: '宁新区海川路 9 号',
    identity: { type: 'uscc', value: '91370800MA3C00000X' },
  },
  decidedOn: '2026-11-20',
  validity: { from: '2026-11-20', to: 'longTerm' },
  content: '准予经营预包装食品。\n含冷藏冷冻食品。',
  category: '普通',
  approvedBy: '宁新区行政审批服务局',
  sourceSystem: '自建系统',
  attachments: [{ sha256: SHA, name: '决定书.pdf', size: 12_345 }],
};
const person: Approval = {
  ...organisation,
  decisionNumber: '0013',
  counterpart: { ...organisation.counterpart, name: '张三', kind: 'person', identity: { type: 'citizenId', value: '370811199001011234' } },
  attachments: [],
};
const returned: ListedAnswer = {
  kind: 'returned',
  at: '2026-11-24 09:00',
  operator: '李四',
  matter: '食品经营许可',
  decisionNumber: '0013',
  counterpartName: '张三',
  note: '不属于本部门监管',
};

function input(more: Partial<PackageListInput> = {}): PackageListInput {
  return {
    packageId: '019ac0de-7a11-7c3e-8d15-0123456789ab',
    title: '2026年11月审批信息',
    purpose: '审批信息推送',
    sequence: 12,
    created: '2026-11-26 10:30',
    sender: { name: '宁新区行政审批服务局', uscc: '11370811MB2857345X' },
    recipients: [
      { name: '宁新区市场监督管理局', uscc: '11370811MB28573XX1' },
      { name: '宁新区应急管理局', uscc: '11370811MB28573XX2' },
    ],
    signerFingerprint: '9F3A 07C4',
    approvals: [
      { approval: organisation, revision: 1 },
      { approval: person, revision: 2 },
    ],
    answers: [],
    full: false,
    ...more,
  };
}

function sheetsOf(bytes: Uint8Array): Readonly<Record<string, readonly (readonly string[])[]>> {
  const { SheetNames, Sheets } = read(bytes, { type: 'array' });
  const rows = (name: string) => utils.sheet_to_json<string[]>(Sheets[name] ?? {}, { header: 1, raw: false });
  return Object.fromEntries(SheetNames.map((name) => [name, rows(name)]));
}

describe('the list of a package', () => {
  it('has the facts, every approval with the fields of 办法 20(二), and every attachment with what it belongs to', () => {
    const sheets = sheetsOf(packageListWorkbook(input()));
    expect(Object.keys(sheets)).toEqual(['数据包', '审批信息', '附件']);
    const facts = sheets.数据包?.map(([label, text]) => `${label}：${text}`);
    for (const fact of ['序号：第 12 包', '接收部门：宁新区应急管理局（11370811MB28573XX2）', '审批信息：2 条', '附件：1 个']) {
      expect(facts).toContain(fact);
    }
    const [header = [], first = [], second = []] = sheets.审批信息 ?? [];
    // 办法 20(二): 行政相对人名称、证件号码或代码、联系方式、地址、审批日期、有效期、审批内容、审批部门、文书编号
    const asked = [
      '事项名称',
      '法律文书编号',
      '行政相对人名称',
      '证件号码',
      '联系方式',
      '地址',
      '审批日期',
      '有效期',
      '审批内容',
      '审批部门',
    ];
    expect(header).toEqual(expect.arrayContaining(asked));
    const cell = (row: readonly string[], title: string) => row[header.indexOf(title)];
    expect(cell(first, '证件号码')).toBe('91370800MA3C00000X');
    expect(cell(first, '有效期')).toBe('2026-11-20 至 长期');
    expect(cell(first, '审批日期')).toBe('2026-11-20');
    expect(cell(second, '法律文书编号')).toBe('0013');
    expect(cell(second, '版次')).toBe('2');
    expect(sheets.附件?.[1]).toEqual(['1', '决定书.pdf', '12345', SHA, organisation.decisionNumber, organisation.counterpart.name]);
  });

  it('hides the middle of a citizen ID unless asked for all of it', () => {
    const masked = strFromU8(unzipSync(packageListWorkbook(input()))['xl/worksheets/sheet2.xml'] ?? new Uint8Array());
    expect(masked).not.toContain('370811199001011234');
    expect(masked).toContain('370811********1234');
    const full = strFromU8(unzipSync(packageListWorkbook(input({ full: true })))['xl/worksheets/sheet2.xml'] ?? new Uint8Array());
    expect(full).toContain('370811199001011234');
  });

  it('keeps what looks like a formula as text: attack by a name', () => {
    const { Sheets } = read(packageListWorkbook(input()), { type: 'array', cellFormula: true });
    const cell = Sheets.审批信息?.D2;
    expect(cell).toMatchObject({ t: 's', v: organisation.counterpart.name });
    expect(cell.f).toBeUndefined();
  });

  it('prints on A4 across, as wide as a page, with the header on every page, frozen and with a filter', () => {
    const parts = unzipSync(packageListWorkbook(input()));
    const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
    for (const number of [1, 2, 3]) {
      const xml = text(`xl/worksheets/sheet${number}.xml`);
      expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
      // the order that ECMA-376 18.3.1.99 demands
      const tags = ['<sheetPr>', '<sheetViews>', '<cols>', '<sheetData>', '<autoFilter', '<pageMargins', '<pageSetup ', '<headerFooter>'];
      const order = tags.map((tag) => xml.indexOf(tag));
      expect(order).not.toContain(-1);
      expect([...order].sort((a, b) => a - b)).toEqual(order);
      expect(xml).toContain('state="frozen"');
    }
    expect(text('xl/workbook.xml')).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="1">\'审批信息\'!$1:$1</definedName>');
    expect(read(packageListWorkbook(input()), { type: 'array' }).Workbook?.Names).toHaveLength(3);
  });

  it('of a receipt has a row for every claim and return (办法 20(一)), and no sheet of approvals that are not in it', () => {
    const sheets = sheetsOf(packageListWorkbook(input({ approvals: [], answers: [{ ...returned, kind: 'claimed', note: '' }, returned] })));
    expect(Object.keys(sheets)).toEqual(['数据包', '认领与退回']);
    expect(sheets.认领与退回?.map((row) => row[1])).toEqual(['办理', '认领', '退回']);
    expect(sheets.认领与退回?.[2]).toEqual(['2', '退回', '2026-11-24 09:00', '李四', '食品经营许可', '0013', '张三', '不属于本部门监管']);
  });

  it('of supervision information (办法 21) has what was decided about whom, the approvals concerned, and its evidence', () => {
    const supervision: Supervision = {
      ...{ kind: 'penalty', measure: '罚款', decisionNumber: '宁新市监罚〔2026〕3号', counterpart: person.counterpart },
      ...{ decidedOn: '2026-11-18', facts: '超范围经营', legalBasis: '某法第一条', content: '罚款五千元', madeBy: '宁新区市场监督管理局' },
      approvals: [{ recordId: '019ac0de-7a11-7c3e-8d15-0123456789ab', matter: '食品经营许可', decisionNumber: '0013' }],
      ...{ sourceSystem: '手工录入', attachments: [{ sha256: SHA, name: '决定书.pdf', size: 12_345 }] },
    };
    const listed = input({ approvals: [], supervisions: [{ supervision, revision: 2 }] });
    const sheets = sheetsOf(packageListWorkbook(listed));
    expect(Object.keys(sheets)).toEqual(['数据包', '监管信息', '附件']);
    expect(sheets.数据包?.map(([label, text]) => `${label}：${text}`)).toContain('监管信息：1 条');
    const [header = [], row = []] = sheets.监管信息 ?? [];
    const cells = Object.fromEntries(header.map((title, index) => [title, row[index]]));
    expect(cells).toMatchObject({ 监管信息类别: '其他行政处罚（罚款）', 涉及的审批决定: '0013（食品经营许可）', 版次: '2', 附件数: '1' });
    expect(cells.证件号码).toBe('370811********1234');
    // as the form of 监管信息 calls it, not as an approval does
    expect(sheets.附件?.[0]?.slice(4)).toEqual(['所属决定书文号', '所属行政相对人']);
    expect(sheets.附件?.[1]?.slice(4)).toEqual(['宁新市监罚〔2026〕3号', '张三']);
    const ofApprovals = sheetsOf(packageListWorkbook(input())).附件?.[0];
    expect(ofApprovals?.slice(4)).toEqual(['所属法律文书编号', '所属行政相对人']);
    expect(sheetsOf(packageListWorkbook({ ...listed, full: true })).监管信息?.[1]).toContain('370811199001011234');
  });

  it('gives the same bytes for the same input', () => {
    expect(Buffer.compare(packageListWorkbook(input()), packageListWorkbook(input()))).toBe(0);
  });
});
