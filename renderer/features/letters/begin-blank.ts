/** A draft with nothing but what every letter of the department has. */
import type { Department } from '#shared/domain/department.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { LetterDraftInput } from '#shared/workstation/letters/letters-api.ts';
import { workstation } from '../../app/workstation-client.ts';

export async function beginBlank(
  department: Department | undefined,
  operator: string,
  about: readonly string[],
): Promise<Result<LetterDraftInput>> {
  const name = department?.name ?? '';
  const contact = [operator && `联系人：${operator}`, department?.telephone && `联系电话：${department.telephone}`]
    .filter(Boolean)
    .join('，');
  const draft: LetterDraftInput = {
    letterId: createUuid(),
    about,
    recipientIds: [],
    content: {
      kind: 'other',
      letterhead: name,
      title: `${name}关于`,
      recipients: [],
      body: [{ type: 'paragraph', text: '' }],
      enclosures: [],
      signatories: [name],
      seal: true,
      annotation: contact,
      copies: [],
      urgency: '',
    },
  };
  const saved = await workstation().saveDraft(draft);
  return saved.ok ? ok(draft) : saved;
}
