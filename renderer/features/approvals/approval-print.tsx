/** The sheet that is printed: the same facts as on the screen as a plain table; identity numbers as the screen shows them. */
import type { ReactNode } from 'react';
import { formatValidity } from '#shared/domain/approval-format.ts';
import type { ApprovalDetail } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { PrintSheet } from '../../components/print-sheet.tsx';
import { categoryText, certificateText, identityLabel, isPersonal, nowText, sizeText } from './approval-format.ts';
import { dueText } from './approval-status.tsx';
import { text } from './text.ts';

const words = text.detail;
const labels = words.labels;

export interface ApprovalPrintProps {
  readonly detail: ApprovalDetail;
  readonly identityShown: boolean;
}

export function ApprovalPrint({ detail, identityShown, onReady }: ApprovalPrintProps & { readonly onReady: () => void }) {
  const department = useSession((session) => session.info?.department?.name ?? '');
  return (
    <PrintSheet onReady={onReady}>
      <article className="approval-print">
        <h1>{words.printTitle}</h1>
        <FieldTable detail={detail} identityShown={identityShown} />
        <h2>{words.printHistory}</h2>
        <HistoryTable detail={detail} />
        <footer>{words.printFoot(nowText(), department)}</footer>
      </article>
    </PrintSheet>
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
        <Wide label={labels.matter} value={approval.matter} />
        <Pair left={[labels.decisionNumber, approval.decisionNumber]} right={[labels.decisionTitle, approval.decisionTitle]} />
        <Pair left={[labels.decidedOn, approval.decidedOn]} right={[labels.validity, formatValidity(approval.validity)]} />
        <Pair left={[labels.counterpartName, counterpart.name]} right={[labels.counterpartKind, words.kinds[counterpart.kind]]} />
        <Pair left={[identityLabel(counterpart.identity), number]} right={[labels.contact, counterpart.contact]} />
        <Wide label={labels.address} value={counterpart.address} />
        <Wide label={labels.content} value={approval.content} />
        <Pair left={[labels.category, categoryText(approval)]} right={[labels.certificate, certificateText(approval)]} />
        <Pair left={[labels.approvedBy, approval.approvedBy]} right={[labels.sourceSystem, approval.sourceSystem]} />
        <Pair
          left={[labels.status, text.status[row.status]]}
          right={own ? [labels.recipient, row.recipientName] : [labels.sender, row.senderName]}
        />
        <Pair left={[labels.dueOn, due]} right={[labels.recordedAt, row.recordedAt]} />
        <Wide label={labels.note} value={approval.note} />
        <Wide label={words.groups.attachments} value={attachments} />
      </tbody>
    </table>
  );
}

type Labelled = readonly [label: string, value: ReactNode];

function Wide({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  return (
    <tr>
      <th>{label}</th>
      <td colSpan={3}>{value || words.empty}</td>
    </tr>
  );
}

function Pair({ left, right }: { readonly left: Labelled; readonly right: Labelled }) {
  return (
    <tr>
      <th>{left[0]}</th>
      <td>{left[1] || words.empty}</td>
      <th>{right[0]}</th>
      <td>{right[1] || words.empty}</td>
    </tr>
  );
}

/** One line a step; a reason that ends as a sentence doesn't leave 。； behind. */
function historyText({ title, details, changes }: ApprovalDetail['timeline'][number]): string {
  const parts = [title, ...details, ...changes.map((change) => `${change.label}：${change.before} → ${change.after}`)];
  return parts.map((part) => part.replace(/。$/, '')).join('；');
}

function HistoryTable({ detail }: { readonly detail: ApprovalDetail }) {
  return (
    <table className="approval-print-history">
      <tbody>
        {detail.timeline.map((item) => (
          <tr key={item.entryId}>
            <td>{item.at}</td>
            <td>{item.actor}</td>
            <td>{historyText(item)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
