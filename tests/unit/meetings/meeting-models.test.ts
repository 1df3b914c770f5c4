/** The models of the windows of meetings: arranging (29–31), items, what comes next, documents (31(三)). */
import { describe, expect, it } from 'vitest';
import { arrangementProblems, dayHint, rebegun, withItems } from '#renderer/features/meetings/arrangement-model.ts';
import { makeableForms, placesOf } from '#renderer/features/meetings/document-model.ts';
import { movedItem, newItem, partiesOf, withItem } from '#renderer/features/meetings/item-model.ts';
import { nextStep } from '#renderer/features/meetings/next-step.ts';
import { type Arrangement, agendaItemSchema, arrangementSchema, emptyItemRecord, partySchema } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { MeetingDetail, MeetingDocumentRow, MeetingParty } from '#shared/workstation/meetings/meetings-api.ts';

const OWN = { uscc: '11370800004312345X', name: '市行政审批服务局' };
const OTHER = { uscc: '11370800004312346X', name: '市市场监督管理局' };

function arrangement(changes: Partial<Arrangement> = {}): Arrangement {
  return {
    ...{ kind: 'monthly', title: '11月例会', issue: 3, date: '2026-12-03', startTime: '09:00', endTime: '', place: '', chair: '' },
    ...{ recorder: '', contact: '', parties: [{ departmentId: OTHER.uscc, name: OTHER.name }], collectUntil: '2026-12-01' },
    ...{ agenda: [], applications: [], remarks: '' },
    ...changes,
  };
}
const CONTEXT = { today: '2026-11-26', changed: false, reason: '' };
const fields = (changes: Partial<Arrangement>, context: Partial<typeof CONTEXT> = {}) =>
  arrangementProblems(arrangement(changes), { ...CONTEXT, ...context }).map(({ field }) => field);

describe('what is arranged', () => {
  it('the whole is an arrangement that the ledger takes', () => {
    expect(fields({})).toEqual([]);
    expect(arrangementSchema.safeParse(arrangement()).success).toBe(true);
  });

  it('names each field that keeps it from being saved', () => {
    expect(fields({ title: ' 会 ' })).toEqual(['title']);
    expect(fields({ date: '2026-11-25', collectUntil: '', agenda: [newItem(OWN)] })).toEqual(['date']);
    expect(fields({ date: '2026-11-25', collectUntil: '2026-11-24', kind: 'emergency' }), '31(一): put down afterwards').toEqual([]);
    expect(fields({ endTime: '09:00' })).toEqual(['endTime']);
    expect(fields({ parties: [] }), '29').toEqual(['parties']);
    expect(fields({ collectUntil: '2026-12-04' })).toEqual(['collectUntil']);
    expect(fields({ collectUntil: '' })).toEqual(['agenda']);
    expect(fields({}, { changed: true, reason: '改' }), 'a change has a reason').toEqual(['reason']);
    expect(fields({}, { changed: true, reason: '改期' })).toEqual([]);
  });

  it('tells what kind of day it is and how long there is', () => {
    expect(dayHint('2026-12-03', '2026-11-26')).toEqual({ level: 'hint', message: '还有 5 个工作日' });
    expect(dayHint('2026-11-28', '2026-11-26')).toMatchObject({ level: 'warning', message: expect.stringContaining('周末') });
    expect(dayHint('2026-10-01', '2026-09-01')).toMatchObject({ level: 'warning', message: expect.stringContaining('国庆') });
    expect(dayHint('2026-11-27', '2026-11-26')).toMatchObject({ level: 'warning', message: expect.stringContaining('只剩 1 个工作日') });
    expect(dayHint('2026-11-25', '2026-11-26')).toMatchObject({ level: 'warning' });
    expect(dayHint('2031-03-03', '2026-11-26')?.message).toContain('按周末推算');
    expect(dayHint('', '2026-11-26')).toBeUndefined();
  });

  it('another kind changes what nobody has touched', () => {
    const before = arrangement();
    const after = arrangement({ kind: 'jointConference', title: '联席会议', issue: 1, place: '' });
    const typed = { ...before, place: '三楼会议室', agenda: [newItem(OWN)] };
    expect(rebegun(typed, before, after)).toEqual({ ...after, place: '三楼会议室', agenda: typed.agenda });
    expect(rebegun({ ...before, title: '专题' }, before, after)).toMatchObject({ title: '专题', issue: 1, kind: 'jointConference' });
  });

  it('collected items come last, and a newer wording takes the place of the old one', () => {
    const [first, second] = [newItem(OWN), newItem(OTHER)];
    const newer = { ...first, title: '改过的议题' };
    expect(withItems([first], [second, newer]).map(({ title, proposer }) => [title, proposer])).toEqual([
      ['改过的议题', OWN.name],
      ['', OTHER.name],
    ]);
  });
});

