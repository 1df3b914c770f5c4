/**
 * The users' own templates: a letter with places like {{行政相对人}} that the facts fill. One pass: what a record holds is text,
 * never a placeholder, whatever it looks like.
 */
import { z } from 'zod';
import { maskIdentity } from '#shared/domain/identifiers.ts';
import { type LetterBlock, type LetterContent, letterContentSchema } from '#shared/domain/letter.ts';
import type { LetterFacts } from '#shared/domain/letter-facts.ts';
import { addressOf, chineseDate, flat, MEASURES, selfOf, validityText } from '#shared/domain/letter-template-parts.ts';
import { supervisionTitle } from '#shared/domain/supervision.ts';

export const userTemplateSchema = z.object({ name: z.string().min(1).max(100), content: letterContentSchema });
export type UserTemplate = z.infer<typeof userTemplateSchema>;

function each<T>(items: readonly T[] | undefined, text: (item: T) => string): string {
  return [...new Set((items ?? []).map(text).filter((value) => value !== ''))].join('、');
}

const counterpartsOf = (facts: LetterFacts) =>
  [...(facts.approvals ?? []), ...(facts.supervisions ?? [])].map(({ counterpart }) => counterpart);

/** Every placeholder with what it stands for; several records are joined with 、, each text once. */
const FIELDS = {
  行政相对人: (facts) => each(counterpartsOf(facts), ({ name }) => name),
  证件号码: (facts) => each(counterpartsOf(facts), ({ identity }) => maskIdentity(identity)),
  地址: (facts) => each(counterpartsOf(facts), ({ address }) => address),
  联系方式: (facts) => each(counterpartsOf(facts), ({ contact }) => contact),
  事项名称: (facts) => each(facts.approvals, ({ matter }) => matter),
  法律文书编号: (facts) => each(facts.approvals, ({ decisionNumber }) => decisionNumber),
  审批日期: (facts) => each(facts.approvals, ({ decidedOn }) => chineseDate(decidedOn)),
  有效期: (facts) => each(facts.approvals, ({ validity }) => validityText(validity)),
  审批内容: (facts) => each(facts.approvals, ({ content }) => flat(content)),
  审批部门: (facts) => each(facts.approvals, ({ approvedBy }) => approvedBy),
  监管信息类别: (facts) => each(facts.supervisions, supervisionTitle),
  决定书文号: (facts) => each(facts.supervisions, ({ decisionNumber }) => decisionNumber),
  决定日期: (facts) => each(facts.supervisions, ({ decidedOn }) => chineseDate(decidedOn)),
  违法事实: (facts) => each(facts.supervisions, (record) => flat(record.facts)),
  法律依据: (facts) => each(facts.supervisions, ({ legalBasis }) => flat(legalBasis)),
  处理内容: (facts) => each(facts.supervisions, ({ content }) => flat(content)),
  发文机关: ({ from }) => from.name,
  发文机关自称: ({ from }) => selfOf(from.name),
  主送机关: ({ recipients }) => recipients.join('、'),
  主送机关称谓: ({ recipients }) => (recipients.length > 0 ? addressOf(recipients) : ''),
  联系人: ({ contact }) => contact.name,
  联系电话: ({ contact, from }) => contact.telephone || from.telephone,
  成文日期: ({ date }) => (date ? chineseDate(date) : ''),
  答复期限: ({ dueOn }) => (dueOn ? chineseDate(dueOn) : ''),
  来函机关: ({ answers }) => answers?.from ?? '',
  来函标题: ({ answers }) => answers?.title.replaceAll('\n', '') ?? '',
  来函字号: ({ answers }) => answers?.number ?? '',
  实施办法: () => MEASURES,
} as const satisfies Readonly<Record<string, (facts: LetterFacts) => string>>;

/** For the menu from which a writer inserts them. */
export const TEMPLATE_PLACEHOLDERS: readonly string[] = Object.keys(FIELDS);

const PLACEHOLDER = /\{\{\s*([^{}\s][^{}]{0,40}?)\s*\}\}/g;

