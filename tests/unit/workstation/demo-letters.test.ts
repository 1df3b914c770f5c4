/** What the demo tells of letters, reviews and case files (办法 21, 25): every state is there, and every rule was kept on the way. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '#shared/crypto/digests.ts';
import { checkLetter } from '#shared/domain/letter-checks.ts';
import { registerProblems, unexplainedHoles } from '#shared/domain/number-register.ts';
import type { Entry, EntryOf, EntryType } from '#shared/ledger/entry.ts';
import { Projection } from '#shared/ledger/projection.ts';
import { contentOf } from '#shared/ledger/record-state.ts';
import { localDate } from '#shared/workstation/context.ts';
import { DEMO_DEPARTMENTS } from '#shared/workstation/demo/demo-departments.ts';
import { type DemoStory, demoStory } from '#shared/workstation/demo/demo-story.ts';
import { checkStep } from '#shared/workstation/handling/review-rules.ts';
import { registerOf } from '#shared/workstation/letters/letter-numbers.ts';
import { openDemoWorkstation } from '../../../build/demo-files.ts';
import { type NodeWorkstation, required } from '../../../build/node-workstation.ts';

const SIDES = ['approval', 'supervision'] as const;
const NOW = new Date('2026-11-23T08:00:00.000Z');
/** a Monday afternoon, the morning after 国庆, and a day whose story begins in the year before */
const CASES = ['2026-11-23T08:00:00.000Z', '2026-10-08T01:30:00.000Z', '2027-01-20T06:00:00.000Z'].flatMap((moment) =>
  SIDES.map((side) => [moment, side] as const),
);

function ofType<T extends EntryType>(entries: readonly Entry[], type: T): EntryOf<T>[] {
  return entries.filter((entry): entry is EntryOf<T> => entry.type === type);
}

function folded({ department, entries }: DemoStory): Projection {
  const projection = new Projection(department.uscc);
  projection.fold(structuredClone(entries));
  return projection;
}

describe.each(CASES)('letters at %s of the %s side', (moment, side) => {
  const story = demoStory(side, new Date(moment));
  const projection = folded(story);

  it('say nothing that the check of letters has something against (GB/T 9704)', () => {
    const issued = ofType(story.entries, 'letter.issued');
    expect(issued.length).toBeGreaterThan(12);
    for (const { payload, at } of issued) {
      const { content, about, signer } = payload;
      const verbatim = about.flatMap((recordId) => {
        const found = projection.byRecordId.get(recordId);
        return found ? [contentOf(found).counterpart.name, contentOf(found).decisionNumber] : [];
      });
      expect(checkLetter(content, { stage: 'issue', today: localDate(at), signer, verbatim }), content.title).toEqual([]);
    }
  });

  it('have numbers from the range of this computer, one unused with its reason, no holes and none twice', () => {
    const states = projection.letters.allNumbers();
    const own = ofType(story.entries, 'letter.issued').filter(({ actor }) => actor.departmentId === story.department.uscc);
    expect(states.flatMap(({ issued }) => issued)).toHaveLength(own.length);
    expect(states.flatMap(({ voided }) => voided)).toHaveLength(1);
    for (const state of states) {
      const register = registerOf(state);
      expect(registerProblems(register)).toEqual([]);
      expect(unexplainedHoles(register, Number(moment.slice(0, 4)))).toEqual([]);
      expect(register.ranges).toHaveLength(2);
      const [range] = register.ranges;
      for (const { sequence } of [...register.issued, ...register.voided]) {
        expect(range && sequence >= range.first && sequence <= range.last).toBe(true);
      }
    }
  });

  it('办法 21(三): take each step of a review in an order that the rules allow', () => {
    for (const [index, entry] of story.entries.entries()) {
      if (entry.type !== 'review.stepped') continue;
      const before = folded({ ...story, entries: story.entries.slice(0, index) });
      const notice = before.letters.get(entry.subject);
      const came = ofType(story.entries, 'package.imported').find(({ payload }) => payload.records.includes(entry.subject));
      expect(notice?.own).toBe(false);
      const { step, on, note, act, persons } = entry.payload;
      const input = { step, on, note, ...(act ? { act } : {}), ...(persons === undefined ? {} : { persons }) };
      const checked = checkStep(before.reviews.get(entry.subject), input, localDate(came?.at ?? ''), localDate(entry.at));
      expect(checked).toEqual({ ok: true, value: undefined });
    }
  });
});

