/**
 * The tag files of any bag of BagIt 0.93 to 1.0: their encodings, the declaration, manifest lines, fetch lines. Text in,
 * values out; bag-validation.ts says what must fit together. Our own packages are read by bag.ts, which takes far less.
 */
import { CHECKSUM_DIGITS, type ChecksumName, isChecksumName } from '#shared/crypto/checksums.ts';
import { BAGIT_PATH, FETCH_PATH, linesOf } from './bag.ts';
import { refuse } from './failures.ts';
import { MAX_ENTRIES } from './zip-format.ts';
import { checkEntryName } from './zip-names.ts';

export const BAG_VERSIONS = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'] as const;
export type BagVersion = (typeof BAG_VERSIONS)[number];

export const PAYLOAD_FOLDER = 'data/';

/** What a bag is allowed and worth a word. */
export type BagWarningCode = 'binary-mark' | 'leading-dot-slash' | 'duplicate-line' | 'system-file' | 'fetch';
export type Warn = (code: BagWarningCode, path: string) => void;

/** `bag-info.txt` is called `package-info.txt` up to 0.95. */
export function infoPathOf(version: BagVersion): string {
  return version === '0.93' || version === '0.94' || version === '0.95' ? 'package-info.txt' : 'bag-info.txt';
}

// ---- encodings ----

type TagEncoding = 'utf-8' | 'utf-16' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'us-ascii';
const ENCODINGS: readonly string[] = ['utf-8', 'utf-16', 'utf-16le', 'utf-16be', 'iso-8859-1', 'us-ascii'] satisfies TagEncoding[];

export interface BagDeclaration {
  readonly version: BagVersion;
  readonly encoding: TagEncoding;
}

/** The text, or undefined when the bytes aren't of that encoding. */
export function decodeTagText(bytes: Uint8Array, encoding: TagEncoding): string | undefined {
  try {
    if (encoding === 'iso-8859-1') return byteText(bytes);
    if (encoding === 'us-ascii') return bytes.some((byte) => byte > 0x7f) ? undefined : byteText(bytes);
    const marked = encoding === 'utf-16' ? withoutMark(bytes) : { label: encoding, content: bytes };
    return new TextDecoder(marked.label, { fatal: true, ignoreBOM: true }).decode(marked.content);
  } catch {
    return undefined;
  }
}

/** ISO 8859-1 as it is: TextDecoder takes the name for windows-1252. */
function byteText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Big-endian without a byte order mark (RFC 2781 4.3). */
function withoutMark(bytes: Uint8Array): { readonly label: string; readonly content: Uint8Array } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { label: 'utf-16le', content: bytes.subarray(2) };
  return { label: 'utf-16be', content: bytes[0] === 0xfe && bytes[1] === 0xff ? bytes.subarray(2) : bytes };
}

/**
 * bagit.txt (RFC 8493 2.1.1): always UTF-8, no byte order mark, two lines, one space after each colon. The 1.0 rule about
 * white space is asked of the older versions as well. Throws `package.bag.declaration`, `.version` or `.encoding`.
 */
export function parseDeclaration(bytes: Uint8Array): BagDeclaration {
  const lines = linesOf(decodeTagText(bytes, 'utf-8') ?? '');
  const found = /^BagIt-Version: (\d+\.\d+)$/.exec(lines[0] ?? '')?.[1];
  const named = /^Tag-File-Character-Encoding: (\S+)$/.exec(lines[1] ?? '')?.[1];
  if (found === undefined || named === undefined || lines.length !== 2) return refuse('package.bag.declaration', { path: BAGIT_PATH });
  const version = BAG_VERSIONS.find((known) => known === found);
  if (version === undefined) return refuse('package.bag.version', { path: BAGIT_PATH, detail: found });
  const encoding = named.toLowerCase();
  if (!ENCODINGS.includes(encoding)) return refuse('package.bag.encoding', { path: BAGIT_PATH, detail: named });
  return { version, encoding: encoding as TagEncoding };
}

// ---- manifests, RFC 8493 2.1.3 and 2.2.1 ----

export type ManifestKind = 'payload' | 'tag';

export interface BagManifest {
  readonly path: string;
  readonly kind: ManifestKind;
  readonly algorithm: ChecksumName;
  /** path → lower-case hex digits */
  readonly digests: ReadonlyMap<string, string>;
}

