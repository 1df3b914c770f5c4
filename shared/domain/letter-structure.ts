/** Checks of letters that look at the whole: numbered headings, 附件, 主送 and form of address, opening and closing. */
import type { LetterContent, LetterKind } from '#shared/domain/letter.ts';
import { type LetterPlace, type LetterProblem, type LetterText, problemAt } from '#shared/domain/letter-problem.ts';
import { addressOf, chineseNumber, kindOfBody } from '#shared/domain/letter-template-parts.ts';

type At = Omit<LetterPlace, 'start' | 'end'>;

// ---- 结构层次序数 (GB/T 9704 7.3.3) ----

interface Ordinal {
  readonly level: 1 | 2 | 3 | 4;
  readonly number: number;
  readonly length: number;
  readonly right: boolean;
}

const CHINESE = '[一二三四五六七八九十]{1,3}';
const FORMS: readonly (readonly [level: Ordinal['level'], any: RegExp, right: RegExp])[] = [
  [1, new RegExp(`^(${CHINESE})(?:[、.．，,]|(?=[ \u3000]))[ \u3000]*`), new RegExp(`^${CHINESE}、(?![ \u3000])`)],
  [2, new RegExp(`^[（(](${CHINESE})[)）][、.．，,]?[ \u3000]*`), new RegExp(`^（${CHINESE}）(?![、.．，, \u3000])`)],
  [4, /^[（(](\d{1,2})[)）][、.．，,]?[ \u3000]*/, /^（[1-9]\d?）(?![、.．，, \u3000])/],
  [3, /^(\d{1,2})(?:[、．)）]|[.](?!\d)|,(?!\d))[ \u3000]*/, /^[1-9]\d?\.(?![ \u3000])/],
];
const FORM_NAMES = { 1: '“一、”', 2: '“（一）”', 3: '“1.”', 4: '“（1）”' } as const;

const CHINESE_VALUES: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 99 }, (_, index) => [chineseNumber(index + 1), index + 1]),
);

function readOrdinal(text: string): Ordinal | undefined {
  for (const [level, any, right] of FORMS) {
    const [whole, digits = ''] = any.exec(text) ?? [];
    const number = CHINESE_VALUES.get(digits) ?? Number(digits);
    if (whole !== undefined && number > 0) return { level, number, length: whole.length, right: right.test(text) };
  }
  return undefined;
}

function ordinalForm(level: Ordinal['level'], number: number): string {
  return { 1: `${chineseNumber(number)}、`, 2: `（${chineseNumber(number)}）`, 3: `${number}.`, 4: `（${number}）` }[level];
}

/** Headings and numbered paragraphs of one run of blocks: form, level, order. */
export function ordinalProblems(texts: readonly LetterText[]): LetterProblem[] {
  const problems: LetterProblem[] = [];
  const counted = [0, 0, 0, 0, 0];
  for (const { at, text, block } of texts) {
    if (!block || block.type === 'table') continue;
    const ordinal = readOrdinal(text);
    if (!ordinal) {
      if (block.type === 'heading') {
        const message = `标题没有序号。请在前面写上序号，例如“${ordinalForm(block.level, (counted[block.level] ?? 0) + 1)}”（GB/T 9704-2012 7.3.3）。`;
        problems.push(problemAt('warning', 'heading.number-missing', at, message));
      }
      continue;
    }
    const { level, number, length } = ordinal;
    const stretch = { text, start: 0, end: length };
    const form = `序号依次用“一、”“（一）”“1.”“（1）”标注（GB/T 9704-2012 7.3.3）。`;
    if (!ordinal.right) {
      problems.push(problemAt('warning', 'heading.punctuation', at, `${form}请改为“${ordinalForm(level, number)}”。`, stretch));
    } else if (block.type === 'heading' && block.level !== level) {
      const message = `${form}这是第${chineseNumber(block.level)}级标题，应当用${FORM_NAMES[block.level]}。请改正序号或标题级别。`;
      problems.push(problemAt('warning', 'heading.level', at, message, stretch));
    }
    const expected = (counted[level] ?? 0) + 1;
    // a list may begin anew below a paragraph
    if (number !== expected && !(number === 1 && level > 1)) {
      const message = `序号不连续：这里应当是“${ordinalForm(level, expected)}”。请改正序号，或者补上缺少的部分。`;
      problems.push(problemAt('warning', 'heading.order', at, message, stretch));
    }
    counted[level] = number;
    counted.fill(0, level + 1);
  }
  return problems;
}

export function headingProblems(texts: readonly LetterText[], content: LetterContent): readonly LetterProblem[] {
  const body = ordinalProblems(texts.filter(({ at }) => at.part === 'body'));
  const enclosed = content.enclosures.flatMap((_, index) =>
    ordinalProblems(texts.filter(({ at }) => at.part === 'enclosures' && at.index === index)),
  );
  return [...body, ...enclosed];
}

// ---- 附件 (GB/T 9704 7.3.4, 7.3.7) ----

