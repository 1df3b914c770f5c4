export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
export const nothing: Count;
export function countOne(passed: boolean): Count;
export function sum(counts: readonly Count[]): Count;
export function countVitest(report: string | undefined, exitCode: number): Count;
export function countPlaywright(report: string | undefined, exitCode: number): Count;
export function summaryLine(count: Count): string;
