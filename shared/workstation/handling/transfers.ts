/**
 * 案卷移送 (办法 21(二)): where the platform can't carry it, a case file goes by letter, list and medium. The recipient confirms
 * it page by page; its word travels back in the receipt, and both sides see what was missing.
 */
import { deliveryReceiptPdf } from '#shared/documents/delivery-receipt.ts';
import { letterTitle } from '#shared/domain/letter.ts';
import { fillLetter } from '#shared/domain/letter-templates.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import type { TransferItem } from '#shared/ledger/letter-entries.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import type { NewAttachment, SavedFile } from '../api.ts';
import type { AttachmentBatch, AttachmentVault } from '../attachment-vault.ts';
import { type Context, departmentName, localDate, newEntry, record, today } from '../context.ts';
import { saveBytes } from '../file-transfer.ts';
import { cameToUs, headingOf } from '../letters/arrivals.ts';
import { requireDraft, saveDraft } from '../letters/letter-drafts.ts';
import { factsOf } from '../letters/letter-rows.ts';
import type { LettersApi } from '../letters/letters-api.ts';
import { sealFiles, sealing } from '../packages/sealing.ts';
import type { HandlingApi, TransferCheck, TransferDetail, TransferRow, TransferState } from './handling-api.ts';
import { itemsOfFiles, itemsOfRecord } from './transfer-items.ts';
import { pagesOf, withTransferPapers } from './transfer-papers.ts';

const NOT_FOUND = fail('transfer.not-found', '台账中没有这次案卷移送。请刷新列表后再试。');

// ---- making ----

export async function beginTransfer(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<HandlingApi['beginTransfer']>[0],
): Promise<Result<{ readonly letterId: string }>> {
  const recipient = context.projection.directory.get(input.recipientId);
  if (!recipient) return fail('transfer.recipient', '请选择接收部门；部门要先登记在“部门名录”里。');
  const records = [...new Set(input.records)].flatMap((recordId) => context.projection.byRecordId.get(recordId) ?? []);
  return sealing(vault, async (batch) => {
    const items: TransferItem[] = [];
    for (const each of records) {
      const found = await itemsOfRecord(vault, each);
      if (!found.ok) return found;
      items.push(...found.value);
    }
    const added = await newItems(context, vault, batch, input.files);
    if (!added.ok) return added;
    items.push(...added.value);
    if (items.length === 0) return fail('transfer.empty', '还没有选择要移送的材料。请选择审批信息或者添加文件。');
    const { name, telephone } = context.department;
    const content = fillLetter('caseTransfer', {
      from: { name, telephone },
      recipients: [recipient.name],
      contact: { name: context.operator },
      approvals: records.flatMap((each) => (each.kind === 'approval' ? [each.approval] : [])),
      supervisions: records.flatMap((each) => (each.kind === 'supervision' ? [each.supervision] : [])),
      ...(input.reason?.trim() ? { reason: input.reason.trim() } : {}),
      items: items.map(({ documentNumber, title, date, pages, remarks }) => ({ documentNumber, title, date, pages, remarks })),
    });
    const letterId = createUuid();
    const saved = await saveDraft(context, vault, {
      letterId,
      content: withTransferPapers(content, items),
      about: records.map(({ recordId }) => recordId),
      recipientIds: [input.recipientId],
      transfer: items,
    });
    return saved.ok ? ok({ letterId }) : saved;
  });
}

async function newItems(
  context: Context,
  vault: AttachmentVault,
  batch: AttachmentBatch,
  files: readonly NewAttachment[],
): Promise<Result<readonly TransferItem[]>> {
  const sealed = await sealFiles(context, batch, files);
  return sealed.ok ? itemsOfFiles(vault, sealed.value) : sealed;
}

