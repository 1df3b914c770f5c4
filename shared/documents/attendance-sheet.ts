/** 签到表: who is expected, and room to sign for them and for whoever else comes. */

import type { TableBlock } from '#shared/domain/letter.ts';
import type { Result } from '#shared/domain/result.ts';
import type { FontPort } from './font-port.ts';
import { typicalMeasure } from './letter-docx-parts.ts';
import { type Box, flow } from './letter-flow.ts';
import { titleBoxes } from './letter-layout.ts';
import { type Frame, type LaidOutLetter, landscapeFrame, type Measure, PORTRAIT } from './letter-page.ts';
import { drawLetter, measureOf } from './letter-pdf.ts';
import { labelledBoxes } from './meeting-closing.ts';
import { finishPage, textsOfPages } from './meeting-layout.ts';
import { linesOfRows, signingBoxes } from './meeting-table.ts';
import { drawPdf, type PdfFile } from './pdf.ts';

export interface AttendanceSheet {
  /** of the meeting */
  readonly title: string;
  readonly department: string;
  /** label and what is known, one line each */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly people: readonly { readonly department: string; readonly name: string; readonly position: string }[];
}

/** mm: room for a signature */
const ROW_HEIGHT = 11;
/** lines for people whom nobody announced */
const LEAST_EMPTY = 3;
/** rows whose text takes more lines than this in portrait turn the page */
const MOST_LINES = 2;

export function attendanceTitle(title: string): string {
  return `${title.trim()}签到表`;
}

export async function attendanceSheetPdf(sheet: AttendanceSheet, fonts: FontPort, now: Date): Promise<Result<PdfFile>> {
  const landscape = isWide(sheet);
  const info = { title: attendanceTitle(sheet.title), author: sheet.department, created: now, landscape };
  const wanted = textsOfPages(layOutAttendanceSheet(sheet, landscape, () => 1).pages);
  // row numbers come to as many as the pages have room for, which widths decide
  const texts = new Map([...wanted].map(([role, text]) => [role, `${text}0123456789`]));
  return drawPdf(info, fonts, texts, (canvas, selection) => {
    drawLetter(layOutAttendanceSheet(sheet, landscape, measureOf(selection)), canvas, selection);
  });
}

/** Portrait unless the names of units and positions ask for more width, in whatever font. */
function isWide(sheet: AttendanceSheet): boolean {
  return linesOfRows(tableOf(sheet, 0), PORTRAIT, typicalMeasure).some((lines) => lines > MOST_LINES);
}

/** The last page is filled with empty lines. */
export function layOutAttendanceSheet(sheet: AttendanceSheet, isLandscape: boolean, measure: Measure): LaidOutLetter {
  const frameOf = (page: number) => (isLandscape ? landscapeFrame(page % 2 === 0) : PORTRAIT);
  const pagesWith = (empty: number) => flow(boxesOf(sheet, empty, frameOf(0), measure), frameOf).pages;
  let [empty, pages] = [LEAST_EMPTY, pagesWith(LEAST_EMPTY)];
  for (let more = pagesWith(empty + 1); more.length === pages.length; more = pagesWith(empty + 1)) [empty, pages] = [empty + 1, more];
  return { pages: pages.map((page, index) => finishPage(page, index + 1, isLandscape, measure)) };
}

function boxesOf(sheet: AttendanceSheet, empty: number, frame: Frame, measure: Measure): readonly Box[] {
  const facts = sheet.facts.filter(([, value]) => value.trim() !== '');
  return [
    ...titleBoxes(attendanceTitle(sheet.title), frame, measure),
    ...facts.flatMap(([label, value]) => labelledBoxes(`${label}：`, value, 0, frame, measure)),
    ...signingBoxes(tableOf(sheet, empty), ROW_HEIGHT, frame, measure),
  ];
}

function tableOf({ people }: AttendanceSheet, empty: number): TableBlock {
  const rows = [...people, ...Array.from({ length: empty }, () => ({ department: '', name: '', position: '' }))];
  return {
    type: 'table',
    columns: [
      { title: '序号', width: 11, align: 'center' },
      { title: '单位', width: 45, align: 'left' },
      { title: '姓名', width: 20, align: 'center' },
      { title: '职务', width: 30, align: 'left' },
      { title: '联系电话', width: 26, align: 'left' },
      { title: '签名', width: 24, align: 'left' },
    ],
    rows: rows.map(({ department, name, position }, index) => [String(index + 1), department, name, position, '', '']),
  };
}
