/**
 * The entry: one fact, in the past tense, by one actor. Entries are never edited and never deleted; a correction is a
 * new entry. What travels in packages is these same entries, so their ids make merging a union (architecture.md).
 */
import { z } from 'zod';
import { approvalSchema } from '#shared/domain/approval.ts';
import { actorSchema, departmentSchema } from '#shared/domain/department.ts';
import { supervisionSchema } from '#shared/domain/supervision.ts';
import * as letters from './letter-entries.ts';
import * as meetings from './meeting-entries.ts';

/**
 * Raised when the shape of an entry changes in a way that old readers can't take. Version 2 added optional members
 * (`series`, `sealed`, `settles` …) and new types only, so entries of version 1 are read as they are; version 3 added
 * supervision information and letters, version 4 liaison officers and meetings, new types only again.
 */
export const ENTRY_SCHEMA_VERSION = 4;

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

/**
 * `supervision` apart from `approvals`: another department makes it, another article asks for it, another person files it.
 * `letters`: issued letters; `meetings`: liaison officers, meetings and what follows from them; `directory`: cards that a
 * coordinator passes on; `sync`: between the computers of one department
 */
export const packagePurposeSchema = z.enum(['approvals', 'supervision', 'letters', 'meetings', 'receipt', 'directory', 'sync']);
export type PackagePurpose = z.infer<typeof packagePurposeSchema>;

/** What is in these is claimed or returned record by record. */
export function hasRecords(purpose: PackagePurpose): purpose is 'approvals' | 'supervision' {
  return purpose === 'approvals' || purpose === 'supervision';
}

/** subject: own department id */
const departmentProfiled = entryOf('department.profiled', z.object({ department: departmentSchema }));
/** subject: the other department's id; adds it to 部门名录 or replaces what was there */
const directoryChanged = entryOf('directory.changed', z.object({ department: departmentSchema }));
const fingerprint = z.string().max(100);
const publicKeyPem = z.string().max(1000);
/** subject: department id; a key became known (a card, a package), nobody has compared it yet */
const keyLearned = entryOf(
  'key.learned',
  z.object({
    departmentId,
    fingerprint,
    publicKeyPem,
    /** the computer it belongs to, as the card says */
    workstation: z.string().max(50).optional(),
    source: z.enum(['card', 'package', 'directory']),
    /** the card's text, so that it can be passed on */
    card: z.string().max(8000).optional(),
  }),
);
/**
 * subject: department id. A key is believed from now on, because a person compared the fingerprint (`against`: with what),
 * the key before it signed it (`replaces`), a confirmed coordinator listed it, or it is this computer's own.
 */
