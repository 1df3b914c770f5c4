/** Names and numbers of the records that a letter is about: the checks leave them as they are. */
import type { LetterDetail } from '#shared/workstation/letters/letters-api.ts';

export function verbatimOf(about: LetterDetail['about']): readonly string[] {
  return about.flatMap(({ title, subtitle }) => [title, ...subtitle.split(/[　，、]/)]).filter((word) => word.trim().length > 1);
}
