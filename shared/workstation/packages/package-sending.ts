/**
 * Writing a package, whatever its purpose: sealed for every usable key of every recipient, numbered per computer and
 * recipient, read back, and only then a fact of the ledger, with all that it takes to write the same bytes again.
 */
import { fingerprint, publicKeyFromPem } from '#shared/crypto/sm2.ts';
import { FailureError, fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import {
  type PackageAttachment,
  type PackageInput,
  type PrintFile,
  type WrittenPackage,
  writePackage,
} from '#shared/exchange/package-writer.ts';
import type { Entry, PackagePurpose, PackageRecipe } from '#shared/ledger/entry.ts';
import { attachmentsOf } from '#shared/ledger/entry-attachments.ts';
import type { PackageOutput } from '../api.ts';
import type { AttachmentBatch, AttachmentVault } from '../attachment-vault.ts';
import { type Context, checkSpace, departmentName, newEntry, record, throttled, today } from '../context.ts';
import type { CommittedFile } from '../host.ts';

/** Name of the product, for Bag-Software-Agent. */
export const SOFTWARE_NAME = '审管联动离线工作站';

export interface Outgoing {
  readonly output: PackageOutput;
  readonly recipients: readonly string[];
  readonly purpose: PackagePurpose;
  readonly title: string;
  readonly records: readonly string[];
  readonly entries: readonly Entry[];
  readonly attachments: readonly PackageAttachment[];
  /** made when everything else is known; goes under data/print/ */
  readonly print: (facts: PackageFacts) => readonly PrintFile[];
  /** receipts: packages that are answered */
  readonly answers?: readonly string[];
  /** facts that come into being with the package, recorded in the same commit */
  readonly newFacts?: readonly Entry[];
  /** `sync`: where the entries lie in the ledger */
  readonly segments?: { readonly first: number; readonly last: number };
}

/** What is known of a package when its papers are made. */
export interface PackageFacts {
  readonly packageId: string;
  /** for the first recipient */
  readonly sequence: number;
  readonly createdAt: string;
  readonly signerFingerprint: string;
}

export interface SentPackage {
  readonly packageId: string;
  readonly readBack: CommittedFile['readBack'];
}

/** Errors: those of the recipients' keys, of the writer, of the file port and of the ledger; nothing is left behind. */
export async function sendPackage(context: Context, vault: AttachmentVault, outgoing: Outgoing): Promise<Result<SentPackage>> {
  const { jobs, host } = context;
  const { jobId, token } = outgoing.output;
  jobs.begin(jobId);
  try {
    const papers = vault.begin();
    const sent = await write(context, papers, outgoing);
    if (sent.ok) papers.keep();
    else {
      await host.files.abort(token);
      await papers.discard();
    }
    return sent;
  } finally {
    jobs.end(jobId);
  }
}

async function write(context: Context, papers: AttachmentBatch, outgoing: Outgoing): Promise<Result<SentPackage>> {
  const sealing = sealFor(context, outgoing);
  if (!sealing.ok) return sealing;
  const keyring = await context.host.signer.keyring();
  if (!keyring.ok) return keyring;
  const { workstation, current } = keyring.value;
  const space = await checkSpace(context, outgoing.records.length * 100);
  if (!space.ok) return space;
  const packageId = createUuid();
  const numbers = outgoing.recipients.map((recipient) => context.projection.packages.next(workstation.id, recipient));
  const createdAt = context.now().toISOString();
  const publicKey = publicKeyFromPem(current.publicKeyPem);
  if (!publicKey.ok) return publicKey;
  const print = outgoing.print({
    packageId,
    sequence: numbers[0]?.sequence ?? 1,
    createdAt,
    signerFingerprint: fingerprint(publicKey.value),
  });
  const kept = await keepPrint(papers, print);
  if (!kept.ok) return kept;
  const written = await writeAndCommit(context, outgoing.output, {
    id: packageId,
    purpose: outgoing.purpose,
    title: outgoing.title,
    sender: context.department,
    workstation,
    contactName: context.operator,
    recipients: outgoing.recipients.map((uscc, index) => ({
      uscc,
      name: departmentName(context, uscc),
      ...(index === 0 ? {} : { sequence: numbers[index]?.sequence, previous: numbers[index]?.previous }),
    })),
    sequence: numbers[0]?.sequence ?? 1,
    previous: numbers[0]?.previous,
    createdAt,
    demo: context.department.demo ?? false,
    software: SOFTWARE_NAME,
    entries: outgoing.entries,
    attachments: outgoing.attachments,
    print,
    publicKeyPem: current.publicKeyPem,
    sign: (bytes) => context.host.signer.sign(bytes),
    ...(sealing.value ? { sealFor: sealing.value } : {}),
  });
  if (!written.ok) return written;
  const { file, committed } = written.value;
  const recipe = recipeOf(context, outgoing, current.publicKeyPem, kept.value, file);
  const facts = outgoing.recipients.map((recipient, index) =>
    newEntry(context, 'package.exported', packageId, {
      purpose: outgoing.purpose,
      title: outgoing.title,
      recipient,
      sequence: numbers[index]?.sequence ?? 1,
      series: workstation.id,
      records: [...outgoing.records],
      entries: outgoing.entries.length,
      fileName: committed.fileName,
      fileSha256: committed.sha256,
      fileSm3: file.sm3,
      fileSize: committed.size,
      attachments: outgoing.attachments.length,
      sealed: sealing.value !== undefined,
      ...(sealing.value ? {} : { unsealedReason: outgoing.output.unsealedReason?.trim() ?? '' }),
      ...(outgoing.answers && outgoing.answers.length > 0 ? { answers: [...outgoing.answers] } : {}),
      ...(outgoing.purpose === 'receipt' ? { told: outgoing.entries.map((each) => each.id) } : {}),
      ...(index === 0 ? { recipe } : {}),
    }),
  );
  const saved = await record(context, [...(outgoing.newFacts ?? []), ...facts]);
  if (saved.ok) return ok({ packageId, readBack: committed.readBack });
  const message = `数据包文件“${committed.fileName}”已写好，但没有记入台账：${saved.error.message}请删除这个文件，解决后重新生成，不要把它交给对方。`;
  return fail('package.not-recorded', message, { file: committed.fileName });
}

/** Public keys to seal for; undefined when it deliberately leaves without an envelope. */
function sealFor(context: Context, { output, recipients, purpose }: Outgoing): Result<readonly string[] | undefined> {
  if (output.sealed === false) {
    if (purpose === 'sync') return fail('package.sync-unsealed', '同步包含有本部门的全部资料，必须加密。');
    if ((output.unsealedReason?.trim() ?? '').length < 2) {
      return fail(
        'package.unsealed-reason',
        '不加密的数据包，拾到的人都能看到里面的姓名、证件号码和联系方式。请写明不加密的理由，或改为加密。',
      );
    }
    return ok(undefined);
  }
  const publicKeys: string[] = [];
  for (const recipient of recipients) {
    const usable = context.projection.keys.usable(recipient);
    if (usable.length === 0) {
      const message = `“${departmentName(context, recipient)}”的密钥还没有核对，不能为它加密。请先在“部门名录”里导入它的部门名片并核对指纹。`;
      return fail('package.no-recipient-key', message);
    }
    for (const { publicKeyPem } of usable) {
      const publicKey = publicKeyFromPem(publicKeyPem);
      if (publicKey.ok) publicKeys.push(publicKey.value);
    }
  }
  return ok(publicKeys);
}

/** Files for people can't be made again byte for byte by a later version of the program, so they are kept. */
async function keepPrint(papers: AttachmentBatch, print: readonly PrintFile[]): Promise<Result<PackageRecipe['print']>> {
  const kept: PackageRecipe['print'] = [];
  for (const { name, bytes } of print) {
    const added = await papers.add({
      name,
      size: bytes.length,
      read: async (offset, length) => ok(bytes.slice(offset, offset + length)),
    });
    if (!added.ok) return added;
    kept.push({ name, sha256: added.value.sha256, size: added.value.size });
  }
  return ok(kept);
}

function recipeOf(
  context: Context,
  outgoing: Outgoing,
  publicKeyPem: string,
  print: PackageRecipe['print'],
  { secrets }: WrittenPackage,
): PackageRecipe {
  return {
    descriptor: secrets.descriptor,
    contactName: context.operator,
    ...(outgoing.segments ? { segments: outgoing.segments } : { entryIds: outgoing.entries.map((entry) => entry.id) }),
    print,
    publicKeyPem,
    signature: secrets.signature,
    ...(secrets.envelope ? { envelope: secrets.envelope } : {}),
  };
}

export interface WrittenAndCommitted {
  readonly file: WrittenPackage;
  readonly committed: CommittedFile;
}

/** Writes to the save token, has it flushed, read back and compared; what was read back must be what was written. */
export async function writeAndCommit(
  context: Context,
  { token, jobId, onProgress }: Pick<PackageOutput, 'token' | 'jobId' | 'onProgress'>,
  input: PackageInput,
): Promise<Result<WrittenAndCommitted>> {
  const { files } = context.host;
  const report = throttled(onProgress);
  const sink = writeBehind((bytes) => files.write(token, bytes));
  const file = await writePackage(input, sink.write, report, context.jobs.signal(jobId));
  const last = await sink.settled();
  if (!file.ok) return file;
  if (!last.ok) return last;
  report({ text: '正在写入介质并读回核对', fraction: undefined, committing: true });
  const committed = await files.commit(token);
  if (!committed.ok) return committed;
  if (committed.value.sha256 !== file.value.sha256) {
    return fail(
      'file.read-back-differs',
      `“${committed.value.fileName}”写入后读回的内容不一致。介质可能已损坏，请换一个 U 盘或文件夹再试。`,
    );
  }
  return ok({ file: file.value, committed: committed.value });
}

/** The next piece is sealed while one is written. A failure shows with the piece after it, or at the end. */
function writeBehind(write: (bytes: Uint8Array) => Promise<Result<void>>) {
  let writing: Promise<Result<void>> = Promise.resolve(ok(undefined));
  return {
    write: async (bytes: Uint8Array): Promise<void> => {
      const before = await writing;
      if (!before.ok) throw new FailureError(before.error);
      writing = write(bytes);
    },
    /** nothing is under way any more */
    settled: () => writing,
  };
}

/** Errors: `package.unknown-recipient`, `package.to-self`, `package.demo-mixed`, `package.no-recipient`. */
export function checkRecipients(context: Context, recipients: readonly string[]): Result<void> {
  if (recipients.length === 0) return fail('package.no-recipient', '请选择接收部门。');
  if (recipients.length > 50) return fail('package.too-many-recipients', '一个数据包最多发给 50 个部门。请分几次导出。');
  for (const recipient of recipients) {
    const department = context.projection.directory.get(recipient);
    if (recipient === context.department.uscc) return fail('package.to-self', '接收部门就是本部门，不需要数据包。请另选接收部门。');
    if (!department) return fail('package.unknown-recipient', '接收部门不在部门名录中。请先在“部门名录”里登记。');
    // Demo data must never look like real data in somebody's ledger, nor the other way round.
    if ((department.demo ?? false) !== (context.department.demo ?? false)) {
      return fail('package.demo-mixed', '演示数据只能在演示部门之间往来，不能发给真实部门。请在正式数据目录中操作。');
    }
  }
  return ok(undefined);
}

export const PURPOSE_LABELS: Readonly<Record<PackagePurpose, string>> = {
  approvals: '审批信息',
  supervision: '监管信息',
  letters: '公函',
  meetings: '会议',
  receipt: '回执',
  directory: '名录',
  sync: '同步',
};

/** 审批信息_审批服务局_至_市场监管局_20261123_第3包.sgxe: sortable, and says what it is in a file manager. */
export async function suggestName(
  context: Context,
  { recipient, purpose, sealed = true }: { readonly recipient: string; readonly purpose: PackagePurpose; readonly sealed?: boolean },
): Promise<Result<string>> {
  const keyring = await context.host.signer.keyring();
  if (!keyring.ok) return keyring;
  const clean = (text: string) => text.replace(/[\\/:*?"<>|\s.]/g, '').slice(0, 24);
  const { sequence } = context.projection.packages.next(keyring.value.workstation.id, recipient);
  const demo = context.department.demo ? '演示_' : '';
  const day = today(context).replaceAll('-', '');
  const from = `${clean(context.department.name)}_至_${clean(departmentName(context, recipient))}`;
  return ok(`${demo}${PURPOSE_LABELS[purpose]}_${from}_${day}_第${sequence}包.${sealed ? 'sgxe' : 'sgx'}`);
}

/** The evidence files that the entries name, from the vault. Error: `attachment.missing`. */
export async function collectAttachments(vault: AttachmentVault, entries: readonly Entry[]): Promise<Result<readonly PackageAttachment[]>> {
  const found = new Map<string, PackageAttachment>();
  for (const attachment of entries.flatMap(attachmentsOf)) {
    if (found.has(attachment.sha256)) continue;
    if (!(await vault.has(attachment.sha256))) {
      const message = `附件“${attachment.name}”的文件不在数据目录中，没有生成数据包。请从备份恢复 attachments 文件夹。`;
      return fail('attachment.missing', message);
    }
    const { sha256, size } = attachment;
    found.set(sha256, { sha256, size, read: (offset, length) => vault.readOrThrow(attachment, offset, length) });
  }
  return ok([...found.values()]);
}