export async function setTransferItems(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<HandlingApi['setTransferItems']>[0],
): Promise<Result<void>> {
  const draft = requireDraft(context, input.letterId);
  if (!draft.ok) return draft;
  const facts = factsOf(draft.value);
  if (facts?.content.kind !== 'caseTransfer') return NOT_FOUND;
  return sealing(vault, async (batch) => {
    const added = await newItems(context, vault, batch, input.files ?? []);
    if (!added.ok) return added;
    const items = [...input.items, ...added.value];
    if (items.length === 0) return fail('transfer.empty', '移送清单不能为空。要放弃这次移送，请放弃函件草稿。');
    if (items.some(({ title }) => title.trim() === '')) return fail('transfer.title-required', '每一项材料都要有题名。');
    const { about, recipientIds, dueOn } = facts;
    return saveDraft(context, vault, {
      letterId: input.letterId,
      content: withTransferPapers(facts.content, items),
      about,
      recipientIds,
      transfer: items,
      ...(dueOn === undefined ? {} : { dueOn }),
    });
  });
}

// ---- looking ----

/** What waits for us first, then the newest. */
export function transferRows(context: Context): readonly TransferRow[] {
  const rows = [...context.projection.letters.values()].flatMap((letter) => rowOf(context, letter) ?? []);
  const urgent = (row: TransferRow) => Number(row.state !== 'toCheck');
  return rows.sort((a, b) => urgent(a) - urgent(b) || (a.date === b.date ? (a.letterId < b.letterId ? 1 : -1) : a.date < b.date ? 1 : -1));
}

function rowOf(context: Context, letter: LetterState): TransferRow | undefined {
  const facts = factsOf(letter);
  if (facts?.content.kind !== 'caseTransfer' || letter.state === 'discarded') return undefined;
  if (!letter.own && !cameToUs(context, letter)) return undefined;
  const items = facts.transfer ?? [];
  const lacking = Math.max(0, ...newestChecks(letter).map(({ payload }) => differing(payload.items)));
  const heading = headingOf(context, letter);
  return {
    letterId: letter.letterId,
    own: letter.own,
    state: stateOf(letter, lacking),
    title: letterTitle(facts.content.title),
    number: heading?.number ?? '',
    from: heading?.from ?? context.department.name,
    to: facts.content.recipients.join('、'),
    date: heading?.date ?? (letter.drafted ? localDate(letter.drafted.at) : ''),
    items: items.length,
    pages: pagesOf(items),
    lacking,
  };
}

function stateOf(letter: LetterState, lacking: number): TransferState {
  if (letter.state === 'draft') return 'draft';
  if (letter.checked.length === 0) return letter.own ? 'waiting' : 'toCheck';
  return lacking > 0 ? 'lacking' : 'complete';
}

function differing(items: readonly { readonly state: string }[]): number {
  return items.filter(({ state }) => state !== 'complete').length;
}

/** A recipient may check again when the missing came later: its newest word holds. */
function newestChecks(letter: LetterState): readonly EntryOf<'transfer.checked'>[] {
  return [...new Map(letter.checked.map((entry) => [entry.actor.departmentId, entry])).values()];
}

export function transferDetail(context: Context, letterId: string): Result<TransferDetail> {
  const letter = context.projection.letters.get(letterId);
  const row = letter && rowOf(context, letter);
  if (!letter || !row) return NOT_FOUND;
  const checks = newestChecks(letter).map(({ actor, payload }): TransferCheck => {
    const { items, receivedBy, receivedOn, note } = payload;
    return { departmentName: departmentName(context, actor.departmentId), receivedBy, receivedOn, note, items };
  });
  return ok({ row, items: factsOf(letter)?.transfer ?? [], checks });
}

// ---- receiving ----

