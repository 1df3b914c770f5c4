/** Folding is a union: whatever order entries come in, what is shown is the same (architecture.md, Single writer per fact). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LetterContent } from '#shared/domain/letter.ts';
import type { Supervision } from '#shared/domain/supervision.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
import { REVIEW_STEPS } from '#shared/ledger/letter-entries.ts';
import { Projection } from '#shared/ledger/projection.ts';
import { contentOf } from '#shared/ledger/record-state.ts';
import type { ReviewStep } from '#shared/ledger/review-register.ts';
import { DEMO_DEPARTMENTS } from '#shared/workstation/demo/demo-departments.ts';
import { demoKeys } from '#shared/workstation/demo/demo-keys.ts';
import { demoStory } from '#shared/workstation/demo/demo-story.ts';

const OWN = DEMO_DEPARTMENTS.approval.uscc;
const NOW = new Date('2026-11-23T08:00:00.000Z');
const STORY = demoStory('approval', NOW, await demoKeys(NOW)).entries;

function entry<T extends Entry['type']>(type: T, subject: string, payload: EntryOf<T>['payload'], at: string, by = OWN): EntryOf<T> {
  return { id: createUuid(), type, at, actor: { departmentId: by, operator: '王' }, subject, payload } as unknown as EntryOf<T>;
}

/** More than the story has of it: two corrections of one revision, a settlement, a gap and its report, a rotation and a revocation. */
function troubles(): readonly Entry[] {
  const recorded = STORY.find((each): each is EntryOf<'approval.recorded'> => each.type === 'approval.recorded');
  const sent = STORY.find((each): each is EntryOf<'package.exported'> => each.type === 'package.exported');
  if (!recorded || !sent) throw new Error('the story is empty');
  const { approval } = recorded.payload;
  const market = DEMO_DEPARTMENTS.market.uscc;
  const correct = (note: string, at: string, settles?: string[]) =>
    entry(
      'approval.corrected',
      recorded.subject,
      { approval: { ...approval, note }, revision: settles ? 92 : 91, reason: note, ...(settles ? { settles } : {}) },
      at,
    );
  const [one, other] = [correct('甲', '2026-11-20T01:00:00.000Z'), correct('乙', '2026-11-20T02:00:00.000Z')];
  const series = createUuid();
  const imported = (sequence: number, at: string) =>
    entry(
      'package.imported',
      createUuid(),
      { purpose: 'approvals', title: 't', sender: market, sequence, series, records: [], fingerprint: 'F', fileSha256: '0'.repeat(64) },
      at,
    );
  const key = { departmentId: market, publicKeyPem: 'P', against: '当面' };
  return [
    one,
    other,
    correct('以乙为准', '2026-11-20T03:00:00.000Z', [one.id, other.id]),
    imported(1, '2026-11-21T01:00:00.000Z'),
    imported(4, '2026-11-21T02:00:00.000Z'),
    entry('gap.reported', market, { series, missing: [2, 3] }, '2026-11-21T03:00:00.000Z'),
    entry('gap.explained', market, { series, sequences: [2], reason: '作废' }, '2026-11-21T04:00:00.000Z'),
    entry('gap.reported', OWN, { series: createUuid(), missing: [7] }, '2026-11-21T05:00:00.000Z', market),
    entry(
      'package.handedOver',
      sent.subject,
      { recipient: sent.payload.recipient, receivedBy: '李', handedOn: '2026-11-20', note: '' },
      '2026-11-20T05:00:00.000Z',
    ),
    entry(
      'key.learned',
      market,
      { departmentId: market, fingerprint: 'K2', publicKeyPem: 'P2', source: 'card' },
      '2026-11-19T01:00:00.000Z',
    ),
    entry('key.confirmed', market, { ...key, fingerprint: 'K2', means: 'rotation', replaces: 'K1' }, '2026-11-19T02:00:00.000Z'),
    entry('key.confirmed', market, { ...key, fingerprint: 'K1', means: 'person' }, '2026-11-18T01:00:00.000Z'),
    entry(
      'key.revoked',
      market,
      { departmentId: market, fingerprint: 'K1', reason: 'compromised', note: '被盗' },
      '2026-11-22T01:00:00.000Z',
    ),
  ];
}

