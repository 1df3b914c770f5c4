/**
 * Which font draws which character. A font that lacks one (祎 in an old 仿宋, 𠮷 in most) would draw an empty box or
 * nothing, and nobody would notice on a printed sheet; so every character goes to the first font of its role's chain that
 * has it, and the answer names those that none has.
 */

import { fail, ok, type Result } from '#shared/domain/result.ts';
import { type FontDescription, type FontPort, type FontRole, MAX_FONT_READ } from './font-port.ts';
import { readFontFaces } from './sfnt.ts';

/** 〓 stands for a character that no font has, as printers have always set it. */
export const MISSING_MARK = '〓';

export interface LoadedFont {
  /** one for every font of the program: what the PDF library knows it by */
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly description: FontDescription;
  readonly has: (codePoint: number) => boolean;
  /** in em */
  readonly advance: (codePoint: number) => number;
}

export interface TextRun {
  readonly text: string;
  readonly font: LoadedFont;
}

export interface StandIn {
  readonly character: string;
  readonly role: FontRole;
  /** the font that drew it instead; undefined when none has it and 〓 stands there */
  readonly fontName: string | undefined;
}

export interface FontSelection {
  readonly roles: ReadonlyMap<FontRole, LoadedFont>;
  readonly loaded: readonly LoadedFont[];
  readonly standIns: readonly StandIn[];
  /** the text cut where the font changes */
  readonly runs: (role: FontRole, text: string) => readonly TextRun[];
  /** the advance of a character in em, in the font that draws it */
  readonly advance: (role: FontRole, character: string) => number;
}

/** What paper can't show and a reader must not be misled by: controls, direction marks, lone surrogates, variation selectors. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Variation_Selector}]/gu;

export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(UNPRINTABLE, '');
}

/** Loads what the texts need, no more: a stand-in is read only for a character that asks for it. */
export async function selectFonts(port: FontPort, texts: ReadonlyMap<FontRole, string>): Promise<Result<FontSelection>> {
  const roles = new Map<FontRole, RoleFonts>();
  for (const [role, text] of texts) {
    const fonts = await fontsFor(port, role, text);
    if (!fonts.ok) return fonts;
    roles.set(role, fonts.value);
  }
  const all = [...roles.values()];
  return ok({
    roles: new Map([...roles].map(([role, { first }]) => [role, first])),
    loaded: [...new Set(all.flatMap(({ first, byCharacter }) => [first, ...byCharacter.values()]))],
    standIns: all.flatMap(({ standIns }) => standIns),
    runs: (role, text) => runsOf(roles.get(role), text),
    advance: (role, character) =>
      runsOf(roles.get(role), character).reduce((sum, { text, font }) => sum + font.advance(text.codePointAt(0) ?? 0), 0),
  });
}

interface RoleFonts {
  readonly first: LoadedFont;
  /** only characters that the first font lacks */
  readonly byCharacter: ReadonlyMap<string, LoadedFont>;
  readonly missing: ReadonlySet<string>;
  readonly standIns: readonly StandIn[];
}

async function fontsFor(port: FontPort, role: FontRole, text: string): Promise<Result<RoleFonts>> {
  const chain = await chainOf(port, role);
  if (!chain.ok) return chain;
  const open = new Set(text.replaceAll('\n', ''));
  const byCharacter = new Map<string, LoadedFont>();
  let first: LoadedFont | undefined;
  for (const description of chain.value) {
    const font = await load(port, description);
    if (!font.ok) return font;
    first ??= font.value;
    take(open, font.value, font.value === first ? undefined : byCharacter);
    if (open.size === 0) break;
  }
  if (!first) return fail('font.none', '没有找到可用的中文字体，不能生成文件。请重新安装本程序，再试一次。');
  const missing = new Set([...open].filter((character) => character !== MISSING_MARK));
  const drawn = [...byCharacter].map(([character, font]) => ({ character, role, fontName: font.description.name }));
  return ok({
    first,
    byCharacter,
    missing,
    standIns: [
      ...drawn.filter(({ character }) => character !== MISSING_MARK),
      ...[...missing].map((character) => ({ character, role, fontName: undefined })),
    ],
  });
}

/** Takes out of `open` what the font has. */
function take(open: Set<string>, font: LoadedFont, into: Map<string, LoadedFont> | undefined): void {
  for (const character of open) {
    if (!font.has(character.codePointAt(0) ?? 0)) continue;
    open.delete(character);
    into?.set(character, font);
  }
}

function runsOf(fonts: RoleFonts | undefined, text: string): readonly TextRun[] {
  if (!fonts) throw new Error('runs: a role that was not announced');
  const runs: { text: string; font: LoadedFont }[] = [];
  for (const each of text) {
    const character = fonts.missing.has(each) ? MISSING_MARK : each;
    const font = fonts.byCharacter.get(character) ?? fonts.first;
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ text: character, font });
  }
  return runs;
}

interface Known {
  readonly chains: Map<FontRole, readonly FontDescription[]>;
  readonly fonts: Map<string, LoadedFont>;
}

/**
 * Chains and fonts stay in memory as long as the port does: in the worker until it is locked. The bytes of a font are those that
 * were read first, whatever becomes of its file meanwhile; each answer of the port crosses two processes.
 */
const cache = new WeakMap<FontPort, Known>();
let count = 0;

function knownOf(port: FontPort): Known {
  const before = cache.get(port);
  if (before) return before;
  const made: Known = { chains: new Map(), fonts: new Map() };
  cache.set(port, made);
  return made;
}

async function chainOf(port: FontPort, role: FontRole): Promise<Result<readonly FontDescription[]>> {
  const { chains } = knownOf(port);
  const before = chains.get(role);
  if (before) return ok(before);
  const chain = await port.chain(role);
  if (chain.ok) chains.set(role, chain.value);
  return chain;
}

async function load(port: FontPort, description: FontDescription): Promise<Result<LoadedFont>> {
  const known = knownOf(port).fonts;
  const before = known.get(description.id);
  if (before) return ok(before);
  const bytes = await readWhole(port, description);
  if (!bytes.ok) return bytes;
  const faces = readFontFaces(bytes.value);
  const wanted = description.postscriptName;
  const face = wanted === undefined ? faces[0] : faces.find(({ postscriptName }) => postscriptName === wanted);
  if (!face) return fail('font.damaged', `字体“${description.name}”的文件已损坏，文件没有生成。请重新安装这种字体，或者把它卸载。`);
  count += 1;
  const font = { key: `font${count}`, bytes: bytes.value, description, has: face.has, advance: face.advance };
  known.set(description.id, font);
  return ok(font);
}

async function readWhole(port: FontPort, { id, name, size }: FontDescription): Promise<Result<Uint8Array>> {
  const whole = new Uint8Array(size);
  for (let offset = 0; offset < size; ) {
    const part = await port.read(id, offset, Math.min(MAX_FONT_READ, size - offset));
    if (!part.ok) return part;
    if (part.value.length === 0) return fail('font.unreadable', `字体“${name}”的文件读到一半就结束了，文件没有生成。请重试。`);
    whole.set(part.value, offset);
    offset += part.value.length;
  }
  return ok(whole);
}
