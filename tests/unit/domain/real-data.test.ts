/** The rules against data as it really is. The data does not belong to the product: skipped where ../shared/data is absent. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ApprovalDraft } from '#shared/domain/approval.ts';
import { checkApproval } from '#shared/domain/approval-checks.ts';
import { readUscc, recordKey } from '#shared/domain/identifiers.ts';

const DATA = '../shared/data';

/** enough for these two files: quoted fields, no line breaks inside */
function readCsv(name: string): readonly Readonly<Record<string, string>>[] {
  const lines = readFileSync(`${DATA}/${name}`, 'utf8').trim().split(/\r?\n/);
  const cells = (line: string) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? '');
  const header = cells(lines[0] ?? '').map((title) => title.replace(/^\ufeff/, ''));
  return lines.slice(1).map((line) => Object.fromEntries(cells(line).map((cell, index) => [header[index] ?? '', cell])));
}

function cell(row: Readonly<Record<string, string>>, title: string): string {
  return row[title] ?? '';
}

describe.skipIf(!existsSync(DATA))('real data (skipped where ../shared/data is absent)', () => {
  it('1,500 companies of 济宁: every code passes, the one in lower case too', () => {
    const codes = readCsv('companies-jining.csv').map((row) => cell(row, '统一社会信用代码'));
    expect(codes).toHaveLength(1500);
    expect(codes.filter((code) => readUscc(code).state !== 'valid')).toEqual([]);
  });

  it('30 real decisions: all are accepted once contact and address are there, and each has its own key', () => {
    const rows = readCsv('approvals-real.csv');
    const drafts = rows.map(
      (row): ApprovalDraft => ({
        matter: cell(row, '行政许可决定文书名称'),
        decisionNumber: cell(row, '行政许可决定文书号'),
        counterpartName: cell(row, '行政相对人名称'),
        uscc: cell(row, '统一社会信用代码'),
        contact: '0537-0000000',
        address: '不详路 1 号',
        decidedOn: cell(row, '许可决定日期'),
        validFrom: cell(row, '有效期自'),
        validTo: cell(row, '有效期至'),
        content: cell(row, '许可内容'),
        category: cell(row, '许可类别'),
        approvedBy: cell(row, '许可机关'),
      }),
    );
    const checked = drafts.map((draft) => checkApproval(draft, { sourceSystem: '公开信息', today: '2026-11-23' }));
    expect(checked).toHaveLength(30);
    expect(checked.filter(({ approval }) => !approval)).toEqual([]);
    expect(new Set(checked.flatMap(({ problems }) => problems.map(({ code }) => code)))).toEqual(new Set(['validFrom.missing']));
    expect(checked.filter(({ approval }) => approval?.validity.to === 'longTerm').length).toBeGreaterThan(5);
    expect(new Set(drafts.map(recordKey)).size).toBe(30);
  });
});
