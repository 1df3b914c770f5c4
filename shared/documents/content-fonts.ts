/**
 * Goes through a document definition and gives every text the fonts that have its characters. In a definition `font` is a
 * role (song, hei …) and goes down to what a node holds, as in pdfmake; `style` sheets are not used for fonts.
 */
import type { Content } from 'pdfmake/interfaces';
import { type FontRole, fontRoleSchema } from './font-port.ts';
import { type FontSelection, MISSING_MARK, printable } from './font-selection.ts';

type Node = Readonly<Record<string, unknown>>;
/** one piece of text in one font */
type Piece = { readonly text: string; readonly font?: string; readonly wordBreak?: 'normal' };
type Typeset = (role: FontRole, text: string) => readonly Piece[];

interface Dressing {
  readonly typeset: Typeset;
  /** what the library knows a role's font by */
  readonly key: (role: FontRole) => string;
}

/** what list numbers and the note about missing characters are made of */
const ALWAYS = `0123456789.ABCDEFU+、： 表示所用字体中没有的字等个${MISSING_MARK}`;
const LISTS = ['stack', 'columns', 'ul', 'ol'] as const;

/** All text of a content, by the role that draws it. */
export function contentTexts(content: Content, role: FontRole): ReadonlyMap<FontRole, string> {
  const texts = new Map<FontRole, string>([[role, ALWAYS]]);
  const collect = (each: FontRole, text: string) => texts.set(each, (texts.get(each) ?? MISSING_MARK) + text);
  const key = (each: FontRole) => {
    collect(each, '');
    return each;
  };
  block(content, role, {
    key,
    typeset: (each, text) => {
      collect(each, text);
      return [];
    },
  });
  return texts;
}

/** The content as the library takes it: fonts by key, texts cut where the font changes. */
export function dressContent(content: Content, role: FontRole, fonts: FontSelection): Content {
  const dressing: Dressing = {
    typeset: (each, text) =>
      fonts.runs(each, text).flatMap((run) => keepPairs(run.text).map((piece) => ({ ...piece, font: run.font.key }))),
    key: (each) => fonts.roles.get(each)?.key ?? '',
  };
  return block(content, role, dressing) as Content;
}

/** The library's break-all tears surrogate pairs apart; 𠮷 stands in a piece of its own that it breaks by the ordinary rules. */
function keepPairs(text: string): readonly Piece[] {
  const parts = text.match(/[\0-\uffff]+|[^\0-\uffff]+/gu) ?? [];
  return parts.map((part) => ((part.codePointAt(0) ?? 0) > 0xffff ? { text: part, wordBreak: 'normal' } : { text: part }));
}

function block(value: unknown, role: FontRole, dressing: Dressing): unknown {
  if (isPlain(value)) return { text: inline(value, role, dressing) };
  if (Array.isArray(value)) return value.map((each: unknown) => block(each, role, dressing));
  const node = value as Node;
  const own = roleOf(node, role);
  const font = node.font === undefined ? {} : { font: dressing.key(own) };
  if ('text' in node) return { ...node, ...font, text: inline(node.text, own, dressing) };
  const inner = LISTS.filter((list) => list in node).map((list) => [list, block(node[list], own, dressing)] as const);
  const table = isNode(node.table) ? { table: { ...node.table, body: block(node.table.body, own, dressing) } } : {};
  return { ...node, ...font, ...Object.fromEntries(inner), ...table };
}

/** Parts of one paragraph: a part whose font changes inside becomes several with the same looks. */
function inline(value: unknown, role: FontRole, dressing: Dressing): readonly unknown[] {
  if (isPlain(value)) {
    const pieces = dressing.typeset(role, printable(String(value)));
    return pieces.length > 0 ? pieces : [{ text: '' }];
  }
  if (Array.isArray(value)) return value.flatMap((each: unknown) => inline(each, role, dressing));
  const node = value as Node;
  return inline(node.text, roleOf(node, role), dressing).map((piece) => ({ ...node, ...(piece as Node) }));
}

function roleOf(node: Node, inherited: FontRole): FontRole {
  return node.font === undefined ? inherited : fontRoleSchema.parse(node.font);
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
