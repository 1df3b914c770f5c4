/**
 * Is this a valid bag? For bags of other makers, BagIt 0.93 to 1.0 (RFC 8493 and the drafts before it), over a plain list
 * of files: those of a ZIP, or of a folder. The answer is the same on every system: what any system would refuse or
 * misread is refused on all. Digests are streamed; tag files have upper limits; nothing is fetched.
 */
import { type ChecksumName, createChecksum } from '#shared/crypto/checksums.ts';
import type { Digest } from '#shared/crypto/digests.ts';
import { attempt, FailureError, type Result } from '#shared/domain/result.ts';
import { BAG_INFO_PATH, BAGIT_PATH, FETCH_PATH, MAX_TAG_BYTES, parseBagInfoText } from './bag.ts';
import {
  type BagDeclaration,
  type BagManifest,
  type BagVersion,
  type BagWarningCode,
  decodeTagText,
  infoPathOf,
  manifestNameOf,
  PAYLOAD_FOLDER,
  parseAnyManifest,
  parseDeclaration,
  parseFetch,
  type Warn,
} from './bag-tag-files.ts';
import { refuse, throwIfCancelled } from './failures.ts';
import { checkEntryName, foldName, refuseCollidingNames } from './zip-names.ts';

export interface BagFile {
  /** relative to the bag's base folder, with `/`; a folder's ends in `/` */
  readonly path: string;
  /** bytes */
  readonly size: number;
  /** the content in pieces, from the beginning at each call */
  read(): AsyncIterable<Uint8Array>;
}

export interface BagWarning {
  readonly code: BagWarningCode;
  /** Chinese sentence */
  readonly message: string;
  readonly path: string;
}

export interface ValidBag {
  readonly version: BagVersion;
  readonly warnings: readonly BagWarning[];
}

const WARNINGS: Readonly<Record<BagWarningCode, string>> = {
  'binary-mark': '清单由 md5sum 一类的工具写成，文件名前带有“*”。',
  'leading-dot-slash': '清单里的路径以“./”开头。',
  'duplicate-line': '清单把同一文件列了两次，摘要相同。',
  'system-file': '内容里有操作系统自己生成的文件。',
  fetch: '目录带有 fetch.txt，但所列文件都已在内，不需要从网络下载。',
};

/** Manifests and fetch.txt: as many bytes as the manifest of our own packages may have. */
const MAX_LIST_BYTES = MAX_TAG_BYTES['manifest-sha256.txt'];
/** Files that Windows, macOS and its archiver leave behind. */
const SYSTEM_FILE = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*|__MACOSX(?:\/.*)?)$/i;

/** Failure codes: `package.bag.*`, `package.zip.name-*`, `package.digest.mismatch`, `package.cancelled`. */
export function validateBag(files: readonly BagFile[], signal?: AbortSignal): Promise<Result<ValidBag>> {
  return attempt(async () => {
    checkNames(files);
    const present = new Map(files.map((file) => [file.path, file]));
    const declaration = parseDeclaration(await readTagFile(present, BAGIT_PATH, MAX_TAG_BYTES[BAGIT_PATH], signal));
    const warnings = new Map<string, BagWarning>();
    const warn: Warn = (code, path) => void warnings.set(`${code} ${path}`, { code, message: WARNINGS[code], path });
    const manifests = await readManifests(present, declaration, warn, signal);
    const fetched = await readFetch(present, declaration, manifests, signal);
    checkComplete(present, declaration.version, manifests, fetched);
    if (fetched) warn('fetch', FETCH_PATH);
    for (const path of payloadPaths(present)) if (SYSTEM_FILE.test(path)) warn('system-file', path);
    await checkOxum(present, declaration, signal);
    await checkDigests(present, manifests, signal);
    return { version: declaration.version, warnings: [...warnings.values()] };
  });
}

type Present = ReadonlyMap<string, BagFile>;

/** Names that some system can't hold, or can't tell apart, as at the gate of the ZIP (zip-names.ts). */
function checkNames(files: readonly BagFile[]): void {
  for (const { path } of files) {
    const failure = checkEntryName(path);
    if (failure) throw new FailureError(failure);
  }
  refuseCollidingNames(files.map(({ path }) => path));
}

function payloadPaths(present: Present): readonly string[] {
  return [...present.keys()].filter((path) => path.startsWith(PAYLOAD_FOLDER) && !path.endsWith('/'));
}

// ---- tag files ----

