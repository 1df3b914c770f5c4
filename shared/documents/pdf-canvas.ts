/**
 * A PDF drawn at absolute places: the pdfkit document that pdfmake makes, before it is closed. Places are millimetres from the
 * page's top left corner, sizes and tracking points.
 */
import type { LoadedFont } from './font-selection.ts';

export const POINTS_PER_MM = 72 / 25.4;

export type PdfColour = 'black' | 'red';

/** What pdfkit calls red and black; official letters have no other colours. */
const COLOURS: Readonly<Record<PdfColour, string>> = { black: '#000000', red: '#ff0000' };

/** Letters stand where the layout puts them: no kerning, no ligatures, no contextual forms. */
const PLAIN_FEATURES = { kern: false, liga: false, clig: false, calt: false, rlig: true } as const;

export interface OutlineItem {
  addItem(title: string, options: { readonly top: number; readonly left: number; readonly expanded: boolean }): OutlineItem;
}

/** The part of pdfkit (0.19) and of pdfmake's class above it that is used here. */
export interface DrawingDocument {
  /** the font of the next text; pdfmake sets it in the same way */
  _font: unknown;
  readonly outline: OutlineItem & { options: { readonly expanded: boolean } };
  provideFont(key: string, bold: boolean, italics: boolean): unknown;
  addPage(options: { readonly size: readonly [number, number]; readonly margin: number }): unknown;
  fontSize(size: number): unknown;
  fillColor(colour: string): unknown;
  /** what `text` calls for a line, without setting it a second time for the place of a text that would follow */
  _fragment(text: string, x: number, y: number, options: Readonly<Record<string, unknown>>): unknown;
  rect(x: number, y: number, width: number, height: number): { fill(colour: string): unknown };
  save(): unknown;
  restore(): unknown;
  rotate(degrees: number, options: { readonly origin: readonly [number, number] }): unknown;
}

export interface CanvasText {
  readonly text: string;
  readonly font: LoadedFont;
  readonly size: number;
  readonly x: number;
  readonly baseline: number;
  readonly tracking: number;
  readonly colour: PdfColour;
}

export class PdfCanvas {
  readonly #document: DrawingDocument;
  #pages = 1;

  constructor(document: DrawingDocument) {
    this.#document = document;
    // the library leaves Count out otherwise, which readers that go by the letter of PDF/A refuse (PDF 1.4 8.2.2)
    document.outline.options = { expanded: true };
  }

  get pages(): number {
    return this.#pages;
  }

  addPage(width: number, height: number): void {
    this.#document.addPage({ size: [width * POINTS_PER_MM, height * POINTS_PER_MM], margin: 0 });
    this.#pages += 1;
  }

  text({ text, font, size, x, baseline, tracking, colour }: CanvasText): void {
    const document = this.#document;
    document._font = document.provideFont(font.key, false, false);
    document.fontSize(size);
    document.fillColor(COLOURS[colour]);
    const options = { baseline: 'alphabetic', characterSpacing: tracking, features: PLAIN_FEATURES };
    document._fragment(text, x * POINTS_PER_MM, baseline * POINTS_PER_MM, options);
  }

  rectangle(x: number, y: number, width: number, height: number, colour: PdfColour): void {
    const [left, top, across, down] = [x, y, width, height].map((each) => each * POINTS_PER_MM) as [number, number, number, number];
    this.#document.rect(left, top, across, down).fill(COLOURS[colour]);
  }

  /** What `draw` draws is turned clockwise about a point. */
  turned(x: number, y: number, degrees: number, draw: () => void): void {
    this.#document.save();
    this.#document.rotate(degrees, { origin: [x * POINTS_PER_MM, y * POINTS_PER_MM] });
    draw();
    this.#document.restore();
  }

  /** Leads to the current page; under `parent` when there is one. */
  bookmark(title: string, y: number, width: number, parent?: OutlineItem): OutlineItem {
    // the library counts `left` from the right edge
    const options = { top: y * POINTS_PER_MM, left: width * POINTS_PER_MM, expanded: true };
    return (parent ?? this.#document.outline).addItem(title, options);
  }
}
