/** All fields of one piece of supervision information, grouped the way a clerk reads them. */
import { Button, Flex, Tooltip, Typography } from 'antd';
import type { ReactNode } from 'react';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import { supervisionTitle } from '#shared/domain/supervision.ts';
import type { SupervisionDetail } from '#shared/workstation/supervision/supervision-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { DescriptionGrid, type DescriptionItem } from '../../components/description-grid.tsx';
import { type IdentityDisplay, IdentityValue } from '../../components/identity-value.tsx';
import { identityLabel } from '../../components/record-format.ts';
import { DueDay, StatusTag } from '../../components/record-status.tsx';
import { text } from './text.ts';

const words = text.detail;
const labels = words.labels;

export interface SupervisionFieldsProps {
  readonly detail: SupervisionDetail;
  readonly identity: IdentityDisplay;
}

export function SupervisionFields({ detail, identity }: SupervisionFieldsProps) {
  return (
    <Flex vertical gap={16}>
      <Group title={words.groups.decision} items={decisionItems(detail)} />
      <Group title={words.groups.counterpart} items={counterpartItems(detail, identity)} />
      <Group title={words.groups.approvals} items={[item('approvals', words.groups.approvals, <Approvals detail={detail} />, true)]} />
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

function long(value: string | undefined): ReactNode {
  return value && <span className="record-long">{value}</span>;
}

function decisionItems({ supervision }: SupervisionDetail): readonly DescriptionItem[] {
  return [
    item('kind', labels.kind, supervisionTitle(supervision)),
    item('decidedOn', labels.decidedOn, supervision.decidedOn),
    item(
      'decisionNumber',
      labels.decisionNumber,
      supervision.decisionNumber && (
        <Typography.Text copyable={{ tooltips: [words.copyNumber, words.copied] }} data-testid="supervision.decisionNumber">
          {supervision.decisionNumber}
        </Typography.Text>
      ),
    ),
    item('decisionTitle', labels.decisionTitle, supervision.decisionTitle),
    item('madeBy', labels.madeBy, supervision.madeBy, true),
    item('facts', supervision.kind === 'finding' ? labels.findings : labels.facts, long(supervision.facts), true),
    item('legalBasis', labels.legalBasis, long(supervision.legalBasis), true),
    item('content', labels.content, long(supervision.content), true),
    item('note', labels.note, long(supervision.note), true),
  ];
}

function counterpartItems({ supervision, row }: SupervisionDetail, display: IdentityDisplay): readonly DescriptionItem[] {
  const { counterpart } = supervision;
  return [
    item('name', labels.counterpartName, counterpart.name),
    item('kind', labels.counterpartKind, COUNTERPART_KIND_LABELS[counterpart.kind]),
    item(
      'identity',
      identityLabel(counterpart.identity),
      <IdentityValue identity={counterpart.identity} masked={row.identity} display={display} testId="supervision.detail" />,
    ),
    item('contact', labels.contact, counterpart.contact),
    item('address', labels.address, counterpart.address, true),
  ];
}

/** Each leads to the approval, where this ledger has it. */
function Approvals({ detail }: { readonly detail: SupervisionDetail }) {
  const go = useNavigation((navigation) => navigation.go);
  if (detail.approvals.length === 0) return <Typography.Text type="secondary">{words.noApprovals}</Typography.Text>;
  return (
    <Flex vertical gap={4} align="start">
      {detail.approvals.map(({ recordId, matter, decisionNumber, known }) => (
        <Tooltip key={recordId} title={known ? undefined : words.unknownApproval}>
          <Button
            type="link"
            size="small"
            style={{ padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'start' }}
            disabled={!known}
            onClick={() => go({ name: 'approval', recordId })}
            data-testid="supervision.detail.approval"
          >
            {decisionNumber}　{matter}
          </Button>
        </Tooltip>
      ))}
    </Flex>
  );
}

function pushItems({ row, own }: SupervisionDetail): readonly DescriptionItem[] {
  const due = row.status === 'notPushed' ? labels.pushDue : labels.claimDue;
  return [
    item('status', labels.status, <StatusTag status={row.status} />),
    item('dueOn', due, row.dueOn && <DueDay due={row} full />),
    own ? item('recipient', labels.recipient, row.recipientName) : item('sender', labels.sender, row.senderName),
    item('recordedAt', labels.recordedAt, row.recordedAt),
    item('revision', labels.revision, words.revision(row.revision), true),
  ];
}
