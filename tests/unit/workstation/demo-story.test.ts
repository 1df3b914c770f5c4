import { describe, expect, it } from 'vitest';
import { workingDaysLeft } from '#shared/domain/deadlines.ts';
import { isWorkingDay } from '#shared/domain/working-calendar.ts';
import { type Entry, type EntryOf, type EntryType, entrySchema } from '#shared/ledger/entry.ts';
import { Projection } from '#shared/ledger/projection.ts';
import { localDate, localTime } from '#shared/workstation/context.ts';
import { DEMO_DEPARTMENTS } from '#shared/workstation/demo/demo-departments.ts';
import { type DemoStory, demoStory } from '#shared/workstation/demo/demo-story.ts';
import { standingOf } from '#shared/workstation/packages/standing.ts';

const SIDES = ['approval', 'supervision'] as const;
/** a Monday afternoon, a Sunday, the morning after 国庆, a year without a holiday notice, late at night, before office hours */
const MOMENTS = [
  '2026-11-23T08:00:00.000Z',
  '2026-11-22T03:00:00.000Z',
  '2026-10-08T01:30:00.000Z',
  '2027-03-17T06:00:00.000Z',
  '2026-06-03T15:59:00.000Z',
  '2026-09-14T23:10:00.000Z',
];
const CASES = MOMENTS.flatMap((moment) => SIDES.map((side) => [moment, side] as const));

function ofType<T extends EntryType>(entries: readonly Entry[], type: T): EntryOf<T>[] {
  return entries.filter((entry): entry is EntryOf<T> => entry.type === type);
}

