/**
 * Checks of letters that look at words and signs (GB/T 9704, 党政机关公文处理工作条例, 办法). Each rule is a pattern and what to say;
 * the position is that of the match.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import { readCitizenId, readUscc } from '#shared/domain/codes.ts';
import { findDocumentNumbers } from '#shared/domain/document-number.ts';
import type { LetterKind } from '#shared/domain/letter.ts';
import { BLOT, type LetterCheckContext, type LetterProblem, type LetterText, problemAt } from '#shared/domain/letter-problem.ts';

interface PhraseRule {
  readonly code: string;
  readonly level: LetterProblem['level'];
  readonly pattern: RegExp;
  readonly message: (found: string) => string;
  /** titles of others inside 《》 are quoted; most rules don't speak of them */
  readonly alsoQuoted?: true;
  /** sentences only: not tables, lists of names, 附注 */
  readonly proseOnly?: true;
}

const RULES: readonly PhraseRule[] = [
  {
    code: 'placeholder.unfilled',
    level: 'error',
    pattern: /〔(?!\s*[\d０-９]{2,4}\s*年?\s*〕)[^〔〕]*〕|\{\{[^{}]*\}\}|×{2,}|(?<![A-Za-z\d])[Xx]{2,}(?=[\p{Script=Han}])/gu,
    message: (found) => `“${found}”还没有填写。请填写，或者删去这一处。`,
    alsoQuoted: true,
  },
  {
    code: 'placeholder.cross',
    level: 'warning',
    pattern: /(?<![\dA-Za-z）)×])×(?![\d×])/g,
    message: (found) => `“${found}”像是还没有填写的地方。请填写；确是乘号的不必改。`,
    alsoQuoted: true,
  },
  {
    code: 'phrase.petition',
    level: 'warning',
    pattern:
      /(?:妥否|当否|可否|是否妥当|以上(?:请示|意见)妥否)[，,]?\s*请(?:予)?(?:批示|审批|批复|指示)|请(?:领导)?批示|特此(?:请示|报告)/g,
    message: (found) => `“${found}”用于请示、报告，不用于函。请改为“请予函复”“特此函告”等用语。`,
  },
  {
    code: 'phrase.command',
    level: 'warning',
    pattern:
      /务必|务须|遵照执行|(?:认真)?贯彻执行|(?:严格)?照此执行|(?:责令|勒令|限令|严令)(?=[你贵])|[你贵各](?:局|委|办|厅|中心|队|单位)必须|不得有误/g,
    message: (found) => `函用于不相隶属机关之间商洽工作，“${found}”是命令口气。请改为商请的语气，例如“请予支持”“请”。`,
  },
  {
    code: 'phrase.private',
    level: 'warning',
    pattern: /此致[，,、\s]*敬礼[!！]?|此致(?=$|[!！。\s])|敬礼[!！]?$|尊敬的|您(?:好)?|你好[!！：]/gu,
    message: (found) => `“${found}”用于便函和书信，公函不用。请删去；结尾用“特此函告”“特此函复”等。`,
  },
  {
    code: 'date.relative',
    level: 'warning',
    pattern:
      /大前天|(?<![目以当之午])前天(?![气然津])|(?<!如)今天(?!津)|今日(?!头条)|昨[天日晚]|(?<![说证注标写载声表])明[天日](?!显)|(?<![今以之然最先])后天(?![津气然])|(?<![马以网路])上(?:个)?(?:周|星期|礼拜)(?![期边转密])|(?<!以)下(?:个)?(?:周|星期|礼拜)(?![期转密])|(?<![成基根])[本这](?:周|星期)(?![期边转密岁])|(?<!以)[上下](?:个)?月(?!球)|(?<![成基根])本月|(?<![过除])去年|(?<![以之从])前年|今年|(?<![说证注标写载声表])明年|近日|(?<=^|[，。；：])日前|前几天|不久前|最近(?!的|距)/g,
    message: (found) => `“${found}”会随阅读的时间改变意思。请写明具体的年、月、日。`,
    proseOnly: true,
  },
  {
    code: 'date.notation',
    level: 'warning',
    pattern: /(?<![\d.\-/])(?:19|20)\d{2}([.\-/])\d{1,2}\1\d{1,2}(?![\d.\-/])/g,
    message: (found) => `日期“${found}”应当写成“2023年1月5日”的样子，用阿拉伯数字将年、月、日标全（GB/T 9704-2012 7.3.5.4）。请改正。`,
  },
  {
    code: 'date.leading-zero',
    level: 'warning',
    pattern: /(?<!\d)\d{4}年(?:0\d月(?:\d{1,2}日)?|\d{1,2}月0\d日)/g,
    message: (found) => `日期“${found}”的月、日不编虚位，1 不写成 01（GB/T 9704-2012 7.3.5.4）。请删去前面的 0。`,
  },
  {
    code: 'date.short-year',
    level: 'warning',
    pattern: /(?<!\d)\d{2}年\d{1,2}月\d{1,2}日/g,
    message: (found) => `日期“${found}”的年份应当写全四位（GB/T 9704-2012 7.3.5.4）。请补全。`,
  },
  {
    code: 'date.chinese-digits',
    level: 'warning',
    pattern: /[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日/g,
    message: (found) => `日期“${found}”应当用阿拉伯数字（GB/T 9704-2012 7.3.5.4）。请改正。`,
  },
  {
    code: 'matter.several',
    level: 'warning',
    pattern:
      /(?:^|(?<=[。；\n]))(?:另外|此外|顺便|顺告|又及|附带|另(?=[，,：:请就商]))[，,：:]?\s*(?:还)?(?:请|商请|函询|函告|就|有一事|说明)?/g,
    message: (found) => `函应当一文一事，“${found}”像是另一件事。请另行发函。`,
    proseOnly: true,
  },
  {
    code: 'secrecy.mark',
    level: 'error',
    pattern: /(?:绝密|机密|秘密)(?:级)?\s*[★☆※]\s*(?:\d+年|长期)?|^\s*(?:绝密|机密|秘密)(?:级)?\s*$|密级\s*[：:]\s*(?:绝密|机密|秘密)?/g,
    message: (found) => `“${found}”是密级标志。本系统不处理国家秘密：涉密公文不得在本机起草、保存和传递，请立即停止，按保密规定办理。`,
    alsoQuoted: true,
  },
  {
    code: 'punctuation.half-width',
    level: 'warning',
    pattern:
      /(?<=[\p{Script=Han}》”〕）])[,;:?!()"'](?!\/\/)|(?<![\d（(])[,;:?!()"'](?=[\p{Script=Han}《“])|(?<=[\p{Script=Han}》”〕）])\.(?=$|\s|[\p{Script=Han}])/gu,
    message: (found) => `“${found}”是半角标点，中文里应当用全角标点（GB/T 15834）。请改正。`,
  },
  {
    code: 'space.trailing',
    level: 'warning',
    pattern: /[ \t\u00a0\u3000]+$/g,
    message: () => '末尾有多余的空格。请删去。',
    alsoQuoted: true,
  },
  {
    code: 'space.leading',
    level: 'warning',
    pattern: /^[ \t\u00a0\u3000]+(?=\S)/g,
    message: () => '开头有空格。段首左空二字由排版自动完成（GB/T 9704-2012 7.3.3），请删去空格。',
    alsoQuoted: true,
  },
];

const QUOTED = /《[^《》]*(?:《[^《》]*》[^《》]*)*》/g;
const PROSE: ReadonlySet<string> = new Set(['title', 'body', 'enclosures']);

function withoutQuotes(text: string): string {
  return text.includes('《') ? text.replace(QUOTED, (quote) => `《${BLOT.repeat(quote.length - 2)}》`) : text;
}

function isProse({ at, block }: LetterText): boolean {
  return PROSE.has(at.part) && block?.type !== 'table';
}

/** What the rules above say about one text. */
export function phraseProblems(letterText: LetterText): readonly LetterProblem[] {
  const { at, text, checked } = letterText;
  const unquoted = withoutQuotes(checked);
  const prose = isProse(letterText);
  const problems: LetterProblem[] = [];
  for (const { code, level, pattern, message, alsoQuoted, proseOnly } of RULES) {
    if (proseOnly && !prose) continue;
    for (const match of (alsoQuoted ? checked : unquoted).matchAll(pattern)) {
      const end = match.index + match[0].length;
      problems.push(problemAt(level, code, at, message(text.slice(match.index, end)), { text, start: match.index, end }));
    }
  }
  return problems;
}

/** 发文字号 in the text: brackets, 第, leading zeros (GB/T 9704 7.2.5). */
export function numberProblems({ at, text, checked }: LetterText): readonly LetterProblem[] {
  return findDocumentNumbers(checked).flatMap(({ start, end, problems }) =>
    problems.map(({ code, message }) => problemAt('warning', `number.${code}`, at, message, { text, start, end })),
  );
}

/** A mistyped one is one too, unless it is a right USCC. */
function isCitizenId(value: string, today: IsoDate): boolean {
  const { state } = readCitizenId(value, today);
  return state === 'valid' || (state === 'checkCharacterFails' && readUscc(value).state !== 'valid');
}

const EIGHTEEN = /(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])/g;

/**
 * Citizen ID numbers in full. 办法 20(二) asks for them in pushed approval information, and nowhere else; a USCC of digits only
 * has no date of birth and another check character.
 */
export function personalProblems({ at, text }: LetterText, kind: LetterKind, { today }: LetterCheckContext): readonly LetterProblem[] {
  if (kind === 'approvalPush' && (at.part === 'body' || at.part === 'enclosures')) return [];
  return [...text.matchAll(EIGHTEEN)]
    .filter(([value]) => isCitizenId(value, today))
    .map((match) => {
      const message =
        '正文中有完整的公民身份证号码，属于个人信息，只有推送审批信息（办法第二十条第（二）项）才需要写全。请隐去中间几位，例如 370811********1234，或者改放在附件中。';
      return problemAt('warning', 'personal.citizen-id', at, message, { text, start: match.index, end: match.index + match[0].length });
    });
}
