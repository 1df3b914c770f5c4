/** The papers that go with a package: 清单 inside and beside it, 交接单, and the 密钥确认单 that goes with a key. */
import { handoverSheetPdf } from '#shared/documents/handover-sheet.ts';
import { keySheetPdf } from '#shared/documents/key-sheet.ts';
import { type ListedAnswer, type ListedApproval, type ListedSupervision, packageListWorkbook } from '#shared/documents/package-list.ts';
import type { Department } from '#shared/domain/department.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { decodeDescriptor } from '#shared/exchange/descriptor.ts';
import type { PrintFile } from '#shared/exchange/package-writer.ts';
import { type Entry, hasRecords, type PackagePurpose } from '#shared/ledger/entry.ts';
import type { PackageState } from '#shared/ledger/package-register.ts';
import { contentOf, revisionOf } from '#shared/ledger/record-state.ts';
import type { SavedFile, WorkstationApi } from '../api.ts';
import { type Context, departmentName, localDate, localTime } from '../context.ts';
import { saveBytes } from '../file-transfer.ts';
import { contentTitle } from '../records/record-content.ts';
import { ownFingerprint } from '../trust/trust.ts';
import { PURPOSE_LABELS } from './package-sending.ts';

export const LIST_NAME = '清单.xlsx';

export interface ListContent {
  readonly packageId: string;
  readonly purpose: PackagePurpose;
  readonly title: string;
  readonly sequence: number;
  readonly createdAt: string;
  readonly signerFingerprint: string;
  readonly recipients: readonly string[];
  readonly records: readonly string[];
  /** what is inside */
  readonly entries: readonly Entry[];
}

/** The 清单 that travels inside the package, under the same signature and envelope as everything else: in full. */
export function listFile(context: Context, content: ListContent): PrintFile {
  return { name: LIST_NAME, bytes: listBytes(context, content, true) };
}

function listBytes(context: Context, content: ListContent, full: boolean): Uint8Array {
  return packageListWorkbook({
    packageId: content.packageId,
    title: content.title,
    purpose: PURPOSE_LABELS[content.purpose],
    sequence: content.recipients.length === 1 ? content.sequence : undefined,
    created: localTime(content.createdAt),
    sender: context.department,
    recipients: content.recipients.map((recipient) => named(context, recipient)),
    signerFingerprint: content.signerFingerprint,
    approvals: content.purpose === 'approvals' ? listedApprovals(content) : [],
    supervisions: content.purpose === 'supervision' ? listedSupervisions(content) : undefined,
    answers: content.purpose === 'receipt' ? listedAnswers(context, content.entries) : [],
    full,
  });
}

/** Of each record the newest revision that is inside. */
function listedApprovals({ records, entries }: ListContent): readonly ListedApproval[] {
  const newest = new Map<string, ListedApproval>();
  for (const entry of entries) {
    if (entry.type !== 'approval.recorded' && entry.type !== 'approval.corrected') continue;
    const revision = entry.type === 'approval.recorded' ? 1 : entry.payload.revision;
    if (revision >= (newest.get(entry.subject)?.revision ?? 0)) newest.set(entry.subject, { approval: entry.payload.approval, revision });
  }
  return records.flatMap((recordId) => newest.get(recordId) ?? []);
}

function listedSupervisions({ records, entries }: ListContent): readonly ListedSupervision[] {
  const newest = new Map<string, ListedSupervision>();
  for (const entry of entries) {
    if (entry.type !== 'supervision.recorded' && entry.type !== 'supervision.corrected') continue;
    const revision = revisionOf(entry);
    if (revision >= (newest.get(entry.subject)?.revision ?? 0))
      newest.set(entry.subject, { supervision: entry.payload.supervision, revision });
  }
  return records.flatMap((recordId) => newest.get(recordId) ?? []);
}

function listedAnswers(context: Context, entries: readonly Entry[]): readonly ListedAnswer[] {
  return entries.flatMap((entry): readonly ListedAnswer[] => {
    if (entry.type !== 'claim.made' && entry.type !== 'claim.returned') return [];
    const found = context.projection.byRecordId.get(entry.subject);
    const content = found && contentOf(found);
    return [
      {
        kind: entry.type === 'claim.made' ? 'claimed' : 'returned',
        at: localTime(entry.at),
        operator: entry.actor.operator,
        matter: content ? contentTitle(content) : '',
        decisionNumber: content?.decisionNumber ?? '',
        counterpartName: content?.counterpart.name ?? '',
        note: (entry.type === 'claim.made' ? entry.payload.note : entry.payload.reason) ?? '',
      },
    ];
  });
}

