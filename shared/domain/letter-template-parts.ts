/** What the templates of letters have in common: how people, dates, articles and records are written in a 函. */
import type { Approval, Counterpart, IsoDate, Validity } from '#shared/domain/approval.ts';
import { maskIdentity } from '#shared/domain/identifiers.ts';
import type { Enclosure, LetterBlock, LetterContent, LetterKind, LetterReference, TableBlock } from '#shared/domain/letter.ts';
import type { Evidence, LetterFacts } from '#shared/domain/letter-facts.ts';
import { cleanLine } from '#shared/domain/text.ts';

/** The whole name with its 发文字号, as a first citation needs it. */
export const MEASURES = '《济宁高新区行政审批与监管协调联动实施办法》（济高新管办字〔2023〕2号）';

const CHINESE_DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1–99 in Chinese: 二十一 */
export function chineseNumber(number: number): string {
  const tens = Math.floor(number / 10);
  const tensText = tens > 1 ? `${CHINESE_DIGITS[tens]}十` : '十'.repeat(tens);
  return tensText + CHINESE_DIGITS[number % 10];
}

/** `articleOf(21, 2)`: 第二十一条第（二）项 */
export function articleOf(article: number, item?: number): string {
  return `第${chineseNumber(article)}条${item ? `第（${chineseNumber(item)}）项` : ''}`;
}

/** What the writer has to fill in; the checks don't let it out. */
export function blank(what: string): string {
  return `〔${what}〕`;
}

/** The text, or the place where it is to be filled in. */
export function given(text: string | undefined, what: string): string {
  const cleaned = (text ?? '').trim();
  return cleaned === '' ? blank(what) : cleaned;
}

/** A sentence ends once: what people typed may end in 。 already. */
export function sentence(text: string): string {
  const trimmed = text.trim().replace(/[。.；;，,]+$/u, '');
  return /[！？]$/u.test(trimmed) ? trimmed : `${trimmed}。`;
}

export function chineseDate(date: IsoDate): string {
  return `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}

export function validityText({ from, to }: Validity): string {
  const end = to === 'longTerm' ? '长期' : chineseDate(to);
  if (!from) return to === 'longTerm' ? end : `至${end}`;
  return to === 'longTerm' ? `自${chineseDate(from)}起长期` : `${chineseDate(from)}至${end}`;
}

/** At most `limit` UTF-16 units, for titles and cells that the contract bounds; what is cut off is marked. */
export function clipped(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 2).replace(/[\ud800-\udbff]$/, '')}……`.slice(0, limit);
}

// ---- forms of address ----

const SUFFIXES: readonly (readonly [suffix: RegExp, self: string])[] = [
  [/局$/, '局'],
  [/委员会$|委$/, '委'],
  [/办公室$|办$/, '办'],
  [/中心$/, '中心'],
  [/队$/, '队'],
  [/厅$/, '厅'],
];

/** 局, 委, 办 …; 单位 for whatever else. A remark in brackets at the end of a name doesn't count. */
export function kindOfBody(name: string): string {
  const bare = name.replace(/[（(][^（()）]*[)）]$/u, '').trim();
  return SUFFIXES.find(([suffix]) => suffix.test(bare))?.[1] ?? '单位';
}

/** 你局; 各单位 when the letter goes to several bodies of different kinds */
export function addressOf(recipients: readonly string[]): string {
  const kinds = new Set(recipients.map(kindOfBody));
  const [kind] = kinds;
  if (recipients.length <= 1) return `你${kind ?? '单位'}`;
  return kinds.size === 1 ? `各${kind}` : '各单位';
}

/** 我局 */
export function selfOf(name: string): string {
  return `我${kindOfBody(name)}`;
}

// ---- records ----

const IDENTITY_NAMES = { uscc: '统一社会信用代码', citizenId: '公民身份证号码', registration: '工商注册号' } as const;