/** Supervision information (办法 21): received, corrected twice apart, by a stranger, under an approval's id; claimed and returned apart. */
function supervisions(): readonly Entry[] {
  const market = DEMO_DEPARTMENTS.market.uscc;
  const stranger = DEMO_DEPARTMENTS.emergency.uscc;
  const approval = STORY.find((each): each is EntryOf<'approval.recorded'> => each.type === 'approval.recorded');
  if (!approval) throw new Error('the story is empty');
  const [recordId, packageId] = [createUuid(), createUuid()];
  const supervision = (content: string): Supervision => ({
    ...{ kind: 'suspension', decisionNumber: '济高新市监罚〔2026〕1号', counterpart: approval.payload.approval.counterpart },
    ...{ decidedOn: '2026-11-18', facts: '事实', legalBasis: '依据', content, madeBy: '某局', approvals: [], sourceSystem: '手工录入' },
  });
  const correct = (content: string, at: string, by = market, subject = recordId) =>
    entry('supervision.corrected', subject, { supervision: supervision(content), revision: 2, reason: content }, at, by);
  const facts = { purpose: 'supervision' as const, title: 't', sender: market, sequence: 9, records: [recordId], fingerprint: 'F' };
  return [
    entry('supervision.recorded', recordId, { supervision: supervision('停业15日') }, '2026-11-19T01:00:00.000Z', market),
    correct('停业10日', '2026-11-19T02:00:00.000Z'),
    correct('停业20日', '2026-11-19T03:00:00.000Z'),
    correct('免予处罚', '2026-11-19T04:00:00.000Z', stranger),
    correct('冒充更正', '2026-11-19T05:00:00.000Z', approval.actor.departmentId, approval.subject),
    entry('package.imported', packageId, { ...facts, fileSha256: '0'.repeat(64) }, '2026-11-20T01:00:00.000Z'),
    entry('claim.made', recordId, { packageId }, '2026-11-20T02:00:00.000Z'),
    entry('claim.returned', recordId, { packageId, reason: '不属于本部门' }, '2026-11-20T03:00:00.000Z'),
  ];
}

/** Letters of this department and of another, begun, given up, issued twice, checked; numbers reserved and voided; templates. */
function letters(): readonly Entry[] {
  const [market, letterId, templateId] = [DEMO_DEPARTMENTS.market.uscc, createUuid(), createUuid()];
  const content: LetterContent = {
    ...{ kind: 'inquiry', letterhead: '某局', title: '关于某事的函', recipients: ['某局'], body: [], enclosures: [] },
    ...{ signatories: ['某局'], seal: true, annotation: '', copies: [], urgency: '' },
  };
  const facts = (title: string) => ({ content: { ...content, title }, about: [], recipientIds: [market] });
  const pdf = { sha256: 'a'.repeat(64), name: '函.pdf', size: 1 };
  const code = '济高新审函';
  const issued = (subject: string, sequence: number, at: string, by = OWN) =>
    entry('letter.issued', subject, { ...facts('发出'), number: { code, year: 2026, sequence }, signer: '李', pdf }, at, by);
  const check = (by: string, at: string) =>
    entry('transfer.checked', letterId, { items: [], receivedBy: '赵', receivedOn: '2026-11-22', note: '' }, at, by);
  const [givenUp, theirs, stranger] = [createUuid(), createUuid(), DEMO_DEPARTMENTS.emergency.uscc];
  const template = (name: string, removed: boolean, at: string) =>
    entry('letterTemplate.saved', templateId, { name, content, removed }, at);
  const range = (first: number, last: number, at: string) =>
    entry('numbers.reserved', `${code}〔2026〕`, { code, year: 2026, first, last, series: createUuid() }, at);
  const voided = { number: { code, year: 2026, sequence: 3 }, reason: '纸质稿撤回' };
  return [
    entry('letter.drafted', letterId, facts('初稿'), '2026-11-20T01:00:00.000Z'),
    entry('letter.drafted', letterId, facts('二稿'), '2026-11-20T02:00:00.000Z'),
    issued(letterId, 1, '2026-11-20T03:00:00.000Z'),
    issued(letterId, 101, '2026-11-20T03:30:00.000Z'),
    issued(letterId, 1, '2026-11-19T03:30:00.000Z', stranger),
    entry('letter.drafted', givenUp, facts('不发了'), '2026-11-20T04:00:00.000Z'),
    entry('letter.discarded', givenUp, { reason: '' }, '2026-11-20T05:00:00.000Z'),
    entry('letter.drafted', givenUp, facts('另一台电脑还在改'), '2026-11-20T06:00:00.000Z'),
    issued(theirs, 1, '2026-11-20T07:00:00.000Z', market),
    issued(theirs, 9, '2026-11-20T08:00:00.000Z', stranger),
    issued(theirs, 2, '2026-11-20T09:00:00.000Z', market),
    check(market, '2026-11-22T01:00:00.000Z'),
    check(stranger, '2026-11-22T02:00:00.000Z'),
    range(1, 100, '2026-11-01T01:00:00.000Z'),
    range(101, 200, '2026-11-01T02:00:00.000Z'),
    entry('number.voided', `${code}〔2026〕`, voided, '2026-11-21T01:00:00.000Z'),
    template('函询', false, '2026-11-20T01:00:00.000Z'),
    template('函询', true, '2026-11-20T02:00:00.000Z'),
    template('函询（新）', false, '2026-11-20T03:00:00.000Z'),
  ];
}

