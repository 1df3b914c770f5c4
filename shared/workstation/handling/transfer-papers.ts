/** The lists that go along with a 案卷移送函 as its 附件: 案卷移送清单, signed by both sides, and 卷内目录, which stays in the file. */
import type { Enclosure, LetterBlock, LetterContent } from '#shared/domain/letter.ts';
import { type Column, numberColumn, tableOf } from '#shared/domain/letter-template-parts.ts';
import type { TransferItem } from '#shared/ledger/letter-entries.ts';

export const LIST_TITLE = '案卷移送清单';
export const CONTENTS_TITLE = '卷内目录';

const OWN_TITLES: ReadonlySet<string> = new Set([LIST_TITLE, CONTENTS_TITLE]);

/** What is at hand, page by page; `file` says that it comes along as a file too. */
const LIST_COLUMNS: readonly Column<TransferItem>[] = [
  numberColumn(),
  ['文件编号', 3, ({ documentNumber }) => documentNumber],
  ['题名', 5, ({ title }) => title],
  ['页数', 1.1, ({ pages }) => String(pages), 'center'],
  ['电子文件', 2, ({ file }) => (file ? '有' : ''), 'center'],
  ['清点', 1.5, () => '', 'center'],
];

/** As files of a 案卷 are listed (DA/T 22 卷内文件目录): 顺序号, 文件编号, 责任者, 题名, 日期, 页数, 备注. 〔2026〕122号, a
 * date and the half of a department's name fit on a line. */
const CONTENTS_COLUMNS: readonly Column<TransferItem>[] = [
  numberColumn(),
  ['文件编号', 2.85, ({ documentNumber }) => documentNumber],
  ['责任者', 3.45, ({ author }) => author ?? ''],
  ['题名', 3.55, ({ title }) => title],
  ['日期', 2, ({ date }) => date.replaceAll('-', ''), 'center'],
  ['页数', 1, ({ pages }) => String(pages), 'center'],
  ['备注', 1, ({ remarks }) => remarks],
];

/** The letter with lists that say what the items say; other enclosures and the clerk's own words stay. */
export function withTransferPapers(content: LetterContent, items: readonly TransferItem[]): LetterContent {
  const pages = pagesOf(items);
  // On one line with room for both names: what is left blank at the end of a line would be lost.
  const signed: readonly LetterBlock[] = [
    { type: 'paragraph', text: `以上材料共${items.length}份、${pages}页。` },
    { type: 'paragraph', text: '移送人：　　　　　　接收人：　　　　　　年　月　日' },
  ];
  const papers: Enclosure[] = [
    { title: LIST_TITLE, blocks: [tableOf(items, LIST_COLUMNS), ...signed] },
    { title: CONTENTS_TITLE, blocks: [tableOf(items, CONTENTS_COLUMNS)] },
  ];
  return {
    ...content,
    body: content.body.map((block) => withAmount(block, `${items.length}份、${pages}页`)),
    enclosures: [...papers, ...content.enclosures.filter(({ title }) => !OWN_TITLES.has(title))],
  };
}

export function pagesOf(items: readonly TransferItem[]): number {
  return items.reduce((sum, item) => sum + item.pages, 0);
}

/** The one sentence of the template that tells the amount. */
function withAmount(block: LetterBlock, amount: string): LetterBlock {
  if (block.type !== 'paragraph') return block;
  return { ...block, text: block.text.replace(/(案卷材料共)\d+份、\d+页/u, `$1${amount}`) };
}
