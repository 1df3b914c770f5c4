/** The list as it stands, on paper. */
import type { ActionRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useSession } from '../../app/session.ts';
import { PrintSheet } from '../../components/print-sheet.tsx';
import { nowText } from '../../components/record-format.ts';
import { text } from './text.ts';

const words = text.sheet;

export interface ActionsSheetProps {
  readonly rows: readonly ActionRow[];
  readonly show: keyof typeof text.show;
  readonly onReady: () => void;
}

export function ActionsSheet({ rows, show, onReady }: ActionsSheetProps) {
  const department = useSession((session) => session.info?.department?.name ?? '');
  const { columns } = words;
  return (
    <PrintSheet onReady={onReady}>
      <article className="actions-print">
        <h1>{words.title(text.show[show])}</h1>
        <table>
          <thead>
            <tr>
              {Object.entries(columns).map(([key, title]) => (
                <th key={key} className={key}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.actionId}>
                <td>{index + 1}</td>
                <td>
                  {row.task}
                  <small>{text.from(row.meetingTitle, row.itemTitle)}</small>
                </td>
                <td>{row.owner}</td>
                <td>{row.dueOn}</td>
                <td>{stateText(row)}</td>
                <td>{row.lastNote}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <footer>{words.foot(nowText(), department)}</footer>
      </article>
    </PrintSheet>
  );
}

function stateText({ state, percent, daysLeft }: ActionRow): string {
  const days = state === 'open' && daysLeft !== undefined ? text.days(daysLeft) : '';
  return [`${text.states[state]} ${percent}%`, days].filter(Boolean).join('，');
}
