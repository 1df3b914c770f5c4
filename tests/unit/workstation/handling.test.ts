/** Case files handed over (办法 21(二)), the way of a 函告 to its decision (21(三)), and inquiries (25), between two departments. */
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LetterKind } from '#shared/domain/letter.ts';
import type { ReviewStep } from '#shared/ledger/review-register.ts';
import type { TransferCheckItem } from '#shared/workstation/handling/handling-api.ts';
import { type NodeWorkstation, required } from '../../../build/node-workstation.ts';
import { issue, letterDraft, sendLetters } from './letters-helpers.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments, takeCard } from './two-departments.ts';

let two: TwoDepartments;

beforeEach(async () => {
  two = await TwoDepartments.create();
  await takeCard(two.sender, two.recipient, two.path('sender.sgcard'));
});
afterEach(async () => {
  await two.remove();
});

const CODE = '济高新市监函';

async function chosen(at: NodeWorkstation, name: string, content: string | Uint8Array) {
  await writeFile(two.path(name), content);
  const file = await at.choose(two.path(name));
  return { token: file.token, name, size: file.size };
}

/** Three pages, told by the tree alone. */
const PDF = `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Count 3 /Kids [3 0 R 4 0 R 5 0 R]>> endobj
3 0 obj <</Type /Page /Parent 2 0 R>> endobj
4 0 obj <</Type /Page /Parent 2 0 R>> endobj
5 0 obj <</Type /Page /Parent 2 0 R>> endobj
trailer <</Root 1 0 R>>
%%EOF`;

/** A letter from the supervising department; both speak in their own names. */
async function fromSupervision(kind: LetterKind, changes: Parameters<typeof letterDraft>[1] = {}) {
  const letter = letterDraft(
    { kind, letterhead: RECIPIENT.name, signatories: [RECIPIENT.name], recipients: [SENDER.name], title: '关于建议撤销某许可的函' },
    { recipientIds: [SENDER.uscc], ...changes },
  );
  await issue(two.recipient, letter, CODE);
  await sendLetters(two, [letter.letterId], `${letter.letterId}.sgxe`, two.recipient);
  await two.take(two.sender, `${letter.letterId}.sgxe`);
  return letter.letterId;
}

