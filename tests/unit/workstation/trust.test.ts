/** Whom a department believes: cards, confirmation, rotation, revocation, coordinators (办法 19, 27; exchange package, Trust). */
import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../../build/node-workstation.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments, takeCard } from './two-departments.ts';

let two: TwoDepartments;
const more: NodeWorkstation[] = [];

beforeEach(async () => {
  two = await TwoDepartments.create();
});

afterEach(async () => {
  for (const each of more.splice(0)) await each.close();
  await two.remove();
});

const PASSPHRASE = '测试口令-2026';

async function another(folder: string, department = SENDER): Promise<NodeWorkstation> {
  const directory = two.path(folder);
  const opened = await openNodeWorkstation({ directory, department, operator: '刘经办', passphrase: PASSPHRASE, now: () => two.now });
  more.push(opened);
  return opened;
}

const openCard = async (at: NodeWorkstation, name: string) => {
  const chosen = await at.choose(two.path(name));
  return at.workstation.openCard({ token: chosen.token, fileName: chosen.name, size: chosen.size });
};

const row = async (at: NodeWorkstation, uscc: string) =>
  required(await at.workstation.directory()).find((each) => each.department.uscc === uscc);

const saveCard = async (at: NodeWorkstation, name: string) =>
  required(await at.workstation.saveOwnCard({ token: at.target(two.path(name)).token }));

async function rotate(at: NodeWorkstation, compromised = false): Promise<void> {
  two.now = new Date(Date.now() + 1000);
  required(await at.keystore.rotateKey(PASSPHRASE, compromised));
  required(await at.workstation.noteOwnKeys());
  two.now = new Date(Date.now() + 2000);
}

