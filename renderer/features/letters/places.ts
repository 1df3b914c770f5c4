/** Where a problem is and which input shows it: the ids of the form are made from the places that the checks name. */

import type { LetterContent } from '#shared/domain/letter.ts';
import type { LetterPlace } from '#shared/domain/letter-problem.ts';
import { numberOf } from '../../components/paper/body-model.ts';
import { focusText } from '../../components/paper/focus-text.ts';

type Place = Omit<LetterPlace, 'start' | 'end'>;

/** parts whose many texts stand in one input */
const WHOLE: ReadonlySet<LetterPlace['part']> = new Set(['recipients', 'copies']);

export function placeId({ part, index, block, row, column }: Place): string {
  if (WHOLE.has(part)) return `letter-${part}`;
  const steps = [
    index !== undefined && `i${index}`,
    block !== undefined && `b${block}`,
    row !== undefined && `r${row}`,
    column !== undefined && `c${column}`,
  ];
  return ['letter', part, ...steps.filter((step) => step !== false)].join('-');
}

/** The block that a place is in; its heading's number isn't part of the input. */
function numberLength(content: LetterContent, { part, index, block }: Place): number {
  if (block === undefined) return 0;
  const blocks = part === 'enclosures' ? content.enclosures[index ?? 0]?.blocks : content.body;
  const found = blocks?.[block];
  return found?.type === 'heading' ? numberOf(found.text).length : 0;
}

/** Puts the cursor where the problem is and selects the characters; false when no input shows that place. */
export function focusPlace(content: LetterContent, at: LetterPlace): boolean {
  // a place inside something that has no input of its own is shown by what is around it
  const { part, index, block } = at;
  const candidates: Place[] = [
    at,
    { part, ...(index !== undefined && { index }), ...(block !== undefined && { block }) },
    { part, ...(index !== undefined && { index }) },
    { part },
  ];
  const before = numberLength(content, at);
  return focusText(candidates.map(placeId), { start: at.start - before, end: at.end - before });
}
