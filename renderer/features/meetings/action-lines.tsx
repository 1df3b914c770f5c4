/** 督办事项 as the meeting decides them (办法 31(三)): what, who, until when. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ItemRecord, PlannedAction } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { placeId } from './record-check.ts';
import { MAX_ACTIONS, removedAt, replacedAt, withOwner } from './record-model.ts';
import { recordText } from './record-text.ts';
import { focusLater } from './speech-lines.tsx';
import type { RecordEditor } from './use-record.ts';

const words = recordText.item;
/** the departments that may become responsible, for the browser's own completion */
export const OWNERS = 'record-owners';

export interface ActionLinesProps {
  readonly item: ItemRecord;
  readonly ownerIds: ReadonlyMap<string, string>;
  readonly editor: RecordEditor;
}

export function ActionLines({ item, ownerIds, editor }: ActionLinesProps) {
  const { itemId, actions, outcome } = item;
  const change = (index: number, next: (action: PlannedAction) => PlannedAction) =>
    editor.changeItem(itemId, (now) => {
      const action = now.actions[index];
      return action ? { ...now, actions: replacedAt(now.actions, index, next(action)) } : now;
    });
  const add = () => {
    editor.changeItem(itemId, (now) => ({ ...now, actions: [...now.actions, { actionId: createUuid(), task: '', owner: '', dueOn: '' }] }));
    focusLater(taskId(itemId, actions.length));
  };
  const remove = (index: number) => {
    const value = actions[index];
    if (!value) return;
    if (`${value.task}${value.owner}` !== '') editor.removed({ kind: 'action', itemId, index, value });
    editor.changeItem(itemId, (now) => ({ ...now, actions: removedAt(now.actions, index) }));
    focusLater(index > 0 ? taskId(itemId, index - 1) : 'record-action-add');
  };
  const offered = outcome === 'agreed' || outcome === 'open' || actions.length > 0;
  return (
    <section className="record-section" aria-label={words.actions} data-section>
      <h3>{words.actions}</h3>
      <div className="record-secondary">{offered ? words.actionsHint : words.notAgreedActions}</div>
      {actions.map((action, index) => (
        <ActionLine
          key={action.actionId}
          action={action}
          id={taskId(itemId, index)}
          index={index}
          editable={editor.editable}
          ownerIds={ownerIds}
          onChange={(next) => change(index, next)}
          onAdd={add}
          onRemove={() => remove(index)}
        />
      ))}
      {editor.editable && offered && (
        <Button
          id="record-action-add"
          size="small"
          icon={<PlusOutlined />}
          disabled={actions.length >= MAX_ACTIONS}
          onClick={add}
          data-testid="record.action.add"
        >
          {words.addAction}
        </Button>
      )}
    </section>
  );
}

const taskId = (itemId: string, index: number) => placeId({ itemId, field: 'actions', index });

interface ActionLineProps {
  readonly action: PlannedAction;
  readonly id: string;
  readonly index: number;
  readonly editable: boolean;
  readonly ownerIds: ReadonlyMap<string, string>;
  readonly onChange: (next: (action: PlannedAction) => PlannedAction) => void;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
}

function ActionLine({ action, id, index, editable, ownerIds, onChange, onAdd, onRemove }: ActionLineProps) {
  const name = `${words.actions} ${index + 1}`;
  return (
    <div className="record-action">
      <textarea
        id={id}
        className="record-input"
        rows={1}
        value={action.task}
        maxLength={1000}
        readOnly={!editable}
        placeholder={words.task}
        aria-label={`${name}，${words.task}`}
        onKeyDown={(event) => {
          if (event.key !== 'Backspace' || action.task !== '' || action.owner !== '' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onRemove();
        }}
        onChange={(event) => {
          const { value } = event.target;
          onChange((now) => ({ ...now, task: value }));
        }}
        data-testid={`record.task.${index}`}
      />
      <input
        className="record-input"
        list={OWNERS}
        value={action.owner}
        maxLength={100}
        readOnly={!editable}
        autoComplete="off"
        placeholder={words.owner}
        aria-label={`${name}，${words.owner}`}
        onChange={(event) => {
          const { value } = event.target;
          onChange((now) => withOwner(now, value, ownerIds));
        }}
        data-testid={`record.owner.${index}`}
      />
      <input
        className="record-input"
        type="date"
        value={action.dueOn}
        readOnly={!editable}
        aria-label={`${name}，${words.dueOn}`}
        title={words.dueOn}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !editable) return;
          event.preventDefault();
          onAdd();
        }}
        onChange={(event) => {
          const { value } = event.target;
          onChange((now) => ({ ...now, dueOn: /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '' }));
        }}
        data-testid={`record.due.${index}`}
      />
      {editable && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          tabIndex={-1}
          aria-label={`${words.removeAction}（${index + 1}）`}
          title={words.removeAction}
          onClick={onRemove}
        />
      )}
    </div>
  );
}
