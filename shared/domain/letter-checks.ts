/**
 * The check of a letter before it is issued: what is missing, what a 函 doesn't say or write so, with the place of each. Errors
 * keep it from being issued; about warnings the writer decides. Runs at every pause in typing, so each text is looked at once.
 */
import { isRealDate } from '#shared/domain/dates.ts';
import { LETTER_KINDS, type LetterContent, letterTitle } from '#shared/domain/letter.ts';
import { numberProblems, personalProblems, phraseProblems } from '#shared/domain/letter-phrases.ts';
import { type LetterCheckContext, type LetterPlace, type LetterProblem, letterTexts, problemAt } from '#shared/domain/letter-problem.ts';
import { answerProblems, closingProblems, enclosureProblems, headingProblems, recipientProblems } from '#shared/domain/letter-structure.ts';
import { chineseDate } from '#shared/domain/letter-template-parts.ts';

export type { LetterCheckContext, LetterPart, LetterPlace, LetterProblem } from '#shared/domain/letter-problem.ts';

/** Everything there is to say about a letter, in the order in which it is read; on one place errors first. */
export function checkLetter(content: LetterContent, context: LetterCheckContext): readonly LetterProblem[] {
  const texts = letterTexts(content, context.verbatim);
  const problems: LetterProblem[] = [
    ...missingProblems(content, context),
    ...titleProblems(content),
    ...dateProblems(content, context),
    ...headingProblems(texts, content),
    ...enclosureProblems(texts, content),
    ...recipientProblems(texts, content),
    ...closingProblems(texts, content),
    ...answerProblems(texts, content),
  ];
  for (const text of texts) {
    problems.push(...phraseProblems(text), ...numberProblems(text), ...personalProblems(text, content.kind, context));
  }
  return problems.sort(compareProblems);
}

/** Whether anything keeps the letter from being issued. */
export function hasBlockingProblem(problems: readonly LetterProblem[]): boolean {
  return problems.some(({ level }) => level === 'error');
}

const READING_ORDER = [
  'letterhead',
  'title',
  'recipients',
  'answers',
  'body',
  'enclosures',
  'signatories',
  'signer',
  'date',
  'annotation',
  'copies',
];

function compareProblems(a: LetterProblem, b: LetterProblem): number {
  const by = (read: (place: LetterPlace) => number) => read(a.at) - read(b.at);
  return (
    by(({ part }) => READING_ORDER.indexOf(part)) ||
    by(({ index }) => index ?? -1) ||
    by(({ block }) => block ?? -1) ||
    by(({ row }) => row ?? -1) ||
    by(({ column }) => column ?? -1) ||
    by(({ start }) => start) ||
    a.level.localeCompare(b.level)
  );
}

// ---- what is missing ----

function isEmpty(text: string | undefined): boolean {
  return (text ?? '').trim() === '';
}

function missingProblems(content: LetterContent, context: LetterCheckContext): LetterProblem[] {
  const problems: LetterProblem[] = [];
  const add = (part: LetterPlace['part'], code: string, message: string, index?: number) => {
    problems.push(problemAt('error', code, index === undefined ? { part } : { part, index }, message));
  };
  const clause = (number: string) => `（GB/T 9704-2012 ${number}）`;
  if (isEmpty(content.letterhead))
    add('letterhead', 'letterhead.missing', `没有发文机关标志${clause('10.1')}。请填写本部门的全称或者规范化简称。`);
  if (isEmpty(content.title)) add('title', 'title.missing', `没有标题${clause('7.3.1')}。请填写，例如“关于……的函”。`);
  if (content.recipients.length === 0) add('recipients', 'recipients.missing', `没有主送机关${clause('7.3.2')}。请填写主送机关。`);
  content.recipients.forEach((recipient, index) => {
    if (isEmpty(recipient)) add('recipients', 'recipients.empty', '这个主送机关是空的。请填写，或者删去。', index);
  });
  if (!content.body.some((block) => (block.type === 'table' ? block.rows.length > 0 : !isEmpty(block.text)))) {
    add('body', 'body.missing', `没有正文${clause('7.3.3')}。请填写正文。`);
  }
  if (!content.signatories.some((name) => !isEmpty(name)))
    add('signatories', 'signatories.missing', `没有发文机关署名${clause('7.3.5')}。请填写署名。`);
  if (context.stage === 'issue') {
    if (!content.date) add('date', 'date.missing', `没有成文日期${clause('7.3.5.4')}。请选择日期。`);
    if (isEmpty(context.signer))
      add('signer', 'signer.missing', '没有签发人。公文应当经签发后印发（党政机关公文处理工作条例），请填写签发人。');
  }
  return problems;
}

// ---- 标题 (GB/T 9704 7.3.1) ----

/** 2号 is 22 pt: 20 full characters in the 156 mm of the 版心 */
const TITLE_LINE = 20;
const TITLE_LINES = 3;

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) < 0x2000 ? 0.5 : 1;
  return width;
}

function titleProblems({ title, kind }: LetterContent): LetterProblem[] {
  if (isEmpty(title)) return [];
  const problems: LetterProblem[] = [];
  const at = { part: 'title' } as const;
  const line = letterTitle(title).trim();
  const whole = { text: title, start: 0, end: title.length };
  const add = (code: string, message: string, stretch = whole) => {
    problems.push(problemAt('warning', code, at, message, stretch));
  };
  const ending = kind === 'meetingNotice' ? /的(?:通知|函)$/ : /的(?:复函|函)$/;
  if (!/关于/.test(line) || !ending.test(line)) {
    add(
      'title.form',
      `标题应当由事由和文种组成，写成“关于……的${kind === 'meetingNotice' ? '通知' : '函'}”（GB/T 9704-2012 7.3.1）。请改正。`,
    );
  }
  const lines = title.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(widthOf(part) / TITLE_LINE)), 0);
  if (lines > TITLE_LINES) add('title.long', `标题排出来有 ${lines} 行，最多 ${TITLE_LINES} 行为宜。请精简标题。`);
  const own = line.replace(/《[^》]*》/g, '');
  if ((own.match(/关于/g) ?? []).length > 1 || /暨(?!南)/.test(own)) {
    add('matter.several', '标题里像是有两件事。函应当一文一事，请分别发函。');
  }
  const [tail] = /[。！!？?；;，,]+$/.exec(title) ?? [''];
  if (tail !== '')
    add('title.punctuation', '标题末尾不加标点。请删去。', { text: title, start: title.length - tail.length, end: title.length });
  return problems;
}

// ---- 成文日期 ----

function dateProblems({ date, kind }: LetterContent, { today, answeredOn }: LetterCheckContext): LetterProblem[] {
  if (!date) return [];
  const at = { part: 'date' } as const;
  if (!isRealDate(date)) return [problemAt('error', 'date.impossible', at, '日历上没有这一天。请改正成文日期。')];
  const problems: LetterProblem[] = [];
  if (answeredOn && date < answeredOn) {
    const message = `成文日期早于所答复的来函（${chineseDate(answeredOn)}）。请核对日期，或者核对“${LETTER_KINDS[kind].name}”所答复的是哪一份来函。`;
    problems.push(problemAt('error', 'date.before-answered', at, message));
  }
  if (date > today) {
    const message = `成文日期在今天（${chineseDate(today)}）之后。成文日期是签发的日期，请核对（GB/T 9704-2012 7.3.5.4）。`;
    problems.push(problemAt('warning', 'date.future', at, message));
  }
  return problems;
}