/** Case files (办法 21(二)): drafted on two computers, issued, confirmed twice by whom it was addressed to; and one that came. */
function transfers(): readonly Entry[] {
  const market = DEMO_DEPARTMENTS.market.uscc;
  const [own, theirs] = [createUuid(), createUuid()];
  const item = (title: string, pages: number) => ({ documentNumber: '', title, date: '' as const, pages, remarks: '' });
  const facts = (recipientId: string, ...transfer: readonly ReturnType<typeof item>[]) => ({
    content: { ...TRANSFER_CONTENT },
    ...{ about: [], recipientIds: [recipientId], transfer: [...transfer] },
  });
  const issued = (subject: string, recipientId: string, at: string, by: string) =>
    entry(
      'letter.issued',
      subject,
      {
        ...facts(recipientId, item('询问笔录', 3), item('照片', 1)),
        ...{ number: { code: '某移函', year: 2026, sequence: 7 }, signer: '李', pdf: { sha256: 'c'.repeat(64), name: '函.pdf', size: 1 } },
      },
      at,
      by,
    );
  const check = (subject: string, state: 'complete' | 'missing', at: string, by: string) => {
    const items = [{ index: 1, state, pages: state === 'missing' ? 0 : 1, note: '' }];
    return entry('transfer.checked', subject, { items, receivedBy: '赵', receivedOn: at.slice(0, 10), note: '' }, at, by);
  };
  return [
    entry('letter.drafted', own, facts(market, item('询问笔录', 0)), '2026-11-18T01:00:00.000Z'),
    entry('letter.drafted', own, facts(market, item('询问笔录', 3), item('照片', 1)), '2026-11-18T02:00:00.000Z'),
    issued(own, market, '2026-11-18T03:00:00.000Z', OWN),
    check(own, 'missing', '2026-11-19T01:00:00.000Z', market),
    check(own, 'complete', '2026-11-20T01:00:00.000Z', market),
    check(own, 'missing', '2026-11-21T01:00:00.000Z', OWN),
    issued(theirs, OWN, '2026-11-18T04:00:00.000Z', market),
    check(theirs, 'missing', '2026-11-19T02:00:00.000Z', OWN),
    check(theirs, 'complete', '2026-11-20T02:00:00.000Z', OWN),
  ];
}

const TRANSFER_CONTENT: LetterContent = {
  ...{ kind: 'caseTransfer', letterhead: '某局', title: '关于移送案卷的函', recipients: ['某局'], body: [], enclosures: [] },
  ...{ signatories: ['某局'], seal: true, annotation: '', copies: [], urgency: '' },
};

const NOTICE = createUuid();

