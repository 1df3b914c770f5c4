/** Blocks of the body or of an 附件: typed into, turned into another kind, moved by button, key or mouse, added, taken away. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Select, Space, Typography } from 'antd';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { LetterBlock } from '#shared/domain/letter.ts';
import {
  blocksOf,
  converted,
  emptyBlock,
  HEADING_LIMIT,
  type HeadingLevel,
  inserted,
  moved,
  numberOf,
  removed,
  replaced,
  wordsOf,
} from './body-model.ts';
import './paper.css';
import { paperText } from './paper-text.ts';
import { TableEditor } from './table-editor.tsx';

const words = paperText.blocks;

export interface BlockListProps {
  readonly blocks: readonly LetterBlock[];
  readonly onChange: (blocks: LetterBlock[], part?: string) => void;
  /** beginning of the ids of its inputs: where these blocks stand in the document */
  readonly place: string;
  readonly disabled: boolean;
  readonly label: string;
}

export function BlockList({ blocks, onChange, place, disabled, label }: BlockListProps) {
  const latest = useRef({ blocks, onChange });
  latest.current = { blocks, onChange };
  const [over, setOver] = useState<number>();
  const dragged = useRef<number>(undefined);
  const idOf = (block: number) => `${place}-b${block}`;
  const focus = (block: number) => setTimeout(() => document.getElementById(idOf(block))?.focus());
  const move = (from: number, to: number) => {
    const { blocks: now, onChange: change } = latest.current;
    if (to < 0 || to >= now.length) return;
    change(moved(now, from, to));
    focus(to);
  };
  const add = (index: number, ...added: readonly LetterBlock[]) => {
    latest.current.onChange(inserted(latest.current.blocks, index, ...added));
    focus(index + added.length - 1);
  };
  const remove = (index: number) => {
    latest.current.onChange(removed(latest.current.blocks, index));
    focus(Math.max(0, index - 1));
  };
  return (
    <section aria-label={label} className="letter-blocks">
      {blocks.map((block, index) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dragging is an extra way; buttons and keys do the same
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a block has no name but its place
          key={index}
          className={over === index ? 'letter-block over' : 'letter-block'}
          onDragOver={(event) => {
            if (dragged.current === undefined) return;
            event.preventDefault();
            setOver(index);
          }}
          onDragLeave={() => setOver(undefined)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(undefined);
            if (dragged.current !== undefined) move(dragged.current, index);
            dragged.current = undefined;
          }}
        >
          <BlockBar
            block={block}
            index={index}
            last={index === blocks.length - 1}
            disabled={disabled}
            onMove={(to) => move(index, to)}
            onRemove={() => remove(index)}
            onConvert={(next) => onChange(replaced(blocks, index, next))}
            onDragStart={() => {
              dragged.current = index;
            }}
            onDragEnd={() => {
              dragged.current = undefined;
            }}
          />
          <BlockInput
            block={block}
            id={idOf(index)}
            index={index}
            disabled={disabled}
            onEdit={(next) => onChange(replaced(blocks, index, next), idOf(index))}
            onPasteBlocks={(added) => {
              const empty = block.type === 'paragraph' && block.text === '';
              if (empty) onChange(inserted(removed(blocks, index), index, ...added));
              else add(index + 1, ...added);
            }}
            onAddAfter={() => add(index + 1, emptyBlock('paragraph'))}
            onMove={(by) => move(index, index + by)}
            onRemove={() => remove(index)}
          />
        </div>
      ))}
      {blocks.length === 0 && <Typography.Text type="secondary">{words.addFirst}</Typography.Text>}
      {!disabled && <AddBar place={place} onAdd={(block) => add(blocks.length, block)} />}
    </section>
  );
}

function AddBar({ place, onAdd }: { readonly place: string; readonly onAdd: (block: LetterBlock) => void }) {
  const kinds = [
    ['paragraph', () => emptyBlock('paragraph')],
    ['heading1', () => emptyBlock('heading', 1)],
    ['heading2', () => emptyBlock('heading', 2)],
    ['heading3', () => emptyBlock('heading', 3)],
    ['heading4', () => emptyBlock('heading', 4)],
    ['table', () => emptyBlock('table')],
  ] as const;
  return (
    <Flex gap={4} wrap align="center">
      <Typography.Text type="secondary">
        <PlusOutlined /> {words.add}
      </Typography.Text>
      {kinds.map(([kind, make]) => (
        <Button key={kind} size="small" onClick={() => onAdd(make())} data-testid={`${place}.add.${kind}`}>
          {words.blocks[kind]}
        </Button>
      ))}
    </Flex>
  );
}

