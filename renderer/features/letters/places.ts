/** Where a problem is and which input shows it: the ids of the form are made from the places that the checks name. */

import type { LetterContent } from '#shared/domain/letter.ts';
import type { LetterPlace } from '#shared/domain/letter-problem.ts';
import { numberOf } from './body-model.ts';

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
  const element = candidates.map((place) => document.getElementById(placeId(place))).find((found) => found !== null);
  if (!element) return false;
  element.scrollIntoView({ block: 'center' });
  element.focus({ preventScroll: true });
  if ((element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) && at.end > at.start) {
    const before = numberLength(content, at);
    element.setSelectionRange(Math.max(0, at.start - before), Math.max(0, at.end - before));
  }
  return true;
}
