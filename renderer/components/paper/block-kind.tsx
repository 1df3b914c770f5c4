/** Which kind a block is, and turning it into another. */
import { DownOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { LetterBlock } from '#shared/domain/letter.ts';
import { converted, type HeadingLevel } from './body-model.ts';
import { paperText } from './paper-text.ts';

const words = paperText.blocks;

const TEXT_KINDS = ['paragraph', 'heading1', 'heading2', 'heading3', 'heading4'] as const;
export type BlockKind = (typeof TEXT_KINDS)[number] | 'table';
type TextKind = Exclude<BlockKind, 'table'>;

export function kindOf(block: LetterBlock): BlockKind {
  return block.type === 'heading' ? (`heading${block.level}` as const) : block.type;
}

export interface KindChoiceProps {
  readonly kind: TextKind;
  readonly label: string;
  readonly disabled: boolean;
  readonly onChoose: (convert: (block: LetterBlock) => LetterBlock) => void;
}

/** A button until it is wanted: a letter of ten pages has forty of these, and the list behind it is the costliest part of a block. */
export function KindChoice({ kind, label, disabled, onChoose }: KindChoiceProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // the list had the focus, and goes away with it
    if (wasOpen.current && !open && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  if (!open) {
    return (
      <Button
        ref={button}
        size="small"
        type="text"
        icon={<DownOutlined />}
        iconPlacement="end"
        className="letter-block-kind"
        disabled={disabled}
        aria-label={label}
        aria-haspopup="listbox"
        title={words.blocks[kind]}
        onClick={() => setOpen(true)}
      >
        {words.blocks[kind]}
      </Button>
    );
  }
  return (
    <Select<TextKind>
      size="small"
      variant="borderless"
      value={kind}
      options={TEXT_KINDS.map((value) => ({ value, label: words.blocks[value] }))}
      aria-label={label}
      popupMatchSelectWidth={false}
      autoFocus
      defaultOpen
      onOpenChange={(now) => !now && setOpen(false)}
      onBlur={() => setOpen(false)}
      onChange={(next) => onChoose((block) => withKind(block, next))}
    />
  );
}

function withKind(block: LetterBlock, kind: TextKind): LetterBlock {
  return kind === 'paragraph' ? converted(block, 'paragraph', 1) : converted(block, 'heading', Number(kind.slice(-1)) as HeadingLevel);
}