interface BlockBarProps {
  readonly block: LetterBlock;
  readonly index: number;
  readonly last: boolean;
  readonly disabled: boolean;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onConvert: (block: LetterBlock) => void;
  readonly onDragStart: () => void;
  readonly onDragEnd: () => void;
}

function kindOf(block: LetterBlock) {
  return block.type === 'heading' ? (`heading${block.level}` as const) : block.type;
}

const TEXT_KINDS = ['paragraph', 'heading1', 'heading2', 'heading3', 'heading4'] as const;

function BlockBar({ block, index, last, disabled, onMove, onRemove, onConvert, onDragStart, onDragEnd }: BlockBarProps) {
  const kind = kindOf(block);
  const name = words.block(index, words.blocks[kind]);
  const convert = (next: string) => {
    const level = Number(next.slice(-1)) as HeadingLevel;
    onConvert(next === 'paragraph' ? converted(block, 'paragraph', 1) : converted(block, 'heading', level));
  };
  return (
    <Flex align="center" gap={4} className="letter-block-bar">
      {!disabled && (
        // biome-ignore lint/a11y/noStaticElementInteractions: only for the mouse; the arrows beside it do the same
        <span className="letter-block-handle" draggable onDragStart={onDragStart} onDragEnd={onDragEnd} title={words.drag}>
          <HolderOutlined />
        </span>
      )}
      {block.type === 'table' ? (
        <Typography.Text type="secondary">{words.blocks.table}</Typography.Text>
      ) : (
        <Select<string>
          size="small"
          variant="borderless"
          value={kind}
          disabled={disabled}
          onChange={convert}
          options={TEXT_KINDS.map((value) => ({ value, label: words.blocks[value] }))}
          aria-label={`${name}，${words.kindOf}`}
          popupMatchSelectWidth={false}
        />
      )}
      <Space.Compact style={{ marginInlineStart: 'auto' }}>
        <BarButton
          icon={<ArrowUpOutlined />}
          title={words.up}
          name={name}
          disabled={disabled || index === 0}
          onClick={() => onMove(index - 1)}
        />
        <BarButton
          icon={<ArrowDownOutlined />}
          title={words.down}
          name={name}
          disabled={disabled || last}
          onClick={() => onMove(index + 1)}
        />
        <BarButton icon={<DeleteOutlined />} title={words.removeBlock} name={name} disabled={disabled} onClick={onRemove} />
      </Space.Compact>
    </Flex>
  );
}

interface BarButtonProps {
  readonly icon: React.ReactNode;
  readonly title: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function BarButton({ icon, title, name, disabled, onClick }: BarButtonProps) {
  return (
    <Button size="small" type="text" icon={icon} title={title} aria-label={`${title}，${name}`} disabled={disabled} onClick={onClick} />
  );
}

interface BlockInputProps {
  readonly block: LetterBlock;
  readonly id: string;
  readonly index: number;
  readonly disabled: boolean;
  readonly onEdit: (block: LetterBlock) => void;
  readonly onPasteBlocks: (blocks: readonly LetterBlock[]) => void;
  readonly onAddAfter: () => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

function BlockInput({ block, id, index, disabled, onEdit, ...actions }: BlockInputProps) {
  if (block.type === 'table') return <TableEditor table={block} id={id} disabled={disabled} onChange={onEdit} />;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || disabled) return;
    if (event.ctrlKey && event.key === 'Enter') actions.onAddAfter();
    else if (event.altKey && event.shiftKey && event.key === 'ArrowUp') actions.onMove(-1);
    else if (event.altKey && event.shiftKey && event.key === 'ArrowDown') actions.onMove(1);
    else if (event.key === 'Backspace' && (block.type === 'heading' ? wordsOf(block.text) : block.text) === '') actions.onRemove();
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    const blocks = block.type === 'paragraph' ? blocksOf(event.clipboardData.getData('text/plain')) : undefined;
    if (!blocks) return;
    event.preventDefault();
    actions.onPasteBlocks(blocks);
  };
  const name = words.block(index, words.blocks[kindOf(block)]);
  if (block.type === 'heading') {
    return (
      <Input
        id={id}
        value={wordsOf(block.text)}
        prefix={<span className="letter-heading-number">{numberOf(block.text)}</span>}
        maxLength={HEADING_LIMIT}
        disabled={disabled}
        aria-label={name}
        onKeyDown={onKeyDown}
        onChange={(event) => onEdit({ ...block, text: `${numberOf(block.text)}${event.target.value}` })}
        data-testid={id}
      />
    );
  }
  return (
    <Input.TextArea
      id={id}
      value={block.text}
      autoSize={{ minRows: 2, maxRows: 16 }}
      maxLength={10_000}
      disabled={disabled}
      aria-label={name}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onChange={(event) => onEdit({ ...block, text: event.target.value })}
      data-testid={id}
    />
  );
}
