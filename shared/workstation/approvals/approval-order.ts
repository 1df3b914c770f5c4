/**
 * All records in the order of a list. Sorting 100,000 of them takes long beside a search (some 100 ms against 10), and the
 * order is the same for every search word, so it is kept until something is written or another order is asked for.
 */
import type { Approval } from '#shared/domain/approval.ts';
import { contentOf, type RecordState, titleOf } from '#shared/ledger/record-state.ts';
import type { ApprovalQuery, SortField } from '../api.ts';
import { type Context, departmentName } from '../context.ts';
import { STATUS_LABELS, type Standings } from './approval-rows.ts';

type Sort = ApprovalQuery['sort'];

interface Kept {
  readonly sort: Sort;
  /** of the standings at that time */
  readonly revision: number;
  /** in the order wanted */
  readonly positions: readonly number[];
}

/** The place of each text in Chinese order, so that sorting compares numbers. Texts that are gone stay: they do no harm. */
interface Ranks {
  readonly texts: readonly string[];
  readonly rank: ReadonlyMap<string, number>;
}

const NO_RANKS: Ranks = { texts: [], rank: new Map() };

export class ApprovalOrder {
  readonly #collator = new Intl.Collator('zh-Hans-CN', { numeric: true });
  readonly #ranks = new Map<SortField, Ranks>();
  #kept: Kept | undefined;

  constructor(
    private readonly context: Context,
    private readonly standings: Standings,
  ) {}

  /** Positions of all records; those with an empty value at the end whatever the order, equal ones newest first. */
  positions(sort: Sort): readonly number[] {
    const { revision } = this.standings;
    const kept = this.#kept?.sort.field === sort.field && this.#kept.sort.order === sort.order ? this.#kept : undefined;
    if (kept?.revision === revision) return kept.positions;
    const positions = this.#sorted(sort, kept?.positions ?? []);
    this.#kept = { sort, revision, positions };
    return positions;
  }

  /** `before`: an order of some time ago. Sorting what is nearly sorted takes little. */
  #sorted({ field, order }: Sort, before: readonly number[]): readonly number[] {
    const { records } = this.context.projection;
    const keys = this.#keys(field);
    const sign = order === 'ascending' ? 1 : -1;
    const newest = Array.from({ length: records.length - before.length }, (_, index) => records.length - 1 - index);
    return [...newest, ...before].sort((a, b) => {
      const left = keys[a] as number | string;
      const right = keys[b] as number | string;
      if (left !== right) {
        // Empty values stand at the end either way: a list of due days begins with a due day.
        if (left === '') return 1;
        if (right === '') return -1;
        return left < right ? -sign : sign;
      }
      return b - a;
    });
  }

  /** What is compared, by position; an empty text where there is no value. */
  #keys(field: SortField): readonly (number | string)[] {
    const { records } = this.context.projection;
    switch (field) {
      case 'decidedOn':
        return records.map((record) => contentOf(record).decidedOn);
      case 'recordedAt':
        return records.map(({ recordedAt }) => recordedAt);
      case 'validTo':
        return records.map((record) => (record.kind === 'approval' ? lastDayOf(record.approval) : ''));
      case 'dueOn':
        return records.map((record) => this.standings.of(record).deadline?.dueOn ?? '');
      default:
        return this.#rankKeys(
          records.map((record) => this.#textOf(field, record)),
          field,
        );
    }
  }

  #rankKeys(texts: readonly string[], field: SortField): readonly (number | string)[] {
    let { rank, texts: known } = this.#ranks.get(field) ?? NO_RANKS;
    const unknown = new Set<string>();
    for (const text of texts) if (!rank.has(text)) unknown.add(text);
    if (unknown.size > 0) {
      known = [...known, ...unknown].sort(this.#collator.compare);
      rank = new Map(known.map((text, index) => [text, index]));
      this.#ranks.set(field, { texts: known, rank });
    }
    return texts.map((text) => (text === '' ? '' : (rank.get(text) as number)));
  }

  #textOf(field: SortField, record: RecordState): string {
    const content = contentOf(record);
    switch (field) {
      case 'matter':
        return titleOf(record);
      case 'decisionNumber':
        return content.decisionNumber;
      case 'counterpartName':
        return content.counterpart.name;
      case 'approvedBy':
        return record.kind === 'approval' ? record.approval.approvedBy : record.supervision.madeBy;
      case 'sourceSystem':
        return content.sourceSystem;
      case 'category':
        return record.kind === 'approval' ? (record.approval.category ?? '') : '';
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

function lastDayOf({ validity }: Approval): string {
  return validity.to === 'longTerm' ? '9999-12-31' : validity.to;
}
