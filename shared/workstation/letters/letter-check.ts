/** The check of a letter with what the ledger knows: who was quoted as given, and when the letter that it answers was dated. */
import type { IsoDate } from '#shared/domain/approval.ts';
import type { LetterContent } from '#shared/domain/letter.ts';
import { checkLetter, type LetterProblem } from '#shared/domain/letter-checks.ts';
import { contentOf } from '#shared/ledger/record-state.ts';
import { type Context, today } from '../context.ts';
import type { LettersApi } from './letters-api.ts';

export function letterProblems(context: Context, input: Parameters<LettersApi['letterProblems']>[0]): readonly LetterProblem[] {
  const { content, about, stage, signer } = input;
  return checkLetter(content, {
    stage,
    today: today(context),
    ...(signer === undefined ? {} : { signer }),
    answeredOn: answeredOn(context, content),
    verbatim: about.flatMap((recordId) => quoted(context, recordId)),
  });
}

function answeredOn(context: Context, { answers }: LetterContent): IsoDate | undefined {
  const asked = answers?.letterId === undefined ? undefined : context.projection.letters.get(answers.letterId);
  return asked?.issued?.payload.content.date ?? asked?.registered?.payload.date;
}

/** Names and numbers of other systems stay as they are, whatever brackets they write. */
function quoted(context: Context, recordId: string): readonly string[] {
  const found = context.projection.byRecordId.get(recordId);
  if (!found) return [];
  const { counterpart, decisionNumber } = contentOf(found);
  return [counterpart.name, decisionNumber].filter((text) => text !== '');
}