describe('办法 21(二): 案卷移送', () => {
  async function transferred(): Promise<string> {
    const [recordId = ''] = await two.record(draft(1));
    const files = [await chosen(two.sender, '询问笔录.pdf', PDF), await chosen(two.sender, '现场照片.jpg', 'not looked at')];
    const { letterId } = required(
      await two.sender.workstation.beginTransfer({
        records: [recordId],
        files,
        recipientId: RECIPIENT.uscc,
        reason: '依法作出吊销许可证件的决定',
      }),
    );
    const { items } = required(await two.sender.workstation.transferDetail(letterId));
    expect(items.map(({ title, pages }) => [title, pages])).toEqual([
      ['食品经营许可行政审批决定（济宁测试商贸1有限公司）', 0],
      ['询问笔录', 3],
      ['现场照片', 1],
    ]);
    const typed = items.map((item, index) => (index === 0 ? { ...item, pages: 2 } : item));
    required(await two.sender.workstation.setTransferItems({ letterId, items: typed }));
    return letterId;
  }

  async function arrived(): Promise<string> {
    const letterId = await transferred();
    required(await two.sender.workstation.issueLetter({ letterId, code: '济高新审函', date: '2026-11-23', signer: '李局长' }));
    await sendLetters(two, [letterId]);
    await two.take(two.recipient, 'letters.sgxe');
    return letterId;
  }

  const checkBy = (at: NodeWorkstation, letterId: string, items: readonly TransferCheckItem[], receivedOn = '2026-11-23') =>
    at.workstation.checkTransfer({ letterId, items, receivedBy: '赵科员', receivedOn, note: '' });

  const complete = (index: number, pages: number) => ({ index, state: 'complete', pages, note: '' }) as const;

  it('the list and the 卷内目录 are laid out with what was chosen, and follow its changes', async () => {
    const letterId = await transferred();
    const { content } = required(await two.sender.workstation.letterDetail(letterId));
    expect(content?.enclosures.map(({ title }) => title)).toEqual(['案卷移送清单', '卷内目录']);
    const text = JSON.stringify(content);
    expect(text).toContain('案卷材料共3份、6页');
    expect(text).not.toContain('3份、4页');
    const table = content?.enclosures[1]?.blocks[0];
    if (table?.type !== 'table') throw new Error('no table');
    expect(table.columns.map(({ title }) => title)).toEqual(['序号', '文件编号', '责任者', '题名', '日期', '页数', '备注']);
    expect(table.rows[0]?.slice(1, 6)).toEqual([
      '济高新审〔2026〕1号',
      SENDER.name,
      '食品经营许可行政审批决定（济宁测试商贸1有限公司）',
      '20261102',
      '2',
    ]);
  });

  it('goes with its files, is confirmed page by page, and what is missing comes back with the receipt', async () => {
    const letterId = await arrived();
    expect(required(await two.recipient.workstation.transfers())).toMatchObject([{ letterId, state: 'toCheck', items: 3, pages: 6 }]);
    const file = required(await two.recipient.workstation.transferDetail(letterId)).items[1]?.file;
    const target = two.recipient.target(two.path('saved.pdf')).token;
    required(await two.recipient.workstation.saveAttachment({ sha256: file?.sha256 ?? '', token: target }));
    const items = [
      complete(0, 2),
      { index: 1, state: 'pagesDiffer', pages: 2, note: '少第 3 页' },
      { index: 2, state: 'missing', pages: 0, note: '' },
    ] as const;
    required(await checkBy(two.recipient, letterId, items));
    expect(required(await two.sender.workstation.transfers())).toMatchObject([{ state: 'waiting', lacking: 0 }]);
    await two.receipt();
    await two.take(two.sender, 'receipt.sgxe');
    expect(required(await two.sender.workstation.transfers())).toMatchObject([{ state: 'lacking', lacking: 2 }]);
    const { checks } = required(await two.sender.workstation.transferDetail(letterId));
    expect(checks).toMatchObject([
      { departmentName: RECIPIENT.name, receivedBy: '赵科员', items: [{}, { note: '少第 3 页' }, { state: 'missing' }] },
    ]);
    const path = two.path('回证.pdf');
    required(await two.sender.workstation.saveDeliveryReceipt({ letterId, token: two.sender.target(path).token }));
    // what came later is confirmed by a further word, and that one holds on both sides
    two.now = new Date('2026-11-24T02:00:00.000Z');
    required(await checkBy(two.recipient, letterId, [complete(0, 2), complete(1, 3), complete(2, 1)], '2026-11-24'));
    await two.receipt('receipt-2.sgxe');
    await two.take(two.sender, 'receipt-2.sgxe');
    expect(required(await two.sender.workstation.transfers())).toMatchObject([{ state: 'complete', lacking: 0 }]);
  });

  it('an item that nobody looked at, pages that contradict the result, or a day before the letter are refused', async () => {
    const letterId = await arrived();
    const refused = async (items: readonly TransferCheckItem[], on?: string) => {
      const result = await checkBy(two.recipient, letterId, items, on);
      return result.ok ? 'taken' : result.error.code;
    };
    const all = [complete(0, 2), complete(1, 3), complete(2, 1)];
    expect(await refused(all.slice(1))).toBe('transfer.items');
    expect(await refused([...all.slice(0, 2), complete(1, 3)])).toBe('transfer.items');
    expect(await refused([...all.slice(0, 2), { ...complete(2, 1), state: 'missing' }])).toBe('transfer.pages');
    expect(await refused([complete(0, 9), ...all.slice(1)])).toBe('transfer.pages');
    expect(await refused(all, '2026-11-22')).toBe('transfer.date-early');
    expect(await refused(all, '2026-11-24')).toBe('transfer.date-future');
    expect(required(await two.recipient.workstation.transfers())).toMatchObject([{ state: 'toCheck' }]);
  });

  it('the sender cannot confirm its own transfer', async () => {
    const letterId = await arrived();
    expect(await checkBy(two.sender, letterId, [complete(0, 2), complete(1, 3), complete(2, 1)])).toMatchObject({
      ok: false,
      error: { code: 'transfer.not-ours' },
    });
  });
});