/** What a file's name says of it as a manifest; undefined when it is none. Throws `package.bag.algorithm`. */
export function manifestNameOf(path: string): { readonly kind: ManifestKind; readonly algorithm: ChecksumName } | undefined {
  const [, tag, algorithm] = /^(tag)?manifest-([^/]*)\.txt$/i.exec(path) ?? [];
  if (algorithm === undefined) return undefined;
  const exact = path === `${tag === undefined ? '' : 'tag'}manifest-${algorithm}.txt`;
  if (!exact || !isChecksumName(algorithm)) return refuse('package.bag.algorithm', { path });
  return { kind: tag === undefined ? 'payload' : 'tag', algorithm };
}

/** Throws `package.bag.manifest-syntax`, `.manifest-duplicate`, `.path` or `.too-large`. */
export function parseAnyManifest(
  text: string,
  { path, kind, algorithm }: Omit<BagManifest, 'digests'>,
  version: BagVersion,
  warn: Warn,
): BagManifest {
  const digests = new Map<string, string>();
  for (const [index, line] of listLines(text, path).entries()) {
    const place = { path, row: index + 1 };
    const [, digits = '', written] = /^([0-9a-fA-F]+)[ \t]+(\S.*)$/.exec(line) ?? [];
    if (written === undefined || digits.length !== CHECKSUM_DIGITS[algorithm]) return refuse('package.bag.manifest-syntax', place);
    const listed = listedPath(written, place, version, warn);
    if (!mayList(kind, listed)) refuse('package.bag.path', place);
    const digest = digits.toLowerCase();
    const before = digests.get(listed);
    // 1.0: a path at most once; before, twice with one digest is clumsy and with two digests a contradiction
    if (before !== undefined && (version === '1.0' || before !== digest)) refuse('package.bag.manifest-duplicate', place);
    if (before !== undefined) warn('duplicate-line', listed);
    digests.set(listed, digest);
  }
  return { path, kind, algorithm, digests };
}

/** A list that is longer than a container can have files has nothing to say, and isn't read. */
function listLines(text: string, path: string): readonly string[] {
  const lines = linesOf(text);
  return lines.length > MAX_ENTRIES ? refuse('package.bag.too-large', { path, detail: `${MAX_ENTRIES} 行` }) : lines;
}

interface LinePlace {
  readonly path: string;
  readonly row: number;
}

/** The path a line means: without md5sum's `*` (drafts only) and a leading `./`, decoded, and one that every system takes. */
function listedPath(written: string, place: LinePlace, version: BagVersion, warn: Warn): string {
  const marked = version !== '1.0' && written.startsWith('*');
  const plain = marked ? written.slice(1) : written;
  const dotted = plain.startsWith('./');
  const path = decodePath(dotted ? plain.slice(2) : plain, place, version);
  if (checkEntryName(path) || path.endsWith('/')) refuse('package.bag.path', place);
  if (marked) warn('binary-mark', path);
  if (dotted) warn('leading-dot-slash', path);
  return path;
}

/** CR and LF are percent-encoded in every version, `%` itself only in 1.0; elsewhere a `%` is a `%` (RFC 8493 2.1.3). */
function decodePath(path: string, place: LinePlace, version: BagVersion): string {
  if (version === '1.0' && /%(?!25|0[AaDd])/.test(path)) refuse('package.bag.manifest-syntax', place);
  const encoded = version === '1.0' ? /%(25|0A|0D)/gi : /%(0A|0D)/gi;
  return path.replace(encoded, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Payload manifests list the payload; tag manifests list tag files, no payload, and no tag manifest (RFC 8493 2.2.1). */
function mayList(kind: ManifestKind, path: string): boolean {
  if (kind === 'payload') return path.startsWith(PAYLOAD_FOLDER);
  return !path.startsWith(PAYLOAD_FOLDER) && manifestNameOf(path)?.kind !== 'tag';
}

// ---- fetch.txt, RFC 8493 2.2.3 ----

/** Paths that fetch.txt names; no URL is ever looked at. Throws `package.bag.manifest-syntax`, `.path` or `.too-large`. */
export function parseFetch(text: string, version: BagVersion): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const [index, line] of listLines(text, FETCH_PATH).entries()) {
    const place = { path: FETCH_PATH, row: index + 1 };
    const written = /^\S+[ \t]+(?:\d+|-)[ \t]+(\S.*)$/.exec(line)?.[1];
    if (written === undefined) return refuse('package.bag.manifest-syntax', place);
    const path = listedPath(written, place, version, () => undefined);
    if (!path.startsWith(PAYLOAD_FOLDER)) refuse('package.bag.path', place);
    rows.set(path, place.row);
  }
  return rows;
}
