/** Drafts, templates of the users, and letters that came on paper (办法 21, 25). A draft never leaves the department. */
import type { Attachment } from '#shared/domain/approval.ts';
import { isRealDate } from '#shared/domain/dates.ts';
import { letterContentSchema } from '#shared/domain/letter.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import { letterDrafted } from '#shared/ledger/letter-entries.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import type { NewAttachment } from '../api.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, newEntry, record, today } from '../context.ts';
import { sealFiles, sealing } from '../packages/sealing.ts';
import { LETTER_GONE, type LetterFacts } from './letter-rows.ts';
import type { LetterDraftInput, LettersApi } from './letters-api.ts';

// ---- drafts ----

/** The draft's letter, or why nothing about it may be changed any more. */
export function requireDraft(context: Context, letterId: string): Result<LetterState> {
  const letter = context.projection.letters.get(letterId);
  if (!letter) return LETTER_GONE;
  switch (letter.state) {
    case 'draft':
      return ok(letter);
    case 'discarded':
      return fail('letter.discarded', '这份草稿已经放弃，不能再改。请重新起草。');
    case 'issued':
      return fail('letter.issued', '这份公函已经签发，不能再改。需要改动的，请另发更正函。');
    case 'received':
      return fail('letter.not-own', '这是收到的来函，不能改动。需要答复的，请起草复函。');
  }
}

/** Written only when something is another than before: an autosave every few seconds must not fill the ledger. */
export async function saveDraft(context: Context, vault: AttachmentVault, input: LetterDraftInput): Promise<Result<void>> {
  const known = context.projection.letters.get(input.letterId);
  if (known) {
    const draft = requireDraft(context, input.letterId);
    if (!draft.ok) return draft;
  }
  const facts = checkFacts(input);
  if (!facts.ok) return facts;
  if (known?.drafted && canonicalJson(known.drafted.payload) === canonicalJson(facts.value)) return ok(undefined);
  const complete = await requireFiles(vault, facts.value);
  if (!complete.ok) return complete;
  const saved = await record(context, [newEntry(context, 'letter.drafted', input.letterId, facts.value)]);
  return saved.ok ? ok(undefined) : saved;
}

/** What the ledger would refuse to read must not get into it. */
function checkFacts({ content, about, recipientIds, dueOn, transfer }: LetterDraftInput): Result<LetterFacts> {
  const parsed = letterDrafted.payload.safeParse({
    content,
    about,
    recipientIds: [...new Set(recipientIds)],
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(transfer && transfer.length > 0 ? { transfer } : {}),
  });
  if (parsed.success) return ok(parsed.data);
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  return fail('letter.invalid', '公函中有的内容太长，或者格式不对，没有保存。请按提示修改。', { path });
}

/** An entry must not name a file that isn't there: a package with it could never be made. */
async function requireFiles(vault: AttachmentVault, { content, transfer }: LetterFacts): Promise<Result<void>> {
  for (const { file } of [...content.enclosures, ...(transfer ?? [])]) {
    if (file && !(await vault.has(file.sha256))) {
      return fail('attachment.missing', `附件“${file.name}”的文件不在数据目录中，没有保存。请重新添加这个附件。`);
    }
  }
  return ok(undefined);
}

export async function discardDraft(context: Context, letterId: string): Promise<Result<void>> {
  const draft = requireDraft(context, letterId);
  if (!draft.ok) return draft;
  const saved = await record(context, [newEntry(context, 'letter.discarded', letterId, { reason: '' })]);
  return saved.ok ? ok(undefined) : saved;
}

/** Seals files for a letter's 附件 or a 移送清单; they belong to the letter as soon as its draft names them. */
export function addLetterFiles(
  context: Context,
  vault: AttachmentVault,
  files: readonly NewAttachment[],
): Promise<Result<readonly Attachment[]>> {
  return sealing(vault, (batch) => sealFiles(context, batch, files));
}

// ---- on paper ----

