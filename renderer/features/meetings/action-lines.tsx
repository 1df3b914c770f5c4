/** 督办事项 as the meeting decides them (办法 31(三)): what, who, until when. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ItemRecord, PlannedAction } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { placeId } from './record-check.ts';
import { changeAndFocus } from './record-focus.ts';
import { MAX_ACTIONS, removedAt, replacedAt, withOwner } from './record-model.ts';
import { recordText } from './record-text.ts';
import { TypedInput } from './typed-input.tsx';
import { dayOf } from './typed-time.ts';
import type { RecordEditor } from './use-record.ts';

const words = recordText.item;
/** the departments that may become responsible, for the browser's own completion */
export const OWNERS = 'record-owners';

export interface ActionLinesProps {
  readonly item: ItemRecord;
  readonly ownerIds: ReadonlyMap<string, string>;
  /** the day of the meeting: due days without a year come after it */
  readonly date: string;
  readonly editor: RecordEditor;
}

export function ActionLines({ item, ownerIds, date, editor }: ActionLinesProps) {
  const { itemId, actions, outcome } = item;
  const change = (index: number, next: (action: PlannedAction) => PlannedAction) =>
    editor.changeItem(itemId, (now) => {
      const action = now.actions[index];
      return action ? { ...now, actions: replacedAt(now.actions, index, next(action)) } : now;
    });
  const add = () => {
    const empty = { actionId: createUuid(), task: '', owner: '', dueOn: '' };
    changeAndFocus(
      () => editor.changeItem(itemId, (now) => ({ ...now, actions: [...now.actions, empty] })),
      taskId(itemId, actions.length),
    );
  };
  const remove = (index: number) => {
    const value = actions[index];
    if (!value) return;
    if (`${value.task}${value.owner}` !== '') editor.removed({ kind: 'action', itemId, index, value });
    const next = index > 0 ? taskId(itemId, index - 1) : 'record-action-add';
    changeAndFocus(() => editor.changeItem(itemId, (now) => ({ ...now, actions: removedAt(now.actions, index) })), next);
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
          date={date}
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

interface ActionLineProps extends Pick<ActionLinesProps, 'ownerIds' | 'date'> {
  readonly action: PlannedAction;
  readonly id: string;
  readonly index: number;
  readonly editable: boolean;
  readonly onChange: (next: (action: PlannedAction) => PlannedAction) => void;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
}

function ActionLine({ action, id, index, editable, ownerIds, date, onChange, onAdd, onRemove }: ActionLineProps) {
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
      <TypedInput
        value={action.dueOn}
        placeholder={words.dueOnPlaceholder}
        label={`${name}，${words.dueOn}`}
        readOnly={!editable}
        read={(typed) => dayOf(typed, date)}
        onSet={(dueOn) => onChange((now) => ({ ...now, dueOn }))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !editable || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onAdd();
        }}
        testId={`record.due.${index}`}
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
