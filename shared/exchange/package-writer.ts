/**
 * Writes a signed package: a BagIt bag in a `stored-1` ZIP (`.sgx`), as a rule in an envelope (`.sgxe`). The same entries,
 * key and clock give the same tag manifest; only signature and envelope are randomised. Everything is checked, and the
 * signature made, before the first byte goes out.
 */

import { createDigest, sha256Hex } from '#shared/crypto/digests.ts';
import { publicKeyFromPem, publicKeyToPem, verifySm2 } from '#shared/crypto/sm2.ts';
import { APPROVAL_SCHEMA_VERSION } from '#shared/domain/approval.ts';
import { attempt, FailureError, ok, type Result } from '#shared/domain/result.ts';
import { ENTRY_SCHEMA_VERSION, type Entry, type PackagePurpose } from '#shared/ledger/entry.ts';
import {
  ATTACHMENTS_FOLDER,
  BAG_DECLARATION,
  BAG_INFO_PATH,
  BAGIT_PATH,
  baggingDateOf,
  canonicalOrder,
  ENTRIES_PATH,
  encodeBagInfo,
  encodeManifest,
  MANIFEST_PATH,
  PRINT_FOLDER,
  SIGNATURE_PATH,
  SIGNED_TAG_PATHS,
  SIGNER_PATH,
  TAG_MANIFEST_PATH,
} from './bag.ts';
import { type ByteSource, type OnExchangeProgress, readPieces } from './byte-source.ts';
import { createCrc32 } from './crc32.ts';
import { DESCRIPTOR_PATH, type Descriptor, decodeDescriptor, encodeDescriptor, PACKAGE_FORMAT } from './descriptor.ts';
import { checkAttachments, checkEntries, encodeEntries } from './entry-lines.ts';
import { type EnvelopePlan, envelopeBytes, fromBase64, planEnvelope, sealingSink, toBase64 } from './envelope.ts';
import { refuse, throwIfCancelled } from './failures.ts';
import { MAX_ZIP_BYTES } from './zip-format.ts';
import { type ByteSink, writeZip, type ZipInput, zipBytes } from './zip-writer.ts';

/** An attachment's plain bytes, random access; `sha256` (hex) and `size` as the entries state them. */
export interface PackageAttachment extends ByteSource {
  readonly sha256: string;
}

/** A small file for people, under data/print/. */
export interface PrintFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface PackageInput {
  /** UUID version 7; also the name of the folder inside */
  readonly id: string;
  readonly purpose: PackagePurpose;
  readonly title: string;
  readonly sender: Descriptor['sender']['department'];
  /** the computer that counts */
  readonly workstation?: Descriptor['sender']['workstation'];
  /** for Contact-Name in bag-info.txt */
  readonly contactName: string;
  readonly recipients: Descriptor['recipients'];
  /** of the first recipient; counts per sender, computer and recipient, from 1 */
  readonly sequence: number;
  /** id of the package before this one */
  readonly previous?: string | undefined;
  /** UTC with milliseconds */
  readonly createdAt: string;
  readonly demo: boolean;
  /** name and version of the program, for Bag-Software-Agent */
  readonly software: string;
  readonly entries: readonly Entry[];
  readonly attachments: readonly PackageAttachment[];
  readonly print?: readonly PrintFile[];
  readonly publicKeyPem: string;
  /** SM2 with SM3, DER; called once, with the bytes of tagmanifest-sha256.txt */
  readonly sign: (bytes: Uint8Array) => Promise<Result<Uint8Array>>;
  /** public keys (04‖x‖y, hex) that can open it; absent: it leaves without an envelope */
  readonly sealFor?: readonly string[];
  /** what was drawn at random when it was written first */
  readonly again?: WrittenSecrets;
}

/** With the same input, these give the same bytes. */
export interface WrittenSecrets {
  /** sgx/package.json */
  readonly descriptor: string;
  /** base64 */
  readonly signature: string;
  readonly envelope?: { readonly header: string; readonly contentKey: string } | undefined;
}

export interface WrittenPackage {
  /** bytes */
  readonly size: number;
  /** of the whole file, hex */
  readonly sha256: string;
  /** of the whole file, hex: what the 交接单 states */
  readonly sm3: string;
  /** for writing it again */
  readonly secrets: WrittenSecrets;
}

/**
 * Writes to `sink` in pieces of at most 1 MiB. Attachments are read twice (digest and CRC-32 first). A failure after the
 * first piece (a cancel, a sink that fails, an attachment that changed meanwhile) leaves a file the caller discards.
 */
