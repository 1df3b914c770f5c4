/**
 * What the end of a line doesn't tear apart in Chinese text. Two bonds: pieces are never torn (figures and their unit, a word,
 * the 函 of 济高新审函〔2026〕12号 and what follows it), and the pieces of a group stay together where the line ends flush
 * nevertheless (2026年11月23日, 3个工作日, the whole 发文字号, an address on the web).
 */

const UNITS = '号年月日时分秒个件条项款名人家次份页户元万亿期批类级天周季章节种台套辆吨米亩度楼层室幢';
/** units of several characters, the longest first */
const LONG_UNITS = [
  '个工作日',
  '个自然日',
  '平方公里',
  '平方米',
  '立方米',
  '个百分点',
  '个月',
  '小时',
  '分钟',
  '公里',
  '千米',
  '万元',
  '亿元',
];
const FIGURES = '\\d[\\d.,]*(?<!,)[%‰％]?';
const NUMBER = '〔\\d{4}〕第?\\d+号';
const HAN = '\\p{Script=Han}';

const KINDS = [
  // 机关代字 as a whole where a mark tells its beginning, otherwise its last character
  `(?<=[（(《》“，、；：。\\s]|^)${HAN}{1,8}${NUMBER}`,
  `${HAN}?${NUMBER}`,
  '\\d{2,4}年\\d{1,2}月(?:\\d{1,2}日)?',
  '\\d{1,2}月\\d{1,2}日',
  `第?${FIGURES} ?(?:${LONG_UNITS.join('|')}|[${UNITS}])`,
  '—{2,}',
  '…{2,}',
  "[\\p{Script=Latin}\\d][\\p{Script=Latin}\\d.,:/%@_+\\-'&#?=~]*",
];
const TOKEN = new RegExp(`${KINDS.join('|')}|.\\p{M}*`, 'gsu');

const CODE = new RegExp(`^(${HAN}*)(${HAN}${NUMBER})$`, 'u');
const DATE = /^(?:\d+[年月日])+$/u;
const QUANTITY = new RegExp(`^(第?${FIGURES} ?.)(.+)$`, 'u');
/** an address on the web may go on after these */
const ADDRESS_STEP = /(?<=[/?&=_])(?!\/)|(?<=\p{Script=Latin}[.@])(?=\p{Script=Latin})/u;

/** The text as groups of pieces. Together they are the text. */
export function wordsOf(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(TOKEN)].map(([token]) => piecesOf(token));
}

function piecesOf(token: string): readonly string[] {
  const code = CODE.exec(token);
  if (code) return [...(code[1] ?? ''), code[2] ?? ''];
  if (DATE.test(token)) return token.match(/\d+[年月日]/gu) ?? [token];
  const quantity = QUANTITY.exec(token);
  if (quantity && /^\P{Script=Latin}+$/u.test(token)) return [quantity[1] ?? '', ...(quantity[2] ?? '')];
  return /\p{Script=Latin}/u.test(token) ? token.split(ADDRESS_STEP) : [token];
}