export async function registerLetter(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<LettersApi['registerLetter']>[0],
): Promise<Result<{ readonly letterId: string }>> {
  const refused = refusedPaper(context, input);
  if (refused) return refused;
  const { fromId, dueOn, answers } = input;
  const letterId = createUuid();
  return sealing(vault, async (batch) => {
    const files = await sealFiles(context, batch, input.files);
    if (!files.ok) return files;
    const entry = newEntry(context, 'letter.registered', letterId, {
      kind: input.kind,
      from: input.from.trim(),
      ...(fromId ? { fromId } : {}),
      title: input.title.trim(),
      number: input.number.trim(),
      date: input.date,
      receivedOn: input.receivedOn,
      summary: input.summary.trim(),
      about: [...input.about],
      files: files.value,
      ...(dueOn ? { dueOn } : {}),
      ...(answers ? { answers } : {}),
    });
    const saved = await record(context, [entry]);
    return saved.ok ? ok({ letterId }) : saved;
  });
}

function refusedPaper(context: Context, input: Parameters<LettersApi['registerLetter']>[0]) {
  if (input.from.trim() === '') return fail('letter.from-required', '请填写发文机关。', { path: 'from' });
  if (input.title.trim() === '') return fail('letter.title-required', '请填写来函标题。', { path: 'title' });
  if (!isRealDate(input.date)) return fail('letter.date', '成文日期不对，请按来函上的日期填写。', { path: 'date' });
  const day = today(context);
  if (!isRealDate(input.receivedOn) || input.receivedOn > day) {
    return fail('letter.received-on', '收到日期不对，或者晚于今天。请重新填写。', { path: 'receivedOn' });
  }
  if (input.date > input.receivedOn) return fail('letter.date-order', '成文日期晚于收到日期。请核对来函。', { path: 'date' });
  const asked = input.answers === undefined ? undefined : context.projection.letters.get(input.answers);
  if (input.answers !== undefined && !(asked?.own && asked.issued)) {
    return fail('letter.answers-unknown', '来函所答复的公函不在本部门的发文中。请重新选择。', { path: 'answers' });
  }
  return undefined;
}

// ---- templates of the users ----

export function templateRows(context: Context): Awaited<ReturnType<LettersApi['letterTemplates']>> {
  const rows = context.projection.letters.templates().map(({ subject, payload }) => ({
    templateId: subject,
    name: payload.name,
    kind: payload.content.kind,
  }));
  return ok(rows.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')));
}

export async function saveTemplate(
  context: Context,
  vault: AttachmentVault,
  { templateId, name, content }: Parameters<LettersApi['saveTemplate']>[0],
): Promise<Result<void>> {
  const trimmed = name.trim();
  if (trimmed === '') return fail('letterTemplate.name-required', '请填写模板名称。', { path: 'name' });
  const twin = context.projection.letters.templates().find((each) => each.payload.name === trimmed && each.subject !== templateId);
  if (twin) return fail('letterTemplate.name-taken', `已经有名为“${trimmed}”的模板。请换一个名称，或者修改原来的模板。`, { path: 'name' });
  const parsed = letterContentSchema.safeParse(content);
  if (!parsed.success) {
    return fail('letter.invalid', '模板中有的内容太长，或者格式不对，没有保存。', { path: parsed.error.issues[0]?.path.join('.') ?? '' });
  }
  const complete = await requireFiles(vault, { content: parsed.data, about: [], recipientIds: [] });
  if (!complete.ok) return complete;
  // What belongs to one letter alone is no part of a template.
  const { date: _date, answers: _answers, corrects: _corrects, ...words } = parsed.data;
  const payload = { name: trimmed, content: words, removed: false };
  const saved = await record(context, [newEntry(context, 'letterTemplate.saved', templateId ?? createUuid(), payload)]);
  return saved.ok ? ok(undefined) : saved;
}

export const TEMPLATE_GONE = fail('letterTemplate.not-found', '这个模板已经不在了。请刷新后再试。');

export async function removeTemplate(context: Context, templateId: string): Promise<Result<void>> {
  const found = context.projection.letters.templates().find(({ subject }) => subject === templateId);
  if (!found) return TEMPLATE_GONE;
  const saved = await record(context, [newEntry(context, 'letterTemplate.saved', templateId, { ...found.payload, removed: true })]);
  return saved.ok ? ok(undefined) : saved;
}
