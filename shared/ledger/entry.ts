/**
 * The entry: one fact, in the past tense, by one actor. Entries are never edited and never deleted; a correction is a
 * new entry. What travels in packages is these same entries, so their ids make merging a union (architecture.md).
 */
import { z } from 'zod';
import { approvalSchema } from '#shared/domain/approval.ts';
import { actorSchema, departmentSchema } from '#shared/domain/department.ts';

/** Raised when the shape of an entry changes in a way that old readers can't take; older ones are migrated. */
export const ENTRY_SCHEMA_VERSION = 1;

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const departmentId = z.string().regex(/^[0-9A-Z]{18}$/);
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

const base = {
  id: uuid,
  /** UTC, milliseconds, `2026-11-23T08:00:00.000Z` */
  at: z.iso.datetime({ precision: 3 }),
  actor: actorSchema,
  /** what the entry is about: a record id, a package id, a department id … */
  subject: z.string().min(1).max(100),
};

function entryOf<T extends string, P extends z.ZodType>(type: T, payload: P) {
  return z.object({ ...base, type: z.literal(type), payload });
}

export const packagePurposeSchema = z.enum(['approvals', 'receipt']);
export type PackagePurpose = z.infer<typeof packagePurposeSchema>;

/** subject: own department id */
const departmentProfiled = entryOf('department.profiled', z.object({ department: departmentSchema }));
/** subject: the other department's id; adds it to 部门名录 or replaces what was there */
const directoryChanged = entryOf('directory.changed', z.object({ department: departmentSchema }));
/** subject: the other department's id; a person compared the fingerprint (`against`: what with) */
const keyConfirmed = entryOf(
  'key.confirmed',
  z.object({ departmentId, fingerprint: z.string(), publicKeyPem: z.string().max(1000), against: z.string().max(200) }),
);
/** subject: record id; revision 1 */
const approvalRecorded = entryOf('approval.recorded', z.object({ approval: approvalSchema, importId: uuid.optional() }));
/** subject: record id; revision counts up from 2; the whole new state, the one before stays in its own entry */
const approvalCorrected = entryOf(
  'approval.corrected',
  z.object({ approval: approvalSchema, revision: z.number().int().min(2), reason: z.string().min(1).max(500), importId: uuid.optional() }),
);
/** subject: import id; one table was taken in, all its rows in the same commit */
const importCommitted = entryOf(
  'import.committed',
  z.object({
    fileName: z.string().max(255),
    sourceSystem: z.string().max(100),
    recorded: z.number().int(),
    corrected: z.number().int(),
    unchanged: z.number().int(),
    rejected: z.number().int(),
  }),
);
/** subject: source system; header text (normalised) → approval field, remembered for the next table of that system */
const mappingRemembered = entryOf(
  'mapping.remembered',
  z.object({
    sourceSystem: z.string().max(100),
    columns: z.record(z.string().max(200), z.string().max(50)),
    constants: z.record(z.string().max(50), z.string().max(500)),
  }),
);
/** subject: package id */
const packageExported = entryOf(
  'package.exported',
  z.object({
    purpose: packagePurposeSchema,
    title: z.string().max(200),
    recipient: departmentId,
    sequence: z.number().int().min(1),
    records: z.array(uuid),
    entries: z.number().int(),
    fileName: z.string().max(255),
    fileSha256: sha256Hex,
    /** the package that this one answers, for receipts */
    answers: z.array(uuid).optional(),
    /** receipts: ids of the entries inside, so that the next receipt carries only what is new */
    told: z.array(uuid).optional(),
  }),
);
/** subject: package id; by the recipient: this is what the receipt's 已接收 is */
const packageImported = entryOf(
  'package.imported',
  z.object({
    purpose: packagePurposeSchema,
    title: z.string().max(200),
    sender: departmentId,
    sequence: z.number().int().min(1),
    records: z.array(uuid),
    fingerprint: z.string(),
    fileSha256: sha256Hex,
  }),
);
/** subject: record id; 认领, 办法 20(一) */
const claimMade = entryOf('claim.made', z.object({ packageId: uuid, note: z.string().max(500).optional() }));
/** subject: record id; 退回 with the reason */
const claimReturned = entryOf('claim.returned', z.object({ packageId: uuid, reason: z.string().min(1).max(500) }));

export const entrySchema = z.discriminatedUnion('type', [
  departmentProfiled,
  directoryChanged,
  keyConfirmed,
  approvalRecorded,
  approvalCorrected,
  importCommitted,
  mappingRemembered,
  packageExported,
  packageImported,
  claimMade,
  claimReturned,
]);

export type Entry = z.infer<typeof entrySchema>;
export type EntryType = Entry['type'];
export type EntryOf<T extends EntryType> = Extract<Entry, { type: T }>;

/** The only types a department may send about its own records, per purpose (exchange package, data/entries.ndjson). */
export const TRAVELLING_ENTRY_TYPES: Readonly<Record<PackagePurpose, readonly EntryType[]>> = {
  approvals: ['approval.recorded', 'approval.corrected'],
  receipt: ['package.imported', 'claim.made', 'claim.returned'],
};
