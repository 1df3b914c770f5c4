/** All fields of one piece of supervision information, grouped the way a clerk reads them. */
import { Button, Flex, Tooltip, Typography } from 'antd';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import { supervisionTitle } from '#shared/domain/supervision.ts';
import type { SupervisionDetail } from '#shared/workstation/supervision/supervision-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import type { DescriptionItem } from '../../components/description-grid.tsx';
import { type IdentityDisplay, IdentityValue } from '../../components/identity-value.tsx';
import { FactGroup, fact, longFact } from '../../components/record-facts.tsx';
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
      <FactGroup title={words.groups.decision} items={decisionItems(detail)} />
      <FactGroup title={words.groups.counterpart} items={counterpartItems(detail, identity)} />
      <FactGroup title={words.groups.approvals} items={[fact('approvals', words.groups.approvals, <Approvals detail={detail} />, true)]} />
      <FactGroup title={words.groups.push} items={pushItems(detail)} />
    </Flex>
  );
}

function decisionItems({ supervision }: SupervisionDetail): readonly DescriptionItem[] {
  return [
    fact('kind', labels.kind, supervisionTitle(supervision)),
    fact('decidedOn', labels.decidedOn, supervision.decidedOn),
    fact(
      'decisionNumber',
      labels.decisionNumber,
      supervision.decisionNumber && (
        <Typography.Text copyable={{ tooltips: [words.copyNumber, words.copied] }} data-testid="supervision.decisionNumber">
          {supervision.decisionNumber}
        </Typography.Text>
      ),
    ),
    fact('decisionTitle', labels.decisionTitle, supervision.decisionTitle),
    fact('madeBy', labels.madeBy, supervision.madeBy, true),
    fact('facts', supervision.kind === 'finding' ? labels.findings : labels.facts, longFact(supervision.facts), true),
    fact('legalBasis', labels.legalBasis, longFact(supervision.legalBasis), true),
    fact('content', labels.content, longFact(supervision.content), true),
    fact('note', labels.note, longFact(supervision.note), true),
  ];
}

function counterpartItems({ supervision, row }: SupervisionDetail, display: IdentityDisplay): readonly DescriptionItem[] {
  const { counterpart } = supervision;
  return [
    fact('name', labels.counterpartName, counterpart.name),
    fact('kind', labels.counterpartKind, COUNTERPART_KIND_LABELS[counterpart.kind]),
    fact(
      'identity',
      identityLabel(counterpart.identity),
      <IdentityValue identity={counterpart.identity} masked={row.identity} display={display} testId="supervision.detail" />,
    ),
    fact('contact', labels.contact, counterpart.contact),
    fact('address', labels.address, counterpart.address, true),
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
    fact('status', labels.status, <StatusTag status={row.status} />),
    fact('dueOn', due, row.dueOn && <DueDay due={row} full />),
    own ? fact('recipient', labels.recipient, row.recipientName) : fact('sender', labels.sender, row.senderName),
    fact('recordedAt', labels.recordedAt, row.recordedAt),
    fact('revision', labels.revision, words.revision(row.revision), true),
  ];
}