function named(context: Context, uscc: string): Pick<Department, 'name' | 'uscc'> {
  return { uscc, name: departmentName(context, uscc) };
}

// ---- beside the package ----

export async function savePackageList(
  context: Context,
  input: Parameters<WorkstationApi['savePackageList']>[0],
): Promise<Result<SavedFile>> {
  const state = context.projection.packages.get(input.rowId);
  if (!state || (!hasRecords(state.purpose) && state.purpose !== 'receipt')) {
    return fail('package.no-list', '这种数据包没有清单。');
  }
  const bytes = listBytes(context, listContentOf(context, state), input.full);
  return saveBytes(context.host.files, input.token, ok(bytes));
}

/** What was inside, as far as the ledger knows: by the recipe, else by the records as they are now. */
function listContentOf(context: Context, state: PackageState): ListContent {
  const { projection } = context;
  const recipe = projection.packages.recipe(state.packageId);
  const histories = state.records.flatMap((recordId) => projection.byRecordId.get(recordId)?.history ?? []);
  const inside = recipe?.entryIds && new Set(recipe.entryIds);
  const told = new Set(state.answers);
  const entries = histories.filter((entry) => {
    if (inside) return inside.has(entry.id);
    if (hasRecords(state.purpose)) return true;
    return 'packageId' in entry.payload && (told.size === 0 || told.has(entry.payload.packageId));
  });
  return {
    packageId: state.packageId,
    purpose: state.purpose,
    title: state.title,
    sequence: state.sequence,
    createdAt: recipe ? descriptorOf(recipe.descriptor).created : state.at,
    signerFingerprint: signerOf(context, state),
    recipients: state.direction === 'out' ? recipientsOf(context, state) : [context.department.uscc],
    records: state.records,
    entries,
  };
}

function descriptorOf(text: string) {
  return decodeDescriptor(new TextEncoder().encode(text));
}

function recipientsOf(context: Context, { packageId, departmentId }: PackageState): readonly string[] {
  const recipe = context.projection.packages.recipe(packageId);
  return recipe ? descriptorOf(recipe.descriptor).recipients.map(({ uscc }) => uscc) : [departmentId];
}

function signerOf(context: Context, state: PackageState): string {
  const recipe = context.projection.packages.recipe(state.packageId);
  const keys = context.projection.keys.of(state.direction === 'out' ? context.department.uscc : state.departmentId);
  const found = keys.find((key) => key.publicKeyPem.trim() === recipe?.publicKeyPem.trim()) ?? keys.at(-1);
  return found?.fingerprint ?? '';
}

export async function saveHandoverSheet(
  context: Context,
  { rowId, token }: Parameters<WorkstationApi['saveHandoverSheet']>[0],
): Promise<Result<SavedFile>> {
  const state = context.projection.packages.get(rowId);
  if (state?.direction !== 'out') return fail('package.not-found', '台账中没有这个发出的数据包。请刷新列表后再试。');
  if (state.fileSm3 === '' || state.fileSize === undefined) {
    return fail('package.no-digest', '这个数据包由旧版本的程序生成，没有记下文件的 SM3 值，不能打印交接单。请重新生成一个数据包。');
  }
  const content = listContentOf(context, state);
  const pdf = await handoverSheetPdf(
    {
      packageId: state.packageId,
      title: state.title,
      purpose: PURPOSE_LABELS[state.purpose],
      sequence: state.sequence,
      created: localTime(content.createdAt),
      records: state.records.length,
      attachments: state.attachments,
      fileName: state.fileName,
      fileSize: state.fileSize,
      fileSm3: state.fileSm3,
      sealed: state.sealed,
      signerFingerprint: content.signerFingerprint,
      sender: context.department,
      // One sheet a recipient: each signs for what it was handed.
      recipients: [named(context, state.departmentId)],
      now: context.now(),
    },
    context.host.fonts,
  );
  return saveBytes(context.host.files, token, pdf);
}

export async function saveKeySheet(context: Context, { token }: Parameters<WorkstationApi['saveKeySheet']>[0]): Promise<Result<SavedFile>> {
  const keyring = await context.host.signer.keyring();
  if (!keyring.ok) return keyring;
  const fingerprint = await ownFingerprint(context);
  if (!fingerprint.ok) return fingerprint;
  const { workstation, current } = keyring.value;
  const pdf = await keySheetPdf(
    {
      department: context.department,
      workstation: workstation.name,
      keyMadeOn: localDate(current.createdAt),
      fingerprint: fingerprint.value,
      now: context.now(),
    },
    context.host.fonts,
  );
  return saveBytes(context.host.files, token, pdf);
}
