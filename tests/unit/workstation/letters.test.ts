/** Official letters from draft to paper and to the other department (办法 21, 25; GB/T 9704 7.2.5): numbers, freezing, travel. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { MemorySegmentStore, required } from '../../../build/node-workstation.ts';
import { CODE, content, issue, letterDraft, list, sendLetters } from './letters-helpers.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments, takeCard } from './two-departments.ts';

let two: TwoDepartments;

beforeEach(async () => {
  two = await TwoDepartments.create();
});
afterEach(async () => {
  await two.remove();
});

const entriesOf = async () => required(await two.sender.workstation.ledgerState()).entries;
const sealedFiles = () => readdir(two.path('sender/attachments')).catch(() => []);

function tick(): void {
  two.now = new Date(two.now.getTime() + 60_000);
}

describe('drafts', () => {
  it('are written when something changed, and only then', async () => {
    const first = letterDraft();
    required(await two.sender.workstation.saveDraft(first));
    const entries = await entriesOf();
    required(await two.sender.workstation.saveDraft(structuredClone(first)));
    expect(await entriesOf()).toBe(entries);
    required(await two.sender.workstation.saveDraft({ ...first, content: { ...first.content, urgency: '加急' } }));
    expect(await entriesOf()).toBe(entries + 1);
    expect(await list(two.sender)).toMatchObject([{ letterId: first.letterId, state: 'draft', number: '', own: true, date: '2026-11-23' }]);
    await two.restart('sender');
    expect(required(await two.sender.workstation.letterDetail(first.letterId)).content?.urgency).toBe('加急');
  });

  it('end when they are given up, for good', async () => {
    const first = letterDraft();
    required(await two.sender.workstation.saveDraft(first));
    required(await two.sender.workstation.discardDraft(first.letterId));
    expect(await list(two.sender)).toEqual([]);
    expect(await list(two.sender, { state: 'discarded' })).toHaveLength(1);
    const again = await two.sender.workstation.saveDraft({ ...first, content: content({ urgency: '特急' }) });
    expect(again).toMatchObject({ ok: false, error: { code: 'letter.discarded' } });
    const input = { letterId: first.letterId, code: CODE, date: '2026-11-23', signer: '李局长' };
    expect(await two.sender.workstation.issueLetter(input)).toMatchObject({ ok: false, error: { code: 'letter.discarded' } });
  });

  it('what the ledger could not read again is not written', async () => {
    const entries = await entriesOf();
    const long = letterDraft({ title: '函'.repeat(201) });
    expect(await two.sender.workstation.saveDraft(long)).toMatchObject({
      ok: false,
      error: { code: 'letter.invalid', at: { path: 'content.title' } },
    });
    const file = { sha256: 'a'.repeat(64), name: '没有封存的文件.pdf', size: 3 };
    const missing = letterDraft({ enclosures: [{ title: '材料', blocks: [], file }] });
    expect(await two.sender.workstation.saveDraft(missing)).toMatchObject({ ok: false, error: { code: 'attachment.missing' } });
    expect(await entriesOf()).toBe(entries);
  });
});

describe('issuing', () => {
  it('gives the next number, freezes text and PDF, and cannot be done twice', async () => {
    const first = letterDraft();
    const row = await issue(two.sender, first);
    expect(row).toMatchObject({ state: 'issued', number: '济高新审函〔2026〕1号', signer: '李局长', date: '2026-11-23', sent: false });
    expect((await issue(two.sender)).number).toBe('济高新审函〔2026〕2号');
    const again = { letterId: first.letterId, code: CODE, date: '2026-11-23', signer: '李局长' };
    expect(await two.sender.workstation.issueLetter(again)).toMatchObject({ ok: false, error: { code: 'letter.issued' } });
    expect(await two.sender.workstation.saveDraft({ ...first, content: content({ title: '改' }) })).toMatchObject({
      ok: false,
      error: { code: 'letter.issued' },
    });
    expect(await two.sender.workstation.discardDraft(first.letterId)).toMatchObject({ ok: false, error: { code: 'letter.issued' } });
  });

  it('the saved PDF is the stored bytes, on every later day and after a restart', async () => {
    const { letterId } = await issue(two.sender);
    const frozen = required(await two.sender.workstation.readLetterPdf(letterId));
    expect(Buffer.from(frozen.subarray(0, 5)).toString()).toBe('%PDF-');
    two.now = new Date('2027-03-01T02:00:00.000Z');
    await two.restart('sender');
    required(await two.sender.workstation.saveLetterPdf({ letterId, token: two.sender.target(two.path('a.pdf')).token }));
    const saved = await readFile(two.path('a.pdf'));
    expect(createHash('sha256').update(saved).digest('hex')).toBe(createHash('sha256').update(frozen).digest('hex'));
    // a preview of the same content on this later day is another file: the comparison above does prove something
    const { content: letter, number } = required(await two.sender.workstation.letterDetail(letterId));
    if (!letter || !number) throw new Error('not issued');
    const preview = required(await two.sender.workstation.previewLetter({ content: letter, number }));
    expect(Buffer.from(preview.pdf).equals(saved)).toBe(false);
  });

  it('the Word file comes from the frozen content: the same bytes whenever it is saved, with the number in it', async () => {
    const { letterId, number } = await issue(two.sender);
    const save = async (name: string) => {
      required(await two.sender.workstation.saveLetterDocx({ letterId, token: two.sender.target(two.path(name)).token }));
      return readFile(two.path(name));
    };
    const first = await save('一.docx');
    two.now = new Date('2027-03-01T02:00:00.000Z');
    await two.restart('sender');
    const second = await save('二.docx');
    expect(second.equals(first)).toBe(true);
    const text = strFromU8(unzipSync(first)['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/gu, '');
    expect(text).toContain(number);
    const begun = letterDraft();
    required(await two.sender.workstation.saveDraft(begun));
    const { token } = two.sender.target(two.path('三.docx'));
    expect(await two.sender.workstation.saveLetterDocx({ letterId: begun.letterId, token })).toMatchObject({
      ok: false,
      error: { code: 'letter.not-issued' },
    });
    expect(existsSync(two.path('三.docx'))).toBe(false);
  });

  it('needs date, signer and 机关代字; nothing is written without them', async () => {
    const first = letterDraft();
    required(await two.sender.workstation.saveDraft(first));
    const entries = await entriesOf();
    const input = { letterId: first.letterId, code: CODE, date: '2026-11-23', signer: '李局长' };
    const refused = async (changes: Partial<typeof input>) => {
      const issued = await two.sender.workstation.issueLetter({ ...input, ...changes });
      return issued.ok ? 'issued' : issued.error.code;
    };
    expect(await refused({ signer: ' ' })).toBe('letter.signer-required');
    expect(await refused({ date: '2026-02-30' })).toBe('letter.date');
    expect(await refused({ date: '2026-11-24' })).toBe('letter.date-future');
    expect(await refused({ code: '济高新审函〔2026〕' })).toBe('number.code');
    expect(await refused({ letterId: createUuid() })).toBe('letter.not-found');
    expect(await entriesOf()).toBe(entries);
    expect(await sealedFiles()).toEqual([]);
  });

  it('does not let out what the checks call an error; a warning is the writer’s to decide', async () => {
    const first = letterDraft({ body: [{ type: 'paragraph', text: '请于〔日期〕前函复。' }] });
    required(await two.sender.workstation.saveDraft(first));
    const input = { letterId: first.letterId, code: CODE, date: '2026-11-23', signer: '李局长' };
    const refused = await two.sender.workstation.issueLetter(input);
    expect(refused).toMatchObject({ ok: false, error: { code: 'letter.problems', at: { path: 'body' } } });
    const problems = required(await two.sender.workstation.letterProblems({ content: first.content, about: [], stage: 'draft' }));
    expect(problems.filter(({ level }) => level === 'error').map(({ at }) => at.part)).toEqual(['body']);
    expect(await sealedFiles()).toEqual([]);
    required(await two.sender.workstation.saveDraft({ ...first, content: content() }));
    expect(required(await two.sender.workstation.issueLetter(input)).number).toBe('济高新审函〔2026〕1号');
  });

  it('two at once take different numbers, and each 机关代字 and year counts for itself', async () => {
    const drafts = [letterDraft(), letterDraft(), letterDraft()];
    for (const each of drafts) required(await two.sender.workstation.saveDraft(each));
    const issued = await Promise.all(
      drafts.map(({ letterId }) => two.sender.workstation.issueLetter({ letterId, code: CODE, date: '2026-11-23', signer: '李局长' })),
    );
    expect(issued.map((each) => required(each).number).sort()).toEqual([1, 2, 3].map((number) => `济高新审函〔2026〕${number}号`));
    expect((await issue(two.sender, letterDraft(), '济高新审监函')).number).toBe('济高新审监函〔2026〕1号');
    two.now = new Date('2027-01-04T02:00:00.000Z');
    const next = letterDraft();
    required(await two.sender.workstation.saveDraft(next));
    const row = required(
      await two.sender.workstation.issueLetter({ letterId: next.letterId, code: CODE, date: '2027-01-04', signer: '李局长' }),
    );
    expect(row.number).toBe('济高新审函〔2027〕1号');
  });

  it('another department’s 机关代字 is refused', async () => {
    const other = { ...RECIPIENT, uscc: '11370800MB00000353', name: '高新区应急管理局', documentCode: '济高新应急' };
    required(await two.sender.workstation.saveDirectoryDepartment(other));
    const first = letterDraft();
    required(await two.sender.workstation.saveDraft(first));
    const input = { letterId: first.letterId, code: '济高新应急函', date: '2026-11-23', signer: '李局长' };
    expect(await two.sender.workstation.issueLetter(input)).toMatchObject({ ok: false, error: { code: 'number.foreign-code' } });
  });

  it('a correction is a new letter that names the old one', async () => {
    const old = await issue(two.sender);
    const corrects = { letterId: old.letterId, from: SENDER.name, title: old.title, number: old.number };
    const row = await issue(two.sender, letterDraft({ corrects, title: '关于更正食品经营许可办理标准有关内容的函' }));
    expect(row).toMatchObject({ number: '济高新审函〔2026〕2号', corrects: old.letterId });
    expect(required(await two.sender.workstation.letterDetail(old.letterId)).row).toMatchObject({ state: 'issued', number: old.number });
  });
});

describe('when the machine fails in the middle', () => {
  it('the PDF is stored and the program ends before the entry: the draft is there, the number is free, nothing is half', async () => {
    const first = letterDraft();
    required(await two.sender.workstation.saveDraft(first));
    const { attachments } = two.sender;
    const commit = attachments.commit.bind(attachments);
    // the file reaches the disk, and the process gets no further
    const stored = new Promise<void>((resolve) => {
      attachments.commit = async (token, name) => {
        await commit(token, name);
        resolve();
        return new Promise(() => undefined);
      };
    });
    const input = { letterId: first.letterId, code: CODE, date: '2026-11-23', signer: '李局长' };
    void two.sender.workstation.issueLetter(input);
    await stored;
    expect(await sealedFiles()).toHaveLength(1);
    await two.restart('sender');
    expect(await list(two.sender)).toMatchObject([{ state: 'draft', number: '' }]);
    expect(required(await two.sender.workstation.numberRegister())).toMatchObject([{ code: CODE, next: 1, issued: [], holes: [] }]);
    expect(required(await two.sender.workstation.issueLetter(input)).number).toBe('济高新审函〔2026〕1号');
    required(await two.sender.workstation.readLetterPdf(first.letterId));
  });

  it('the ledger can’t be written: no file stays, no number is taken', async () => {
    const first = letterDraft();
    required(await two.sender.workstation.saveDraft(first));
    const input = { letterId: first.letterId, code: CODE, date: '2026-11-23', signer: '李局长' };
    const broken = vi.spyOn(MemorySegmentStore.prototype, 'append').mockResolvedValueOnce(fail('store.write-failed', '磁盘已满。'));
    expect(await two.sender.workstation.issueLetter(input)).toMatchObject({ ok: false, error: { code: 'store.write-failed' } });
    expect(broken).toHaveBeenCalledTimes(1);
    broken.mockRestore();
    expect(await sealedFiles()).toEqual([]);
    expect(required(await two.sender.workstation.numberRegister())[0]).toMatchObject({ next: 1, issued: [] });
    expect(required(await two.sender.workstation.issueLetter(input)).number).toBe('济高新审函〔2026〕1号');
    expect(await sealedFiles()).toHaveLength(1);
  });
});

describe('letters on their way', () => {
  it('arrive with 附件 and the very PDF, are answered, and a receipt says that they came', async () => {
    await takeCard(two.sender, two.recipient, two.path('sender.sgcard'));
    await writeFile(two.path('材料.txt'), '证明材料');
    const chosen = await two.sender.choose(two.path('材料.txt'));
    const [file] = required(await two.sender.workstation.addLetterFiles([{ token: chosen.token, name: chosen.name, size: chosen.size }]));
    if (!file) throw new Error('nothing was sealed');
    const [about = ''] = await two.record(draft(1));
    const first = letterDraft({ enclosures: [{ title: '证明材料', blocks: [], file }] }, { about: [about], dueOn: '2026-11-30' });
    const row = await issue(two.sender, first);
    const frozen = required(await two.sender.workstation.readLetterPdf(first.letterId));
    const sent = await sendLetters(two, [first.letterId]);
    expect(sent).toMatchObject({
      purpose: 'letters',
      records: 1,
      attachments: 2,
      title: '关于食品经营许可办理标准的函',
      stage: 'exported',
    });
    expect(await list(two.sender)).toMatchObject([{ sent: true, dueOn: '2026-11-30', daysLeft: 5 }]);
    const taken = await two.take(two.recipient, 'letters.sgxe');
    expect(taken).toMatchObject({ purpose: 'letters', records: 1, appended: 1 });
    expect(taken.preview).toEqual([{ title: row.title, subtitle: row.number, relation: 'new' }]);
    expect(await list(two.recipient, { openOnly: true })).toMatchObject([
      { state: 'received', own: false, from: SENDER.name, number: row.number, dueOn: '2026-11-30', daysLeft: 5, signer: '李局长' },
    ]);
    expect(Buffer.from(required(await two.recipient.workstation.readLetterPdf(first.letterId))).equals(frozen)).toBe(true);
    const copy = two.recipient.target(two.path('收到的材料.txt'));
    required(await two.recipient.workstation.saveAttachment({ sha256: file.sha256, token: copy.token }));
    expect(await readFile(two.path('收到的材料.txt'), 'utf8')).toBe('证明材料');

    tick();
    const answers = { letterId: first.letterId, from: SENDER.name, title: row.title, number: row.number };
    const reply = letterDraft(
      { kind: 'reply', letterhead: RECIPIENT.name, recipients: [SENDER.name], signatories: [RECIPIENT.name], answers },
      { recipientIds: [SENDER.uscc] },
    );
    await issue(two.recipient, reply, '济高新审市监函');
    expect(await list(two.recipient, { openOnly: true })).toEqual([]);
    await sendLetters(two, [reply.letterId], 'reply.sgxe', two.recipient);
    await two.take(two.sender, 'reply.sgxe');
    expect((await list(two.sender)).find(({ letterId }) => letterId === first.letterId)).toMatchObject({ answeredBy: reply.letterId });
    expect(await list(two.sender, { openOnly: true })).toEqual([]);

    await two.receipt('receipt.sgxe');
    await two.take(two.sender, 'receipt.sgxe');
    expect(required(await two.sender.workstation.packages()).find(({ rowId }) => rowId === sent.rowId)).toMatchObject({
      stage: 'received',
    });
    expect(required(await two.sender.workstation.letterDetail(first.letterId)).timeline.map(({ title }) => title)).toEqual([
      `${RECIPIENT.name}已接收`,
      `装入数据包，发给${RECIPIENT.name}`,
      '签发',
      '最后一次修改草稿',
    ]);
    expect(required(await two.recipient.workstation.letterDetail(first.letterId)).timeline.map(({ title }) => title)).toEqual([
      `本部门接收，来自${SENDER.name}`,
      '对方签发',
    ]);
    // taking it in again changes nothing
    expect((await two.take(two.recipient, 'letters.sgxe')).appended).toBe(0);
  });

  it('drafts and letters of others don’t leave', async () => {
    const first = letterDraft();
    required(await two.sender.workstation.saveDraft(first));
    const { token } = two.sender.target(two.path('x.sgxe'));
    const input = { jobId: 'x', token, recipients: [RECIPIENT.uscc], letters: [first.letterId], title: '' };
    expect(await two.sender.workstation.exportLetters(input)).toMatchObject({ ok: false, error: { code: 'letter.not-issued' } });
    expect(await two.sender.workstation.exportLetters({ ...input, letters: [] })).toMatchObject({
      ok: false,
      error: { code: 'package.no-letters' },
    });
  });

  it('the same package can be written again, byte for byte', async () => {
    const { letterId } = await issue(two.sender);
    const sent = await sendLetters(two, [letterId]);
    tick();
    const { token } = two.sender.target(two.path('again.sgxe'));
    required(await two.sender.workstation.resendPackage({ jobId: 'r', token, rowId: sent.rowId }));
    expect((await readFile(two.path('again.sgxe'))).equals(await readFile(two.path('letters.sgxe')))).toBe(true);
  });
});

describe('letters on paper', () => {
  it('are registered with their day of arrival, and close the letter that they answer', async () => {
    const asked = await issue(two.sender);
    const paper = {
      kind: 'reply' as const,
      from: RECIPIENT.name,
      fromId: RECIPIENT.uscc,
      title: '关于食品经营许可办理标准的复函',
      number: '济高新市监函〔2026〕7号',
      date: '2026-11-20',
      receivedOn: '2026-11-23',
      summary: '同意按现行标准办理',
      about: [],
      files: [],
      answers: asked.letterId,
    };
    const register = (changes: Partial<typeof paper>) => two.sender.workstation.registerLetter({ ...paper, ...changes });
    expect(await register({ receivedOn: '2026-11-24' })).toMatchObject({ ok: false, error: { code: 'letter.received-on' } });
    expect(await register({ date: '2026-11-24' })).toMatchObject({ ok: false, error: { code: 'letter.date-order' } });
    expect(await register({ title: ' ' })).toMatchObject({ ok: false, error: { code: 'letter.title-required' } });
    expect(await register({ answers: createUuid() })).toMatchObject({ ok: false, error: { code: 'letter.answers-unknown' } });
    const { letterId } = required(await register({}));
    const rows = await list(two.sender);
    expect(rows.find((row) => row.letterId === letterId)).toMatchObject({ state: 'received', own: false, number: paper.number });
    expect(rows.find((row) => row.letterId === asked.letterId)).toMatchObject({ answeredBy: letterId });
    expect((await list(two.sender, { text: '现行标准' })).map((row) => row.letterId)).toEqual([letterId]);
    expect(await two.sender.workstation.readLetterPdf(letterId)).toMatchObject({ ok: false, error: { code: 'letter.on-paper' } });
  });
});
