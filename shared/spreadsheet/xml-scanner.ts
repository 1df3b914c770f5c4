/**
 * Reads XML as it is inflated, a chunk of bytes at a time, and tells a handler of tags and text. A sheet of 100,000 × 28
 * has 20 million tags; so names are compared by number and no string is made that nobody asks for.
 *
 * It reads what workbooks hold and no more: no DTD (refused: that is where entity bombs live), no validation. Tags whose
 * prefix isn't the root's (x14ac:…, mc:…) are passed over.
 */
import { refuse, refuseDamaged } from './failures.ts';

export interface XmlHandler {
  open(scanner: XmlScanner, name: number, selfClosing: boolean): void;
  close(scanner: XmlScanner, name: number): void;
  /** bytes start–end of `scanner.bytes`; read them with `scanner.textOf`. CDATA comes here with `literal` true */
  text(scanner: XmlScanner, start: number, end: number, literal: boolean): void;
}

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const COLON = 0x3a;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const AMPERSAND = 0x26;
const MAX_ATTRIBUTES = 64;
/** a cell holds 32,767 characters at most; one tag or text longer than this is no workbook */
const MAX_TOKEN_BYTES = 8_000_000;
const UTF8 = new TextDecoder('utf-8');

/**
 * The number that stands for a name. Attribute names with a prefix count from the colon on (`:id` for r:id); tag names
 * count without their prefix. Two names with the same number could be made on purpose; that would only misread the file
 * that does it.
 */
export function nameKey(name: string): number {
  let key = 0;
  for (let at = 0; at < name.length; at += 1) key = (Math.imul(key, 31) + name.charCodeAt(at)) | 0;
  return key;
}

export class XmlScanner {
  /** what `text` and the attributes refer to; changes with every chunk */
  bytes: Uint8Array = new Uint8Array(0);
  private rest: Uint8Array = new Uint8Array(0);
  private decode: ((chunk: Uint8Array, last: boolean) => Uint8Array) | undefined;
  private rootPrefix: number | undefined;
  private depth = 0;
  private prefix = 0;
  private attributeCount = 0;
  private readonly attributeKeys = new Int32Array(MAX_ATTRIBUTES);
  private readonly attributeStarts = new Int32Array(MAX_ATTRIBUTES);
  private readonly attributeEnds = new Int32Array(MAX_ATTRIBUTES);

  constructor(
    private readonly handler: XmlHandler,
    private readonly part: string,
  ) {}

  /** Takes the next bytes of the part; after the last ones every tag must have been closed. */
  feed(chunk: Uint8Array, last: boolean): void {
    const first = this.decode === undefined;
    this.decode ??= decoderFor(chunk, this.part);
    const fresh = this.decode(first ? withoutMark(chunk) : chunk, last);
    this.bytes = this.rest.length === 0 ? fresh : joined(this.rest, fresh);
    const stop = this.scan(last);
    this.rest = this.bytes.subarray(stop);
    if (this.rest.length > MAX_TOKEN_BYTES) refuseDamaged('XML 内容不正常', this.part);
    if (last && (this.depth !== 0 || this.rootPrefix === undefined)) refuseDamaged('XML 内容不完整', this.part);
  }

  /** Text of bytes start–end with entities resolved (unless `literal`). */
  textOf(start: number, end: number, literal = false): string {
    const text = UTF8.decode(this.bytes.subarray(start, end));
    if (literal) return text;
    for (let at = start; at < end; at += 1) if (this.bytes[at] === AMPERSAND) return resolveEntities(text);
    return text;
  }

  /** Of the tag just opened: the attribute's text; undefined when it isn't there. */
  attribute(key: number): string | undefined {
    const index = this.findAttribute(key);
    return index < 0 ? undefined : this.textOf(this.attributeStarts[index] as number, this.attributeEnds[index] as number);
  }

  /** Of the tag just opened: where the attribute's value begins in `bytes`; -1 when it isn't there. */
  attributeStart(key: number): number {
    const index = this.findAttribute(key);
    return index < 0 ? -1 : (this.attributeStarts[index] as number);
  }

  attributeEnd(key: number): number {
    const index = this.findAttribute(key);
    return index < 0 ? -1 : (this.attributeEnds[index] as number);
  }

  /** Of the tag just opened: the attribute as a whole number; `fallback` when it isn't there or isn't one. */
  attributeNumber(key: number, fallback: number): number {
    const index = this.findAttribute(key);
    if (index < 0) return fallback;
    return wholeNumber(this.bytes, this.attributeStarts[index] as number, this.attributeEnds[index] as number, fallback);
  }

  private findAttribute(key: number): number {
    for (let index = 0; index < this.attributeCount; index += 1) if (this.attributeKeys[index] === key) return index;
    return -1;
  }

  /** Works through `bytes`; returns where the first incomplete piece begins. */
  private scan(last: boolean): number {
    const { bytes } = this;
    let position = 0;
    while (position < bytes.length) {
      let next = position;
      while (next < bytes.length && bytes[next] !== LESS) next += 1;
      if (next > position) {
        if (next === bytes.length && !last) return position;
        this.handler.text(this, position, next, false);
        position = next;
        continue;
      }
      next = this.markup(position);
      if (next < 0) return last ? refuseDamaged('XML 内容不完整', this.part) : position;
      position = next;
    }
    return position;
  }

  /** One piece of markup that begins at `start`; returns the place after it, or -1 when its end isn't here yet. */
  private markup(start: number): number {
    const second = this.bytes[start + 1];
    if (second === undefined) return -1;
    if (second === SLASH) return this.endTag(start + 2);
    if (second === BANG) return this.declaration(start);
    if (second === QUESTION) return this.after(start + 2, '?>');
    return this.startTag(start + 1);
  }

