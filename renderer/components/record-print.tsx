/** The parts of a sheet that is printed of one record: a plain table of facts, and what happened to it. */
import type { ReactNode } from 'react';
import type { TimelineItem } from '#shared/workstation/api.ts';
import { useSession } from '../app/session.ts';
import { PrintSheet } from './print-sheet.tsx';
import './record.css';
import { nowText } from './record-format.ts';
import { recordText } from './record-text.ts';

export interface RecordSheetProps {
  readonly title: string;
  readonly history: string;
  readonly foot: (at: string, department: string) => string;
  readonly timeline: readonly TimelineItem[];
  /** called when it is laid out */
  readonly onReady: () => void;
  /** the table of facts */
  readonly children: ReactNode;
}

export function RecordSheet({ title, history, foot, timeline, onReady, children }: RecordSheetProps) {
  const department = useSession((session) => session.info?.department?.name ?? '');
  return (
    <PrintSheet onReady={onReady}>
      <article className="record-print">
        <h1>{title}</h1>
        {children}
        <h2>{history}</h2>
        <HistoryTable items={timeline} />
        <footer>{foot(nowText(), department)}</footer>
      </article>
    </PrintSheet>
  );
}

type Labelled = readonly [label: string, value: ReactNode];

export function WideRow({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  return (
    <tr>
      <th>{label}</th>
      <td colSpan={3}>{value || recordText.empty}</td>
    </tr>
  );
}

export function PairRow({ left, right }: { readonly left: Labelled; readonly right: Labelled }) {
  return (
    <tr>
      <th>{left[0]}</th>
      <td>{left[1] || recordText.empty}</td>
      <th>{right[0]}</th>
      <td>{right[1] || recordText.empty}</td>
    </tr>
  );
}

/** One line a step; a reason that ends as a sentence doesn't leave 。； behind. */
function historyText({ title, details, changes }: TimelineItem): string {
  const parts = [title, ...details, ...changes.map((change) => `${change.label}：${change.before} → ${change.after}`)];
  return parts.map((part) => part.replace(/。$/, '')).join('；');
}

function HistoryTable({ items }: { readonly items: readonly TimelineItem[] }) {
  return (
    <table className="record-print-history">
      <tbody>
        {items.map((item) => (
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
