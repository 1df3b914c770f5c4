/** Blocks of the body or of an 附件: typed into, turned into another kind, moved by button, key or mouse, added, taken away. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { memo, useCallback, useRef } from 'react';
import type { LetterBlock } from '#shared/domain/letter.ts';
import { BlockEditor } from './block-editor.tsx';
import { emptyBlock } from './body-model.ts';
import './paper.css';
import { paperText } from './paper-text.ts';
import { blockId, type ChangeBlocks, useBlockActions } from './use-block-actions.ts';

const words = paperText.blocks;

export interface BlockListProps {
  readonly blocks: readonly LetterBlock[];
  readonly onChange: ChangeBlocks;
  /** beginning of the ids of its inputs: where these blocks stand in the document */
  readonly place: string;
  readonly disabled: boolean;
  readonly label: string;
}

export function BlockList({ blocks, onChange, place, disabled, label }: BlockListProps) {
  const count = useRef(blocks.length);
  count.current = blocks.length;
  const actions = useBlockActions(onChange, place, count);
  const onAdd = useCallback((block: LetterBlock) => actions.add(count.current, block), [actions]);
  return (
    <section aria-label={label} className="letter-blocks">
      {blocks.map((block, index) => (
        <BlockEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a block has no name but its place
          key={index}
          block={block}
          id={blockId(place, index)}
          index={index}
          last={index === blocks.length - 1}
          disabled={disabled}
          actions={actions}
        />
      ))}
      {blocks.length === 0 && <Typography.Text type="secondary">{words.addFirst}</Typography.Text>}
      {!disabled && <AddBar id={place} onAdd={onAdd} />}
    </section>
  );
}

const AddBar = memo(function AddBar({ id, onAdd }: { readonly id: string; readonly onAdd: (block: LetterBlock) => void }) {
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
        <Button key={kind} size="small" onClick={() => onAdd(make())} data-testid={`${id}.add.${kind}`}>
          {words.blocks[kind]}
        </Button>
      ))}
    </Flex>
  );
});
