/** Letters between computers and departments: numbers of two computers, merging, and what a hostile department can't do. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LetterContent } from '#shared/domain/letter.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { writePackage } from '#shared/exchange/package-writer.ts';
import type { Entry, PackagePurpose } from '#shared/ledger/entry.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../../build/node-workstation.ts';
import { CODE, content, issue, letterDraft, list, sendLetters } from './letters-helpers.ts';
import { RECIPIENT, SENDER, TwoDepartments, takeCard } from './two-departments.ts';

const EMERGENCY = { ...RECIPIENT, uscc: '11370800MB00000353', name: '高新区应急管理局', documentCode: '济高新应急' };
const MARKET = { ...RECIPIENT, documentCode: '济高新市监' };

let two: TwoDepartments;
let second: NodeWorkstation | undefined;
let files = 0;

beforeEach(async () => {
  two = await TwoDepartments.create();
});
afterEach(async () => {
  await second?.close();
  second = undefined;
  await two.remove();
});

async function secondComputer(): Promise<NodeWorkstation> {
  const opened = await openNodeWorkstation({
    directory: two.path('second'),
    department: SENDER,
    operator: '孙经办',
    passphrase: '测试口令-2026',
    now: () => two.now,
  });
  second = opened;
  await takeCard(opened, two.sender, two.path('second.sgcard'), '同一办公室当面核对');
  await takeCard(two.sender, opened, two.path('first.sgcard'), '同一办公室当面核对');
  await takeCard(two.recipient, opened, two.path('recipient-for-second.sgcard'));
  return opened;
}

async function sync(from: NodeWorkstation, ...all: readonly NodeWorkstation[]): Promise<void> {
  two.now = new Date(two.now.getTime() + 60_000);
  files += 1;
  const name = `sync-${files}.sgxe`;
  required(await from.workstation.exportSync({ jobId: 's', token: from.target(two.path(name)).token }));
  for (const to of all) await two.take(to, name);
}

const registerOf = async (at: NodeWorkstation) => {
  const register = required(await at.workstation.numberRegister()).find((row) => row.code === CODE && row.year === 2026);
  if (!register) throw new Error('no register');
  return register;
};

describe('two computers of one department', () => {
  it('a computer without a range asks for one as soon as there is another computer, and each then counts in its own', async () => {
    const other = await secondComputer();
    const waiting = letterDraft();
    required(await two.sender.workstation.saveDraft(waiting));
    const input = { letterId: waiting.letterId, code: CODE, date: '2026-11-23', signer: '李局长' };
    expect(await two.sender.workstation.issueLetter(input)).toMatchObject({ ok: false, error: { code: 'number.range-needed' } });
    expect((await registerOf(two.sender)).nextProblem).toContain('请为本机预留');

    const range = (first: number, last: number, own: boolean) => ({ code: CODE, year: 2026, first, last, own });
    required(await two.sender.workstation.reserveNumbers(range(1, 2, true)));
    // nothing is known of the other one yet
    expect(await two.sender.workstation.reserveNumbers(range(3, 4, false))).toMatchObject({
      ok: false,
      error: { code: 'number.computer-unknown' },
    });
    await sync(two.sender, other);
    expect(await other.workstation.reserveNumbers(range(2, 9, true))).toMatchObject({
      ok: false,
      error: { code: 'number.range-overlaps' },
    });
    required(await other.workstation.reserveNumbers(range(101, 200, true)));
    expect(required(await two.sender.workstation.issueLetter(input)).number).toBe('济高新审函〔2026〕1号');
    expect((await issue(other)).number).toBe('济高新审函〔2026〕101号');
    expect((await issue(two.sender)).number).toBe('济高新审函〔2026〕2号');
    const more = letterDraft();
    required(await two.sender.workstation.saveDraft(more));
    expect(await two.sender.workstation.issueLetter({ ...input, letterId: more.letterId })).toMatchObject({
      ok: false,
      error: { code: 'number.range-exhausted' },
    });

    await sync(two.sender, other);
    await sync(other, two.sender);
    const [one, same] = [await registerOf(two.sender), await registerOf(other)];
    expect(one.issued.map(({ sequence }) => sequence)).toEqual([1, 2, 101]);
    expect(one.issued).toEqual(same.issued);
    expect([one.holes, one.problems, same.problems]).toEqual([[], [], []]);
    expect(one.ranges.map(({ first, own }) => [first, own])).toEqual([
      [1, true],
      [101, false],
    ]);
    expect(same.next).toBe(102);
    // drafts of one are there on the other, and PDFs too
    expect((await list(other)).map((row) => row.letterId).sort()).toEqual((await list(two.sender)).map((row) => row.letterId).sort());
    for (const { letterId } of one.issued) required(await other.workstation.readLetterPdf(letterId));
    required(await two.sender.workstation.reserveNumbers(range(201, 300, false)));
    expect((await registerOf(two.sender)).ranges.at(-1)).toMatchObject({ first: 201, own: false });
  });

  it('with two other computers a range is reserved for the one that was chosen, and for no other', async () => {
    const other = await secondComputer();
    const third = await openNodeWorkstation({
      directory: two.path('third'),
      department: SENDER,
      operator: '周经办',
      passphrase: '测试口令-2026',
      now: () => two.now,
    });
    try {
      await takeCard(third, two.sender, two.path('third.sgcard'), '同一办公室当面核对');
      await takeCard(two.sender, third, two.path('first-for-third.sgcard'), '同一办公室当面核对');
      await sync(two.sender, other, third);
      // each makes itself known by the range that it reserved for itself
      const range = (first: number, own: boolean, series?: string) => ({
        code: CODE,
        year: 2026,
        first,
        last: first + 9,
        own,
        ...(series && { series }),
      });
      required(await other.workstation.reserveNumbers(range(101, true)));
      required(await third.workstation.reserveNumbers(range(201, true)));
      await sync(other, two.sender);
      await sync(third, two.sender);
      const { computers } = await registerOf(two.sender);
      expect(computers).toHaveLength(2);
      expect(await two.sender.workstation.reserveNumbers(range(301, false))).toMatchObject({ error: { code: 'number.computer-choose' } });
      expect(await two.sender.workstation.reserveNumbers(range(301, false, createUuid()))).toMatchObject({ ok: false });
      const chosen = required(await third.workstation.numberRegister())
        .find((row) => row.code === CODE)
        ?.ranges.find(({ own }) => own);
      const series = computers.find(({ name }) => name === chosen?.computer)?.series ?? '';
      required(await two.sender.workstation.reserveNumbers(range(301, false, series)));
      await sync(two.sender, other, third);
      const ownRanges = async (at: NodeWorkstation) => (await registerOf(at)).ranges.filter(({ own }) => own).map(({ first }) => first);
      expect([await ownRanges(other), await ownRanges(third)]).toEqual([[101], [201, 301]]);
    } finally {
      await third.close();
    }
  });

  it('the same number given twice before they knew of each other is shown on both, never settled silently', async () => {
    // the second computer counts on before its key is known here
    second = await openNodeWorkstation({
      directory: two.path('second'),
      department: SENDER,
      operator: '孙经办',
      passphrase: '测试口令-2026',
      now: () => two.now,
    });
    const other = second;
    expect((await issue(two.sender)).number).toBe((await issue(other)).number);
    await takeCard(other, two.sender, two.path('second.sgcard'), '同一办公室当面核对');
    await takeCard(two.sender, other, two.path('first.sgcard'), '同一办公室当面核对');
    await sync(two.sender, other);
    await sync(other, two.sender);
    for (const at of [two.sender, other]) {
      const { issued, problems } = await registerOf(at);
      expect(issued.map(({ sequence }) => sequence)).toEqual([1, 1]);
      expect(problems).toEqual([expect.stringContaining('济高新审函〔2026〕1号编给了 2 份公函')]);
      for (const { letterId } of issued) expect(required(await at.workstation.letterDetail(letterId)).problems).toEqual(problems);
    }
    // both can still be sent; their files don't get in each other's way
    const sent = await sendLetters(
      two,
      (await registerOf(two.sender)).issued.map(({ letterId }) => letterId),
      'both.sgxe',
    );
    expect(sent).toMatchObject({ records: 2 });
  });

  it('the same draft issued on both: the first one holds on both, and the letter says so', async () => {
    const other = await secondComputer();
    const shared = letterDraft();
    required(await two.sender.workstation.saveDraft(shared));
    required(await two.sender.workstation.reserveNumbers({ code: CODE, year: 2026, first: 1, last: 100, own: true }));
    await sync(two.sender, other);
    required(await other.workstation.reserveNumbers({ code: CODE, year: 2026, first: 101, last: 200, own: true }));
    const input = { letterId: shared.letterId, code: CODE, date: '2026-11-23', signer: '李局长' };
    required(await other.workstation.issueLetter(input));
    two.now = new Date(two.now.getTime() + 60_000);
    required(await two.sender.workstation.issueLetter(input));
    await sync(two.sender, other);
    await sync(other, two.sender);
    for (const at of [two.sender, other]) {
      const { row, problems } = required(await at.workstation.letterDetail(shared.letterId));
      expect(row.number).toBe('济高新审函〔2026〕101号');
      expect(problems).toEqual([expect.stringContaining('济高新审函〔2026〕1号')]);
      expect((await registerOf(at)).issued.map(({ sequence }) => sequence)).toEqual([1, 101]);
    }
  });
});

describe('attacks by a department whose key is confirmed', () => {
  /** A package that its program would never write, signed by the real key of `from`. */
  async function forge(from: NodeWorkstation, purpose: PackagePurpose, entries: readonly Entry[], pdf?: Uint8Array): Promise<string> {
    files += 1;
    const { publicKeyPem } = required(from.keystore.keyring()).current;
    const pieces: Uint8Array[] = [];
    const [sender, recipient] = from === two.recipient ? [MARKET, SENDER] : [SENDER, RECIPIENT];
    required(
      await writePackage(
        {
          ...{
            id: createUuid(),
            purpose,
            title: '公函',
            sender,
            contactName: '某',
            recipients: [{ uscc: recipient.uscc, name: recipient.name }],
          },
          ...{ sequence: files, createdAt: two.now.toISOString(), demo: false, software: '测试', entries, publicKeyPem },
          attachments: pdf ? [{ ...digestOf(pdf), read: async (offset, length) => pdf.slice(offset, offset + length) }] : [],
          sign: async (bytes) => from.keystore.sign(bytes),
        },
        async (bytes) => void pieces.push(bytes),
      ),
    );
    await writeFile(two.path(`forged-${files}.sgx`), Buffer.concat(pieces));
    return `forged-${files}.sgx`;
  }

  const PDF = new TextEncoder().encode('%PDF-1.4 伪造');
  const digestOf = (bytes: Uint8Array) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length });

  function issued(changes: Partial<LetterContent>, letterId: string = createUuid(), code = '济高新市监函', by = RECIPIENT.uscc): Entry {
    return {
      ...{ id: createUuid(), type: 'letter.issued', at: two.now.toISOString(), subject: letterId },
      actor: { departmentId: by, operator: '某' },
      payload: {
        content: content({ letterhead: MARKET.name, recipients: [SENDER.name], date: '2026-11-23', ...changes }),
        ...{ about: [], recipientIds: [SENDER.uscc], number: { code, year: 2026, sequence: 1 }, signer: '某' },
        pdf: { ...digestOf(PDF), name: '函.pdf' },
      },
    };
  }

  /** Opens, and tries to import; the code that stops it. */
  async function attempt(name: string, at = two.sender): Promise<string> {
    const opened = await two.open(at, name);
    if (!opened.ok) return opened.error.code;
    const before = required(await at.workstation.ledgerState()).entries;
    const imported = await at.workstation.importPackage({ jobId: 'i', openId: opened.value.openId });
    if (imported.ok) return 'imported';
    expect(imported.error.message).toMatch(/。$/u);
    expect(required(await at.workstation.ledgerState()).entries).toBe(before);
    await at.workstation.closePackage(opened.value.openId);
    return imported.error.code;
  }

  it('an honest letter goes in: what is refused below is refused for what is wrong with it', async () => {
    expect(await attempt(await forge(two.recipient, 'letters', [issued({})], PDF))).toBe('imported');
  });

  it('in another department’s name, or by its numbers', async () => {
    required(await two.sender.workstation.saveDirectoryDepartment(EMERGENCY));
    const named = await forge(two.recipient, 'letters', [issued({ letterhead: '高新区应急 管理局' })], PDF);
    expect(await attempt(named)).toBe('package.letter-foreign-name');
    const own = await forge(two.recipient, 'letters', [issued({ letterhead: SENDER.name })], PDF);
    expect(await attempt(own)).toBe('package.letter-foreign-name');
    const numbered = await forge(two.recipient, 'letters', [issued({}, createUuid(), '济高新应急函')], PDF);
    expect(await attempt(numbered)).toBe('package.letter-foreign-number');
    expect(await list(two.sender)).toEqual([]);
    // a number of ours is refused too, and takes nothing from our register
    expect(await attempt(await forge(two.recipient, 'letters', [issued({}, createUuid(), CODE)], PDF))).toBe(
      'package.letter-foreign-number',
    );
    expect((await issue(two.sender)).number).toBe('济高新审函〔2026〕1号');
    // and facts by another actor don't even open
    const by = issued({}, createUuid(), '济高新应急函', EMERGENCY.uscc);
    await expect(forge(two.recipient, 'letters', [by], PDF)).rejects.toThrow('package.entry.foreign-actor');
  });

  it('a letter that came is changed, or ours is issued anew', async () => {
    const letterId = createUuid();
    expect(await attempt(await forge(two.recipient, 'letters', [issued({}, letterId)], PDF))).toBe('imported');
    const altered = issued({ title: '关于撤回前函的函' }, letterId);
    expect(await attempt(await forge(two.recipient, 'letters', [altered], PDF))).toBe('package.letter-altered');
    const fresh = createUuid();
    const twice = [issued({}, fresh), issued({ title: '另一种内容' }, fresh)];
    expect(await attempt(await forge(two.recipient, 'letters', twice, PDF))).toBe('package.letter-altered');
    const mine = await issue(two.sender);
    expect(await attempt(await forge(two.recipient, 'letters', [issued({}, mine.letterId)], PDF))).toBe('package.not-their-letter');
    const begun = letterDraft();
    required(await two.sender.workstation.saveDraft(begun));
    expect(await attempt(await forge(two.recipient, 'letters', [issued({}, begun.letterId)], PDF))).toBe('package.not-their-letter');
    expect((await list(two.sender, { state: 'received' })).map((row) => row.title)).toEqual(['关于食品经营许可办理标准的函']);
  });

  it('drafts, numbers and templates don’t travel, and a stranger neither answers nor checks what wasn’t sent to it', async () => {
    const drafted = { ...issued({}), type: 'letter.drafted', payload: letterDraft() } as unknown as Entry;
    await expect(forge(two.recipient, 'letters', [drafted], PDF)).rejects.toThrow('package.entry.type');
    // an inquiry to another department: the recipient’s “answer” comes in as a letter, and closes nothing
    const asked = await issue(two.sender, letterDraft({}, { recipientIds: [EMERGENCY.uscc] }));
    const answers = { letterId: asked.letterId, from: SENDER.name, title: asked.title, number: asked.number };
    expect(await attempt(await forge(two.recipient, 'letters', [issued({ kind: 'reply', answers })], PDF))).toBe('imported');
    expect((await list(two.sender, { openOnly: true })).map((row) => row.letterId)).toEqual([asked.letterId]);
    const check = {
      ...{ id: createUuid(), type: 'transfer.checked', at: two.now.toISOString(), subject: asked.letterId },
      actor: { departmentId: RECIPIENT.uscc, operator: '某' },
      payload: { items: [], receivedBy: '某', receivedOn: '2026-11-23', note: '' },
    } as Entry;
    expect(await attempt(await forge(two.recipient, 'receipt', [check]))).toBe('package.not-their-letter');
  });

  beforeEach(async () => {
    required(await two.sender.workstation.saveDirectoryDepartment(MARKET));
  });
});

