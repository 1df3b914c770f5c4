/** What the demo tells of liaison officers, meetings and 督办事项 (办法 17, 27–31): every state is there, and every rule was kept. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '#shared/crypto/digests.ts';
import { checkMeetingDocument } from '#shared/domain/meeting-document-checks.ts';
import { isWorkingDay } from '#shared/domain/working-calendar.ts';
import type { Entry, EntryOf, EntryType } from '#shared/ledger/entry.ts';
import { Projection } from '#shared/ledger/projection.ts';
import { localDate } from '#shared/workstation/context.ts';
import { DEMO_DEPARTMENTS } from '#shared/workstation/demo/demo-departments.ts';
import { demoStory } from '#shared/workstation/demo/demo-story.ts';
import { openDemoWorkstation } from '../../../build/demo-files.ts';
import { type NodeWorkstation, required } from '../../../build/node-workstation.ts';

const NOW = new Date('2026-11-23T08:00:00.000Z');
/** a Monday afternoon, a Sunday, the morning after 国庆, the first days of a month and of a year */
const MOMENTS = [
  ...['2026-11-23T08:00:00.000Z', '2026-11-22T03:00:00.000Z', '2026-10-08T01:30:00.000Z'],
  ...['2026-12-08T06:00:00.000Z', '2027-01-06T06:00:00.000Z'],
];
const CASES = MOMENTS.flatMap((moment) => (['approval', 'supervision'] as const).map((side) => [moment, side] as const));

function ofType<T extends EntryType>(entries: readonly Entry[], type: T): EntryOf<T>[] {
  return entries.filter((entry): entry is EntryOf<T> => entry.type === type);
}

describe.each(CASES)('meetings at %s of the %s side', (moment, side) => {
  const { entries, department } = demoStory(side, new Date(moment));
  const projection = new Projection(department.uscc);
  projection.fold(structuredClone(entries));

  it('say in their documents nothing that the check before issue has something against (GB/T 9704 10.3)', () => {
    const issued = ofType(entries, 'meetingDocument.issued');
    expect(issued.length).toBeGreaterThan(3);
    for (const { payload, at } of issued) {
      const { content, signer } = payload;
      expect(checkMeetingDocument(content, { stage: 'issue', today: localDate(at), signer }), content.title).toEqual([]);
    }
  });

  it('are spoken of only by who may: every word counts in the registers', () => {
    for (const { meetingId } of projection.meetings.values()) {
      const said = projection.meetings.entriesOf(meetingId);
      const issued = said.filter(({ type }) => type === 'meetingDocument.issued').map(({ subject }) => subject);
      expect(projection.meetings.documentsOf(meetingId).map(({ documentId }) => documentId)).toEqual(issued.sort());
      for (const { type, actor } of said) if (type === 'meeting.convened') expect(actor.departmentId).toBe(DEMO_DEPARTMENTS.approval.uscc);
    }
    for (const { actionId, history } of projection.actions.values()) expect(history).toEqual(projection.actions.entriesOf(actionId));
  });

  it('办法 31(三): what was agreed has somebody who does it until a working day, what was not has a next step', () => {
    for (const { payload } of ofType(entries, 'meeting.concluded')) {
      for (const { outcome, next, conclusion } of payload.conclusions) {
        expect([conclusion === '', outcome === 'agreed']).toEqual([false, next === '']);
      }
    }
    const due = ofType(entries, 'action.assigned').map(({ payload }) => payload.dueOn);
    for (const day of due) expect(isWorkingDay(day).working, day).toBe(true);
  });

  it('办法 29: no two 例会 carry the same month', () => {
    const months = [...projection.meetings.values()]
      .map(({ convened }) => convened.payload.arrangement)
      .filter(({ kind }) => kind === 'monthly')
      .map(({ date }) => date.slice(0, 7));
    expect(new Set(months).size).toBe(months.length);
  });
});

