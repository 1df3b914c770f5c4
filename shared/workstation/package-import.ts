/**
 * Taking in another department's package: open and verify everything, show, then append in one commit. A package whose
 * key is unknown can be looked at; it is imported after a person compared the fingerprint (trust states with cards and
 * confirmation sheets come with the envelope). Importing again changes nothing.
 */
import { approvalChanges } from '#shared/domain/approval-format.ts';
import { FailureError, fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { type OpenedBag, openPackage } from '#shared/exchange/package-reader.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { OpenedPackage, WorkstationApi } from './api.ts';
import type { AttachmentVault } from './attachment-vault.ts';
import { type Context, newEntry, record, throttled } from './context.ts';

/** lines shown before the user decides */
const PREVIEW_LINES = 50;

interface OpenSession {
  readonly bag: OpenedBag;
  readonly token: string;
}

export class PackageImports {
  readonly #sessions = new Map<string, OpenSession>();

  constructor(
    private readonly context: Context,
    private readonly vault: AttachmentVault,
  ) {}

  async open(input: Parameters<WorkstationApi['openPackage']>[0]): Promise<Result<OpenedPackage>> {
    const { jobs, host, department } = this.context;
    jobs.begin(input.jobId);
    try {
      const read = async (offset: number, length: number) => {
        const bytes = await host.files.read(input.token, offset, length);
        if (!bytes.ok) throw new FailureError(bytes.error);
        return bytes.value;
      };
      const opened = await openPackage(
        { size: input.size, read },
        {
          ownDepartmentId: department.uscc,
          acceptDemo: department.demo ?? false,
          onProgress: throttled(input.onProgress),
          signal: jobs.signal(input.jobId),
        },
      );
      if (!opened.ok) {
        await host.files.abort(input.token);
        return { ok: false, error: { ...opened.error, at: { file: input.fileName, ...opened.error.at } } };
      }
      const openId = createUuid();
      this.#sessions.set(openId, { bag: opened.value, token: input.token });
      return ok(this.#describe(openId, opened.value));
    } finally {
      jobs.end(input.jobId);
    }
  }

  #describe(openId: string, bag: OpenedBag): OpenedPackage {
    const { descriptor } = bag;
    const { projection } = this.context;
    const fresh = bag.entries.filter((entry) => !projection.entryIds.has(entry.id));
    const sender = descriptor.sender.department;
    return {
      openId,
      packageId: descriptor.id,
      purpose: descriptor.purpose,
      title: descriptor.title,
      senderId: sender.uscc,
      senderName: sender.name,
      sequence: descriptor.sequence,
      createdAt: descriptor.created,
      demo: descriptor.demo,
      fingerprint: bag.fingerprint,
      trust: this.#trust(bag),
      alreadyImported: projection.packages.has(descriptor.id) || (fresh.length === 0 && descriptor.purpose === 'receipt'),
      newEntries: fresh.length,
      knownEntries: bag.entries.length - fresh.length,
      preview: bag.entries.slice(0, PREVIEW_LINES).map((entry) => this.#previewLine(entry)),
      records: recordsOf(bag.entries).length,
      attachments: bag.attachments.length,
      fileSha256: bag.fileSha256,
    };
  }

  #trust(bag: OpenedBag): OpenedPackage['trust'] {
    const known = this.context.projection.keys.get(bag.descriptor.sender.department.uscc);
    if (!known) return 'unknown';
    return known.publicKeyPem.trim() === bag.publicKeyPem.trim() ? 'confirmed' : 'changed';
  }

  #previewLine(entry: Entry): OpenedPackage['preview'][number] {
    const { projection } = this.context;
    const known = projection.entryIds.has(entry.id);
    switch (entry.type) {
      case 'approval.recorded':
      case 'approval.corrected': {
        const { approval } = entry.payload;
        const existing = projection.byRecordId.get(entry.subject);
        const changed = !known && existing !== undefined && approvalChanges(existing.approval, approval).length > 0;
        const title = `${approval.matter}　${approval.counterpart.name}`;
        return { title, subtitle: approval.decisionNumber, relation: known ? 'known' : changed ? 'changed' : 'new' };
      }
      case 'claim.made':
      case 'claim.returned': {
        const about = projection.byRecordId.get(entry.subject)?.approval;
        const title = entry.type === 'claim.made' ? '认领' : `退回：${entry.payload.reason}`;
        const subtitle = about ? `${about.decisionNumber}　${about.counterpart.name}` : '本机没有对应的记录';
        return { title, subtitle, relation: known ? 'known' : 'new' };
      }
      case 'package.imported':
        return { title: '已接收数据包', subtitle: entry.payload.title, relation: known ? 'known' : 'new' };
      default:
        return { title: '其他', subtitle: '', relation: known ? 'known' : 'new' };
    }
  }

  /** A person compared the fingerprint with the sender, by telephone or face to face: `against` says with what. */
  async confirmKey(input: Parameters<WorkstationApi['confirmKey']>[0]): Promise<Result<void>> {
    const session = this.#sessions.get(input.openId);
    const sender = session?.bag.descriptor.sender.department;
    if (!session || sender?.uscc !== input.departmentId) return closed();
    if (this.#trust(session.bag) === 'changed') return keyChanged(sender.name);
    const against = input.against.trim();
    if (against === '') return fail('key.against-required', '请填写与谁、用什么方式核对的指纹，例如“与王某某电话核对”。');
    const entries: Entry[] = [
      newEntry(this.context, 'key.confirmed', sender.uscc, {
        departmentId: sender.uscc,
        fingerprint: session.bag.fingerprint,
        publicKeyPem: session.bag.publicKeyPem,
        against,
      }),
    ];
    if (!this.context.projection.directory.has(sender.uscc)) {
      entries.unshift(newEntry(this.context, 'directory.changed', sender.uscc, { department: sender }));
    }
    const saved = await record(this.context, entries);
    return saved.ok ? ok(undefined) : saved;
  }

  async import(
    input: Parameters<WorkstationApi['importPackage']>[0],
  ): Promise<Result<{ readonly appended: number; readonly records: number }>> {
    const session = this.#sessions.get(input.openId);
    if (!session) return closed();
    const { bag } = session;
    const { descriptor } = bag;
    const { projection } = this.context;
    const trust = this.#trust(bag);
    if (trust === 'changed') return keyChanged(descriptor.sender.department.name);
    if (trust === 'unknown') return fail('package.key-unconfirmed', '发送部门的密钥还没有确认。请先与对方核对指纹，再导入。');
    const fresh = bag.entries.filter((entry) => !projection.entryIds.has(entry.id));
    const foreign = fresh.find((entry) => this.#isForeignRecord(entry, descriptor.sender.department.uscc));
    if (foreign)
      return fail('package.not-their-record', '数据包里有对本部门或第三方记录的改动，发送部门无权作出，已拒绝整包。请与发送部门联系。');
    const known = projection.packages.has(descriptor.id);
    if (known && fresh.length === 0) {
      await this.close(input.openId);
      return ok({ appended: 0, records: 0 });
    }
    const stored = await this.#storeAttachments(bag);
    if (!stored.ok) return stored;
    const entries: Entry[] = [...fresh];
    if (!known) {
      entries.push(
        newEntry(this.context, 'package.imported', descriptor.id, {
          purpose: descriptor.purpose,
          title: descriptor.title,
          sender: descriptor.sender.department.uscc,
          sequence: descriptor.sequence,
          records: recordsOf(bag.entries),
          fingerprint: bag.fingerprint,
          fileSha256: bag.fileSha256,
        }),
      );
    }
    const onProgress = throttled(input.onProgress);
    const saved = await record(this.context, entries, {
      onSealed: (done, total) => onProgress({ text: `正在加密第 ${done} / ${total} 段`, fraction: done / total }),
    });
    if (!saved.ok) return saved;
    await this.close(input.openId);
    return ok({ appended: fresh.length, records: recordsOf(fresh).length });
  }

  /** Single writer per fact: a sender may speak about its own records only; a receipt only about records of ours. */
  #isForeignRecord(entry: Entry, senderId: string): boolean {
    const owner = this.context.projection.byRecordId.get(entry.subject)?.ownerId;
    if (entry.type === 'approval.recorded' || entry.type === 'approval.corrected') return owner !== undefined && owner !== senderId;
    if (entry.type === 'claim.made' || entry.type === 'claim.returned')
      return owner !== undefined && owner !== this.context.department.uscc;
    return false;
  }

  async #storeAttachments(bag: OpenedBag): Promise<Result<void>> {
    for (const { sha256, size } of bag.attachments) {
      if (await this.vault.has(sha256)) continue;
      const reader = sequentialReader(bag.readAttachment(sha256));
      const added = await this.vault.add({ name: sha256, size, read: reader });
      if (!added.ok) return added;
      if (added.value.sha256 !== sha256)
        return fail('package.attachment-changed', '附件在导入过程中发生了变化，没有导入。请重新插入介质后再试。');
    }
    return ok(undefined);
  }

  async close(openId: string): Promise<void> {
    const session = this.#sessions.get(openId);
    if (!session) return;
    this.#sessions.delete(openId);
    await this.context.host.files.abort(session.token);
  }
}

function recordsOf(entries: readonly Entry[]): string[] {
  return [...new Set(entries.filter((entry) => entry.type !== 'package.imported').map((entry) => entry.subject))];
}

/** The vault reads ascending stretches of any length; the bag gives pieces. */
function sequentialReader(pieces: AsyncIterable<Uint8Array>): (offset: number, length: number) => Promise<Result<Uint8Array>> {
  const iterator = pieces[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return async (_offset, length) => {
    const result = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (rest.byteLength === 0) {
        const next = await iterator.next();
        if (next.done) break;
        rest = next.value;
      }
      const take = Math.min(rest.byteLength, length - filled);
      result.set(rest.subarray(0, take), filled);
      rest = rest.subarray(take);
      filled += take;
    }
    return ok(result.subarray(0, filled));
  };
}

function closed() {
  return fail('package.closed', '这个数据包已经关闭。请重新选择文件。');
}

function keyChanged(name: string) {
  return fail(
    'package.key-changed',
    `“${name}”的数据包用了另一把密钥签名，与已确认的不同，已拒绝。可能是对方更换了密钥，也可能是伪造。请当面核实，核实前不要使用其中的内容。`,
  );
}
