/**
 * Taking in another department's package: open and verify everything, show, then append in one commit. A package whose
 * key isn't confirmed can be looked at, not imported (exchange package, Trust). Importing again changes nothing.
 */

import { fingerprint as fingerprintOf, publicKeyFromPem } from '#shared/crypto/sm2.ts';
import { attempt, FailureError, fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { sequenceFor } from '#shared/exchange/descriptor.ts';
import { type OpenedBag, openPackage } from '#shared/exchange/package-reader.ts';
import type { Entry, PackagePurpose } from '#shared/ledger/entry.ts';
import { isRevision, kindOf } from '#shared/ledger/record-state.ts';
import type { OpenedPackage, WorkstationApi } from '../api.ts';
import type { AttachmentBatch, AttachmentVault } from '../attachment-vault.ts';
import { type Context, departmentName, newEntry, record, throttled } from '../context.ts';
import { letterRefusal } from '../letters/letter-refusal.ts';
import { meetingRefusal } from '../meetings/meeting-refusal.ts';
import { meetingsIn } from '../meetings/meeting-words.ts';
import { AGAINST_REQUIRED, isCoordinator, judgeKey, type TrustVerdict } from '../trust/trust.ts';
import { acceptListedCards, listedCards } from './directory-package.ts';
import { matterOf } from './package-matter.ts';
import { previewLine } from './package-preview.ts';
import { seriesLabel } from './package-rows.ts';

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
      const keys = await this.#envelopeKeys();
      if (!keys.ok) return keys;
      const opened = await openPackage(
        { size: input.size, read },
        {
          ownDepartmentId: department.uscc,
          acceptDemo: department.demo ?? false,
          keys: keys.value,
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

  async #envelopeKeys() {
    const { signer } = this.context.host;
    const keyring = await signer.keyring();
    if (!keyring.ok) return keyring;
    const { current, retired } = keyring.value;
    const fingerprints = [current, ...retired].flatMap(({ publicKeyPem }) => {
      const publicKey = publicKeyFromPem(publicKeyPem);
      return publicKey.ok ? [fingerprintOf(publicKey.value)] : [];
    });
    return ok({ fingerprints, unwrap: signer.unwrap });
  }

  #describe(openId: string, bag: OpenedBag): OpenedPackage {
    const { descriptor } = bag;
    const { context } = this;
    const { projection } = context;
    const fresh = bag.entries.filter((entry) => !projection.entryIds.has(entry.id));
    const sender = descriptor.sender.department;
    const sequence = sequenceFor(descriptor, context.department.uscc);
    const series = descriptor.sender.workstation?.id ?? '';
    const verdict = this.#judge(bag);
    return {
      openId,
      packageId: descriptor.id,
      purpose: descriptor.purpose,
      title: descriptor.title,
      senderId: sender.uscc,
      senderName: sender.name,
      sequence,
      seriesLabel: seriesLabel(context, sender.uscc, series),
      createdAt: descriptor.created,
      demo: descriptor.demo,
      sealed: bag.sealed,
      fingerprint: bag.fingerprint,
      trust: verdict.trust,
      trustNote: verdict.note,
      coordinator: isCoordinator(context, sender.uscc),
      cards: descriptor.purpose === 'directory' ? listedCards(context, bag.entries) : [],
      alreadyImported: projection.packages.hasImported(descriptor.id) || (fresh.length === 0 && descriptor.purpose === 'receipt'),
      newEntries: fresh.length,
      knownEntries: bag.entries.length - fresh.length,
      matter: matterOf(context, descriptor.purpose, bag.entries),
      preview: bag.entries.slice(0, PREVIEW_LINES).map((entry) => previewLine(context, entry)),
      records: recordsOf(bag.entries, descriptor.purpose).length,
      attachments: bag.attachments.length,
      fileSha256: bag.fileSha256,
      missing: series === '' ? [] : projection.packages.gap(sender.uscc, series, sequence).missing,
    };
  }

  #judge({ descriptor, fingerprint }: OpenedBag): TrustVerdict {
    return judgeKey(this.context, descriptor.sender.department.uscc, fingerprint, descriptor.created);
  }

  /** A person compared the fingerprint with the sender, by telephone or face to face: `against` says with what. */
  async confirmKey(input: Parameters<WorkstationApi['confirmKey']>[0]): Promise<Result<void>> {
    const session = this.#sessions.get(input.openId);
    const sender = session?.bag.descriptor.sender.department;
    if (!session || sender?.uscc !== input.departmentId) return closed();
    const refused = this.#refusal(session.bag);
    if (refused && refused.error.code !== 'package.key-unconfirmed') return refused;
    const against = input.against.trim();
    if (against.length < 2) return AGAINST_REQUIRED;
    const workstation = session.bag.descriptor.sender.workstation?.name;
    const entries: Entry[] = [
      newEntry(this.context, 'key.confirmed', sender.uscc, {
        departmentId: sender.uscc,
        fingerprint: session.bag.fingerprint,
        publicKeyPem: session.bag.publicKeyPem,
        against,
        means: 'person',
        ...(workstation ? { workstation } : {}),
      }),
    ];
    if (sender.uscc !== this.context.department.uscc && !this.context.projection.directory.has(sender.uscc)) {
      entries.unshift(newEntry(this.context, 'directory.changed', sender.uscc, { department: sender }));
    }
    const saved = await record(this.context, entries);
    return saved.ok ? ok(undefined) : saved;
  }

  /** Why a package with this signature isn't taken in; undefined when it may be. */
  #refusal(bag: OpenedBag) {
    const { name, uscc } = bag.descriptor.sender.department;
    const { trust } = this.#judge(bag);
    switch (trust) {
      case 'confirmed':
        return undefined;
      case 'unknown':
        return fail('package.key-unconfirmed', '发送部门的密钥还没有确认。请先与对方核对指纹，再导入。');
      case 'changed':
        return fail(
          'package.key-changed',
          `“${name}”的数据包用了另一把密钥签名，与已确认的不同，已拒绝。可能是对方更换了密钥或电脑，也可能是伪造。请对方提供新的部门名片和盖章的密钥确认单，在“部门名录”里导入并核对；核实前不要使用其中的内容。`,
        );
      case 'superseded':
        return fail(
          'package.key-superseded',
          `“${name}”已经更换了密钥，而这个数据包是在更换之后用旧密钥签名的，已拒绝。请对方用新密钥重新导出。`,
        );
      case 'revoked':
        return fail(
          'package.key-revoked',
          `“${departmentName(this.context, uscc)}”的这把密钥已经吊销，用它签名的数据包不能导入。请对方更换密钥、提供新的部门名片后重新导出。`,
        );
    }
  }

  async import(
    input: Parameters<WorkstationApi['importPackage']>[0],
  ): Promise<Result<{ readonly appended: number; readonly records: number }>> {
    const { jobs } = this.context;
    jobs.begin(input.jobId);
    try {
      return await this.#import(input);
    } finally {
      jobs.end(input.jobId);
    }
  }

  async #import(
    input: Parameters<WorkstationApi['importPackage']>[0],
  ): Promise<Result<{ readonly appended: number; readonly records: number }>> {
    const session = this.#sessions.get(input.openId);
    if (!session) return closed();
    const { bag } = session;
    const { descriptor } = bag;
    const { projection } = this.context;
    const refused = this.#refusal(bag) ?? this.#misplaced(bag);
    if (refused) return refused;
    const fresh = bag.entries.filter((entry) => !projection.entryIds.has(entry.id));
    const foreign = fresh.find((entry) => this.#isForeignRecord(entry, descriptor.sender.department.uscc));
    if (descriptor.purpose !== 'sync' && foreign)
      return fail('package.not-their-record', '数据包里有对本部门或第三方记录的改动，发送部门无权作出，已拒绝整包。请与发送部门联系。');
    const foreignWord =
      descriptor.purpose === 'sync'
        ? undefined
        : (letterRefusal(this.context, descriptor, fresh) ?? meetingRefusal(this.context, descriptor, fresh));
    if (foreignWord) return foreignWord;
    const cards = acceptListedCards(this.context, descriptor, input.cards ?? [], bag.entries);
    const known = projection.packages.hasImported(descriptor.id);
    if (known && fresh.length === 0 && cards.length === 0) {
      await this.close(input.openId);
      return ok({ appended: 0, records: 0 });
    }
    const signal = this.context.jobs.signal(input.jobId);
    const onProgress = throttled(input.onProgress);
    const batch = this.vault.begin();
    const stored = await this.#storeAttachments(bag, batch, signal, onProgress);
    if (!stored.ok) {
      await batch.discard();
      return stored;
    }
    const entries: Entry[] = [...fresh, ...(known ? [] : [this.#importedFact(bag)]), ...cards];
    const saved = await record(this.context, entries, {
      onSealed: (done, total) => onProgress({ text: `正在加密第 ${done} / ${total} 段`, fraction: done / total }),
      isCancelled: () => signal.aborted,
      onCommitting: () => onProgress({ text: '正在写入台账', fraction: undefined, committing: true }),
    });
    if (!saved.ok) {
      await batch.discard();
      return saved;
    }
    batch.keep();
    await this.close(input.openId);
    return ok({ appended: fresh.length, records: recordsOf(fresh, descriptor.purpose).length });
  }

  #importedFact(bag: OpenedBag): Entry {
    const { descriptor } = bag;
    const series = descriptor.sender.workstation?.id;
    return newEntry(this.context, 'package.imported', descriptor.id, {
      purpose: descriptor.purpose,
      title: descriptor.title,
      sender: descriptor.sender.department.uscc,
      sequence: sequenceFor(descriptor, this.context.department.uscc),
      ...(series === undefined ? {} : { series }),
      records: WITH_RECORDS.has(descriptor.purpose) ? recordsOf(bag.entries, descriptor.purpose) : [],
      fingerprint: bag.fingerprint,
      fileSha256: bag.fileSha256,
      sealed: bag.sealed,
    });
  }

  /** Cards are believed on the word of a coordinator only. */
  #misplaced({ descriptor }: OpenedBag) {
    const { uscc, name } = descriptor.sender.department;
    if (descriptor.purpose !== 'directory' || isCoordinator(this.context, uscc)) return undefined;
    return fail(
      'package.not-coordinator',
      `“${name}”没有被设为协调部门，不能导入它分发的名录包。如果确实由它分发，请在“部门名录”里把它设为协调部门后再导入。`,
    );
  }

  /** Single writer per fact: a sender may speak about its own records only; a receipt only about records of ours. */
  #isForeignRecord(entry: Entry, senderId: string): boolean {
    const about = this.context.projection.byRecordId.get(entry.subject);
    const owner = about?.ownerId;
    // An approval stays an approval: under its id no supervision information can slip in, nor the other way round.
    if (isRevision(entry)) return about !== undefined && (owner !== senderId || about.kind !== kindOf(entry));
    if (entry.type === 'claim.made' || entry.type === 'claim.returned')
      return owner !== undefined && owner !== this.context.department.uscc;
    if (entry.type === 'gap.reported') return entry.subject !== this.context.department.uscc;
    return false;
  }

  /** After a cancel or a failure the caller discards what is in the batch: no entry names it. */
  async #storeAttachments(
    bag: OpenedBag,
    batch: AttachmentBatch,
    signal: AbortSignal,
    onProgress: ReturnType<typeof throttled>,
  ): Promise<Result<void>> {
    const total = Math.max(
      1,
      bag.attachments.reduce((sum, { size }) => sum + size, 0),
    );
    let done = 0;
    for (const { sha256, size } of bag.attachments) {
      if (signal.aborted) return cancelled();
      if (!(await this.vault.has(sha256))) {
        const content = sequentialReader(bag.readAttachment(sha256));
        const read: typeof content = async (offset, length) => {
          if (signal.aborted) return cancelled();
          onProgress({ text: '正在保存附件', fraction: (done + offset) / total });
          return content(offset, length);
        };
        const added = await batch.add({ name: sha256, size, read });
        if (!added.ok) return added;
        if (added.value.sha256 !== sha256)
          return fail('package.attachment-changed', '附件在导入过程中发生了变化，没有导入。请重新插入介质后再试。');
      }
      done += size;
    }
    return ok(undefined);
  }

  async close(openId: string): Promise<void> {
    const session = this.#sessions.get(openId);
    if (!session) return;
    this.#sessions.delete(openId);
    session.bag.close();
    await this.context.host.files.abort(session.token);
  }
}

const WITH_RECORDS: ReadonlySet<PackagePurpose> = new Set(['approvals', 'supervision', 'letters', 'meetings', 'receipt']);

/** Of a package of approvals, of supervision information, of letters, of meetings, or a receipt: what it is about. */
function recordsOf(entries: readonly Entry[], purpose: PackagePurpose): string[] {
  if (purpose === 'meetings') return meetingsIn(entries);
  const about = entries.filter((entry) =>
    purpose === 'letters' ? entry.type === 'letter.issued' : isRevision(entry) || entry.type.startsWith('claim.'),
  );
  return [...new Set(about.map((entry) => entry.subject))];
}

/** The vault reads ascending stretches of any length; the bag gives pieces. A file that was changed meanwhile is a failure here. */
function sequentialReader(pieces: AsyncIterable<Uint8Array>): (offset: number, length: number) => Promise<Result<Uint8Array>> {
  const iterator = pieces[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return (_offset, length) =>
    attempt(async () => {
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
      return result.subarray(0, filled);
    });
}

function closed() {
  return fail('package.closed', '这个数据包已经关闭。请重新选择文件。');
}

function cancelled() {
  return fail('package.cancelled', '操作已取消，没有写入任何数据。');
}