export interface FilledTemplate {
  readonly content: LetterContent;
  /** names that mean nothing; they stay as they stand */
  readonly unknown: readonly string[];
  /** known, but the facts have nothing for them, or more than the place can hold; they stay too, and the checks find them */
  readonly unfilled: readonly string[];
}

interface Filling {
  readonly values: ReadonlyMap<string, string>;
  readonly unknown: Set<string>;
  readonly unfilled: Set<string>;
}

function fillText(filling: Filling, text: string, limit: number): string {
  const names = new Set<string>();
  const filled = text.replace(PLACEHOLDER, (place, name: string) => {
    const value = filling.values.get(name);
    if (value === undefined) filling.unknown.add(name);
    else if (value === '') filling.unfilled.add(name);
    else names.add(name);
    return value || place;
  });
  if (filled.length <= limit) return filled;
  for (const name of names) filling.unfilled.add(name);
  return text;
}

function fillBlock(filling: Filling, block: LetterBlock): LetterBlock {
  if (block.type === 'heading') return { ...block, text: fillText(filling, block.text, 500) };
  if (block.type === 'paragraph') return { ...block, text: fillText(filling, block.text, 10_000) };
  return {
    ...block,
    ...(block.caption === undefined ? {} : { caption: fillText(filling, block.caption, 500) }),
    columns: block.columns.map((column) => ({ ...column, title: fillText(filling, column.title, 100) })),
    rows: block.rows.map((row) => row.map((cell) => fillText(filling, cell, 2000))),
  };
}

/** 主送 and 抄送: a line that is nothing but {{主送机关}} becomes all of them. */
function fillRecipients(filling: Filling, facts: LetterFacts, lines: readonly string[]): string[] {
  return lines.flatMap((text) =>
    /^\{\{\s*主送机关\s*\}\}$/.test(text) && facts.recipients.length > 0 ? facts.recipients : [fillText(filling, text, 100)],
  );
}

/**
 * The template with the facts in it. What it leaves empty (标志, 主送, 署名, 附注) comes from the facts; date and the letter answered
 * always do, for those that a template was saved with are of another letter.
 */
export function fillTemplate({ content }: Pick<UserTemplate, 'content'>, facts: LetterFacts): FilledTemplate {
  const values = new Map(Object.entries<(facts: LetterFacts) => string>(FIELDS).map(([name, read]) => [name, read(facts)]));
  const filling: Filling = { values, unknown: new Set(), unfilled: new Set() };
  const fill = (text: string, limit: number) => fillText(filling, text, limit);
  const house = facts.from.shortName ?? facts.from.name;
  const recipients = content.recipients.length > 0 ? content.recipients : facts.recipients;
  const annotation = content.annotation === '' ? '联系人：{{联系人}}，联系电话：{{联系电话}}' : content.annotation;
  const filled: LetterContent = {
    kind: content.kind,
    seal: content.seal,
    urgency: content.urgency,
    letterhead: fill(content.letterhead || house, 60),
    title: fill(content.title, 200),
    recipients: fillRecipients(filling, facts, recipients).slice(0, 200),
    body: content.body.map((block) => fillBlock(filling, block)),
    enclosures: content.enclosures.map((enclosure) => ({
      ...enclosure,
      title: fill(enclosure.title, 500),
      blocks: enclosure.blocks.map((block) => fillBlock(filling, block)),
    })),
    signatories: (content.signatories.length > 0 ? content.signatories : [house]).map((text) => fill(text, 60)),
    annotation: fill(annotation, 200),
    copies: fillRecipients(filling, facts, content.copies.length > 0 ? content.copies : (facts.copies ?? [])).slice(0, 100),
    ...(facts.date ? { date: facts.date } : {}),
    ...(facts.answers ? { answers: facts.answers } : {}),
    ...(facts.corrects ? { corrects: facts.corrects } : {}),
  };
  return { content: filled, unknown: [...filling.unknown], unfilled: [...filling.unfilled] };
}
