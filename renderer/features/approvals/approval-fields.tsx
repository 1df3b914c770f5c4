/** All fields of one approval, grouped the way a clerk reads them. */
import { Flex, Typography } from 'antd';
import type { Approval } from '#shared/domain/approval.ts';
import { formatValidity } from '#shared/domain/approval-format.ts';
import type { ApprovalDetail, ApprovalRow } from '#shared/workstation/api.ts';
import type { DescriptionItem } from '../../components/description-grid.tsx';
import { type IdentityDisplay, IdentityValue } from '../../components/identity-value.tsx';
import { FactGroup, fact, longFact } from '../../components/record-facts.tsx';
import { identityLabel } from '../../components/record-format.ts';
import { DueDay, StatusTag } from '../../components/record-status.tsx';
import { categoryText, certificateText } from './approval-format.ts';
import { text } from './text.ts';

const words = text.detail;
const labels = words.labels;

export function ApprovalFields({ detail, identity }: { readonly detail: ApprovalDetail; readonly identity: IdentityDisplay }) {
  const { approval, row } = detail;
  return (
    <Flex vertical gap={16}>
      <FactGroup title={words.groups.matter} items={matterItems(approval)} />
      <FactGroup title={words.groups.counterpart} items={counterpartItems(approval, row, identity)} />
      <FactGroup title={words.groups.decision} items={decisionItems(approval)} />
      <FactGroup title={words.groups.push} items={pushItems(detail)} />
    </Flex>
  );
}

function matterItems(approval: Approval): readonly DescriptionItem[] {
  return [
    fact('matter', labels.matter, approval.matter),
    fact('category', labels.category, categoryText(approval)),
    fact(
      'decisionNumber',
      labels.decisionNumber,
      <Typography.Text copyable={{ tooltips: [words.copyNumber, words.copied] }} data-testid="approval.decisionNumber">
        {approval.decisionNumber}
      </Typography.Text>,
    ),
    fact('decisionTitle', labels.decisionTitle, approval.decisionTitle),
    fact('decidedOn', labels.decidedOn, approval.decidedOn),
    fact('validity', labels.validity, formatValidity(approval.validity)),
  ];
}

function counterpartItems(approval: Approval, row: ApprovalRow, identity: IdentityDisplay): readonly DescriptionItem[] {
  const { counterpart } = approval;
  return [
    fact('name', labels.counterpartName, counterpart.name),
    fact('kind', labels.counterpartKind, words.kinds[counterpart.kind]),
    fact(
      'identity',
      identityLabel(counterpart.identity),
      <IdentityValue identity={counterpart.identity} masked={row.identity} display={identity} testId="approval" />,
    ),
    fact('contact', labels.contact, counterpart.contact),
    fact('address', labels.address, counterpart.address, true),
  ];
}

function decisionItems(approval: Approval): readonly DescriptionItem[] {
  return [
    fact('approvedBy', labels.approvedBy, approval.approvedBy),
    fact('certificate', labels.certificate, certificateText(approval)),
    fact('content', labels.content, longFact(approval.content), true),
    fact('note', labels.note, longFact(approval.note), true),
  ];
}

function pushItems({ row, own }: ApprovalDetail): readonly DescriptionItem[] {
  return [
    fact('status', labels.status, <StatusTag status={row.status} />),
    fact('dueOn', labels.dueOn, row.dueOn && <DueDay due={row} full />),
    own ? fact('recipient', labels.recipient, row.recipientName) : fact('sender', labels.sender, row.senderName),
    fact('sourceSystem', labels.sourceSystem, row.sourceSystem),
    fact('recordedAt', labels.recordedAt, row.recordedAt),
    fact('revision', labels.revision, words.revision(row.revision)),
    fact('recordId', labels.recordId, <Typography.Text type="secondary">{row.recordId}</Typography.Text>, true),
  ];
}
