/** What tests of the layout measure with, and how they read a page. */
import type { LaidOutPage, Measure, TextItem } from '#shared/documents/letter-page.ts';

/** Half-width letters of half an em, quotation marks of 0.35 em and dashes of 0.89 em, as some fonts have them. */
export const measure: Measure = (_role, character) => {
  if ('“”‘’'.includes(character)) return 0.35;
  if (character === '—') return 0.89;
  return character < '\u2000' ? 0.5 : 1;
};
export const textsOf = (page: LaidOutPage | undefined): readonly TextItem[] => page?.items.filter((item) => item.kind === 'text') ?? [];
export const textOf = (page: LaidOutPage | undefined) =>
  textsOf(page)
    .map(({ text }) => text)
    .join('');

/** How often each character stands in a text, white space left out. */
export function counts(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const character of text.replace(/\s/g, '')) found.set(character, (found.get(character) ?? 0) + 1);
  return found;
}
