/** 许可类别 (双公示 XK_XKLB): 普通 01, 特许 02, 认可 03, 核准 04, 登记 05, 其他 06 with what it stands for. */
import { type LicenceCategory, licenceCategorySchema } from '#shared/domain/approval.ts';
import { comparableText } from '#shared/domain/text.ts';

export interface CategoryReading {
  readonly category: LicenceCategory;
  readonly note?: string;
  /** false: the text names no category of the table; 其他 was taken and the text became the note */
  readonly known: boolean;
}

const NAMES = licenceCategorySchema.options;
const BY_NAME: ReadonlyMap<string, LicenceCategory> = new Map(
  NAMES.flatMap((name, index) => [
    [name, name] as const,
    [`${name}许可`, name] as const,
    [String(index + 1), name] as const,
    [`0${index + 1}`, name] as const,
    [`0${index + 1}${name}`, name] as const,
    [`0${index + 1}-${name}`, name] as const,
  ]),
);

const SEPARATORS = /^[-－—–:：、\s]+/u;
const OTHER = /^(?:其他|其它|0?6)(?=$|[-－—–:：、\s（(])(.*)$/su;

function noteOf(text: string): { readonly note?: string } {
  const note = text.replace(SEPARATORS, '').trim();
  return note ? { note } : {};
}

/**
 * Reads a category by name or code, `其他-备案` and `其他（备案）` with their note.
 * @param text cleaned, not empty
 */
export function readCategory(text: string): CategoryReading {
  const exact = BY_NAME.get(text) ?? BY_NAME.get(comparableText(text).replace('其它', '其他'));
  if (exact) return { category: exact, known: true };
  const rest = OTHER.exec(text)?.[1]?.trim();
  if (rest === undefined) return { category: '其他', ...noteOf(text), known: false };
  return { category: '其他', ...noteOf(/^[（(].*[)）]$/su.test(rest) ? rest.slice(1, -1) : rest), known: true };
}
