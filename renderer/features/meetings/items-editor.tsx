/** The items of an arrangement or an application, in order: added, changed, moved by button or mouse, taken away. */
import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, EditOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Tag, Typography } from 'antd';
import { useRef, useState } from 'react';
import type { AgendaItem } from '#shared/domain/meeting.ts';
import { ok } from '#shared/domain/result.ts';
import { ItemDialog } from './item-dialog.tsx';
import { type Department, movedItem, newItem, withItem } from './item-model.ts';
import './meetings.css';
import { text } from './text.ts';

const words = text.items;

export interface ItemsEditorProps {
  readonly items: readonly AgendaItem[];
  /** who proposes what is added here */
  readonly proposer: Department;
  readonly onChange: (items: readonly AgendaItem[]) => void;
}

export function ItemsEditor({ items, proposer, onChange }: ItemsEditorProps) {
  const [edited, setEdited] = useState<AgendaItem>();
  const [over, setOver] = useState<number>();
  const dragged = useRef<number>(undefined);
  const isNew = edited !== undefined && !items.some(({ itemId }) => itemId === edited.itemId);
  return (
    <div className="meeting-items" data-testid="meeting.items">
      {items.length === 0 && <Typography.Text type="secondary">{words.none}</Typography.Text>}
      {items.map((item, index) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dragging is an extra way; the buttons do the same
        <div
          key={item.itemId}
          className={over === index ? 'meeting-item over' : 'meeting-item'}
          onDragOver={(event) => {
            if (dragged.current === undefined) return;
            event.preventDefault();
            setOver(index);
          }}
          onDragLeave={() => setOver(undefined)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(undefined);
            if (dragged.current !== undefined) onChange(movedItem(items, dragged.current, index));
            dragged.current = undefined;
          }}
          data-testid={`meeting.items.${index}`}
        >
          {/* biome-ignore lint/a11y/noStaticElementInteractions: only for the mouse; the arrows beside it do the same */}
          <span
            className="meeting-item-handle"
            draggable
            title={words.drag}
            onDragStart={() => {
              dragged.current = index;
            }}
            onDragEnd={() => {
              dragged.current = undefined;
            }}
          >
            <HolderOutlined />
          </span>
          <ItemSummary item={item} index={index} />
          <ItemButtons
            item={item}
            index={index}
            last={index === items.length - 1}
            onMove={(to) => onChange(movedItem(items, index, to))}
            onEdit={() => setEdited(item)}
            onRemove={() => onChange(items.filter((other) => other !== item))}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => setEdited(newItem(proposer))}
        data-testid="meeting.items.add"
      >
        {words.add}
      </Button>
      <ItemDialog
        item={edited}
        title={isNew ? words.addTitle : words.editTitle}
        onDone={async (item) => {
          onChange(withItem(items, item));
          return ok(undefined);
        }}
        onClose={() => setEdited(undefined)}
      />
    </div>
  );
}

export function ItemSummary({ item, index }: { readonly item: AgendaItem; readonly index: number }) {
  const facts = [
    words.by(item.proposer),
    item.files.length > 0 && words.filesCount(item.files.length),
    item.about.length > 0 && words.aboutCount(item.about.length),
    item.letters.length > 0 && words.lettersCount(item.letters.length),
  ].filter(Boolean);
  return (
    <div className="meeting-item-text">
      <Typography.Text strong>
        {words.number(index)} {item.title}
      </Typography.Text>
      {item.carriedFrom && (
        <Tag color="orange" style={{ marginInlineStart: 8 }}>
          {words.carried}
        </Tag>
      )}
      <div className="meeting-secondary">{facts.join('　')}</div>
    </div>
  );
}

interface ItemButtonsProps {
  readonly item: AgendaItem;
  readonly index: number;
  readonly last: boolean;
  readonly onMove: (to: number) => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function ItemButtons({ item, index, last, onMove, onEdit, onRemove }: ItemButtonsProps) {
  const button = (icon: React.ReactNode, label: string, action: () => void, disabled = false) => (
    <Button
      type="text"
      size="small"
      icon={icon}
      title={label}
      aria-label={`${label}：${item.title}`}
      disabled={disabled}
      onClick={action}
    />
  );
  return (
    <Flex gap={2}>
      {button(<ArrowUpOutlined />, words.up, () => onMove(index - 1), index === 0)}
      {button(<ArrowDownOutlined />, words.down, () => onMove(index + 1), last)}
      {button(<EditOutlined />, words.edit, onEdit)}
      {button(<CloseOutlined />, words.remove, onRemove)}
    </Flex>
  );
}
