/**
 * Opens a package: checks everything, writes nothing. Order (design: exchange package, Opening): size limits → envelope
 * → ZIP structure → BagIt structure and Oxum → signature over the tag manifest → digests → recipients → demo flag →
 * entries. The signer's trust is for the caller to decide: it gets the key and its fingerprint. The first failure ends
 * it with a code, the file inside the package it concerns, and a sentence.
 */

import { createDigest, sha256Hex } from '#shared/crypto/digests.ts';
import { decodeSm2Signature, fingerprint, publicKeyFromPem, publicKeyToPem, verifySm2 } from '#shared/crypto/sm2.ts';
import { attempt, type Result } from '#shared/domain/result.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import {
  ATTACHMENTS_FOLDER,
  ENTRIES_PATH,
  type Manifest,
  SIGNATURE_PATH,
  SIGNED_TAG_PATHS,
  SIGNER_PATH,
  TAG_MANIFEST_PATH,
} from './bag.ts';
import { type Bag, readBag } from './bag-reader.ts';
import { type ByteSource, type OnExchangeProgress, readAhead } from './byte-source.ts';
import type { Descriptor } from './descriptor.ts';
import { DigestingSource } from './digesting-source.ts';
import { type AttachmentFile, checkAttachments, decodeEntries, MAX_ENTRIES_BYTES } from './entry-lines.ts';
import { type EnvelopeKeys, isEnvelope, type OpenedEnvelope, openEnvelope } from './envelope.ts';
import { refuse, throwIfCancelled } from './failures.ts';
import { refuseForeignBag } from './foreign-bag.ts';
import { readContent, readWhole } from './zip-content.ts';
import { MAX_ZIP_BYTES } from './zip-format.ts';
import { readZip } from './zip-reader.ts';

