/** The record of a meeting as it is typed (办法 31(三)): what is saved, what comes back, what is missing before it is closed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeId, recordProblems } from '#renderer/features/meetings/record-check.ts';
import {
  announced,
  changedParts,
  departmentsOf,
  EMPTY_SPEECH,
  itemsOf,
  MAX_SPEECHES,
  nextAttendee,
  removedAt,
  restored,
  speechAfter,
  spokenBy,
  tidied,
  withHead,
  withItem,
  withNewItem,
  withOutcome,
  withOwner,
  withoutItem,
  withPositionText,
  withStance,
} from '#renderer/features/meetings/record-model.ts';
import { clockOf, dayOf } from '#renderer/features/meetings/typed-time.ts';
import type { Attendee, ItemRecord, MeetingRecord, PlannedAction } from '#shared/domain/meeting.ts';
import { EMPTY_RECORD_HEAD, emptyItemRecord, meetingRecordSchema, notedItemSchema } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { MeetingParty } from '#shared/workstation/meetings/meetings-api.ts';

const OFFICE = '市市场监督管理局';

function item(changes: Partial<ItemRecord> = {}): ItemRecord {
  return { ...emptyItemRecord({ itemId: createUuid(), title: '核验口径' }), ...changes };
}
function attendee(name: string, changes: Partial<Attendee> = {}): Attendee {
  return { department: OFFICE, name, position: '', state: 'present', as: 'attendee', note: '', ...changes };
}
function record(items: readonly ItemRecord[], attendance: readonly Attendee[] = [attendee('周启明')]): MeetingRecord {
  return { head: { ...EMPTY_RECORD_HEAD, attendance: [...attendance] }, items: [...items] };
}
function action(changes: Partial<PlannedAction> = {}): PlannedAction {
  return { actionId: createUuid(), task: '印发材料清单', owner: OFFICE, dueOn: '2026-12-18', ...changes };
}
const DAY = { date: '2026-11-26', today: '2026-11-26' };
const messages = (items: readonly ItemRecord[], attendance?: readonly Attendee[]) =>
  recordProblems(record(items, attendance), DAY).map(({ message }) => message);

describe('what is saved every few seconds', () => {
  it('only the parts that changed', () => {
    const [first, second] = [item(), item()];
    const before = record([first, second]);
    expect(changedParts(before, before)).toEqual({ head: undefined, items: [] });
    const now = withItem(before, { ...second, conclusion: '同意' });
    expect(changedParts(before, now)).toEqual({ head: undefined, items: [now.items[1]] });
    const headed = withHead(now, { startedAt: '09:00' });
    expect(changedParts(now, headed)).toEqual({ head: headed.head, items: [] });
  });

  it('lines that are half typed are noted, and closing asks for the whole', () => {
    const half = item({ actions: [action({ task: '印', owner: '', dueOn: '' })] });
    expect(notedItemSchema.safeParse(half).success).toBe(true);
    expect(meetingRecordSchema.safeParse(record([half])).success).toBe(false);
    expect(messages([{ ...half, outcome: 'agreed' }])).toEqual([
      '议题“核验口径”的督办事项没有写明办什么。',
      '议题“核验口径”的督办事项没有写明责任单位。',
      '议题“核验口径”的督办事项没有完成期限，或者早于会议日期。',
    ]);
  });
});

describe('lines', () => {
  it('a line comes after the one that is typed in, up to what the ledger takes', () => {
    const two = item({
      speeches: [
        { ...EMPTY_SPEECH, text: '甲' },
        { ...EMPTY_SPEECH, text: '乙' },
      ],
    });
    expect(speechAfter(two, 0).speeches.map(({ text }) => text)).toEqual(['甲', '', '乙']);
    const full = item({ speeches: Array.from({ length: MAX_SPEECHES }, () => EMPTY_SPEECH) });
    expect(speechAfter(full, 0)).toBe(full);
  });

  it('who speaks brings the department along', () => {
    const there = [attendee('周启明')];
    expect(spokenBy(EMPTY_SPEECH, '周启明', there).department).toBe(OFFICE);
    expect(spokenBy({ ...EMPTY_SPEECH, department: OFFICE }, '周启', there).department).toBe(OFFICE);
    expect(spokenBy({ ...EMPTY_SPEECH, department: OFFICE }, '', there).department).toBe('');
  });

  it('a position is taken, worded and taken back', () => {
    const party = { department: OFFICE };
    const agreed = withStance(item(), party, 'agree');
    expect(agreed.positions).toEqual([{ department: OFFICE, stance: 'agree', text: '' }]);
    expect(withPositionText(agreed, party, '尽快').positions).toEqual([{ department: OFFICE, stance: 'agree', text: '尽快' }]);
    expect(withPositionText(item(), party, '再议').positions[0]?.stance).toBe('reserve');
    expect(withStance(agreed, party, '').positions).toEqual([]);
    expect(withPositionText(item(), party, '').positions).toEqual([]);
  });

  it('what is agreed has no next step; what is put off comes to the next meeting (31(三))', () => {
    expect(withOutcome(item({ next: 'jointConference' }), 'agreed').next).toBe('');
    expect(withOutcome(item(), 'deferred').next).toBe('nextMeeting');
    expect(withOutcome(item(), 'notAgreed').next).toBe('');
    expect(withOutcome(item({ next: 'jointConference' }), 'notAgreed').next).toBe('jointConference');
  });

  it('a responsible department of the directory has its id; one that is typed over loses it', () => {
    const ids = new Map([[OFFICE, '11370800MB2857XXXX']]);
    const known = withOwner(action({ owner: '' }), OFFICE, ids);
    expect(known.ownerId).toBe('11370800MB2857XXXX');
    expect('ownerId' in withOwner(known, '市局', ids)).toBe(false);
  });

  it('those who announced themselves are entered once', () => {
    const party: MeetingParty = {
      ...{ departmentId: undefined, name: OFFICE, own: false, answer: 'accepted', reason: '', answeredAt: '' },
      persons: [
        { name: '周启明', position: '科长', as: 'attendee' },
        { name: '林可', position: '', as: 'observer' },
      ],
    };
    const coming = announced([party, { ...party, name: '某局', answer: 'refused' }], [attendee('周启明')]);
    expect(coming.map(({ name, as, state }) => [name, as, state])).toEqual([['林可', 'observer', 'present']]);
    expect(announced([party], [attendee('周启明'), ...coming])).toEqual([]);
    expect(nextAttendee([attendee('周启明')])).toMatchObject({ department: OFFICE, name: '' });
  });

  it('departments that may take a position: who convened, who was asked, who came, each once', () => {
    const named = departmentsOf({ department: '审批局' }, { parties: [{ name: OFFICE }] }, [
      attendee('甲'),
      attendee('乙', { department: '某街道' }),
    ]);
    expect(named.map(({ department }) => department)).toEqual(['审批局', OFFICE, '某街道']);
  });
});

describe('nothing that is taken away is lost', () => {
  it('a removed line comes back where it was, whatever was typed meanwhile', () => {
    const line = fc.record({ speaker: fc.string(), department: fc.string(), text: fc.string() });
    const given = fc
      .array(line, { minLength: 1, maxLength: 8 })
      .chain((speeches) => fc.tuple(fc.constant(speeches), fc.nat(speeches.length - 1)));
    fc.assert(
      fc.property(given, ([speeches, index]) => {
        const value = speeches[index];
        if (!value) return;
        const full = record([item({ speeches })]);
        const itemId = full.items[0]?.itemId ?? '';
        const less = { ...full, items: full.items.map((each) => ({ ...each, speeches: removedAt(each.speeches, index) })) };
        const typed = withHead(less, { remarks: '其间又记' });
        const back = restored(typed, { kind: 'speech', itemId, index, value });
        expect(back.items[0]?.speeches).toEqual(speeches);
        expect(back.head.remarks).toBe('其间又记');
      }),
    );
  });

  it('an item that was added by mistake is gone from the page and from what is closed, and can come back', () => {
    const added = withNewItem(record([item({ outcome: 'agreed', conclusion: '同意' })]), createUuid(), '临时议题');
    const [, extra] = added.items;
    if (!extra) throw new Error('no item');
    const without = withoutItem(added, extra.itemId);
    expect(itemsOf(without)).toHaveLength(1);
    expect(tidied(without).items).toHaveLength(1);
    // what was noted before stays noted: the blank item overwrites it in the ledger
    expect(changedParts(added, without).items.map(({ title }) => title)).toEqual(['']);
    expect(restored(without, { kind: 'item', value: extra }).items[1]).toBe(extra);
  });

  it('only lines in which nothing was typed are left out when it is closed', () => {
    const typed = { speaker: '', department: '', text: '记下' };
    const tidy = tidied(
      record(
        [item({ speeches: [EMPTY_SPEECH, typed], actions: [action({ task: '', owner: '', dueOn: '' }), action()] })],
        [attendee(''), attendee('甲')],
      ),
    );
    expect(tidy.items[0]?.speeches).toEqual([typed]);
    expect(tidy.items[0]?.actions).toHaveLength(1);
    expect(tidy.head.attendance.map(({ name }) => name)).toEqual(['甲']);
  });
});

describe('what is missing before it is closed', () => {
  it('who was there (29), an outcome, what was agreed, where it goes (31(三))', () => {
    expect(messages([item()], [])).toEqual(['还没有登记到会人员。', '议题“核验口径”还没有结论。']);
    expect(messages([item({ outcome: 'agreed' })])).toEqual(['议题“核验口径”已经议定，请写明议定内容，或者列出督办事项。']);
    expect(messages([item({ outcome: 'notAgreed' })])).toEqual(['议题“核验口径”没有达成一致，请选择再次召开例会或者报联席会议。']);
    expect(messages([item({ outcome: 'deferred', actions: [action()] })])).toEqual(['议题“核验口径”没有议定，不能列督办事项。']);
    expect(messages([item({ outcome: 'agreed', actions: [action({ dueOn: '2026-11-25' })] })])).toHaveLength(1);
    const sunday = messages([item({ outcome: 'agreed', actions: [action({ dueOn: '2026-12-20' })] })]);
    expect(sunday).toEqual(['议题“核验口径”的督办事项完成期限 2026-12-20 不是工作日，可以改为 2026-12-21。']);
    expect(messages([item({ outcome: 'agreed', actions: [action()] }), item({ outcome: 'notAgreed', next: 'jointConference' })])).toEqual(
      [],
    );
  });

  it('a meeting of a later day is not closed, nor one that ended before it began', () => {
    const agreed = item({ outcome: 'agreed', conclusion: '同意' });
    expect(recordProblems(record([agreed]), { date: '2026-11-27', today: '2026-11-26' })).toHaveLength(1);
    const times = withHead(record([agreed]), { startedAt: '10:00', endedAt: '09:30' });
    expect(recordProblems(times, DAY).map(({ at }) => at?.field)).toEqual(['endedAt']);
  });

  it('each leads to its place', () => {
    const [problem] = recordProblems(record([item({ outcome: 'agreed', actions: [action(), action({ owner: '' })] })]), DAY);
    expect(problem?.at && placeId(problem.at)).toBe('record-actions-1');
    const [nameless] = recordProblems(record([item({ outcome: 'agreed', conclusion: '好' })], [attendee('甲'), attendee('')]), DAY);
    expect(nameless?.at && placeId(nameless.at)).toBe('record-attendance-1');
  });
});

describe('days and times as they are typed', () => {
  it('times', () => {
    const given = ['0930', '9:30', '9：30', '09:30', '9点30分', '9点半', '9.30'];
    expect(given.map(clockOf)).toEqual(given.map(() => '09:30'));
    expect([clockOf('9'), clockOf('14时'), clockOf('2359')]).toEqual(['09:00', '14:00', '23:59']);
    expect(['', '24:00', '9:60', '上午', '93'].map(clockOf)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('days, without a year the next such day after the meeting', () => {
    const given = ['2026-12-18', '20261218', '2026年12月18日', '2026.12.18', '12-18', '12.18', '1218', '12月18日', '12/18', '12月18号'];
    expect(given.map((typed) => dayOf(typed, '2026-11-26'))).toEqual(given.map(() => '2026-12-18'));
    expect(dayOf('1-8', '2026-11-26')).toBe('2027-01-08');
    expect(dayOf('11-26', '2026-11-26')).toBe('2026-11-26');
    expect(['', '12', '12-', '2-30', '2026-02-30', '月底'].map((typed) => dayOf(typed, '2026-11-26'))).toEqual(Array(6).fill(undefined));
  });

  it('whatever is written out is read as itself', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
        const [day, time] = [date.toISOString().slice(0, 10), date.toISOString().slice(11, 16)];
        expect(dayOf(day, '2026-01-01')).toBe(day);
        expect(clockOf(time)).toBe(time);
      }),
    );
  });
});
