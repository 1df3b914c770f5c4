/** 联络员 (办法 27, 28): at least one for each department, own ones only, changed with a reason, filed by letter and package. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Liaison } from '#shared/domain/liaison.ts';
import { required } from '../../../build/node-workstation.ts';
import { Meetings } from './meetings-helpers.ts';
import { RECIPIENT, SENDER } from './two-departments.ts';

let world: Meetings;

beforeEach(async () => {
  world = await Meetings.create();
});
afterEach(async () => {
  await world.remove();
});

const failure = (code: string) => ({ ok: false, error: { code } });

function officer(changes: Partial<Liaison> = {}): Liaison {
  return {
    ...{ name: '张联络', section: '监管科', position: '科长', telephone: '0537-0000003', mobile: '', headOfSection: true },
    ...{ duties: ['meetings', 'exchange'], from: '2026-01-01', until: '' },
    ...changes,
  };
}

describe('办法 27', () => {
  it('at least one officer: the application says which departments have none, until one is filed and is in office', async () => {
    const { approval, market } = world;
    const none = required(await approval.workstation.liaisons());
    expect(none.without.map(({ departmentName, own }) => [departmentName, own])).toEqual([
      [SENDER.name, true],
      [RECIPIENT.name, false],
    ]);
    expect(required(await approval.workstation.meetingOverview())).toMatchObject({ withoutLiaison: 2 });
    required(await approval.workstation.saveLiaison({ liaison: officer(), reason: '' }));
    required(await market.workstation.saveLiaison({ liaison: officer({ name: '赵联络' }), reason: '' }));
    await world.send(market, [approval], { liaisons: true });
    const filed = required(await approval.workstation.liaisons());
    expect(filed.without).toEqual([]);
    expect(filed.rows.map(({ own, departmentName, liaison }) => [own, departmentName, liaison.name])).toEqual([
      [true, SENDER.name, '张联络'],
      [false, RECIPIENT.name, '赵联络'],
    ]);
    // the last one leaves: from the day after there is none again
    const [own] = filed.rows;
    if (!own) throw new Error('no officer');
    const leaving = { liaisonId: own.liaisonId, liaison: officer({ until: '2026-11-23' }) };
    required(await approval.workstation.saveLiaison({ ...leaving, reason: '工作变动' }));
    expect(required(await approval.workstation.liaisons()).without).toEqual([]);
    world.two.now = new Date('2026-11-24T02:00:00.000Z');
    expect(required(await approval.workstation.liaisons()).without).toMatchObject([{ own: true }]);
  });

  it('因工作变动需要调整的: a change says why, the history stays, and goes to the others with it', async () => {
    const { approval, market } = world;
    const { liaisonId } = required(await market.workstation.saveLiaison({ liaison: officer(), reason: '' }));
    const moved = officer({ section: '综合科' });
    expect(await market.workstation.saveLiaison({ liaisonId, liaison: moved, reason: ' ' })).toMatchObject(
      failure('liaison.reason-required'),
    );
    world.later();
    required(await market.workstation.saveLiaison({ liaisonId, liaison: moved, reason: '科室调整' }));
    await world.send(market, [approval], { liaisons: true });
    const [row] = required(await approval.workstation.liaisons()).rows;
    expect(row?.history.map(({ reason, liaison, by }) => [reason, liaison.section, by])).toEqual([
      ['', '监管科', '王经办'],
      ['科室调整', '综合科', '王经办'],
    ]);
    // of another department, nothing is changed here
    expect(await approval.workstation.saveLiaison({ liaisonId, liaison: officer(), reason: '代为调整' })).toMatchObject(
      failure('liaison.not-found'),
    );
  });

  it('the same saved again adds nothing; days and contact are checked', async () => {
    const { approval } = world;
    const save = (changes: Partial<Liaison>) => approval.workstation.saveLiaison({ liaison: officer(changes), reason: '' });
    const { liaisonId } = required(await save({}));
    const before = required(await approval.workstation.ledgerState()).entries;
    required(await approval.workstation.saveLiaison({ liaisonId, liaison: officer(), reason: '' }));
    expect(required(await approval.workstation.ledgerState()).entries).toBe(before);
    expect(await save({ telephone: '' })).toMatchObject(failure('liaison.contact-required'));
    expect(await save({ from: '2026-02-30' })).toMatchObject(failure('liaison.from'));
    expect(await save({ until: '2025-12-31' })).toMatchObject(failure('liaison.until'));
    expect(await save({ name: '张' })).toMatchObject({ ...failure('liaison.invalid'), error: { at: { path: 'name' } } });
  });

  it('报审批或监管部门备案: the 备案函 names who is in office and who has left, and the officers name the letter', async () => {
    const { market } = world;
    const left = required(await market.workstation.saveLiaison({ liaison: officer({ until: '2026-11-20' }), reason: '' })).liaisonId;
    const now = required(
      await market.workstation.saveLiaison({ liaison: officer({ name: '赵联络', telephone: '', mobile: '13800000000' }), reason: '' }),
    ).liaisonId;
    expect(await market.workstation.beginLiaisonLetter([left])).toMatchObject(failure('liaison.none-chosen'));
    world.later();
    const { letterId } = required(await market.workstation.beginLiaisonLetter([left, now]));
    const { content, recipientIds } = required(await market.workstation.letterDetail(letterId));
    expect(content).toMatchObject({ kind: 'liaisonFiling', recipients: [SENDER.name], title: '关于调整审批与监管联络员备案的函' });
    expect(recipientIds).toEqual([SENDER.uscc]);
    const text = JSON.stringify(content);
    for (const part of ['赵联络', '监管科', '13800000000', '张联络不再担任联络员']) expect(text).toContain(part);
    expect(required(await market.workstation.liaisons()).rows.map((row) => row.letterId)).toEqual([letterId, letterId]);
  });
});

describe('办法 28', () => {
  it('who is in charge of what is part of the register', async () => {
    const { approval } = world;
    required(await approval.workstation.saveLiaison({ liaison: officer({ duties: ['platform', 'fieldwork', 'platform'] }), reason: '' }));
    expect(required(await approval.workstation.liaisons()).rows).toMatchObject([{ liaison: { duties: ['platform', 'fieldwork'] } }]);
  });
});
