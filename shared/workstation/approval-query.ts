/** Filtering, searching and sorting over all records in memory; the result is positions, pages are made on demand. */
import { workingDaysLeft } from '#shared/domain/deadlines.ts';
import type { RecordState } from '#shared/ledger/projection.ts';
import type { ApprovalFacets, ApprovalListInfo, ApprovalQuery, ApprovalRow, SortField } from './api.ts';
import { STATUS_LABELS, type Standings, toRow } from './approval-rows.ts';
import { type Context, departmentName, today } from './context.ts';

/** more than this many ids are never handed over for "select all" */
export const MAX_SELECTED = 10_000;

export class ApprovalView {
  #found: readonly RecordState[] = [];
  readonly #collator = new Intl.Collator('zh-Hans-CN', { numeric: true });
  /** ranks of texts in Chinese order, so that sorting 100,000 rows compares numbers */
  readonly #ranks = new Map<SortField, { readonly size: number; readonly rank: Map<string, number> }>();

  constructor(
    private readonly context: Context,
    private readonly standings: Standings,
  ) {}

  run(query: ApprovalQuery): ApprovalListInfo {
    const started = performance.now();
    const { records } = this.context.projection;
    const candidates = query.text.trim() === '' ? records : this.#search(query.text);
    const matches = this.#predicate(query);
    this.#found = this.#sort(candidates.filter(matches), query);
    return { total: this.#found.length, all: records.length, milliseconds: performance.now() - started };
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
    const matters = new Map<string, number>();
    const sources = new Map<string, number>();
    const recipients = new Map<string, number>();
    const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
    for (const record of this.context.projection.records) {
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

  #search(text: string): readonly RecordState[] {
    const { records } = this.context.projection;
    const found: RecordState[] = [];
    for (const position of this.context.searchIndex.search(text)) {
      const record = records[position];
      if (record) found.push(record);
    }
    return found;
  }

  #predicate(query: ApprovalQuery): (record: RecordState) => boolean {
    const ownId = this.context.department.uscc;
    const statuses = new Set(query.statuses);
    const matters = new Set(query.matters);
    const sources = new Set(query.sources);
    const recipients = new Set(query.recipients);
    const day = today(this.context);
    return (record) => {
      const { approval } = record;
      if (query.direction !== 'all' && (record.ownerId === ownId) !== (query.direction === 'own')) return false;
      if (query.decidedFrom && approval.decidedOn < query.decidedFrom) return false;
      if (query.decidedTo && approval.decidedOn > query.decidedTo) return false;
      if (matters.size > 0 && !matters.has(approval.matter)) return false;
      if (sources.size > 0 && !sources.has(approval.sourceSystem)) return false;
      if (statuses.size === 0 && recipients.size === 0 && !query.overdueOnly) return true;
      const standing = this.standings.of(record);
      if (statuses.size > 0 && !statuses.has(standing.status)) return false;
      if (recipients.size > 0 && !standing.pushes.some((push) => recipients.has(push.recipientId))) return false;
      return !query.overdueOnly || (standing.deadline !== undefined && workingDaysLeft(standing.deadline.dueOn, day) < 0);
    };
  }

  #sort(records: RecordState[], query: ApprovalQuery): RecordState[] {
    const { field, order } = query.sort;
    const keys = new Map<RecordState, number | string>();
    for (const record of records) keys.set(record, this.#sortKey(record, field));
    const sign = order === 'ascending' ? 1 : -1;
    return records.sort((a, b) => {
      const left = keys.get(a) as number | string;
      const right = keys.get(b) as number | string;
      if (left !== right) {
        // Empty values stand at the end either way: a list of due days begins with a due day.
        if (left === '') return 1;
        if (right === '') return -1;
        return left < right ? -sign : sign;
      }
      return b.position - a.position;
    });
  }

  #sortKey(record: RecordState, field: SortField): number | string {
    const { approval } = record;
    switch (field) {
      case 'decidedOn':
        return approval.decidedOn;
      case 'recordedAt':
        return record.recordedAt;
      case 'validTo':
        return approval.validity.to === 'longTerm' ? '9999-12-31' : approval.validity.to;
      case 'dueOn':
        return this.standings.of(record).deadline?.dueOn ?? '';
      default:
        return this.#rankOf(field, record);
    }
  }

  #rankOf(field: SortField, record: RecordState): number | string {
    const text = this.#textOf(field, record);
    if (text === '') return '';
    const { records } = this.context.projection;
    let ranks = this.#ranks.get(field);
    if (!ranks?.rank.has(text)) {
      const texts = [...new Set(records.map((each) => this.#textOf(field, each)))].sort(this.#collator.compare);
      ranks = { size: records.length, rank: new Map(texts.map((each, index) => [each, index + 1])) };
      this.#ranks.set(field, ranks);
    }
    return ranks.rank.get(text) ?? 0;
  }

  #textOf(field: SortField, record: RecordState): string {
    const { approval } = record;
    switch (field) {
      case 'matter':
        return approval.matter;
      case 'decisionNumber':
        return approval.decisionNumber;
      case 'counterpartName':
        return approval.counterpart.name;
      case 'approvedBy':
        return approval.approvedBy;
      case 'sourceSystem':
        return approval.sourceSystem;
      case 'category':
        return approval.category ?? '';
      case 'status':
        return STATUS_LABELS[this.standings.of(record).status];
      case 'recipientName':
        return this.standings
          .of(record)
          .pushes.map((push) => departmentName(this.context, push.recipientId))
          .join('、');
      default:
        return '';
    }
  }
}
