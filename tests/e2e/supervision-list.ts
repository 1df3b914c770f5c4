/** What the list of supervision information gives away: a workbook with the columns that are chosen, and records on paper. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import * as XLSX from 'xlsx';
import type { WorkstationApp } from './workstation-app.ts';

/** The list holds a finding, and a revocation before it. */
export async function exportList(app: WorkstationApp, folder: string): Promise<void> {
  await app.go('supervision');
  await expect(app.id('supervision.count')).toContainText('2');
  await app.id('supervision.columns').click();
  await app.id('supervision.column.identity').click();
  await app.id('supervision.column.facts').click();
  await app.id('supervision.columns').click();
  await expect(app.page.getByRole('columnheader', { name: '代码或证件号码' })).toBeVisible();
  await expect(app.page.getByRole('columnheader', { name: '违法事实' })).toHaveCount(0);
  await app.id('supervision.export').click();
  // masked is what is chosen already: nothing leaves in full by a slip
  await expect(app.page.getByRole('radio', { name: '部分隐藏' })).toBeChecked();
  await app.answerSaveDialog(join(folder, '监管信息.xlsx'));
  await app.id('supervision.export.ok').click();
  await expect(app.page.getByText('已导出 2 条')).toBeVisible();
  const { Sheets } = XLSX.read(await readFile(join(folder, '监管信息.xlsx')));
  const [header = [], ...rows] = XLSX.utils.sheet_to_json<string[]>(Sheets.监管信息 as XLSX.WorkSheet, { header: 1 });
  expect(header.slice(0, 3)).toEqual(['类别', '决定书文号', '行政相对人']);
  expect(header.at(-1)).toBe('代码或证件号码');
  expect(rows.map(([title]) => title)).toEqual(['检查发现问题', '吊销许可证件']);
}

/** From one record to the next by the keyboard; the system's print dialog is held back until it is seen what it would get. */
export async function leafAndPrint(app: WorkstationApp): Promise<void> {
  await app.page.getByRole('row').filter({ hasText: '检查发现问题' }).first().dblclick();
  await expect(app.id('supervision.detail')).toContainText('第 1 / 2 条');
  await expect(app.id('supervision.previous')).toBeDisabled();
  await app.page.keyboard.press('Alt+ArrowDown');
  await expect(app.id('supervision.decisionNumber')).toContainText('济高新市监罚〔2026〕3号');
  await expect(app.id('supervision.next')).toBeDisabled();
  await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
    Reflect.set(contents, 'print', (_options: unknown, done: (printed: boolean) => void) => {
      Reflect.set(globalThis, 'finishPrinting', done);
    });
  });
  await app.page.keyboard.press('Control+p');
  const sheet = app.page.locator('.print-sheet');
  await sheet.waitFor({ state: 'attached' });
  for (const line of ['监管信息单', '济高新市监罚〔2026〕3号', 'JY000001', '济高新审〔2026〕12号', '更正（第 2 版）']) {
    await expect(sheet).toContainText(line);
  }
  await expect.poll(() => app.electron.evaluate(() => typeof Reflect.get(globalThis, 'finishPrinting'))).toBe('function');
  await app.electron.evaluate(() => (Reflect.get(globalThis, 'finishPrinting') as (printed: boolean) => void)(true));
  await sheet.waitFor({ state: 'detached' });
  // leafing doesn't lengthen the way back
  await app.id('page.back').click();
  await expect(app.id('supervision.grid')).toBeVisible();
}
