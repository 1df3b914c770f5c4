/** A letter of each kind from plain facts: complete where the ledger knows, 〔……〕 where the writer has to say it. */
import type { LetterContent, LetterKind } from '#shared/domain/letter.ts';
import type { LetterFactsByKind } from '#shared/domain/letter-facts.ts';
import {
  expertListLetter,
  inquiryLetter,
  inspectionLetter,
  liaisonLetter,
  meetingLetter,
  otherLetter,
  replyLetter,
} from '#shared/domain/letter-templates-liaison.ts';
import { approvalPushLetter, caseTransferLetter, supervisionPushLetter } from '#shared/domain/letter-templates-push.ts';
import {
  cancelLetter,
  changeLetter,
  commitmentLetter,
  decisionLetter,
  keepLetter,
  penaltyLetter,
  revokeLetter,
  withdrawLetter,
} from '#shared/domain/letter-templates-review.ts';

export { correctionLetter } from '#shared/domain/letter-templates-liaison.ts';

type Templates = { readonly [K in LetterKind]: (facts: LetterFactsByKind[K]) => LetterContent };

const TEMPLATES: Templates = {
  approvalPush: approvalPushLetter,
  supervisionPush: supervisionPushLetter,
  changeNotice: changeLetter,
  withdrawNotice: withdrawLetter,
  revokeNotice: revokeLetter,
  cancelNotice: cancelLetter,
  keepNotice: keepLetter,
  decisionNotice: decisionLetter,
  penaltyProposal: penaltyLetter,
  inquiry: inquiryLetter,
  reply: replyLetter,
  commitmentBreach: commitmentLetter,
  expertList: expertListLetter,
  inspectionInvitation: inspectionLetter,
  liaisonFiling: liaisonLetter,
  meetingNotice: meetingLetter,
  caseTransfer: caseTransferLetter,
  other: otherLetter,
};

/**
 * The letter of this kind with everything that `facts` know, as a draft for the writer.
 * @returns content that its schema takes whatever the records hold; longer texts than it allows end in ……
 */
export function fillLetter<K extends LetterKind>(kind: K, facts: LetterFactsByKind[K]): LetterContent {
  return TEMPLATES[kind](facts);
}
