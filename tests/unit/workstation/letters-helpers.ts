import type { LetterContent } from '#shared/domain/letter.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { PackageRow } from '#shared/workstation/api.ts';
import type { LetterDraftInput, LetterRow } from '#shared/workstation/letters/letters-api.ts';
import { type NodeWorkstation, required } from '../../../build/node-workstation.ts';
import { RECIPIENT, SENDER, type TwoDepartments } from './two-departments.ts';

export const CODE = '济高新审函';

export function content(changes: Partial<LetterContent> = {}): LetterContent {
  return {
    kind: 'inquiry',
    letterhead: SENDER.name,
    title: '关于食品经营许可办理标准的函',
    recipients: [RECIPIENT.name],
    body: [
      { type: 'paragraph', text: '为统一食品经营许可办理标准，现就核查要求函询如下。' },
      { type: 'paragraph', text: '请研究后函复。' },
    ],
    enclosures: [],
    signatories: [SENDER.name],
    seal: true,
    annotation: '联系人：王经办，联系电话：0537-0000001',
    copies: [],
    urgency: '',
    ...changes,
  };
}

export function letterDraft(changes: Partial<LetterContent> = {}, rest: Partial<LetterDraftInput> = {}): LetterDraftInput {
  return { letterId: createUuid(), content: content(changes), about: [], recipientIds: [RECIPIENT.uscc], ...rest };
}

export async function issue(at: NodeWorkstation, draft: LetterDraftInput = letterDraft(), code = CODE): Promise<LetterRow> {
  required(await at.workstation.saveDraft(draft));
  return required(await at.workstation.issueLetter({ letterId: draft.letterId, code, date: '2026-11-23', signer: '李局长' }));
}

export async function sendLetters(
  two: TwoDepartments,
  letters: readonly string[],
  name = 'letters.sgxe',
  from = two.sender,
): Promise<PackageRow> {
  const { token } = from.target(two.path(name));
  const recipients = [from === two.sender ? RECIPIENT.uscc : SENDER.uscc];
  const [row] = required(await from.workstation.exportLetters({ jobId: 'letters', token, recipients, letters, title: '' }));
  if (!row) throw new Error('no row');
  return row;
}

export const list = async (at: NodeWorkstation, changes: Partial<Parameters<NodeWorkstation['workstation']['letters']>[0]> = {}) =>
  required(await at.workstation.letters({ text: '', state: 'all', kinds: [], openOnly: false, ...changes }));
