/**
 * What reading a table may cost. The whole process has to stay under 1 GB, whoever made the file; so everything that a
 * file can make grow is counted as it grows, and no size that the file declares is believed.
 */
import { FailureError, fail } from '#shared/domain/result.ts';

/** 200 MB: seven times a real 100,000 × 28 workbook */
export const MAX_FILE_BYTES = 200_000_000;
/** 1 GB of XML streamed through, a chunk at a time; it is never held. A real 100,000 × 28 workbook has 0.13 to 0.3 GB. */
export const MAX_STREAMED_BYTES = 1_000_000_000;
/** .xls and .et are held whole, once; the fullest there can be, 65,536 × 28, has 35 MB */
export const MAX_XLS_BYTES = 100_000_000;
/** .xls before 1993 goes through the library, which takes about 40 times its size; it has 16,384 rows at most */
export const MAX_ANCIENT_BYTES = 16_000_000;
/** what the parts of an .xlsb may inflate to, all together: the library takes about 22 times as much */
export const MAX_XLSB_INFLATED_BYTES = 40_000_000;
export const MAX_ZIP_ENTRIES = 10_000;
/** deflate can reach 1,032:1; sheets of blank styled cells, the most repetitive real ones, stay under 100:1 */
export const MAX_INFLATION_RATIO = 200;
/** below this the ratio doesn't matter */
export const RATIO_FLOOR_BYTES = 10_000_000;
/** places in rows, blank ones included; 8 bytes each */
export const MAX_CELL_PLACES = 16_000_000;
/** text kept in memory, in UTF-16 units; with 24 bytes for each string's own head counted as 12 units */
export const MAX_TEXT_UNITS = 160_000_000;
export const STRING_HEAD_UNITS = 12;
/** a sheet's own limit */
export const MAX_ROWS = 1_048_576;
/** no table of approvals is wider; cells further right are counted and noted, not read */
export const MAX_COLUMNS = 1_000;
export const MAX_MERGES = 200_000;

/** Counts what one file has cost so far and stops it (with a FailureError) when it costs too much. */
export class ReadBudget {
  private streamed = 0;
  private places = 0;
  private units = 0;

  constructor(private readonly maxStreamed: number = MAX_STREAMED_BYTES) {}

  addStreamed(bytes: number): void {
    this.streamed += bytes;
    if (this.streamed > this.maxStreamed) throw tooLarge('table.inflates-too-much', '解压后的内容超过本软件允许的上限');
  }

  addPlaces(places: number): void {
    this.places += places;
    if (this.places > MAX_CELL_PLACES) throw tooLarge('table.too-many-cells', '单元格超过 1,600 万个');
  }

  addText(units: number): void {
    this.units += units + STRING_HEAD_UNITS;
    if (this.units > MAX_TEXT_UNITS) throw tooLarge('table.too-much-text', '文字总量超过本软件允许的上限');
  }
}

function tooLarge(code: string, reason: string): FailureError {
  return new FailureError(fail(code, `表格太大：${reason}。请删去不需要的工作表和空白行列，或按年份拆成几个文件后分别导入。`).error);
}
