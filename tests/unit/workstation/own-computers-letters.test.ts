/**
 * Two computers of one department without a network between them (exchange package, Own computers): letters, case files
 * (办法 21(二)), reviews (21(三)) and inquiries (25) that one received or did are the same on the other, whatever came first.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LetterContent } from '#shared/domain/letter.ts';
import type { ReviewStep } from '#shared/ledger/review-register.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../../build/node-workstation.ts';
import { issue, letterDraft, list, CODE as OWN_CODE, sendLetters } from './letters-helpers.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments, takeCard } from './two-departments.ts';

const CODE = '济高新市监函';

let two: TwoDepartments;
/** the second computer of the department that approves */
let mirror: NodeWorkstation;
let files = 0;

beforeEach(async () => {
  two = await TwoDepartments.create();
  const directory = two.path('mirror');
  mirror = await openNodeWorkstation({
    ...{ directory, department: SENDER, operator: '孙经办', passphrase: '测试口令-2026' },
    now: () => two.now,
  });
  await takeCard(two.sender, two.recipient, two.path('a.sgcard'));
  await takeCard(mirror, two.recipient, two.path('b.sgcard'));
  await takeCard(two.sender, mirror, two.path('c.sgcard'), '同一办公室当面核对');
  await takeCard(mirror, two.sender, two.path('d.sgcard'), '同一办公室当面核对');
  await takeCard(two.recipient, mirror, two.path('e.sgcard'));
  // two computers that number letters need ranges of their own
  required(await two.sender.workstation.reserveNumbers({ code: OWN_CODE, year: 2026, first: 1, last: 100, own: true }));
});

afterEach(async () => {
  await mirror.close();
  await two.remove();
});

function tick(): void {
  two.now = new Date(two.now.getTime() + 60_000);
}

async function sync(from: NodeWorkstation, to: NodeWorkstation): Promise<void> {
  tick();
  files += 1;
  const name = `sync-${files}.sgxe`;
  const sent = await from.workstation.exportSync({ jobId: 's', token: from.target(two.path(name)).token });
  if (sent.ok) await two.take(to, name);
  else expect(sent.error.code).toBe('sync.nothing');
}

async function bothWays(): Promise<void> {
  await sync(two.sender, mirror);
  await sync(mirror, two.sender);
}

/** What a clerk sees of letters and of what they began. */
async function picture(at: NodeWorkstation) {
  const { workstation } = at;
  const transfers = required(await workstation.transfers());
  const rows = [...(await list(at))].sort((a, b) => (a.letterId < b.letterId ? -1 : 1));
  return {
    letters: rows,
    details: await Promise.all(rows.map(async ({ letterId }) => required(await workstation.letterDetail(letterId)).problems)),
    transfers: await Promise.all(transfers.map(async ({ letterId }) => required(await workstation.transferDetail(letterId)))),
    reviews: required(await workstation.reviewDetails()),
    inquiries: required(await workstation.inquiries({ text: '', show: 'all' })),
    waiting: required(await workstation.handlingOverview()),
  };
}

/** From the supervising department, as a package on its way. */
async function fromMarket(name: string, changes: Partial<LetterContent>, rest: Parameters<typeof letterDraft>[1] = {}): Promise<string> {
  tick();
  const own = { letterhead: RECIPIENT.name, signatories: [RECIPIENT.name], recipients: [SENDER.name] };
  const letter = letterDraft({ ...own, ...changes }, { recipientIds: [SENDER.uscc], ...rest });
  await issue(two.recipient, letter, CODE);
  await sendLetters(two, [letter.letterId], name, two.recipient);
  return letter.letterId;
}

/** A case file of one picture, issued. */
async function transferFromMarket(): Promise<string> {
  tick();
  const { workstation } = two.recipient;
  const evidence = [await chosen(two.recipient, '照片.jpg', 'a picture')];
  const { letterId } = required(await workstation.beginTransfer({ records: [], files: evidence, recipientId: SENDER.uscc }));
  const { content, recipientIds, transfer } = required(await workstation.letterDetail(letterId));
  if (!content) throw new Error('no draft');
  const written = { ...content, title: '关于移送案卷材料的函', body: [{ type: 'paragraph' as const, text: '有关材料见附件。' }] };
  await issue(two.recipient, { letterId, content: written, about: [], recipientIds, transfer }, CODE);
  return letterId;
}

