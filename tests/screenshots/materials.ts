/** What the scenes take in: tables of the approving side's systems, and packages that really were made by other departments. */
import { randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as XLSX from 'xlsx';
import { todayIn } from '#shared/domain/dates.ts';
import type { Department } from '#shared/domain/department.ts';
import { makeUscc } from '#shared/domain/identifiers.ts';
import { type ApprovalQuery, type ApprovalStatus, EMPTY_QUERY, type PackageOutput } from '#shared/workstation/api.ts';
import { demoDrafts } from '#shared/workstation/demo/demo-data.ts';
import { DEMO_DEPARTMENTS, demoOperator } from '#shared/workstation/demo/demo-departments.ts';
import { csvGb18030, faultyExport, openDemoWorkstation } from '../../build/demo-files.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../build/node-workstation.ts';

export interface Materials {
  /** .csv in GB18030: every field is there, some rows have faults */
  readonly table: string;
  /** .xlsx with a title above the header and without the columns 事项名称 and 联系电话 */
  readonly incompleteTable: string;
  /** of a department whose key was compared before */
  readonly knownPackage: string;
  /** of a department whose key nobody has compared */
  readonly unknownPackage: string;
  /** `unknownPackage`, which isn't sealed, with one character changed on the way */
  readonly alteredPackage: string;
  readonly receipt: string;
  readonly attachment: string;
}

const RECIPIENT = DEMO_DEPARTMENTS.approval;

export async function makeMaterials(folder: string, now: Date): Promise<Materials> {
  const files = join(folder, '收到的文件');
  await mkdir(files, { recursive: true });
  const path = (name: string) => join(files, name);
  const materials: Materials = {
    table: path('政务服务一体化平台导出.csv'),
    incompleteTable: path('行政许可台账（窗口登记）.xlsx'),
    knownPackage: path('演示_审批信息_市场监督管理局.sgxe'),
    unknownPackage: path('演示_审批信息_综合行政执法局.sgx'),
    alteredPackage: path('演示_审批信息_被改动.sgx'),
    receipt: path('演示_回执_市场监督管理局.sgxe'),
    attachment: path('准予行政许可决定书.pdf'),
  };
  await writeFile(materials.table, csvGb18030(faultyExport(now)));
  await writeFile(materials.incompleteTable, incompleteWorkbook(now));
  await writeFile(materials.attachment, Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(182_000)]));
  await fromSupervision(folder, now, materials);
  await fromUnknown(folder, now, materials.unknownPackage);
  await writeFile(materials.alteredPackage, altered(await readFile(materials.unknownPackage)));
  return materials;
}

/** The supervising demo department pushes records of its own, claims what it got, and answers. */
async function fromSupervision(folder: string, now: Date, materials: Materials): Promise<void> {
  const market = await openDemoWorkstation(folder, 'market', () => now);
  try {
    await push(market, 9, materials.knownPackage, { sealed: true });
    const waiting = await ids(market, { direction: 'received', statuses: ['toClaim'] });
    required(await market.workstation.claim({ records: waiting.slice(0, 8), note: '已列入日常监管台账。' }));
    required(
      await market.workstation.returnRecords({ records: waiting.slice(8, 9), reason: '该事项不属于本部门监管职责，请按权责清单推送。' }),
    );
    const { token } = market.target(materials.receipt);
    required(await market.workstation.exportReceipt({ jobId: 'receipt', token, recipient: RECIPIENT.uscc }));
  } finally {
    await market.close();
  }
}

/** No demo profile knows it, nor its key. */
const STRANGER: Department = {
  ...DEMO_DEPARTMENTS.emergency,
  uscc: makeUscc('11', '370800', 'DE000011'),
  name: '济宁高新区综合行政执法局（演示）',
  documentCode: '济高新执法',
};

