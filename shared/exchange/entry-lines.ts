/** data/entries.ndjson: ledger entries, one JSON object a line, and the rules for what may travel. */
import { type Entry, entrySchema, TRAVELLING_ENTRY_TYPES } from '#shared/ledger/entry.ts';
import { attachmentsOf } from '#shared/ledger/entry-attachments.ts';
import { ENTRIES_PATH } from './bag.ts';
import type { Descriptor } from './descriptor.ts';
import { refuse, throwIfCancelled } from './failures.ts';

/** Entries are held in memory while a package is written or looked at. */
export const MAX_ENTRIES_BYTES = 64 * 1024 * 1024;
/** An approval with every field at its longest is under 100 KiB; what a package of 10,000 records leaves behind is under 2 MiB. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

/**
 * JSON with the members of every object in code unit order, so that the same entry gives the same bytes however the
 * object was put together.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    const members = Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(members);
  });
}

/** One line an entry, in the order given, LF after each. Throws `package.bag.too-large` beyond 64 MiB. */
export function encodeEntries(entries: readonly Entry[], signal?: AbortSignal): Uint8Array {
  const encoder = new TextEncoder();
  const lines: Uint8Array[] = [];
  let size = 0;
  for (const entry of entries) {
    throwIfCancelled(signal);
    const line = encoder.encode(`${canonicalJson(entry)}\n`);
    size += line.length;
    if (line.length > MAX_LINE_BYTES) refuse('package.bag.too-large', { path: ENTRIES_PATH, row: lines.length + 1, detail: '4 MiB' });
    if (size > MAX_ENTRIES_BYTES) refuse('package.bag.too-large', { path: ENTRIES_PATH, detail: '64 MiB' });
    lines.push(line);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const line of lines) {
    bytes.set(line, offset);
    offset += line.length;
  }
  return bytes;
}

/** Parses and checks every line; throws a FailureError that names the line, never its content. */
export function decodeEntries(bytes: Uint8Array, descriptor: Descriptor, signal?: AbortSignal): readonly Entry[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const entries: Entry[] = [];
  for (let start = 0; start < bytes.length; ) {
    throwIfCancelled(signal);
    const row = entries.length + 1;
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    if (end - start > MAX_LINE_BYTES) refuse('package.bag.too-large', { path: ENTRIES_PATH, row, detail: '4 MiB' });
    let value: unknown;
    try {
      value = JSON.parse(decoder.decode(bytes.subarray(start, end)));
    } catch {
      refuse('package.entries.syntax', { path: ENTRIES_PATH, row });
    }
    entries.push(parseEntry(value, row, descriptor));
    start = end + 1;
  }
  checkEntries(entries, descriptor);
  return entries;
}

/** The kind is looked at first: an entry that may not travel is refused as such, well-formed or not. */
function parseEntry(value: unknown, row: number, descriptor: Descriptor): Entry {
  const kind = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (typeof kind !== 'string') return refuse('package.entry.schema', { path: ENTRIES_PATH, row, detail: 'type' });
  if (!travels(kind, descriptor)) return refuse('package.entry.type', { path: ENTRIES_PATH, row, detail: kind });
  const parsed = entrySchema.safeParse(value);
  const deny = (detail: string): never => refuse('package.entry.schema', { path: ENTRIES_PATH, row, detail });
  if (!parsed.success) return deny(parsed.error.issues[0]?.path.join('.') ?? '');
  if (losesMembers(value, parsed.data)) deny('未知字段');
  return parsed.data;
}

/**
 * True when parsing dropped a member that the schema doesn't know. What is imported must be what was signed, or the same
 * entry would differ between two departments; a new member therefore raises the schema version.
 */
function losesMembers(given: unknown, kept: unknown): boolean {
  if (typeof given !== 'object' || given === null || typeof kept !== 'object' || kept === null) return false;
  const members = kept as Readonly<Record<string, unknown>>;
  return Object.entries(given).some(([name, member]) => !Object.hasOwn(members, name) || losesMembers(member, members[name]));
}

function travels(kind: string, { purpose }: Descriptor): boolean {
  return (TRAVELLING_ENTRY_TYPES[purpose] as readonly string[]).includes(kind);
}

/**
 * What holds for the entries of every package, checked by writer and reader: only kinds that travel for this purpose,
 * only the sender's own facts (single writer per fact), no id twice, as many as declared.
 */
export function checkEntries(entries: readonly Entry[], descriptor: Descriptor): void {
  if (entries.length === 0) refuse('package.entries.empty', { path: ENTRIES_PATH });
  const ids = new Set<string>();
  entries.forEach((entry, index) => {
    const place = { path: ENTRIES_PATH, row: index + 1 };
    if (!travels(entry.type, descriptor)) refuse('package.entry.type', { ...place, detail: entry.type });
    // a department's own computers tell each other everything they know; towards others each speaks for itself only
    const foreign = descriptor.purpose !== 'sync' && entry.actor.departmentId !== descriptor.sender.department.uscc;
    if (foreign) refuse('package.entry.foreign-actor', place);
    if (ids.has(entry.id)) refuse('package.entry.duplicate-id', place);
    ids.add(entry.id);
  });
  if (entries.length !== descriptor.counts.entries) refuse('package.entries.count', { path: ENTRIES_PATH, detail: 'entries' });
}

export interface AttachmentFile {
  /** 64 lower-case hex digits */
  readonly sha256: string;
  readonly size: number;
}

/** Exactly the attachments that the entries name are there, with the size the entries state; two entries may name the same one. */
export function checkAttachments(entries: readonly Entry[], present: readonly AttachmentFile[], pathOf: (sha256: string) => string): void {
  const sizes = new Map(present.map(({ sha256, size }) => [sha256, size]));
  const used = new Set<string>();
  for (const { sha256, size } of entries.flatMap(attachmentsOf)) {
    const found = sizes.get(sha256);
    if (found === undefined) refuse('package.attachment.missing', { path: pathOf(sha256) });
    if (found !== size) refuse('package.attachment.size', { path: pathOf(sha256) });
    used.add(sha256);
  }
  for (const { sha256 } of present) if (!used.has(sha256)) refuse('package.attachment.unreferenced', { path: pathOf(sha256) });
}
