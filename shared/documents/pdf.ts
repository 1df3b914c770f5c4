/**
 * PDF files of what departments print, sign and stamp: laid out by pdfmake, in PDF/A-1b (ISO 19005-1), with every font
 * embedded as a subset. Runs in the workstation worker and in Node.js alike: pdfmake's build for browsers brings its own
 * streams and touches no DOM. The same definition, fonts and clock give the same bytes.
 */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { ok, type Result } from '#shared/domain/result.ts';
import { contentTexts, dressContent } from './content-fonts.ts';
import type { FontPort, FontRole } from './font-port.ts';
import { type FontSelection, type LoadedFont, MISSING_MARK, type StandIn, selectFonts } from './font-selection.ts';
import { type FontDocument, shareParsedFonts } from './parsed-fonts.ts';
import { type DrawingDocument, PdfCanvas, POINTS_PER_MM } from './pdf-canvas.ts';

export { POINTS_PER_MM };

export interface PdfDefinition {
  readonly title: string;
  readonly author: string;
  /** the caller's clock; stands in the metadata */
  readonly created: Date;
  /** for whatever names none; in a definition `font` is always a {@link FontRole} */
  readonly font: FontRole;
  /** points */
  readonly fontSize: number;
  /** millimetres: left, top, right, bottom; A4 paper */
  readonly margins: readonly [number, number, number, number];
  readonly content: Content;
}

export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly fonts: readonly { readonly role: FontRole; readonly name: string; readonly substitute: boolean }[];
  /** characters that the role's font lacks, and what became of them */
  readonly standIns: readonly StandIn[];
}

/** What stands in the metadata. */
export type PdfInfo = Pick<PdfDefinition, 'title' | 'author' | 'created'>;

/** `landscape` is about the first page; whoever draws begins the others. */
export type DrawnInfo = PdfInfo & { readonly landscape?: boolean };

/** Fails when no font can be had. A definition that can't be laid out is a bug and throws. */
export async function makePdf(definition: PdfDefinition, port: FontPort): Promise<Result<PdfFile>> {
  return withFonts(port, contentTexts(definition.content, definition.font), (fonts) => render(definition, fonts));
}

/** For documents that are laid out by this program itself: `draw` puts everything at its place, beginning on an empty page. */
export async function drawPdf(
  info: DrawnInfo,
  port: FontPort,
  texts: ReadonlyMap<FontRole, string>,
  draw: (canvas: PdfCanvas, fonts: FontSelection) => void,
): Promise<Result<PdfFile>> {
  return withFonts(port, texts, (fonts) => renderDrawn(info, fonts, draw));
}

async function withFonts(
  port: FontPort,
  texts: ReadonlyMap<FontRole, string>,
  work: (fonts: FontSelection) => Promise<PdfFile>,
): Promise<Result<PdfFile>> {
  const fonts = await selectFonts(port, texts);
  if (!fonts.ok) return fonts;
  try {
    return ok(await work(fonts.value));
  } catch (error) {
    // Some file on the machine may break the font library; a department must get its sheet all the same.
    if (fonts.value.loaded.every(({ description }) => description.source === 'bundled')) throw error;
    return withFonts(bundledOnly(port), texts, work);
  }
}

/** One for each port: fonts that were loaded through it are found again. */
const bundledPorts = new WeakMap<FontPort, FontPort>();

function bundledOnly(port: FontPort): FontPort {
  const before = bundledPorts.get(port);
  if (before) return before;
  const made: FontPort = {
    chain: async (role) => {
      const chain = await port.chain(role);
      return chain.ok ? ok(chain.value.filter(({ source }) => source === 'bundled')) : chain;
    },
    read: (id, offset, length) => port.read(id, offset, length),
  };
  bundledPorts.set(port, made);
  return made;
}

async function render(definition: PdfDefinition, fonts: FontSelection): Promise<PdfFile> {
  const pdfMake = await libraryWith(fonts);
  let pages = 0;
  const laidOut = layOut(definition, fonts, (count) => {
    pages = count;
  });
  const buffer = await create(pdfMake, fonts, laidOut).getBuffer();
  return { bytes: new Uint8Array(buffer), pages, ...fontsOf(fonts) };
}

async function renderDrawn(
  info: DrawnInfo,
  fonts: FontSelection,
  draw: (canvas: PdfCanvas, fonts: FontSelection) => void,
): Promise<PdfFile> {
  const pdfMake = await libraryWith(fonts);
  const font = fonts.loaded[0]?.key ?? '';
  const document = create(pdfMake, fonts, {
    ...{ ...head(info), pageSize: 'A4', pageOrientation: info.landscape ? 'landscape' : 'portrait' },
    ...{ defaultStyle: { font }, content: '' },
  });
  const canvas = new PdfCanvas(await document.getStream());
  draw(canvas, fonts);
  return { bytes: new Uint8Array(await document.getBuffer()), pages: canvas.pages, ...fontsOf(fonts) };
}

