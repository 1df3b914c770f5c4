/**
 * Facts about official letters, their numbers, case files handed over, and the way of an approval that is to be changed
 * (办法 21(二), 21(三), 25, 34). What travels: `letter.issued` to those it is addressed to, `transfer.checked` back.
 */
import { z } from 'zod';
import { attachmentSchema, isoDateSchema } from '#shared/domain/approval.ts';
import { letterContentSchema, letterKindSchema } from '#shared/domain/letter.ts';

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const departmentId = z.string().regex(/^[0-9A-Z]{18}$/);

export const documentNumberSchema = z.object({
  /** 机关代字, e.g. 济高新审函 */
  code: z.string().min(1).max(20),
  year: z.number().int().min(1949).max(2999),
  sequence: z.number().int().min(1).max(99_999),
});

/** One thing handed over with a 案卷移送函: a line of the 移送清单 and of the 卷内目录. */
export const transferItemSchema = z.object({
  /** 文件编号 */
  documentNumber: z.string().max(128),
  /** 责任者: who made the paper */
  author: z.string().max(100).optional(),
  /** 题名 */
  title: z.string().min(1).max(300),
  /** 日期, as on the paper */
  date: z.union([isoDateSchema, z.literal('')]),
  pages: z.number().int().min(0).max(10_000),
  remarks: z.string().max(300),
  /** when it goes as a file too */
  file: attachmentSchema.optional(),
  /** when it is a record of the ledger */
  recordId: uuid.optional(),
});
export type TransferItem = z.infer<typeof transferItemSchema>;

/** What a letter is about and by when it wants an answer; the same for drafts and issued letters. */
const letterFacts = {
  content: letterContentSchema,
  /** records it is about */
  about: z.array(uuid).max(1000),
  /** those of the recipients that are in the directory: a package can be made for them */
  recipientIds: z.array(departmentId).max(200),
  /** an inquiry or a notice: answer wanted by */
  dueOn: isoDateSchema.optional(),
  /** 案卷移送 */
  transfer: z.array(transferItemSchema).max(2000).optional(),
};

/** subject: letter id; the newest is the draft; autosaved */
export const letterDrafted = { type: 'letter.drafted', payload: z.object(letterFacts) } as const;
/** subject: letter id; a draft is given up */
export const letterDiscarded = { type: 'letter.discarded', payload: z.object({ reason: z.string().max(200) }) } as const;
/** subject: letter id; final: text, number, attachments and the PDF's digest; a correction is another letter */
export const letterIssued = {
  type: 'letter.issued',
  payload: z.object({
    ...letterFacts,
    number: documentNumberSchema,
    /** 签发人 */
    signer: z.string().min(1).max(50),
    pdf: attachmentSchema,
  }),
} as const;
/** subject: letter id; a letter that came on paper, or by another way than a package */
export const letterRegistered = {
  type: 'letter.registered',
  payload: z.object({
    kind: letterKindSchema,
    from: z.string().min(1).max(100),
    fromId: departmentId.optional(),
    title: z.string().min(1).max(500),
    number: z.string().max(60),
    date: isoDateSchema,
    receivedOn: isoDateSchema,
    summary: z.string().max(2000),
    about: z.array(uuid).max(1000),
    files: z.array(attachmentSchema).max(50),
    dueOn: isoDateSchema.optional(),
    /** the own letter that it answers */
    answers: uuid.optional(),
  }),
} as const;
/** subject: template id; `removed` takes it away */
export const templateSaved = {
  type: 'letterTemplate.saved',
  payload: z.object({ name: z.string().min(1).max(100), content: letterContentSchema, removed: z.boolean() }),
} as const;
/** subject: 机关代字 and year; a range of numbers that one computer may give out */
export const numbersReserved = {
  type: 'numbers.reserved',
  payload: z.object({
    code: z.string().min(1).max(20),
    year: z.number().int(),
    first: z.number().int().min(1),
    last: z.number().int().min(1),
    /** the computer */
    series: uuid,
  }),
} as const;
/** subject: 机关代字 and year; the number stays unused for a reason */
export const numberVoided = {
  type: 'number.voided',
  payload: z.object({ number: documentNumberSchema, reason: z.string().min(2).max(300) }),
} as const;
/** subject: letter id of a 案卷移送函; by the recipient: what was there, page by page */
export const transferChecked = {
  type: 'transfer.checked',
  payload: z.object({
    items: z
      .array(
        z.object({
          index: z.number().int().min(0),
          state: z.enum(['complete', 'pagesDiffer', 'missing']),
          pages: z.number().int().min(0).max(10_000),
          note: z.string().max(300),
        }),
      )
      .max(2000),
    receivedBy: z.string().min(1).max(50),
    receivedOn: isoDateSchema,
    note: z.string().max(500),
  }),
} as const;

/** 办法 21(三): the steps from a 函告 to the decision and back; each is taken once, in any sensible order. */
export const REVIEW_STEPS = ['received', 'evidenceReviewed', 'heard', 'meeting', 'decided', 'notified'] as const;
/** 21(三), 34: four different legal acts; never merge them. `keep`: the decision stands. */
export const REVIEW_ACTS = ['change', 'withdraw', 'revoke', 'cancel', 'keep'] as const;
/** subject: review id (the letter id of the 函告) */
export const reviewStepped = {
  type: 'review.stepped',
  payload: z.object({
    step: z.enum(REVIEW_STEPS),
    on: isoDateSchema,
    note: z.string().max(2000),
    /** with `decided` */
    act: z.enum(REVIEW_ACTS).optional(),
    /** with `heard` and `meeting`: who was there */
    persons: z.string().max(500).optional(),
    files: z.array(attachmentSchema).max(50).optional(),
    /** with `notified`: the 处理决定告知函 */
    letterId: uuid.optional(),
    about: z.array(uuid).max(1000).optional(),
    /** with `decided`: two computers decided differently apart; this one holds instead of those (as corrections settle) */
    settles: z.array(uuid).max(50).optional(),
  }),
} as const;

/** subject: review id; 办法 21(三) sets no day for the decision: the department sets its own, '' takes it away */
export const reviewTargeted = {
  type: 'review.targeted',
  payload: z.object({ targetOn: z.union([isoDateSchema, z.literal('')]) }),
} as const;
