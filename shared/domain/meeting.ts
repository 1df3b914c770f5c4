/**
 * Meetings between approval and supervision departments (办法 17, 21(二), 21(三), 29–31): what is arranged, what is on the
 * agenda, and what was said and agreed. 会议记录, 会议纪要 and 备忘录 are made from one record (meeting-documents.ts).
 */
import { z } from 'zod';
import { attachmentSchema, isoDateSchema } from './approval.ts';
import { letterBlockSchema } from './letter.ts';

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const departmentId = z.string().regex(/^[0-9A-Z]{18}$/);
/** wall-clock time in China, `09:30` */
export const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const optionalTime = z.union([clockTimeSchema, z.literal('')]);
const optionalDay = z.union([isoDateSchema, z.literal('')]);
const line = z.string().max(300);
const text = z.string().max(10_000);

/** Kinds of meeting, with the article that asks for each. */
export const MEETING_KINDS = {
  monthly: { name: '例会', article: '第二十九条' },
  occasional: { name: '不定期例会', article: '第二十九条' },
  coordination: { name: '协调会议', article: '第二十一条（二）' },
  thematic: { name: '专题会议', article: '第二十一条（三）' },
  jointConference: { name: '联席会议', article: '第十七条' },
  emergency: { name: '紧急会议', article: '第三十一条（一）' },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly article: string }>>;
export type MeetingKind = keyof typeof MEETING_KINDS;
export const meetingKindSchema = z.enum(Object.keys(MEETING_KINDS) as [MeetingKind, ...MeetingKind[]]);

/** 议题 (28(一), 30): what shall be talked about, with its material. */
export const agendaItemSchema = z.object({
  itemId: uuid,
  title: z.string().min(2).max(200),
  /** what it is about, and why it can't be settled below */
  background: text,
  /** 拟请研究的问题 */
  question: text,
  /** who proposes it, and who confirms what comes of it (31(三)) */
  proposerId: departmentId,
  proposer: z.string().max(100),
  files: z.array(attachmentSchema).max(50),
  /** approvals and supervision information of the ledger */
  about: z.array(uuid).max(1000),
  /** letters of the ledger */
  letters: z.array(uuid).max(200),
  /** not agreed before, and carried here (31(三)) */
  carriedFrom: z.object({ meetingId: uuid, itemId: uuid }).optional(),
});
export type AgendaItem = z.infer<typeof agendaItemSchema>;

/** 31(一): either side may ask; the approval department convenes. */
export const meetingApplicationSchema = z.object({
  /** the approval department that is asked */
  toId: departmentId,
  kind: meetingKindSchema,
  title: z.string().min(2).max(200),
  reason: z.string().min(2).max(2000),
  wishedOn: optionalDay,
  /** who should come, by name */
  wishedParties: z.array(z.string().max(100)).max(50),
  items: z.array(agendaItemSchema).max(50),
});
export type MeetingApplication = z.infer<typeof meetingApplicationSchema>;

/** Somebody who is asked to come; without `departmentId` not in the directory. */
export const partySchema = z.object({ departmentId: departmentId.optional(), name: z.string().min(2).max(100) });
export type Party = z.infer<typeof partySchema>;

/** What is arranged, as it stands; a change is the whole of it again. */
export const arrangementSchema = z.object({
  kind: meetingKindSchema,
  title: z.string().min(2).max(200),
  /** （第×期） of its kind and year; 0: not counted */
  issue: z.number().int().min(0).max(9999),
  date: isoDateSchema,
  startTime: clockTimeSchema,
  endTime: optionalTime,
  place: z.string().max(200),
  chair: z.string().max(100),
  recorder: z.string().max(100),
  /** whom to ask */
  contact: z.string().max(200),
  parties: z.array(partySchema).max(50),
  /** 议题征集截止; '' when items aren't collected */
  collectUntil: optionalDay,
  /** in order */
  agenda: z.array(agendaItemSchema).max(100),
  /** ids of the applications that it answers */
  applications: z.array(uuid).max(50),
  remarks: z.string().max(2000),
});
export type Arrangement = z.infer<typeof arrangementSchema>;

export const attendeeSchema = z.object({
  departmentId: departmentId.optional(),
  department: z.string().max(100),
  name: z.string().min(1).max(50),
  position: z.string().max(100),
  /** 到会 迟到 请假 缺席 */
  state: z.enum(['present', 'late', 'leave', 'absent']),
  /** 出席 or 列席 */
  as: z.enum(['attendee', 'observer']),
  note: line,
});
export type Attendee = z.infer<typeof attendeeSchema>;

export const speechSchema = z.object({ speaker: z.string().max(50), department: z.string().max(100), text });
export type Speech = z.infer<typeof speechSchema>;

