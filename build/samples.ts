/**
 * `npm run samples -- DIR`: what the product hands to the outside, made from the demo data without a window or a prompt: a
 * signed package, the receipt that answers it, an export of the list, a table as systems export it, and the workbook of the
 * rows that didn't pass. `--at 2026-11-23T10:00:00+08:00` sets the clock; without it, it is now.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFAULT_COLUMNS } from '#renderer/features/approvals/column-choice.ts';
import { text } from '#renderer/features/approvals/text.ts';
import { EMPTY_QUERY } from '#shared/workstation/api.ts';
import { DEMO_DEPARTMENTS } from '#shared/workstation/demo/demo-departments.ts';
import { csvGb18030, faultyExport, openDemoWorkstation, workbook } from './demo-files.ts';
import { type NodeWorkstation, required } from './node-workstation.ts';

/** records in the package; small, so that a person can read `entries.ndjson` */
const RECORDS = 12;
const SOURCE_SYSTEM = '政务服务一体化平台';

export const SAMPLE_NAMES = {
  package: '数据包_审批信息.sgx',
  packageKey: '数据包_审批信息.签名公钥.pem',
  receipt: '数据包_回执.sgx',
  receiptKey: '数据包_回执.签名公钥.pem',
  view: '审批信息_列表导出.xlsx',
  csv: '待导入表格_业务系统导出.csv',
  table: '待导入表格_业务系统导出.xlsx',
  rejects: '待导入表格_不通过的行.xlsx',
  readMe: '说明.txt',
} as const;

/** Writes the samples into `directory` (made when it is missing; files of the same names are replaced). */
export async function writeSamples(directory: string, now: Date): Promise<void> {
  await mkdir(directory, { recursive: true });
  const profiles = await mkdtemp(join(tmpdir(), 'workstation-samples-'));
  const path = (name: keyof typeof SAMPLE_NAMES) => join(directory, SAMPLE_NAMES[name]);
  const clock = () => now;
  try {
    const approval = await openDemoWorkstation(profiles, 'approval', clock);
    try {
      const records = await writePackage(approval, path('package'));
      await writeFile(path('packageKey'), required(approval.keystore.publicKeyPem()));
      const supervision = await openDemoWorkstation(profiles, 'market', clock);
      try {
        await takePackage(supervision, path('package'));
        await writeReceipt(supervision, records, path('receipt'));
        await writeFile(path('receiptKey'), required(supervision.keystore.publicKeyPem()));
      } finally {
        await supervision.close();
      }
      await takePackage(approval, path('receipt'));
      await writeView(approval, path('view'));
      const table = faultyExport(now);
      await writeFile(path('csv'), csvGb18030(table));
      await writeFile(path('table'), workbook(table, '行政许可'));
      await writeRejects(approval, path('table'), path('rejects'));
    } finally {
      await approval.close();
    }
    await writeFile(path('readMe'), readMe());
  } finally {
    await rm(profiles, { recursive: true, force: true });
  }
}

/** The newest own records for the market supervision bureau, those that wait for being pushed first. */
async function writePackage({ workstation, target }: NodeWorkstation, path: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const statuses of [['notPushed'], []] as const) {
    required(await workstation.queryApprovals({ ...EMPTY_QUERY, direction: 'own', statuses }));
    ids.push(...required(await workstation.approvalIds()));
  }
  const records = [...new Set(ids)].slice(0, RECORDS);
  const { token } = target(path);
  required(await workstation.exportPackage({ jobId: 'package', token, recipients: [DEMO_DEPARTMENTS.market.uscc], records, title: '' }));
  return records;
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
  required(await workstation.exportReceipt({ jobId: 'receipt', token, recipient: DEMO_DEPARTMENTS.approval.uscc }));
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

/** For Notepad too: a byte order mark and CRLF. */
function readMe(): string {
  const { approval, market } = DEMO_DEPARTMENTS;
  const names = SAMPLE_NAMES;
  const lines = [
    '审管联动离线工作站 样例文件',
    '',
    '以下文件由程序用演示数据生成，部门、人员和记录均为虚构，不得用于实际工作。',
    '',
    names.package,
    `    ${approval.name}推送给${market.name}的数据包（签名的 BagIt 目录，装在 ZIP 中）。`,
    names.packageKey,
    '    签发该数据包的 SM2 公钥，与数据包中的 sgx/signer.pem 相同。实际工作中应由双方另行核对指纹。',
    names.receipt,
    `    ${market.name}认领、退回后交还的回执包，格式相同。`,
    names.receiptKey,
    '    签发该回执包的 SM2 公钥。',
    names.view,
    '    “审批信息”列表的导出，证件号码已遮盖。',
    names.csv,
    names.table,
    '    业务系统导出的表格，可用“导入表格”试导入；其中有意留有缺联系方式、日期不存在、校验码不符等错误。',
    '    两个文件内容相同，CSV 的编码为 GB18030。',
    names.rejects,
    '    导入上表时不通过的行，末列为原因，改好后可以再次导入。',
    '',
    '不用本程序验证签名：用任意解压软件解开数据包，在解出的文件夹中运行（OpenSSL 3.0 及以上）：',
    '',
    '    openssl dgst -sm3 -verify sgx/signer.pem -signature sgx/signature.der -sigopt distid:1234567812345678 tagmanifest-sha256.txt',
    '',
    '显示 Verified OK 即签名有效。也可以用旁边的公钥文件代替 sgx/signer.pem 验证，结果应相同。',
    '',
  ];
  return `\ufeff${lines.join('\r\n')}`;
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
  process.stderr.write(`[样例] ${Object.keys(SAMPLE_NAMES).length} 个文件已写入 ${target}\n`);
  return 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2));