async function libraryWith(fonts: FontSelection): Promise<PdfMake> {
  const pdfMake = await library();
  for (const { key, bytes } of fonts.loaded) if (!pdfMake.virtualfs.existsSync(key)) pdfMake.virtualfs.writeFileSync(key, bytes);
  return pdfMake;
}

/** Without an await in between: the library keeps its fonts in one place for all documents. */
function create(pdfMake: PdfMake, fonts: FontSelection, definition: TDocumentDefinitions): OutputDocument {
  pdfMake.setFonts(Object.fromEntries(fonts.loaded.map(fontEntry)));
  return pdfMake.createPdf(definition);
}

function fontsOf({ roles, standIns }: FontSelection): Pick<PdfFile, 'fonts' | 'standIns'> {
  const used = [...roles].map(([role, { description }]) => ({ role, name: description.name, substitute: description.substitute }));
  return { fonts: used, standIns };
}

/** PDF/A-1b and the metadata. */
function head({ title, author, created }: PdfInfo): Pick<TDocumentDefinitions, 'version' | 'subset' | 'language' | 'info'> {
  return {
    version: '1.4',
    subset: 'PDF/A-1b',
    language: 'zh-CN',
    info: { title, author, creator: '审管联动离线工作站', producer: '审管联动离线工作站', creationDate: created, modDate: created },
  };
}

/** The library writes into these arrays, so every document gets its own. */
function fontEntry({ key, description: { postscriptName } }: LoadedFont): readonly [string, FontFiles] {
  return [key, { normal: postscriptName === undefined ? key : [key, postscriptName] }];
}

function layOut(definition: PdfDefinition, fonts: FontSelection, onPages: (count: number) => void): TDocumentDefinitions {
  const [left, top, right, bottom] = definition.margins.map((millimetres) => millimetres * POINTS_PER_MM) as [
    number,
    number,
    number,
    number,
  ];
  return {
    pageSize: 'A4',
    pageMargins: [left, top, right, bottom],
    ...head(definition),
    defaultStyle: { font: fonts.roles.get(definition.font)?.key ?? '', fontSize: definition.fontSize },
    content: dressContent(definition.content, definition.font, fonts),
    footer: (_page: number, count: number) => {
      onPages(count);
      return missingNote(definition, fonts, [left, 2 * POINTS_PER_MM, right, 0]);
    },
  };
}

/** Who reads the paper must know that a character is not there; its code point says which. */
function missingNote(definition: PdfDefinition, fonts: FontSelection, margin: [number, number, number, number]): Content {
  const missing = new Set(fonts.standIns.filter(({ fontName }) => fontName === undefined).map(({ character }) => character));
  if (missing.size === 0) return '';
  const codes = [...missing].map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  const shown = codes.length > 8 ? `${codes.slice(0, 8).join('、')} 等 ${codes.length} 个` : codes.join('、');
  const note = { text: `${MISSING_MARK} 表示所用字体中没有的字：${shown}`, fontSize: 7.5, margin };
  return dressContent(note, definition.font, fonts);
}

/** a name in the virtual file system, for a collection with the font's own name; bold and italics are fonts of their own here */
interface FontFiles {
  readonly normal: string | readonly [string, string];
}

/** The part of pdfmake that is used here. */
interface PdfMake {
  readonly virtualfs: { writeFileSync(name: string, content: Uint8Array): void; existsSync(name: string): boolean };
  setFonts(fonts: Readonly<Record<string, FontFiles>>): void;
  setUrlAccessPolicy(isAllowed: (url: string) => boolean): void;
  createPdf(definition: TDocumentDefinitions): OutputDocument;
}

interface OutputDocument {
  /** laid out, and open until `getBuffer` ends it */
  getStream(): Promise<DrawingDocument & FontDocument>;
  getBuffer(): Promise<Uint8Array>;
}

/** Loaded with the first document, which an empty one precedes: fonts are shared from the first letter on. */
function library(): Promise<PdfMake> {
  loading ??= load();
  return loading;
}
let loading: Promise<PdfMake> | undefined;

/** A definition can't make it fetch or read anything. */
async function load(): Promise<PdfMake> {
  const module: unknown = await import('pdfmake/build/pdfmake.js');
  const { default: pdfMake } = module as { readonly default: PdfMake };
  pdfMake.setUrlAccessPolicy(() => false);
  shareParsedFonts(await pdfMake.createPdf({ content: [] }).getStream());
  return pdfMake;
}
