/** Records as lines of a list: flat, formatted, masked; computed for the page that is looked at, not for all. */
import type { Approval, IsoDate } from '#shared/domain/approval.ts';
import { formatIdentity, formatValidity } from '#shared/domain/approval-format.ts';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import { workingDaysLeft } from '#shared/domain/deadlines.ts';
import { type Supervision, supervisionTitle } from '#shared/domain/supervision.ts';
import type { Projection } from '#shared/ledger/projection.ts';
import { contentOf, type RecordState, titleOf } from '#shared/ledger/record-state.ts';
import type { ApprovalRow, ApprovalStatus } from '../api.ts';
import { type Context, departmentName, localTime } from '../context.ts';
import { type Standing, standingOf } from '../packages/standing.ts';
import type { SearchTexts } from '../search-index.ts';

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
  const content = contentOf(record);
  const own = record.ownerId === context.department.uscc;
  const { deadline } = standing;
  return {
    recordId: record.recordId,
    kind: record.kind,
    revision: record.revision,
    own,
    decisionNumber: content.decisionNumber,
    counterpartName: content.counterpart.name,
    counterpartKind: COUNTERPART_KIND_LABELS[content.counterpart.kind],
    identity: formatIdentity(content, !full),
    contact: content.counterpart.contact,
    address: content.counterpart.address,
    decidedOn: content.decidedOn,
    content: content.content,
    ...(record.kind === 'approval' ? approvalCells(record.approval) : supervisionCells(record.supervision)),
    sourceSystem: content.sourceSystem,
    senderName: own ? '' : departmentName(context, record.ownerId),
    recipientName: standing.pushes.map((push) => departmentName(context, push.recipientId)).join('、'),
    status: standing.status,
    dueOn: deadline?.dueOn ?? '',
    dueEstimated: deadline?.estimated ?? false,
    daysLeft: deadline ? workingDaysLeft(deadline.dueOn, today) : undefined,
    attachments: content.attachments?.length ?? 0,
    note: content.note ?? '',
    recordedAt: localTime(record.recordedAt),
  };
}

type KindCells = Pick<ApprovalRow, 'matter' | 'validity' | 'category' | 'certificate' | 'approvedBy' | 'facts' | 'concerned'>;

function approvalCells(approval: Approval): KindCells {
  return {
    matter: approval.matter,
    validity: formatValidity(approval.validity),
    category: approval.category ?? '',
    certificate: [approval.certificateName, approval.certificateNumber].filter(Boolean).join(' '),
    approvedBy: approval.approvedBy,
    facts: '',
    concerned: '',
  };
}

function supervisionCells(supervision: Supervision): KindCells {
  return {
    matter: supervisionTitle(supervision),
    validity: '',
    category: '',
    certificate: '',
    approvedBy: supervision.madeBy,
    facts: supervision.facts,
    concerned: supervision.approvals.map(({ decisionNumber }) => decisionNumber).join('、'),
  };
}

/** Every text of a record that the search looks through, and those that pinyin initials find. */
export function searchTexts(record: RecordState): SearchTexts {
  const content = contentOf(record);
  const { counterpart } = content;
  const nameTexts = [
    titleOf(record),
    counterpart.name,
    record.kind === 'approval' ? record.approval.approvedBy : record.supervision.madeBy,
  ];
  const texts = [
    ...nameTexts,
    content.decisionNumber,
    content.decisionTitle ?? '',
    counterpart.identity.value,
    counterpart.contact,
    counterpart.address,
    content.decidedOn,
    content.content,
    ...(record.kind === 'approval' ? approvalTexts(record.approval) : supervisionTexts(record.supervision)),
    content.sourceSystem,
    content.note ?? '',
    ...(content.attachments ?? []).map((attachment) => attachment.name),
  ];
  return { texts, nameTexts };
}

function approvalTexts({ certificateName = '', certificateNumber = '' }: Approval): readonly string[] {
  return [certificateName, certificateNumber];
}

function supervisionTexts({ facts, legalBasis, approvals }: Supervision): readonly string[] {
  return [facts, legalBasis, ...approvals.flatMap(({ matter, decisionNumber }) => [matter, decisionNumber])];
}
