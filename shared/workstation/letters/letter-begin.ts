/** A letter begun: its template filled from the ledger (办法 20–25, 27, 31, 34), saved as a draft at once. */
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { type LetterContent, type LetterReference, letterTitle } from '#shared/domain/letter.ts';
import type { LetterFacts as TemplateFacts } from '#shared/domain/letter-facts.ts';
import { correctionLetter, fillLetter } from '#shared/domain/letter-templates.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { fillTemplate } from '#shared/domain/user-templates.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import type { RecordState } from '#shared/ledger/record-state.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, departmentName } from '../context.ts';
import { saveDraft, TEMPLATE_GONE } from './letter-drafts.ts';
import { LETTER_GONE } from './letter-rows.ts';
import type { LetterDraftInput, LettersApi } from './letters-api.ts';

/** as the entry allows */
const MOST_RECORDS = 1000;

type BeginInput = Parameters<LettersApi['beginLetter']>[0];

export async function beginLetter(context: Context, vault: AttachmentVault, input: BeginInput): Promise<Result<LetterDraftInput>> {
  const begun = begin(context, input);
  if (!begun.ok) return begun;
  const draft: LetterDraftInput = { letterId: createUuid(), ...begun.value };
  const saved = await saveDraft(context, vault, draft);
  return saved.ok ? ok(draft) : saved;
}

function begin(context: Context, input: BeginInput): Result<Omit<LetterDraftInput, 'letterId'>> {
  const answered = input.answers?.letterId === undefined ? undefined : context.projection.letters.get(input.answers.letterId);
  const about = [...new Set([...input.about, ...aboutOf(context, answered)])];
  const records = recordsOf(context, about);
  if (!records.ok) return records;
  if (input.corrects !== undefined) return correction(context, input.corrects);
  const recipients = recipientsOf(context, records.value, input.answers);
  const facts = {
    ...factsAbout(context, recipients),
    approvals: records.value.flatMap((each) => (each.kind === 'approval' ? [each.approval] : [])),
    supervisions: records.value.flatMap((each) => (each.kind === 'supervision' ? [each.supervision] : [])),
    ...(input.answers ? { answers: input.answers } : {}),
  };
  const content = input.template === undefined ? ok(fillLetter(input.kind, facts)) : fromTemplate(context, input.template, facts);
  if (!content.ok) return content;
  // A letterhead may carry a short name that the directory doesn't know; whose letter it was is certain.
  const recipientIds = answered?.ownerId !== undefined && !answered.own ? [answered.ownerId] : idsOf(context, content.value.recipients);
  // The approvals concerned too: the other side may have them and not the supervision information (办法 21(三)).
  const all = records.value.map(({ recordId }) => recordId).slice(0, Math.max(about.length, MOST_RECORDS));
  return ok({ content: content.value, about: all, recipientIds });
}

/** Only records that are here: a question may be about one that its sender never pushed, and is answered all the same (办法 25). */
function aboutOf({ projection }: Context, letter: LetterState | undefined): readonly string[] {
  const about = letter?.issued?.payload.about ?? letter?.registered?.payload.about ?? [];
  return about.filter((recordId) => projection.byRecordId.has(recordId));
}

/** The records, and of supervision information the approvals concerned as far as they are in this ledger. */
function recordsOf(context: Context, about: readonly string[]): Result<readonly RecordState[]> {
  const { byRecordId } = context.projection;
  const chosen = about.flatMap((recordId) => byRecordId.get(recordId) ?? []);
  if (chosen.length < about.length) return fail('record.not-found', '所选记录中有的已不在台账中。请刷新列表后重新选择。');
  const concerned = chosen.flatMap((each) => (each.kind === 'supervision' ? each.supervision.approvals : []));
  return ok([...new Set([...chosen, ...concerned.flatMap(({ recordId }) => byRecordId.get(recordId) ?? [])])]);
}

function factsAbout({ department, operator }: Context, recipients: readonly string[]): TemplateFacts {
  const { name, telephone } = department;
  return { from: { name, telephone }, recipients, contact: { name: operator } };
}

/** Who asked is answered; otherwise those whose records it is about, or whom the own records were sent to. */
function recipientsOf(context: Context, records: readonly RecordState[], answers: LetterReference | undefined): readonly string[] {
  if (answers) return [answers.from];
  const { projection, department } = context;
  const owners = records.map(({ ownerId }) => ownerId).filter((ownerId) => ownerId !== department.uscc);
  const sentTo = records.flatMap(({ history }) =>
    history.flatMap((entry) => (entry.type === 'package.exported' ? [entry.payload.recipient] : [])),
  );
  const concerned = owners.length > 0 ? owners : sentTo;
  const known = concerned.length > 0 ? concerned : projection.directory.size === 1 ? [...projection.directory.keys()] : [];
  return [...new Set(known)].map((departmentId) => departmentName(context, departmentId));
}

function idsOf({ projection }: Context, recipients: readonly string[]): readonly string[] {
  const names = new Set(recipients);
  return [...projection.directory.values()].filter(({ name }) => names.has(name)).map(({ uscc }) => uscc);
}

function fromTemplate(context: Context, templateId: string, facts: TemplateFacts): Result<LetterContent> {
  const found = context.projection.letters.templates().find(({ subject }) => subject === templateId);
  return found ? ok(fillTemplate(found.payload, facts).content) : TEMPLATE_GONE;
}

/** A letter of its own, to the same recipients, that names the one it corrects; that one stays as it was signed. */
function correction(context: Context, letterId: string): Result<Omit<LetterDraftInput, 'letterId'>> {
  const old = context.projection.letters.get(letterId);
  if (!old) return LETTER_GONE;
  if (!old.own || !old.issued) return fail('letter.correct-own', '只能更正本部门已经签发的公函。');
  const { content, number, about, recipientIds } = old.issued.payload;
  const corrects = {
    letterId,
    from: content.signatories[0] ?? context.department.name,
    title: letterTitle(content.title),
    number: formatDocumentNumber(number),
  };
  const facts = { ...factsAbout(context, content.recipients), copies: content.copies, corrects };
  const letter = correctionLetter(content.kind, content.answers ? { ...facts, answers: content.answers } : facts);
  return ok({ content: { ...letter, letterhead: content.letterhead, signatories: content.signatories }, about, recipientIds });
}
