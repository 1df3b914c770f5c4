/** 会议记录, 会议纪要 and 备忘录 from the closed record to the parties' word on them, through real packages (办法 31(三)). */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { meetingDocumentDocx } from '#shared/documents/meeting-docx.ts';
import { pdfPageCount } from '#shared/documents/pdf-pages.ts';
import type { MeetingDocumentForm } from '#shared/domain/meeting.ts';
import { bundledFonts, type NodeWorkstation, required } from '../../../build/node-workstation.ts';
import { agendaItem, close, convene, detail, itemRecord, Meetings, planned } from './meetings-helpers.ts';
import { RECIPIENT, SENDER } from './two-departments.ts';

let world: Meetings;
let meetingId: string;

const AGREED = agendaItem('信息推送口径');
const OPEN = agendaItem('踏勘意见反馈时限');
const SAID = '我局内部对此有不同看法';
const failure = (code: string) => ({ ok: false, error: { code } });

beforeEach(async () => {
  world = await Meetings.create();
  meetingId = await convene(world.approval, { agenda: [AGREED, OPEN] });
});
afterEach(async () => {
  await world.remove();
});

async function closeIt(reason = ''): Promise<void> {
  const speeches = [{ speaker: '张联络', department: RECIPIENT.name, text: SAID }];
  const agreed = { outcome: 'agreed' as const, conclusion: '统一口径', actions: [planned('印发推送口径')], speeches };
  const failed = { outcome: 'notAgreed' as const, conclusion: '各方意见不一致', next: 'jointConference' as const };
  required(await close(world.approval, meetingId, [itemRecord(AGREED, agreed), itemRecord(OPEN, failed)], reason));
}

const begin = (form: MeetingDocumentForm, corrects?: string, at: NodeWorkstation = world.approval) =>
  at.workstation.beginMeetingDocument({ meetingId, form, ...(corrects === undefined ? {} : { corrects }) });

async function issued(form: MeetingDocumentForm, corrects?: string): Promise<string> {
  const { documentId } = required(await begin(form, corrects));
  required(await world.approval.workstation.issueMeetingDocument({ documentId, signer: '李局长' }));
  return documentId;
}

const entries = async () => required(await world.approval.workstation.ledgerState()).entries;
const sealed = (who: string) => readdir(world.two.path(`${who}/attachments`)).catch(() => []);

