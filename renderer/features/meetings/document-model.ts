/** Documents of a meeting: which can be made, and where what the checks say stands in the form (办法 31(三)). */
import type { MeetingDocumentContent, MeetingDocumentForm } from '#shared/domain/meeting.ts';
import type { MeetingDocumentPlace } from '#shared/domain/meeting-document-checks.ts';
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';

/**
 * From a closed record only. A 会议记录 everybody keeps for itself; 纪要 and 备忘录 are the convener's. Of each form there is
 * one: what was issued is corrected from its own page, what is a draft is gone on with.
 */
export function makeableForms({ row, closed, documents, conclusions }: MeetingDetail): readonly MeetingDocumentForm[] {
  if (!closed || row.stage === 'cancelled') return [];
  const own = new Set(documents.filter(({ confirmed }) => confirmed === undefined).map(({ form }) => form));
  const agreed = conclusions.some(({ outcome }) => outcome === 'agreed');
  const wanted: readonly MeetingDocumentForm[] = row.own ? ['minutes', 'memorandum', 'record'] : ['record'];
  // a 纪要 says what was agreed; where nothing was, a 备忘录 tells where everybody stands
  return wanted.filter((form) => !own.has(form) && (form !== 'minutes' || agreed));
}

/** parts whose many texts stand in one input */
const WHOLE: ReadonlySet<MeetingDocumentPlace['part']> = new Set(['signatories', 'copies']);

export function placeId({ part, index, block, row, column }: Omit<MeetingDocumentPlace, 'start' | 'end'>): string {
  if (WHOLE.has(part)) return `document-${part}`;
  const steps = [
    index !== undefined && `i${index}`,
    block !== undefined && `b${block}`,
    row !== undefined && `r${row}`,
    column !== undefined && `c${column}`,
  ];
  return ['document', part, ...steps.filter((step) => step !== false)].join('-');
}

/** Where to look for the place, the closest first: what has no input of its own is shown by what is around it. */
export function placesOf({ part, index, block, row, column }: MeetingDocumentPlace): readonly string[] {
  const inPart = { part, ...(index !== undefined && { index }) };
  const inBlock = { ...inPart, ...(block !== undefined && { block }) };
  const exact = { ...inBlock, ...(row !== undefined && { row }), ...(column !== undefined && { column }) };
  return [placeId(exact), placeId(inBlock), placeId(inPart), placeId({ part }), placeId({ part, index: 0 })];
}

/** What a form of document has; the others aren't shown. */
export function partsOf(form: MeetingDocumentForm): readonly (keyof MeetingDocumentContent)[] {
  const first = ['title', 'issue', 'department', 'date', 'body', 'present'] as const;
  switch (form) {
    case 'record':
      return [...first, 'chair', 'recorder'];
    case 'minutes':
      return [...first, 'copies'];
    case 'memorandum':
      return [...first, 'signatories', 'copies'];
  }
}