export function identityName({ identity }: Counterpart): string {
  return identity.type === 'otherCertificate' ? `${identity.certificateType ?? '证件'}号码` : IDENTITY_NAMES[identity.type];
}

/** 济宁某某公司（统一社会信用代码：…）; the numbers of natural persons are masked outside 20(二) */
export function nameWithCode(counterpart: Counterpart): string {
  const code = maskIdentity(counterpart.identity);
  return code === '' ? counterpart.name : `${counterpart.name}（${identityName(counterpart)}：${code}）`;
}

/** “食品经营许可”（法律文书编号：济高新审〔2026〕1号） */
export function decisionText({ matter, decisionNumber }: Pick<Approval, 'matter' | 'decisionNumber'>): string {
  return `“${given(matter, '事项名称')}”行政审批决定（法律文书编号：${given(decisionNumber, '法律文书编号')}）`;
}

/** Who approved, as the letter calls it: 我局, 你局, or its name. */
function approverOf({ approvedBy }: Approval, { from, recipients }: LetterFacts): string {
  if (approvedBy === from.name) return selfOf(from.name);
  if (recipients.length === 1 && approvedBy === recipients[0]) return addressOf(recipients);
  return approvedBy.trim() === '' ? '审批部门' : approvedBy;
}

/** The decision in one sentence: who, what, when, until when. */
export function approvalSentence(approval: Approval, facts: LetterFacts): string {
  const { counterpart, decidedOn, validity } = approval;
  const who = nameWithCode(counterpart);
  const number = given(approval.decisionNumber, '法律文书编号');
  const until = `有效期${validity.to === 'longTerm' && !validity.from ? '为长期' : `为${validityText(validity)}`}`;
  const when = chineseDate(decidedOn);
  const content = approval.content.trim() === '' ? '' : `审批内容：${sentence(flat(approval.content))}`;
  return `${when}，${approverOf(approval, facts)}对${who}作出“${approval.matter}”行政审批决定（法律文书编号：${number}），${until}。${content}`;
}

/** Several lines as one: what a cell or a sentence can hold. */
export function flat(text: string): string {
  return cleanLine(text.replace(/\s*\n\s*/gu, '；'));
}

/** The subject of a title: the counterpart, or the first and how many there are. */
export function titleSubject(counterparts: readonly Counterpart[], rest: string): string {
  const [first] = counterparts;
  const names = new Set(counterparts.map(({ name }) => name));
  if (!first) return `${blank('行政相对人')}${rest}`;
  const subject = names.size === 1 ? first.name : `${first.name}等${names.size}个行政相对人`;
  return clipped(subject, 90) + clipped(rest, 80);
}

// ---- blocks ----

export function paragraph(text: string): LetterBlock {
  return { type: 'paragraph', text: clipped(text, 10_000) };
}
export function heading(number: number, text: string): LetterBlock {
  return { type: 'heading', level: 1, text: `${chineseNumber(number)}、${text}` };
}

/** Heading and what stands below it, numbered in order; empty texts are left out, and parts that have nothing else. */
export function sections(parts: readonly (readonly [title: string, ...content: readonly (string | LetterBlock)[]])[]): LetterBlock[] {
  return parts
    .map(([title, ...content]) => [title, content.filter((item) => item !== '')] as const)
    .filter(([, content]) => content.length > 0)
    .flatMap(([title, content], index) => [
      heading(index + 1, title),
      ...content.map((item) => (typeof item === 'string' ? paragraph(item) : item)),
    ]);
}

export type Column<T> = readonly [
  title: string,
  width: number,
  cell: (item: T, index: number) => string,
  align?: 'left' | 'center' | 'right',
];

/** At most 2,000 rows, as the contract bounds it; callers put fewer into one letter. */
export function tableOf<T>(items: readonly T[], columns: readonly Column<T>[]): TableBlock {
  return {
    type: 'table',
    columns: columns.map(([title, width, , align]) => ({ title, width, align: align ?? 'left' })),
    rows: items.slice(0, 2000).map((item, index) => columns.map(([, , cell]) => clipped(cell(item, index), 2000))),
  };
}