function statuses({ department, entries }: DemoStory): Record<string, number> {
  const projection = new Projection(department.uscc);
  projection.fold(structuredClone(entries));
  const counts: Record<string, number> = {};
  for (const record of projection.records) {
    const own = record.ownerId === department.uscc ? 'own' : 'received';
    const key = `${own} ${standingOf(record, projection, department.uscc).status}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** Working days left for everything that waits for this department. */
function daysLeft({ department, entries }: DemoStory, now: string): number[] {
  const projection = new Projection(department.uscc);
  projection.fold(structuredClone(entries));
  return projection.records.flatMap((record) => {
    const { status, deadline } = standingOf(record, projection, department.uscc);
    return status === 'toClaim' && deadline ? [workingDaysLeft(deadline.dueOn, localDate(now))] : [];
  });
}

describe.each(CASES)('the story at %s of the %s side', (moment, side) => {
  const now = new Date(moment);
  const story = demoStory(side, now);
  const { entries, department, operator } = story;
  /** by this computer; the department's second one has another clerk */
  const own = entries.filter(({ actor }) => actor.departmentId === department.uscc && actor.operator === operator);

  it('is the same each time', () => {
    expect(demoStory(side, now)).toEqual(story);
  });

  it('has only valid entries with ids of their own, none later than now', () => {
    for (const entry of entries) {
      expect(entrySchema.parse(entry)).toEqual(entry);
      expect(Date.parse(entry.at)).toBeLessThanOrEqual(now.getTime());
      expect(Number.parseInt(entry.id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse(entry.at));
    }
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  it('has own entries in the order of the clock, in office hours of working days', () => {
    expect(own.map(({ at }) => at)).toEqual(own.map(({ at }) => at).sort());
    for (const { at, type } of own) {
      expect(isWorkingDay(localDate(at)).working, `${type} ${at}`).toBe(true);
      const clock = localTime(at).slice(11);
      expect(clock >= '08:30' && clock <= '17:45', `${type} ${at}`).toBe(true);
    }
  });

  it('never tells of something before it happened', () => {
    const recordedBy = new Map<string, string>();
    const revisions = new Map<string, number>();
    const known = new Set<string>();
    const packages = new Map<string, Entry>();
    for (const entry of entries) {
      const by = entry.actor.departmentId;
      switch (entry.type) {
        case 'supervision.recorded':
          expect(entry.payload.supervision.decidedOn <= localDate(entry.at)).toBe(true);
          recordedBy.set(entry.subject, by);
          break;
        case 'letter.issued':
          expect(entry.payload.content.date).toBe(localDate(entry.at));
          for (const id of entry.payload.about) if (by === department.uscc) expect(recordedBy.has(id)).toBe(true);
          recordedBy.set(entry.subject, by);
          break;
        case 'meeting.applied':
        case 'meeting.convened':
          recordedBy.set(entry.subject, by);
          break;
        case 'approval.recorded':
          expect(entry.payload.approval.decidedOn <= localDate(entry.at)).toBe(true);
          recordedBy.set(entry.subject, by);
          revisions.set(entry.subject, 1);
          break;
        case 'approval.corrected': {
          // The second computer didn't know of the first one's correction: it made the same revision.
          const apart = by === department.uscc && entry.actor.operator !== operator;
          expect(recordedBy.get(entry.subject)).toBe(by);
          expect(entry.payload.revision).toBe((revisions.get(entry.subject) ?? 0) + (apart ? 0 : 1));
          revisions.set(entry.subject, entry.payload.revision);
          break;
        }
        case 'package.exported':
          expect(by).toBe(department.uscc);
          for (const id of entry.payload.records) {
            const owner = entry.payload.purpose === 'receipt' ? entry.payload.recipient : by;
            // Of a meeting every party speaks.
            if (entry.payload.purpose === 'meetings') expect(recordedBy.has(id)).toBe(true);
            else expect(recordedBy.get(id)).toBe(owner);
          }
          for (const id of entry.payload.told ?? []) expect(known.has(id)).toBe(true);
          for (const id of entry.payload.answers ?? []) expect(packages.has(id)).toBe(true);
          packages.set(entry.subject, entry);
          break;
        case 'package.imported': {
          const sent = packages.get(entry.subject);
          // Another department speaks of importing only what this one has exported before.
          if (by === department.uscc) expect(sent).toBeUndefined();
          else expect(sent?.at !== undefined && sent.at < entry.at).toBe(true);
          for (const id of entry.payload.records) expect(recordedBy.has(id)).toBe(true);
          packages.set(entry.subject, entry);
          break;
        }
        case 'claim.made':
        case 'claim.returned':
          expect(packages.has(entry.payload.packageId)).toBe(true);
          expect(recordedBy.get(entry.subject)).not.toBe(by);
          break;
        default:
      }
      known.add(entry.id);
    }
  });

  it('counts packages per sender and recipient without holes but those it tells of', () => {
    const sequences = new Map<string, number[]>();
    const note = (key: string, sequence: number) => sequences.set(key, [...(sequences.get(key) ?? []), sequence]);
    for (const { payload } of ofType(own, 'package.exported')) note(`to ${payload.recipient}`, payload.sequence);
    for (const [key, list] of sequences) expect(list, key).toEqual(list.map((_, index) => index + 1));
    sequences.clear();
    const reported = new Map(ofType(own, 'gap.reported').map((entry) => [entry.payload.series, entry.payload.missing]));
    for (const { payload } of ofType(own, 'package.imported')) note(payload.series ?? '', payload.sequence);
    for (const { payload } of ofType(own, 'gap.explained')) for (const sequence of payload.sequences) note(payload.series, sequence);
    for (const [series, list] of sequences) {
      const all = [...list, ...(reported.get(series) ?? [])].sort((a, b) => a - b);
      expect(all, series).toEqual(all.map((_, index) => index + 1));
    }
  });

  it('claims after receiving, and only what it received', () => {
    const received = new Map(ofType(own, 'package.imported').map((entry) => [entry.subject, entry]));
    for (const claim of [...ofType(own, 'claim.made'), ...ofType(own, 'claim.returned')]) {
      const parcel = received.get(claim.payload.packageId);
      expect(parcel?.payload.records).toContain(claim.subject);
      expect(parcel?.at !== undefined && parcel.at < claim.at).toBe(true);
    }
  });

  it('shows every state', () => {
    const counts = statuses(story);
    const expected = ['own claimed', 'own received', 'own notPushed', 'received claimed', 'received toClaim'];
    if (side === 'approval') expected.push('own pushed', 'own returned', 'received returned');
    const missing = expected.filter((state) => (counts[state] ?? 0) === 0);
    // Before the day's first records everything may have been pushed the evening before.
    expect(missing.filter((state) => state !== 'own notPushed')).toEqual([]);
    const total = (own: string) => Object.entries(counts).reduce((sum, [key, count]) => sum + (key.startsWith(own) ? count : 0), 0);
    if (side === 'approval') {
      expect(total('own')).toBeGreaterThan(290);
      expect(total('own')).toBeLessThanOrEqual(330);
      expect(counts['own notPushed']).toBeGreaterThan(0);
    } else expect(total('own')).toBeGreaterThan(50);
    expect(total('received')).toBeGreaterThan(50);
    expect(ofType(own, 'approval.corrected').length).toBeGreaterThan(0);
    expect(ofType(own, 'import.committed').length).toBeGreaterThan(5);
  });

  it('tells of supervision information: claimed, returned, waiting, and late to be pushed (办法 21(二))', () => {
    const projection = new Projection(department.uscc);
    projection.fold(structuredClone(entries));
    const states = projection.supervisions.map((record) => {
      const { status, deadline } = standingOf(record, projection, department.uscc);
      const late = status === 'notPushed' && deadline !== undefined && workingDaysLeft(deadline.dueOn, localDate(moment)) < 0;
      return late ? 'late' : status;
    });
    for (const state of side === 'approval' ? ['claimed', 'returned', 'toClaim'] : ['claimed', 'returned', 'received', 'late', 'notPushed'])
      expect(states, state).toContain(state);
    const named = projection.supervisions.flatMap(({ supervision }) => supervision.approvals);
    expect(named.length).toBeGreaterThan(3);
    for (const { recordId } of named) expect(projection.approval(recordId)).toBeDefined();
  });

  it('has something overdue, and on working days something due today (办法 20(一))', () => {
    const left = daysLeft(story, moment);
    expect(left.some((days) => days < 0)).toBe(true);
    if (isWorkingDay(localDate(moment)).working) expect(left).toContain(0);
  });

  it('introduces the department and knows the nine others', () => {
    expect(entries[0]).toMatchObject({ type: 'department.profiled', subject: department.uscc });
    expect(ofType(own, 'directory.changed')).toHaveLength(Object.keys(DEMO_DEPARTMENTS).length - 1);
    expect(entries.every(({ actor }) => Object.values(DEMO_DEPARTMENTS).some(({ uscc }) => uscc === actor.departmentId))).toBe(true);
  });
});

describe('the two sides', () => {
  const now = new Date(MOMENTS[0] as string);
  const approval = demoStory('approval', now);
  const supervision = demoStory('supervision', now);

  it('tell of the same things in the same words', () => {
    const byId = new Map(approval.entries.map((entry) => [entry.id, entry]));
    const shared = supervision.entries.filter(({ id }) => byId.has(id));
    expect(shared.length).toBeGreaterThan(200);
    for (const entry of shared) expect(entry).toEqual(byId.get(entry.id));
  });

  it('have sent what the other has received', () => {
    const sent = new Map(ofType(approval.entries, 'package.exported').map((entry) => [entry.subject, entry]));
    const received = ofType(supervision.entries, 'package.imported').filter(
      ({ actor, payload }) => actor.departmentId === supervision.department.uscc && payload.sender === approval.department.uscc,
    );
    expect(received.length).toBeGreaterThan(10);
    for (const { subject, payload } of received) {
      const { sequence, records, fileSha256, purpose } = payload;
      expect(sent.get(subject)?.payload).toMatchObject({ sequence, records, fileSha256, purpose });
    }
  });

  it('name the keys that are given, and nothing else changes', () => {
    const keys = {
      [DEMO_DEPARTMENTS.market.uscc]: { fingerprint: '0000 1111', publicKeyPem: 'pem of market' },
      [DEMO_DEPARTMENTS.approval.uscc]: { fingerprint: '2222 3333', publicKeyPem: 'pem of approval' },
    };
    const withKeys = demoStory('approval', now, keys);
    const confirmed = ofType(withKeys.entries, 'key.confirmed');
    expect(confirmed.map(({ payload }) => payload.publicKeyPem)).toEqual(['pem of market']);
    const rest = withKeys.entries.filter(({ type }) => !/^(key|coordinator|card)\./.test(type));
    expect(rest.map(({ id }) => id)).toEqual(approval.entries.map(({ id }) => id));
    const ownImports = ofType(rest, 'package.imported').filter(({ payload }) => payload.sender === DEMO_DEPARTMENTS.market.uscc);
    expect(new Set(ownImports.map(({ payload }) => payload.fingerprint))).toEqual(new Set(['0000 1111']));
  });
});