describe('31(三): a document of a meeting', () => {
  it('is begun from the closed record only, and kept as a draft that is written when something changed', async () => {
    expect(await begin('minutes')).toMatchObject(failure('meetingDocument.not-held'));
    await closeIt();
    const { documentId, content } = required(await begin('minutes'));
    expect(content).toMatchObject({ form: 'minutes', department: SENDER.name, date: '2026-11-23', issue: '（第11期）' });
    const before = await entries();
    required(await world.approval.workstation.saveMeetingDocument({ documentId, content: structuredClone(content) }));
    expect(await entries()).toBe(before);
    required(await world.approval.workstation.saveMeetingDocument({ documentId, content: { ...content, title: '审管联动例会纪要' } }));
    expect(await entries()).toBe(before + 1);
    await world.two.restart('sender');
    const read = required(await world.approval.workstation.meetingDocument(documentId));
    expect(read).toMatchObject({ meetingId, content: { title: '审管联动例会纪要' }, row: { issued: false, signer: '' } });
    const other = { ...content, form: 'record' as const };
    expect(await world.approval.workstation.saveMeetingDocument({ documentId, content: other })).toMatchObject(
      failure('meetingDocument.form'),
    );
    const long = { ...content, title: '会'.repeat(201) };
    expect(await world.approval.workstation.saveMeetingDocument({ documentId, content: long })).toMatchObject({
      ok: false,
      error: { code: 'meetingDocument.invalid', at: { path: 'content.title' } },
    });
    required(await world.approval.workstation.discardMeetingDocument(documentId));
    expect(await world.approval.workstation.meetingDocument(documentId)).toMatchObject(failure('meetingDocument.not-found'));
    expect(await world.approval.workstation.issueMeetingDocument({ documentId, signer: '李局长' })).toMatchObject(
      failure('meetingDocument.not-found'),
    );
  });

  it('is frozen when it is issued: text and the very bytes of the preview; once, even when asked twice at the same moment', async () => {
    await closeIt();
    const { documentId, content } = required(await begin('minutes'));
    const preview = required(await world.approval.workstation.previewMeetingDocument(content));
    const issue = () => world.approval.workstation.issueMeetingDocument({ documentId, signer: ' 李局长 ' });
    const [first, second] = await Promise.all([issue(), issue()]);
    expect([first.ok, second.ok].sort()).toEqual([false, true]);
    const pdf = required(await world.approval.workstation.readMeetingDocumentPdf(documentId));
    expect(Buffer.compare(Buffer.from(pdf), Buffer.from(preview.pdf))).toBe(0);
    expect(pdfPageCount(pdf)).toBe(preview.pages);
    expect(await world.approval.workstation.saveMeetingDocument({ documentId, content })).toMatchObject(failure('meetingDocument.issued'));
    expect(await world.approval.workstation.discardMeetingDocument(documentId)).toMatchObject(failure('meetingDocument.issued'));
    expect((await detail(world.approval, meetingId)).documents).toMatchObject([
      { documentId, form: 'minutes', issued: true, signer: '李局长', confirmed: undefined },
    ]);
    const target = world.approval.target(world.two.path('纪要.pdf'));
    required(await world.approval.workstation.saveMeetingDocumentPdf({ documentId, token: target.token }));
    expect(Buffer.compare(await readFile(world.two.path('纪要.pdf')), Buffer.from(pdf))).toBe(0);
  });

  it('is not issued with errors or without a signer, and leaves nothing behind', async () => {
    await closeIt();
    const { documentId, content } = required(await begin('minutes'));
    const files = await sealed('sender');
    const issue = (signer: string) => world.approval.workstation.issueMeetingDocument({ documentId, signer });
    expect(await issue(' ')).toMatchObject(failure('meetingDocument.signer-required'));
    required(await world.approval.workstation.saveMeetingDocument({ documentId, content: { ...content, present: [] } }));
    const refused = await issue('李局长');
    expect(refused).toMatchObject({ ok: false, error: { code: 'meetingDocument.problems', at: { path: 'present' } } });
    expect(await sealed('sender')).toEqual(files);
    expect(required(await world.approval.workstation.meetingDocument(documentId)).row.issued).toBe(false);
  });

  it('is corrected by another one that names it; of each form one holds', async () => {
    await closeIt();
    const first = await issued('minutes');
    expect(await begin('minutes')).toMatchObject(failure('meetingDocument.already-issued'));
    expect(await begin('memorandum', first)).toMatchObject(failure('meetingDocument.corrects-unknown'));
    world.later();
    const { documentId, content } = required(await begin('minutes', first));
    expect(content.body[0]).toMatchObject({ text: expect.stringContaining('有误，现予更正，以本纪要为准。') });
    expect(required(await world.approval.workstation.meetingDocument(documentId)).row.corrects).toBe(first);
    required(await world.approval.workstation.saveMeetingDocument({ documentId, content: { ...content, issue: '（第12期）' } }));
    required(await world.approval.workstation.issueMeetingDocument({ documentId, signer: '李局长' }));
    expect(required(await world.approval.workstation.meetingDocument(documentId)).row).toMatchObject({ corrects: first, issued: true });
    expect(await begin('minutes', first)).toMatchObject(failure('meetingDocument.corrected'));
    expect((await begin('memorandum')).ok).toBe(true);
  });

  it('whose PDF was altered on the disk is not handed out', async () => {
    await closeIt();
    const documentId = await issued('minutes');
    for (const name of await sealed('sender')) {
      const file = join(world.two.path('sender/attachments'), name);
      const bytes = await readFile(file);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      await writeFile(file, bytes);
    }
    expect((await world.approval.workstation.readMeetingDocumentPdf(documentId)).ok).toBe(false);
  });
});

