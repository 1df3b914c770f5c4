/** Filtering, searching and sorting over all records in memory; the result is positions, pages are made on demand. */
import { workingDaysLeft } from '#shared/domain/deadlines.ts';
import { contentOf, type RecordKind, type RecordState, titleOf } from '#shared/ledger/record-state.ts';
import type { ApprovalFacets, ApprovalListInfo, ApprovalQuery, ApprovalRow } from '../api.ts';
import { type Context, departmentName, today } from '../context.ts';
import { ApprovalOrder } from './approval-order.ts';
import { type Standings, toRow } from './approval-rows.ts';

/** more than this many ids are never handed over for "select all" */
export const MAX_SELECTED = 10_000;

export class ApprovalView {
  #found: readonly RecordState[] = [];
  #facets: { readonly revision: number; readonly facets: ApprovalFacets } | undefined;
  readonly #order: ApprovalOrder;

  constructor(
    private readonly context: Context,
    private readonly standings: Standings,
  ) {
    this.#order = new ApprovalOrder(context, standings);
  }

  run(query: ApprovalQuery): ApprovalListInfo {
    const started = performance.now();
    const { records } = this.context.projection;
    const hits = query.text.trim() === '' ? undefined : this.#hits(query.text);
    const matches = this.#predicate(query);
    const found: RecordState[] = [];
    for (const position of this.#order.positions(query.sort)) {
      const record = records[position] as RecordState;
      if ((hits === undefined || hits[position] === 1) && matches(record)) found.push(record);
    }
    this.#found = found;
    const all = kindsOf(query).reduce((sum, kind) => sum + this.context.projection.count(kind), 0);
    return { total: found.length, all, milliseconds: performance.now() - started };
  }

  get rows(): readonly RecordState[] {
    return this.#found;
  }

  page(offset: number, limit: number): readonly ApprovalRow[] {
    const day = today(this.context);
    return this.#found.slice(offset, offset + limit).map((record) => toRow(this.context, this.standings.of(record), record, day));
  }

  ids(): readonly string[] {
    return this.#found.slice(0, MAX_SELECTED).map((record) => record.recordId);
  }

  facets(): ApprovalFacets {
    const { revision } = this.standings;
    if (this.#facets?.revision !== revision) this.#facets = { revision, facets: this.#countFacets() };
    return this.#facets.facets;
  }

  #countFacets(): ApprovalFacets {
    const matters = new Map<string, number>();
    const sources = new Map<string, number>();
    const recipients = new Map<string, number>();
    const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
    for (const record of this.context.projection.records) {
      if (record.kind !== 'approval') continue;
      count(matters, record.approval.matter);
      count(sources, record.approval.sourceSystem);
      for (const push of this.standings.of(record).pushes) count(recipients, push.recipientId);
    }
    const sorted = (map: Map<string, number>) => [...map].sort((a, b) => b[1] - a[1]).map(([value, total]) => ({ value, count: total }));
    return {
      matters: sorted(matters),
      sources: sorted(sources),
      recipients: sorted(recipients).map((facet) => ({ ...facet, label: departmentName(this.context, facet.value) })),
    };
  }

  /** By position: 1 where the search finds the record. */
  #hits(text: string): Uint8Array {
    const hits = new Uint8Array(this.context.projection.records.length);
    for (const position of this.context.searchIndex.search(text)) hits[position] = 1;
    return hits;
  }

  #predicate(query: ApprovalQuery): (record: RecordState) => boolean {
    const ownId = this.context.department.uscc;
    const statuses = new Set(query.statuses);
    const matters = new Set(query.matters);
    const sources = new Set(query.sources);
    const recipients = new Set(query.recipients);
    const kinds = kindsOf(query);
    const supervisionKinds = new Set(query.supervisionKinds);
    const day = today(this.context);
    return (record) => {
      if (!kinds.includes(record.kind)) return false;
      const content = contentOf(record);
      if (supervisionKinds.size > 0 && record.kind === 'supervision' && !supervisionKinds.has(record.supervision.kind)) return false;
      if (query.direction !== 'all' && (record.ownerId === ownId) !== (query.direction === 'own')) return false;
      if (query.decidedFrom && content.decidedOn < query.decidedFrom) return false;
      if (query.decidedTo && content.decidedOn > query.decidedTo) return false;
      if (matters.size > 0 && !matters.has(titleOf(record))) return false;
      if (sources.size > 0 && !sources.has(content.sourceSystem)) return false;
      if (statuses.size === 0 && recipients.size === 0 && !query.overdueOnly) return true;
      const standing = this.standings.of(record);
      if (statuses.size > 0 && !statuses.has(standing.status)) return false;
      if (recipients.size > 0 && !standing.pushes.some((push) => recipients.has(push.recipientId))) return false;
      return !query.overdueOnly || (standing.deadline !== undefined && workingDaysLeft(standing.deadline.dueOn, day) < 0);
    };
  }
}

function kindsOf({ kinds }: ApprovalQuery): readonly RecordKind[] {
  return kinds ?? ['approval'];
}
