/** Which records can go into a package: those picked in the list, all that were never pushed, all that came back. */
import { ok, type Result } from '#shared/domain/result.ts';
import type { PackagePurpose } from '#shared/ledger/entry.ts';
import type { ApprovalStatus, DirectoryRow, RecordKind } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';

export type SourceKind = 'selection' | `${RecordKind}.${OwnStatus}`;
type OwnStatus = Extract<ApprovalStatus, 'notPushed' | 'returned'>;

/** what a package of such records is for: the kinds travel apart */
export type RecordPurpose = Extract<PackagePurpose, 'approvals' | 'supervision'>;
const PURPOSES: Readonly<Record<RecordKind, RecordPurpose>> = { approval: 'approvals', supervision: 'supervision' };

export interface PackageSource {
  readonly kind: SourceKind;
  readonly purpose: RecordPurpose;
  readonly records: readonly string[];
  /** more than `records.length` when there are too many for one package */
  readonly total: number;
}

/** What is going to be written, once everything was chosen. */
export interface PackagePlan {
  readonly purpose: RecordPurpose;
  readonly records: readonly string[];
  /** one file for all of them */
  readonly recipients: readonly DirectoryRow[];
  readonly title: string;
}

/** The sources that hold anything, the most likely one first. The worker's current query is another one afterwards. */
export async function packageSources(selection: readonly string[]): Promise<Result<readonly PackageSource[]>> {
  const sources: PackageSource[] = [];
  const [first] = selection;
  if (first !== undefined) {
    const rows = await workstation().recordRows({ records: [first] });
    if (!rows.ok) return rows;
    sources.push({ kind: 'selection', purpose: PURPOSES[rows.value[0]?.kind ?? 'approval'], records: selection, total: selection.length });
  }
  for (const kind of ['approval', 'supervision'] as const) {
    for (const status of ['notPushed', 'returned'] as const) {
      const found = await ownRecords(kind, status);
      if (!found.ok) return found;
      sources.push(found.value);
    }
  }
  return ok(sources.filter((source) => source.total > 0));
}

async function ownRecords(kind: RecordKind, status: OwnStatus): Promise<Result<PackageSource>> {
  const source = { kind: `${kind}.${status}`, purpose: PURPOSES[kind] } as const;
  const found = await workstation().queryApprovals({
    kinds: [kind],
    text: '',
    direction: 'own',
    statuses: [status],
    overdueOnly: false,
    decidedFrom: undefined,
    decidedTo: undefined,
    matters: [],
    recipients: [],
    sources: [],
    sort: { field: 'decidedOn', order: 'ascending' },
  });
  if (!found.ok) return found;
  if (found.value.total === 0) return ok({ ...source, records: [], total: 0 });
  const records = await workstation().approvalIds();
  return records.ok ? ok({ ...source, records: records.value, total: found.value.total }) : records;
}

/** One line each for the first records, as they will be seen by the recipient. */
export async function firstLines(records: readonly string[], count: number): Promise<Result<readonly RecordLine[]>> {
  return workstation().recordRows({ records: records.slice(0, count) });
}

export interface RecordLine {
  readonly recordId: string;
  readonly counterpartName: string;
  readonly matter: string;
  readonly decisionNumber: string;
}
