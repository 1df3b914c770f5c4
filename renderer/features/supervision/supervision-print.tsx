/** The sheet that is printed: the same facts as on the screen as a plain table; identity numbers as the screen shows them. */
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import { supervisionTitle } from '#shared/domain/supervision.ts';
import type { SupervisionDetail } from '#shared/workstation/supervision/supervision-api.ts';
import { identityLabel, isPersonal } from '../../components/record-format.ts';
import { PairRow, RecordSheet, WideRow } from '../../components/record-print.tsx';
import { dueText } from '../../components/record-status.tsx';
import { recordText } from '../../components/record-text.ts';
import { sizeText } from '../../components/size.ts';
import { text } from './text.ts';

const words = text.detail;
const labels = words.labels;

interface SheetProps {
  readonly detail: SupervisionDetail;
  readonly identityShown: boolean;
}

export function SupervisionPrint({ detail, identityShown, onReady }: SheetProps & { readonly onReady: () => void }) {
  return (
    <RecordSheet title={words.printTitle} history={recordText.timeline} foot={words.printFoot} timeline={detail.timeline} onReady={onReady}>
      <FieldTable detail={detail} identityShown={identityShown} />
    </RecordSheet>
  );
}

function FieldTable({ detail, identityShown }: SheetProps) {
  const { supervision, row, own, approvals } = detail;
  const { counterpart } = supervision;
  const number = isPersonal(counterpart.identity) && !identityShown ? row.identity : counterpart.identity.value;
  const due = row.daysLeft === undefined ? row.dueOn : `${row.dueOn}（${dueText(row.daysLeft)}）`;
  const attachments = (supervision.attachments ?? []).map((file) => `${file.name}（${sizeText(file.size)}）`).join('；');
  return (
    <table>
      <tbody>
        <PairRow left={[labels.kind, supervisionTitle(supervision)]} right={[labels.decidedOn, supervision.decidedOn]} />
        <PairRow left={[labels.decisionNumber, supervision.decisionNumber]} right={[labels.decisionTitle, supervision.decisionTitle]} />
        <PairRow
          left={[labels.counterpartName, counterpart.name]}
          right={[labels.counterpartKind, COUNTERPART_KIND_LABELS[counterpart.kind]]}
        />
        <PairRow left={[identityLabel(counterpart.identity), number]} right={[labels.contact, counterpart.contact]} />
        <WideRow label={labels.address} value={counterpart.address} />
        <WideRow label={supervision.kind === 'finding' ? labels.findings : labels.facts} value={supervision.facts} />
        <WideRow label={labels.legalBasis} value={supervision.legalBasis} />
        <WideRow label={labels.content} value={supervision.content} />
        <WideRow
          label={words.groups.approvals}
          value={approvals.map(({ decisionNumber, matter }) => `${decisionNumber}（${matter}）`).join('；')}
        />
        <WideRow label={labels.madeBy} value={supervision.madeBy} />
        <PairRow
          left={[labels.status, recordText.status[row.status]]}
          right={own ? [labels.recipient, row.recipientName] : [labels.sender, row.senderName]}
        />
        <PairRow left={[row.status === 'notPushed' ? labels.pushDue : labels.claimDue, due]} right={[labels.recordedAt, row.recordedAt]} />
        <WideRow label={labels.note} value={supervision.note} />
        <WideRow label={recordText.attachments.title} value={attachments} />
      </tbody>
    </table>
  );
}