/** Not those inside 《》, nor those of the letter that is answered. */
const MENTION = /(?<!(?:来函|来文|原|随函所附|其)的?)附件\s*(?:第\s*)?(\d{1,2})?|(?:附后|后附|随函附[送上]|随文附)/g;

function mentionsOf(texts: readonly LetterText[]) {
  return texts
    .filter(({ at, block }) => at.part === 'body' && block?.type !== 'table')
    .flatMap((letterText) =>
      [...letterText.text.replace(/《[^《》]*》/g, (quote) => '\ue000'.repeat(quote.length)).matchAll(MENTION)].map((match) => ({
        letterText,
        start: match.index,
        end: match.index + match[0].length,
        number: match[1] === undefined ? undefined : Number(match[1]),
      })),
    );
}

const TYPED_LIST = /^\s*附件?\s*[：:]/;

export function enclosureProblems(texts: readonly LetterText[], content: LetterContent): readonly LetterProblem[] {
  const problems: LetterProblem[] = [];
  const count = content.enclosures.length;
  const mentions = mentionsOf(texts);
  for (const { letterText, start, end, number } of mentions) {
    const add = (code: string, message: string) => {
      problems.push(problemAt('warning', code, letterText.at, message, { text: letterText.text, start, end }));
    };
    if (TYPED_LIST.test(letterText.text) && start <= letterText.text.indexOf('附')) {
      add('enclosure.typed-list', '附件说明由排版按附件自动生成（GB/T 9704-2012 7.3.4）。请删去这一段，在附件处添加附件。');
    } else if (count === 0) add('enclosure.none', '正文提到附件，但是没有附件。请添加附件，或者改正正文（GB/T 9704-2012 7.3.4）。');
    else if (number !== undefined && (number > count || number < 1)) {
      add('enclosure.number', `正文提到附件${number}，但是只有${count}个附件。请改正序号，或者补上附件。`);
    }
  }
  if (count > 0 && mentions.length === 0) {
    const message = '有附件，但是正文没有提到。请在正文有关处写明“见附件”，或者删去附件（GB/T 9704-2012 7.3.4）。';
    problems.push(problemAt('warning', 'enclosure.unmentioned', { part: 'enclosures', index: 0 }, message));
  }
  return [...problems, ...orderProblems(mentions, count), ...enclosureTitleProblems(content)];
}

function orderProblems(mentions: ReturnType<typeof mentionsOf>, count: number): LetterProblem[] {
  const numbered = mentions.filter(({ number }) => number !== undefined && number <= count);
  const problems: LetterProblem[] = [];
  const seen = new Set<number>();
  for (const { letterText, start, end, number = 0 } of numbered) {
    if (!seen.has(number) && number < Math.max(...seen, 0)) {
      const message = `附件${number}在后面的附件之后才提到。附件按正文提到的先后编号，请调整附件的顺序。`;
      problems.push(problemAt('warning', 'enclosure.order', letterText.at, message, { text: letterText.text, start, end }));
    }
    seen.add(number);
  }
  if (seen.size === 0 || mentions.length > numbered.length) return problems;
  for (let number = 1; number <= count; number += 1) {
    if (seen.has(number)) continue;
    const message = `正文没有提到附件${number}。请在正文有关处写明，或者删去这个附件。`;
    problems.push(problemAt('warning', 'enclosure.unmentioned', { part: 'enclosures', index: number - 1 }, message));
  }
  return problems;
}

function enclosureTitleProblems(content: LetterContent): LetterProblem[] {
  return content.enclosures.flatMap(({ title }, index) => {
    const at: At = { part: 'enclosures', index };
    if (title.trim() === '')
      return [problemAt('error', 'enclosure.title-missing', at, '附件没有名称。请填写附件名称（GB/T 9704-2012 7.3.4）。')];
    const problems: LetterProblem[] = [];
    const [prefix] = /^附件\s*\d*\s*[：:.、]?\s*|^\d{1,2}[.、．]\s*/.exec(title) ?? [''];
    if (prefix !== '') {
      const message = '附件名称前的“附件”和序号由排版自动加上。请只写名称。';
      problems.push(problemAt('warning', 'enclosure.title-number', at, message, { text: title, start: 0, end: prefix.length }));
    }
    const [tail] = /[。；;，,、.]+$/.exec(title) ?? [''];
    if (tail !== '') {
      const message = '附件名称后不加标点（GB/T 9704-2012 7.3.4）。请删去。';
      problems.push(
        problemAt('warning', 'enclosure.title-punctuation', at, message, {
          text: title,
          start: title.length - tail.length,
          end: title.length,
        }),
      );
    }
    return problems;
  });
}

// ---- 主送 and how it is addressed ----

const BODY_NAME = '[\\p{Script=Han}]{2,24}?(?:管委会|委员会|管理局|执法局|服务局|局|办公室|中心|支队|大队)';
const ASKED = new RegExp(
  `(?:商请|恳请|敬请|烦请|函告|函请|致函|(?<![申邀聘])请|建议)(?<name>${BODY_NAME})(?=[，,。；：:]|[依于在对就按自将给及协予尽安派提参组完纳]|$)`,
  'gu',
);
const SALUTATION = new RegExp(`^(?<name>${BODY_NAME})[：:]$`, 'u');
/** What comes between 请 and the name of somebody else: with whom, not who. */
const NOT_ADDRESSED =
  /^(?:会同|协助|配合|及时|尽快|依法|依职责|[将与向对由于按以我你贵该本各其转报]|根据|有关|相关|上述|协调|联系|督促|通知|抄送)|[我你贵该]/u;