export interface OpenOptions {
  /** USCC of the department that opens it; must be among the recipients */
  readonly ownDepartmentId: string;
  /** true in the demo profile, where only demo packages are taken; false elsewhere, where none is */
  readonly acceptDemo: boolean;
  /** absent: sealed packages can't be opened */
  readonly keys?: EnvelopeKeys | undefined;
  readonly onProgress?: OnExchangeProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface OpenedBag {
  readonly descriptor: Descriptor;
  /** the signer's key; whether it is the sender's is the caller's question */
  readonly publicKeyPem: string;
  readonly fingerprint: string;
  readonly entries: readonly Entry[];
  readonly attachments: readonly AttachmentFile[];
  /**
   * Pieces of at most 1 MiB. Throws a FailureError if the file was changed since it was opened: only after the last
   * piece is the content proven.
   */
  readonly readAttachment: (sha256: string) => AsyncIterable<Uint8Array>;
  /** of the whole file, hex: the envelope's when it came in one */
  readonly fileSha256: string;
  readonly sealed: boolean;
  /** forgets the content key; the attachments can't be read afterwards */
  readonly close: () => void;
}

const NO_KEYS: EnvelopeKeys = { fingerprints: [], unwrap: async () => refuse('package.envelope.not-for-this-key') };

/** Failure codes: shared/exchange/failures.ts, all but `package.write.*`; see docs/package-format.md. */
export function openPackage(source: ByteSource, options: OpenOptions): Promise<Result<OpenedBag>> {
  return attempt(async () => {
    if (source.size > MAX_ENVELOPE_BYTES) refuse('package.size.too-large');
    const ahead = readAhead(source);
    const file = await DigestingSource.over(source);
    const envelope = (await isEnvelope(ahead)) ? await openEnvelope(file, options.keys ?? NO_KEYS) : undefined;
    try {
      return await openBag(file, envelope, options);
    } catch (error) {
      envelope?.close();
      throw error;
    }
  });
}

/** An envelope adds 16 bytes to 64 KiB, and its header. */
const MAX_ENVELOPE_BYTES = MAX_ZIP_BYTES + 2 ** 21;

async function openBag(file: DigestingSource, envelope: OpenedEnvelope | undefined, options: OpenOptions): Promise<OpenedBag> {
  const { onProgress, signal } = options;
  const source = envelope ?? file;
  if (source.size > MAX_ZIP_BYTES) refuse('package.size.too-large');
  onProgress?.({ text: '正在检查数据包结构', fraction: 0 });
  const archive = await readZip(source, signal);
  await refuseForeignBag(archive, signal);
  const bag = await readBag(archive, signal);
  const publicKey = checkSignature(bag);
  const { entriesBytes, attachments } = await checkDigests(bag, options);
  checkAudience(bag.descriptor, options);
  onProgress?.({ text: '正在核对记录', fraction: ATTACHMENTS_SHARE });
  const entries = decodeEntries(entriesBytes, bag.descriptor, signal);
  checkAttachments(entries, attachments, (sha256) => `${ATTACHMENTS_FOLDER}${sha256}`);
  return {
    descriptor: bag.descriptor,
    publicKeyPem: publicKeyToPem(publicKey),
    fingerprint: fingerprint(publicKey),
    entries,
    attachments,
    readAttachment: (sha256) => readAttachment(bag, sha256),
    fileSha256: await digestFile(file, options),
    sealed: envelope !== undefined,
    close: () => envelope?.close(),
  };
}

/** Verifies sgx/signature.der over tagmanifest-sha256.txt with sgx/signer.pem; gives the key. */
function checkSignature(bag: Bag): string {
  const pem = new TextDecoder().decode(bag.tags[SIGNER_PATH]);
  const publicKey = publicKeyFromPem(pem);
  if (!publicKey.ok) return refuse('package.signer.invalid', { path: SIGNER_PATH });
  const signature = bag.tags[SIGNATURE_PATH];
  if (!decodeSm2Signature(signature)) refuse('package.signature.malformed', { path: SIGNATURE_PATH });
  if (!verifySm2(bag.tags[TAG_MANIFEST_PATH], signature, publicKey.value)) refuse('package.signature.invalid', { path: SIGNATURE_PATH });
  return publicKey.value;
}

/** of the time, about, that checking the attachments takes */
const ATTACHMENTS_SHARE = 0.9;

interface CheckedPayload {
  readonly entriesBytes: Uint8Array;
  readonly attachments: readonly AttachmentFile[];
}

/** Tag files against the tag manifest, then every payload file against the manifest; payload is streamed. */
async function checkDigests(bag: Bag, { onProgress, signal }: OpenOptions): Promise<CheckedPayload> {
  for (const path of SIGNED_TAG_PATHS) expectDigest(bag.tagManifest, path, await sha256Hex(bag.tags[path]));
  const digest = await createDigest('sha256');
  const total = Math.max(1, bag.oxum.bytes);
  let entriesBytes: Uint8Array = new Uint8Array(0);
  let done = 0;
  const attachments: AttachmentFile[] = [];
  for (const [path, entry] of bag.payload) {
    if (path === ENTRIES_PATH) {
      if (entry.size > MAX_ENTRIES_BYTES) refuse('package.bag.too-large', { path, detail: '64 MiB' });
      entriesBytes = await readWhole(bag.archive, entry, signal);
      digest.update(entriesBytes);
      done += entry.size;
    } else {
      for await (const piece of readContent(bag.archive, entry, signal)) {
        digest.update(piece);
        done += piece.length;
        onProgress?.({ text: '正在核对附件', fraction: (ATTACHMENTS_SHARE * done) / total });
      }
    }
    expectDigest(bag.manifest, path, digest.hex());
    if (path.startsWith(ATTACHMENTS_FOLDER)) attachments.push(attachmentOf(bag.manifest, path, entry.size));
  }
  if (attachments.length !== bag.descriptor.counts.attachments)
    refuse('package.entries.count', { path: ATTACHMENTS_FOLDER, detail: 'attachments' });
  return { entriesBytes, attachments };
}

function expectDigest(manifest: Manifest, path: string, sha256: string): void {
  if (manifest.get(path) !== sha256) refuse('package.digest.mismatch', { path });
}

function attachmentOf(manifest: Manifest, path: string, size: number): AttachmentFile {
  const sha256 = path.slice(ATTACHMENTS_FOLDER.length);
  if (manifest.get(path) !== sha256) refuse('package.attachment.name', { path });
  return { sha256, size };
}

/** Sent to us, and of the same kind as this profile: demo data never mixes with real data, in either direction. */
function checkAudience({ recipients, demo, sender, purpose }: Descriptor, { ownDepartmentId, acceptDemo }: OpenOptions): void {
  if (!recipients.some((recipient) => recipient.uscc === ownDepartmentId))
    refuse('package.recipient.not-own', { path: 'sgx/package.json' });
  refuseForeignSync(purpose, sender.department.uscc, ownDepartmentId);
  const isDemo = demo || sender.department.demo === true;
  if (isDemo && !acceptDemo) refuse('package.demo.in-real', { path: 'sgx/package.json' });
  if (!isDemo && acceptDemo) refuse('package.real-in-demo', { path: 'sgx/package.json' });
}

/** A sync package may carry everybody's facts, so it is taken from the department's own computers only. */
function refuseForeignSync(purpose: Descriptor['purpose'], senderId: string, ownId: string): void {
  if (purpose === 'sync' && senderId !== ownId) refuse('package.sync.foreign', { path: 'sgx/package.json' });
  if (purpose !== 'sync' && senderId === ownId) refuse('package.sync.own', { path: 'sgx/package.json' });
}

async function* readAttachment(bag: Bag, sha256: string): AsyncGenerator<Uint8Array> {
  const path = `${ATTACHMENTS_FOLDER}${sha256}`;
  const entry = bag.payload.get(path);
  if (!entry) return refuse('package.attachment.missing', { path });
  const digest = await createDigest('sha256');
  for await (const piece of readContent(bag.archive, entry)) {
    digest.update(piece);
    yield piece;
  }
  if (digest.hex() !== sha256) refuse('package.digest.mismatch', { path });
}

async function digestFile(file: DigestingSource, { onProgress, signal }: OpenOptions): Promise<string> {
  const report = (fraction: number) =>
    onProgress?.({ text: '正在计算文件摘要', fraction: ATTACHMENTS_SHARE + (1 - ATTACHMENTS_SHARE) * fraction });
  const sha256 = await file.finish((fraction) => {
    throwIfCancelled(signal);
    report(fraction);
  });
  report(1);
  return sha256;
}
