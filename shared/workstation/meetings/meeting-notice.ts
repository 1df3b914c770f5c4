/** 会议通知 (办法 31): begun with what is arranged, sent as a letter; the package of the meeting goes beside it. */
import { fillLetter } from '#shared/domain/letter-templates.ts';
import type { Arrangement } from '#shared/domain/meeting.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, newEntry, record } from '../context.ts';
import { saveDraft } from '../letters/letter-drafts.ts';
import { requireArranged } from './meeting-arranging.ts';
import { partyId } from './meeting-parties.ts';

/** A draft that wasn't issued yet is gone on with; after the issue a further notice tells of what has changed. */
export async function beginMeetingNotice(
  context: Context,
  vault: AttachmentVault,
  meetingId: string,
): Promise<Result<{ readonly letterId: string }>> {
  const meeting = requireArranged(context, meetingId);
  if (!meeting.ok) return meeting;
  if (!meeting.value.own) return fail('meeting.not-own', '这次会议由外部门召集，会议通知由它发出。');
  const known = context.projection.letters.get(meeting.value.noticed?.payload.letterId ?? '');
  if (known?.state === 'draft') return ok({ letterId: known.letterId });
  const { arrangement } = meeting.value.convened.payload;
  const letterId = createUuid();
  const about = arrangement.agenda.flatMap((item) => item.about).filter((recordId) => context.projection.byRecordId.has(recordId));
  const recipientIds = arrangement.parties.flatMap((party) => partyId(context, party) ?? []);
  const drafted = await saveDraft(context, vault, {
    letterId,
    content: fillLetter('meetingNotice', noticeFacts(context, arrangement)),
    about: [...new Set(about)].slice(0, 1000),
    recipientIds: recipientIds.filter((departmentId) => context.projection.directory.has(departmentId)),
    ...(arrangement.collectUntil === '' ? {} : { dueOn: arrangement.collectUntil }),
  });
  if (!drafted.ok) return drafted;
  const saved = await record(context, [newEntry(context, 'meeting.noticed', meetingId, { letterId })]);
  return saved.ok ? ok({ letterId }) : saved;
}

function noticeFacts({ department, operator }: Context, arrangement: Arrangement) {
  const { name, telephone } = department;
  const { title, issue, place, agenda, parties, contact, collectUntil } = arrangement;
  // “王经办，0537-…”: name and number stand apart in the 附注
  const [person = '', ...number] = contact.split(/[，,、\s]+/u).filter((part) => part !== '');
  return {
    from: { name, telephone },
    recipients: parties.map((party) => party.name),
    contact: { name: person === '' ? operator : person, ...(number.length > 0 ? { telephone: number.join(' ') } : {}) },
    ...(collectUntil === '' ? {} : { dueOn: collectUntil }),
    meeting: issue === 0 ? title : `${title}（第${issue}期）`,
    time: timeText(arrangement),
    place,
    agenda: agenda.map((item) => item.title),
  };
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

/** 2026年11月30日（星期一）上午9:00至11:30 */
function timeText({ date, startTime, endTime }: Arrangement): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
  const clock = (time: string) => `${Number(time.slice(0, 2))}${time.slice(2)}`;
  const half = startTime < '12:00' ? '上午' : '下午';
  return `${year}年${month}月${day}日（星期${weekday}）${half}${clock(startTime)}${endTime === '' ? '' : `至${clock(endTime)}`}`;
}