describe('办法 21(三): from the 函告 to the decision and back', () => {
  const step = (reviewId: string, name: ReviewStep, more: Partial<Parameters<NodeWorkstation['workstation']['stepReview']>[0]> = {}) =>
    two.sender.workstation.stepReview({ reviewId, step: name, on: '2026-11-23', note: '材料真实', ...more });
  const review = async (at = two.sender) => {
    const [row] = required(await at.workstation.reviewDetails());
    if (!row) throw new Error('no review');
    return row;
  };
  const codeOf = async (result: ReturnType<typeof step>) => {
    const done = await result;
    return done.ok ? 'taken' : done.error.code;
  };

  it('every step in its order, each clock visible, and the supervising department sees the answer', async () => {
    const reviewId = await fromSupervision('revokeNotice');
    // 21(二): three working days after Monday
    expect(await review()).toMatchObject({
      own: false,
      next: 'received',
      claimDueOn: '2026-11-26',
      claimDaysLeft: 3,
      possible: ['received'],
    });
    expect(await review(two.recipient)).toMatchObject({ own: true, possible: [], decisionLetterId: '' });
    required(await step(reviewId, 'received', { note: '' }));
    two.now = new Date('2026-11-30T02:00:00.000Z');
    expect(await review()).toMatchObject({ next: 'evidenceReviewed', claimDueOn: '', daysElapsed: 7, overdue: false });
    required(await two.sender.workstation.setReviewTarget({ reviewId, targetOn: '2026-12-02' }));
    expect(await review()).toMatchObject({ targetOn: '2026-12-02', targetDaysLeft: 2 });
    required(await step(reviewId, 'evidenceReviewed', { on: '2026-11-24', files: [await chosen(two.sender, '审核表.pdf', PDF)] }));
    required(await step(reviewId, 'heard', { on: '2026-11-25', note: '应当撤销', persons: '市场监管局赵科长' }));
    required(await step(reviewId, 'meeting', { on: '2026-11-26', persons: '审批局、市场监管局' }));
    required(await step(reviewId, 'decided', { on: '2026-11-27', act: 'revoke' }));
    expect(await review()).toMatchObject({ act: 'revoke', next: 'notified', daysElapsed: 4 });
    expect(await codeOf(step(reviewId, 'notified', { on: '2026-11-30' }))).toBe('review.letter-required');
    const begun = required(await two.sender.workstation.beginDecisionLetter(reviewId));
    const draftLetter = required(await two.sender.workstation.letterDetail(begun.letterId));
    const words = JSON.stringify(draftLetter.content);
    for (const each of ['济高新市监函〔2026〕1号', '2026年11月26日召开专题会议', '撤销']) expect(words).toContain(each);
    if (!draftLetter.content) throw new Error('no draft');
    const title = '关于某许可处理结果的函';
    const body = [{ type: 'paragraph' as const, text: '现依法决定撤销该许可。' }];
    const { recipientIds } = draftLetter;
    required(
      await two.sender.workstation.saveDraft({
        letterId: begun.letterId,
        content: { ...draftLetter.content, title, body },
        about: [],
        recipientIds,
      }),
    );
    const issued = { letterId: begun.letterId, code: '济高新审函', date: '2026-11-30', signer: '李局长' };
    required(await two.sender.workstation.issueLetter(issued));
    required(await step(reviewId, 'notified', { on: '2026-11-30', note: '' }));
    expect(await review()).toMatchObject({ next: undefined, possible: [], decisionLetterId: begun.letterId });
    await sendLetters(two, [begun.letterId], 'decision.sgxe');
    await two.take(two.recipient, 'decision.sgxe');
    expect(await review(two.recipient)).toMatchObject({ own: true, next: undefined, decisionLetterId: begun.letterId });
  });

  it('21(三): nothing is decided before the material was examined and the supervising department heard; the meeting is optional', async () => {
    const reviewId = await fromSupervision('cancelNotice');
    expect(await codeOf(step(reviewId, 'decided', { act: 'cancel' }))).toBe('review.step-order');
    expect(await codeOf(step(reviewId, 'heard'))).toBe('review.step-order');
    required(await step(reviewId, 'received'));
    expect(await codeOf(step(reviewId, 'received'))).toBe('review.step-done');
    const early = await step(reviewId, 'decided', { act: 'cancel' });
    expect(early).toMatchObject({ ok: false, error: { message: expect.stringContaining('应当对有关事实材料进行审核') } });
    required(await step(reviewId, 'evidenceReviewed'));
    const unheard = await step(reviewId, 'decided', { act: 'cancel' });
    expect(unheard).toMatchObject({ ok: false, error: { message: expect.stringContaining('充分听取监管部门意见') } });
    expect(await codeOf(step(reviewId, 'heard', { note: ' ' }))).toBe('review.note-required');
    required(await step(reviewId, 'heard'));
    expect(await codeOf(step(reviewId, 'decided'))).toBe('review.act-required');
    expect(await codeOf(step(reviewId, 'decided', { act: 'keep', on: '2026-11-22' }))).toBe('review.date-early');
    expect(await codeOf(step(reviewId, 'decided', { act: 'keep', on: '2026-11-24' }))).toBe('review.date-future');
    required(await step(reviewId, 'decided', { act: 'keep' }));
    expect(await codeOf(step(reviewId, 'meeting', { persons: '全体' }))).toBe('review.step-order');
  });

  it('a 函告 on paper begins with the day on which it came; the claim runs out in working days', async () => {
    two.now = new Date('2026-11-27T02:00:00.000Z');
    const { letterId } = required(
      await two.sender.workstation.registerLetter({
        kind: 'changeNotice',
        from: RECIPIENT.name,
        title: '关于建议变更某许可的函',
        number: '济高新市监函〔2026〕8号',
        date: '2026-11-19',
        receivedOn: '2026-11-20',
        summary: '',
        about: await two.record(draft(7)),
        files: [],
      }),
    );
    expect(await review()).toMatchObject({
      reviewId: letterId,
      counterpart: '济宁测试商贸7有限公司',
      receivedOn: '2026-11-20',
      claimDueOn: '2026-11-25',
      claimDaysLeft: -2,
      overdue: true,
    });
  });

  it('the department that wrote the 函告 cannot take the steps of the one that decides', async () => {
    const reviewId = await fromSupervision('withdrawNotice');
    const own = await two.recipient.workstation.stepReview({ reviewId, step: 'received', on: '2026-11-23', note: '' });
    expect(own).toMatchObject({ ok: false, error: { code: 'review.not-found' } });
  });
});