/** Errors: `transfer.not-ours`, `transfer.items`, `transfer.person-required`, `transfer.date*`, `transfer.pages`. */
export async function checkTransfer(context: Context, input: Parameters<LettersApi['checkTransfer']>[0]): Promise<Result<void>> {
  const letter = context.projection.letters.get(input.letterId);
  const items = letter?.issued?.payload.transfer;
  if (!letter || !items || !cameToUs(context, letter)) {
    return fail('transfer.not-ours', '这次移送不是发给本部门的，或者还没有收到，不能核收。请刷新列表后再试。');
  }
  const refused = checkItems(items, input.items) ?? checkSignature(context, letter, input);
  if (refused) return refused;
  const entry = newEntry(context, 'transfer.checked', input.letterId, {
    items: [...input.items].sort((a, b) => a.index - b.index).map((item) => ({ ...item, note: item.note.trim() })),
    receivedBy: input.receivedBy.trim(),
    receivedOn: input.receivedOn,
    note: input.note.trim(),
  });
  const saved = await record(context, [entry]);
  return saved.ok ? ok(undefined) : saved;
}

type Checked = Parameters<LettersApi['checkTransfer']>[0]['items'];

/** Each item of the list exactly once: what nobody looked at isn't there. */
function checkItems(items: readonly TransferItem[], checked: Checked) {
  const indexes = new Set(checked.map(({ index }) => index));
  if (checked.length !== items.length || !items.every((_, index) => indexes.has(index))) {
    return fail('transfer.items', '请对移送清单上的每一项都作出核收结果，不能多也不能少。');
  }
  for (const { index, state, pages } of checked) {
    const listed = items[index]?.pages ?? 0;
    const fits = { complete: pages === listed, pagesDiffer: pages !== listed && pages > 0, missing: pages === 0 }[state];
    if (!fits) return fail('transfer.pages', `第 ${index + 1} 项的实收页数与核收结果不一致：清单写 ${listed} 页。请核对后重新填写。`);
  }
  return undefined;
}

function checkSignature(context: Context, letter: LetterState, input: Parameters<LettersApi['checkTransfer']>[0]) {
  if (input.receivedBy.trim() === '') return fail('transfer.person-required', '请填写签收人姓名，与送达回证上的签名一致。');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(input.receivedOn)) return fail('transfer.date', '签收日期不正确，请重新选择。');
  if (input.receivedOn > today(context)) return fail('transfer.date-future', '签收日期不能晚于今天。');
  const date = letter.issued?.payload.content.date ?? '';
  if (input.receivedOn < date) return fail('transfer.date-early', `签收日期不能早于移送函的成文日期（${date}）。`);
  return undefined;
}

// ---- paper ----

const CHECK_WORDS = { complete: '齐全', pagesDiffer: '页数不符', missing: '缺失' } as const;

export async function saveDeliveryReceipt(
  context: Context,
  input: Parameters<HandlingApi['saveDeliveryReceipt']>[0],
): Promise<Result<SavedFile>> {
  const detail = transferDetail(context, input.letterId);
  if (!detail.ok) return detail;
  const { row, items, checks } = detail.value;
  if (row.state === 'draft') return fail('transfer.not-issued', '移送函还没有签发，不能生成送达回证。请先签发。');
  const [check] = checks;
  const differences = (check?.items ?? [])
    .filter(({ state }) => state !== 'complete')
    .map(({ index, state, pages, note }) => {
      const listed = items[index];
      const amount = state === 'pagesDiffer' ? `（清单 ${listed?.pages ?? 0} 页，实收 ${pages} 页）` : '';
      // the result before the title: the sheet cuts long lines at their end
      return `第 ${index + 1} 项${CHECK_WORDS[state]}${amount}${note === '' ? '' : `，${note}`}：${listed?.title ?? ''}`;
    });
  const { receivedBy, receivedOn, note } = check ?? {};
  const { from, to, title, number, date } = row;
  const checked = check && { receivedBy: receivedBy ?? '', receivedOn: receivedOn ?? '', note: note ?? '', differences };
  const made = await deliveryReceiptPdf(
    { from, to, title, number, date, items: row.items, pages: row.pages, checked, now: context.now() },
    context.host.fonts,
  );
  return saveBytes(context.host.files, input.token, made);
}
