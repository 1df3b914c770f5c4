/**
 * Records of a BIFF stream and the texts in them (MS-XLS 2.1.4, 2.5.293–2.5.296). A text that is longer than its record
 * goes on in CONTINUE records, each of which says anew whether its characters have one byte or two.
 */
import { refuseDamaged } from './failures.ts';

export interface BiffRecord {
  readonly id: number;
  /** of the body in the stream */
  readonly start: number;
  readonly end: number;
  /** where the next record begins */
  readonly next: number;
}

const CONTINUE = 0x003c;
const WIDE = 0x01;
const EXTENDED = 0x04;
const RICH = 0x08;
const UTF16 = new TextDecoder('utf-16le');

export class BiffStream {
  private readonly view: DataView;

  /** `legacy`: decoder for texts of version 5; undefined for version 8, whose texts are Unicode */
  constructor(
    readonly bytes: Uint8Array,
    readonly legacy: TextDecoder | undefined,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  /** undefined at the stream's end; a record that reaches beyond it is damage */
  record(at: number): BiffRecord | undefined {
    if (at + 4 > this.bytes.length) return undefined;
    const start = at + 4;
    const end = start + this.word(at + 2);
    if (end > this.bytes.length) return refuseDamaged('工作簿的内容不完整');
    return { id: this.word(at), start, end, next: end };
  }

  byte(at: number): number {
    return this.bytes[at] ?? refuseDamaged('工作簿的内容不完整');
  }

  word(at: number): number {
    return this.byte(at) | (this.byte(at + 1) << 8);
  }

  long(at: number): number {
    return (this.word(at) | (this.word(at + 2) << 16)) >>> 0;
  }

  double(at: number): number {
    if (at + 8 > this.bytes.length) return refuseDamaged('工作簿的内容不完整');
    return this.view.getFloat64(at, true);
  }

  /** A record and its CONTINUE records, to be read as one. */
  pieces(record: BiffRecord): readonly BiffRecord[] {
    const pieces = [record];
    for (let next = this.record(record.next); next?.id === CONTINUE; next = this.record(next.next)) pieces.push(next);
    return pieces;
  }

  /** The text at `at` of a record; its length has one byte (sheet names) or two. */
  text(record: BiffRecord, at: number, lengthBytes: 1 | 2): string {
    const count = lengthBytes === 1 ? this.byte(at) : this.word(at);
    if (this.legacy) return this.legacy.decode(this.bytes.subarray(at + lengthBytes, Math.min(record.end, at + lengthBytes + count)));
    const cursor = new BiffCursor(this, this.pieces(record), at + lengthBytes);
    return cursor.characters(count, cursor.byte());
  }
}

/** Reads on across CONTINUE records. */
export class BiffCursor {
  private piece = 0;

  constructor(
    private readonly stream: BiffStream,
    private readonly pieces: readonly BiffRecord[],
    private at: number,
  ) {}

  get atEnd(): boolean {
    this.stepOver();
    return this.piece >= this.pieces.length;
  }

  byte(): number {
    this.stepOver();
    if (this.piece >= this.pieces.length) return refuseDamaged('工作簿的文字不完整');
    return this.stream.byte(this.at++);
  }

  word(): number {
    return this.byte() | (this.byte() << 8);
  }

  long(): number {
    return (this.word() | (this.word() << 16)) >>> 0;
  }

  /** Passes over `count` bytes; the file's end counts as their end. */
  skip(count: number): void {
    let rest = count;
    while (rest > 0 && !this.atEnd) {
      const step = Math.min(rest, this.end - this.at);
      this.at += step;
      rest -= step;
    }
  }

  /** `count` characters; `flags` say whether they have one byte or two until the record ends. */
  characters(count: number, flags: number): string {
    let text = '';
    let wide = (flags & WIDE) !== 0;
    for (let rest = count; rest > 0; ) {
      if (this.at >= this.end) {
        this.piece += 1;
        if (this.piece >= this.pieces.length) return refuseDamaged('工作簿的文字不完整');
        this.at = this.pieces[this.piece]?.start ?? 0;
        wide = (this.byte() & WIDE) !== 0;
      }
      const here = Math.min(rest, wide ? (this.end - this.at) >> 1 : this.end - this.at);
      if (here === 0) return refuseDamaged('工作簿的文字不完整');
      const bytes = this.stream.bytes.subarray(this.at, this.at + (wide ? here * 2 : here));
      text += wide ? UTF16.decode(bytes) : narrowText(bytes);
      this.at += bytes.length;
      rest -= here;
    }
    return text;
  }

  /** A text of the string table: formatting runs and phonetic data behind it are passed over. */
  tableText(): string {
    const count = this.word();
    const flags = this.byte();
    const runs = (flags & RICH) === 0 ? 0 : this.word();
    const extra = (flags & EXTENDED) === 0 ? 0 : this.long();
    const text = this.characters(count, flags);
    this.skip(runs * 4 + extra);
    return text;
  }

  private get end(): number {
    return this.pieces[this.piece]?.end ?? 0;
  }

  private stepOver(): void {
    while (this.piece < this.pieces.length && this.at >= this.end) {
      this.piece += 1;
      this.at = this.pieces[this.piece]?.start ?? 0;
    }
  }
}

/** One byte a character: the low bytes of UTF-16, which is not what any decoder called latin1 does from 0x80 to 0x9f. */
function narrowText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) text += String.fromCharCode(bytes[at] as number);
  return text;
}
