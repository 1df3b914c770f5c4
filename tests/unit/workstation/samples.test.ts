/**
 * The samples, held to what programs that are not ours see of them: openssl, unzip, poppler, SheetJS, iconv. One long file,
 * because making the samples takes most of its time and is done once for all of it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as XLSX from 'xlsx';
import { LETTER_KINDS } from '#shared/domain/letter.ts';
import { encodeGb18030 } from '../../../build/encode-gb18030.ts';
import { LETTER_FILES, LETTER_SAMPLE_FILES, LONG_LETTER_FILES, TRANSFER_FILES } from '../../../build/letter-sample-names.ts';
import { MEETING_DOCUMENT_FILES, MEETING_FILES, MEETING_SAMPLE_FILES } from '../../../build/meeting-sample-names.ts';
import { PRIVATE_KEY_WARNING, SAMPLE_NAMES, type SampleName } from '../../../build/sample-notes.ts';
import { writeSamples } from '../../../build/samples.ts';
import { expectsPreflight, preflight } from '../documents/preflight.ts';
import { isEmbeddedSubset } from '../documents/sheets.ts';
import { convertAll, hasWordPrograms } from '../documents/word-pages.ts';
import { assertSound, pdfField, pdfFonts, pdfPages, pdfWords } from './letter-files.ts';

const NOW = new Date('2026-11-23T02:00:00.000Z');
/** SM2 with a user id needs OpenSSL 3 */
const openssl = /^OpenSSL ([3-9]|\d\d)\./.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '');
const hasTools =
  openssl && ['unzip', 'pdfinfo', 'pdftotext', 'pdffonts', 'qpdf'].every((tool) => spawnSync(tool, ['-v']).error === undefined);

let root: string;
let directory: string;
/** a copy in which the commands of the note were run */
let checked: string;
/** where the script makes its profiles: a folder of this test's own, so that what it leaves behind shows */
let temporary: string;
/** of computing: others may work on this machine at the same time */
let seconds: number;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'samples-test-'));
  directory = join(root, 'samples');
  checked = join(root, 'checked');
  temporary = join(root, 'temporary');
  await mkdir(temporary);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
  const start = process.cpuUsage();
  await writeSamples(directory, NOW);
  const { user, system } = process.cpuUsage(start);
  seconds = (user + system) / 1_000_000;
  vi.unstubAllEnvs();
}, 240_000);

afterAll(() => rm(root, { recursive: true, force: true }));

const path = (name: SampleName) => join(directory, SAMPLE_NAMES[name]);
const read = (name: SampleName) => readFile(path(name));
const note = async () => (await read('readMe')).toString('utf8');

/** A fingerprint or digest as the program prints it: what follows the last `=`. */
function sm3(file: string): string {
  return execFileSync('openssl', ['dgst', '-sm3', file], { encoding: 'utf8' }).split('=').at(-1)?.trim() ?? '';
}

function fingerprintOf(key: SampleName, ...options: readonly string[]): string {
  const der = execFileSync('openssl', ['pkey', ...options, '-in', path(key), '-pubout', '-outform', 'DER']);
  return execFileSync('openssl', ['dgst', '-sm3', '-r'], { input: der, encoding: 'utf8' }).slice(0, 64);
}

const spaced = (hex: string) => (hex.match(/.{4}/g) ?? []).join(' ');

function pdfText(name: SampleName): string {
  return execFileSync('pdftotext', [path(name), '-'], { encoding: 'utf8' }).replace(/\s/g, '');
}

async function sheet(name: SampleName, title?: string): Promise<string[][]> {
  const workbook = XLSX.read(await read(name));
  const found = workbook.Sheets[title ?? workbook.SheetNames[0] ?? ''] as XLSX.WorkSheet;
  return XLSX.utils.sheet_to_json<string[]>(found, { header: 1, raw: false, defval: '' });
}

async function csvRows(): Promise<string[]> {
  const text = new TextDecoder('gb18030', { fatal: true }).decode(await read('csv'));
  return text.trimEnd().split('\r\n');
}

/** The files of an unsealed package without its top folder. */
function bagFiles(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name.slice(name.indexOf('/') + 1), content]));
}