async function readTagFile(present: Present, path: string, limit: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const file = present.get(path);
  if (!file) return refuse('package.bag.missing-file', { path });
  const pieces: Uint8Array[] = [];
  let size = file.size;
  if (size <= limit) {
    size = 0;
    for await (const piece of file.read()) {
      throwIfCancelled(signal);
      size += piece.length;
      if (size > limit) break;
      pieces.push(piece);
    }
  }
  if (size > limit) refuse('package.bag.too-large', { path, detail: `${limit} B` });
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

async function readManifests(
  present: Present,
  { version, encoding }: BagDeclaration,
  warn: Warn,
  signal: AbortSignal | undefined,
): Promise<readonly BagManifest[]> {
  const manifests: BagManifest[] = [];
  for (const path of present.keys()) {
    const named = manifestNameOf(path);
    if (!named) continue;
    const text = decodeTagText(await readTagFile(present, path, MAX_LIST_BYTES, signal), encoding);
    if (text === undefined) return refuse('package.bag.manifest-syntax', { path, row: 1 });
    manifests.push(parseAnyManifest(text, { path, ...named }, version, warn));
  }
  // RFC 8493 2.1.3: at least one payload manifest
  if (!manifests.some(({ kind }) => kind === 'payload')) refuse('package.bag.missing-file', { path: 'manifest-*.txt' });
  return manifests;
}

/** Paths of fetch.txt, or undefined without one; each must be in the payload manifests (RFC 8493 2.2.3). */
async function readFetch(
  present: Present,
  { version, encoding }: BagDeclaration,
  manifests: readonly BagManifest[],
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (!present.has(FETCH_PATH)) return undefined;
  const text = decodeTagText(await readTagFile(present, FETCH_PATH, MAX_LIST_BYTES, signal), encoding);
  if (text === undefined) return refuse('package.bag.manifest-syntax', { path: FETCH_PATH, row: 1 });
  const rows = parseFetch(text, version);
  for (const [path, row] of rows) if (!isListed(path, version, manifests)) refuse('package.bag.path', { path: FETCH_PATH, row });
  return new Set(rows.keys());
}

// ---- complete (RFC 8493 3) ----

/** 1.0: in every payload manifest; in the drafts: in at least one. */
function isListed(path: string, version: BagVersion, manifests: readonly BagManifest[]): boolean {
  const payload = manifests.filter(({ kind }) => kind === 'payload');
  return version === '1.0' ? payload.every(({ digests }) => digests.has(path)) : payload.some(({ digests }) => digests.has(path));
}

/** A list that names a file in another case or Unicode form means one file on some systems, and a missing one on others. */
function refuseMissing(path: string, present: Present, fetched: ReadonlySet<string> | undefined): never {
  const folded = foldName(path);
  if ([...present.keys()].some((other) => foldName(other) === folded)) refuse('package.zip.name-collision', { path });
  return refuse(fetched?.has(path) ? 'package.bag.fetch' : 'package.bag.manifest-missing', { path });
}

function checkComplete(
  present: Present,
  version: BagVersion,
  manifests: readonly BagManifest[],
  fetched: ReadonlySet<string> | undefined,
): void {
  for (const { digests } of manifests) {
    for (const path of digests.keys()) if (!present.has(path)) refuseMissing(path, present, fetched);
  }
  if (![...present.keys()].some((path) => path.startsWith(PAYLOAD_FOLDER))) refuse('package.bag.missing-file', { path: PAYLOAD_FOLDER });
  for (const path of payloadPaths(present)) if (!isListed(path, version, manifests)) refuse('package.bag.not-in-manifest', { path });
  if (version !== '1.0') return;
  // RFC 8493 2.2.1: a tag manifest lists every payload manifest
  const payload = manifests.filter(({ kind }) => kind === 'payload');
  for (const { kind, digests } of manifests) {
    for (const { path } of payload) if (kind === 'tag' && !digests.has(path)) refuse('package.bag.not-in-manifest', { path });
  }
}

/** bag-info.txt may be absent; when it is there it is one, and every Payload-Oxum in it is right (RFC 8493 2.2.2). */
async function checkOxum(present: Present, { version, encoding }: BagDeclaration, signal: AbortSignal | undefined): Promise<void> {
  const path = infoPathOf(version);
  if (!present.has(path)) return;
  const text = decodeTagText(await readTagFile(present, path, MAX_TAG_BYTES[BAG_INFO_PATH], signal), encoding);
  const values = text === undefined ? undefined : parseBagInfoText(text);
  if (!values) return refuse('package.bag.info', { path, detail: '格式' });
  const payload = payloadPaths(present);
  const bytes = payload.reduce((sum, name) => sum + (present.get(name)?.size ?? 0), 0);
  for (const value of values.get('payload-oxum') ?? []) {
    const [, octets, files] = /^(\d{1,15})\.(\d{1,9})$/.exec(value.trim()) ?? refuse('package.bag.info', { path, detail: 'Payload-Oxum' });
    if (Number(octets) !== bytes || Number(files) !== payload.length) refuse('package.bag.oxum', { path });
  }
}

// ---- digests ----

/** Reads every listed file once, for all the manifests that list it. */
async function checkDigests(present: Present, manifests: readonly BagManifest[], signal: AbortSignal | undefined): Promise<void> {
  const running = new Map<ChecksumName, Digest>();
  for (const { algorithm } of manifests) if (!running.has(algorithm)) running.set(algorithm, await createChecksum(algorithm));
  for (const file of present.values()) {
    const expected = new Map<ChecksumName, string>();
    for (const { algorithm, digests } of manifests) {
      const digest = digests.get(file.path);
      if (digest !== undefined) expected.set(algorithm, digest);
    }
    if (expected.size === 0) continue;
    for await (const piece of file.read()) {
      throwIfCancelled(signal);
      for (const algorithm of expected.keys()) running.get(algorithm)?.update(piece);
    }
    for (const [algorithm, digest] of expected) {
      if (running.get(algorithm)?.hex() !== digest) refuse('package.digest.mismatch', { path: file.path });
    }
  }
}
