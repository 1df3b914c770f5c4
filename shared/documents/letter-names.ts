/** What of a letter stays whole in its titles (GB/T 9704-2012 7.3.1: 词意完整): the names that the letter itself tells. */
import type { LetterBlock, LetterContent } from '#shared/domain/letter.ts';

/** shorter ones are words that a dictionary knows */
const LEAST = 3;
/** longer ones are sentences; a line of a title has no more than twenty characters */
const MOST = 20;
/** what dictionaries tear apart: 食品 | 经营 | 许可, 中央 | 厨房 */
const TERMS = [
  ...['行政审批', '行政许可', '行政处罚', '行政强制', '行政复议', '告知承诺', '联合踏勘', '现场核查', '审管联动', '事中事后监管'],
  ...['食品经营许可', '食品生产许可', '药品经营许可', '医疗器械', '危险化学品', '安全生产', '特种设备', '道路运输', '人力资源'],
  ...['中央厨房', '集体用餐配送', '便利店', '有限公司', '有限责任公司', '股份有限公司', '个体工商户', '营业执照', '统一社会信用代码'],
];
const QUOTED = /[“‘]([^“”‘’]+)[”’]|《([^《》]+)》/gu;
/** 济宁某某公司（统一社会信用代码：…）, and how long the text before can be a name */
const IDENTIFIED = new RegExp(`([^，。；：、（）“”《》\\s]{${LEAST},})（(?:统一社会信用代码|公民身份|工商注册号|注册号|身份证)`, 'gu');

/** Names of departments and 行政相对人, what stands in 《》 and quotes, what lists and 附件 begin with:
 * those of them that `title` has. */
export function namesIn(content: LetterContent, title: string): readonly string[] {
  const blocks = [...content.body, ...content.enclosures.flatMap((enclosure) => enclosure.blocks)];
  const told = [content.letterhead, ...content.recipients, ...content.signatories, ...content.copies];
  const listed = [...blocks.flatMap(cellsOf), ...content.enclosures.map((enclosure) => enclosure.title)];
  const texts = [title, ...blocks.flatMap(textsOf)];
  const names = [
    ...TERMS,
    ...told.map(withoutBrackets),
    ...listed.map((text) => beginningOf(text, title)),
    ...texts.flatMap(quotedIn),
    ...texts.flatMap((text) => identifiedIn(text, title)),
  ];
  return [...new Set(names)].filter((name) => name.length >= LEAST && name.length <= MOST && title.includes(name));
}

function textsOf(block: LetterBlock): readonly string[] {
  return block.type === 'table' ? [] : [block.text];
}

function cellsOf(block: LetterBlock): readonly string[] {
  return block.type === 'table' ? block.rows.flat() : [];
}

/** 某某局（演示） is 某某局 in a title. */
function withoutBrackets(name: string): string {
  return name.replace(/（[^（）]*）$/u, '');
}

/** 某某超市 of 某某超市询问笔录: as much of it as the title has. */
function beginningOf(text: string, title: string): string {
  let length = title.includes(text.slice(0, LEAST)) ? Math.min(text.length, MOST) : 0;
  while (length > 0 && !title.includes(text.slice(0, length))) length -= 1;
  // the title itself, as an 附件 has it, says nothing
  return length === title.length ? '' : text.slice(0, length);
}

function quotedIn(text: string): readonly string[] {
  return [...text.matchAll(QUOTED)].map(([, quote, work]) => quote ?? `《${work}》`);
}

/** Where a name begins in a sentence no mark says; the title says it: the longest end of what stands there that it has too. */
function identifiedIn(text: string, title: string): readonly string[] {
  return [...text.matchAll(IDENTIFIED)].flatMap(([, before = '']) => {
    for (let from = 0; from <= before.length - LEAST; from += 1) {
      const name = before.slice(from).replace(/^[对将把被向由]/u, '');
      if (title.includes(name)) return [name];
    }
    return [];
  });
}