  private endTag(start: number): number {
    let at = start;
    let key = 0;
    let prefix = 0;
    for (let value = this.bytes[at]; value !== GREATER; value = this.bytes[++at]) {
      if (value === undefined) return -1;
      if (value === COLON) {
        prefix = key;
        key = 0;
      } else if (value > 0x20) key = (Math.imul(key, 31) + value) | 0;
    }
    this.depth -= 1;
    if (this.depth < 0) refuseDamaged('XML 标签不配对', this.part);
    if (prefix === this.rootPrefix) this.handler.close(this, key);
    return at + 1;
  }

  private startTag(start: number): number {
    const { bytes } = this;
    let at = start;
    let key = 0;
    this.prefix = 0;
    for (let value = bytes[at]; value !== GREATER && value !== SLASH; value = bytes[++at]) {
      if (value === undefined) return -1;
      if (value <= 0x20) break;
      if (value === COLON) {
        this.prefix = key;
        key = 0;
      } else key = (Math.imul(key, 31) + value) | 0;
    }
    const end = this.readAttributes(at);
    if (end < 0) return -1;
    const selfClosing = bytes[end - 1] === SLASH;
    this.rootPrefix ??= this.prefix;
    if (!selfClosing) this.depth += 1;
    if (this.prefix === this.rootPrefix) this.handler.open(this, key, selfClosing);
    return end + 1;
  }

  /** Notes every attribute's place; returns the place of the closing `>`, or -1 when it isn't here yet. */
  private readAttributes(start: number): number {
    const { bytes } = this;
    this.attributeCount = 0;
    let key = 0;
    for (let at = start; at < bytes.length; at += 1) {
      const value = bytes[at] as number;
      if (value === GREATER) return at;
      if (value === QUOTE || value === APOSTROPHE) {
        const valueStart = at + 1;
        at = valueStart;
        while (at < bytes.length && bytes[at] !== value) at += 1;
        if (at === bytes.length) return -1;
        this.noteAttribute(key, valueStart, at);
        key = 0;
      } else if (value === COLON) key = COLON;
      else if (value > 0x20 && value !== EQUALS && value !== SLASH) key = (Math.imul(key, 31) + value) | 0;
    }
    return -1;
  }

  private noteAttribute(key: number, start: number, end: number): void {
    if (this.attributeCount === MAX_ATTRIBUTES) return;
    this.attributeKeys[this.attributeCount] = key;
    this.attributeStarts[this.attributeCount] = start;
    this.attributeEnds[this.attributeCount] = end;
    this.attributeCount += 1;
  }

  /** Comment, CDATA or DOCTYPE */
  private declaration(start: number): number {
    const { bytes } = this;
    if (bytes.length < start + 3) return -1;
    if (bytes[start + 2] === 0x2d) return this.after(start + 4, '-->');
    if (bytes[start + 2] !== 0x5b) refuseDoctype(this.part);
    const end = this.after(start + 9, ']]>');
    if (end >= 0) this.handler.text(this, start + 9, end - 3, true);
    return end;
  }

  /** The place after the next `closing`, or -1. */
  private after(start: number, closing: string): number {
    const { bytes } = this;
    for (let at = start; at + closing.length <= bytes.length; at += 1) {
      let matched = 0;
      while (matched < closing.length && bytes[at + matched] === closing.charCodeAt(matched)) matched += 1;
      if (matched === closing.length) return at + matched;
    }
    return -1;
  }
}

/** Entities are where XML bombs are declared; a workbook has no use for them. */
export function refuseDoctype(part: string): never {
  return refuse('table.xml-doctype', '文件内含有不允许的 XML 声明（DOCTYPE），可能是恶意构造的文件，已停止读取。请向提供文件的单位核实。', {
    path: part,
  });
}

/** Digits in bytes start–end as a number; `fallback` for anything else. */
export function wholeNumber(bytes: Uint8Array, start: number, end: number, fallback: number): number {
  if (start >= end || end - start > 10) return fallback;
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return fallback;
    value = value * 10 + digit;
  }
  return value;
}

const NAMED_ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function resolveEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]{2,4}));/g,
    (whole, hex: string | undefined, decimal: string | undefined, name: string) => {
      if (hex === undefined && decimal === undefined) return NAMED_ENTITIES.get(name) ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}

/** By byte order mark or XML declaration: UTF-8 passes through, anything else is turned into UTF-8. */
function decoderFor(first: Uint8Array, part: string): (chunk: Uint8Array, last: boolean) => Uint8Array {
  const label = encodingLabel(first);
  if (label === 'utf-8') return (chunk) => chunk;
  try {
    const decoder = new TextDecoder(label);
    const encoder = new TextEncoder();
    return (chunk, last) => encoder.encode(decoder.decode(chunk, { stream: !last }));
  } catch (error) {
    if (error instanceof RangeError) return refuseDamaged('XML 的编码无法识别', part);
    throw error;
  }
}

function encodingLabel(first: Uint8Array): string {
  if ((first[0] === 0xff && first[1] === 0xfe) || (first[0] === LESS && first[1] === 0)) return 'utf-16le';
  if ((first[0] === 0xfe && first[1] === 0xff) || (first[0] === 0 && first[1] === LESS)) return 'utf-16be';
  const declaration = new TextDecoder('latin1').decode(first.subarray(0, 200));
  const label = /^(?:ï»¿)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(declaration)?.[1]?.toLowerCase() ?? 'utf-8';
  return label === 'us-ascii' || label === 'utf8' || label.startsWith('utf-16') ? 'utf-8' : label;
}

function withoutMark(chunk: Uint8Array): Uint8Array {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
