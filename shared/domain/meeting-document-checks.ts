/**
 * The check of a 会议记录, 会议纪要 or 备忘录 before it is issued: what is missing, and what such a document doesn't say or write
 * so, with the place of each. Errors keep it from being issued; about warnings the writer decides.
 */
import type { IsoDate } from './approval.ts';
import { isRealDate } from './dates.ts';
import type { LetterBlock } from './letter.ts';
import { numberProblems, personalProblems, phraseProblems } from './letter-phrases.ts';
import type { LetterText } from './letter-problem.ts';
import { ordinalProblems } from './letter-structure.ts';
import { MEETING_DOCUMENTS, type MeetingDocumentContent } from './meeting.ts';
import { isFactTable } from './meeting-document-parts.ts';

export type MeetingDocumentPart =
  | 'title'
  | 'issue'
  | 'department'
  | 'date'
  | 'body'
  | 'present'
  | 'chair'
  | 'recorder'
  | 'signer'
  | 'signatories'
  | 'copies';

export interface MeetingDocumentPlace {
  readonly part: MeetingDocumentPart;
  /** which of `present`, `signatories`, `copies`; from 0 */
  readonly index?: number;
  /** which block of the body; from 0 */
  readonly block?: number;
  /** of a table; without `row` the column's title, without both its caption */
  readonly row?: number;
  readonly column?: number;
  /** UTF-16 units of that text; both 0 when it is about the whole */
  readonly start: number;
  readonly end: number;
}

/** As a problem of a letter, with the parts of these documents. */
export interface MeetingDocumentProblem {
  readonly level: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly at: MeetingDocumentPlace;
  readonly text: string;
}

export interface MeetingDocumentCheckContext {
  readonly stage: 'draft' | 'issue';
  readonly today: IsoDate;
  /** 签发人 */
  readonly signer?: string;
}

