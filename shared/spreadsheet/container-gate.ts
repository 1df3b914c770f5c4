/**
 * Looks through a file before anything parses it: what it really is, whatever its name says, and whether it may be read.
 * Refuses with a sentence what is encrypted, damaged, hostile or no table.
 */
import { fail, type Result } from '#shared/domain/result.ts';
import { BIFF_HEADER_BYTES, type BiffHeader, looksLikeBiff, readBiffHeader } from './biff-header.ts';
import { CompoundFile } from './compound-file.ts';
import { readOrFail, refuse, refuseDamaged } from './failures.ts';
import { MAX_ANCIENT_BYTES, MAX_FILE_BYTES, MAX_XLS_BYTES, MAX_XLSB_INFLATED_BYTES, ReadBudget } from './read-limits.ts';
import { refuseDoctype } from './xml-scanner.ts';
import { inflateEntry, readZipDirectory, type ZipEntry } from './zip-entries.ts';

/** What a file turned out to be; the reader for it can go on from here. */
export type Container =
  | { readonly kind: 'xlsx'; readonly entries: readonly ZipEntry[]; readonly macros: boolean }
  | { readonly kind: 'xlsb'; readonly macros: boolean }
  /** `stream`: the workbook's records, taken out of their container */
  | { readonly kind: 'biff'; readonly header: BiffHeader; readonly stream: Uint8Array; readonly macros: boolean }
  | { readonly kind: 'text' };

const SAVE_AS = '请用 Excel 或 WPS 表格打开它，另存为 .xlsx（Excel 工作簿）后再导入。';

/** Decides what `bytes` are; a failure says why they can't be read and what to do. */
export function inspectContainer(bytes: Uint8Array): Result<Container> {
  if (bytes.length === 0) return fail('table.empty', '文件是空的（0 字节）。请重新导出或重新拷贝后再导入。');
  if (bytes.length > MAX_FILE_BYTES) return fail('table.too-large', '文件超过 200 MB，无法导入。请按年份或事项拆成几个文件后分别导入。');
  return readOrFail(() => {
    if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return inspectZip(bytes);
    if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return inspectCompound(bytes);
    if (looksLikeBiff(bytes)) return biff(readBiffHeader(bytes.subarray(0, BIFF_HEADER_BYTES)), bytes.length, false, () => bytes);
    refuseOtherFormats(bytes);
    return { kind: 'text' };
  });
}

function inspectZip(bytes: Uint8Array): Container {
  const entries = readZipDirectory(bytes);
  const names = new Set(entries.map((entry) => entry.name));
  if (entries.length === 0) refuse('table.not-a-table', '压缩包是空的，里面没有工作簿。请检查是否选对了文件。');
  if (names.has('mimetype') && names.has('content.xml')) refuseFormat('OpenDocument 表格（.ods）');
  if ([...names].some((name) => name.startsWith('index/') && name.endsWith('.iwa'))) refuseFormat('苹果 Numbers 表格');
  if (names.has('word/document.xml')) refuse('table.not-a-table', '这是 Word 文档，不是表格。请选择 .xlsx、.xls、.et 或 .csv 文件。');
  if (![...names].some((name) => name.endsWith('.rels') || name.endsWith('workbook.xml') || name.endsWith('workbook.bin'))) {
    refuse('table.not-a-table', '这是压缩包，不是表格。请先解压，再选择其中的 .xlsx、.xls、.et 或 .csv 文件。');
  }
  const macros = names.has('xl/vbaproject.bin');
  if ([...names].some((name) => name.endsWith('workbook.bin'))) return inspectBinaryWorkbook(bytes, entries, macros);
  return { kind: 'xlsx', entries, macros };
}

/**
 * The library inflates every part by itself, unbounded, and never returns from a deflated part of no bytes with a data
 * descriptor; so everything is inflated once before, and counted.
 */
