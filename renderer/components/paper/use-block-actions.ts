/** What can be done with the blocks of a list, in functions that stay the same: a block isn't rendered because another one changed. */
import { useMemo, useRef } from 'react';
import type { LetterBlock } from '#shared/domain/letter.ts';
import { inserted, moved, removed, replaced } from './body-model.ts';

/** Always the same function, see `ChangeLetter`: it is given what the blocks become, by what they are then. */
export type ChangeBlocks = (change: (blocks: readonly LetterBlock[]) => readonly LetterBlock[], part?: string) => void;

/** What a block asks its list for; the same object while the list stands where it stands. */
export interface BlockActions {
  /** typing: goes on with the step before */
  readonly edit: (index: number, change: (block: LetterBlock) => LetterBlock) => void;
  /** a step of its own */
  readonly convert: (index: number, change: (block: LetterBlock) => LetterBlock) => void;
  /** places outside the list do nothing */
  readonly move: (from: number, to: number) => void;
  readonly remove: (index: number) => void;
  readonly add: (index: number, ...added: readonly LetterBlock[]) => void;
  readonly replace: (index: number, ...added: readonly LetterBlock[]) => void;
  readonly drag: {
    readonly begin: (index: number) => void;
    readonly end: () => void;
    /** whether it is a block of this list that is dragged */
    readonly active: () => boolean;
    readonly drop: (index: number) => void;
  };
}

/** Of the input of a block: `place` is where its list stands in the document. */
export function blockId(place: string, index: number): string {
  return `${place}-b${index}`;
}

/** `place`: where the list stands; `count`: its blocks on the screen */
export function useBlockActions(onChange: ChangeBlocks, place: string, count: { readonly current: number }): BlockActions {
  const dragged = useRef<number>(undefined);
  return useMemo(() => {
    const id = (block: number) => blockId(place, block);
    const focus = (block: number) => setTimeout(() => document.getElementById(id(block))?.focus());
    const changed = (index: number, change: (block: LetterBlock) => LetterBlock) => (blocks: readonly LetterBlock[]) => {
      const block = blocks[index];
      return block ? replaced(blocks, index, change(block)) : blocks;
    };
    const move = (from: number, to: number) => {
      if (to < 0 || to >= count.current) return;
      onChange((blocks) => moved(blocks, from, to));
      focus(to);
    };
    return {
      edit: (index, change) => onChange(changed(index, change), id(index)),
      convert: (index, change) => onChange(changed(index, change)),
      move,
      remove: (index) => {
        onChange((blocks) => removed(blocks, index));
        focus(Math.max(0, index - 1));
      },
      add: (index, ...added) => {
        onChange((blocks) => inserted(blocks, index, ...added));
        focus(index + added.length - 1);
      },
      replace: (index, ...added) => onChange((blocks) => inserted(removed(blocks, index), index, ...added)),
      drag: {
        begin: (index) => {
          dragged.current = index;
        },
        end: () => {
          dragged.current = undefined;
        },
        active: () => dragged.current !== undefined,
        drop: (index) => {
          if (dragged.current !== undefined) move(dragged.current, index);
          dragged.current = undefined;
        },
      },
    };
  }, [onChange, place, count]);
}
