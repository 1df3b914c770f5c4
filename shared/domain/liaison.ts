/** 联络员 (办法 27, 28): who runs the agenda, the exchange and the meetings of a department. Contacts are personal data. */
import { z } from 'zod';
import { isoDateSchema } from './approval.ts';

/** 办法 28(一)–(四): what a liaison officer is in charge of. */
export const LIAISON_DUTIES = {
  meetings: { name: '例会议题征集、业务培训、审管联动、协调督办', article: '第二十八条（一）' },
  platform: { name: '本部门平台信息和账号管理', article: '第二十八条（二）' },
  exchange: { name: '推送、认领、反馈、处置审批和监管信息', article: '第二十八条（三）' },
  fieldwork: { name: '技术评审、现场踏勘、联合验收、听证论证对接', article: '第二十八条（四）' },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly article: string }>>;
export type LiaisonDuty = keyof typeof LIAISON_DUTIES;
export const liaisonDutySchema = z.enum(Object.keys(LIAISON_DUTIES) as [LiaisonDuty, ...LiaisonDuty[]]);

export const liaisonSchema = z.object({
  name: z.string().min(2).max(50),
  /** 科室 */
  section: z.string().max(100),
  /** 职务 */
  position: z.string().max(100),
  /** office telephone */
  telephone: z.string().max(50),
  mobile: z.string().max(50),
  duties: z.array(liaisonDutySchema).max(4),
  /** 27: 业务科室负责人, familiar with the department's work */
  headOfSection: z.boolean(),
  /** first day */
  from: isoDateSchema,
  /** last day; '' while in office */
  until: z.union([isoDateSchema, z.literal('')]),
});
export type Liaison = z.infer<typeof liaisonSchema>;

/** In office on `day`. */
export function inOffice({ from, until }: Liaison, day: string): boolean {
  return from <= day && (until === '' || day <= until);
}
