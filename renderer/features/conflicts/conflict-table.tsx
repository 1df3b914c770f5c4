/** One column a version, one line a field; what differs is marked by ground and word, never by colour alone. */
import { Radio, Switch, Typography } from 'antd';
import { useMemo, useState } from 'react';
import type { ConflictDetail, ConflictSide } from '#shared/workstation/api.ts';
import { conflictLines } from './conflict-lines.ts';
import { conflictText } from './text.ts';

const words = conflictText.drawer;

export interface ConflictTableProps {
  readonly detail: ConflictDetail;
  /** entry id of the version that is to hold */
  readonly chosen: string | undefined;
  /** absent: only looked at */
  readonly onChoose?: (entryId: string) => void;
}

export function ConflictTable({ detail, chosen, onChoose }: ConflictTableProps) {
  const { sides } = detail;
  const [onlyDiffering, setOnlyDiffering] = useState(true);
  const lines = useMemo(() => conflictLines(sides, onlyDiffering), [sides, onlyDiffering]);
  const mark = (side: ConflictSide) => (side.entryId === chosen ? ' is-chosen' : '');
  return (
    <>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is its control */}
      <label>
        <Switch size="small" checked={onlyDiffering} onChange={setOnlyDiffering} data-testid="conflict.onlyDiffering" />{' '}
        {words.onlyDiffering}
      </label>
      <div className="conflict-scroll">
        <table className="conflict-table" style={{ minWidth: 128 + sides.length * 240 }} data-testid="conflict.table">
          <thead>
            <tr>
              <th className="conflict-label">{words.field}</th>
              {sides.map((side, index) => (
                <th key={side.entryId} className={mark(side)}>
                  <SideHead side={side} index={index} chosen={chosen === side.entryId} {...(onChoose && { onChoose })} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.label}>
                <th className="conflict-label">{line.label}</th>
                {line.values.map((value, index) => (
                  <td
                    key={sides[index]?.entryId ?? index}
                    className={`${line.differs ? 'is-different' : ''}${sides[index] ? mark(sides[index]) : ''}`}
                    {...(line.differs && { title: words.differs })}
                  >
                    {value === '' ? <Typography.Text type="secondary">{words.blank}</Typography.Text> : value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface SideHeadProps {
  readonly side: ConflictSide;
  readonly index: number;
  readonly chosen: boolean;
  readonly onChoose?: (entryId: string) => void;
}

function SideHead({ side, index, chosen, onChoose }: SideHeadProps) {
  const facts = (
    <>
      <Typography.Text strong>{words.version(index)}</Typography.Text>
      <div>{side.title}</div>
      <div className="conflict-secondary">
        {side.at}　{side.actor}
      </div>
      {side.reason && <div className="conflict-secondary">{words.why(side.reason)}</div>}
    </>
  );
  if (!onChoose) return facts;
  return (
    <Radio checked={chosen} onChange={() => onChoose(side.entryId)} data-testid={`conflict.side.${index}`}>
      {facts}
    </Radio>
  );
}
