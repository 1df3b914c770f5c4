/**
 * The bag: BagIt 1.0 (RFC 8493) in the narrow form that format 1 fixes — SHA-256, UTF-8, one payload manifest, one tag
 * manifest, no fetch.txt. Text in and text out; nothing here reads a container.
 */
import { DESCRIPTOR_PATH, type Descriptor } from './descriptor.ts';
import { refuse } from './failures.ts';
import { compareBytes } from './zip-format.ts';

export const BAGIT_PATH = 'bagit.txt';
export const BAG_INFO_PATH = 'bag-info.txt';
export const MANIFEST_PATH = 'manifest-sha256.txt';
export const TAG_MANIFEST_PATH = 'tagmanifest-sha256.txt';
export const SIGNER_PATH = 'sgx/signer.pem';
export const SIGNATURE_PATH = 'sgx/signature.der';
export const ENTRIES_PATH = 'data/entries.ndjson';
export const FETCH_PATH = 'fetch.txt';
export const ATTACHMENTS_FOLDER = 'data/attachments/';
/** the same content for people; checked like all payload, and never interpreted */
export const PRINT_FOLDER = 'data/print/';

/** What the tag manifest lists; the signature over it can't be in it (RFC 8493 2.2.1 lets a tag file be unlisted). */
export const SIGNED_TAG_PATHS = [BAGIT_PATH, BAG_INFO_PATH, MANIFEST_PATH, DESCRIPTOR_PATH, SIGNER_PATH] as const;
/** All tag files, in the order of the container profile `stored-1`. */
export const TAG_PATHS = [
  BAGIT_PATH,
  BAG_INFO_PATH,
  MANIFEST_PATH,
  TAG_MANIFEST_PATH,
  DESCRIPTOR_PATH,
  SIGNER_PATH,
  SIGNATURE_PATH,
] as const;

/** Bytes a tag file may have: 10,000 lines of 64 digits and a name of 512 bytes fit into a manifest. */
export const MAX_TAG_BYTES: Readonly<Record<(typeof TAG_PATHS)[number], number>> = {
  [BAGIT_PATH]: 1024,
  [BAG_INFO_PATH]: 64 * 1024,
  [MANIFEST_PATH]: 8 * 1024 * 1024,
  [TAG_MANIFEST_PATH]: 4096,
  [DESCRIPTOR_PATH]: 256 * 1024,
  [SIGNER_PATH]: 4096,
  [SIGNATURE_PATH]: 128,
};

/** Order of all files in the profile `stored-1`: tag files first, then the payload by the bytes of its names. */
export function canonicalOrder(payloadPaths: readonly string[]): readonly string[] {
  const encoder = new TextEncoder();
  const payload = payloadPaths.map((path) => ({ path, bytes: encoder.encode(path) }));
  return [...TAG_PATHS, ...payload.sort((left, right) => compareBytes(left.bytes, right.bytes)).map(({ path }) => path)];
}

/** UTF-8 without byte order mark, or undefined. */
function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith('\u{FEFF}') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Lines ended by LF, CR or CR LF (RFC 8493 2.1.3); the last one may lack its end. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

// ---- bagit.txt, RFC 8493 2.1.1 ----

export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Throws `package.bag.declaration` or `package.bag.version`. */
export function checkBagDeclaration(bytes: Uint8Array): void {
  const lines = linesOf(decodeText(bytes) ?? '');
  const found = /^BagIt-Version: (\d+\.\d+)$/.exec(lines[0] ?? '')?.[1];
  if (found === undefined || lines.length !== 2 || lines[1] !== 'Tag-File-Character-Encoding: UTF-8') {
    refuse('package.bag.declaration', { path: BAGIT_PATH });
  }
  if (found !== '1.0') refuse('package.bag.version', { path: BAGIT_PATH, detail: found });
}

// ---- bag-info.txt, RFC 8493 2.2.2 ----

export interface Oxum {
  readonly bytes: number;
  readonly files: number;
}

export interface BagInfo {
  readonly sourceOrganization: string;
  readonly contactName: string;
  readonly externalIdentifier: string;
  /** YYYY-MM-DD */
  readonly baggingDate: string;
  readonly oxum: Oxum;
  readonly softwareAgent: string;
  readonly description: string;
}

/**
 * The day in China (UTC+8 all year) of a UTC instant: what people there would write on the paper. Fixed, so that two
 * machines write the same bytes.
 */
export function baggingDateOf(created: string): string {
  return new Date(Date.parse(created) + 8 * 3600 * 1000).toISOString().slice(0, 10);
}

