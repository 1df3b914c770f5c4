/** What is computed while somebody types or a table comes in, measured without a window: checks, and the list of letters. */
import { checkApproval } from '#shared/domain/approval-checks.ts';
import type { LetterContent } from '#shared/domain/letter.ts';
import { checkLetter } from '#shared/domain/letter-checks.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { Projection } from '#shared/ledger/projection.ts';
import { letterRows } from '#shared/workstation/letters/letter-rows.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT } from '../e2e/workstation-app.ts';
import { type FigureDefinition, type Figures, median } from './figures.ts';

const TODAY = '2026-11-23';
const ROWS = 20_000;
const LETTERS = 2000;
/** of each figure in a run */
const ROUNDS = 15;

export const CHECK_DEFINITIONS: readonly FigureDefinition[] = [
  { key: 'checkRows', title: `checks: ${ROWS} rows of a table`, unit: 'ms', expectation: 200 },
  { key: 'checkLetter', title: 'checks: a letter of ten pages', unit: 'ms', expectation: 5 },
  { key: 'letterList', title: `letters: list of ${LETTERS}`, unit: 'ms', expectation: 50 },
  { key: 'letterSearch', title: `letters: search in ${LETTERS}`, unit: 'ms', expectation: 50 },
];

export function benchChecks(runs: number, figures: Figures): void {
  const context = letterContext();
  const list = (text: string) => letterRows(context, { text, state: 'all', kinds: [], openOnly: false });
  const ten = tenPages();
  for (let run = 1; run <= runs; run += 1) {
    figures.addAll({
      checkRows: once(checkTable),
      checkLetter: often(() => checkLetter(ten, { stage: 'issue', today: TODAY, signer: '李局长', verbatim: NUMBERS })),
      letterList: often(() => list('')),
      letterSearch: often(() => list('1234家')),
    });
  }
}

function once(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function often(work: () => unknown): number {
  work();
  return median(Array.from({ length: ROUNDS }, () => once(work)));
}

function checkTable(): void {
  for (let row = 0; row < ROWS; row += 1) {
    const draft = {
      ...{ matter: '食品经营许可', decisionNumber: `济高新审〔2026〕${row}号`, counterpartName: '济宁某某有限公司' },
      ...{ uscc: APPROVAL_DEPARTMENT.uscc, contact: '0537-3255555', address: '济宁高新区某某路 1 号' },
      ...{ decidedOn: '2026-11-20', validFrom: '2026-11-20', validTo: '2031-11-19', content: '食品销售（含散装食品）' },
      approvedBy: APPROVAL_DEPARTMENT.name,
    };
    checkApproval(draft, { sourceSystem: '测试系统', today: TODAY });
  }
}

const NUMBERS = Array.from({ length: 30 }, (_, index) => `济高新审〔2026〕${index}号`);

function tenPages(): LetterContent {
  const text = '根据《某办法》（济高新函〔2023〕2号）的规定，现将有关情况函告如下，请你局于2026年12月1日前办理。'.repeat(6);
  return letterOf(
    '关于某某情况的函',
    Array.from({ length: 22 }, () => ({ type: 'paragraph' as const, text })),
  );
}

function letterOf(title: string, body: LetterContent['body']): LetterContent {
  return {
    ...{ kind: 'inquiry', letterhead: APPROVAL_DEPARTMENT.name, title, recipients: [SUPERVISION_DEPARTMENT.name], body, enclosures: [] },
    ...{ signatories: [APPROVAL_DEPARTMENT.name], date: TODAY, seal: true, annotation: '', copies: [], urgency: '' },
  };
}

/** Letters of both sides, as packages bring them; folding is not what is measured. */
function letterContext(): Parameters<typeof letterRows>[0] {
  const projection = new Projection(APPROVAL_DEPARTMENT.uscc);
  const now = new Date(`${TODAY}T02:00:00.000Z`);
  projection.fold(
    Array.from({ length: LETTERS }, (_, index): Entry => {
      const [from, to] = index % 2 === 0 ? [APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT] : [SUPERVISION_DEPARTMENT, APPROVAL_DEPARTMENT];
      const payload = {
        ...{ content: letterOf(`关于第${index}家食品经营企业的函`, []), about: [], recipientIds: [to.uscc], dueOn: '2026-11-30' },
        ...{ number: { code: index % 2 === 0 ? '济高新审函' : '济高新市监函', year: 2026, sequence: index + 1 }, signer: '李局长' },
        pdf: { sha256: 'a'.repeat(64), name: '函.pdf', size: 1 },
      };
      const actor = { departmentId: from.uscc, operator: '王经办' };
      return { id: createUuid(), type: 'letter.issued', at: now.toISOString(), subject: createUuid(), actor, payload };
    }),
  );
  // the list asks for these three only
  return { projection, department: APPROVAL_DEPARTMENT, now: () => now } as unknown as Parameters<typeof letterRows>[0];
}
