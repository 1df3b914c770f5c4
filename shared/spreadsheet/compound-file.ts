/**
 * Just enough of the compound file (OLE2, MS-CFB) to look into an .xls before the library does: which streams there are,
 * and the first bytes of one. Every chain is bounded, so a file whose sectors run in a circle ends as damaged.
 */
import { refuseDamaged } from './failures.ts';

export interface CompoundStream {
  readonly name: string;
  /** 2 for streams, 1 for storages, 5 for the root */
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

const HEADER_BYTES = 512;
const DIRECTORY_ENTRY_BYTES = 128;
/** larger values mark the end of a chain or a free sector (MS-CFB 2.1) */
const MAX_SECTOR = 0xfffffffa;
const MAX_DIRECTORY_ENTRIES = 4_096;

export class CompoundFile {
  readonly streams: readonly CompoundStream[];
  private readonly view: DataView;
  private readonly sectorBytes: number;
  private readonly miniSectorBytes: number;
  private readonly miniCutoff: number;
  private readonly table: readonly number[];

  constructor(private readonly bytes: Uint8Array) {
    if (bytes.length < HEADER_BYTES) refuseDamaged('文件头不完整');
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const shift = this.view.getUint16(30, true);
    const miniShift = this.view.getUint16(32, true);
    if ((shift !== 9 && shift !== 12) || miniShift !== 6) refuseDamaged('文件头有错');
    this.sectorBytes = 1 << shift;
    this.miniSectorBytes = 1 << miniShift;
    this.miniCutoff = this.view.getUint32(56, true);
    this.table = this.readTable();
    this.streams = this.readDirectory();
  }

  find(name: string): CompoundStream | undefined {
    const wanted = name.toLowerCase();
    return this.streams.find((stream) => stream.type === 2 && stream.name.toLowerCase() === wanted);
  }

  /** The stream's first bytes, at most `limit`. */
  read(stream: CompoundStream, limit: number): Uint8Array {
    const wanted = Math.min(stream.size, limit);
    if (stream.size >= this.miniCutoff) return this.readChain(stream.start, wanted);
    const root = this.streams.find((entry) => entry.type === 5);
    if (!root) return refuseDamaged('文件目录不完整');
    const container = this.readChain(root.start, root.size);
    const miniTable = this.wordsOf(this.readChain(this.view.getUint32(60, true), this.bytes.length));
    const out = new Uint8Array(wanted);
    let filled = 0;
    for (let sector = stream.start, steps = 0; filled < wanted && sector < MAX_SECTOR; sector = miniTable[sector] ?? MAX_SECTOR) {
      if (++steps > miniTable.length) return refuseDamaged('文件内部的链接有错');
      const piece = container.subarray(
        sector * this.miniSectorBytes,
        sector * this.miniSectorBytes + Math.min(this.miniSectorBytes, wanted - filled),
      );
      if (piece.length === 0) break;
      out.set(piece, filled);
      filled += piece.length;
    }
    return out.subarray(0, filled);
  }

  private readChain(start: number, limit: number): Uint8Array {
    const pieces: Uint8Array[] = [];
    let filled = 0;
    for (let sector = start, steps = 0; filled < limit && sector < MAX_SECTOR; sector = this.table[sector] ?? MAX_SECTOR) {
      if (++steps > this.table.length + 1) return refuseDamaged('文件内部的链接有错');
      const piece = this.sector(sector);
      if (piece.length === 0) break;
      pieces.push(piece.subarray(0, limit - filled));
      filled += piece.length;
    }
    const out = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
    let offset = 0;
    for (const piece of pieces) {
      out.set(piece, offset);
      offset += piece.length;
    }
    return out;
  }

  private sector(index: number): Uint8Array {
    const start = (index + 1) * this.sectorBytes;
    return this.bytes.subarray(start, start + this.sectorBytes);
  }

  /** The sector table: its own sectors are listed in the header and, for files over 7 MB, in a chain after it. */
  private readTable(): readonly number[] {
    const count = Math.min(this.view.getUint32(44, true), Math.ceil(this.bytes.length / this.sectorBytes));
    const places: number[] = [];
    for (let index = 0; index < 109 && places.length < count; index += 1) places.push(this.view.getUint32(76 + index * 4, true));
    let next = this.view.getUint32(68, true);
    for (let steps = 0; places.length < count && next < MAX_SECTOR; steps += 1) {
      const words = this.wordsOf(this.sector(next));
      if (steps > count || words.length === 0) return refuseDamaged('文件内部的链接有错');
      places.push(...words.slice(0, Math.min(words.length - 1, count - places.length)));
      next = words.at(-1) ?? MAX_SECTOR;
    }
    const table: number[] = [];
    for (const place of places) if (place < MAX_SECTOR) for (const word of this.wordsOf(this.sector(place))) table.push(word);
    return table;
  }

  private readDirectory(): readonly CompoundStream[] {
    const raw = this.readChain(this.view.getUint32(48, true), MAX_DIRECTORY_ENTRIES * DIRECTORY_ENTRY_BYTES);
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    const streams: CompoundStream[] = [];
    for (let at = 0; at + DIRECTORY_ENTRY_BYTES <= raw.length; at += DIRECTORY_ENTRY_BYTES) {
      const nameBytes = Math.min(64, Math.max(0, view.getUint16(at + 64, true) - 2));
      const type = raw[at + 66] ?? 0;
      if (type === 0) continue;
      const name = new TextDecoder('utf-16le').decode(raw.subarray(at, at + nameBytes));
      streams.push({ name, type, start: view.getUint32(at + 116, true), size: view.getUint32(at + 120, true) });
    }
    return streams;
  }

  private wordsOf(bytes: Uint8Array): number[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bytes.length >> 2 }, (_, index) => view.getUint32(index * 4, true));
  }
}
