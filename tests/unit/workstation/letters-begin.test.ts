/** A letter is begun with one click: filled from the ledger, addressed, and a draft at once (办法 20(二), 25). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUuid } from '#shared/domain/uuid.ts';
import { required } from '../../../build/node-workstation.ts';
import { content, issue, letterDraft, list, sendLetters } from './letters-helpers.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments } from './two-departments.ts';

let two: TwoDepartments;

beforeEach(async () => {
  two = await TwoDepartments.create();
});
afterEach(async () => {
  await two.remove();
});

const textOf = ({ body }: ReturnType<typeof content>) =>
  body.map((block) => (block.type === 'table' ? block.rows.flat().join('，') : block.text)).join('\n');

describe('beginning a letter', () => {
  it('about records: what they say, who is to get it, and the own department’s data', async () => {
    const about = await two.record(draft(1), draft(2));
    await two.push(about);
    const begun = required(await two.sender.workstation.beginLetter({ kind: 'approvalPush', about }));
    expect(begun).toMatchObject({ about, recipientIds: [RECIPIENT.uscc] });
    expect(begun.content).toMatchObject({
      kind: 'approvalPush',
      letterhead: SENDER.name,
      recipients: [RECIPIENT.name],
      signatories: [SENDER.name],
    });
    const words = `${textOf(begun.content)}${JSON.stringify(begun.content.enclosures)}`;
    expect(words).toContain('济高新审〔2026〕1号');
    expect(words).toContain('济宁测试商贸2有限公司');
    expect(begun.content.annotation).toContain('王经办');
    expect(begun.content.annotation).toContain(SENDER.telephone);
    expect(await list(two.sender, { state: 'draft' })).toMatchObject([{ letterId: begun.letterId, kindName: '审批信息推送函', about: 2 }]);
  });

  it('an answer goes to who asked, names title and number, and takes the records along', async () => {
    const about = await two.record(draft(1));
    await two.push(about);
    await two.take(two.recipient, 'push.sgxe');
    const asked = await issue(two.sender, letterDraft({}, { about }));
    await sendLetters(two, [asked.letterId]);
    await two.take(two.recipient, 'letters.sgxe');
    const answers = { letterId: asked.letterId, from: '审批局', title: asked.title, number: asked.number };
    const begun = required(await two.recipient.workstation.beginLetter({ kind: 'reply', about: [], answers }));
    expect(begun).toMatchObject({ about, recipientIds: [SENDER.uscc], content: { letterhead: RECIPIENT.name, answers } });
    const text = textOf(begun.content);
    expect(text.indexOf(asked.title)).toBeGreaterThanOrEqual(0);
    expect(text.indexOf(asked.number)).toBeGreaterThan(text.indexOf(asked.title));
  });

  it('办法 25: a question about a record that was never pushed is answered all the same', async () => {
    const about = await two.record(draft(1));
    const asked = await issue(two.sender, letterDraft({}, { about }));
    await sendLetters(two, [asked.letterId]);
    await two.take(two.recipient, 'letters.sgxe');
    const answers = { letterId: asked.letterId, from: '审批局', title: asked.title, number: asked.number };
    const begun = required(await two.recipient.workstation.beginLetter({ kind: 'reply', about: [], answers }));
    expect(begun).toMatchObject({ about: [], recipientIds: [SENDER.uscc], content: { answers } });
  });

  it('办法 21(三): about supervision information it is about the approvals concerned too, so that who decides finds them', async () => {
    const [approvalId = ''] = await two.record(draft(1));
    await two.push([approvalId]);
    await two.take(two.recipient, 'push.sgxe');
    const [row] = await two.rows(two.recipient);
    const found = required(
      await two.recipient.workstation.recordSupervision({
        draft: {
          ...{ kind: '检查发现问题', counterpartName: row?.counterpartName ?? '', counterpartKind: row?.counterpartKind ?? '' },
          ...{ uscc: row?.identity ?? '', contact: '0537-0000002', address: '济宁高新区柳行街道', madeBy: RECIPIENT.name },
          ...{ decidedOn: '2026-11-20', facts: '租赁合同系伪造。', content: '建议依法撤销许可。' },
        },
        approvals: [approvalId],
        attachments: [],
      }),
    );
    const begun = required(await two.recipient.workstation.beginLetter({ kind: 'revokeNotice', about: [found.recordId] }));
    expect(begun.about).toEqual([found.recordId, approvalId]);
    const body = [{ type: 'paragraph' as const, text: '现建议撤销该许可。特此函告。' }];
    await issue(two.recipient, { ...begun, content: { ...begun.content, body } }, '济高新市监函');
    await sendLetters(two, [begun.letterId], 'notice.sgxe', two.recipient);
    await two.take(two.sender, 'notice.sgxe');
    const [review] = required(await two.sender.workstation.reviewDetails());
    expect(review).toMatchObject({ reviewId: begun.letterId, counterpart: row?.counterpartName });
    const step = { reviewId: begun.letterId, on: '2026-11-23', note: '材料真实', persons: '赵科长' };
    for (const name of ['received', 'evidenceReviewed', 'heard'] as const) {
      required(await two.sender.workstation.stepReview({ ...step, step: name }));
    }
    required(await two.sender.workstation.stepReview({ ...step, step: 'decided', act: 'revoke' }));
    const { letterId } = required(await two.sender.workstation.beginDecisionLetter(begun.letterId));
    const { content: decision } = required(await two.sender.workstation.letterDetail(letterId));
    expect(decision?.title).toBe(`关于${row?.counterpartName}食品经营许可审批决定处理结果的函`);
  });

  it('a correction is addressed as the old letter and names it; only own issued letters are corrected', async () => {
    const old = await issue(two.sender);
    const begun = required(await two.sender.workstation.beginLetter({ kind: 'inquiry', about: [], corrects: old.letterId }));
    expect(begun.content.corrects).toEqual({ letterId: old.letterId, from: SENDER.name, title: old.title, number: old.number });
    expect(begun).toMatchObject({ recipientIds: [RECIPIENT.uscc], content: { recipients: [RECIPIENT.name] } });
    const again = { kind: 'inquiry' as const, about: [], corrects: begun.letterId };
    expect(await two.sender.workstation.beginLetter(again)).toMatchObject({ ok: false, error: { code: 'letter.correct-own' } });
  });

  it('from an own template: its words, its places filled from the record and the own department, no date of before', async () => {
    const about = await two.record(draft(7));
    const template = content({
      body: [{ type: 'paragraph', text: '现就“{{行政相对人}}”（{{法律文书编号}}）有关事项函询，{{没有这一项}}。' }],
      annotation: '联系人：{{联系人}}',
      date: '2025-01-01',
    });
    required(await two.sender.workstation.saveTemplate({ name: '常用', content: template }));
    const [row] = required(await two.sender.workstation.letterTemplates());
    const begun = required(await two.sender.workstation.beginLetter({ kind: 'inquiry', about, template: row?.templateId ?? '' }));
    expect(textOf(begun.content)).toBe('现就“济宁测试商贸7有限公司”（济高新审〔2026〕7号）有关事项函询，{{没有这一项}}。');
    expect(begun.content.annotation).toBe('联系人：王经办');
    expect(begun.content.date).toBeUndefined();
    expect(begun.recipientIds).toEqual([RECIPIENT.uscc]);
    const unknown = { kind: 'inquiry' as const, about: [], template: createUuid() };
    expect(await two.sender.workstation.beginLetter(unknown)).toMatchObject({ ok: false, error: { code: 'letterTemplate.not-found' } });
  });

  it('about a record that isn’t there it says so, and begins nothing', async () => {
    const lost = { kind: 'inquiry' as const, about: [createUuid()] };
    expect(await two.sender.workstation.beginLetter(lost)).toMatchObject({ ok: false, error: { code: 'record.not-found' } });
    expect(await list(two.sender)).toEqual([]);
  });
});

describe('the preview', () => {
  it('is the PDF that would be issued, with or without a number, and follows the typing in less than 300 ms', async () => {
    const letter = content({
      body: Array.from({ length: 12 }, () => ({
        type: 'paragraph' as const,
        text: '为统一食品经营许可办理标准，现就核查要求函询如下。'.repeat(6),
      })),
    });
    const at = two.sender.workstation;
    const first = required(await at.previewLetter({ content: letter }));
    expect(first.pages).toBeGreaterThan(1);
    const number = { code: '济高新审函', year: 2026, sequence: 1 };
    const numbered = required(await at.previewLetter({ content: letter, number }));
    expect(Buffer.from(numbered.pdf).equals(Buffer.from(first.pdf))).toBe(false);
    // asked again, it is the same file, although the page took the first one over
    first.pdf.fill(0);
    const again = required(await at.previewLetter({ content: letter, number }));
    expect(Buffer.from(again.pdf).equals(Buffer.from(numbered.pdf))).toBe(true);
  });

  it('names characters that no font for letters has', async () => {
    const letter = content({ body: [{ type: 'paragraph', text: '法定代表人𠮷某。' }] });
    const preview = required(await two.sender.workstation.previewLetter({ content: letter }));
    expect(preview.standIns.some((each) => each.startsWith('𠮷'))).toBe(true);
    expect(preview.substitutes.length).toBeGreaterThan(0);
  });
});
