/**
 * `npm run samples -- DIR`: what the product hands to the outside, made from the demo data without a window or a prompt:
 * packages sealed and unsealed, the receipt that answers them, the keys to open and check them, cards, papers, letters (by
 * letter-samples.ts), meetings (by meeting-samples.ts), an export of the list, a table as systems export it, and the workbook of the rows that didn't pass. `--at 2026-11-23T10:00:00+08:00`
 * sets the clock; without it, it is now.
 */
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DEFAULT_COLUMNS } from '#renderer/features/approvals/column-choice.ts';
import { text } from '#renderer/features/approvals/text.ts';
import { sm2PrivateKeyToPem } from '#shared/crypto/sm2.ts';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import type { Department } from '#shared/domain/department.ts';
import { type ApprovalRow, EMPTY_QUERY, type PackageOutput, type PackageRow } from '#shared/workstation/api.ts';
import { DEMO_DEPARTMENTS } from '#shared/workstation/demo/demo-departments.ts';
import { demoKeyPair } from '#shared/workstation/demo/demo-keys.ts';
import { csvGb18030, faultyExport, openDemoWorkstation, workbook } from './demo-files.ts';
import { LETTER_SAMPLE_FILES } from './letter-sample-names.ts';
import { writeLetterSamples } from './letter-samples.ts';
import { MEETING_SAMPLE_FILES } from './meeting-sample-names.ts';
import { writeMeetingSamples } from './meeting-samples.ts';
import { type NodeWorkstation, officeFonts, required } from './node-workstation.ts';
import { PRIVATE_KEY_WARNING, SAMPLE_NAMES, type SampleName, sampleNote, UNSEALED_REASON } from './sample-notes.ts';

/** records in a package; small, so that a person can read `entries.ndjson` */
const RECORDS = 12;
const SOURCE_SYSTEM = '政务服务一体化平台';
const { approval: APPROVAL, market: MARKET } = DEMO_DEPARTMENTS;
const UNSEAL_SCRIPT = fileURLToPath(new URL('../tests/fixtures/open-envelope-with-openssl.sh', import.meta.url));

type PathOf = (name: SampleName) => string;

/** Writes the samples into `directory` (made when it is missing; files of the same names are replaced). */
export async function writeSamples(directory: string, now: Date): Promise<void> {
  await mkdir(directory, { recursive: true });
  const profiles = await mkdtemp(join(tmpdir(), 'workstation-samples-'));
  const path: PathOf = (name) => join(directory, SAMPLE_NAMES[name]);
  const clock = () => now;
  const fonts = officeFonts();
  try {
    const approval = await openDemoWorkstation(profiles, 'approval', clock, fonts);
    try {
      const market = await openDemoWorkstation(profiles, 'market', clock, fonts);
      try {
        await writeMeetingSamples(approval, directory, now);
        await writeExchange(approval, market, path);
        await writeKeys(approval, market, path);
        await writeLetterSamples(approval, market, directory, profiles, now);
      } finally {
        await market.close();
      }
      await writeTables(approval, path, now);
    } finally {
      await approval.close();
    }
    await copyFile(UNSEAL_SCRIPT, path('unsealScript'));
    await writeFile(path('readMe'), sampleNote());
  } finally {
    await rm(profiles, { recursive: true, force: true });
  }
}

// ---- packages and their papers ----

async function writeExchange(approval: NodeWorkstation, market: NodeWorkstation, path: PathOf): Promise<void> {
  const records = await newestRecords(approval, 2 * RECORDS);
  const sealed = await push(approval, path('package'), records.slice(0, RECORDS));
  await writePapers(approval, sealed, path);
  await push(approval, path('unsealed'), records.slice(RECORDS), { sealed: false, unsealedReason: UNSEALED_REASON });
  await writeDirectory(approval, path('directory'));
  for (const name of ['package', 'unsealed', 'directory'] as const) await takePackage(market, path(name));
  await writeReceipt(market, records.slice(0, RECORDS), path('receipt'));
  await takePackage(approval, path('receipt'));
}

/** The newest own records, those that wait for being pushed first; before them one of a natural person, whose number is hidden. */
async function newestRecords({ workstation }: NodeWorkstation, count: number): Promise<readonly string[]> {
  const rows: ApprovalRow[] = [];
  for (const statuses of [['notPushed'], []] as const) {
    required(await workstation.queryApprovals({ ...EMPTY_QUERY, direction: 'own', statuses }));
    rows.push(...required(await workstation.approvalPage(0, 1000)));
  }
  // A record that two computers corrected apart can't be sent before a person settles it.
  const disputed = new Set(required(await workstation.conflicts()).map(({ recordId }) => recordId));
  const person = rows.filter(({ counterpartKind }) => counterpartKind === COUNTERPART_KIND_LABELS.person).slice(0, 1);
  const ids = [...person, ...rows].map(({ recordId }) => recordId);
  return [...new Set(ids)].filter((id) => !disputed.has(id)).slice(0, count);
}

type Sealing = Pick<PackageOutput, 'sealed' | 'unsealedReason'>;

async function push(
  { workstation, target }: NodeWorkstation,
  path: string,
  records: readonly string[],
  sealing: Sealing = {},
): Promise<PackageRow> {
  const { token } = target(path);
  const input = { jobId: 'package', token, recipients: [MARKET.uscc], records, title: '', ...sealing };
  const [row] = required(await workstation.exportPackage(input));
  if (!row) throw new Error('no package was written');
  return row;
}

