/** The workbook of one meeting (办法 29–31): overview, who came, what came of each item, what is to be done. */

import { maskTelephone } from '#shared/domain/identifiers.ts';
import { MEETING_DOCUMENTS, MEETING_KINDS } from '#shared/domain/meeting.ts';
import { nextStepText, voteText } from '#shared/domain/meeting-document-parts.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { type WorkbookContent, writeWorkbook } from '#shared/spreadsheet/write-workbook.ts';
import type { SavedFile } from '../api.ts';
import type { Context } from '../context.ts';
import { saveBytes } from '../file-transfer.ts';
import { meetingDetail } from './meeting-detail.ts';
import {
  ACTION_WORDS,
  ATTENDANCE_WORDS,
  COUNT,
  column,
  DATE,
  daysText,
  NUMBER,
  numbered,
  outcomeText,
  positionsText,
  ROLE_WORDS,
  STAGE_WORDS,
  sheet,
  WRAPPED,
} from './meeting-sheets.ts';
import type { ActionRow, MeetingDetail, MeetingDocumentsApi } from './meetings-api.ts';

const OVERVIEW_COLUMNS = [column('项目', 20), column('内容', 100, WRAPPED)];
const ATTENDANCE_COLUMNS = [
  ...[NUMBER, column('部门', 30, WRAPPED), column('会前回复', 12), column('姓名', 12), column('职务', 20, WRAPPED)],
  ...[column('身份', 8), column('到会情况', 10), column('说明', 40, WRAPPED)],
];
const ITEM_COLUMNS = [
  ...[NUMBER, column('议题', 30, WRAPPED), column('提出部门', 24, WRAPPED), column('背景', 36, WRAPPED)],
  ...[column('拟请研究的问题', 36, WRAPPED), column('上会次数', 10, COUNT), column('各方意见', 40, WRAPPED), column('表决', 24, WRAPPED)],
  ...[column('结果', 16), column('议定内容或者未达成一致的原因', 48, WRAPPED), column('下一步', 24, WRAPPED)],
];
export const ACTION_COLUMNS = [
  ...[column('议题', 26, WRAPPED), column('督办事项', 44, WRAPPED), column('责任单位', 24, WRAPPED), column('提出单位', 24, WRAPPED)],
  ...[
    column('完成期限', 12, DATE),
    column('进度（%）', 10, COUNT),
    column('状态', 22),
    column('期限情况', 20),
    column('最近进展', 40, WRAPPED),
  ],
];

export async function saveMeetingWorkbook(
  context: Context,
  { meetingId, token, contacts }: Parameters<MeetingDocumentsApi['saveMeetingWorkbook']>[0],
): Promise<Result<SavedFile>> {
  const detail = meetingDetail(context, meetingId);
  return saveBytes(context.host.files, token, detail.ok ? ok(writeWorkbook(meetingWorkbook(detail.value, contacts))) : detail);
}

/** `contacts`: telephone numbers in full; otherwise masked, for they are personal data. */
export function meetingWorkbook(detail: MeetingDetail, contacts: boolean): WorkbookContent {
  const { title } = detail.row;
  return {
    sheets: [
      sheet('会议概况', title, OVERVIEW_COLUMNS, overview(detail, contacts)),
      sheet('参会情况', title, ATTENDANCE_COLUMNS, numbered(attendance(detail))),
      sheet('议题与结论', title, ITEM_COLUMNS, numbered(items(detail))),
      sheet('督办事项', title, [NUMBER, ...ACTION_COLUMNS], numbered(detail.actions.map(actionCells))),
    ],
  };
}