describe('many letters', () => {
  it('2,000 are listed, searched and filtered', async () => {
    const { Projection } = await import('#shared/ledger/projection.ts');
    const { letterRows } = await import('#shared/workstation/letters/letter-rows.ts');
    const projection = new Projection(SENDER.uscc);
    const entries = Array.from({ length: 2000 }, (_, index): Entry => {
      const own = index % 2 === 0;
      return {
        ...{ id: createUuid(), type: 'letter.issued', at: two.now.toISOString(), subject: createUuid() },
        actor: { departmentId: own ? SENDER.uscc : RECIPIENT.uscc, operator: '王' },
        payload: {
          content: content({ title: `关于第${index}家食品经营企业的函`, date: '2026-11-23' }),
          ...{ about: [], recipientIds: [own ? RECIPIENT.uscc : SENDER.uscc], dueOn: '2026-11-30', signer: '李' },
          number: { code: own ? CODE : '济高新市监函', year: 2026, sequence: index + 1 },
          pdf: { sha256: 'a'.repeat(64), name: '函.pdf', size: 1 },
        },
      };
    });
    projection.fold(entries);
    const context = { projection, department: SENDER, now: () => two.now } as unknown as Parameters<typeof letterRows>[0];
    const count = (query: Partial<Parameters<typeof letterRows>[1]>) =>
      letterRows(context, { text: '', state: 'all', kinds: [], openOnly: false, ...query }).length;
    expect([count({}), count({ text: '1234家' }), count({ openOnly: true, state: 'received' })]).toEqual([2000, 1, 1000]);
  });
});