async function fromUnknown(folder: string, now: Date, path: string): Promise<void> {
  const department = STRANGER;
  const directory = join(folder, 'stranger');
  const options = { directory, department, operator: demoOperator('emergency'), passphrase: 'yanshi-2026', now: () => now };
  const workstation = await openNodeWorkstation(options);
  try {
    required(await workstation.workstation.saveDirectoryDepartment(RECIPIENT));
    const drafts = demoDrafts(6, { seed: 6, today: todayIn('Asia/Shanghai', now), decidedBy: 'emergency', days: 10 });
    for (const draft of drafts) {
      const own = { ...draft, approvedBy: department.name };
      required(await workstation.workstation.recordApproval({ draft: own, attachments: [] }));
    }
    await push(workstation, drafts.length, path, { sealed: false, unsealedReason: '对方的密钥还没有核对' });
  } finally {
    await workstation.close();
  }
}

type Sealing = Pick<PackageOutput, 'sealed' | 'unsealedReason'>;

async function push(from: NodeWorkstation, count: number, path: string, sealing: Sealing): Promise<void> {
  const records = (await ids(from, { direction: 'own', statuses: [] })).slice(0, count);
  const { token } = from.target(path);
  required(
    await from.workstation.exportPackage({
      jobId: 'push',
      token,
      recipients: [RECIPIENT.uscc],
      records,
      ...sealing,
      title: `审批信息 ${records.length} 条`,
    }),
  );
}

async function ids(
  { workstation }: NodeWorkstation,
  part: { readonly direction: ApprovalQuery['direction']; readonly statuses: readonly ApprovalStatus[] },
) {
  required(await workstation.queryApprovals({ ...EMPTY_QUERY, ...part }));
  return required(await workstation.approvalIds());
}

/** One character in a record, as somebody with an editor would change it. */
function altered(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const place = copy.indexOf('"decidedOn":"20');
  if (place < 0) throw new Error('the package is not readable as it lies: choose another place to alter');
  const year = place + '"decidedOn":"202'.length;
  copy[year] = (copy[year] ?? 0) - 1;
  return copy;
}

/** As clerks keep it in a spreadsheet: a title, the unit, two columns missing, a note below. */
function incompleteWorkbook(now: Date): Uint8Array {
  const { header, rows } = faultyExport(now);
  const kept = header.flatMap((title, index) => (['事项名称', '联系电话'].includes(title) ? [] : [index]));
  const pick = (texts: readonly string[]) => kept.map((index) => texts[index] ?? '');
  const cells = [
    ['济宁高新区行政许可台账（演示）'],
    ['填表单位：行政审批服务局（演示）'],
    pick(header),
    ...rows.slice(-40).map(pick),
    [],
    ['说明：本表由窗口逐日登记。'],
  ];
  const sheet = XLSX.utils.aoa_to_sheet(cells);
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: kept.length - 1 } }];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '许可台账');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['代码', '名称']]), '字典');
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
}

/** A profile whose key file was written by a newer version of the program. */
export async function makeBlockedProfile(profile: string, from: string): Promise<void> {
  await mkdir(profile, { recursive: true });
  const keystore: Record<string, unknown> = JSON.parse(await readFile(join(from, 'keystore.json'), 'utf8'));
  await writeFile(join(profile, 'keystore.json'), JSON.stringify({ ...keystore, version: 99 }));
}

/** How the journal marks the beginning of each commit (electron/journal.ts). */
const COMMIT_MARK = Buffer.from([0x53, 0x47, 0x4a, 0x52, 0x9f, 0x3c, 0xe1, 0x7a]);

/**
 * Copies a profile with damage in the last commit but one of its journal. `both`: Chromium's copy is gone too, so that the
 * damage can't be mended.
 */
export async function copyDamaged(from: string, to: string, { both }: { readonly both: boolean }): Promise<void> {
  await cp(from, to, { recursive: true });
  const path = join(to, 'ledger', 'ledger.journal');
  const journal = await readFile(path);
  const commits: number[] = [];
  for (let at = journal.indexOf(COMMIT_MARK); at >= 0; at = journal.indexOf(COMMIT_MARK, at + 1)) commits.push(at);
  const damaged = commits.at(-2);
  if (damaged === undefined) throw new Error('the journal holds too few commits to be damaged in the middle');
  journal[damaged + 60] = (journal[damaged + 60] ?? 0) ^ 0xff;
  await writeFile(path, journal);
  if (!both) return;
  for (const name of await readdir(join(to, 'chromium'))) {
    if (/^IndexedDB$/i.test(name)) await rm(join(to, 'chromium', name), { recursive: true });
  }
}
