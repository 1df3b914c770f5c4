/** What changed: field, before, after. */
import './record.css';
import { recordText as words } from './record-text.ts';

export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export function ChangeTable({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <table className="record-changes" data-testid="changes">
      <thead>
        <tr>
          <th>{words.changed.field}</th>
          <th>{words.changed.before}</th>
          <th>{words.changed.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.label}>
            <th scope="row">{change.label}</th>
            <td>{change.before ? <del>{change.before}</del> : <i>{words.blank}</i>}</td>
            <td>{change.after ? <ins>{change.after}</ins> : <i>{words.blank}</i>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