export const stanceSchema = z.enum(['agree', 'disagree', 'reserve']);
/** where a department stands on an item; goes into the 备忘录 */
export const positionSchema = z.object({
  departmentId: departmentId.optional(),
  department: z.string().min(1).max(100),
  stance: stanceSchema,
  text: z.string().max(2000),
});
export type Position = z.infer<typeof positionSchema>;

/** 督办事项 as the meeting decided it */
export const plannedActionSchema = z.object({
  actionId: uuid,
  task: z.string().min(2).max(1000),
  /** the responsible department; without an id it isn't in the directory */
  ownerId: departmentId.optional(),
  owner: z.string().min(2).max(100),
  dueOn: isoDateSchema,
});
export type PlannedAction = z.infer<typeof plannedActionSchema>;

/** What became of an item. `open`: nothing noted yet. */
export const outcomeSchema = z.enum(['open', 'agreed', 'notAgreed', 'deferred']);
/** 31(三): what was not agreed comes again, or goes to the 联席会议 */
export const nextStepSchema = z.enum(['', 'nextMeeting', 'jointConference']);

const conclusionMembers = {
  itemId: uuid,
  title: z.string().max(200),
  positions: z.array(positionSchema).max(50),
  vote: z
    .object({
      for: z.number().int().min(0).max(999),
      against: z.number().int().min(0).max(999),
      abstain: z.number().int().min(0).max(999),
    })
    .optional(),
  outcome: outcomeSchema,
  /** 议定内容, or why it was not agreed */
  conclusion: text,
  next: nextStepSchema,
};
/** what the parties get to know of an item: not who said what */
export const conclusionSchema = z.object(conclusionMembers);
export type Conclusion = z.infer<typeof conclusionSchema>;

export const itemRecordSchema = z.object({
  ...conclusionMembers,
  speeches: z.array(speechSchema).max(500),
  actions: z.array(plannedActionSchema).max(50),
});
export type ItemRecord = z.infer<typeof itemRecordSchema>;

export const recordHeadSchema = z.object({
  startedAt: optionalTime,
  endedAt: optionalTime,
  attendance: z.array(attendeeSchema).max(300),
  remarks: text,
});
export type RecordHead = z.infer<typeof recordHeadSchema>;

/** While it is noted down, lines stand half typed: nothing that was typed gets lost, and closing asks for the whole. */
export const notedItemSchema = itemRecordSchema.extend({
  actions: z.array(plannedActionSchema.extend({ task: z.string().max(1000), owner: z.string().max(100), dueOn: optionalDay })).max(50),
});
export const notedHeadSchema = recordHeadSchema.extend({
  attendance: z.array(attendeeSchema.extend({ name: z.string().max(50) })).max(300),
});

export const meetingRecordSchema = z.object({ head: recordHeadSchema, items: z.array(itemRecordSchema).max(100) });
export type MeetingRecord = z.infer<typeof meetingRecordSchema>;

/** 会议记录 (internal, signed by chair and recorder), 会议纪要 (GB/T 9704-2012 10.3), 备忘录 */
export const MEETING_DOCUMENTS = { record: '会议记录', minutes: '会议纪要', memorandum: '备忘录' } as const;
export type MeetingDocumentForm = keyof typeof MEETING_DOCUMENTS;
export const meetingDocumentFormSchema = z.enum(['record', 'minutes', 'memorandum']);

export const meetingDocumentContentSchema = z.object({
  form: meetingDocumentFormSchema,
  /** 标志 of a 纪要 (济宁高新区审批与监管联络员例会纪要); title of the others */
  title: z.string().max(200),
  /** （第3期） or 〔2026〕3号, as it is to be read */
  issue: z.string().max(60),
  /** 编发机关 */
  department: z.string().max(100),
  date: isoDateSchema,
  body: z.array(letterBlockSchema).max(1000),
  /** 出席：… 请假：… 列席：… below the text (10.3); names as they are to be read */
  present: z.array(z.object({ label: z.string().max(20), names: z.string().max(5000) })).max(10),
  chair: z.string().max(100),
  recorder: z.string().max(100),
  /** parties that sign a 备忘录 */
  signatories: z.array(z.string().max(100)).max(50),
  /** 抄送, 分送 */
  copies: z.array(z.string().max(100)).max(100),
});
export type MeetingDocumentContent = z.infer<typeof meetingDocumentContentSchema>;

/** An item that nothing was noted of yet. */
export function emptyItemRecord({ itemId, title }: Pick<AgendaItem, 'itemId' | 'title'>): ItemRecord {
  return { itemId, title, positions: [], outcome: 'open', conclusion: '', next: '', speeches: [], actions: [] };
}

export const EMPTY_RECORD_HEAD: RecordHead = { startedAt: '', endedAt: '', attendance: [], remarks: '' };
