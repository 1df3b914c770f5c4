/** What a check before issue has to say, and where, so that the editor can jump there. */
import type { IsoDate } from '#shared/domain/approval.ts';
import type { LetterBlock, LetterContent } from '#shared/domain/letter.ts';

export type LetterPart =
  | 'letterhead'
  | 'title'
  | 'recipients'
  | 'body'
  | 'enclosures'
  | 'signatories'
  | 'date'
  | 'signer'
  | 'annotation'
  | 'copies'
  | 'answers';

export interface LetterPlace {
  readonly part: LetterPart;
  /** which of the 主送, 附件, 署名, 抄送; from 0 */
  readonly index?: number;
  /** which block of the body, or of that 附件; from 0 */
  readonly block?: number;
  /** of a table; without `row` the column's title, without both its caption */
  readonly row?: number;
  readonly column?: number;
  /** UTF-16 units of that text; both 0 when it is about the whole */
  readonly start: number;
  readonly end: number;
}

export interface LetterProblem {
  /** `error` keeps the letter from being issued; `warning` is shown, and the writer decides */
  readonly level: 'error' | 'warning';
  /** stable, dotted */
  readonly code: string;
  /** Chinese: what is wrong, the clause, what to do */
  readonly message: string;
  readonly at: LetterPlace;
  /** the text complained about */
  readonly text: string;
}

export interface LetterCheckContext {
  /** a draft may lack date and signer */
  readonly stage: 'draft' | 'issue';
  readonly today: IsoDate;
  /** 签发人 */
  readonly signer?: string;
  /** 成文日期 of the letter that it answers */
  readonly answeredOn?: IsoDate | undefined;
  /** names and numbers of the records that are quoted as given (counterparts, 法律文书编号): nobody may “correct” them */
  readonly verbatim?: readonly string[];
}

/** One text of the letter with its place. `checked`: the same length, with what is quoted as given blotted out. */
export interface LetterText {
  readonly at: Omit<LetterPlace, 'start' | 'end'>;
  readonly text: string;
  readonly checked: string;
  readonly block?: LetterBlock;
}

/** A private-use character: no rule speaks of it, and it is neither Han nor punctuation. */
export const BLOT = '\ue000';

function blotter(verbatim: readonly string[] | undefined): (text: string) => string {
  const quoted = [...new Set(verbatim ?? [])].filter(({ length }) => length > 1).sort((a, b) => b.length - a.length);
  return (text) => {
    let blotted = text;
    for (const quote of quoted) if (blotted.includes(quote)) blotted = blotted.replaceAll(quote, BLOT.repeat(quote.length));
    return blotted;
  };
}

type Add = (at: Omit<LetterPlace, 'start' | 'end'>, text: string, block?: LetterBlock) => void;

function addBlocks(add: Add, at: Pick<LetterPlace, 'part' | 'index'>, blocks: readonly LetterBlock[]): void {
  blocks.forEach((block, index) => {
    const here = { ...at, block: index };
    if (block.type !== 'table') {
      add(here, block.text, block);
      return;
    }
    if (block.caption) add(here, block.caption, block);
    block.columns.forEach(({ title }, column) => {
      add({ ...here, column }, title, block);
    });
    block.rows.forEach((cells, row) => {
      cells.forEach((cell, column) => {
        add({ ...here, row, column }, cell, block);
      });
    });
  });
}

/** Every text of the letter in the order in which it is read. */
export function letterTexts(content: LetterContent, verbatim?: readonly string[]): readonly LetterText[] {
  const texts: LetterText[] = [];
  const blot = blotter(verbatim);
  const add: Add = (at, text, block) => {
    if (text !== '') texts.push({ at, text, checked: blot(text), ...(block ? { block } : {}) });
  };
  add({ part: 'letterhead' }, content.letterhead);
  add({ part: 'title' }, content.title);
  content.recipients.forEach((text, index) => {
    add({ part: 'recipients', index }, text);
  });
  addBlocks(add, { part: 'body' }, content.body);
  content.enclosures.forEach(({ title, blocks }, index) => {
    add({ part: 'enclosures', index }, title);
    addBlocks(add, { part: 'enclosures', index }, blocks);
  });
  content.signatories.forEach((text, index) => {
    add({ part: 'signatories', index }, text);
  });
  add({ part: 'annotation' }, content.annotation);
  content.copies.forEach((text, index) => {
    add({ part: 'copies', index }, text);
  });
  return texts;
}

/** A problem about a stretch of a text; without a stretch about the whole place. */
export function problemAt(
  level: LetterProblem['level'],
  code: string,
  at: Omit<LetterPlace, 'start' | 'end'>,
  message: string,
  stretch?: { readonly text: string; readonly start: number; readonly end: number },
): LetterProblem {
  const { text, start, end } = stretch ?? { text: '', start: 0, end: 0 };
  return { level, code, message, at: { ...at, start, end }, text: text.slice(start, end) };
}