describe('letters of two demo windows', () => {
  let folder: string;
  let approval: NodeWorkstation;
  let market: NodeWorkstation;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-letters-'));
    approval = await openDemoWorkstation(folder, 'approval', () => NOW);
    market = await openDemoWorkstation(folder, 'market', () => NOW);
  });
  afterAll(async () => {
    await approval.close();
    await market.close();
    await rm(folder, { recursive: true, force: true });
  });

  const rowsOf = async ({ workstation }: NodeWorkstation) =>
    required(await workstation.letters({ text: '', state: 'all', kinds: [], openOnly: false }));

  it('are PDFs that lie there, the same bytes on both sides', async () => {
    for (const row of await rowsOf(market)) {
      if (row.state === 'draft' || row.kind === 'other') continue;
      const bytes = required(await market.workstation.readLetterPdf(row.letterId));
      expect(new TextDecoder('latin1').decode(bytes.subarray(0, 5))).toBe('%PDF-');
      const there = required(await approval.workstation.readLetterPdf(row.letterId));
      expect(await sha256Hex(there)).toBe(await sha256Hex(bytes));
    }
  });

  it('stand in every state: drafts, issued and not sent, sent, received, on paper, answered, late', async () => {
    const rows = await rowsOf(approval);
    const some = (test: (row: (typeof rows)[number]) => boolean) => rows.filter(test).length;
    expect(some(({ state }) => state === 'draft')).toBeGreaterThan(1);
    expect(some(({ state, sent }) => state === 'issued' && !sent)).toBe(1);
    expect(some(({ state, sent }) => state === 'issued' && sent)).toBeGreaterThan(5);
    expect(some(({ state, to }) => state === 'received' && to === '')).toBe(2);
    expect(some(({ corrects }) => corrects !== '')).toBe(1);
    expect(some(({ answeredBy }) => answeredBy !== '')).toBe(3);
    expect(some(({ daysLeft }) => daysLeft !== undefined && daysLeft < 0)).toBe(2);
    expect(required(await approval.workstation.letters({ text: '', state: 'discarded', kinds: [], openOnly: false }))).toHaveLength(1);
    expect(required(await approval.workstation.letterTemplates())).toHaveLength(1);
  });

  it('办法 25: questions wait, are late, and were answered, on both sides', async () => {
    for (const { workstation } of [approval, market]) {
      const rows = required(await workstation.inquiries({ text: '', show: 'all' }));
      expect(rows.filter(({ own, daysLeft = 0 }) => !own && daysLeft < 0)).toHaveLength(1);
      expect(rows.some(({ daysLeft }) => daysLeft !== undefined && daysLeft > 0)).toBe(true);
      expect(rows.some(({ answers }) => answers.length > 0)).toBe(true);
    }
  });

  it('办法 21(三): one finished, one late in the middle, one not claimed in time, one new', async () => {
    const rows = required(await approval.workstation.reviewDetails());
    expect(rows.map(({ next, act, done, overdue }) => [next, act, done.length, overdue])).toEqual([
      ['received', undefined, 0, true],
      ['decided', undefined, 3, true],
      ['received', undefined, 0, false],
      [undefined, 'change', 6, false],
    ]);
    expect(rows.at(-1)?.decisionLetter).toContain('处理结果的函');
    const own = required(await market.workstation.reviewDetails());
    expect(own.map(({ decisionLetterId }) => decisionLetterId !== '')).toEqual([false, false, true]);
  });

  it('办法 21(二): case files are whole, lack pages as the recipient says, or wait to be checked', async () => {
    for (const { workstation } of [approval, market]) {
      const rows = required(await workstation.transfers());
      expect(rows.map(({ state }) => state).sort()).toEqual(['complete', 'lacking', 'lacking', 'toCheck', 'waiting']);
      const lacking = rows.find(({ own, state }) => own && state === 'lacking');
      const { checks } = required(await workstation.transferDetail(lacking?.letterId ?? ''));
      const other = workstation === approval.workstation ? DEMO_DEPARTMENTS.market : DEMO_DEPARTMENTS.approval;
      expect(checks).toMatchObject([{ departmentName: other.name }]);
      expect(checks.flatMap(({ items }) => items.filter(({ state }) => state !== 'complete')).length).toBe(lacking?.lacking);
    }
  });
});