export function numberColumn<T>(): Column<T> {
  return ['序号', 1, (_, index) => String(index + 1), 'center'];
}

/** For the body of a letter: which decisions it is about. */
export function approvalsTable(approvals: readonly Approval[]): TableBlock {
  return tableOf(approvals, [
    numberColumn(),
    ['行政相对人', 3.8, ({ counterpart }) => counterpart.name],
    ['事项名称', 3, ({ matter }) => matter],
    ['法律文书编号', 3.5, ({ decisionNumber }) => decisionNumber],
    // 2026年10月12日 on one line
    ['审批日期', 3.2, ({ decidedOn }) => chineseDate(decidedOn), 'center'],
  ]);
}

/** The records of a letter: a sentence for one, a table for several, a place to fill in for none. */
export function approvalBlocks(approvals: readonly Approval[], facts: LetterFacts): LetterBlock[] {
  const [first, second] = approvals;
  if (!first) return [paragraph(sentence(blank('行政审批决定的事项名称、法律文书编号、行政相对人、审批日期和有效期')))];
  return second
    ? [paragraph(`涉及的行政审批决定共${approvals.length}项：`), approvalsTable(approvals)]
    : [paragraph(approvalSentence(first, facts))];
}

/** The contract has room for 50 附件; more evidence than this goes into one list. */
const MOST_ENCLOSURES = 40;

/** 附件 that are handed over as files or on paper. */
export function evidenceEnclosures(evidence: readonly Evidence[]): Enclosure[] {
  const items = evidence
    .map((item) => ({
      title: enclosureTitle(typeof item === 'string' ? item : item.name),
      file: typeof item === 'string' ? undefined : item,
    }))
    .filter(({ title }) => title !== '');
  if (items.length <= MOST_ENCLOSURES) return items.map(({ title, file }) => (file ? { title, blocks: [], file } : { title, blocks: [] }));
  return [{ title: '证明材料清单', blocks: [tableOf(items, [numberColumn(), ['材料名称', 12, ({ title }) => title]])] }];
}

/** GB/T 9704 7.3.4: the name of an 附件 has no punctuation after it; a file's ending says nothing to a reader. */
function enclosureTitle(name: string): string {
  return clipped(
    cleanLine(name)
      .replace(/\.[A-Za-z0-9]{1,5}$/, '')
      .replace(/[。；;，,.\s]+$/u, ''),
    500,
  );
}

// ---- the letter ----

export function titleAndNumber({ title, number }: LetterReference): string {
  return `《${title.replace(/\n/g, '')}》${number === '' ? '' : `（${number}）`}`;
}

export interface LetterParts {
  readonly title: string;
  readonly body: readonly LetterBlock[];
  readonly closing: string;
  readonly enclosures?: readonly Enclosure[];
}

/** The frame around the words: letterhead, 主送, 署名, 附注. */
export function letterOf(kind: LetterKind, facts: LetterFacts, parts: LetterParts): LetterContent {
  const { from, contact } = facts;
  const telephone = (contact.telephone ?? '') === '' ? from.telephone : (contact.telephone ?? '');
  return {
    kind,
    letterhead: from.shortName ?? from.name,
    title: clipped(parts.title, 200),
    recipients: [...facts.recipients],
    body: [...parts.body, paragraph(parts.closing)],
    enclosures: [...(parts.enclosures ?? [])],
    signatories: [from.shortName ?? from.name],
    seal: true,
    annotation: clipped(`联系人：${given(contact.name, '联系人')}，联系电话：${given(telephone, '联系电话')}`, 200),
    copies: [...(facts.copies ?? [])],
    urgency: '',
    ...(facts.date ? { date: facts.date } : {}),
    ...(facts.answers ? { answers: facts.answers } : {}),
    ...(facts.corrects ? { corrects: facts.corrects } : {}),
  };
}