async function chosen(at: NodeWorkstation, name: string, content: string) {
  await writeFile(two.path(name), content);
  const { token, size } = await at.choose(two.path(name));
  return { token, name, size };
}

const step = (at: NodeWorkstation, reviewId: string, name: ReviewStep, more: object = {}) => {
  tick();
  return at.workstation.stepReview({ reviewId, step: name, on: '2026-11-23', note: '已核对', ...more });
};

describe('two computers of the department that decides', () => {
  it('a case file checked on one, a 函告 examined on both, and decided apart: the same picture, the same conflict, one end', async () => {
    const notice = await fromMarket('notice.sgxe', { kind: 'revokeNotice', title: '关于建议撤销某许可的函' });
    const transfer = await transferFromMarket();
    await sendLetters(two, [transfer], 'transfer.sgxe', two.recipient);
    tick();
    await two.take(two.sender, 'notice.sgxe');
    tick();
    await two.take(mirror, 'transfer.sgxe');
    await two.take(mirror, 'notice.sgxe');
    const missing = { index: 0, state: 'missing', pages: 0, note: '盘里没有' } as const;
    const signed = { receivedBy: '赵科员', receivedOn: '2026-11-23', note: '' };
    required(await mirror.workstation.checkTransfer({ letterId: transfer, items: [missing], ...signed }));
    required(await step(two.sender, notice, 'received'));
    // the other computer doesn't know yet, and notes it as well
    required(await step(mirror, notice, 'received'));
    await bothWays();
    required(await step(two.sender, notice, 'evidenceReviewed', { files: [await chosen(two.sender, '审核表.pdf', 'seen')] }));
    await bothWays();
    required(await step(mirror, notice, 'heard', { note: '应当撤销', persons: '赵科长' }));
    await bothWays();
    required(await step(two.sender, notice, 'decided', { act: 'revoke' }));
    required(await step(mirror, notice, 'decided', { act: 'keep' }));
    await sync(mirror, two.sender);
    await sync(two.sender, mirror);
    const apart = await picture(mirror);
    expect(await picture(two.sender)).toEqual(apart);
    expect(apart.reviews[0]?.apart.map(({ act }) => act)).toEqual(['撤销行政审批决定', '不予变更、撤回、撤销、注销']);
    expect(apart.transfers[0]?.row).toMatchObject({ letterId: transfer, state: 'lacking' });
    required(await step(mirror, notice, 'decided', { act: 'revoke', note: '以第一次研究为准' }));
    await bothWays();
    const end = await picture(two.sender);
    expect(await picture(mirror)).toEqual(end);
    expect(end.reviews[0]).toMatchObject({ apart: [], act: 'revoke', next: 'notified' });
    expect(end.reviews[0]?.done.map(({ step: name, by }) => [name, by])).toEqual([
      ['received', '王经办'],
      ['evidenceReviewed', '王经办'],
      ['heard', '孙经办'],
      ['decided', '孙经办'],
    ]);
    // what proves a step came along, bytes and all
    const [file] = end.reviews[0]?.done[1]?.files ?? [];
    const saved = two.path('保存的审核表.pdf');
    required(await mirror.workstation.saveAttachment({ sha256: file?.sha256 ?? '', token: mirror.target(saved).token }));
    expect(await readFile(saved, 'utf8')).toBe('seen');
  });

  it('a question asked on one, its two answers taken in by different computers: both name the same first answer', async () => {
    const recordIds = await two.record(draft(1));
    const question = letterDraft({}, { dueOn: '2026-11-25', about: recordIds });
    await issue(two.sender, question);
    await sendLetters(two, [question.letterId]);
    await two.take(two.recipient, 'letters.sgxe');
    const { row } = required(await two.recipient.workstation.letterDetail(question.letterId));
    const answers = { letterId: question.letterId, from: SENDER.name, title: row.title, number: row.number };
    const text = (words: string) => [{ type: 'paragraph' as const, text: words }];
    const reply = { kind: 'reply' as const, answers };
    const first = await fromMarket('one.sgxe', { ...reply, title: '关于办理标准的复函', body: text('按使用面积计算。') });
    await fromMarket('more.sgxe', { ...reply, title: '关于补充办理标准的复函', body: text('另附计算示例。') });
    // before they meet, each computer knows one of the two
    await two.take(two.sender, 'more.sgxe');
    tick();
    await two.take(mirror, 'one.sgxe');
    await bothWays();
    const [here, there] = [await picture(two.sender), await picture(mirror)];
    expect(here).toEqual(there);
    expect(here.inquiries).toMatchObject([{ inquiryId: question.letterId, own: true, answers: [{ letterId: first }, {}] }]);
    expect(here.letters.find(({ letterId }) => letterId === question.letterId)?.answeredBy).toBe(first);
    await two.restart('sender');
    expect(await picture(two.sender)).toEqual(there);
  });

  it('办法 21(三): a 复函 on the way is no decision; the 函告 ends with the 处理决定告知函', async () => {
    const notice = await fromMarket('notice.sgxe', { kind: 'cancelNotice', title: '关于建议注销某许可的函' });
    await two.take(two.sender, 'notice.sgxe');
    for (const each of ['received', 'evidenceReviewed', 'heard'] as const) required(await step(two.sender, notice, each));
    required(await step(two.sender, notice, 'decided', { act: 'cancel' }));
    const answers = { letterId: notice, from: RECIPIENT.name, title: '关于建议注销某许可的函', number: `${CODE}〔2026〕1号` };
    const body = [{ type: 'paragraph' as const, text: '来函收悉，正在研究。' }];
    const reply = letterDraft({ kind: 'reply', title: '关于正在研究的复函', body, answers });
    await issue(two.sender, reply);
    await sendLetters(two, [reply.letterId], 'reply.sgxe');
    await two.take(two.recipient, 'reply.sgxe');
    const [waits] = required(await two.recipient.workstation.reviewDetails());
    expect(waits).toMatchObject({ own: true, next: 'received', decisionLetterId: '' });
    const [here] = required(await two.sender.workstation.reviewDetails());
    expect(here?.possible).toEqual([]);
    expect(here?.refusals.notified).toContain('处理决定告知函');
    const begun = required(await two.sender.workstation.beginDecisionLetter(notice));
    expect(required(await two.sender.workstation.beginDecisionLetter(notice))).toEqual(begun);
    const decision = required(await two.sender.workstation.letterDetail(begun.letterId));
    if (!decision.content) throw new Error('no draft');
    const { recipientIds } = decision;
    const content = { ...decision.content, title: '关于注销某许可的函', body: [{ type: 'paragraph' as const, text: '现依法注销。' }] };
    await issue(two.sender, { letterId: begun.letterId, content, about: [], recipientIds });
    expect(required(await two.sender.workstation.reviewDetails())[0]?.possible).toEqual(['notified']);
    await sendLetters(two, [begun.letterId], 'decision.sgxe');
    await two.take(two.recipient, 'decision.sgxe');
    expect(required(await two.recipient.workstation.reviewDetails())[0]).toMatchObject({
      next: undefined,
      decisionLetterId: begun.letterId,
    });
  });
});