function inspectBinaryWorkbook(bytes: Uint8Array, entries: readonly ZipEntry[], macros: boolean): Container {
  if (entries.reduce((total, entry) => total + entry.declaredSize, 0) > MAX_XLSB_INFLATED_BYTES) refuseTooLarge();
  const budget = new ReadBudget(MAX_XLSB_INFLATED_BYTES);
  for (const entry of entries) {
    if (!entry.stored && entry.compressedSize === 0) refuseDamaged('压缩包内有空的压缩部件', entry.name);
    let first = true;
    inflateEntry(bytes, entry, budget, (chunk) => {
      if (first && hasDoctype(chunk)) refuseDoctype(entry.name);
      first = false;
    });
  }
  return { kind: 'xlsb', macros };
}

function inspectCompound(bytes: Uint8Array): Container {
  const file = new CompoundFile(bytes);
  if (file.find('EncryptedPackage') || file.find('EncryptionInfo')) refuseEncrypted();
  const stream = file.find('Workbook') ?? file.find('Book');
  const macros = file.streams.some(({ name }) => name.toUpperCase() === '_VBA_PROJECT_CUR');
  const header = stream && readBiffHeader(file.read(stream, BIFF_HEADER_BYTES));
  if (stream && header) return biff(header, bytes.length, macros, () => file.read(stream, stream.size));
  if (file.find('WordDocument')) refuse('table.not-a-table', '这是 Word 文档，不是表格。请选择 .xlsx、.xls、.et 或 .csv 文件。');
  return refuse('table.not-a-table', '文件里没有工作簿。请检查是否选对了文件；可以选择 .xlsx、.xls、.et 或 .csv 文件。');
}

function biff(header: BiffHeader, size: number, macros: boolean, readStream: () => Uint8Array): Container {
  if (header.encrypted) refuseEncrypted();
  if (size > (header.version < 5 ? MAX_ANCIENT_BYTES : MAX_XLS_BYTES)) refuseTooLarge();
  return { kind: 'biff', header, stream: readStream(), macros };
}

function refuseEncrypted(): never {
  return refuse('table.encrypted', '此工作簿设有打开密码，无法读取。请在表格软件中去掉密码后另存，再导入另存的文件。');
}

function refuseTooLarge(): never {
  return refuse('table.too-large', `这种格式的大文件无法读取。${SAVE_AS}`);
}

function refuseFormat(name: string): never {
  return refuse('table.unsupported-format', `这是${name}，本软件不直接读取。${SAVE_AS}`);
}

/** Text and other files that spreadsheet programs open too, told by how they begin. */
function refuseOtherFormats(bytes: Uint8Array): void {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]))
    refuse('table.not-a-table', '这是 PDF 文件，不是表格。请向提供文件的系统导出 .xlsx 或 .csv。');
  const beginning = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 4096))
    .replaceAll('\0', '')
    .replace(/^(?:ï»¿|ÿþ|þÿ)?\s*/, '');
  const lower = beginning.toLowerCase();
  if (lower.startsWith('<?xml') && lower.includes('urn:schemas-microsoft-com:office:spreadsheet')) refuseFormat('XML 表格（Excel 2003）');
  if (/^<(?:!doctype html|html|head|meta|style|table|!--)/.test(lower)) refuseFormat('网页格式的表格（HTML）');
  if (lower.startsWith('<?xml')) refuseFormat('XML 文件');
  if (beginning.startsWith('ID;P')) refuseFormat('SYLK 表格（.slk）');
  if (/^TABLE\r?\n0,1\r?\n/.test(beginning)) refuseFormat('DIF 表格（.dif）');
  if (/^\{\\rtf/.test(beginning)) refuse('table.not-a-table', '这是 RTF 文档，不是表格。请选择 .xlsx、.xls、.et 或 .csv 文件。');
}

function hasDoctype(chunk: Uint8Array): boolean {
  const beginning = new TextDecoder('latin1').decode(chunk.subarray(0, 1024)).replaceAll('\0', '');
  return /^(?:ï»¿|ÿþ|þÿ)?\s*</.test(beginning) && /<!DOCTYPE/i.test(beginning);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((value, index) => bytes[index] === value);
}