export function writePackage(
  input: PackageInput,
  sink: ByteSink,
  onProgress?: OnExchangeProgress,
  signal?: AbortSignal,
): Promise<Result<WrittenPackage>> {
  return attempt(async () => {
    const descriptor = input.again ? descriptorAgain(input.again) : descriptorOf(input);
    checkEntries(input.entries, descriptor);
    checkAttachments(input.entries, input.attachments, attachmentPath);
    // said before gigabytes are read for their digests; the exact sum is checked by the ZIP writer
    if (input.attachments.reduce((sum, { size }) => sum + size, 0) > MAX_ZIP_BYTES) refuse('package.size.too-large');
    onProgress?.({ text: '正在整理数据包内容', fraction: 0 });
    const payload = await payloadFiles(input, onProgress, signal);
    const { tags, signature } = await tagFiles(input, descriptor, payload);
    const inputs = canonicalInputs(descriptor.id, [...tags, ...payload]);
    const plan = envelopePlan(input);
    const file = await writeFile(inputs, plan, sink, onProgress, signal);
    const secrets: WrittenSecrets = {
      descriptor: new TextDecoder().decode(encodeDescriptor(descriptor)),
      signature: toBase64(signature),
      ...(plan ? { envelope: { header: toBase64(plan.header), contentKey: toBase64(plan.contentKey) } } : {}),
    };
    return { ...file, secrets };
  });
}

function envelopePlan({ sealFor, again }: PackageInput): EnvelopePlan | undefined {
  if (again) return again.envelope && { header: fromBase64(again.envelope.header), contentKey: fromBase64(again.envelope.contentKey) };
  if (!sealFor) return undefined;
  if (sealFor.length === 0) refuse('package.write.recipient-key');
  return planEnvelope(sealFor);
}

/** The descriptor as it was; another writing of it would give another file. */
function descriptorAgain({ descriptor }: WrittenSecrets): Descriptor {
  const bytes = new TextEncoder().encode(descriptor);
  const decoded = decodeDescriptor(bytes);
  if (new TextDecoder().decode(encodeDescriptor(decoded)) !== descriptor) refuse('package.write.differs');
  return decoded;
}

function attachmentPath(sha256: string): string {
  return `${ATTACHMENTS_FOLDER}${sha256}`;
}

function descriptorOf(input: PackageInput): Descriptor {
  return {
    format: PACKAGE_FORMAT,
    container: 'stored-1',
    id: input.id,
    purpose: input.purpose,
    title: input.title,
    sender: { department: input.sender, ...(input.workstation ? { workstation: input.workstation } : {}) },
    recipients: [...input.recipients],
    sequence: input.sequence,
    ...(input.previous === undefined ? {} : { previous: input.previous }),
    created: input.createdAt,
    counts: { entries: input.entries.length, attachments: input.attachments.length },
    schemas: { entry: ENTRY_SCHEMA_VERSION, approval: APPROVAL_SCHEMA_VERSION },
    demo: input.demo,
    producer: { software: input.software },
  };
}

/** A file of the bag with what manifest and container need to know of it. */
interface BagFile extends Omit<ZipInput, 'name'> {
  readonly path: string;
  readonly sha256: string;
}