function isNamed(name: string, content: LetterContent): boolean {
  return [...content.recipients, content.letterhead].some((known) => known.includes(name) || name.includes(known));
}

export function recipientProblems(texts: readonly LetterText[], content: LetterContent): readonly LetterProblem[] {
  if (content.recipients.length === 0) return [];
  const body = texts.filter(({ at, block }) => at.part === 'body' && block?.type === 'paragraph');
  return body.flatMap(({ at, text, checked }) => {
    const problems: LetterProblem[] = [];
    for (const match of [...checked.matchAll(ASKED), ...[SALUTATION.exec(checked)].filter((found) => found !== null)]) {
      const name = match.groups?.name ?? '';
      if (NOT_ADDRESSED.test(name) || isNamed(name, content)) continue;
      const start = match.index + match[0].indexOf(name);
      const message = `正文中请“${name}”办理，但是主送机关没有它。请核对主送机关，或者改正正文。`;
      problems.push(problemAt('warning', 'recipient.differs', at, message, { text, start, end: start + name.length }));
    }
    return [...problems, ...addressProblems(at, text, checked, content)];
  });
}

/** 你局 to a 委员会; 你局 to several of different kinds */
function addressProblems(at: At, text: string, checked: string, { recipients }: LetterContent): LetterProblem[] {
  const kinds = new Set(recipients.map(kindOfBody));
  return [...checked.matchAll(/[你贵](局|委|办(?![理法事])|厅|中心|队)/g)].flatMap((match) => {
    const [found, kind = ''] = match;
    if (kinds.size === 1 && kinds.has(kind)) return [];
    const message = `正文称“${found}”，与主送机关不一致。请改为“${addressOf(recipients)}”，或者核对主送机关。`;
    return [problemAt('warning', 'recipient.address', at, message, { text, start: match.index, end: match.index + found.length })];
  });
}

// ---- opening and closing ----

const CLOSINGS: Readonly<Partial<Record<LetterKind, RegExp>>> = {
  reply: /特此(?:函复|复函|函达)/,
  inquiry: /特此函[询商]|请(?:予)?(?:函复|复函)|(?:支持)?为盼/,
  meetingNotice: /特此(?:通知|函告)/,
};
const ANY_CLOSING = /特此函[告复询商达]|特此(?:复函|通知|函)|请(?:予)?(?:函复|复函|支持|回复)|为盼|为荷/;

export function closingProblems(texts: readonly LetterText[], content: LetterContent): readonly LetterProblem[] {
  const body = texts.filter(({ at }) => at.part === 'body');
  const last = body.filter(({ block }) => block?.type === 'paragraph').at(-1);
  if (!last) return [];
  const problems: LetterProblem[] = [];
  const expected = CLOSINGS[content.kind] ?? ANY_CLOSING;
  if (!expected.test(last.text)) {
    const examples = { reply: '特此函复。', inquiry: '特此函询，请予函复。', meetingNotice: '特此通知。' } as Partial<
      Record<LetterKind, string>
    >;
    const message = `结尾没有函的结束语。请在最后写上“${examples[content.kind] ?? '特此函告。'}”。`;
    problems.push(problemAt('warning', 'closing.missing', last.at, message));
  }
  const earlier = body.filter((item) => item !== last && /^特此函[告复询商]/.test(item.text));
  for (const { at, text } of earlier) {
    const message = '结束语出现了两次，像是两件事写在一份函里。函应当一文一事，请核对。';
    problems.push(problemAt('warning', 'matter.several', at, message, { text, start: 0, end: text.length }));
  }
  return problems;
}

/** 答复函: the letter answered is named, title first, then number. */
export function answerProblems(texts: readonly LetterText[], content: LetterContent): readonly LetterProblem[] {
  const problems: LetterProblem[] = [];
  if (content.kind === 'reply' && !content.answers) {
    const message = '复函没有选定所答复的来函。请选定来函，以便引用标题和发文字号。';
    problems.push(problemAt('warning', 'answers.missing', { part: 'answers' }, message));
  }
  for (const { at, text } of texts.filter((item) => item.at.part === 'body')) {
    const match = /[\p{Script=Han}]{1,20}〔\d{4}〕\d+号(?:文|函)?《[^《》]*》(?=[^。]*收悉)/u.exec(text);
    if (!match) continue;
    const message = '引用来文应当先引标题，后引发文字号（党政机关公文处理工作条例）。请写成“《关于…的函》（×函〔2026〕2号）收悉”的样子。';
    problems.push(problemAt('warning', 'answers.order', at, message, { text, start: match.index, end: match.index + match[0].length }));
  }
  return problems;
}
