/** All fields of one approval, grouped the way a clerk reads them. */
import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Approval } from '#shared/domain/approval.ts';
import { formatValidity } from '#shared/domain/approval-format.ts';
import type { ApprovalDetail, ApprovalRow } from '#shared/workstation/api.ts';
import { DescriptionGrid, type DescriptionItem } from '../../components/description-grid.tsx';
import { type IdentityDisplay, IdentityValue } from '../../components/identity-value.tsx';
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
      <Group title={words.groups.matter} items={matterItems(approval)} />
      <Group title={words.groups.counterpart} items={counterpartItems(approval, row, identity)} />
      <Group title={words.groups.decision} items={decisionItems(approval)} />
      <Group title={words.groups.push} items={pushItems(detail)} />
    </Flex>
  );
}

function Group({ title, items }: { readonly title: string; readonly items: readonly DescriptionItem[] }) {
  return (
    <section className="record-group">
      <DescriptionGrid title={title} items={items} labelWidth={136} />
    </section>
  );
}

function item(key: string, label: string, value: ReactNode, wide = false): DescriptionItem {
  return { key, label, value, ...(wide && { span: 'filled' as const }) };
}

function matterItems(approval: Approval): readonly DescriptionItem[] {
  return [
    item('matter', labels.matter, approval.matter),
    item('category', labels.category, categoryText(approval)),
    item(
      'decisionNumber',
      labels.decisionNumber,
      <Typography.Text copyable={{ tooltips: [words.copyNumber, words.copied] }} data-testid="approval.decisionNumber">
        {approval.decisionNumber}
      </Typography.Text>,
    ),
    item('decisionTitle', labels.decisionTitle, approval.decisionTitle),
    item('decidedOn', labels.decidedOn, approval.decidedOn),
    item('validity', labels.validity, formatValidity(approval.validity)),
  ];
}

function counterpartItems(approval: Approval, row: ApprovalRow, identity: IdentityDisplay): readonly DescriptionItem[] {
  const { counterpart } = approval;
  return [
    item('name', labels.counterpartName, counterpart.name),
    item('kind', labels.counterpartKind, words.kinds[counterpart.kind]),
    item(
      'identity',
      identityLabel(counterpart.identity),
      <IdentityValue identity={counterpart.identity} masked={row.identity} display={identity} testId="approval" />,
    ),
    item('contact', labels.contact, counterpart.contact),
    item('address', labels.address, counterpart.address, true),
  ];
}

function decisionItems(approval: Approval): readonly DescriptionItem[] {
  return [
    item('approvedBy', labels.approvedBy, approval.approvedBy),
    item('certificate', labels.certificate, certificateText(approval)),
    item('content', labels.content, <span className="record-long">{approval.content}</span>, true),
    item('note', labels.note, approval.note && <span className="record-long">{approval.note}</span>, true),
  ];
}

function pushItems({ row, own }: ApprovalDetail): readonly DescriptionItem[] {
  return [
    item('status', labels.status, <StatusTag status={row.status} />),
    item('dueOn', labels.dueOn, row.dueOn && <DueDay due={row} full />),
    own ? item('recipient', labels.recipient, row.recipientName) : item('sender', labels.sender, row.senderName),
    item('sourceSystem', labels.sourceSystem, row.sourceSystem),
    item('recordedAt', labels.recordedAt, row.recordedAt),
    item('revision', labels.revision, words.revision(row.revision)),
    item('recordId', labels.recordId, <Typography.Text type="secondary">{row.recordId}</Typography.Text>, true),
  ];
}