describe('items and parties', () => {
  it('an item is proposed in the own name and is one that the ledger takes once it has a title', () => {
    const item = { ...newItem(OWN), title: '核验口径' };
    expect(agendaItemSchema.parse(item)).toMatchObject({ proposerId: OWN.uscc, proposer: OWN.name });
    expect(withItem([item], { ...item, title: '新' })).toEqual([{ ...item, title: '新' }]);
    expect(withItem([item], newItem(OTHER))).toHaveLength(2);
  });

  it('moves within the list, and nowhere else', () => {
    expect(movedItem(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    const list = ['a', 'b'];
    for (const [from, to] of [
      [0, -1],
      [1, 2],
      [0, 0],
      [5, 0],
    ] as const)
      expect(movedItem(list, from, to)).toBe(list);
  });

  it('parties of the directory have their id; names that are no names are left out', () => {
    const parties = partiesOf([OTHER.name, ' 某街道办事处 ', OTHER.name, '甲', ''], [OTHER]);
    expect(parties).toEqual([{ departmentId: OTHER.uscc, name: OTHER.name }, { name: '某街道办事处' }]);
    for (const party of parties) expect(partySchema.safeParse(party).success).toBe(true);
  });
});

function party(changes: Partial<MeetingParty> = {}): MeetingParty {
  return { departmentId: OWN.uscc, name: OWN.name, own: true, answer: undefined, reason: '', persons: [], answeredAt: '', ...changes };
}
function document(changes: Partial<MeetingDocumentRow> = {}): MeetingDocumentRow {
  return {
    ...{ documentId: createUuid(), form: 'minutes', title: '', issue: '', issued: true, date: '', signer: '', corrects: undefined },
    ...{ confirmations: [], confirmed: undefined },
    ...changes,
  };
}
const agreed = { ...emptyItemRecord({ itemId: createUuid(), title: '核验口径' }), outcome: 'agreed' } as const;

function detail(row: Partial<MeetingDetail['row']>, changes: Partial<MeetingDetail> = {}): MeetingDetail {
  return {
    row: {
      ...{ meetingId: createUuid(), kind: 'monthly', kindName: '例会', title: '例会', issue: '', date: '', time: '', place: '' },
      ...{ convener: OWN.name, own: true, stage: 'arranged', parties: 1, answered: 0, refused: 0, items: 1, notAgreed: 0 },
      ...{ actions: 0, actionsOpen: 0, todo: '', unsent: false },
      ...row,
    },
    arrangement: arrangement(),
    ...{ parties: [], proposals: [], histories: [], references: [], noticeLetterId: undefined, notedAt: '', closed: false },
    ...{ record: { head: { startedAt: '', endedAt: '', attendance: [], remarks: '' }, items: [] }, conclusions: [], documents: [] },
    ...{ actions: [], timeline: [] },
    ...changes,
  };
}

describe('what comes next', () => {
  it('for a party: answer (31(二)), send, confirm (31(三))', () => {
    const other = { own: false } as const;
    expect(nextStep(detail(other, { parties: [party()] }))).toBe('answer');
    expect(nextStep(detail({ ...other, unsent: true }, { parties: [party({ answer: 'accepted' })] }))).toBe('pack');
    expect(nextStep(detail(other, { parties: [party({ answer: 'accepted' })] }))).toBeUndefined();
    expect(nextStep(detail({ ...other, stage: 'held' }, { documents: [document({ confirmed: false })] }))).toBe('confirm');
    const old = document({ confirmed: false });
    const corrected = [old, document({ corrects: old.documentId, confirmed: true })];
    expect(nextStep(detail({ ...other, stage: 'held' }, { documents: corrected })), 'a corrected document asks no more').toBeUndefined();
  });

  it('for who convenes: items, notice, sending, the record, a document (31)', () => {
    const proposal = { item: newItem(OTHER), by: OTHER.name, own: false, at: '' };
    expect(nextStep(detail({}, { proposals: [proposal] }))).toBe('arrange');
    expect(nextStep(detail({ unsent: true }))).toBe('notice');
    expect(nextStep(detail({ unsent: true }, { noticeLetterId: createUuid() }))).toBe('pack');
    expect(nextStep(detail({ stage: 'today' }, { proposals: [proposal] }))).toBe('record');
    expect(nextStep(detail({ stage: 'toRecord' }))).toBe('closeRecord');
    expect(nextStep(detail({ stage: 'held' }, { closed: true, conclusions: [agreed] }))).toBe('document');
    expect(nextStep(detail({ stage: 'held', unsent: true }, { closed: true, conclusions: [agreed], documents: [document()] }))).toBe(
      'pack',
    );
    expect(nextStep(detail({ stage: 'cancelled', unsent: true }))).toBe('pack');
    expect(nextStep(detail({ stage: 'cancelled' }))).toBeUndefined();
  });
});

describe('documents of a meeting (31(三))', () => {
  it('are made from a closed record: 纪要 and 备忘录 by who convened, each once', () => {
    const held = { stage: 'held' } as const;
    expect(makeableForms(detail(held))).toEqual([]);
    expect(makeableForms(detail(held, { closed: true, conclusions: [agreed] }))).toEqual(['minutes', 'memorandum', 'record']);
    expect(makeableForms(detail(held, { closed: true })), 'nothing was agreed').toEqual(['memorandum', 'record']);
    expect(makeableForms(detail({ ...held, own: false }, { closed: true, conclusions: [agreed] }))).toEqual(['record']);
    const draft = document({ form: 'record', issued: false });
    expect(makeableForms(detail(held, { closed: true, conclusions: [agreed], documents: [draft] }))).toEqual(['minutes', 'memorandum']);
  });

  it('what a check says leads to the closest input', () => {
    expect(placesOf({ part: 'body', block: 2, row: 1, column: 0, start: 0, end: 2 }).slice(0, 2)).toEqual([
      'document-body-b2-r1-c0',
      'document-body-b2',
    ]);
    expect(placesOf({ part: 'signatories', index: 1, start: 0, end: 0 })[0]).toBe('document-signatories');
    expect(placesOf({ part: 'present', start: 0, end: 0 })).toContain('document-present-i0');
  });
});