describe('meetings of two demo windows', () => {
  let folder: string;
  let approval: NodeWorkstation;
  let market: NodeWorkstation;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-meetings-'));
    approval = await openDemoWorkstation(folder, 'approval', () => NOW);
    market = await openDemoWorkstation(folder, 'market', () => NOW);
  });
  afterAll(async () => {
    await approval.close();
    await market.close();
    await rm(folder, { recursive: true, force: true });
  });

  const rowsOf = async ({ workstation }: NodeWorkstation) =>
    required(await workstation.meetings({ text: '', show: 'all', kinds: [], year: '' }));
  const actionsOf = async ({ workstation }: NodeWorkstation) =>
    required(await workstation.actions({ text: '', show: 'all', overdueOnly: false }));

  it('办法 27: every department but one has an officer, one took over and the 备案函 names the new one', async () => {
    for (const { workstation } of [approval, market]) {
      const { rows, without } = required(await workstation.liaisons());
      expect(without.map(({ departmentName }) => departmentName)).toEqual([DEMO_DEPARTMENTS.culture.name]);
      const left = rows.filter(({ inOffice }) => !inOffice);
      expect(left.map(({ departmentName, history }) => [departmentName, history.length])).toEqual([[DEMO_DEPARTMENTS.market.name, 2]]);
      const [named] = rows.filter(({ letterId }) => letterId !== undefined);
      const { row } = required(await workstation.letterDetail(named?.letterId ?? ''));
      expect(row.title).toContain('联络员备案');
    }
  });

  it('stand in every stage, with a refusal that says why (31(二)) and a change that nobody has been told', async () => {
    const rows = await rowsOf(approval);
    expect(new Set(rows.map(({ stage }) => stage))).toEqual(new Set(['arranged', 'collecting', 'toRecord', 'held', 'cancelled']));
    expect(new Set(rows.map(({ kind }) => kind)).size).toBe(5);
    expect(rows.filter(({ unsent }) => unsent).map(({ kind }) => kind)).toEqual(['jointConference']);
    expect((await rowsOf(market)).filter(({ unsent }) => unsent)).toEqual([]);
    const joint = rows.find(({ kind }) => kind === 'jointConference');
    const { parties, histories } = required(await approval.workstation.meetingDetail(joint?.meetingId ?? ''));
    const refused = parties.find(({ answer }) => answer === 'refused');
    expect(refused?.reason).not.toBe('');
    // 17, 31(三): what was not agreed comes to the 联席会议 with its history
    expect(histories.map(({ before }) => before.map(({ conclusion }) => conclusion !== ''))).toEqual([[true]]);
    expect(required(await approval.workstation.carriedItems()).map(({ next }) => next)).toEqual(['nextMeeting']);
  });

  it('leave something to do for both: applications, answers, records, confirmations, items', async () => {
    const own = required(await approval.workstation.meetingOverview());
    expect(own).toMatchObject({ applicationsToAnswer: 1, toRecord: 1, carried: 1, withoutLiaison: 1, monthlyMissing: false });
    const other = required(await market.workstation.meetingOverview());
    expect(other).toMatchObject({ applicationsToAnswer: 1, toAnswer: 1, toConfirm: 1, actionsOverdue: 1, actionsToJudge: 1 });
    const states = (await actionsOf(approval)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['open', 'reported', 'done', 'withdrawn']));
    const applications = required(await approval.workstation.applications());
    expect(new Set(applications.map(({ state }) => state))).toEqual(new Set(['waiting', 'accepted', 'declined']));
  });

  it('have documents and evidence that lie there, the same bytes on both sides; the 会议记录 stays where it is', async () => {
    let compared = 0;
    for (const { meetingId } of await rowsOf(market)) {
      const there = required(await market.workstation.meetingDetail(meetingId));
      const here = required(await approval.workstation.meetingDetail(meetingId));
      expect(there.documents.some(({ form }) => form === 'record')).toBe(false);
      expect(here.documents.filter(({ form }) => form !== 'record').map(({ documentId }) => documentId)).toEqual(
        there.documents.map(({ documentId }) => documentId),
      );
      for (const { documentId } of there.documents) {
        const bytes = required(await market.workstation.readMeetingDocumentPdf(documentId));
        const same = required(await approval.workstation.readMeetingDocumentPdf(documentId));
        expect(await sha256Hex(same)).toBe(await sha256Hex(bytes));
        compared += 1;
      }
    }
    expect(compared).toBe(4);
    const evidence = async (at: NodeWorkstation) => {
      const found: string[] = [];
      for (const { actionId } of await actionsOf(at)) {
        found.push(...required(await at.workstation.actionDetail(actionId)).files.map(({ sha256 }) => sha256));
      }
      return found;
    };
    expect(await evidence(market)).toHaveLength(2);
    expect(await evidence(approval)).toEqual(await evidence(market));
  });
});