describe('where a clerk goes on after the import', () => {
  it('to the case file, the 函告 or the letter; of several to their list; of a receipt to what it answers', async () => {
    const at = async (name: string, by = two.sender) => required(await two.open(by, name)).matter;
    const notice = await fromMarket('notice.sgxe', { kind: 'changeNotice', title: '关于建议变更某许可的函' });
    expect(await at('notice.sgxe')).toEqual({ at: 'reviews', letterId: notice });
    const question = await fromMarket('question.sgxe', {});
    expect(await at('question.sgxe')).toEqual({ at: 'letters', letterId: question });
    const transfer = await transferFromMarket();
    await sendLetters(two, [question, notice, transfer], 'all.sgxe', two.recipient);
    expect(await at('all.sgxe')).toEqual({ at: 'transfers', letterId: transfer });
    await two.take(two.sender, 'all.sgxe');
    const item = { index: 0, state: 'complete', pages: 1, note: '' } as const;
    const signed = { receivedBy: '赵科员', receivedOn: '2026-11-23', note: '' };
    required(await two.sender.workstation.checkTransfer({ letterId: transfer, items: [item], ...signed }));
    const { token } = two.sender.target(two.path('receipt.sgxe'));
    required(await two.sender.workstation.exportReceipt({ jobId: 'r', token, recipient: RECIPIENT.uscc }));
    expect(await at('receipt.sgxe', two.recipient)).toEqual({ at: 'transfers', letterId: transfer });
    await two.push(await two.record(draft(1)), 'approvals.sgxe');
    expect(await at('approvals.sgxe', two.recipient)).toEqual({ at: 'approvals', letterId: '' });
  });
});
