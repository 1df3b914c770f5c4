/** The items of the meeting with what has come of each; the meeting as a whole comes first. */
import { CheckOutlined, PlusOutlined, TeamOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal } from 'antd';
import { memo, useState } from 'react';
import type { ItemRecord } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { testId } from '../../components/test-id.ts';
import { withNewItem } from './record-model.ts';
import { recordText } from './record-text.ts';
import { text } from './text.ts';
import type { RecordEditor } from './use-record.ts';

const words = recordText;

export interface RecordListProps {
  readonly items: readonly ItemRecord[];
  /** -1: the meeting as a whole */
  readonly selected: number;
  readonly editor: RecordEditor;
  readonly onSelect: (index: number) => void;
}

export function RecordList({ items, selected, editor, onSelect }: RecordListProps) {
  const [adding, setAdding] = useState(false);
  const add = (title: string) => {
    editor.changeRecord((now) => withNewItem(now, createUuid(), title));
    setAdding(false);
  };
  return (
    <nav className="record-list" aria-label={words.items}>
      <button
        type="button"
        className={selected < 0 ? 'record-list-entry chosen' : 'record-list-entry'}
        aria-current={selected < 0}
        onClick={() => onSelect(-1)}
        data-testid="record.list.head"
      >
        <TeamOutlined />
        <span>{words.head}</span>
      </button>
      {items.map((item, index) => (
        <Entry key={item.itemId} title={item.title} outcome={item.outcome} index={index} chosen={index === selected} onSelect={onSelect} />
      ))}
      {editor.editable && (
        <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)} data-testid="record.list.add">
          {words.addItem}
        </Button>
      )}
      <AddItemDialog open={adding} onAdd={add} onClose={() => setAdding(false)} />
    </nav>
  );
}

interface EntryProps {
  readonly title: string;
  readonly outcome: ItemRecord['outcome'];
  readonly index: number;
  readonly chosen: boolean;
  readonly onSelect: (index: number) => void;
}

const Entry = memo(function Entry({ title, outcome, index, chosen, onSelect }: EntryProps) {
  return (
    <button
      type="button"
      className={chosen ? 'record-list-entry chosen' : 'record-list-entry'}
      aria-current={chosen}
      onClick={() => onSelect(index)}
      data-testid={`record.list.${index}`}
      data-outcome={outcome}
    >
      <span className="record-list-number">{words.itemNumber(index)}</span>
      <span>
        {title}
        <span className={`record-list-outcome ${outcome}`}>
          {outcome === 'agreed' && <CheckOutlined />} {words.outcomes[outcome]}
        </span>
      </span>
    </button>
  );
});

interface AddItemDialogProps {
  readonly open: boolean;
  readonly onAdd: (title: string) => void;
  readonly onClose: () => void;
}

function AddItemDialog({ open, onAdd, onClose }: AddItemDialogProps) {
  const [title, setTitle] = useState('');
  const valid = title.trim().length >= 2;
  return (
    <Modal
      open={open}
      title={words.addItemTitle}
      onCancel={onClose}
      afterClose={() => setTitle('')}
      destroyOnHidden
      okText={words.addItemOk}
      cancelText={text.cancel}
      okButtonProps={{ disabled: !valid, ...testId('record.list.add.ok') }}
      onOk={() => onAdd(title.trim())}
    >
      <Form layout="vertical">
        <Form.Item label={words.addItemName}>
          <Input
            value={title}
            maxLength={200}
            autoFocus
            onChange={(event) => setTitle(event.target.value)}
            onPressEnter={() => valid && onAdd(title.trim())}
            data-testid="record.list.add.title"
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
