/** Documents of a meeting while they are written, and what the parties say to those that were issued (办法 31(三)). */
import { MEETING_DOCUMENTS, type MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { type MeetingDocumentFacts, meetingDocument } from '#shared/domain/meeting-documents.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import { documentDrafted } from '#shared/ledger/meeting-entries.ts';
import type { MeetingState } from '#shared/ledger/meeting-register.ts';
import { type Context, newEntry, record, today } from '../context.ts';
import { documentRow, MEETING_GONE } from './meeting-detail.ts';
import { isOwn, wasParty } from './meeting-parties.ts';
import type { MeetingDocumentsApi } from './meetings-api.ts';

type BeginInput = Parameters<MeetingDocumentsApi['beginMeetingDocument']>[0];
type Drafted = EntryOf<'meetingDocument.drafted'>['payload'];

export const DOCUMENT_GONE = fail('meetingDocument.not-found', '台账中没有这份会议文件。请返回会议后再试。');

/** Made from the closed record: what is still noted down may change under a document's feet. */
export async function beginMeetingDocument(
  context: Context,
  input: BeginInput,
): Promise<Result<{ readonly documentId: string; readonly content: MeetingDocumentContent }>> {
  const meeting = requireHeld(context, input);
  if (!meeting.ok) return meeting;
  const corrected = correctedBy(context, input);
  if (!corrected.ok) return corrected;
  const { held, convened } = meeting.value;
  const facts: MeetingDocumentFacts = {
    arrangement: convened.payload.arrangement,
    record: held.payload.record,
    chair: held.payload.chair,
    recorder: held.payload.recorder,
    department: context.department.name,
    today: today(context),
    ...(corrected.value ? { corrects: corrected.value } : {}),
  };
  const documentId = createUuid();
  const checked = checkDrafted({
    meetingId: input.meetingId,
    content: meetingDocument(input.form, facts),
    discarded: false,
    ...(input.corrects === undefined ? {} : { corrects: input.corrects }),
  });
  if (!checked.ok) return checked;
  const saved = await record(context, [newEntry(context, 'meetingDocument.drafted', documentId, checked.value)]);
  return saved.ok ? ok({ documentId, content: checked.value.content }) : saved;
}

type HeldMeeting = MeetingState & { readonly held: EntryOf<'meeting.held'> };

function requireHeld({ projection }: Context, { meetingId, form }: BeginInput): Result<HeldMeeting> {
  const meeting = projection.meetings.get(meetingId);
  if (!meeting) return MEETING_GONE;
  const name = MEETING_DOCUMENTS[form];
  if (meeting.state === 'cancelled') return fail('meeting.cancelled', `这次会议已经取消，不能形成${name}。`);
  if (form !== 'record' && !meeting.own) {
    return fail('meetingDocument.not-convener', `${name}由召集会议的部门印发。本部门收到后，请确认内容，或者提出不同意见。`);
  }
  const { held } = meeting;
  if (!held) return fail('meetingDocument.not-held', `会议记录还没有定稿，不能形成${name}。请先把会议记录定稿。`);
  return ok({ ...meeting, held });
}

/** What a correction corrects; of each form a meeting has one document that holds. */
function correctedBy(
  { projection, department }: Context,
  { meetingId, form, corrects }: BeginInput,
): Result<MeetingDocumentFacts['corrects']> {
  const issued = projection.meetings
    .documentsOf(meetingId)
    .flatMap((document) => document.issued ?? [])
    .filter(({ actor, payload }) => payload.content.form === form && actor.departmentId === department.uscc);
  const replaced = new Set(issued.flatMap(({ payload }) => payload.corrects ?? []));
  const standing = issued.filter(({ subject }) => !replaced.has(subject));
  const name = MEETING_DOCUMENTS[form];
  if (corrects === undefined) {
    const isFirst = standing.length === 0;
    return isFirst ? ok(undefined) : fail('meetingDocument.already-issued', `这次会议的${name}已经印发。内容有误的，请更正原来那一份。`);
  }
  const found = issued.find(({ subject }) => subject === corrects);
  if (!found) return fail('meetingDocument.corrects-unknown', `要更正的${name}不在这次会议印发的文件中。请重新选择。`);
  if (replaced.has(corrects)) return fail('meetingDocument.corrected', `这份${name}已经被更正。请更正最后印发的那一份。`);
  const { title, issue, date } = found.payload.content;
  return ok({ title, issue, date });
}

/** What the ledger would refuse to read must not get into it. */
function checkDrafted(payload: Drafted): Result<Drafted> {
  const parsed = documentDrafted.payload.safeParse(payload);
  if (parsed.success) return ok(parsed.data);
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  return fail('meetingDocument.invalid', '会议文件中有的内容太长，或者格式不对，没有保存。请按提示修改。', { path });
}

export function requireDocumentDraft(context: Context, documentId: string): Result<EntryOf<'meetingDocument.drafted'>> {
  const document = context.projection.meetings.document(documentId);
  if (document?.draft) return ok(document.draft);
  if (!document) return DOCUMENT_GONE;
  return fail('meetingDocument.issued', '这份会议文件已经印发，不能再改。内容有误的，请印发更正件。');
}

export function readMeetingDocument(context: Context, documentId: string): Awaited<ReturnType<MeetingDocumentsApi['meetingDocument']>> {
  const document = context.projection.meetings.document(documentId);
  const content = (document?.issued ?? document?.draft)?.payload.content;
  return document && content ? ok({ row: documentRow(context, document), meetingId: document.meetingId, content }) : DOCUMENT_GONE;
}

/** Written only when something is another than before: an autosave every few seconds must not fill the ledger. */
export async function saveMeetingDocument(
  context: Context,
  { documentId, content }: Parameters<MeetingDocumentsApi['saveMeetingDocument']>[0],
): Promise<Result<void>> {
  const draft = requireDocumentDraft(context, documentId);
  if (!draft.ok) return draft;
  const known = draft.value.payload;
  if (content.form !== known.content.form) return fail('meetingDocument.form', '会议文件的种类不能改。请另外起草一份。');
  const checked = checkDrafted({ ...known, content });
  if (!checked.ok) return checked;
  if (canonicalJson(checked.value) === canonicalJson(known)) return ok(undefined);
  const saved = await record(context, [newEntry(context, 'meetingDocument.drafted', documentId, checked.value)]);
  return saved.ok ? ok(undefined) : saved;
}

export async function discardMeetingDocument(context: Context, documentId: string): Promise<Result<void>> {
  const draft = requireDocumentDraft(context, documentId);
  if (!draft.ok) return draft;
  const saved = await record(context, [
    newEntry(context, 'meetingDocument.drafted', documentId, { ...draft.value.payload, discarded: true }),
  ]);
  return saved.ok ? ok(undefined) : saved;
}

/** 31(三): a party says whether the document says what was agreed; its word goes back with the next receipt. */
export async function confirmMeetingDocument(
  context: Context,
  { documentId, agrees, note }: Parameters<MeetingDocumentsApi['confirmMeetingDocument']>[0],
): Promise<Result<void>> {
  const document = context.projection.meetings.document(documentId);
  const meeting = document && context.projection.meetings.get(document.meetingId);
  if (!document?.issued || !meeting) return DOCUMENT_GONE;
  const own = context.department.uscc;
  if (isOwn(context, document.issued.actor.departmentId)) {
    return fail('meetingDocument.own', '这是本部门印发的文件，由参会的其他部门确认。');
  }
  if (!wasParty(context, meeting, own)) return fail('meetingDocument.not-party', '本部门不在这次会议的参会单位中，不用确认。');
  if (!agrees && note.trim() === '') return fail('meetingDocument.note-required', '请写明不同意见。', { path: 'note' });
  if (note.trim().length > 1000)
    return fail('meetingDocument.note-long', '意见太长，最多 1000 字。请精简，或者另行发函。', { path: 'note' });
  const payload = { agrees, note: note.trim() };
  const before = document.confirmed.find(({ actor }) => actor.departmentId === own);
  if (before && canonicalJson(before.payload) === canonicalJson(payload)) return ok(undefined);
  const saved = await record(context, [newEntry(context, 'meetingDocument.confirmed', documentId, payload)]);
  return saved.ok ? ok(undefined) : saved;
}
