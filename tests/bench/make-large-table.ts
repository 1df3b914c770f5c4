/**
 * Makes a large approvals workbook: what a 自建业务系统 exports after years of use. Values are invented and repeatable
 * (a fixed random sequence); every USCC and citizen ID has a right check character.
 *
 * The XML is written piece by piece into a streaming deflate, so 100,000 × 28 takes seconds and never stands in memory
 * as a whole. `inline` is how streaming exporters write (every text in its own cell, about 290 MB of sheet XML),
 * `shared` is how Excel and WPS write (a string table).
 */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { makeUscc as composeUscc, makeCitizenId } from '#shared/domain/codes.ts';
import { columnLetter } from '#shared/spreadsheet/sheet-cells.ts';

export interface LargeTableOptions {
  readonly strings?: 'inline' | 'shared';
}

interface Row {
  readonly number: number;
  readonly organisation: string;
  readonly uscc: string;
  readonly citizenId: string;
  readonly decidedOn: string;
  readonly validTo: string;
  readonly pick: (limit: number) => number;
}

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const GIVEN_NAMES = '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰';
const PLACES = ['济宁', '任城', '兖州', '曲阜', '邹城', '嘉祥', '汶上', '泗水', '梁山', '鱼台'];
const TRADES = ['机械', '建筑工程', '餐饮服务', '物流', '医药', '新材料', '食品', '环保科技', '汽车销售', '商贸', '生物科技', '特种设备'];
const MATTERS = [
  ['食品经营许可', '食品经营许可证', '食品销售（含冷藏冷冻食品）；餐饮服务经营（热食类食品制售、冷食类食品制售、自制饮品制售）'],
  ['危险化学品经营许可', '危险化学品经营许可证', '有储存经营：氧[压缩的或液化的]、氮[压缩的或液化的]、氩[压缩的或液化的]'],
  ['建设项目环境影响报告表审批', '环境影响评价批复', '年产 5000 吨精密铸件技术改造项目环境影响报告表的批复'],
  ['特种设备使用登记', '特种设备使用登记证', '压力容器 <固定式>，设备代码 2150 & 安全阀 2 只'],
  [
    '城镇污水排入排水管网许可',
    '污水排入排水管网许可证',
    '准许在许可范围内（排水口数量、位置、排放量、污染物种类和浓度）向城镇排水设施排放污水',
  ],
  ['公共场所卫生许可', '公共场所卫生许可证', '宾馆、理发店、美容店；附设游泳场所一处'],
] as const;
const CATEGORIES = ['普通', '特许', '认可', '核准', '登记'];

/** Column titles of the 2018 双公示 layout, with contact and address as this product's required fields want them. */
const COLUMNS: readonly (readonly [title: string, value: (row: Row) => string])[] = [
  ['行政相对人名称', (row) => row.organisation],
  ['行政相对人类别', () => '法人及非法人组织'],
  ['行政相对人代码_1(统一社会信用代码)', (row) => row.uscc],
  ['行政相对人代码_2(工商注册号)', (row) => (row.pick(4) === 0 ? `3708${String(row.number).padStart(11, '0')}` : '')],
  ['行政相对人代码_3(组织机构代码)', (row) => row.uscc.slice(8, 17)],
  ['联系电话', (row) => `1${3 + row.pick(6)}${String(100000000 + row.number * 7919).slice(-9)}`],
  ['住所', (row) => `山东省济宁市高新区${PLACES[row.pick(10)]}路${1 + row.pick(300)}号${1 + row.pick(20)}号楼`],
  ['法定代表人', (row) => personName(row)],
  ['法定代表人证件类型', () => '身份证'],
  ['法定代表人证件号码', (row) => row.citizenId],
  ['证件类型', () => ''],
  ['证件号码', () => ''],
  ['行政许可决定文书名称', (row) => `${matterOf(row)[0]}决定书`],
  ['行政许可决定文书号', (row) => `济高新审${PLACES[row.number % 10]}〔${row.decidedOn.slice(0, 4)}〕${row.number}号`],
  ['许可类别', (row) => CATEGORIES[row.number % 5] ?? '普通'],
  ['许可证书名称', (row) => matterOf(row)[1]],
  ['许可编号', (row) => `JY${13708000000000 + row.number}`],
  ['许可内容', (row) => matterOf(row)[2]],
  ['许可决定日期', (row) => row.decidedOn],
  ['有效期自', (row) => row.decidedOn],
  ['有效期至', (row) => row.validTo],
  ['许可机关', () => '济宁高新区行政审批服务局'],
  ['许可机关统一社会信用代码', () => '11370800MB28563216'],
  ['当前状态', () => '0'],
  ['数据来源单位', () => '济宁高新区行政审批服务局'],
  ['数据来源单位统一社会信用代码', () => '11370800MB28563216'],
  ['事项名称', (row) => matterOf(row)[0]],
  ['备注', (row) => (row.pick(50) === 0 ? '补录\n原证遗失' : '')],
];

/** The USCC of the `index`-th invented company of 济宁, 0 to 99,999. */
export function makeUscc(index: number): string {
  return composeUscc('91', '370800', `MA${String(index * 7 + 100_003).padStart(6, '0')}`);
}

