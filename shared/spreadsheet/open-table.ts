/** From bytes to cells: the gate, then the reader for what the gate found. */

import { FailureError } from '#shared/domain/result.ts';
import { BiffStream } from './biff-records.ts';
import { readBiffWorkbook } from './biff-workbook.ts';
import { readBinaryWorkbook } from './binary-workbook.ts';
import { codePageDecoder } from './code-pages.ts';
import { type Container, inspectContainer } from './container-gate.ts';
import { detectEncoding } from './decode-text.ts';
import { readDelimited } from './delimited-text.ts';
import type { ProgressListener } from './progress.ts';
import { ReadBudget } from './read-limits.ts';
import type { SheetCells } from './sheet-cells.ts';
import { readWorkbookXml } from './workbook-xml.ts';

export interface OpenedTable {
  /** Chinese, e.g. Excel 工作簿（.xlsx）, CSV（GB18030） */
  readonly format: string;
  readonly notes: readonly string[];
  readonly sheets: readonly SheetCells[];
}

const MACROS = '工作簿含有宏。本软件只读取单元格的内容，不会运行宏。';

/** Throws a FailureError. */
export function openTable(bytes: Uint8Array, fileName: string, onProgress: ProgressListener | undefined): OpenedTable {
  onProgress?.({ text: '正在检查文件', fraction: 0 });
  const inspected = inspectContainer(bytes);
  if (!inspected.ok) throw new FailureError(inspected.error);
  const container = inspected.value;
  const opened = withUsableNames(read(bytes, fileName, container, new ReadBudget(), onProgress));
  onProgress?.({ text: '已读完', fraction: 1 });
  const macros = container.kind !== 'text' && container.macros ? [MACROS] : [];
  return { ...opened, notes: [...opened.notes, ...macros, ...extensionNotes(fileName, container)] };
}

function read(
  bytes: Uint8Array,
  fileName: string,
  container: Container,
  budget: ReadBudget,
  onProgress: ProgressListener | undefined,
): OpenedTable {
  const extension = extensionOf(fileName);
  switch (container.kind) {
    case 'xlsx': {
      const sheets = readWorkbookXml(bytes, container.entries, budget, onProgress);
      const format = container.macros ? 'Excel 启用宏的工作簿（.xlsm）' : 'Excel 工作簿（.xlsx）';
      return { format, notes: [], sheets };
    }
    case 'xlsb':
      onProgress?.({ text: '正在读取二进制工作簿', fraction: undefined });
      return { format: 'Excel 二进制工作簿（.xlsb）', notes: [], sheets: readBinaryWorkbook(bytes, 'unicode', budget) };
    case 'biff': {
      const format =
        extension === 'et'
          ? 'WPS 表格（.et）'
          : container.header.version === 8
            ? 'Excel 97–2003 工作簿（.xls）'
            : 'Excel 早期工作簿（.xls）';
      return { format, notes: [], sheets: readBiff(container, budget, onProgress) };
    }
    case 'text':
      return readText(bytes, fileName, budget, onProgress);
  }
}

function readBiff(
  { header, stream }: Extract<Container, { kind: 'biff' }>,
  budget: ReadBudget,
  onProgress: ProgressListener | undefined,
): readonly SheetCells[] {
  if (header.version < 5) return readBinaryWorkbook(stream, header.codePage, budget);
  const legacy = header.version === 8 ? undefined : codePageDecoder(header.codePage);
  return readBiffWorkbook(new BiffStream(stream, legacy), budget, onProgress);
}

function readText(bytes: Uint8Array, fileName: string, budget: ReadBudget, onProgress: ProgressListener | undefined): OpenedTable {
  const detected = detectEncoding(bytes);
  const { builder, separator, notes } = readDelimited(bytes, detected, budget, onProgress);
  const kind = separator === ',' ? 'CSV' : separator === '\t' ? '制表符分隔的文本' : `“${separator}”分隔的文本`;
  const name = fileName.replace(/\.[^.]*$/, '') || fileName;
  return { format: `${kind}（${detected.encoding}）`, notes, sheets: [builder.build(name, false)] };
}

/** Sheets are chosen by name: each has one, without control characters, and no two are alike. */
function withUsableNames(opened: OpenedTable): OpenedTable {
  const taken = new Set<string>();
  const sheets = opened.sheets.map((sheet, index) => {
    const usable = sheet.name.trim() === '' || /\p{Cc}/u.test(sheet.name) ? `工作表${index + 1}` : sheet.name;
    let name = usable;
    for (let count = 2; taken.has(name); count += 1) name = `${usable}（${count}）`;
    taken.add(name);
    return name === sheet.name ? sheet : { ...sheet, name };
  });
  return { ...opened, sheets };
}

/** Old systems write one format and call it another; the content decides, and the user is told. */
function extensionNotes(fileName: string, container: Container): readonly string[] {
  const extension = extensionOf(fileName);
  const expected: Readonly<Record<Container['kind'], readonly string[]>> = {
    xlsx: ['xlsx', 'xlsm', 'xltx', 'xltm', 'et'],
    xlsb: ['xlsb'],
    biff: ['xls', 'xlt', 'et', 'ett'],
    text: ['csv', 'txt', 'tsv', 'tab'],
  };
  if (extension === '' || expected[container.kind].includes(extension)) return [];
  const actual: Readonly<Record<Container['kind'], string>> = {
    xlsx: '.xlsx 工作簿',
    xlsb: '.xlsb 工作簿',
    biff: '.xls 工作簿',
    text: '文本',
  };
  return [`文件的扩展名是 .${extension}，内容实际是${actual[container.kind]}，已按内容读取。`];
}

function extensionOf(fileName: string): string {
  return /\.([^.\\/]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
