/** One item while it is talked about: what it is, who says what, where each stands, the vote, what comes of it, who does what. */
import { DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId } from 'react';
import type { AgendaItem, ItemRecord, Position } from '#shared/domain/meeting.ts';
import { ActionLines } from './action-lines.tsx';
import { placeId } from './record-check.ts';
import { withOutcome, withPositionText, withStance } from './record-model.ts';
import { recordText } from './record-text.ts';
import { SpeechLines } from './speech-lines.tsx';
import type { RecordEditor } from './use-record.ts';

const words = recordText.item;
const keysOf = <Key extends string>(named: Readonly<Record<Key, string>>) => Object.keys(named) as Key[];

export interface RecordItemProps {
  readonly item: ItemRecord;
  /** absent: it came up besides the agenda */
  readonly agenda: AgendaItem | undefined;
  readonly departments: readonly Pick<Position, 'departmentId' | 'department'>[];
  /** ids of the departments that may become responsible, by name */
  readonly ownerIds: ReadonlyMap<string, string>;
  /** the day of the meeting */
  readonly date: string;
  readonly editor: RecordEditor;
  readonly onRemove: () => void;
}

export function RecordItem({ item, agenda, departments, ownerIds, date, editor, onRemove }: RecordItemProps) {
  const { editable } = editor;
  return (
    <div className="record-item" data-testid="record.item" data-item={item.itemId}>
      <h2>
        {item.title}
        {!agenda && editable && (
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            title={recordText.kinds.item}
            onClick={onRemove}
            data-testid="record.item.remove"
          />
        )}
      </h2>
      {agenda && (agenda.background !== '' || agenda.question !== '') && (
        <details className="record-about">
          <summary>
            {agenda.proposer}：{agenda.question || words.background}
          </summary>
          {agenda.background !== '' && <p>{agenda.background}</p>}
        </details>
      )}
      <SpeechLines item={item} attendance={editor.record.head.attendance} editor={editor} />
      <Positions item={item} departments={departments} editor={editor} />
      <Vote item={item} editor={editor} />
      <Outcome item={item} editor={editor} />
      <ActionLines item={item} ownerIds={ownerIds} date={date} editor={editor} />
    </div>
  );
}

type PartProps = Pick<RecordItemProps, 'item' | 'editor'>;

function Positions({ item, departments, editor }: PartProps & Pick<RecordItemProps, 'departments'>) {
  const known = new Map(item.positions.map((position) => [position.department, position]));
  const all = [...departments, ...item.positions.filter(({ department }) => !departments.some((other) => other.department === department))];
  return (
    <section className="record-section" aria-label={words.positions} data-section>
      <h3>{words.positions}</h3>
      {all.map((party, index) => {
        const position = known.get(party.department);
        const { departmentId, department } = party;
        const named = { ...(departmentId && { departmentId }), department };
        return (
          <div key={department} className="record-position">
            <span>{department}</span>
            <select
              className="record-input"
              value={position?.stance ?? ''}
              disabled={!editor.editable}
              aria-label={`${department}，${words.stance}`}
              onChange={(event) => {
                const stance = event.target.value as Position['stance'] | '';
                editor.changeItem(item.itemId, (now) => withStance(now, named, stance));
              }}
              data-testid={`record.stance.${index}`}
            >
              {keysOf(recordText.stances).map((stance) => (
                <option key={stance} value={stance}>
                  {recordText.stances[stance]}
                </option>
              ))}
            </select>
            <textarea
              className="record-input"
              rows={1}
              value={position?.text ?? ''}
              maxLength={2000}
              readOnly={!editor.editable}
              placeholder={words.positionText}
              aria-label={`${department}，${words.positionText}`}
              onChange={(event) => {
                const { value } = event.target;
                editor.changeItem(item.itemId, (now) => withPositionText(now, named, value));
              }}
              data-testid={`record.position.${index}`}
            />
          </div>
        );
      })}
    </section>
  );
}

const VOTES = ['for', 'against', 'abstain'] as const;

function Vote({ item, editor }: PartProps) {
  const { vote } = item;
  const box = useId();
  const set = (changes: Partial<NonNullable<ItemRecord['vote']>>) =>
    editor.changeItem(item.itemId, (now) => ({ ...now, vote: { for: 0, against: 0, abstain: 0, ...now.vote, ...changes } }));
  const clear = () => editor.changeItem(item.itemId, ({ vote: _, ...now }) => now);
  return (
    <section className="record-section record-vote" aria-label={words.vote} data-section>
      <h3>{words.vote}</h3>
      <label htmlFor={box}>
        <input
          id={box}
          type="checkbox"
          checked={vote !== undefined}
          disabled={!editor.editable}
          onChange={(event) => (event.target.checked ? set({}) : clear())}
          data-testid="record.vote"
        />{' '}
        {words.voteOn}
      </label>
      {vote &&
        VOTES.map((kind) => (
          <label key={kind}>
            {words.votes[kind]}{' '}
            <input
              className="record-input"
              type="number"
              min={0}
              max={999}
              value={vote[kind]}
              readOnly={!editor.editable}
              onChange={(event) => set({ [kind]: Math.min(999, Math.max(0, Math.trunc(Number(event.target.value)) || 0)) })}
              data-testid={`record.vote.${kind}`}
            />
          </label>
        ))}
    </section>
  );
}

function Outcome({ item, editor }: PartProps) {
  const { itemId, outcome, next } = item;
  const group = useId();
  return (
    <section className="record-section" aria-label={words.outcome} data-section>
      <h3>{words.outcome}</h3>
      <div role="radiogroup" aria-label={words.outcome} className="record-outcomes">
        {keysOf(recordText.outcomes).map((value) => (
          <label key={value}>
            <input
              {...(value === outcome && { id: placeId({ itemId, field: 'outcome' }) })}
              type="radio"
              name={group}
              checked={value === outcome}
              disabled={!editor.editable}
              onChange={() => editor.changeItem(itemId, (now) => withOutcome(now, value))}
              data-testid={`record.outcome.${value}`}
            />{' '}
            {recordText.outcomes[value]}
          </label>
        ))}
      </div>
      <textarea
        id={placeId({ itemId, field: 'conclusion' })}
        className="record-input"
        rows={2}
        value={item.conclusion}
        maxLength={10_000}
        readOnly={!editor.editable}
        placeholder={words.conclusion[outcome]}
        aria-label={words.conclusion[outcome]}
        onChange={(event) => {
          const { value } = event.target;
          editor.changeItem(itemId, (now) => ({ ...now, conclusion: value }));
        }}
        data-testid="record.conclusion"
      />
      {(outcome === 'notAgreed' || outcome === 'deferred') && (
        <label className="record-next">
          {words.next}
          <select
            id={placeId({ itemId, field: 'next' })}
            className="record-input"
            value={next}
            disabled={!editor.editable}
            onChange={(event) => {
              const value = event.target.value as ItemRecord['next'];
              editor.changeItem(itemId, (now) => ({ ...now, next: value }));
            }}
            data-testid="record.next"
          >
            {keysOf(recordText.next).map((value) => (
              <option key={value} value={value}>
                {recordText.next[value]}
              </option>
            ))}
          </select>
        </label>
      )}
    </section>
  );
}