/** The titles and, for each row, the texts of the table, as {@link makeLargeTable} writes them. */
export function* largeTableRows(rows: number, columns: number): Generator<string[]> {
  const chosen = Array.from({ length: columns }, (_, index) => COLUMNS[index] ?? ([`扩展字段${index + 1}`, () => `值${index}`] as const));
  yield chosen.map(([title]) => title);
  const random = randomSequence(20230214);
  for (let number = 1; number <= rows; number += 1) {
    const pick = (limit: number) => Math.floor(random() * limit);
    const decided = Date.UTC(2019, 0, 1) + pick(2400) * 86_400_000;
    const row: Row = {
      number,
      organisation: `${PLACES[pick(10)]}${GIVEN_NAMES[pick(24)]}${GIVEN_NAMES[pick(24)]}${TRADES[pick(12)]}有限公司`,
      uscc: makeUscc(pick(30_000)),
      citizenId: makeCitizenId('370811', isoDate(Date.UTC(1960, 0, 1 + pick(14_000))), pick(1000)),
      decidedOn: isoDate(decided),
      validTo: pick(3) === 0 ? '2099-12-31' : isoDate(decided + 5 * 365 * 86_400_000),
      pick,
    };
    yield chosen.map(([, value]) => value(row));
  }
}

/** An .xlsx with one sheet of `rows` data rows under a header row, `columns` wide. */
export function makeLargeTable(rows: number, columns: number, options: LargeTableOptions = {}): Uint8Array {
  const shared = options.strings === 'shared' ? new Map<string, number>() : undefined;
  const archive = collectZip();
  for (const [name, text] of Object.entries(fixedParts(shared !== undefined))) archive.add(name)(text, true);
  const sheet = archive.add('xl/worksheets/sheet1.xml');
  sheet(
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>',
  );
  const letters = Array.from({ length: columns }, (_, index) => columnLetter(index));
  let pending = '';
  let number = 0;
  for (const row of largeTableRows(rows, columns)) {
    number += 1;
    pending += `<row r="${number}">`;
    row.forEach((value, index) => {
      if (value !== '') pending += cellXml(`${letters[index]}${number}`, value, shared);
    });
    pending += '</row>';
    if (pending.length > 200_000) {
      sheet(pending);
      pending = '';
    }
  }
  sheet(`${pending}</sheetData></worksheet>`, true);
  if (shared) writeSharedStrings(archive.add('xl/sharedStrings.xml'), shared);
  return archive.finish();
}

function cellXml(address: string, value: string, shared: Map<string, number> | undefined): string {
  if (!shared) return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
  const known = shared.get(value);
  const index = known ?? shared.size;
  if (known === undefined) shared.set(value, index);
  return `<c r="${address}" s="0" t="s"><v>${index}</v></c>`;
}

function writeSharedStrings(write: (text: string, last?: boolean) => void, shared: ReadonlyMap<string, number>): void {
  write(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${shared.size}">`);
  let pending = '';
  for (const value of shared.keys()) {
    pending += `<si><t xml:space="preserve">${escapeXml(value)}</t></si>`;
    if (pending.length > 200_000) {
      write(pending);
      pending = '';
    }
  }
  write(`${pending}</sst>`, true);
}

function collectZip() {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  return {
    add(name: string) {
      const part = new ZipDeflate(name, { level: 3 });
      part.mtime = new Date(2023, 1, 14);
      zip.add(part);
      return (text: string, last = false) => part.push(strToU8(text), last);
    },
    finish(): Uint8Array {
      zip.end();
      const whole = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
      let offset = 0;
      for (const chunk of chunks) {
        whole.set(chunk, offset);
        offset += chunk.length;
      }
      return whole;
    },
  };
}

function fixedParts(shared: boolean): Record<string, string> {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
  const override = (part: string, kind: string) => `<Override PartName="/xl/${part}" ContentType="${type}.${kind}+xml"/>`;
  const link = (id: number, kind: string, target: string) => `<Relationship Id="rId${id}" Type="${relation}/${kind}" Target="${target}"/>`;
  return {
    '[Content_Types].xml': `<Types xmlns="${packageNamespace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', 'sheet.main')}${override('worksheets/sheet1.xml', 'worksheet')}${shared ? override('sharedStrings.xml', 'sharedStrings') : ''}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageNamespace}/relationships">${link(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets><sheet name="行政许可" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageNamespace}/relationships">${link(1, 'worksheet', 'worksheets/sheet1.xml')}${shared ? link(2, 'sharedStrings', 'sharedStrings.xml') : ''}</Relationships>`,
  };
}

function matterOf(row: Row): (typeof MATTERS)[number] {
  return MATTERS[row.number % MATTERS.length] ?? MATTERS[0];
}

function personName(row: Row): string {
  return `${SURNAMES[row.pick(20)]}${GIVEN_NAMES[row.pick(24)]}${GIVEN_NAMES[row.pick(24)]}`;
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** mulberry32: small, repeatable; nothing here needs to be unguessable. */
function randomSequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
