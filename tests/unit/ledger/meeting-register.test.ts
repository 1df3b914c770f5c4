/** 办法 27–31: meetings, items and officers are the same on every computer, in whatever order the packages came. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Liaison } from '#shared/domain/liaison.ts';
import { type AgendaItem, type Arrangement, emptyItemRecord, type MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { ActionRegister } from '#shared/ledger/action-register.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
import { LiaisonRegister } from '#shared/ledger/liaison-register.ts';
import { MeetingRegister } from '#shared/ledger/meeting-register.ts';
import { Projection } from '#shared/ledger/projection.ts';

const OWN = '11370800MB0000010A';
const MARKET = '11370800MB0000029B';
const STRANGER = '11370800MB0000037C';
const [MEETING, ITEM, ACTION, DOCUMENT, APPLICATION, OFFICER] = Array.from({ length: 6 }, () => createUuid()) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

/** `minute` after ten o'clock */
function said<T extends Entry['type']>(type: T, subject: string, payload: EntryOf<T>['payload'], minute: number, by = OWN): EntryOf<T> {
  const at = `2026-11-23T02:${String(minute).padStart(2, '0')}:00.000Z`;
  return { id: createUuid(), type, at, actor: { departmentId: by, operator: '王' }, subject, payload } as unknown as EntryOf<T>;
}

function item(itemId: string, title: string, proposerId = OWN): AgendaItem {
  return { itemId, title, background: '', question: '', proposerId, proposer: '某局', files: [], about: [], letters: [] };
}

function arrangement(changes: Partial<Arrangement> = {}): Arrangement {
  return {
    ...{ kind: 'monthly', title: '11月例会', issue: 1, date: '2026-11-30', startTime: '09:00', endTime: '', place: '一楼', chair: '李' },
    ...{ recorder: '王', contact: '', parties: [{ departmentId: MARKET, name: '市场局' }], collectUntil: '', applications: [APPLICATION] },
    ...{ agenda: [item(ITEM, '信息推送')], remarks: '' },
    ...changes,
  };
}

const convened = (changes: Partial<Arrangement>, minute: number, by = OWN) =>
  said('meeting.convened', MEETING, { arrangement: arrangement(changes), reason: '' }, minute, by);
const proposed = (itemId: string, title: string, minute: number, by = MARKET, withdrawn = false) =>
  said('agendaItem.proposed', itemId, { meetingId: MEETING, item: item(itemId, title, by), withdrawn }, minute, by);
const answered = (answer: 'accepted' | 'refused', minute: number, by = MARKET) =>
  said('attendance.answered', MEETING, { answer, reason: '', persons: [] }, minute, by);
const noted = (conclusion: string, minute: number, by = OWN) =>
  said('meeting.noted', MEETING, { item: { ...emptyItemRecord(item(ITEM, '信息推送')), conclusion } }, minute, by);
const assigned = (changes: Partial<EntryOf<'action.assigned'>['payload']>, minute: number, by = OWN) =>
  said(
    'action.assigned',
    ACTION,
    {
      ...{ meetingId: MEETING, itemId: ITEM, task: '修订目录', ownerId: MARKET, owner: '市场局', askedById: OWN, askedBy: '审批局' },
      ...{ dueOn: '2026-12-15', reason: '' },
      ...changes,
    },
    minute,
    by,
  );
const progressed = (percent: number, finished: boolean, minute: number, by = MARKET) =>
  said('action.progressed', ACTION, { note: '进展', percent, finished, files: [] }, minute, by);
const judged = (accepted: boolean, minute: number, by = OWN) => said('action.judged', ACTION, { accepted, note: '' }, minute, by);

const CONTENT: MeetingDocumentContent = {
  ...{ form: 'minutes', title: '例会纪要', issue: '（第1期）', department: '审批局', date: '2026-11-30', body: [], present: [] },
  ...{ chair: '李', recorder: '王', signatories: [], copies: [] },
};
const issued = (title: string, minute: number, by = OWN) =>
  said(
    'meetingDocument.issued',
    DOCUMENT,
    { meetingId: MEETING, content: { ...CONTENT, title }, signer: '李', pdf: { sha256: 'a'.repeat(64), name: '纪要.pdf', size: 1 } },
    minute,
    by,
  );
const concluded = (conclusion: string, minute: number, by = OWN) => {
  const { speeches: _speeches, actions: _actions, ...rest } = emptyItemRecord(item(ITEM, '信息推送'));
  const conclusions = [{ ...rest, outcome: 'agreed' as const, conclusion }];
  return said('meeting.concluded', MEETING, { heldOn: '2026-11-30', conclusions, attendance: [] }, minute, by);
};
const officer: Liaison = {
  ...{ name: '张联络', section: '监管科', position: '科长', telephone: '0537-1', mobile: '', duties: ['meetings'], headOfSection: true },
  ...{ from: '2026-01-01', until: '' },
};
const filed = (name: string, minute: number, by = MARKET) =>
  said('liaison.filed', OFFICER, { liaison: { ...officer, name }, reason: '' }, minute, by);