/** Reviews (办法 21(三)): noted twice, decided apart on two computers and settled, a target set, moved and taken away; a stranger's word. */
function reviews(): readonly Entry[] {
  const stranger = DEMO_DEPARTMENTS.market.uscc;
  const step = (name: ReviewStep, at: string, more: Partial<EntryOf<'review.stepped'>['payload']> = {}, by = OWN) =>
    entry('review.stepped', NOTICE, { step: name, on: at.slice(0, 10), note: '', ...more }, at, by);
  const target = (targetOn: string, at: string, by = OWN) => entry('review.targeted', NOTICE, { targetOn }, at, by);
  const file = { sha256: 'b'.repeat(64), name: '审核表.pdf', size: 3 };
  const revoke = step('decided', '2026-11-20T05:00:00.000Z', { act: 'revoke' });
  const keep = step('decided', '2026-11-20T06:00:00.000Z', { act: 'keep' });
  return [
    step('received', '2026-11-18T01:00:00.000Z'),
    step('received', '2026-11-18T02:00:00.000Z'),
    step('evidenceReviewed', '2026-11-19T01:00:00.000Z', { note: '材料属实', files: [file] }),
    step('heard', '2026-11-19T02:00:00.000Z', { note: '应当撤销', persons: '赵科长' }),
    step('meeting', '2026-11-19T03:00:00.000Z', { persons: '审批局、市场监管局' }),
    revoke,
    keep,
    step('decided', '2026-11-20T07:00:00.000Z', { act: 'revoke', settles: [revoke.id, keep.id] }),
    step('decided', '2026-11-17T01:00:00.000Z', { act: 'keep' }, stranger),
    step('notified', '2026-11-21T01:00:00.000Z', { letterId: createUuid() }),
    target('2026-11-25', '2026-11-18T03:00:00.000Z'),
    target('2026-11-30', '2026-11-18T04:00:00.000Z'),
    target('2030-01-01', '2026-11-18T05:00:00.000Z', stranger),
  ];
}

function reviewsPicture({ reviews: register }: Projection) {
  return [...register.ids()].sort().map((reviewId) => {
    const { steps, apart, targetOn } = register.get(reviewId);
    return [reviewId, steps.map(({ id }) => id), apart.map(({ id }) => id), targetOn, register.file('b'.repeat(64))?.name];
  });
}

function lettersPicture({ letters: register }: Projection) {
  return {
    letters: [...register.values()]
      .sort((a, b) => (a.letterId < b.letterId ? -1 : 1))
      .map(({ state, own, ownerId, drafted, issued, again, checked }) => [
        ...[state, own, ownerId, drafted?.id, issued?.id],
        ...[again, checked].map((list) => list.map(({ id }) => id)),
      ]),
    numbers: register
      .allNumbers()
      .map(({ code, year, issued, voided, ranges }) => [code, year, ...[issued, voided, ranges].map((list) => list.map(({ id }) => id))])
      .sort(),
    templates: register.templates().map(({ payload }) => payload.name),
  };
}

function picture(entries: readonly Entry[]): string {
  const projection = new Projection(OWN);
  // folding keeps references and shares texts inside them: each run gets its own
  projection.fold(structuredClone([...entries]));
  const { packages } = projection;
  const states = [...packages.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return JSON.stringify({
    records: [...projection.records]
      .sort((a, b) => (a.recordId < b.recordId ? -1 : 1))
      .map((record) => ({
        ...{ recordId: record.recordId, ownerId: record.ownerId, kind: record.kind, content: contentOf(record) },
        ...{ revision: record.revision, conflict: record.conflict },
        history: record.history.map(({ id }) => id),
      })),
    packages: states.map((state) => [state, packages.receivedAt(state), packages.handover(state)?.id, packages.resent(state).length]),
    gaps: packages
      .gaps()
      .map(({ departmentId, missing, explained }) => [departmentId, missing, explained.length])
      .sort(),
    missing: packages
      .reportedMissing()
      .map((report) => JSON.stringify(report))
      .sort(),
    directory: [...projection.directory].sort(),
    keys: [...projection.keys.departments()].sort().map((id) => projection.keys.of(id).map((key) => [key.fingerprint, key.trust])),
    coordinators: [...projection.coordinators.keys()],
    conflicts: [...projection.conflicts].sort(),
    answers: projection.ownAnswers.map(({ id }) => id).sort(),
    ...lettersPicture(projection),
    reviews: reviewsPicture(projection),
  });
}

describe('any order of coming', () => {
  it('gives the same picture: a demo ledger with conflicts, gaps and keys, shuffled', () => {
    const entries = [...STORY, ...troubles(), ...supervisions(), ...letters(), ...transfers(), ...reviews()];
    expect(entries.length).toBeGreaterThan(800);
    const expected = picture(entries);
    expect(expected).toContain('以乙为准');
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const shuffled = [...entries];
        for (let index = shuffled.length - 1; index > 0; index -= 1) {
          const other = (numbers.next().value as number) % (index + 1);
          [shuffled[index], shuffled[other]] = [shuffled[other] as Entry, shuffled[index] as Entry];
        }
        expect(picture(shuffled) === expected).toBe(true);
      }),
      { numRuns: 12, endOnFailure: true },
    );
    expect(picture([...entries].reverse()) === expected).toBe(true);
    expect(picture([...entries, ...entries]) === expected).toBe(true);
  });
});

