/** How long a 函告 has been here, and by when its next step is due (办法 21(三)). */
import type { ReviewDetail } from '#shared/workstation/handling/handling-api.ts';
import { DueTag } from './due-tag.tsx';
import { text } from './text.ts';

const words = text.reviews;

export function Clock({ row }: { readonly row: ReviewDetail }) {
  if (row.own && row.next === undefined) return null;
  return (
    <>
      {row.claimDueOn !== '' && <DueTag daysLeft={row.claimDaysLeft} estimated={row.claimEstimated} />}
      {row.claimDueOn === '' && <DueTag daysLeft={row.targetDaysLeft} />}
      <div className="handling-secondary">
        {row.claimDueOn === ''
          ? row.act
            ? words.elapsedDone(row.daysElapsed)
            : (row.own ? words.elapsedOwn : words.elapsed)(row.daysElapsed)
          : words.claim(row.claimDueOn)}
      </div>
    </>
  );
}
