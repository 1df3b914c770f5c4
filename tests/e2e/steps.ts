/** What a clerk does again and again, for the end-to-end tests. */

import { expect } from '@playwright/test';
import { makeUscc } from '#shared/domain/codes.ts';
import type { DepartmentInput, WorkstationApp } from './workstation-app.ts';

const HEADER = [
  '事项名称',
  '行政许可决定文书号',
  '行政相对人名称',
  '统一社会信用代码',
  '联系方式',
  '地址',
  '许可决定日期',
  '有效期自',
  '有效期至',
  '许可内容',
  '许可类别',
  '许可机关',
];

/** Rows as a self-built system exports them; `prefix` keeps the numbers of several tables apart. */
export function exportRows(count: number, prefix = '济高新审'): string[][] {
  return Array.from({ length: count }, (_, index) => [
    '食品经营许可',
    `${prefix}〔2026〕${index + 1}号`,
    `济宁测试商贸${index + 1}有限公司`,
    makeUscc('91', '370800', `MA${String(index + 1).padStart(6, '0')}`),
    '0537-0000002',
    '济宁高新区柳行街道',
    '2026-11-02',
    '2026-11-02',
    '长期',
    '热食类食品制售',
    '普通',
    '高新区行政审批服务局',
  ]);
}

export function exportTable(count: number, prefix?: string): string[][] {
  return [HEADER, ...exportRows(count, prefix)];
}

export function exportCsv(count: number, prefix?: string): string {
  return exportTable(count, prefix)
    .map((cells) => cells.map((cell) => `"${cell}"`).join(','))
    .join('\r\n');
}

/** Chooses a file, takes the guessed mapping, checks the counts and imports. */
export async function importTable(
  app: WorkstationApp,
  path: string,
  expected: { readonly accepted?: number; readonly warned?: number; readonly rejected?: number },
  options: { readonly constants?: Readonly<Record<string, string>>; readonly format?: string } = {},
): Promise<void> {
  await app.go('import');
  await app.answerOpenDialog(path);
  await app.id('import.choose').click();
  await expect(app.id('import.format')).toBeVisible({ timeout: 60_000 });
  if (options.format) await expect(app.id('import.format')).toContainText(options.format);
  for (const [field, text] of Object.entries(options.constants ?? {})) await app.id(`import.constant.${field}`).fill(text);
  await app.id('import.next').click();
  for (const [outcome, count] of Object.entries(expected)) {
    await expect(app.id(`import.count.${outcome}`)).toContainText(String(count), { timeout: 60_000 });
  }
  await app.id('import.commit').click();
  await expect(app.id('import.done')).toBeVisible({ timeout: 60_000 });
}

export async function registerDepartment(app: WorkstationApp, department: DepartmentInput): Promise<void> {
  await app.go('directory');
  await app.id('directory.add').or(app.id('directory.empty.add')).first().click();
  await app.id('directory.name').fill(department.name);
  await app.id('directory.uscc').fill(department.uscc);
  await app.id(`directory.role-${department.role}`).click();
  await app.id('directory.save').click();
  await expect(app.id('directory.table')).toContainText(department.name);
}