describe('letters, whatever order they came in', () => {
  const projection = new Projection(OWN);
  projection.fold(letters());
  const states = [...projection.letters.values()];

  it('the first issue holds, a second one of the same department is told, a stranger’s word changes nothing', () => {
    const [first, , theirs] = states;
    expect(first).toMatchObject({ state: 'issued', own: true, ownerId: OWN });
    expect(first?.issued?.payload.number.sequence).toBe(1);
    expect(first?.issued?.actor.departmentId).toBe(OWN);
    expect(first?.again.map((each) => each.payload.number.sequence)).toEqual([101]);
    expect(first?.checked.map((each) => each.actor.departmentId)).toEqual([DEMO_DEPARTMENTS.market.uscc]);
    expect(theirs).toMatchObject({ state: 'received', own: false, ownerId: DEMO_DEPARTMENTS.market.uscc });
    expect(theirs?.again.map((each) => each.payload.number.sequence)).toEqual([2]);
  });

  it('a draft that was given up stays so, and numbers that others claim are not ours', () => {
    expect(states[1]).toMatchObject({ state: 'discarded' });
    const { issued, voided } = projection.letters.numbers('济高新审函', 2026);
    expect(issued.map((each) => each.payload.number.sequence)).toEqual([1, 101]);
    expect(voided).toHaveLength(1);
  });
});

describe('case files and reviews, whatever order they came in', () => {
  const projection = new Projection(OWN);
  projection.fold([...transfers(), ...reviews()].reverse());

  it('办法 21(二): the newest word of whom it was addressed to holds; the sender’s own word about it does not count', () => {
    const [theirs, own] = [...projection.letters.values()].sort((a, b) => Number(a.own) - Number(b.own));
    expect(own?.issued?.payload.transfer?.map(({ pages }) => pages)).toEqual([3, 1]);
    for (const letter of [own, theirs]) {
      expect(letter?.checked.map(({ payload }) => payload.items[0]?.state)).toEqual(['missing', 'complete']);
    }
  });

  it('办法 21(三): decided apart, settled by a third entry; the stranger neither decides nor sets the day', () => {
    const { steps, apart, targetOn } = projection.reviews.get(NOTICE);
    expect(steps.map(({ payload }) => payload.step)).toEqual([...REVIEW_STEPS]);
    expect(steps[4]?.payload).toMatchObject({ act: 'revoke', settles: [expect.any(String), expect.any(String)] });
    expect(steps[0]?.at).toBe('2026-11-18T01:00:00.000Z');
    expect(apart).toEqual([]);
    expect(targetOn).toBe('2026-11-30');
  });
});

describe('supervision information, whatever order it came in', () => {
  const projection = new Projection(OWN);
  const entries = supervisions();
  projection.fold([...STORY, ...entries]);
  const record = projection.supervisions.find(({ recordId }) => recordId === entries[0]?.subject);

  it('corrections apart and answers apart are conflicts; a stranger’s correction isn’t even in the history', () => {
    expect(record).toMatchObject({ kind: 'supervision', revision: 2, conflict: true, supervision: { content: '停业20日' } });
    expect(record?.history.map(({ type }) => type)).not.toContain('approval.corrected');
    expect(JSON.stringify(record?.history)).not.toContain('免予处罚');
    expect(projection.count('supervision')).toBe(projection.supervisions.length);
    expect(projection.count('approval')).toBe(projection.records.length - projection.supervisions.length);
  });

  it('an approval isn’t corrected into supervision information by its own department', () => {
    const approval = projection.byRecordId.get(entries[4]?.subject ?? '');
    expect(approval?.kind).toBe('approval');
    expect(JSON.stringify(approval?.history)).not.toContain('冒充更正');
  });
});