export function encodeBagInfo(info: BagInfo): Uint8Array {
  const lines = [
    ['Source-Organization', info.sourceOrganization],
    ['Contact-Name', info.contactName],
    ['External-Identifier', info.externalIdentifier],
    ['Bagging-Date', info.baggingDate],
    ['Payload-Oxum', `${info.oxum.bytes}.${info.oxum.files}`],
    ['Bag-Software-Agent', info.softwareAgent],
    ['Internal-Sender-Description', info.description],
  ].map(([label, value]) => `${label}: ${oneLine(value ?? '')}\n`);
  return new TextEncoder().encode(lines.join(''));
}

/** A value of bag-info.txt must not break the line. */
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/**
 * Label (lower case) → values. Lines that begin with white space continue the one before; labels may repeat (RFC 8493
 * 2.2.2). Undefined when it isn't such a file.
 */
export function parseBagInfoText(text: string): ReadonlyMap<string, readonly string[]> | undefined {
  const values = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of linesOf(text)) {
    if (/^[ \t]/.test(line)) {
      if (!current) return undefined;
      current.push(`${current.pop() ?? ''} ${line.trim()}`);
      continue;
    }
    const [, label, value] = /^([^\s:][^:]*?)[ \t]*:[ \t]*(.*)$/.exec(line) ?? [];
    if (label === undefined || value === undefined) return undefined;
    current = values.get(label.toLowerCase()) ?? [];
    current.push(value.trim());
    values.set(label.toLowerCase(), current);
  }
  return values;
}

/**
 * Checks that bag-info.txt says the same as the descriptor, so that a person who reads only the one isn't misled, and
 * gives the declared Oxum. Throws `package.bag.info`.
 */
export function checkBagInfo(bytes: Uint8Array, descriptor: Descriptor): Oxum {
  const text = decodeText(bytes);
  const values = text === undefined ? undefined : parseBagInfoText(text);
  const deny = (detail: string): never => refuse('package.bag.info', { path: BAG_INFO_PATH, detail });
  if (!values) return deny('格式');
  const only = (label: string): string => {
    const found = values.get(label.toLowerCase()) ?? [];
    return found.length === 1 && found[0] !== undefined ? found[0] : deny(label);
  };
  if (only('External-Identifier') !== descriptor.id) deny('External-Identifier');
  if (only('Source-Organization') !== oneLine(descriptor.sender.department.name)) deny('Source-Organization');
  if (only('Bagging-Date') !== baggingDateOf(descriptor.created)) deny('Bagging-Date');
  const [, octets, files] = /^(\d{1,15})\.(\d{1,9})$/.exec(only('Payload-Oxum')) ?? deny('Payload-Oxum');
  return { bytes: Number(octets), files: Number(files) };
}

// ---- manifests, RFC 8493 2.1.3 and 2.2.1 ----

/** path → 64 lower-case hex digits of its SHA-256 */
export type Manifest = ReadonlyMap<string, string>;

/** Lines in the order given: digest, two spaces (as sha256sum writes), path with `%` written `%25`. */
export function encodeManifest(entries: readonly (readonly [path: string, sha256: string])[]): Uint8Array {
  return new TextEncoder().encode(entries.map(([path, sha256]) => `${sha256}  ${path.replaceAll('%', '%25')}\n`).join(''));
}

/**
 * Throws `package.bag.manifest-syntax` or `package.bag.manifest-duplicate`. Paths are compared with the container's
 * names as they stand; a path such as `../x` or `./x` fits none of them and is refused there.
 */
export function parseManifest(bytes: Uint8Array, manifestPath: string): Manifest {
  const text = decodeText(bytes);
  if (text === undefined) return refuse('package.bag.manifest-syntax', { path: manifestPath, row: 1 });
  const manifest = new Map<string, string>();
  for (const [index, line] of linesOf(text).entries()) {
    const place = { path: manifestPath, row: index + 1 };
    const [, digest, encoded] = /^([0-9a-fA-F]{64})[ \t]+(\S.*)$/.exec(line) ?? [];
    if (digest === undefined || encoded === undefined) return refuse('package.bag.manifest-syntax', place);
    // only CR, LF and % are encoded (RFC 8493 2.1.3); no name here may hold the first two
    if (/%(?!25)/.test(encoded)) refuse('package.bag.manifest-syntax', place);
    const path = encoded.replaceAll('%25', '%');
    if (manifest.has(path)) refuse('package.bag.manifest-duplicate', place);
    manifest.set(path, digest.toLowerCase());
  }
  return manifest;
}
