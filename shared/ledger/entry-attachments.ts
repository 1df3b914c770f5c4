/** Which files an entry names. What names a file needs it in the vault, and takes it along in a package. */
import type { Attachment } from '#shared/domain/approval.ts';
import type { LetterContent } from '#shared/domain/letter.ts';
import type { Entry } from './entry.ts';
import type { TransferItem } from './letter-entries.ts';

export function attachmentsOf(entry: Entry): readonly Attachment[] {
  switch (entry.type) {
    case 'approval.recorded':
    case 'approval.corrected':
      return entry.payload.approval.attachments ?? [];
    case 'supervision.recorded':
    case 'supervision.corrected':
      return entry.payload.supervision.attachments ?? [];
    case 'letter.drafted':
      return letterFiles(entry.payload);
    case 'letter.issued':
      return [entry.payload.pdf, ...letterFiles(entry.payload)];
    case 'letter.registered':
      return entry.payload.files;
    case 'letterTemplate.saved':
      return letterFiles(entry.payload);
    case 'review.stepped':
      return entry.payload.files ?? [];
    case 'meeting.applied':
      return entry.payload.application.items.flatMap(({ files }) => files);
    case 'meeting.convened':
      return entry.payload.arrangement.agenda.flatMap(({ files }) => files);
    case 'agendaItem.proposed':
      return entry.payload.item.files;
    case 'meetingDocument.issued':
      return [entry.payload.pdf];
    case 'action.progressed':
      return entry.payload.files;
    default:
      return [];
  }
}

/**
 * SHA-256 of every file that has to stay in the vault for this entry: what it names as evidence, and the papers of a package,
 * which are kept to write it again byte for byte.
 */
export function filesNamedBy(entry: Entry): readonly string[] {
  if (entry.type === 'package.exported') return (entry.payload.recipe?.print ?? []).map(({ sha256 }) => sha256);
  return attachmentsOf(entry).map(({ sha256 }) => sha256);
}

function letterFiles(letter: { readonly content: LetterContent; readonly transfer?: readonly TransferItem[] | undefined }): Attachment[] {
  return [...letter.content.enclosures, ...(letter.transfer ?? [])].flatMap(({ file }) => file ?? []);
}
