/** A letter as PDF/A-1b: exactly what letter-layout.ts laid out, in embedded fonts, with bookmarks. */
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import type { LetterToLayOut } from '#shared/domain/letter.ts';
import type { Result } from '#shared/domain/result.ts';
import type { FontPort } from './font-port.ts';
import type { FontSelection } from './font-selection.ts';
import { layOutLetter, letterTexts } from './letter-layout.ts';
import { type LaidOutLetter, type LaidOutPage, MM_PER_POINT, type RuleItem, type TextItem } from './letter-page.ts';
import { drawPdf, type PdfFile } from './pdf.ts';
import type { OutlineItem, PdfCanvas } from './pdf-canvas.ts';

export interface LetterPdfOptions {
  /** the metadata's author; 发文机关标志 when absent */
  readonly author?: string;
}

/** A draft has neither number nor date, and nothing else tells it from the letter; its file's name has to. */
export async function letterPdf(
  letter: LetterToLayOut,
  fonts: FontPort,
  now: Date,
  options: LetterPdfOptions = {},
): Promise<Result<PdfFile>> {
  const { content, number } = letter;
  const title = content.title.replaceAll('\n', '');
  const info = {
    title: number ? `${title}（${formatDocumentNumber(number)}）` : title,
    author: options.author ?? content.letterhead,
    created: now,
  };
  return drawPdf(info, fonts, letterTexts(letter), (canvas, selection) => {
    drawLetter(layOutLetter(letter, measureOf(selection)), canvas, selection);
  });
}

/** Remembers: a letter asks for the same few hundred characters again and again. */
export function measureOf(selection: FontSelection): (...args: Parameters<FontSelection['advance']>) => number {
  const known = new Map<string, number>();
  return (role, character) => {
    const key = `${role} ${character}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const advance = selection.advance(role, character);
    known.set(key, advance);
    return advance;
  };
}

export function drawLetter({ pages }: LaidOutLetter, canvas: PdfCanvas, selection: FontSelection): void {
  let title: OutlineItem | undefined;
  let enclosure: OutlineItem | undefined;
  pages.forEach((page, index) => {
    if (index > 0) canvas.addPage(page.width, page.height);
    for (const item of page.items) drawItem(item, canvas, selection);
    for (const { kind, text, y } of page.marks) {
      if (kind === 'title') title = canvas.bookmark(text, y, page.width);
      else if (kind === 'enclosure') enclosure = canvas.bookmark(text, y, page.width);
      else if (kind === 'heading') canvas.bookmark(text, y, page.width, enclosure ?? title);
    }
  });
}

function drawItem(item: LaidOutPage['items'][number], canvas: PdfCanvas, selection: FontSelection): void {
  if (item.kind === 'rule') drawRule(item, canvas);
  else if (item.turned) canvas.turned(item.x, item.baseline, 90, () => drawText(item, canvas, selection));
  else drawText(item, canvas, selection);
}

/** Where the font changes inside a run, the next piece begins where the layout's advances lead. */
function drawText(item: TextItem, canvas: PdfCanvas, selection: FontSelection): void {
  let x = item.x;
  const { role, size, baseline, tracking, colour } = item;
  for (const { text, font } of selection.runs(role, item.text)) {
    canvas.text({ text, font, size, x, baseline, tracking, colour });
    for (const character of text) x += (font.advance(character.codePointAt(0) ?? 0) * size + tracking) * MM_PER_POINT;
  }
}

function drawRule({ x, y, length, thickness, direction, colour }: RuleItem, canvas: PdfCanvas): void {
  const stroke = thickness * MM_PER_POINT;
  if (direction === 'across') canvas.rectangle(x, y - stroke / 2, length, stroke, colour);
  else canvas.rectangle(x - stroke / 2, y, stroke, length, colour);
}