describe('31(三): the parties', () => {
  it('get 纪要 and 备忘录, and their confirmation or objection comes back with the receipt', async () => {
    await closeIt();
    const [minutes, memorandum] = [await issued('minutes'), await issued('memorandum')];
    await world.send(world.approval, [world.market], { meetings: [meetingId] });
    const { workstation } = world.market;
    const own = required(await world.approval.workstation.readMeetingDocumentPdf(minutes));
    expect(Buffer.compare(Buffer.from(required(await workstation.readMeetingDocumentPdf(minutes))), Buffer.from(own))).toBe(0);
    expect(required(await workstation.meetingDocument(minutes)).row).toMatchObject({ issued: true, confirmed: false });
    const objection = { documentId: memorandum, agrees: false, note: ' ' };
    expect(await workstation.confirmMeetingDocument(objection)).toMatchObject(failure('meetingDocument.note-required'));
    required(await workstation.confirmMeetingDocument({ documentId: minutes, agrees: true, note: '' }));
    required(await workstation.confirmMeetingDocument({ ...objection, note: '第二项应为保留意见' }));
    world.later();
    const receipt = await world.two.receipt('confirmations.sgxe');
    expect(receipt).toBeDefined();
    await world.two.take(world.approval, 'confirmations.sgxe');
    const { documents } = await detail(world.approval, meetingId);
    expect(documents.find(({ documentId }) => documentId === minutes)?.confirmations).toMatchObject([
      { department: RECIPIENT.name, agrees: true },
    ]);
    expect(documents.find(({ documentId }) => documentId === memorandum)?.confirmations).toMatchObject([
      { agrees: false, note: '第二项应为保留意见' },
    ]);
    expect(required(await workstation.meetingDocument(minutes)).row.confirmed).toBe(true);
  });

  it('do not confirm what they issued themselves, and issue neither 纪要 nor 备忘录 of others’ meetings', async () => {
    await closeIt();
    const documentId = await issued('minutes');
    const confirm = { documentId, agrees: true, note: '' };
    expect(await world.approval.workstation.confirmMeetingDocument(confirm)).toMatchObject(failure('meetingDocument.own'));
    await world.send(world.approval, [world.market], { meetings: [meetingId] });
    expect(await begin('minutes', undefined, world.market)).toMatchObject(failure('meetingDocument.not-convener'));
    expect(await begin('memorandum', undefined, world.market)).toMatchObject(failure('meetingDocument.not-convener'));
  });

  it('keep their own 会议记录 (参会各方应当做好会议记录)', async () => {
    await world.send(world.approval, [world.market], { meetings: [meetingId] });
    const done = { outcome: 'agreed' as const, conclusion: '统一口径' };
    required(await close(world.market, meetingId, [itemRecord(AGREED, done), itemRecord(OPEN, done)]));
    const { documentId } = required(await begin('record', undefined, world.market));
    required(await world.market.workstation.issueMeetingDocument({ documentId, signer: '张联络' }));
    expect(required(await world.market.workstation.meetingDocument(documentId)).row).toMatchObject({ form: 'record', issued: true });
    expect(pdfPageCount(required(await world.market.workstation.readMeetingDocumentPdf(documentId)))).toBeGreaterThan(0);
  });

  it('attack by curiosity: the 会议记录 that the convener issued is in no package, neither its entry nor its PDF nor what was said', async () => {
    await closeIt();
    const record = await issued('record');
    await issued('minutes');
    const files = await sealed('recipient');
    const { token } = world.approval.target(world.two.path('open.zip'));
    const about = { meetings: [meetingId], applications: [], liaisons: false, recipients: [RECIPIENT.uscc], title: '' };
    const unsealed = { jobId: 'open', token, sealed: false, unsealedReason: '测试需要查看明文' };
    required(await world.approval.workstation.exportMeetings({ ...unsealed, ...about }));
    const parts = unzipSync(await readFile(world.two.path('open.zip')));
    const names = Object.keys(parts);
    expect(names.some((name) => name.includes('会议纪要'))).toBe(true);
    expect(names.some((name) => name.includes('会议记录'))).toBe(false);
    const [lines = ''] = Object.entries(parts).flatMap(([name, bytes]) => (name.endsWith('entries.ndjson') ? [strFromU8(bytes)] : []));
    expect(lines).toContain('meetingDocument.issued');
    expect(lines).not.toContain(record);
    expect(lines).not.toContain(SAID);
    await world.send(world.approval, [world.market], { meetings: [meetingId] });
    expect((await detail(world.market, meetingId)).documents).toHaveLength(1);
    // one file more: the 纪要's
    expect((await sealed('recipient')).length).toBe(files.length + 1);
  });
});

describe('files for the desk', () => {
  it('Word is made from the frozen content, the same at every time; a draft has none', async () => {
    await closeIt();
    const { documentId } = required(await begin('memorandum'));
    const save = async (name: string) => {
      const target = world.approval.target(world.two.path(name));
      return world.approval.workstation.saveMeetingDocumentDocx({ documentId, token: target.token });
    };
    expect(await save('草稿.docx')).toMatchObject(failure('meetingDocument.not-issued'));
    const draft = required(await world.approval.workstation.meetingDocument(documentId)).content;
    // narrow and wide letters: where its lines end depends on the font
    const text = `核验系统升级说明：${'illicit WWW millimetre MMM filling iiii，'.repeat(6)}`;
    const body = [...draft.body, { type: 'paragraph' as const, text }];
    required(await world.approval.workstation.saveMeetingDocument({ documentId, content: { ...draft, body } }));
    const issuedAt = world.two.now;
    required(await world.approval.workstation.issueMeetingDocument({ documentId, signer: '李局长' }));
    required(await save('一.docx'));
    world.later(60);
    required(await save('二.docx'));
    const [one, two] = [await readFile(world.two.path('一.docx')), await readFile(world.two.path('二.docx'))];
    expect(Buffer.compare(one, two)).toBe(0);
    // with the fonts of this computer, so that its lines are those of the PDF
    const { content } = required(await world.approval.workstation.meetingDocument(documentId));
    expect(Buffer.compare(one, await meetingDocumentDocx(content, issuedAt, bundledFonts()))).toBe(0);
    expect(Buffer.compare(one, await meetingDocumentDocx(content, issuedAt))).not.toBe(0);
    expect(strFromU8(unzipSync(one)['word/document.xml'] ?? new Uint8Array())).toContain('备忘录');
  });

  it('签到表 is there before the meeting, with those who were announced', async () => {
    const target = world.approval.target(world.two.path('签到表.pdf'));
    required(await world.approval.workstation.saveAttendanceSheet({ meetingId, token: target.token }));
    expect(pdfPageCount(await readFile(world.two.path('签到表.pdf')))).toBe(1);
    const gone = world.approval.target(world.two.path('无.pdf'));
    expect(await world.approval.workstation.saveAttendanceSheet({ meetingId: AGREED.itemId, token: gone.token })).toMatchObject(
      failure('meeting.not-found'),
    );
  });
});
