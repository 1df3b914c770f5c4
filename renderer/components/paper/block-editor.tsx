/** One block of a letter: what kind it is, its buttons, and its input. Rendered when this block changes, and with no other. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, HolderOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Space, Typography } from 'antd';
import { type ClipboardEvent, type KeyboardEvent, memo, useCallback, useState } from 'react';
import type { LetterBlock, TableBlock } from '#shared/domain/letter.ts';
import { type BlockKind, KindChoice, kindOf } from './block-kind.tsx';
import { blocksOf, emptyBlock, HEADING_LIMIT, numberOf, wordsOf } from './body-model.ts';
import { GrowingText } from './growing-text.tsx';
import { paperText } from './paper-text.ts';
import { type ChangeTable, TableEditor } from './table-editor.tsx';
import type { BlockActions } from './use-block-actions.ts';

const words = paperText.blocks;

export interface BlockEditorProps {
  readonly block: LetterBlock;
  readonly id: string;
  readonly index: number;
  readonly last: boolean;
  readonly disabled: boolean;
  readonly actions: BlockActions;
}

export const BlockEditor = memo(function BlockEditor({ last, ...props }: BlockEditorProps) {
  const { block, index, disabled, actions } = props;
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is an extra way; buttons and keys do the same
    <div
      className={over ? 'letter-block over' : 'letter-block'}
      onDragOver={(event) => {
        if (!actions.drag.active()) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        actions.drag.drop(index);
      }}
    >
      <BlockBar kind={kindOf(block)} index={index} last={last} disabled={disabled} actions={actions} />
      {block.type === 'table' ? <TableInput {...props} table={block} /> : <TextInput {...props} block={block} />}
    </div>
  );
});

interface BlockBarProps extends Omit<BlockEditorProps, 'block' | 'id'> {
  readonly kind: BlockKind;
}

const BlockBar = memo(function BlockBar({ kind, index, last, disabled, actions }: BlockBarProps) {
  const name = words.block(index, words.blocks[kind]);
  return (
    <Flex align="center" gap={4} className="letter-block-bar">
      {!disabled && (
        // biome-ignore lint/a11y/noStaticElementInteractions: only for the mouse; the arrows beside it do the same
        <span
          className="letter-block-handle"
          draggable
          onDragStart={() => actions.drag.begin(index)}
          onDragEnd={actions.drag.end}
          title={words.drag}
        >
          <HolderOutlined />
        </span>
      )}
      {kind === 'table' ? (
        <Typography.Text type="secondary">{words.blocks.table}</Typography.Text>
      ) : (
        <KindChoice
          kind={kind}
          label={`${name}，${words.kindOf}`}
          disabled={disabled}
          onChoose={(convert) => actions.convert(index, convert)}
        />
      )}
      <Space.Compact style={{ marginInlineStart: 'auto' }}>
        <BarButton
          icon={<ArrowUpOutlined />}
          title={words.up}
          name={name}
          disabled={disabled || index === 0}
          onClick={() => actions.move(index, index - 1)}
        />
        <BarButton
          icon={<ArrowDownOutlined />}
          title={words.down}
          name={name}
          disabled={disabled || last}
          onClick={() => actions.move(index, index + 1)}
        />
        <BarButton
          icon={<DeleteOutlined />}
          title={words.removeBlock}
          name={name}
          disabled={disabled}
          onClick={() => actions.remove(index)}
        />
      </Space.Compact>
    </Flex>
  );
});

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

type InputProps = Omit<BlockEditorProps, 'block' | 'last'>;

function TableInput({ table, id, index, disabled, actions }: InputProps & { readonly table: TableBlock }) {
  const onChange = useCallback<ChangeTable>(
    (change) => actions.edit(index, (block) => (block.type === 'table' ? change(block) : block)),
    [actions, index],
  );
  return <TableEditor table={table} id={id} disabled={disabled} onChange={onChange} />;
}

function TextInput({ block, id, index, disabled, actions }: InputProps & { readonly block: Exclude<LetterBlock, TableBlock> }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || disabled) return;
    if (event.ctrlKey && event.key === 'Enter') actions.add(index + 1, emptyBlock('paragraph'));
    else if (event.altKey && event.shiftKey && event.key === 'ArrowUp') actions.move(index, index - 1);
    else if (event.altKey && event.shiftKey && event.key === 'ArrowDown') actions.move(index, index + 1);
    else if (event.key === 'Backspace' && (block.type === 'heading' ? wordsOf(block.text) : block.text) === '') actions.remove(index);
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    const blocks = blocksOf(event.clipboardData.getData('text/plain'));
    if (!blocks) return;
    event.preventDefault();
    if (block.text === '') actions.replace(index, ...blocks);
    else actions.add(index + 1, ...blocks);
  };
  const common = { id, disabled, onKeyDown, 'aria-label': words.block(index, words.blocks[kindOf(block)]), 'data-testid': id };
  if (block.type === 'heading') {
    return (
      <Input
        {...common}
        value={wordsOf(block.text)}
        prefix={<span className="letter-heading-number">{numberOf(block.text)}</span>}
        maxLength={HEADING_LIMIT}
        onChange={({ target }) => actions.edit(index, () => ({ ...block, text: `${numberOf(block.text)}${target.value}` }))}
      />
    );
  }
  return (
    <GrowingText
      {...common}
      value={block.text}
      least={2}
      most={16}
      maxLength={10_000}
      onPaste={onPaste}
      onChange={({ target }) => actions.edit(index, () => ({ ...block, text: target.value }))}
    />
  );
}