type At = Omit<MeetingDocumentPlace, 'start' | 'end'>;
interface Stretch {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function problem(level: MeetingDocumentProblem['level'], code: string, at: At, message: string, stretch?: Stretch): MeetingDocumentProblem {
  const { text, start, end } = stretch ?? { text: '', start: 0, end: 0 };
  return { level, code, message, at: { ...at, start, end }, text: text.slice(start, end) };
}

/** In the order in which the document is read. */
export function checkMeetingDocument(
  content: MeetingDocumentContent,
  context: MeetingDocumentCheckContext,
): readonly MeetingDocumentProblem[] {
  const problems = [
    ...missingProblems(content, context),
    ...bodyProblems(content.body),
    ...wordProblems(content, context),
    ...(content.form === 'minutes' ? minutesProblems(content) : []),
    ...(content.form === 'record' ? [] : firstPersonProblems(content)),
  ];
  return problems.sort(compareProblems);
}

const READING_ORDER: readonly MeetingDocumentPart[] = [
  ...(['title', 'issue', 'department', 'date', 'body', 'present', 'chair', 'recorder', 'signatories', 'signer', 'copies'] as const),
];

function compareProblems(a: MeetingDocumentProblem, b: MeetingDocumentProblem): number {
  const by = (read: (place: MeetingDocumentPlace) => number) => read(a.at) - read(b.at);
  return (
    by(({ part }) => READING_ORDER.indexOf(part)) ||
    by(({ index }) => index ?? -1) ||
    by(({ block }) => block ?? -1) ||
    by(({ row }) => row ?? -1) ||
    by(({ start }) => start) ||
    a.level.localeCompare(b.level)
  );
}

// ---- what is missing ----

const isEmpty = (text: string | undefined) => (text ?? '').trim() === '';

function missingProblems(content: MeetingDocumentContent, context: MeetingDocumentCheckContext): MeetingDocumentProblem[] {
  const name = MEETING_DOCUMENTS[content.form];
  const found: MeetingDocumentProblem[] = [];
  const add = (part: MeetingDocumentPart, code: string, message: string, index?: number) => {
    found.push(problem('error', code, index === undefined ? { part } : { part, index }, message));
  };
  if (isEmpty(content.title)) {
    const layout =
      content.form === 'minutes' ? '没有纪要标志（GB/T 9704-2012 10.3）。请填写，例如“……例会纪要”。' : `没有标题。请填写${name}的标题。`;
    add('title', 'title.missing', layout);
  }
  if (isEmpty(content.department)) add('department', 'department.missing', '没有编发机关。请填写。');
  if (!isRealDate(content.date)) add('date', 'date.impossible', '日历上没有这一天。请改正日期。');
  else if (content.date > context.today) add('date', 'date.future', '日期晚于今天。请核对日期。');
  content.present.forEach(({ label, names }, index) => {
    if (isEmpty(label) || isEmpty(names)) add('present', 'present.empty', '出席、请假、列席中有一项是空的。请填写，或者删去。', index);
  });
  content.copies.forEach((text, index) => {
    if (isEmpty(text)) add('copies', 'copies.empty', '这个分送单位是空的。请填写，或者删去。', index);
  });
  found.push(...signingProblems(content));
  if (context.stage === 'issue' && isEmpty(context.signer)) add('signer', 'signer.missing', '没有签发人。请填写签发人。');
  return found;
}

function signingProblems({ form, chair, recorder, present, signatories }: MeetingDocumentContent): MeetingDocumentProblem[] {
  const found: MeetingDocumentProblem[] = [];
  const add = (part: MeetingDocumentPart, code: string, message: string, index?: number) => {
    found.push(problem('error', code, index === undefined ? { part } : { part, index }, message));
  };
  if (form === 'record') {
    if (isEmpty(chair)) add('chair', 'chair.missing', '没有主持人。会议记录由主持人和记录人签字，请填写。');
    if (isEmpty(recorder)) add('recorder', 'recorder.missing', '没有记录人。会议记录由主持人和记录人签字，请填写。');
  }
  if (form === 'minutes' && !present.some(({ label }) => /出席|参加/u.test(label)))
    add('present', 'present.missing', '没有写明出席人员（GB/T 9704-2012 10.3）。请填写。');
  if (form === 'memorandum') {
    if (signatories.filter((name) => !isEmpty(name)).length < 2)
      add('signatories', 'signatories.missing', '备忘录由各方签字，至少要有两方。请填写签字的各方。');
    signatories.forEach((name, index) => {
      if (isEmpty(name)) add('signatories', 'signatories.empty', '签字的各方中有一方是空的。请填写，或者删去。', index);
    });
  }
  return found;
}

/** Empty text, headings with nothing below, tables without rows. */
function bodyProblems(body: readonly LetterBlock[]): MeetingDocumentProblem[] {
  const says = (block: LetterBlock) => (block.type === 'table' ? block.rows.length > 0 : !isEmpty(block.text));
  if (!body.some((block) => block.type !== 'heading' && says(block) && !isFactTable(block)))
    return [problem('error', 'body.missing', { part: 'body' }, '没有正文。请填写正文。')];
  return body.flatMap((block, index) => {
    const at: At = { part: 'body', block: index };
    if (!says(block)) return [problem('error', 'body.empty', at, '这一段是空的。请填写，或者删去。')];
    if (block.type !== 'heading') return [];
    const next = body[index + 1];
    const isBare = next === undefined || (next.type === 'heading' && next.level <= block.level);
    return isBare ? [problem('error', 'heading.bare', at, `“${block.text}”下面没有内容。请填写，或者删去这个标题。`)] : [];
  });
}

// ---- words ----

/** Rules of letters that hold for every official text; those about forms of address and tone are about 函. */
const COMMON_RULES = /^(?:placeholder|date|secrecy|punctuation|space|number|heading|personal)\./u;

function textsOf({ title, body }: Pick<MeetingDocumentContent, 'title' | 'body'>): readonly LetterText[] {
  const found: LetterText[] = [];
  const add = (at: LetterText['at'], text: string, block?: LetterBlock) => {
    if (text !== '') found.push({ at, text, checked: text, ...(block ? { block } : {}) });
  };
  add({ part: 'title' }, title);
  body.forEach((block, index) => {
    const at = { part: 'body', block: index } as const;
    if (block.type !== 'table') add(at, block.text, block);
    else {
      block.rows.forEach((cells, row) => {
        cells.forEach((cell, column) => {
          add({ ...at, row, column }, cell, block);
        });
      });
    }
  });
  return found;
}

/** What somebody said stands in a 会议记录 as it was said, “明天” too: its own date tells when that was. */
function wordProblems(content: MeetingDocumentContent, { today }: MeetingDocumentCheckContext): MeetingDocumentProblem[] {
  const all = textsOf(content);
  const found = [
    ...all.flatMap((text) => [
      ...phraseProblems(text),
      ...numberProblems(text),
      ...personalProblems(text, 'other', { today, stage: 'issue' }),
    ]),
    ...ordinalProblems(all.filter(({ at }) => at.part === 'body')),
  ];
  return found
    .filter(({ code }) => COMMON_RULES.test(code) && !(content.form === 'record' && code === 'date.relative'))
    .map((each) => ({ ...each, at: { ...each.at, part: each.at.part === 'title' ? 'title' : 'body' } }));
}

const FIRST_PERSON =
  /我们|咱们?|我(?:局|委|办|厅|中心|队|大队|支队|单位|部门|方|处|科|室|认为|建议|同意)|本(?:局|委|办|厅|中心|单位|部门)(?!门)/gu;
const QUOTED = /《[^》]*》/gu;

/** A 纪要 and a 备忘录 speak of everybody in the third person. */
function firstPersonProblems({ form, body }: MeetingDocumentContent): MeetingDocumentProblem[] {
  const advice = form === 'minutes' ? '纪要用第三人称，写“会议认为”“会议议定”“会议要求”或者单位名称' : '备忘录用第三人称，写单位名称';
  return textsOf({ body, title: '' }).flatMap(({ at, text }) => {
    const unquoted = text.replace(QUOTED, (quote) => ' '.repeat(quote.length));
    return [...unquoted.matchAll(FIRST_PERSON)].map((match) => {
      const stretch = { text, start: match.index, end: match.index + match[0].length };
      return problem('warning', 'person.first', { ...at, part: 'body' }, `“${match[0]}”是第一人称。${advice}。请改正。`, stretch);
    });
  });
}

// ---- 议定事项 (办法 31(三): 分工负责，具体落实) ----

const UNIT = /[\p{Script=Han}]{2,}(?:局|委员会|委|办公室|厅|中心|大队|支队|队|街道|办事处|公司|部门|单位|各方)/u;
const IN_CHARGE = /负责|牵头|落实|配合|承担|会同|责任单位|由[\p{Script=Han}]/u;
const DAY = /\d{4}年\d{1,2}月(?:\d{1,2}日|底|末)|\d{4}年(?:底|年底|上半年|下半年|第[一二三四]季度)/u;
const STANDING = /长期坚持|持续(?:推进|开展|落实)|即日起|自印发之日起|按(?:月|季|年)|每(?:周|月|季度|年)/u;

interface AgreedItem {
  readonly block: number;
  readonly title: string;
  readonly text: string;
}

/** What stands below each heading of the first level. */
function agreedItems(body: readonly LetterBlock[]): readonly AgreedItem[] {
  const items: { block: number; title: string; text: string }[] = [];
  body.forEach((block, index) => {
    const item = items.at(-1);
    if (block.type === 'heading' && block.level === 1) items.push({ block: index, title: block.text, text: '' });
    else if (item) item.text += block.type === 'table' ? block.rows.flat().join('；') : `${block.text}\n`;
  });
  return items;
}

function minutesProblems({ body }: MeetingDocumentContent): MeetingDocumentProblem[] {
  const items = agreedItems(body);
  if (items.length === 0) {
    const message = '没有议定事项。没有达成一致意见的，不印发纪要，可以形成备忘录（办法第三十一条第（三）项）。请补充议定事项。';
    return [problem('error', 'minutes.nothing-agreed', { part: 'body' }, message)];
  }
  return items.flatMap(({ block, title, text }) => {
    const at: At = { part: 'body', block };
    const found: MeetingDocumentProblem[] = [];
    const add = (code: string, message: string) => {
      found.push(problem('warning', code, at, `“${title}”${message}`, { text: title, start: 0, end: title.length }));
    };
    if (!/会议/u.test(text)) add('minutes.person', '没有写明会议的意见。请写“会议认为”“会议议定”“会议要求”。');
    // an introduction names a unit too: who is in charge stands in a sentence that says so
    const isNamed = text.split(/[。；\n]/u).some((part) => IN_CHARGE.test(part) && UNIT.test(part));
    if (!isNamed) add('minutes.unit-missing', '没有写明责任单位（办法第三十一条第（三）项：分工负责，具体落实）。请写明由哪个单位负责。');
    if (!DAY.test(text) && !STANDING.test(text)) add('minutes.date-missing', '没有写明完成时限。请写明具体的年、月、日。');
    return found;
  });
}