async function payloadFiles(
  input: PackageInput,
  onProgress: OnExchangeProgress | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly BagFile[]> {
  const entries = await fileOfBytes(ENTRIES_PATH, encodeEntries(input.entries, signal));
  const attachments = await measureAttachments(input.attachments, onProgress, signal);
  const print = await Promise.all((input.print ?? []).map(({ name, bytes }) => fileOfBytes(`${PRINT_FOLDER}${name}`, bytes)));
  return [entries, ...attachments, ...print];
}

async function fileOfBytes(path: string, bytes: Uint8Array): Promise<BagFile> {
  const crc = await createCrc32();
  crc.update(bytes);
  return { path, size: bytes.length, sha256: await sha256Hex(bytes), crc32: crc.value(), content: () => [bytes] };
}

/** of the time, about, until the first byte is written */
const MEASURING_SHARE = 0.3;

/** First pass over the attachments; what isn't what the ledger says of it never goes out. */
async function measureAttachments(
  attachments: readonly PackageAttachment[],
  onProgress: OnExchangeProgress | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly BagFile[]> {
  const [digest, crc] = [await createDigest('sha256'), await createCrc32()];
  const files: BagFile[] = [];
  const total = attachments.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const attachment of attachments) {
    const path = attachmentPath(attachment.sha256);
    const content = () => readPieces(attachment, 0, attachment.size);
    for await (const piece of content()) {
      throwIfCancelled(signal);
      digest.update(piece);
      crc.update(piece);
      done += piece.length;
      onProgress?.({ text: '正在核对附件', fraction: (MEASURING_SHARE * done) / total });
    }
    if (digest.hex() !== attachment.sha256) refuse('package.write.attachment-changed', { path });
    files.push({ path, size: attachment.size, sha256: attachment.sha256, crc32: crc.value(), content });
  }
  return files;
}

interface TagFiles {
  readonly tags: readonly BagFile[];
  readonly signature: Uint8Array;
}

async function tagFiles(input: PackageInput, descriptor: Descriptor, payload: readonly BagFile[]): Promise<TagFiles> {
  const text = new TextEncoder();
  const publicKey = publicKeyFromPem(input.publicKeyPem);
  if (!publicKey.ok) return refuse('package.write.signer', { path: SIGNER_PATH });
  const info = encodeBagInfo({
    sourceOrganization: descriptor.sender.department.name,
    contactName: input.contactName,
    externalIdentifier: descriptor.id,
    baggingDate: baggingDateOf(descriptor.created),
    oxum: { bytes: payload.reduce((sum, file) => sum + file.size, 0), files: payload.length },
    softwareAgent: descriptor.producer.software,
    description: descriptor.title,
  });
  const byPath = new Map(payload.map((file) => [file.path, file]));
  const ordered = canonicalOrder([...byPath.keys()]).filter((path) => byPath.has(path));
  const manifest = encodeManifest(ordered.map((path) => [path, byPath.get(path)?.sha256 ?? '']));
  const bytesOf: Readonly<Record<(typeof SIGNED_TAG_PATHS)[number], Uint8Array>> = {
    [BAGIT_PATH]: text.encode(BAG_DECLARATION),
    [BAG_INFO_PATH]: info,
    [MANIFEST_PATH]: manifest,
    [DESCRIPTOR_PATH]: encodeDescriptor(descriptor),
    [SIGNER_PATH]: text.encode(publicKeyToPem(publicKey.value)),
  };
  const signed = await Promise.all(SIGNED_TAG_PATHS.map((path) => fileOfBytes(path, bytesOf[path])));
  const tagManifest = encodeManifest(signed.map((file) => [file.path, file.sha256]));
  const signature = await signAndCheck(input, tagManifest, publicKey.value);
  const tags = [...signed, await fileOfBytes(TAG_MANIFEST_PATH, tagManifest), await fileOfBytes(SIGNATURE_PATH, signature)];
  return { tags, signature };
}

/** A signature that doesn't verify would only be noticed by the recipient. */
async function signAndCheck(input: PackageInput, tagManifest: Uint8Array, publicKey: string): Promise<Uint8Array> {
  const signature = input.again ? ok(fromBase64(input.again.signature)) : await input.sign(tagManifest);
  if (!signature.ok) throw new FailureError(signature.error);
  // written again: anything that differs from the first time shows here, before a byte goes out
  if (!verifySm2(tagManifest, signature.value, publicKey))
    refuse(input.again ? 'package.write.differs' : 'package.write.signer', { path: SIGNATURE_PATH });
  return signature.value;
}

function canonicalInputs(id: string, files: readonly BagFile[]): readonly ZipInput[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const payloadPaths = files.map((file) => file.path).filter((path) => path.startsWith('data/'));
  return canonicalOrder(payloadPaths).map((path) => {
    const file = byPath.get(path);
    if (!file) throw new Error(`the bag lacks ${path}`);
    return { name: `${id}/${path}`, size: file.size, crc32: file.crc32, content: file.content };
  });
}

async function writeFile(
  inputs: readonly ZipInput[],
  plan: EnvelopePlan | undefined,
  sink: ByteSink,
  onProgress: OnExchangeProgress | undefined,
  signal: AbortSignal | undefined,
): Promise<Omit<WrittenPackage, 'secrets'>> {
  const [sha256, sm3] = [await createDigest('sha256'), await createDigest('sm3')];
  const inside = zipBytes(inputs);
  const total = plan ? envelopeBytes(inside, plan) : inside;
  let done = 0;
  const outer: ByteSink = async (bytes) => {
    throwIfCancelled(signal);
    sha256.update(bytes);
    sm3.update(bytes);
    await sink(bytes);
    done += bytes.length;
    onProgress?.({
      text: plan ? '正在加密并写出数据包' : '正在写出数据包',
      fraction: MEASURING_SHARE + ((1 - MEASURING_SHARE) * done) / total,
    });
  };
  const sealing = plan && (await sealingSink(plan, outer));
  try {
    const size = await writeZip(inputs, sealing?.write ?? outer, signal);
    if (!size.ok) throw new FailureError(size.error);
    await sealing?.finish();
  } finally {
    sealing?.close();
  }
  return { size: done, sha256: sha256.hex(), sm3: sm3.hex() };
}