function overview({ row, arrangement, record, parties, documents, conclusions, actions }: MeetingDetail, contacts: boolean) {
  const { head } = record;
  const came = head.attendance.filter(({ state }) => state === 'present' || state === 'late').length;
  const counted = (outcome: string) => conclusions.filter((each) => each.outcome === outcome).length;
  const facts: readonly (readonly [string, string])[] = [
    ['会议名称', row.title],
    ['会议类型', `${row.kindName}（办法${MEETING_KINDS[row.kind].article}）`],
    ['期次', row.issue],
    ['状态', STAGE_WORDS[row.stage]],
    ['会议日期', row.date],
    ['会议时间', row.time],
    ['实际时间', [head.startedAt, head.endedAt].filter(Boolean).join('–')],
    ['会议地点', row.place],
    ['召集部门', row.convener],
    ['主持人', arrangement.chair],
    ['记录人', arrangement.recorder],
    ['联系人', contacts ? arrangement.contact : maskTelephone(arrangement.contact)],
    ['参会部门', parties.map(({ name }) => name).join('、')],
    ['议题征集截止', arrangement.collectUntil],
    ['到会人数', head.attendance.length === 0 ? '' : String(came)],
    [
      '议题',
      `${row.items} 个${conclusions.length === 0 ? '' : `，达成一致 ${counted('agreed')} 个，未达成一致 ${counted('notAgreed')} 个，暂缓 ${counted('deferred')} 个`}`,
    ],
    ['督办事项', actions.length === 0 ? '' : `${row.actions} 项，未完成 ${row.actionsOpen} 项`],
    [
      '会议文件',
      documents
        .filter(({ issued }) => issued)
        .map(documentText)
        .join('\n'),
    ],
    ['备注', [arrangement.remarks, head.remarks].filter((text) => text.trim() !== '').join('\n')],
  ];
  return facts;
}

function documentText({ form, title, issue, date }: MeetingDetail['documents'][number]): string {
  return `${MEETING_DOCUMENTS[form]}：${title}${issue}（${date}印发）`;
}

/** Who was noted; and of departments of which nobody was, what they answered. */
function attendance({ row, parties, record }: MeetingDetail): readonly (readonly string[])[] {
  const answers = new Map(parties.map((party) => [party.name, party]));
  const answered = (name: string) => {
    const party = answers.get(name);
    if (party) return party.answer === undefined ? '未回复' : party.answer === 'accepted' ? '参加' : '不能参加';
    return name === row.convener ? '召集' : '';
  };
  const noted = record.head.attendance.map(({ department, name, position, as, state, note }) => [
    ...[department, answered(department), name, position, ROLE_WORDS[as], ATTENDANCE_WORDS[state], note],
  ]);
  const named = new Set(record.head.attendance.map(({ department }) => department));
  const others = parties.flatMap(({ name, persons, reason }) => {
    if (named.has(name)) return [];
    if (persons.length === 0) return [[name, answered(name), '', '', '', '', reason]];
    return persons.map((person) => [name, answered(name), person.name, person.position, ROLE_WORDS[person.as], '', reason]);
  });
  return [...noted, ...others];
}

/** The agenda in its order, then what came up besides. */
function items({ arrangement, conclusions, histories }: MeetingDetail): readonly (readonly string[])[] {
  const known = new Map(arrangement.agenda.map((item) => [item.itemId, item]));
  const besides = conclusions.filter(({ itemId }) => !known.has(itemId));
  return [...arrangement.agenda, ...besides].map(({ itemId, title }) => {
    const item = known.get(itemId);
    const conclusion = conclusions.find((each) => each.itemId === itemId);
    const before = histories.find((each) => each.itemId === itemId)?.before.length ?? 0;
    const asked = [title, item?.proposer ?? '', item?.background ?? '', item?.question ?? '', String(before + 1)];
    if (!conclusion) return asked;
    const { conclusion: text, next } = conclusion;
    return [...asked, positionsText(conclusion), voteText(conclusion), outcomeText(conclusion), text, nextStepText(next)];
  });
}

/** As {@link ACTION_COLUMNS} */
export function actionCells(row: ActionRow): readonly string[] {
  const { itemTitle, task, owner, askedBy, dueOn, percent, state, lastNote } = row;
  return [itemTitle, task, owner, askedBy, dueOn, String(percent), ACTION_WORDS[state], daysText(row), lastNote];
}
