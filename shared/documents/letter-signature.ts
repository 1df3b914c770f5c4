/** 署名 and 成文日期, with the seal's place (GB/T 9704-2012 7.3.5.1) or without (7.3.5.2). */
import type { LetterContent } from '#shared/domain/letter.ts';
import { bodyStyle } from './letter-blocks.ts';
import { type Box, blankLine } from './letter-flow.ts';
import { placeLine, type SetLine, setLine } from './letter-lines.ts';
import { BODY_EM, type Frame, type LetterItem, type LetterMark, LINE_PITCH, type Measure } from './letter-page.ts';
import { breakTitle } from './letter-title.ts';

/** a department's seal has 42 mm across */
const SEAL = 42;
/** seals don't touch each other (7.3.5.1) */
const BETWEEN_SEALS = 4;
const SEAL_LINES = Math.ceil((SEAL + BETWEEN_SEALS) / LINE_PITCH);
/** at most three seals stand side by side (7.3.5.1) */
const SEALS_A_ROW = 3;
/** 2026年11月26日 takes seven characters; a draft keeps that place */
const DATE_CELLS = 7;

interface Placed {
  readonly line: SetLine;
  readonly left: number;
  /** lines below the first one */
  readonly row: number;
}

interface Signature {
  readonly placed: readonly Placed[];
  readonly rows: number;
  /** centres, in mm from the page's left and from the signature's top */
  readonly seals: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  readonly blankLines: number;
}

/** All of it is one piece; blank lines stand above it. */
export function signatureBoxes(content: LetterContent, frame: Frame, measure: Measure): readonly Box[] {
  const date = content.date === undefined ? undefined : setLine(letterDate(content.date), bodyStyle(frame), measure);
  if (content.signatories.length === 0 && !date) return [];
  const names = content.signatories.map((name) => breakTitle(name, bodyStyle(frame), measure, frame.width));
  const signature = content.seal ? sealed(content, names, date, frame) : unsealed(names, date, frame);
  const height = signature.rows * LINE_PITCH;
  const sealFoot = Math.max(0, ...signature.seals.map(({ y }) => y + SEAL / 2));
  const box: Box = {
    height,
    need: Math.max(height - LINE_PITCH + BODY_EM, sealFoot),
    keep: false,
    onGrid: true,
    draw: (top) => ({ items: draw(signature, top), marks: sealMarks(signature, top) }),
  };
  return [...Array.from({ length: signature.blankLines }, blankLine), box];
}

/** 7.3.5.4: Arabic digits without leading zeros */
export function letterDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 7.3.5.1: the date 右空四字, 署名 centred on it; of several the last one is, the others stand in order before it. */
function sealed(
  { signatories }: LetterContent,
  names: readonly (readonly SetLine[])[],
  date: SetLine | undefined,
  frame: Frame,
): Signature {
  const right = frame.left + frame.width;
  const dateWidth = date?.width ?? DATE_CELLS * frame.cell;
  const widest = Math.max(0, ...names.flat().map(({ width }) => width));
  // a name longer than the date can be centred on keeps inside the 版心 and takes the date along
  const centre = Math.min(right - 4 * frame.cell - dateWidth / 2, right - (names.at(-1)?.[0]?.width ?? 0) / 2);
  const columnWidth = Math.max(widest + frame.cell, SEAL + BETWEEN_SEALS);
  const fitting = 1 + Math.floor(Math.max(0, centre - columnWidth / 2 - frame.left) / columnWidth);
  const columns = Math.min(SEALS_A_ROW, fitting, Math.max(1, names.length));
  const rowHeight = Math.max(SEAL_LINES, ...names.map((lines) => lines.length + 1));
  const rowCount = Math.ceil(names.length / columns);
  const lines = names.flatMap((name, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, names.length - row * columns);
    const middle = Math.min(centre - (inRow - 1 - (index % columns)) * columnWidth, right - (name[0]?.width ?? 0) / 2);
    return name.map((line, at) => ({ line, left: middle - line.width / 2, row: row * rowHeight + at, middle, index }));
  });
  const dateRow = Math.max(0, rowCount - 1) * rowHeight + Math.max(0, ...names.slice((rowCount - 1) * columns).map((name) => name.length));
  const seals = signatories.map((text, index) => {
    const own = lines.filter((line) => line.index === index);
    const isLast = index === names.length - 1;
    const [first, last] = [own[0]?.row ?? 0, isLast ? dateRow : (own.at(-1)?.row ?? 0)];
    return { text, x: own[0]?.middle ?? centre, y: ((first + last) * LINE_PITCH + BODY_EM) / 2 };
  });
  return {
    placed: [...lines, ...(date ? [{ line: date, left: centre - dateWidth / 2, row: dateRow }] : [])],
    rows: dateRow + 1,
    seals,
    // the first seals reach up to one line below the text
    blankLines: names.length > 1 ? 2 : 1,
  };
}

/** 7.3.5.2: 署名 右空二字, the date's first character two to the right of its first; a longer date 右空二字 instead. */
function unsealed(names: readonly (readonly SetLine[])[], date: SetLine | undefined, frame: Frame): Signature {
  const right = frame.left + frame.width;
  const two = 2 * frame.cell;
  const last = names.at(-1)?.[0]?.width ?? 0;
  const dateWidth = date?.width ?? 0;
  const isDateLonger = dateWidth > last;
  const leftOf = (width: number, isLast: boolean) =>
    isLast && isDateLonger ? right - two - dateWidth - two : Math.max(frame.left, right - two - width);
  const lines = names.flatMap((name, index) => name.map((line) => ({ line, left: leftOf(line.width, index === names.length - 1) })));
  const dateLeft = isDateLonger ? right - two - dateWidth : leftOf(last, true) + two;
  const placed = [...lines, ...(date ? [{ line: date, left: dateLeft }] : [])].map((each, row) => ({ ...each, row }));
  return { placed, rows: placed.length, seals: [], blankLines: 1 };
}

function draw({ placed }: Signature, top: number): readonly LetterItem[] {
  return placed.flatMap(({ line, left, row }) => placeLine(line, left, top + row * LINE_PITCH));
}

function sealMarks({ seals }: Signature, top: number): readonly LetterMark[] {
  return seals.map(({ text, x, y }) => ({
    kind: 'seal',
    level: 0,
    text,
    x: x - SEAL / 2,
    y: top + y - SEAL / 2,
    width: SEAL,
    height: SEAL,
  }));
}
