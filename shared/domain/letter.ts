/**
 * Official letters (书面公函: 办法 21(二), 21(三), 25, 34): what a letter says, apart from how it is laid out. One content is
 * laid out as PDF, Word and print (GB/T 9704-2012 10.1 信函格式).
 */
import { z } from 'zod';
import { attachmentSchema, isoDateSchema } from './approval.ts';

/** Every kind of letter that the 办法 asks for, with the article that it cites. */
export const LETTER_KINDS = {
  approvalPush: { name: '审批信息推送函', article: '第二十条' },
  supervisionPush: { name: '监管信息推送函', article: '第二十一条（二）' },
  changeNotice: { name: '建议变更审批决定的函', article: '第二十一条（三）' },
  withdrawNotice: { name: '建议撤回审批决定的函', article: '第二十一条（三）' },
  revokeNotice: { name: '建议撤销审批决定的函', article: '第二十一条（三）' },
  cancelNotice: { name: '建议注销审批决定的函', article: '第二十一条（三）' },
  keepNotice: { name: '依法不得变更等情形的函', article: '第二十一条（三）' },
  decisionNotice: { name: '处理决定告知函', article: '第二十一条（三）' },
  penaltyProposal: { name: '处罚建议函', article: '第三十四条' },
  inquiry: { name: '业务函询', article: '第二十五条' },
  reply: { name: '复函', article: '第二十五条' },
  commitmentBreach: { name: '告知承诺不实情况函告', article: '第二十四条' },
  expertList: { name: '专家和机构名单提供函', article: '第二十二条' },
  inspectionInvitation: { name: '联合踏勘邀请函', article: '第二十二条' },
  liaisonFiling: { name: '联络员备案函', article: '第二十七条' },
  meetingNotice: { name: '会议通知', article: '第三十一条' },
  caseTransfer: { name: '案卷移送函', article: '第二十一条（二）' },
  /** whatever else a department writes; made from the user's own templates */
  other: { name: '函', article: '' },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly article: string }>>;

export const letterKindSchema = z.enum(Object.keys(LETTER_KINDS) as [LetterKind, ...LetterKind[]]);
export type LetterKind = keyof typeof LETTER_KINDS;

const line = z.string().max(500);

/** GB/T 9704 7.3.3: 一、（一） 1. （1）; the number is part of the text, so that what is stored is what is read. */
export const headingBlockSchema = z.object({
  type: z.literal('heading'),
  level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  text: line,
});
export const paragraphBlockSchema = z.object({ type: z.literal('paragraph'), text: z.string().max(10_000) });
/** A table over the width of the 版心; its head is repeated on every page that it reaches. */
export const tableBlockSchema = z.object({
  type: z.literal('table'),
  caption: line.optional(),
  columns: z
    .array(
      z.object({
        title: z.string().max(100),
        /** share of the width; any unit */
        width: z.number().positive().max(1000),
        align: z.enum(['left', 'center', 'right']).optional(),
      }),
    )
    .min(1)
    .max(12),
  rows: z.array(z.array(z.string().max(2000))).max(2000),
});
export const letterBlockSchema = z.discriminatedUnion('type', [headingBlockSchema, paragraphBlockSchema, tableBlockSchema]);
export type LetterBlock = z.infer<typeof letterBlockSchema>;
export type TableBlock = z.infer<typeof tableBlockSchema>;

/** An 附件: named in the 附件说明; laid out on pages of its own when it has blocks, handed over as a file when it has one. */
export const enclosureSchema = z.object({
  title: line,
  blocks: z.array(letterBlockSchema).max(200),
  /** landscape page (GB/T 9704 8) */
  landscape: z.boolean().optional(),
  file: attachmentSchema.optional(),
});
export type Enclosure = z.infer<typeof enclosureSchema>;

/** The letter that this one answers (title first, then number) or corrects. */
export const referenceSchema = z.object({
  letterId: z.uuid().optional(),
  /** 发文机关 */
  from: z.string().max(100),
  title: line,
  /** 发文字号; empty when the letter had none */
  number: z.string().max(60),
});
export type LetterReference = z.infer<typeof referenceSchema>;

export const letterContentSchema = z.object({
  kind: letterKindSchema,
  /** 发文机关标志: full or standard short name, without 文件 (10.1) */
  letterhead: z.string().max(60),
  /** may hold LF where the writer wants a line to end; otherwise it is broken by the layout */
  title: z.string().max(200),
  /** 主送机关, in order */
  recipients: z.array(z.string().max(100)).max(200),
  body: z.array(letterBlockSchema).max(500),
  enclosures: z.array(enclosureSchema).max(50),
  /** 署名: one line each */
  signatories: z.array(z.string().max(60)).max(5),
  /** 成文日期; undefined while it is a draft */
  date: isoDateSchema.optional(),
  /** whether it will be stamped (7.3.5.1) or not (7.3.5.2); the seal is a place, never a picture */
  seal: z.boolean(),
  /** 附注, without its brackets */
  annotation: z.string().max(200),
  /** 抄送机关 */
  copies: z.array(z.string().max(100)).max(100),
  /** 紧急程度; 密级 isn't offered: this is no system for secrets */
  urgency: z.enum(['', '特急', '加急']),
  answers: referenceSchema.optional(),
  corrects: referenceSchema.optional(),
});
export type LetterContent = z.infer<typeof letterContentSchema>;

/** 机关代字〔年〕序号: 济高新审函〔2026〕12号. */
export interface DocumentNumber {
  /** 机关代字, e.g. 济高新审函 */
  readonly code: string;
  readonly year: number;
  readonly sequence: number;
}

/** What the layout needs: the content, and the number once it has one. */
export interface LetterToLayOut {
  readonly content: LetterContent;
  readonly number: DocumentNumber | undefined;
}

/** The title as one line: where the writer wants a line to end is a matter of the page. */
export function letterTitle(title: string): string {
  return title.replaceAll('\n', '');
}