async function writePapers({ workstation, target }: NodeWorkstation, { rowId }: PackageRow, path: PathOf): Promise<void> {
  required(await workstation.saveHandoverSheet({ rowId, token: target(path('handoverSheet')).token }));
  required(await workstation.savePackageList({ rowId, token: target(path('list')).token, full: false }));
  required(await workstation.savePackageList({ rowId, token: target(path('fullList')).token, full: true }));
}

async function writeDirectory({ workstation, target }: NodeWorkstation, path: string): Promise<void> {
  const departments = required(await workstation.directory()).flatMap(({ department, canSeal }) => (canSeal ? [department.uscc] : []));
  const { token } = target(path);
  required(await workstation.exportDirectory({ jobId: 'directory', token, recipients: [MARKET.uscc], departments }));
}

async function takePackage({ workstation, choose }: NodeWorkstation, path: string): Promise<void> {
  const { token, name, size } = await choose(path);
  const { openId } = required(await workstation.openPackage({ jobId: 'open', token, fileName: name, size }));
  required(await workstation.importPackage({ jobId: 'import', openId }));
  await workstation.closePackage(openId);
}

/** The recipient claims all records but the last, gives that one back, and answers. */
async function writeReceipt({ workstation, target }: NodeWorkstation, records: readonly string[], path: string): Promise<void> {
  required(await workstation.claim({ records: records.slice(0, -1), note: '已列入日常监管台账。' }));
  required(await workstation.returnRecords({ records: records.slice(-1), reason: '该事项不属于本部门监管职责，请按权责清单推送。' }));
  const { token } = target(path);
  required(await workstation.exportReceipt({ jobId: 'receipt', token, recipient: APPROVAL.uscc }));
}

// ---- keys and cards ----

async function writeKeys(approval: NodeWorkstation, market: NodeWorkstation, path: PathOf): Promise<void> {
  await writeFile(path('packageKey'), required(approval.keystore.publicKeyPem()));
  await writeFile(path('receiptKey'), required(market.keystore.publicKeyPem()));
  await writeFile(path('approvalPrivateKey'), privateKeyText(APPROVAL));
  await writeFile(path('marketPrivateKey'), privateKeyText(MARKET));
  required(await approval.workstation.saveOwnCard({ token: approval.target(path('approvalCard')).token }));
  required(await market.workstation.saveOwnCard({ token: market.target(path('marketCard')).token }));
  required(await approval.workstation.saveKeySheet({ token: approval.target(path('keySheet')).token }));
}

/** Only the demo's keys, which everybody can derive, are ever written like this. */
function privateKeyText({ name, uscc }: Department): string {
  const { privateKey, publicKey } = demoKeyPair(uscc);
  return `${PRIVATE_KEY_WARNING}\n${name}\n${sm2PrivateKeyToPem(privateKey, publicKey)}`;
}

// ---- tables ----

async function writeTables(approval: NodeWorkstation, path: PathOf, now: Date): Promise<void> {
  await writeView(approval, path('view'));
  const table = faultyExport(now);
  await writeFile(path('csv'), csvGb18030(table));
  await writeFile(path('table'), workbook(table, '行政许可'));
  await writeRejects(approval, path('table'), path('rejects'));
}

async function writeView({ workstation, target }: NodeWorkstation, path: string): Promise<void> {
  required(await workstation.queryApprovals({ ...EMPTY_QUERY, sort: { field: 'decidedOn', order: 'descending' } }));
  const columns = DEFAULT_COLUMNS.map((key) => ({ key, title: text.columns[key] }));
  required(await workstation.exportView({ token: target(path).token, columns, full: false }));
}

async function writeRejects({ workstation, choose, target }: NodeWorkstation, tablePath: string, path: string): Promise<void> {
  const { token, name, size } = await choose(tablePath);
  const table = required(await workstation.openTable({ jobId: 'table', token, fileName: name, size }));
  const { importId, sheet, headerRows, mapping } = table;
  const settings = { sheet, headerRows, mapping, sourceSystem: SOURCE_SYSTEM };
  required(await workstation.previewImport({ jobId: 'preview', importId, settings }));
  required(await workstation.saveRejects({ importId, token: target(path).token }));
  await workstation.discardImport(importId);
}

/** @returns the exit code */
async function main(argv: readonly string[]): Promise<number> {
  const at = argv.indexOf('--at');
  const now = at >= 0 ? new Date(argv[at + 1] ?? '') : new Date();
  const [directory, ...rest] = argv.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  if (directory === undefined || rest.length > 0 || Number.isNaN(now.getTime())) {
    process.stderr.write('用法：npm run samples -- 文件夹 [--at 2026-11-23T10:00:00+08:00]\n');
    return 2;
  }
  const target = resolve(process.env.INIT_CWD ?? '.', directory);
  await writeSamples(target, now);
  process.stderr.write(
    `[样例] ${Object.keys(SAMPLE_NAMES).length + LETTER_SAMPLE_FILES.length + MEETING_SAMPLE_FILES.length} 个文件已写入 ${target}\n`,
  );
  return 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2));
