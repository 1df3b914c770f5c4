/** Which records can go into a package: those picked in the list, all that were never pushed, all that came back. */
import { ok, type Result } from '#shared/domain/result.ts';
import type { ApprovalStatus, DirectoryRow } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';

export type SourceKind = 'selection' | 'notPushed' | 'returned';

export interface PackageSource {
  readonly kind: SourceKind;
  readonly records: readonly string[];
  /** more than `records.length` when there are too many for one package */
  readonly total: number;
}

/** What is going to be written, once everything was chosen. */
export interface PackagePlan {
  readonly records: readonly string[];
  /** one file for all of them */
  readonly recipients: readonly DirectoryRow[];
  readonly title: string;
}

/** The sources that hold anything, the most likely one first. The worker's current query is another one afterwards. */
export async function packageSources(selection: readonly string[]): Promise<Result<readonly PackageSource[]>> {
  const notPushed = await ownRecords('notPushed');
  if (!notPushed.ok) return notPushed;
  const returned = await ownRecords('returned');
  if (!returned.ok) return returned;
  const picked: PackageSource = { kind: 'selection', records: selection, total: selection.length };
  return ok([picked, notPushed.value, returned.value].filter((source) => source.total > 0));
}

async function ownRecords(kind: Extract<ApprovalStatus, SourceKind>): Promise<Result<PackageSource>> {
  const found = await workstation().queryApprovals({
    text: '',
    direction: 'own',
    statuses: [kind],
    overdueOnly: false,
    decidedFrom: undefined,
    decidedTo: undefined,
    matters: [],
    recipients: [],
    sources: [],
    sort: { field: 'decidedOn', order: 'ascending' },
  });
  if (!found.ok) return found;
  if (found.value.total === 0) return ok({ kind, records: [], total: 0 });
  const records = await workstation().approvalIds();
  return records.ok ? ok({ kind, records: records.value, total: found.value.total }) : records;
}

/** One line each for the first records, as they will be seen by the recipient. */
export async function firstLines(records: readonly string[], count: number): Promise<Result<readonly RecordLine[]>> {
  const lines: RecordLine[] = [];
  for (const recordId of records.slice(0, count)) {
    const detail = await workstation().approvalDetail(recordId);
    if (!detail.ok) return detail;
    const { counterpartName, matter, decisionNumber } = detail.value.row;
    lines.push({ recordId, counterpartName, matter, decisionNumber });
  }
  return ok(lines);
}

export interface RecordLine {
  readonly recordId: string;
  readonly counterpartName: string;
  readonly matter: string;
  readonly decisionNumber: string;
}