/** A whole meeting, with everybody who meddles in it. */
function wholeStory(): readonly Entry[] {
  const other = createUuid();
  const application = { toId: OWN, kind: 'monthly' as const, title: '请求开会', reason: '有难点', wishedOn: '' as const };
  return [
    said('meeting.applied', APPLICATION, { application: { ...application, wishedParties: [], items: [] } }, 0, MARKET),
    said('application.answered', APPLICATION, { accepted: false, reason: '冒充' }, 1, STRANGER),
    said('application.answered', APPLICATION, { accepted: true, meetingId: MEETING, reason: '' }, 2),
    convened({}, 2),
    convened({ place: '二楼' }, 4),
    convened({ title: '冒充的会议' }, 5, STRANGER),
    proposed(other, '目录', 6),
    proposed(other, '目录（修改）', 7),
    proposed(other, '冒充修改', 8, STRANGER),
    answered('refused', 9),
    answered('accepted', 10),
    answered('refused', 11, STRANGER),
    noted('初稿', 20),
    noted('外人的记录', 21, STRANGER),
    noted('二稿', 22),
    concluded('议定一', 30),
    concluded('议定二', 31),
    concluded('冒充', 32, STRANGER),
    issued('例会纪要', 33),
    issued('冒充纪要', 32, STRANGER),
    said('meetingDocument.confirmed', DOCUMENT, { agrees: false, note: '有出入' }, 34, MARKET),
    said('meetingDocument.confirmed', DOCUMENT, { agrees: true, note: '' }, 35, MARKET),
    said('meeting.cancelled', MEETING, { reason: '冒充取消' }, 36, STRANGER),
    assigned({}, 30),
    progressed(50, false, 40),
    progressed(100, true, 41),
    progressed(0, false, 42, STRANGER),
    judged(false, 43),
    progressed(100, true, 44),
    judged(true, 45),
    judged(false, 46, STRANGER),
    filed('张联络', 1),
    filed('李联络', 2),
    filed('冒充', 3, STRANGER),
  ];
}

function folded(entries: readonly Entry[]) {
  const projection = new Projection(OWN);
  projection.fold(entries);
  const { meetings, actions, liaisons } = projection;
  return {
    meeting: meetings.get(MEETING),
    said: meetings.entriesOf(MEETING),
    documents: meetings.documentsOf(MEETING),
    application: meetings.application(APPLICATION),
    actions: actions.ofMeeting(MEETING),
    officer: liaisons.get(OFFICER),
  };
}

