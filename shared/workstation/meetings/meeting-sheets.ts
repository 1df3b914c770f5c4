/** Sheets that the workbooks of a meeting, of a year and of the officers have in common: how they are printed, columns, words. */

import type { Attendee, Conclusion } from '#shared/domain/meeting.ts';
import { OUTCOME_WORDS, STANCE_WORDS } from '#shared/domain/meeting-document-parts.ts';
import type { WorkbookColumn, WorkbookSheet } from '#shared/spreadsheet/write-workbook.ts';
import type { ActionRow, MeetingStage } from './meetings-api.ts';

export function column(title: string, width: number, more: Partial<WorkbookColumn> = {}): WorkbookColumn {
  return { title, width, type: 'text', ...more };
}
export const WRAPPED = { wrap: true } as const;
export const DATE = { type: 'date' } as const;
export const COUNT = { type: 'number' } as const;
export const NUMBER = column('序号', 6, COUNT);

/** A4 across, as wide as one page; the sheet's name and what it belongs to stand above the table. */
export function sheet(
  name: string,
  belongsTo: string,
  columns: readonly WorkbookColumn[],
  rows: readonly (readonly string[])[],
): WorkbookSheet {
  return { name, columns, rows, print: { orientation: 'landscape', heading: `${belongsTo}　${name}` } };
}

/** 1, 2, 3 … before each row */
export function numbered(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((row, index) => [String(index + 1), ...row]);
}

export const STAGE_WORDS: Readonly<Record<MeetingStage, string>> = {
  collecting: '征集议题',
  arranged: '已安排',
  today: '今天召开',
  toRecord: '待整理记录',
  held: '已召开',
  cancelled: '已取消',
};
export const ATTENDANCE_WORDS: Readonly<Record<Attendee['state'], string>> = {
  present: '到会',
  late: '迟到',
  leave: '请假',
  absent: '缺席',
};
export const ROLE_WORDS: Readonly<Record<Attendee['as'], string>> = { attendee: '出席', observer: '列席' };
export const ACTION_WORDS: Readonly<Record<ActionRow['state'], string>> = {
  open: '办理中',
  reported: '已报告完成，待确认',
  done: '已完成',
  withdrawn: '已撤销',
};

export function outcomeText({ outcome }: Pick<Conclusion, 'outcome'>): string {
  return outcome === 'open' ? '' : OUTCOME_WORDS[outcome];
}

/** A line for each department: 甲局：同意。理由 */
export function positionsText({ positions }: Pick<Conclusion, 'positions'>): string {
  return positions
    .map(({ department, stance, text }) => `${department}：${STANCE_WORDS[stance]}${text.trim() === '' ? '' : `。${text.trim()}`}`)
    .join('\n');
}

/** 已逾期 or how many working days are left, of what is still to be done. */
export function daysText({ state, daysLeft }: Pick<ActionRow, 'state' | 'daysLeft'>): string {
  if (daysLeft === undefined || state !== 'open') return '';
  return daysLeft < 0 ? `已逾期 ${-daysLeft} 个工作日` : `还剩 ${daysLeft} 个工作日`;
}
