/**
 * Facts about liaison officers, meetings and what follows from them (办法 17, 27–31). What travels is what a department
 * says to the others: the record of who said what stays with those who keep it.
 */
import { z } from 'zod';
import { attachmentSchema, isoDateSchema } from '#shared/domain/approval.ts';
import { liaisonSchema } from '#shared/domain/liaison.ts';
import {
  agendaItemSchema,
  arrangementSchema,
  conclusionSchema,
  meetingApplicationSchema,
  meetingDocumentContentSchema,
  meetingRecordSchema,
  notedHeadSchema,
  notedItemSchema,
} from '#shared/domain/meeting.ts';

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const departmentId = z.string().regex(/^[0-9A-Z]{18}$/);
const reason = z.string().max(500);

/** subject: liaison id; the whole as it is from now on, by the officer's own department; the newest holds */
export const liaisonFiled = {
  type: 'liaison.filed',
  payload: z.object({
    liaison: liaisonSchema,
    /** why it changed; empty the first time */
    reason,
    /** the 联络员备案函 */
    letterId: uuid.optional(),
  }),
} as const;

/** subject: application id; by either side (31(一)) */
export const meetingApplied = { type: 'meeting.applied', payload: z.object({ application: meetingApplicationSchema }) } as const;
/** subject: application id; by the department that was asked */
export const applicationAnswered = {
  type: 'application.answered',
  payload: z.object({ accepted: z.boolean(), meetingId: uuid.optional(), reason }),
} as const;

/** subject: meeting id; by the approval department (31(一)); the newest holds */
export const meetingConvened = {
  type: 'meeting.convened',
  payload: z.object({ arrangement: arrangementSchema, reason }),
} as const;
/** subject: meeting id */
export const meetingCancelled = { type: 'meeting.cancelled', payload: z.object({ reason: z.string().min(2).max(500) }) } as const;
/** subject: meeting id; own: which letter is its notice */
export const meetingNoticed = { type: 'meeting.noticed', payload: z.object({ letterId: uuid }) } as const;
/** subject: item id; by the department that proposes it (28(一)); the newest holds */
export const itemProposed = {
  type: 'agendaItem.proposed',
  payload: z.object({ meetingId: uuid, item: agendaItemSchema, withdrawn: z.boolean() }),
} as const;
/** subject: meeting id; a department for itself; a refusal needs a reason (31(二)); the newest holds */
export const attendanceAnswered = {
  type: 'attendance.answered',
  payload: z.object({
    answer: z.enum(['accepted', 'refused']),
    reason,
    persons: z
      .array(z.object({ name: z.string().min(1).max(50), position: z.string().max(100), as: z.enum(['attendee', 'observer']) }))
      .max(50),
  }),
} as const;

/** subject: meeting id; own, while it goes on: the head or one item anew, so that saving every few seconds stays small */
export const meetingNoted = {
  type: 'meeting.noted',
  payload: z.object({ head: notedHeadSchema.optional(), item: notedItemSchema.optional() }),
} as const;
/** subject: meeting id; own: the record is closed; the newest holds, a correction has a reason */
export const meetingHeld = {
  type: 'meeting.held',
  payload: z.object({ record: meetingRecordSchema, chair: z.string().min(1).max(100), recorder: z.string().min(1).max(100), reason }),
} as const;
/** subject: meeting id; by who convened it: what came of every item; the newest holds */
export const meetingConcluded = {
  type: 'meeting.concluded',
  payload: z.object({
    heldOn: isoDateSchema,
    conclusions: z.array(conclusionSchema).max(100),
    attendance: z.array(z.object({ department: z.string().max(100), present: z.number().int().min(0).max(999) })).max(100),
  }),
} as const;

/** subject: document id; own; the newest holds until it is issued */
export const documentDrafted = {
  type: 'meetingDocument.drafted',
  payload: z.object({
    meetingId: uuid,
    content: meetingDocumentContentSchema,
    discarded: z.boolean(),
    /** the issued document that it is going to correct */
    corrects: uuid.optional(),
  }),
} as const;
/** subject: document id; by who convened the meeting; final: a correction is another document that names this one */
export const documentIssued = {
  type: 'meetingDocument.issued',
  payload: z.object({
    meetingId: uuid,
    content: meetingDocumentContentSchema,
    /** 签发人 */
    signer: z.string().min(1).max(50),
    pdf: attachmentSchema,
    corrects: uuid.optional(),
  }),
} as const;
/** subject: document id; a party for itself: whether the document says what was agreed (31(三)) */
export const documentConfirmed = {
  type: 'meetingDocument.confirmed',
  payload: z.object({ agrees: z.boolean(), note: z.string().max(1000) }),
} as const;

/** subject: action id; by who convened the meeting; the newest holds (another day, another owner) */
export const actionAssigned = {
  type: 'action.assigned',
  payload: z.object({
    meetingId: uuid,
    itemId: uuid,
    task: z.string().min(2).max(1000),
    ownerId: departmentId.optional(),
    owner: z.string().min(2).max(100),
    /** who asked for it and confirms that it is done (31(三)) */
    askedById: departmentId.optional(),
    askedBy: z.string().max(100),
    dueOn: isoDateSchema,
    reason,
  }),
} as const;
/** subject: action id; by its owner */
export const actionProgressed = {
  type: 'action.progressed',
  payload: z.object({
    note: z.string().min(1).max(2000),
    percent: z.number().int().min(0).max(100),
    /** it is done, as the owner sees it */
    finished: z.boolean(),
    files: z.array(attachmentSchema).max(50),
  }),
} as const;
/** subject: action id; by the one who asked: done, or sent back with a reason */
export const actionJudged = { type: 'action.judged', payload: z.object({ accepted: z.boolean(), note: z.string().max(1000) }) } as const;
/** subject: action id; by who convened the meeting: no longer needed */
export const actionWithdrawn = { type: 'action.withdrawn', payload: z.object({ reason: z.string().min(2).max(500) }) } as const;