function entryTypes(files: ReadonlyMap<string, Uint8Array>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of new TextDecoder().decode(files.get('data/entries.ndjson')).trim().split('\n')) {
    const { type } = JSON.parse(line) as { readonly type: string };
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

interface Header {
  readonly recipients: readonly { readonly key: string; readonly wrapped: string }[];
}

async function headerOf(name: SampleName): Promise<Header> {
  const bytes = await read(name);
  expect(bytes.toString('latin1', 0, 4)).toBe('SGXE');
  return JSON.parse(bytes.toString('utf8', 8, 8 + bytes.readUInt32LE(4))) as Header;
}

describe('npm run samples', () => {
  it('writes exactly the files that the note names, in less than a minute of computing', async () => {
    const expected = [...Object.values(SAMPLE_NAMES), ...LETTER_SAMPLE_FILES, ...MEETING_SAMPLE_FILES];
    const written = await readdir(directory, { recursive: true, withFileTypes: true });
    const names = written.filter((each) => each.isFile()).map(({ parentPath, name }) => relative(directory, join(parentPath, name)));
    expect(names.sort()).toEqual(expected.map(normalize).sort());
    const text = await note();
    for (const name of expected) if (name !== SAMPLE_NAMES.readMe) expect(text).toContain(`\r\n${name}\r\n`);
    expect(seconds).toBeLessThan(60);
  });

  it('gives every file a name that Windows takes: no sign of its own, no device, short enough below a usual folder', () => {
    for (const name of [...LETTER_SAMPLE_FILES, ...MEETING_SAMPLE_FILES].flatMap((file) => file.split('/'))) {
      expect(name).not.toMatch(/[<>:"\\|?*\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu);
      expect(name.length).toBeLessThan(60);
    }
  });

  it('lays the key that signed the unsealed package beside it', async () => {
    const key = await read('packageKey');
    expect(key.toString('utf8')).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(Buffer.from(bagFiles(await read('unsealed')).get('sgx/signer.pem') ?? []).equals(key)).toBe(true);
  });

  it('marks the private keys for everybody to see; without the mark they are the same keys (demo keys only)', async () => {
    for (const name of ['marketPrivateKey', 'approvalPrivateKey'] as const) {
      const text = (await read(name)).toString('utf8');
      expect(SAMPLE_NAMES[name]).toMatch(/^演示私钥_/);
      expect(text.split('\n')[0]).toBe(PRIVATE_KEY_WARNING);
      expect(text.split('\n')[1]).toMatch(/（演示）$/);
    }
  });

  it('the list is a workbook with header, dates as written and masked identities', async () => {
    const [header = [], ...rows] = await sheet('view');
    expect(header.slice(0, 3)).toEqual(['事项名称', '法律文书编号', '行政相对人']);
    expect(rows.length).toBeGreaterThan(300);
    const decidedOn = header.indexOf('审批日期');
    for (const row of rows) expect(row[decidedOn]).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(rows.some((row) => row.includes('已认领'))).toBe(true);
    expect(rows.flat().some((text) => /^\d{17}[\dX]$/.test(text))).toBe(false);
    expect(rows.flat().some((text) => /^\d{6}\*+/.test(text))).toBe(true);
  });

  it('the table is the same in GB18030 and as a workbook, with every kind of fault', async () => {
    const lines = await csvRows();
    const rows = await sheet('table');
    expect(lines).toHaveLength(121);
    expect(lines[0]).toBe(rows[0]?.join(','));
    for (const [index, line] of lines.entries()) expect(line.replaceAll('"', '')).toBe(rows[index]?.join(',').replaceAll('"', ''));
    expect((await read('csv')).toString('utf8')).toContain('\ufffd');
    expect(lines.some((line) => line.includes('/02/30'))).toBe(true);
  });

  it('the rows that did not pass say why, in the last column', async () => {
    const [header = [], ...rows] = await sheet('rejects');
    expect(header.at(-1)).toBe('不通过原因');
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(row.at(-1)).toMatch(/^原表第 \d+ 行：.{10,}/);
    expect(rows.length).toBeLessThan(30);
  });

  it('leaves no profile behind', async () => {
    expect(await readdir(temporary)).toEqual([]);
  });

  it('tells how it is called when no folder is named, and writes nothing', () => {
    const script = fileURLToPath(new URL('../../../build/samples.ts', import.meta.url));
    const result = spawnSync(process.execPath, ['--import', 'tsx', script, '--at', 'gestern'], { encoding: 'utf8' });
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('用法');
  });
});

describe.runIf(hasTools)('the samples, checked without this program', () => {
  beforeAll(() => cp(directory, checked, { recursive: true }));

  it('every command of the note does what the note says', async () => {
    const commands = (await note()).split('\r\n').filter((line) => /^ {4}[a-z]/.test(line));
    expect(commands).toHaveLength(35);
    const { status, stdout, stderr } = spawnSync('sh', ['-e'], { cwd: checked, input: commands.join('\n'), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const [digest, ...rest] = stdout.trim().split('\n');
    expect(digest?.trim()).toBe(spaced(sm3(path('package'))));
    expect(rest.slice(0, 7)).toEqual(Array<string>(7).fill('Verified OK'));
    expect(rest[7]?.trim()).toBe(spaced(fingerprintOf('packageKey', '-pubin')).toUpperCase());
  });

  it('the unsealed package: another byte, and the signature does not fit any more', async () => {
    const folder = await mkdtemp(join(root, 'altered-'));
    const files = bagFiles(await read('unsealed'));
    const manifest = Buffer.from(files.get('tagmanifest-sha256.txt') ?? []);
    await writeFile(join(folder, 'signature.der'), files.get('sgx/signature.der') ?? new Uint8Array());
    const verify = async (bytes: Uint8Array) => {
      await writeFile(join(folder, 'manifest'), bytes);
      const args = ['dgst', '-sm3', '-verify', path('packageKey'), '-signature', 'signature.der', '-sigopt', 'distid:1234567812345678'];
      return spawnSync('openssl', [...args, 'manifest'], { cwd: folder, encoding: 'utf8' }).stdout.trim();
    };
    expect(await verify(manifest)).toBe('Verified OK');
    manifest[3] = (manifest[3] ?? 0) ^ 1;
    expect(await verify(manifest)).toBe('Verification failure');
  });

  it.each([
    ['package', 'marketPrivateKey', 'approvalPrivateKey'],
    ['directory', 'marketPrivateKey', 'approvalPrivateKey'],
    ['receipt', 'approvalPrivateKey', 'marketPrivateKey'],
  ] as const)('%s: the content key is wrapped for %s, as openssl unwraps it, and for nobody else', async (name, key, other) => {
    const { recipients } = await headerOf(name);
    const fingerprint = fingerprintOf(key);
    const mine = recipients.find((recipient) => recipient.key === fingerprint);
    const wrapped = join(root, 'wrapped.der');
    await writeFile(wrapped, Buffer.from(mine?.wrapped ?? '', 'base64'));
    const unwrap = (by: SampleName) => spawnSync('openssl', ['pkeyutl', '-decrypt', '-inkey', path(by), '-in', wrapped]);
    expect(unwrap(key).stdout).toHaveLength(16);
    expect(recipients.map((recipient) => recipient.key)).not.toContain(fingerprintOf(other));
    expect(unwrap(other).status).not.toBe(0);
  });

  it('what the commands took out: twelve approvals, the answer to each (办法 20(一)), and the cards of the departments', async () => {
    const types = async (file: string) => entryTypes(bagFiles(await readFile(join(checked, file))));
    expect((await types('打开的数据包.sgx'))['approval.recorded']).toBe(12);
    expect(entryTypes(bagFiles(await read('unsealed')))['approval.recorded']).toBe(12);
    const told = await types('打开的回执包.sgx');
    expect(told['claim.made']).toBeGreaterThanOrEqual(11);
    expect(told['claim.returned']).toBeGreaterThanOrEqual(1);
    // two packages of approvals and the list; nine departments whose keys are confirmed, their second computers among them
    expect(told['package.imported']).toBeGreaterThanOrEqual(3);
    expect((await types('打开的名录包.sgx'))['card.listed']).toBeGreaterThanOrEqual(9);
    // 办法 21(二): the case file, and the word on it
    expect(await types('打开的移送包.sgx')).toEqual({ 'letter.issued': 1 });
    expect((await types('打开的移送回执包.sgx'))['transfer.checked']).toBe(1);
  });

  it.each([
    ['approvalCard', 'packageKey'],
    ['marketCard', 'receiptKey'],
  ] as const)('%s is signed by its own key, which signs the packages too', async (name, key) => {
    const [line = '', signature = ''] = (await read(name)).toString('utf8').split('\n');
    const folder = await mkdtemp(join(root, 'card-'));
    await writeFile(join(folder, 'signature.der'), Buffer.from(signature.replace('signature: ', ''), 'base64'));
    const verify = async (text: string) => {
      await writeFile(join(folder, 'line'), text);
      const args = ['dgst', '-sm3', '-verify', path(key), '-signature', 'signature.der', '-sigopt', 'distid:1234567812345678', 'line'];
      return spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' }).stdout.trim();
    };
    expect(JSON.parse(line)).toMatchObject({ kind: 'card', publicKey: (await read(key)).toString('utf8') });
    expect(await verify(line)).toBe('Verified OK');
    expect(await verify(line.replace('（演示）', '（正式）'))).toBe('Verification failure');
  });

  it.each(['keySheet', 'handoverSheet'] as const)('%s is a PDF of one page, in A4', (name) => {
    const facts = execFileSync('pdfinfo', [path(name)], { encoding: 'utf8' });
    expect(facts).toMatch(/^Pages: +1$/m);
    expect(facts).toMatch(/^Page size: .*\(A4\)$/m);
  });

  it('the papers name what openssl computes: the digest of the file, the fingerprint of the key', () => {
    const digest = sm3(path('package'));
    const fingerprint = fingerprintOf('packageKey', '-pubin').toUpperCase();
    const [handover, keySheet] = [pdfText('handoverSheet'), pdfText('keySheet')];
    expect(handover).toContain('数据包交接单');
    for (const hex of [digest.slice(0, 32), digest.slice(32), fingerprint.slice(0, 32)]) expect(handover).toContain(hex);
    expect(keySheet).toContain('密钥确认单');
    expect(keySheet).toContain(fingerprint.slice(0, 16));
  });

  it('the list hides numbers of persons, or shows them as the one inside the package does', async () => {
    const numbers = (rows: readonly string[][]) => rows.slice(1).map((row) => row[rows[0]?.indexOf('证件号码') ?? -1] ?? '');
    const masked = numbers(await sheet('list', '审批信息'));
    const full = numbers(await sheet('fullList', '审批信息'));
    // numbers of invented persons begin with the city as a whole
    const isPerson = (number: string) => /^370800\d{11}[\dX]$/.test(number);
    expect(full.filter(isPerson).length).toBeGreaterThan(0);
    expect(masked).toHaveLength(full.length);
    for (const [index, whole] of full.entries()) {
      if (isPerson(whole)) expect(masked[index]).toBe(`${whole.slice(0, 6)}********${whole.slice(14)}`);
      else expect(masked[index]).toBe(whole);
    }
    const files = bagFiles(await readFile(join(checked, '打开的数据包.sgx')));
    const entries = new TextDecoder().decode(files.get('data/entries.ndjson'));
    for (const number of full) expect(entries).toContain(number);
    expect(Buffer.from(files.get('data/print/清单.xlsx') ?? []).equals(await read('fullList'))).toBe(true);
  });
});

describe.runIf(hasTools)('the sample letters and papers of meetings, checked without this program', () => {
  const sample = (name: string) => join(directory, name);
  const letters = [...Object.values(LETTER_FILES), LONG_LETTER_FILES];
  const pdfs = [...LETTER_SAMPLE_FILES, ...MEETING_SAMPLE_FILES].filter((name) => name.endsWith('.pdf'));

  it('every template is there as PDF and as Word file, numbered, and nothing in it is left to fill in', async () => {
    expect(Object.keys(LETTER_FILES).sort()).toEqual(Object.keys(LETTER_KINDS).sort());
    for (const { pdf, docx } of letters) {
      const title = pdfField(sample(pdf), 'Title');
      expect(title, pdf).toMatch(/^关于.+的(?:复函|函|通知)（济高新(?:审|市监)函〔2026〕\d+号）$/);
      expect(pdfWords(sample(pdf)), pdf).toMatch(/特此(?:函[告复询]|通知)|为盼/);
      const parts = unzipSync(await readFile(sample(docx)));
      const xml = new TextDecoder().decode(parts['word/document.xml']).replace(/<[^>]*>/g, '');
      expect(xml, docx).toContain(title.replace(/（[^（）]*）$/, ''));
      expect(xml, docx).not.toMatch(/〔(?!\d{4}〕)/);
    }
  });

  it('every PDF is sound for qpdf, and all its fonts are embedded as subsets', () => {
    for (const name of pdfs) {
      assertSound(sample(name));
      const fonts = pdfFonts(sample(name));
      expect(fonts.length, name).toBeGreaterThan(1);
      for (const font of fonts) expect(font, name).toSatisfy(isEmbeddedSubset);
    }
  });

  it.runIf(expectsPreflight)('every PDF is PDF/A-1b', { timeout: 60_000 }, async () => {
    const found = preflight(await Promise.all(pdfs.map((name) => readFile(sample(name)))));
    expect(Object.fromEntries(pdfs.map((name, index) => [name, found[index]]))).toEqual(Object.fromEntries(pdfs.map((name) => [name, []])));
  });

  it('GB/T 9704 10.1: the long letter has ten pages and more; only the first shows no number', () => {
    const pages = pdfPages(sample(LONG_LETTER_FILES.pdf));
    expect(pages.length).toBeGreaterThanOrEqual(10);
    pages.forEach((words, index) => {
      expect(/—\d+—/.exec(words)?.[0]).toBe(index === 0 ? undefined : `—${index + 1}—`);
    });
    const heads = pages.filter((words) => words.includes('法律文书编号'));
    // the table of the text and that of the 附件, each over several pages with its head
    expect(heads.length).toBeGreaterThan(5);
  });

  it('办法 25: the 复函 names the letter that it answers, title first, then number; so does the 处理决定告知函 (21(三))', () => {
    for (const [asked, answer] of [
      ['inquiry', 'reply'],
      ['revokeNotice', 'decisionNotice'],
    ] as const) {
      const [, title, number] = /^(.*)（([^（）]*)）$/.exec(pdfField(sample(LETTER_FILES[asked].pdf), 'Title')) ?? [];
      expect(pdfWords(sample(LETTER_FILES[answer].pdf))).toContain(`《${title}》（${number}）收悉`);
    }
  });

  it('办法 21(二): the package carries the very PDF of the 案卷移送函 with both lists; the 送达回证 says what was missing', async () => {
    const words = pdfWords(sample(LETTER_FILES.caseTransfer.pdf));
    expect(words).toMatch(/附件1案卷移送清单.*附件2卷内目录/);
    const bag = bagFiles(await readFile(join(checked, '打开的移送包.sgx')));
    const [, printed] = [...bag].find(([name]) => name.startsWith('data/print/')) ?? [];
    expect(Buffer.from(printed ?? []).equals(await readFile(sample(LETTER_FILES.caseTransfer.pdf)))).toBe(true);
    expect([...bag.keys()].filter((name) => name.startsWith('data/attachments/')).length).toBeGreaterThanOrEqual(3);
    expect(pdfWords(sample(TRANSFER_FILES.blankReceipt))).not.toContain('页数不符（清单');
    expect(pdfWords(sample(TRANSFER_FILES.checkedReceipt))).toMatch(/页数不符（清单4页，实收3页）/);
  });

  it('办法 31(三): record, minutes and memorandum of one meeting tell the same items, each what belongs into it', async () => {
    const words = (form: keyof typeof MEETING_DOCUMENT_FILES) => pdfWords(sample(MEETING_DOCUMENT_FILES[form].pdf));
    const [record, minutes, memorandum] = [words('record'), words('minutes'), words('memorandum')];
    expect(minutes).toContain('审批与监管联络员例会纪要');
    const [agreed, open] = ['食品经营许可现场核查标准', '跨部门联合踏勘的牵头部门'];
    for (const text of [record, minutes, memorandum]) expect(text).toContain(agreed);
    for (const text of [record, memorandum]) expect(text).toContain(open);
    expect(minutes).not.toContain(open);
    expect(minutes).toMatch(/会议要求，由济宁高新区市场监督管理局（演示）负责修订食品经营许可现场核查表，于\d{4}年\d{1,2}月\d{1,2}日前/);
    expect(memorandum).toContain('提请区行政审批与监管联席会议审定');
    // who said what stands in the record alone
    for (const [text, told] of [
      [record, true],
      [minutes, false],
      [memorandum, false],
    ] as const) {
      expect(text.includes('同意，我局可以先提出修订稿')).toBe(told);
    }
    for (const { docx } of Object.values(MEETING_DOCUMENT_FILES)) {
      const parts = unzipSync(await readFile(sample(docx)));
      expect(new TextDecoder().decode(parts['word/document.xml']).replace(/<[^>]*>/g, ''), docx).toContain(agreed);
    }
  });

  it('办法 17: the sheet to sign has the delegates that were named; who refused is not on it', () => {
    const words = pdfWords(sample(MEETING_FILES.sheet));
    for (const part of ['签到表', '行政审批与监管联席会议', '骆知苇', '祁拾川']) expect(words).toContain(part);
    expect(words).not.toContain('柏听溪');
  });

  it('the calendar is one that RFC 5545 knows: lines of 75 bytes at most that end with CRLF, meetings and days that are due', async () => {
    const text = await readFile(sample(MEETING_FILES.calendar), 'utf8');
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\n');
    }
    const unfolded = text.replaceAll('\r\n ', '');
    for (const words of ['SUMMARY:行政审批与监管联席会议', '清理超期未认领的审批信息']) expect(unfolded).toContain(words);
    // cancelled: there is nothing to go to
    expect(unfolded).not.toContain('撤销食品经营许可专题会议');
  });

  it('the workbooks open in SheetJS: one meeting, the year, and officers whose numbers are hidden (办法 27–31)', async () => {
    const rowsOf = async (name: string) => {
      const workbook = XLSX.read(await readFile(sample(name)));
      return Object.fromEntries(
        workbook.SheetNames.map((title) => {
          const found = workbook.Sheets[title] as XLSX.WorkSheet;
          return [title, XLSX.utils.sheet_to_json<string[]>(found, { header: 1, raw: false, defval: '' })] as const;
        }),
      );
    };
    const meeting = await rowsOf(MEETING_FILES.workbook);
    expect(Object.keys(meeting)).toEqual(['会议概况', '参会情况', '议题与结论', '督办事项']);
    expect(meeting.督办事项?.flat()).toContain('修订食品经营许可现场核查表');
    const year = await rowsOf(MEETING_FILES.ledger);
    expect(Object.keys(year)).toEqual(['会议台账', '督办台账']);
    expect(year.会议台账?.length).toBeGreaterThan(5);
    const officers = Object.values(await rowsOf(MEETING_FILES.liaisons)).flat(2);
    expect(officers).toContain('苗知秋');
    expect(officers.some((text) => /^1\d{10}$/.test(text))).toBe(false);
    expect(officers.some((text) => text.includes('*'))).toBe(true);
  });

  it.runIf(hasWordPrograms)(
    'Word files open elsewhere: LibreOffice shows title, number and tables of two',
    { timeout: 120_000 },
    async () => {
      const chosen = { reply: LETTER_FILES.reply, caseTransfer: LETTER_FILES.caseTransfer };
      const entries = Object.entries(chosen).map(async ([name, { docx }]) => [name, await readFile(sample(docx))] as const);
      const converted = convertAll(Object.fromEntries(await Promise.all(entries)));
      for (const [name, { pdf }] of Object.entries(chosen)) {
        const [, title = '?', number = '?'] = /^(.*)（([^（）]*)）$/.exec(pdfField(sample(pdf), 'Title')) ?? [];
        const words = pdfWords(converted[name] ?? '');
        for (const part of [title, number]) expect(words).toContain(part);
      }
      expect(pdfWords(converted.caseTransfer ?? '')).toContain('卷内目录');
    },
  );
});

describe('GB18030', () => {
  it('decodes to what was encoded', () => {
    const text = '济宁高新区行政审批服务局〔2026〕12号，“许可”—Ａ℃①\r\nabc';
    expect(new TextDecoder('gb18030', { fatal: true }).decode(encodeGb18030(text))).toBe(text);
    expect(encodeGb18030('啊')).toEqual(Uint8Array.of(0xb0, 0xa1));
  });

  it('agrees with iconv where there is one', ({ skip }) => {
    if (spawnSync('iconv', ['--version']).status !== 0) skip();
    const text = '济宁市任城区〔2026〕鲁济高新审字第①号；《许可证》';
    const expected = execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: text });
    expect(Buffer.from(encodeGb18030(text)).equals(expected)).toBe(true);
  });

  it('refuses what needs four bytes instead of writing something else', () => {
    expect(() => encodeGb18030('\u{20000}')).toThrow('U+20000');
  });
});
