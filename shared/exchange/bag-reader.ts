/**
 * From a ZIP's entries to a bag: one top folder, the files that format 1 knows and no others, manifests that list what
 * is there and nothing else, the declared Oxum. Tag files are read here, once; the bytes that are checked are the bytes
 * that are used.
 */
import {
  ATTACHMENTS_FOLDER,
  BAG_INFO_PATH,
  BAGIT_PATH,
  canonicalOrder,
  checkBagDeclaration,
  checkBagInfo,
  ENTRIES_PATH,
  FETCH_PATH,
  MANIFEST_PATH,
  MAX_TAG_BYTES,
  type Manifest,
  type Oxum,
  PRINT_FOLDER,
  parseManifest,
  SIGNED_TAG_PATHS,
  TAG_MANIFEST_PATH,
  TAG_PATHS,
} from './bag.ts';
import { DESCRIPTOR_PATH, type Descriptor, decodeDescriptor } from './descriptor.ts';
import { refuse } from './failures.ts';
import { readWhole } from './zip-content.ts';
import { refuseUnlessCanonical, type ZipArchive, type ZipEntry } from './zip-reader.ts';

export type TagPath = (typeof TAG_PATHS)[number];

export interface Bag {
  readonly archive: ZipArchive;
  readonly descriptor: Descriptor;
  readonly tags: Readonly<Record<TagPath, Uint8Array>>;
  readonly tagManifest: Manifest;
  readonly manifest: Manifest;
  /** path inside the bag → entry, in the container's order */
  readonly payload: ReadonlyMap<string, ZipEntry>;
  readonly oxum: Oxum;
}

/** Throws a FailureError: `package.descriptor.*`, `package.*.newer`, `package.zip.not-canonical`, `package.bag.*`. */
export async function readBag(archive: ZipArchive, signal: AbortSignal | undefined): Promise<Bag> {
  const folder = topFolder(archive);
  const files = new Map(archive.entries.filter((entry) => !entry.directory).map((entry) => [entry.name.slice(folder.length + 1), entry]));
  // the descriptor first: it says which format this is, and which container to expect
  const descriptorBytes = await readTag(archive, files, DESCRIPTOR_PATH, signal);
  const descriptor = decodeDescriptor(descriptorBytes);
  if (descriptor.id !== folder) refuse('package.bag.folder-name', { path: folder });
  const payload = new Map([...files].filter(([path]) => path.startsWith('data/')));
  refuseUnknownFiles([...files.keys()]);
  refuseEmptyFolders(archive);
  if (descriptor.container === 'stored-1') {
    const names = canonicalOrder([...payload.keys()]).map((path) => `${folder}/${path}`);
    refuseUnlessCanonical(archive, names);
  }
  const tags = { ...(await readTags(archive, files, signal)), [DESCRIPTOR_PATH]: descriptorBytes };
  checkBagDeclaration(tags[BAGIT_PATH]);
  const tagManifest = parseManifest(tags[TAG_MANIFEST_PATH], TAG_MANIFEST_PATH);
  checkListing(tagManifest, new Set<string>(SIGNED_TAG_PATHS));
  const manifest = parseManifest(tags[MANIFEST_PATH], MANIFEST_PATH);
  checkListing(manifest, new Set(payload.keys()));
  const oxum = checkBagInfo(tags[BAG_INFO_PATH], descriptor);
  checkOxum(oxum, payload);
  return { archive, descriptor, tags, tagManifest, manifest, payload, oxum };
}

/** The one folder at the top, which everything is in. */
function topFolder({ entries }: ZipArchive): string {
  const folder = entries[0]?.name.split('/')[0] ?? '';
  for (const { name } of entries) if (!name.startsWith(`${folder}/`)) refuse('package.bag.two-folders', { path: name });
  return folder;
}

/** Format 1 is a closed list: what is in the package is known to be there for a reason. */
function refuseUnknownFiles(paths: readonly string[]): void {
  const known = new Set<string>([...TAG_PATHS, ENTRIES_PATH]);
  for (const path of paths) {
    if (path === FETCH_PATH) refuse('package.bag.fetch', { path });
    const isAttachment = path.startsWith(ATTACHMENTS_FOLDER) && /^[0-9a-f]{64}$/.test(path.slice(ATTACHMENTS_FOLDER.length));
    const isPrint = path.startsWith(PRINT_FOLDER) && !path.slice(PRINT_FOLDER.length).includes('/');
    if (!known.has(path) && !isAttachment && !isPrint) refuse('package.bag.unexpected-file', { path });
  }
  const present = new Set(paths);
  for (const path of known) if (!present.has(path)) refuse('package.bag.missing-file', { path });
}

/** A folder's own entry may be there, as zip makes it, but only for a folder that holds a file. */
function refuseEmptyFolders({ entries }: ZipArchive): void {
  const used = new Set<string>();
  for (const { name, directory } of entries) {
    if (directory) continue;
    for (let slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) used.add(name.slice(0, slash + 1));
  }
  for (const { name, directory } of entries) if (directory && !used.has(name)) refuse('package.bag.unexpected-file', { path: name });
}

async function readTags(
  archive: ZipArchive,
  files: ReadonlyMap<string, ZipEntry>,
  signal: AbortSignal | undefined,
): Promise<Record<TagPath, Uint8Array>> {
  const pairs: [string, Uint8Array][] = [];
  for (const path of TAG_PATHS) if (path !== DESCRIPTOR_PATH) pairs.push([path, await readTag(archive, files, path, signal)]);
  return Object.fromEntries(pairs) as Record<TagPath, Uint8Array>;
}

async function readTag(
  archive: ZipArchive,
  files: ReadonlyMap<string, ZipEntry>,
  path: TagPath,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const entry = files.get(path);
  if (!entry) return refuse(path === DESCRIPTOR_PATH ? 'package.descriptor.missing' : 'package.bag.missing-file', { path });
  const limit = MAX_TAG_BYTES[path];
  if (entry.size > limit) refuse('package.bag.too-large', { path, detail: `${limit} B` });
  return readWhole(archive, entry, signal);
}

/** Listed and present are the same set (RFC 8493 3: complete, and nothing besides). */
function checkListing(manifest: Manifest, present: ReadonlySet<string>): void {
  for (const path of manifest.keys()) if (!present.has(path)) refuse('package.bag.manifest-missing', { path });
  for (const path of present) if (!manifest.has(path)) refuse('package.bag.not-in-manifest', { path });
}

/** RFC 8493 2.2.2 Payload-Oxum; the container's sizes are enforced while inflating, so this bounds what comes out. */
function checkOxum(oxum: Oxum, payload: ReadonlyMap<string, ZipEntry>): void {
  const bytes = [...payload.values()].reduce((sum, entry) => sum + entry.size, 0);
  if (oxum.bytes !== bytes || oxum.files !== payload.size) refuse('package.bag.oxum', { path: BAG_INFO_PATH });
}
