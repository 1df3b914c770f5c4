/** The sheet that is printed: the same facts as on the screen as a plain table; identity numbers as the screen shows them. */
import { formatValidity } from '#shared/domain/approval-format.ts';
import type { ApprovalDetail } from '#shared/workstation/api.ts';
import { identityLabel, isPersonal } from '../../components/record-format.ts';
import { PairRow, RecordSheet, WideRow } from '../../components/record-print.tsx';
import { dueText } from '../../components/record-status.tsx';
import { recordText } from '../../components/record-text.ts';
import { sizeText } from '../../components/size.ts';
import { categoryText, certificateText } from './approval-format.ts';
import { text } from './text.ts';

const words = text.detail;
const labels = words.labels;

export interface ApprovalPrintProps {
  readonly detail: ApprovalDetail;
  readonly identityShown: boolean;
}

export function ApprovalPrint({ detail, identityShown, onReady }: ApprovalPrintProps & { readonly onReady: () => void }) {
  return (
    <RecordSheet title={words.printTitle} history={words.printHistory} foot={words.printFoot} timeline={detail.timeline} onReady={onReady}>
      <FieldTable detail={detail} identityShown={identityShown} />
    </RecordSheet>
  );
}

function FieldTable({ detail, identityShown }: ApprovalPrintProps) {
  const { approval, row, own } = detail;
  const { counterpart } = approval;
  const number = isPersonal(counterpart.identity) && !identityShown ? row.identity : counterpart.identity.value;
  const due = row.daysLeft === undefined ? row.dueOn : `${row.dueOn}（${dueText(row.daysLeft)}）`;
  const attachments = (approval.attachments ?? []).map((file) => `${file.name}（${sizeText(file.size)}）`).join('；');
  return (
    <table>
      <tbody>
        <WideRow label={labels.matter} value={approval.matter} />
        <PairRow left={[labels.decisionNumber, approval.decisionNumber]} right={[labels.decisionTitle, approval.decisionTitle]} />
        <PairRow left={[labels.decidedOn, approval.decidedOn]} right={[labels.validity, formatValidity(approval.validity)]} />
        <PairRow left={[labels.counterpartName, counterpart.name]} right={[labels.counterpartKind, words.kinds[counterpart.kind]]} />
        <PairRow left={[identityLabel(counterpart.identity), number]} right={[labels.contact, counterpart.contact]} />
        <WideRow label={labels.address} value={counterpart.address} />
        <WideRow label={labels.content} value={approval.content} />
        <PairRow left={[labels.category, categoryText(approval)]} right={[labels.certificate, certificateText(approval)]} />
        <PairRow left={[labels.approvedBy, approval.approvedBy]} right={[labels.sourceSystem, approval.sourceSystem]} />
        <PairRow
          left={[labels.status, recordText.status[row.status]]}
          right={own ? [labels.recipient, row.recipientName] : [labels.sender, row.senderName]}
        />
        <PairRow left={[labels.dueOn, due]} right={[labels.recordedAt, row.recordedAt]} />
        <WideRow label={labels.note} value={approval.note} />
        <WideRow label={recordText.attachments.title} value={attachments} />
      </tbody>
    </table>
  );
}
