/** 会议台账 and 督办台账 of a year: what meetings there were, and how far all has come that they decided (办法 29, 31(三)). */
import { MEETING_DOCUMENTS } from '#shared/domain/meeting.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { MeetingState } from '#shared/ledger/meeting-register.ts';
import { type WorkbookContent, writeWorkbook } from '#shared/spreadsheet/write-workbook.ts';
import type { SavedFile } from '../api.ts';
import type { Context } from '../context.ts';
import { saveBytes } from '../file-transfer.ts';
import { actionRowsOf } from './actions.ts';
import { conclusionsOf, meetingRows } from './meeting-rows.ts';
import { COUNT, column, DATE, NUMBER, numbered, STAGE_WORDS, sheet, WRAPPED } from './meeting-sheets.ts';
import { ACTION_COLUMNS, actionCells } from './meeting-workbook.ts';
import type { MeetingDocumentsApi, MeetingRow } from './meetings-api.ts';

const MEETING_COLUMNS = [
  ...[NUMBER, column('日期', 12, DATE), column('时间', 14), column('会议类型', 12), column('期次', 8), column('会议名称', 36, WRAPPED)],
  ...[column('地点', 22, WRAPPED), column('召集部门', 26, WRAPPED), column('主持人', 12), column('参会部门', 40, WRAPPED)],
  ...[column('不能参加', 10, COUNT), column('到会人数', 10, COUNT), column('议题', 8, COUNT), column('达成一致', 10, COUNT)],
  ...[
    column('未达成一致', 12, COUNT),
    column('督办事项', 10, COUNT),
    column('未完成', 8, COUNT),
    column('会议文件', 34, WRAPPED),
    column('状态', 12),
  ],
];
const FOLLOWED_COLUMNS = [NUMBER, column('会议日期', 12, DATE), column('会议名称', 30, WRAPPED), ...ACTION_COLUMNS];

export async function saveYearLedger(
  context: Context,
  { year, token }: Parameters<MeetingDocumentsApi['saveYearLedger']>[0],
): Promise<Result<SavedFile>> {
  const ledger = yearLedger(context, year);
  return saveBytes(context.host.files, token, ledger.ok ? ok(writeWorkbook(ledger.value)) : ledger);
}

/** By day, the first of the year first. Items belong to the year of their meeting, whenever they are due. */
export function yearLedger(context: Context, year: number): Result<WorkbookContent> {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) return fail('meeting.year', '年份不对。请重新选择。');
  const rows = [...meetingRows(context, { text: '', show: 'all', kinds: [], year: String(year) })].reverse();
  const meetings = rows.flatMap((row) => {
    const meeting = context.projection.meetings.get(row.meetingId);
    return meeting ? [cells(context, meeting, row)] : [];
  });
  const followed = rows.flatMap(({ meetingId, date, title }) =>
    actionRowsOf(context, meetingId).map((action) => [date, title, ...actionCells(action)]),
  );
  const belongsTo = `${context.department.name} ${year}年`;
  return ok({
    sheets: [
      sheet('会议台账', belongsTo, MEETING_COLUMNS, numbered(meetings)),
      sheet('督办台账', belongsTo, FOLLOWED_COLUMNS, numbered(followed)),
    ],
  });
}

function cells(context: Context, meeting: MeetingState, row: MeetingRow): readonly string[] {
  const { chair, parties } = meeting.convened.payload.arrangement;
  const outcomes = conclusionsOf(meeting);
  const documents = context.projection.meetings
    .documentsOf(meeting.meetingId)
    .flatMap(({ issued }) => (issued ? [`${MEETING_DOCUMENTS[issued.payload.content.form]}${issued.payload.content.issue}`] : []));
  const held = meeting.state === 'held';
  const counts = [row.items, outcomes.filter(({ outcome }) => outcome === 'agreed').length, row.notAgreed, row.actions, row.actionsOpen];
  return [
    ...[row.date, row.time, row.kindName, row.issue, row.title, row.place, row.convener, chair],
    ...[parties.map(({ name }) => name).join('、'), String(row.refused), held ? String(present(meeting)) : ''],
    ...counts.map(String),
    ...[documents.join('\n'), STAGE_WORDS[row.stage]],
  ];
}

/** As it was noted here, or as the convener told. */
function present({ held, concluded }: MeetingState): number {
  if (held) return held.payload.record.head.attendance.filter(({ state }) => state === 'present' || state === 'late').length;
  return concluded?.payload.attendance.reduce((sum, each) => sum + each.present, 0) ?? 0;
}