describe('whatever order it came in', () => {
  it('ends in the same state, as one union', () => {
    const story = wholeStory();
    const expected = folded(story);
    fc.assert(
      fc.property(fc.shuffledSubarray([...story], { minLength: story.length }), fc.nat(story.length), (shuffled, cut) => {
        expect(folded(shuffled)).toEqual(expected);
        // in two packages that overlap
        expect(folded([...shuffled.slice(0, cut), ...shuffled])).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('and what nobody was entitled to say counts nowhere', () => {
    const { meeting, documents, application, actions, officer: filedOfficer } = folded(wholeStory());
    expect(meeting).toMatchObject({ convenerId: OWN, own: true, state: 'held', cancelled: undefined });
    expect(meeting?.convened.payload.arrangement).toMatchObject({ title: '11月例会', place: '二楼' });
    expect(meeting?.arrangements).toHaveLength(2);
    expect(meeting?.proposals.map(({ payload }) => payload.item.title)).toEqual(['目录（修改）']);
    expect(meeting?.record.items.map(({ conclusion }) => conclusion)).toEqual(['二稿']);
    expect(meeting?.concluded?.payload.conclusions[0]?.conclusion).toBe('议定二');
    expect(documents.map(({ issued: each }) => each?.payload.content.title)).toEqual(['例会纪要']);
    expect(documents[0]?.confirmed.map(({ payload }) => payload.agrees)).toEqual([true]);
    expect(application?.answered?.payload).toMatchObject({ accepted: true, meetingId: MEETING });
    expect(actions).toMatchObject([{ state: 'done', percent: 100, reporterId: MARKET, judgeId: OWN }]);
    expect(filedOfficer).toMatchObject({ departmentId: MARKET, filed: { payload: { liaison: { name: '李联络' } } } });
  });
});

describe('办法 31(三): who reports and who confirms an item', () => {
  function standing(...entries: readonly EntryOf<'action.assigned' | 'action.progressed' | 'action.judged' | 'action.withdrawn'>[]) {
    const register = new ActionRegister();
    for (const entry of entries) register.fold(entry);
    return register.get(ACTION);
  }

  it('done is what the one who asked has confirmed; sent back, it is open until it is reported again', () => {
    expect(standing(assigned({}, 1), progressed(100, true, 2))?.state).toBe('reported');
    expect(standing(assigned({}, 1), progressed(100, true, 2), judged(false, 3))?.state).toBe('open');
    expect(standing(assigned({}, 1), progressed(100, true, 2), judged(false, 3), progressed(100, true, 4))?.state).toBe('reported');
    expect(standing(assigned({}, 1), progressed(100, true, 2), judged(true, 3))?.state).toBe('done');
  });

  it('nobody confirms what it is responsible for itself, as long as there is a department that convened', () => {
    expect(standing(assigned({ askedById: MARKET }, 1))?.judgeId).toBe(OWN);
    expect(standing(assigned({ askedById: MARKET }, 1), progressed(100, true, 2), judged(true, 3, MARKET))?.state).toBe('reported');
  });

  it('an item given to another department begins anew there; the one before counts for what it said until then', () => {
    const moved = assigned({ ownerId: STRANGER, owner: '应急局', reason: '职责调整' }, 10);
    const before = progressed(80, false, 5);
    const after = progressed(100, true, 15);
    const state = standing(assigned({}, 1), before, moved, after);
    expect(state).toMatchObject({ reporterId: STRANGER, state: 'open', percent: 0 });
    expect(state?.history.map(({ id }) => id)).toContain(before.id);
    expect(state?.history.map(({ id }) => id)).not.toContain(after.id);
    // the clocks of departments differ: who is responsible now is heard even if its clock is slow
    expect(standing(assigned({}, 1), moved, progressed(30, false, 8, STRANGER))).toMatchObject({ percent: 30 });
  });

  it('only who convened withdraws it', () => {
    const attack = said('action.withdrawn', ACTION, { reason: '不办了' }, 3, MARKET);
    expect(standing(assigned({}, 1), attack)?.state).toBe('open');
    expect(standing(assigned({}, 1), said('action.withdrawn', ACTION, { reason: '不办了' }, 3))?.state).toBe('withdrawn');
  });
});

describe('documents', () => {
  it('the first issue holds: a second wording under the same id changes nothing, whichever came first', () => {
    const [first, second] = [issued('例会纪要', 5), issued('改过的纪要', 6)];
    for (const order of [
      [convened({}, 1), first, second],
      [second, first, convened({}, 1)],
    ]) {
      const register = new MeetingRegister(OWN);
      for (const entry of order) register.fold(entry);
      expect(register.document(DOCUMENT)?.issued?.payload.content.title).toBe('例会纪要');
    }
  });

  it('what another department drafts, notes and closes is not ours, whatever it comes in', () => {
    const register = new MeetingRegister(OWN);
    register.fold(convened({}, 1));
    register.fold(noted('外人的记录', 2, STRANGER));
    register.fold(said('meetingDocument.drafted', DOCUMENT, { meetingId: MEETING, content: CONTENT, discarded: false }, 3, STRANGER));
    expect(register.get(MEETING)).toMatchObject({ notedAt: undefined, state: 'arranged' });
    expect(register.documentsOf(MEETING)).toEqual([]);
  });
});

describe('what packages have carried to whom', () => {
  it('is known of every recipient, though the recipe stands with one of them only, in any order', () => {
    const packageId = createUuid();
    const inside = [createUuid(), createUuid()];
    const recipe = { descriptor: '{}', contactName: '王', entryIds: inside, print: [], publicKeyPem: '', signature: '' };
    const exported = (recipient: string, first: boolean, by = OWN) =>
      said(
        'package.exported',
        packageId,
        {
          ...{ purpose: 'meetings', title: '会议', recipient, sequence: 1, records: [MEETING], entries: 2, fileName: 'x.sgxe' },
          ...{ fileSha256: '0'.repeat(64), ...(first ? { recipe } : {}) },
        },
        50,
        by,
      );
    const facts = [exported(MARKET, true), exported(STRANGER, false)];
    for (const order of [facts, [...facts].reverse()]) {
      const projection = new Projection(OWN);
      projection.fold(order);
      for (const recipient of [MARKET, STRANGER]) expect([...projection.packages.told(recipient)]).toEqual(inside);
      expect(projection.packages.told(OWN).size).toBe(0);
    }
    // what another department says it sent was not sent by us
    const projection = new Projection(OWN);
    projection.fold([exported(MARKET, true, STRANGER)]);
    expect(projection.packages.told(MARKET).size).toBe(0);
  });
});

describe('办法 27: officers', () => {
  it('are each department’s own: nobody else changes them', () => {
    const register = new LiaisonRegister();
    register.fold(filed('张联络', 1));
    register.fold(filed('冒充', 2, STRANGER));
    expect(register.get(OFFICER)).toMatchObject({ departmentId: MARKET, filed: { payload: { liaison: { name: '张联络' } } } });
    expect(register.get(OFFICER)?.history).toHaveLength(1);
  });
});