describe('办法 25: 业务函询', () => {
  it('question and answer come together, and what was answered can be searched by either', async () => {
    const question = letterDraft({}, { dueOn: '2026-11-25' });
    await issue(two.sender, question);
    await sendLetters(two, [question.letterId]);
    await two.take(two.recipient, 'letters.sgxe');
    const find = async (at: NodeWorkstation, text = '', show: 'open' | 'answered' | 'all' = 'all') =>
      required(await at.workstation.inquiries({ text, show }));
    expect(await find(two.recipient, '', 'open')).toMatchObject([{ inquiryId: question.letterId, own: false, daysLeft: 2, answers: [] }]);
    two.now = new Date('2026-11-26T02:00:00.000Z');
    expect(await find(two.sender, '', 'open')).toMatchObject([{ own: true, daysLeft: -1 }]);
    const { row } = required(await two.recipient.workstation.letterDetail(question.letterId));
    const answers = { letterId: question.letterId, from: SENDER.name, title: row.title, number: row.number };
    const reply = letterDraft(
      {
        kind: 'reply',
        letterhead: RECIPIENT.name,
        signatories: [RECIPIENT.name],
        recipients: [SENDER.name],
        title: '关于食品经营许可办理标准的复函',
        body: [{ type: 'paragraph', text: '现场核查面积按使用面积计算。' }],
        answers,
      },
      { recipientIds: [SENDER.uscc] },
    );
    await issue(two.recipient, reply, CODE);
    await sendLetters(two, [reply.letterId], 'reply.sgxe', two.recipient);
    await two.take(two.sender, 'reply.sgxe');
    expect(await find(two.sender, '', 'open')).toEqual([]);
    expect(await find(two.sender, '核查要求 使用面积', 'answered')).toMatchObject([
      { inquiryId: question.letterId, daysLeft: undefined, answers: [{ letterId: reply.letterId, text: '现场核查面积按使用面积计算。' }] },
    ]);
    expect(await find(two.sender, '建筑面积')).toEqual([]);
    expect(await find(two.recipient, '', 'answered')).toHaveLength(1);
  });
});
