/** Progress of reading and writing tables; the same shape as the workstation's, which this room must not import. */
export interface TableProgress {
  /** Chinese, e.g. 正在读取工作表“行政许可”，第 12,000 行 */
  readonly text: string;
  /** 0–1; undefined when the end isn't known */
  readonly fraction: number | undefined;
}
export type ProgressListener = (progress: TableProgress) => void;
