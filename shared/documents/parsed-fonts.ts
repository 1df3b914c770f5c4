/**
 * The PDF library parses every font anew for every document, 15–30 ms each. Here the parsed tables (cmap, GSUB, CFF …) are
 * kept between documents, and nothing else: glyphs remember the characters that asked for them first, so a glyph kept from
 * one document would put its characters into the text of the next. Each document gets glyphs and a subset of its own; what is
 * kept doesn't grow with documents, and a document is the same bytes whether its fonts were parsed before or not.
 */

/** fontkit's font, as far as it matters here; its tables are parsed when first asked for, and kept. */
interface ParsedFont {
  readonly _glyphs: object;
}

/** pdfkit's font in one document. */
interface DocumentFont {
  readonly id: string;
  readonly name: string;
  readonly font: ParsedFont;
  readonly constructor: unknown;
}
type DocumentFontClass = new (document: FontDocument, font: ParsedFont, id: string) => DocumentFont;

/** The part of pdfkit's document (0.19) and of pdfmake's class above it (0.3) that opens fonts. */
export interface FontDocument {
  readonly fontCache: Record<string, Record<string, DocumentFont>>;
  readonly _fontFamilies: Record<string, DocumentFont>;
  /** set by whatever was provided last */
  _font: unknown;
  _fontCount: number;
  getFontType(bold: boolean, italics: boolean): string;
  provideFont(key: string, bold: boolean, italics: boolean): DocumentFont;
}

interface Kept {
  readonly font: ParsedFont;
  readonly create: DocumentFontClass;
  /** what pdfkit finds it by again when the document ends */
  readonly families: readonly string[];
}

/** By document class, then by the key of the font, which is one for every font of the program (font-selection.ts). */
const known = new WeakMap<object, Map<string, Kept>>();

/** Makes all documents of this one's class share parsed fonts; may be called for every document. */
export function shareParsedFonts(document: FontDocument): void {
  const documents = Object.getPrototypeOf(document) as FontDocument;
  if (known.has(documents)) return;
  const kept = new Map<string, Kept>();
  known.set(documents, kept);
  const provide = documents.provideFont;
  documents.provideFont = function provideFont(this: FontDocument, key, bold, italics) {
    const type = this.getFontType(bold, italics);
    const before = this.fontCache[key]?.[type];
    if (before) return before;
    const parsed = kept.get(key) ?? parse(this, () => provide.call(this, key, bold, italics));
    if (!isKept(parsed)) return parsed;
    kept.set(key, parsed);
    // the same font under another key: the library knows how to make one of two
    if (parsed.families.some((name) => name in this._fontFamilies)) return provide.call(this, key, bold, italics);
    const font = openParsed(this, parsed);
    this.fontCache[key] = { ...this.fontCache[key], [type]: font };
    return font;
  };
}

function isKept(parsed: Kept | DocumentFont): parsed is Kept {
  return 'families' in parsed;
}

/** Opens it as the library does, and takes it back: even the first document works on glyphs of its own. */
function parse(document: FontDocument, provide: () => DocumentFont): Kept | DocumentFont {
  const before = document._fontCount;
  const others = new Set(Object.keys(document._fontFamilies));
  const font = provide();
  const families = Object.keys(document._fontFamilies).filter((name) => !others.has(name));
  // one with another that has its name: such a thing is left as the library made it
  if (document._fontCount !== before + 1 || families.length === 0 || families.includes(font.id)) return font;
  for (const name of families) delete document._fontFamilies[name];
  document._fontCount = before;
  return { font: font.font, create: font.constructor as DocumentFontClass, families };
}

function openParsed(document: FontDocument, { font, create, families }: Kept): DocumentFont {
  document._fontCount += 1;
  const withOwnGlyphs = Object.create(font, { _glyphs: { value: {} } }) as ParsedFont;
  const opened = new create(document, withOwnGlyphs, `F${document._fontCount}`);
  for (const name of families) document._fontFamilies[name] = opened;
  document._font = opened;
  return opened;
}