const keyConfirmed = entryOf(
  'key.confirmed',
  z.object({
    departmentId,
    fingerprint,
    publicKeyPem,
    against: z.string().max(200),
    /** absent in entries of version 1: a person */
    means: z.enum(['person', 'rotation', 'coordinator', 'own']).optional(),
    workstation: z.string().max(50).optional(),
    /** fingerprint of the key that this one takes the place of */
    replaces: fingerprint.optional(),
    /** with `replaces`: when the new key was made; what the old one signed later isn't believed */
    since: z.iso.datetime({ precision: 3 }).optional(),
    /** the card's text with the signatures that prove it, so that it can be passed on */
    card: z.string().max(8000).optional(),
  }),
);
/** why a key is not believed any more */
export const revocationReasonSchema = z.enum(['lost', 'compromised', 'retired', 'mistaken']);
export type RevocationReason = z.infer<typeof revocationReasonSchema>;
/** subject: department id; final: a revoked key is never believed again */
const keyRevoked = entryOf(
  'key.revoked',
  z.object({
    departmentId,
    fingerprint,
    reason: revocationReasonSchema,
    /** upon what: a letter, a telephone call, the key's own declaration */
    note: z.string().max(500),
    /** the statement signed by the revoked key itself, if there is one */
    proof: z.string().max(8000).optional(),
  }),
);
/** subject: department id; whether its directory packages are believed (审批部门, 办法 19, 27) */
const coordinatorNamed = entryOf('coordinator.named', z.object({ coordinator: z.boolean(), note: z.string().max(200) }));
/** subject: department id; one card that a coordinator passes on, as text */
const cardListed = entryOf('card.listed', z.object({ card: z.string().max(8000) }));
/** subject: record id; revision 1 */
const approvalRecorded = entryOf('approval.recorded', z.object({ approval: approvalSchema, importId: uuid.optional() }));
/** subject: record id; revision counts up from 2; the whole new state, the one before stays in its own entry */
const approvalCorrected = entryOf(
  'approval.corrected',
  z.object({
    approval: approvalSchema,
    revision: z.number().int().min(2),
    reason: z.string().min(1).max(500),
    importId: uuid.optional(),
    /** a person's decision between different entries of one revision: the ids of those it settles */
    settles: z.array(uuid).min(1).max(50).optional(),
  }),
);
/** subject: record id; revision 1 (办法 21) */
const supervisionRecorded = entryOf('supervision.recorded', z.object({ supervision: supervisionSchema, importId: uuid.optional() }));
/** subject: record id; as `approval.corrected` */
const supervisionCorrected = entryOf(
  'supervision.corrected',
  z.object({
    supervision: supervisionSchema,
    revision: z.number().int().min(2),
    reason: z.string().min(1).max(500),
    importId: uuid.optional(),
    settles: z.array(uuid).min(1).max(50).optional(),
  }),
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
/**
 * What it takes to write the very bytes again: the same package can be sent once more, and a lost stick loses nothing.
 * Entries and attachments are in the ledger already, so only what was drawn at random or can't be derived is kept.
 */
export const packageRecipeSchema = z.object({
  /** sgx/package.json as written */
  descriptor: z.string().max(300_000),
  contactName: z.string().max(50),
  /** ids of the entries inside, in order; for `sync` see `segments` */
  entryIds: z.array(uuid).optional(),
  /** `sync`: the ledger's segments inside, first and last */
  segments: z.object({ first: z.number().int().min(1), last: z.number().int().min(1) }).optional(),
  /** files under data/print/, kept in the attachment vault */
  print: z.array(z.object({ name: z.string().max(255), sha256: sha256Hex, size: z.number().int().min(0) })).max(10),
  publicKeyPem,
  /** base64 of sgx/signature.der */
  signature: z.string().max(200),
  /** base64 of the envelope's header, and of the content key in it; absent when unsealed */
  envelope: z.object({ header: z.string().max(200_000), contentKey: z.string().max(64) }).optional(),
});
export type PackageRecipe = z.infer<typeof packageRecipeSchema>;

/** subject: package id */
const packageExported = entryOf(
  'package.exported',
  z.object({
    purpose: packagePurposeSchema,
    title: z.string().max(200),
    recipient: departmentId,
    sequence: z.number().int().min(1),
    /** the computer that counts; absent in entries of version 1 */
    series: uuid.optional(),
    records: z.array(uuid),
    entries: z.number().int(),
    fileName: z.string().max(255),
    fileSha256: sha256Hex,
    fileSm3: sha256Hex.optional(),
    fileSize: z.number().int().min(0).optional(),
    attachments: z.number().int().min(0).optional(),
    sealed: z.boolean().optional(),
    /** why it left without an envelope */
    unsealedReason: z.string().max(200).optional(),
    /** the package that this one answers, for receipts */
    answers: z.array(uuid).optional(),
    /** receipts: ids of the entries inside, so that the next receipt carries only what is new */
    told: z.array(uuid).optional(),
    recipe: packageRecipeSchema.optional(),
  }),
);
/** subject: package id; 已交接: two people signed the 交接单 */
const packageHandedOver = entryOf(
  'package.handedOver',
  z.object({ recipient: departmentId, receivedBy: z.string().min(1).max(50), handedOn: z.iso.date(), note: z.string().max(200) }),
);
/** subject: package id; the same bytes were written again */
const packageResent = entryOf(
  'package.resent',
  z.object({ recipient: departmentId, fileName: z.string().max(255), fileSha256: sha256Hex }),
);
/** subject: package id; by the recipient: this is what the receipt's 已接收 is */
const packageImported = entryOf(
  'package.imported',
  z.object({
    purpose: packagePurposeSchema,
    title: z.string().max(200),
    sender: departmentId,
    sequence: z.number().int().min(1),
    series: uuid.optional(),
    records: z.array(uuid),
    fingerprint,
    /** of the file as it came: `.sgxe` or `.sgx` */
    fileSha256: sha256Hex,
    sealed: z.boolean().optional(),
  }),
);
/** subject: id of the department whose packages are missing; travels in the receipt to it */
const gapReported = entryOf('gap.reported', z.object({ series: uuid, missing: z.array(z.number().int().min(1)).max(1000) }));
/** subject: id of the department whose packages are missing; a person says why they won't come */
const gapExplained = entryOf(
  'gap.explained',
  z.object({ series: uuid, sequences: z.array(z.number().int().min(1)).min(1).max(1000), reason: z.string().min(1).max(500) }),
);
/** a person's decision between a claim and a return that two computers of one department made apart */
const settles = z.array(uuid).min(1).max(50).optional();
/** subject: record id; 认领, 办法 20(一) */
const claimMade = entryOf('claim.made', z.object({ packageId: uuid, note: z.string().max(500).optional(), settles }));
/** subject: record id; 退回 with the reason */
const claimReturned = entryOf('claim.returned', z.object({ packageId: uuid, reason: z.string().min(1).max(500), settles }));

export const entrySchema = z.discriminatedUnion('type', [
  departmentProfiled,
  directoryChanged,
  keyLearned,
  keyConfirmed,
  keyRevoked,
  coordinatorNamed,
  cardListed,
  approvalRecorded,
  approvalCorrected,
  supervisionRecorded,
  supervisionCorrected,
  importCommitted,
  mappingRemembered,
  packageExported,
  packageHandedOver,
  packageResent,
  packageImported,
  gapReported,
  gapExplained,
  claimMade,
  claimReturned,
  entryOf(letters.letterDrafted.type, letters.letterDrafted.payload),
  entryOf(letters.letterDiscarded.type, letters.letterDiscarded.payload),
  entryOf(letters.letterIssued.type, letters.letterIssued.payload),
  entryOf(letters.letterRegistered.type, letters.letterRegistered.payload),
  entryOf(letters.templateSaved.type, letters.templateSaved.payload),
  entryOf(letters.numbersReserved.type, letters.numbersReserved.payload),
  entryOf(letters.numberVoided.type, letters.numberVoided.payload),
  entryOf(letters.transferChecked.type, letters.transferChecked.payload),
  entryOf(letters.reviewStepped.type, letters.reviewStepped.payload),
  entryOf(letters.reviewTargeted.type, letters.reviewTargeted.payload),
  entryOf(meetings.liaisonFiled.type, meetings.liaisonFiled.payload),
  entryOf(meetings.meetingApplied.type, meetings.meetingApplied.payload),
  entryOf(meetings.applicationAnswered.type, meetings.applicationAnswered.payload),
  entryOf(meetings.meetingConvened.type, meetings.meetingConvened.payload),
  entryOf(meetings.meetingCancelled.type, meetings.meetingCancelled.payload),
  entryOf(meetings.meetingNoticed.type, meetings.meetingNoticed.payload),
  entryOf(meetings.itemProposed.type, meetings.itemProposed.payload),
  entryOf(meetings.attendanceAnswered.type, meetings.attendanceAnswered.payload),
  entryOf(meetings.meetingNoted.type, meetings.meetingNoted.payload),
  entryOf(meetings.meetingHeld.type, meetings.meetingHeld.payload),
  entryOf(meetings.meetingConcluded.type, meetings.meetingConcluded.payload),
  entryOf(meetings.documentDrafted.type, meetings.documentDrafted.payload),
  entryOf(meetings.documentIssued.type, meetings.documentIssued.payload),
  entryOf(meetings.documentConfirmed.type, meetings.documentConfirmed.payload),
  entryOf(meetings.actionAssigned.type, meetings.actionAssigned.payload),
  entryOf(meetings.actionProgressed.type, meetings.actionProgressed.payload),
  entryOf(meetings.actionJudged.type, meetings.actionJudged.payload),
  entryOf(meetings.actionWithdrawn.type, meetings.actionWithdrawn.payload),
]);

export type Entry = z.infer<typeof entrySchema>;
export type EntryType = Entry['type'];
export type EntryOf<T extends EntryType> = Extract<Entry, { type: T }>;

/**
 * The only types a department may send, per purpose (exchange package, data/entries.ndjson). `sync` goes to the
 * department's own other computers and carries everything, the facts of others included.
 */
export const TRAVELLING_ENTRY_TYPES: Readonly<Record<PackagePurpose, readonly EntryType[]>> = {
  approvals: ['approval.recorded', 'approval.corrected'],
  supervision: ['supervision.recorded', 'supervision.corrected'],
  letters: ['letter.issued'],
  meetings: [
    'liaison.filed',
    'meeting.applied',
    'application.answered',
    'meeting.convened',
    'meeting.cancelled',
    'agendaItem.proposed',
    'attendance.answered',
    'meeting.concluded',
    'meetingDocument.issued',
    'meetingDocument.confirmed',
    'action.assigned',
    'action.progressed',
    'action.judged',
    'action.withdrawn',
  ],
  receipt: [
    'package.imported',
    'claim.made',
    'claim.returned',
    'gap.reported',
    'transfer.checked',
    'attendance.answered',
    'meetingDocument.confirmed',
  ],
  directory: ['card.listed'],
  sync: entrySchema.options.map((option) => option.shape.type.value),
};
