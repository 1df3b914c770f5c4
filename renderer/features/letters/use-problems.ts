/** What the checks say about the letter as it stands, asked for shortly after typing stops. */
import { startTransition, useEffect, useRef, useState } from 'react';
import type { LetterContent } from '#shared/domain/letter.ts';
import type { LetterProblem } from '#shared/domain/letter-problem.ts';
import { workstation } from '../../app/workstation-client.ts';

/** longer than the pauses within a word, and after the preview has been asked for: that is looked at first */
const DELAY_MS = 250;

/**
 * Undefined until the first answer. The service knows more than the page (whom the letter quotes, the date of the letter that it
 * answers), and its thread isn't the one that the keys come in on. The list stays the same object while nothing in it changes.
 */
export function useProblems(content: LetterContent, about: readonly string[]): readonly LetterProblem[] | undefined {
  const [problems, setProblems] = useState<readonly LetterProblem[]>();
  const [broken, setBroken] = useState<{ readonly error: unknown }>();
  const asked = useRef(false);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      asked.current = true;
      const result = await workstation().letterProblems({ content, about, stage: 'draft' });
      if (!current || !result.ok) return;
      startTransition(() => setProblems((before) => (before && same(before, result.value) ? before : result.value)));
    };
    const timer = setTimeout(() => ask().catch((error: unknown) => setBroken({ error })), asked.current ? DELAY_MS : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [content, about]);
  if (broken) throw broken.error;
  return problems;
}

function same(one: readonly LetterProblem[], other: readonly LetterProblem[]): boolean {
  return one.length === other.length && JSON.stringify(one) === JSON.stringify(other);
}
