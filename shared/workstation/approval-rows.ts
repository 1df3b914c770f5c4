/** Records as lines of a list: flat, formatted, masked; computed for the page that is looked at, not for all. */
import type { IsoDate } from '#shared/domain/approval.ts';
import { formatIdentity, formatValidity } from '#shared/domain/approval-format.ts';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import { workingDaysLeft } from '#shared/domain/deadlines.ts';
import type { Projection, RecordState } from '#shared/ledger/projection.ts';
import type { ApprovalRow, ApprovalStatus } from './api.ts';
import { type Context, departmentName, localTime } from './context.ts';
import type { SearchTexts } from './search-index.ts';
import { type Standing, standingOf } from './standing.ts';

export const STATUS_LABELS: Readonly<Record<ApprovalStatus, string>> = {
  notPushed: '未推送',
  pushed: '已推送',
  handedOver: '已交接',
  received: '对方已接收',
  claimed: '已认领',
  returned: '已退回',
  toClaim: '待认领',
};

/** Standings are computed once per record and again only when the record changed. */
export class Standings {
  readonly #known: (Standing | undefined)[] = [];
  #revision = 0;

  constructor(
    private readonly projection: Projection,
    private readonly ownId: string,
  ) {}

  /** Counts the writes: what was computed at another revision may be out of date. */
  get revision(): number {
    return this.#revision;
  }

  of(record: RecordState): Standing {
    const known = this.#known[record.position];
    if (known) return known;
    const standing = standingOf(record, this.projection, this.ownId);
    this.#known[record.position] = standing;
    return standing;
  }

  /** To be called after every write, with the positions of the records that it was about. */
  forget(positions: Iterable<number>): void {
    this.#revision += 1;
    for (const position of positions) this.#known[position] = undefined;
  }
}

export function toRow(context: Context, standing: Standing, record: RecordState, today: IsoDate, full = false): ApprovalRow {
  const { approval } = record;
  const own = record.ownerId === context.department.uscc;
  const { deadline } = standing;
  return {
    recordId: record.recordId,
    revision: record.revision,
    own,
    matter: approval.matter,
    decisionNumber: approval.decisionNumber,
    counterpartName: approval.counterpart.name,
    counterpartKind: COUNTERPART_KIND_LABELS[approval.counterpart.kind],
    identity: formatIdentity(approval, !full),
    contact: approval.counterpart.contact,
    address: approval.counterpart.address,
    decidedOn: approval.decidedOn,
    validity: formatValidity(approval.validity),
    content: approval.content,
    category: approval.category ?? '',
    certificate: [approval.certificateName, approval.certificateNumber].filter(Boolean).join(' '),
    approvedBy: approval.approvedBy,
    sourceSystem: approval.sourceSystem,
    senderName: own ? '' : departmentName(context, record.ownerId),
    recipientName: standing.pushes.map((push) => departmentName(context, push.recipientId)).join('、'),
    status: standing.status,
    dueOn: deadline?.dueOn ?? '',
    dueEstimated: deadline?.estimated ?? false,
    daysLeft: deadline ? workingDaysLeft(deadline.dueOn, today) : undefined,
    attachments: approval.attachments?.length ?? 0,
    note: approval.note ?? '',
    recordedAt: localTime(record.recordedAt),
  };
}

/** Every text of a record that the search looks through, and those that pinyin initials find. */
export function searchTexts(record: RecordState): SearchTexts {
  const { approval } = record;
  const { counterpart } = approval;
  const nameTexts = [approval.matter, counterpart.name, approval.approvedBy];
  const texts = [
    ...nameTexts,
    approval.decisionNumber,
    approval.decisionTitle ?? '',
    counterpart.identity.value,
    counterpart.contact,
    counterpart.address,
    approval.decidedOn,
    approval.content,
    approval.certificateName ?? '',
    approval.certificateNumber ?? '',
    approval.sourceSystem,
    approval.note ?? '',
    ...(approval.attachments ?? []).map((attachment) => attachment.name),
  ];
  return { texts, nameTexts };
}
