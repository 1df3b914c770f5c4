/**
 * Writes a signed package (`.sgx`): a BagIt bag in a `stored-1` ZIP. The same entries, key and clock give the same tag
 * manifest; only the signature over it is randomised. Everything is checked, and the signature made, before the first
 * byte goes out.
 */

import { createDigest, sha256Hex } from '#shared/crypto/digests.ts';
import { publicKeyFromPem, publicKeyToPem, verifySm2 } from '#shared/crypto/sm2.ts';
import { APPROVAL_SCHEMA_VERSION } from '#shared/domain/approval.ts';
import type { Department } from '#shared/domain/department.ts';
import { attempt, FailureError, type Result } from '#shared/domain/result.ts';
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
  SIGNATURE_PATH,
  SIGNED_TAG_PATHS,
  SIGNER_PATH,
  TAG_MANIFEST_PATH,
} from './bag.ts';
import { type ByteSource, type OnExchangeProgress, readPieces } from './byte-source.ts';
import { createCrc32 } from './crc32.ts';
import { DESCRIPTOR_PATH, type Descriptor, encodeDescriptor, PACKAGE_FORMAT } from './descriptor.ts';
import { checkAttachments, checkEntries, encodeEntries } from './entry-lines.ts';
import { refuse, throwIfCancelled } from './failures.ts';
import { MAX_ZIP_BYTES } from './zip-format.ts';
import { type ByteSink, writeZip, type ZipInput, zipBytes } from './zip-writer.ts';

/** An attachment's plain bytes, random access; `sha256` (hex) and `size` as the entries state them. */
export interface PackageAttachment extends ByteSource {
  readonly sha256: string;
}

export interface PackageInput {
  /** UUID version 7; also the name of the folder inside */
  readonly id: string;
  readonly purpose: PackagePurpose;
  readonly title: string;
  readonly sender: Department;
  /** for Contact-Name in bag-info.txt */
  readonly contactName: string;
  readonly recipients: readonly { readonly uscc: string; readonly name: string }[];
  /** counts per sender and recipient, from 1 */
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
  readonly publicKeyPem: string;
  /** SM2 with SM3, DER; called once, with the bytes of tagmanifest-sha256.txt */
  readonly sign: (bytes: Uint8Array) => Promise<Result<Uint8Array>>;
}

export interface WrittenPackage {
  /** bytes */
  readonly size: number;
  /** of the whole file, hex */
  readonly sha256: string;
  /** of the whole file, hex: what the 交接单 states */
  readonly sm3: string;
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
    const descriptor = descriptorOf(input);
    checkEntries(input.entries, descriptor);
    checkAttachments(input.entries, input.attachments, attachmentPath);
    // said before gigabytes are read for their digests; the exact sum is checked by the ZIP writer
    if (input.attachments.reduce((sum, { size }) => sum + size, 0) > MAX_ZIP_BYTES) refuse('package.size.too-large');
    onProgress?.({ text: '正在整理数据包内容', fraction: 0 });
    const payload = await payloadFiles(input, signal);
    const tags = await tagFiles(input, descriptor, payload);
    const inputs = canonicalInputs(descriptor.id, [...tags, ...payload]);
    return writeFile(inputs, sink, onProgress, signal);
  });
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
    sender: { department: input.sender },
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

async function payloadFiles(input: PackageInput, signal: AbortSignal | undefined): Promise<readonly BagFile[]> {
  const entries = await fileOfBytes(ENTRIES_PATH, encodeEntries(input.entries, signal));
  const attachments = await measureAttachments(input.attachments, signal);
  return [entries, ...attachments];
}

async function fileOfBytes(path: string, bytes: Uint8Array): Promise<BagFile> {
  const crc = await createCrc32();
  crc.update(bytes);
  return { path, size: bytes.length, sha256: await sha256Hex(bytes), crc32: crc.value(), content: () => [bytes] };
}

/** First pass over the attachments; what isn't what the ledger says of it never goes out. */
async function measureAttachments(attachments: readonly PackageAttachment[], signal: AbortSignal | undefined): Promise<readonly BagFile[]> {
  const [digest, crc] = [await createDigest('sha256'), await createCrc32()];
  const files: BagFile[] = [];
  for (const attachment of attachments) {
    const path = attachmentPath(attachment.sha256);
    const content = () => readPieces(attachment, 0, attachment.size);
    for await (const piece of content()) {
      throwIfCancelled(signal);
      digest.update(piece);
      crc.update(piece);
    }
    if (digest.hex() !== attachment.sha256) refuse('package.write.attachment-changed', { path });
    files.push({ path, size: attachment.size, sha256: attachment.sha256, crc32: crc.value(), content });
  }
  return files;
}

async function tagFiles(input: PackageInput, descriptor: Descriptor, payload: readonly BagFile[]): Promise<readonly BagFile[]> {
  const text = new TextEncoder();
  const publicKey = publicKeyFromPem(input.publicKeyPem);
  if (!publicKey.ok) return refuse('package.write.signer', { path: SIGNER_PATH });
  const info = encodeBagInfo({
    sourceOrganization: input.sender.name,
    contactName: input.contactName,
    externalIdentifier: input.id,
    baggingDate: baggingDateOf(input.createdAt),
    oxum: { bytes: payload.reduce((sum, file) => sum + file.size, 0), files: payload.length },
    softwareAgent: input.software,
    description: input.title,
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
  return [...signed, await fileOfBytes(TAG_MANIFEST_PATH, tagManifest), await fileOfBytes(SIGNATURE_PATH, signature)];
}

/** A signature that doesn't verify would only be noticed by the recipient. */
async function signAndCheck(input: PackageInput, tagManifest: Uint8Array, publicKey: string): Promise<Uint8Array> {
  const signature = await input.sign(tagManifest);
  if (!signature.ok) throw new FailureError(signature.error);
  if (!verifySm2(tagManifest, signature.value, publicKey)) refuse('package.write.signer', { path: SIGNATURE_PATH });
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
  sink: ByteSink,
  onProgress: OnExchangeProgress | undefined,
  signal: AbortSignal | undefined,
): Promise<WrittenPackage> {
  const [sha256, sm3] = [await createDigest('sha256'), await createDigest('sm3')];
  const total = zipBytes(inputs);
  let done = 0;
  const size = await writeZip(
    inputs,
    async (bytes) => {
      sha256.update(bytes);
      sm3.update(bytes);
      await sink(bytes);
      done += bytes.length;
      onProgress?.({ text: '正在写出数据包', fraction: done / total });
    },
    signal,
  );
  if (!size.ok) throw new FailureError(size.error);
  return { size: size.value, sha256: sha256.hex(), sm3: sm3.hex() };
}