describe('a card', () => {
  it('is taken in unconfirmed, then confirmed by a person, with who, when and against what', async () => {
    const card = await takeCard(two.sender, two.recipient, two.path('sender.sgcard'), '');
    expect(card).toMatchObject({ relation: 'newDepartment', department: SENDER });
    expect(await row(two.recipient, SENDER.uscc)).toMatchObject({ keyState: 'unconfirmed', canSeal: false });
    const { fingerprint } = card;
    const confirm = { departmentId: SENDER.uscc, fingerprint };
    expect(await two.recipient.workstation.confirmKnownKey({ ...confirm, against: ' ' })).toMatchObject({
      ok: false,
      error: { code: 'key.against-required' },
    });
    required(await two.recipient.workstation.confirmKnownKey({ ...confirm, against: '与盖章的密钥确认单核对' }));
    const confirmed = await row(two.recipient, SENDER.uscc);
    expect(confirmed).toMatchObject({ keyState: 'confirmed', canSeal: true, fingerprint });
    expect(confirmed?.keys[0]?.history.map(({ text }) => text)).toEqual(['由部门名片登记，未核对', '核对并确认（与盖章的密钥确认单核对）']);
    expect(confirmed?.keys[0]?.history.map(({ operator }) => operator)).toEqual(['王经办', '王经办']);
  });

  it('an altered card, and a card of somebody else under the department’s name, change nothing', async () => {
    await saveCard(two.sender, 'sender.sgcard');
    const text = await readFile(two.path('sender.sgcard'), 'utf8');
    await writeFile(two.path('forged.sgcard'), text.replace('0537-0000001', '0537-6666666'));
    expect(await openCard(two.recipient, 'forged.sgcard')).toMatchObject({ ok: false, error: { code: 'card.signature' } });
    await takeCard(two.sender, two.recipient, two.path('sender.sgcard'));
    const impostor = await another('impostor');
    await saveCard(impostor, 'impostor.sgcard');
    const opened = required(await openCard(two.recipient, 'impostor.sgcard'));
    // shown as another key of a department that has a confirmed one; nothing is believed without a person
    expect(opened.relation).toBe('newKey');
    expect(opened.confirmedKeys).toHaveLength(1);
    required(await two.recipient.workstation.acceptCard({ openId: opened.openId }));
    expect((await row(two.recipient, SENDER.uscc))?.keys.map((key) => key.trust)).toEqual(['confirmed', 'unconfirmed']);
  });

  it('the own one isn’t taken in; demo and real don’t mix', async () => {
    await saveCard(two.sender, 'own.sgcard');
    const opened = required(await openCard(two.sender, 'own.sgcard'));
    expect(opened.relation).toBe('own');
    expect(await two.sender.workstation.acceptCard({ openId: opened.openId })).toMatchObject({ ok: false, error: { code: 'card.own' } });
    const demo = await another('demo', { ...SENDER, demo: true });
    await saveCard(demo, 'demo.sgcard');
    expect(await openCard(two.recipient, 'demo.sgcard')).toMatchObject({ ok: false, error: { code: 'card.demo-mixed' } });
  });

  it('the papers: a card file and a 密钥确认单 that is a PDF', async () => {
    required(await two.sender.workstation.saveKeySheet({ token: two.sender.target(two.path('sheet.pdf')).token }));
    expect((await readFile(two.path('sheet.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('a new key', () => {
  it('is accepted when the old one signed it; what the old one signed before still holds, later it doesn’t', async () => {
    await takeCard(two.sender, two.recipient, two.path('old.sgcard'));
    const ids = await two.record(draft(1), draft(2), draft(3));
    await two.push(ids.slice(0, 1), 'before.sgxe');
    await rotate(two.sender);
    const card = await takeCard(two.sender, two.recipient, two.path('new.sgcard'), '');
    expect(card.relation).toBe('rotation');
    const known = await row(two.recipient, SENDER.uscc);
    expect(known?.keys.map((key) => key.trust)).toEqual(['superseded', 'confirmed']);
    await two.push(ids.slice(1, 2), 'after.sgxe');
    expect((await two.take(two.recipient, 'after.sgxe')).trust).toBe('confirmed');
    expect((await two.take(two.recipient, 'before.sgxe')).trust).toBe('confirmed');
    // what was sealed for the key before is still opened
    required(await two.recipient.workstation.claim({ records: ids.slice(0, 1) }));
    await two.receipt('answer.sgxe');
    expect((await two.take(two.sender, 'answer.sgxe')).appended).toBeGreaterThan(0);
  });

  it('a successor named by a stolen key falls with it', async () => {
    await takeCard(two.sender, two.recipient, two.path('old.sgcard'));
    const [old] = (await row(two.recipient, SENDER.uscc))?.keys ?? [];
    await rotate(two.sender);
    await takeCard(two.sender, two.recipient, two.path('new.sgcard'), '');
    const revoke = { departmentId: SENDER.uscc, fingerprint: old?.fingerprint ?? '', reason: 'compromised' as const };
    expect(await two.recipient.workstation.revokeKey({ ...revoke, note: '' })).toMatchObject({ error: { code: 'key.note-required' } });
    required(await two.recipient.workstation.revokeKey({ ...revoke, note: '对方来函告知电脑被盗' }));
    expect((await row(two.recipient, SENDER.uscc))?.keys.map((key) => key.trust)).toEqual(['revoked', 'unconfirmed']);
  });

  it('after a leak: the new card ends the old key by itself, and must be compared again', async () => {
    await takeCard(two.sender, two.recipient, two.path('old.sgcard'));
    const [recordId = ''] = await two.record(draft(1));
    await two.push([recordId], 'stolen.sgxe');
    await rotate(two.sender, true);
    await saveCard(two.sender, 'new.sgcard');
    const opened = required(await openCard(two.recipient, 'new.sgcard'));
    expect(opened).toMatchObject({ relation: 'newKey', revokes: [{ reason: 'compromised', known: true }] });
    required(await two.recipient.workstation.acceptCard({ openId: opened.openId, against: '当面核对' }));
    expect((await row(two.recipient, SENDER.uscc))?.keys.map((key) => key.trust)).toEqual(['revoked', 'confirmed']);
    const refused = required(await two.open(two.recipient, 'stolen.sgxe'));
    expect(refused.trust).toBe('revoked');
    expect(refused.trustNote).toContain('泄露');
    expect(await two.recipient.workstation.importPackage({ jobId: 'i', openId: refused.openId })).toMatchObject({
      ok: false,
      error: { code: 'package.key-revoked' },
    });
    const confirm = { departmentId: SENDER.uscc, openId: refused.openId, against: '再确认一次' };
    expect(await two.recipient.workstation.confirmKey(confirm)).toMatchObject({ ok: false, error: { code: 'package.key-revoked' } });
    const own = required(await two.sender.workstation.ownKeys());
    expect(own.others.map((key) => key.trust)).toEqual(['revoked']);
  });

  it('is recorded even when the program ended right after the key file was written', async () => {
    two.now = new Date(Date.now() + 1000);
    required(await two.sender.keystore.rotateKey(PASSPHRASE, false));
    await two.restart('sender');
    const { fingerprint, others } = required(await two.sender.workstation.ownKeys());
    expect(others).toMatchObject([{ trust: 'superseded' }]);
    expect(fingerprint).not.toBe(others[0]?.fingerprint);
  });

  it('the key in use isn’t revoked from the list, and a revoked key never comes back', async () => {
    const { fingerprint } = required(await two.sender.workstation.ownKeys());
    const own = { departmentId: SENDER.uscc, fingerprint, reason: 'retired' as const, note: '试试' };
    expect(await two.sender.workstation.revokeKey(own)).toMatchObject({ ok: false, error: { code: 'key.own' } });
    await takeCard(two.sender, two.recipient, two.path('sender.sgcard'));
    required(await two.recipient.workstation.revokeKey({ ...own, reason: 'lost', note: '来函：电脑遗失' }));
    const opened = required(await openCard(two.recipient, 'sender.sgcard'));
    expect(opened.relation).toBe('revoked');
    expect(await two.recipient.workstation.acceptCard({ openId: opened.openId, against: '再核对' })).toMatchObject({
      ok: false,
      error: { code: 'key.revoked' },
    });
    const again = { departmentId: SENDER.uscc, fingerprint, against: '再核对' };
    expect(await two.recipient.workstation.confirmKnownKey(again)).toMatchObject({ ok: false, error: { code: 'key.revoked' } });
  });
});

describe('办法 19, 27: a coordinator passes cards on', () => {
  const THIRD = { ...RECIPIENT, uscc: '11370800MB00000353', name: '高新区应急管理局' };

  async function directoryPackage(): Promise<void> {
    const third = await another('third', THIRD);
    await takeCard(third, two.sender, two.path('third.sgcard'));
    const { token } = two.sender.target(two.path('directory.sgxe'));
    const input = { jobId: 'd', token, recipients: [RECIPIENT.uscc], departments: [THIRD.uscc] };
    const [sent] = required(await two.sender.workstation.exportDirectory(input));
    expect(sent).toMatchObject({ purpose: 'directory', title: '部门名录 2 个部门', sealed: true });
  }

  it('many at once, each with its fingerprint, believed when they are ticked and the sender is coordinator', async () => {
    await directoryPackage();
    await takeCard(two.sender, two.recipient, two.path('sender.sgcard'));
    const opened = required(await two.open(two.recipient, 'directory.sgxe'));
    expect(opened).toMatchObject({ purpose: 'directory', coordinator: false, trust: 'confirmed' });
    const third = opened.cards.find((card) => card.department.uscc === THIRD.uscc);
    expect(third).toMatchObject({ relation: 'new' });
    expect(third?.fingerprint).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){15}$/);
    const tick = { jobId: 'i', openId: opened.openId, cards: [third?.fingerprint ?? ''] };
    expect(await two.recipient.workstation.importPackage(tick)).toMatchObject({ ok: false, error: { code: 'package.not-coordinator' } });
    const name = { departmentId: SENDER.uscc, coordinator: true, note: '管委会明确' };
    required(await two.recipient.workstation.nameCoordinator(name));
    required(await two.recipient.workstation.importPackage(tick));
    const taken = await row(two.recipient, THIRD.uscc);
    expect(taken).toMatchObject({ keyState: 'confirmed', canSeal: true, department: { name: THIRD.name } });
    expect(taken?.keys[0]?.history[0]?.text).toContain(`由协调部门确认（${SENDER.name}的名录包）`);
  });

  it('unticked cards become known only, and a list replaces no key that a person compared', async () => {
    await directoryPackage();
    await takeCard(two.sender, two.recipient, two.path('sender.sgcard'));
    required(await two.recipient.workstation.nameCoordinator({ departmentId: SENDER.uscc, coordinator: true, note: '' }));
    const impostor = await another('other-third', THIRD);
    await takeCard(impostor, two.recipient, two.path('impostor.sgcard'));
    const opened = required(await two.open(two.recipient, 'directory.sgxe'));
    const listed = opened.cards.find((card) => card.department.uscc === THIRD.uscc);
    expect(listed?.relation).toBe('changed');
    required(await two.recipient.workstation.importPackage({ jobId: 'i', openId: opened.openId, cards: [listed?.fingerprint ?? ''] }));
    expect((await row(two.recipient, THIRD.uscc))?.keys.map((key) => key.trust)).toEqual(['confirmed', 'unconfirmed']);
  });

  it('only a confirmed approving department can be one, and only such a one sends lists', async () => {
    const supervision = { departmentId: RECIPIENT.uscc, coordinator: true, note: '' };
    expect(await two.sender.workstation.nameCoordinator(supervision)).toMatchObject({ error: { code: 'coordinator.not-approval' } });
    await takeCard(two.sender, two.recipient, two.path('sender.sgcard'), '');
    const unconfirmed = { departmentId: SENDER.uscc, coordinator: true, note: '' };
    expect(await two.recipient.workstation.nameCoordinator(unconfirmed)).toMatchObject({ error: { code: 'coordinator.no-key' } });
    const { token } = two.recipient.target(two.path('x.sgxe'));
    const list = { jobId: 'd', token, recipients: [SENDER.uscc], departments: [] };
    expect(await two.recipient.workstation.exportDirectory(list)).toMatchObject({ error: { code: 'directory.not-coordinator' } });
  });
});
