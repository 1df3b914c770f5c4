/** The home page: what waits for whom, what is late, and what happened last. */
import { workingDaysLeft } from '#shared/domain/deadlines.ts';
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { letterTitle } from '#shared/domain/letter.ts';
import { calendarNote } from '#shared/domain/working-calendar.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { compareEntries } from '#shared/ledger/projection.ts';
import { contentOf, type RecordState } from '#shared/ledger/record-state.ts';
import type { ApprovalStatus, Overview } from './api.ts';
import { type Standings, toRow } from './approvals/approval-rows.ts';
import { type Context, departmentName, localTime, today } from './context.ts';
import { describeStep } from './handling/review-text.ts';
import { isMeetingFact, meetingSentence } from './meetings/meeting-text.ts';
import { receiptDue } from './packages/package-export.ts';
import { contentTitle } from './records/record-content.ts';

const URGENT_ROWS = 8;
const RECENT_ROWS = 12;
/** 即将到期: this many working days left, or fewer */
const SOON_DAYS = 1;

export function overviewOf(context: Context, standings: Standings): Overview {
  const day = today(context);
  let toClaim = 0;
  const counts = { approval: noCounts(), supervision: noCounts() };
  const open: { readonly record: RecordState; readonly dueOn: string }[] = [];
  for (const record of context.projection.records) {
    const standing = standings.of(record);
    const own = record.ownerId === context.department.uscc;
    const ofKind = counts[record.kind];
    if (standing.status === 'toClaim') toClaim += 1;
    if (own && standing.status === 'notPushed') ofKind.notPushed += 1;
    if (own && standing.status === 'returned') ofKind.returnedByOthers += 1;
    if (own && AWAITING.has(standing.status)) ofKind.awaitingAnswer += 1;
    if (!standing.deadline) continue;
    const left = workingDaysLeft(standing.deadline.dueOn, day);
    if (left < 0) ofKind.overdue += 1;
    else if (left <= SOON_DAYS) ofKind.dueSoon += 1;
    open.push({ record, dueOn: standing.deadline.dueOn });
  }
  const urgent = open
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.record.position - b.record.position))
    .slice(0, URGENT_ROWS)
    .map(({ record }) => toRow(context, standings.of(record), record, day));
  const departments = [...context.projection.directory.keys()];
  const year = Number(day.slice(0, 4));
  return {
    department: context.department,
    today: day,
    toClaim,
    ...counts.approval,
    supervision: counts.supervision,
    receiptsDue: departments.filter((departmentId) => receiptDue(context, departmentId)).length,
    gaps: countGaps(context),
    conflicts: context.projection.conflicts.size,
    records: context.projection.count('approval'),
    urgent,
    recent: recentLines(context),
    // Deadlines of the last working days of a year fall into the next one.
    calendarNote: day.slice(5) >= '12-15' ? calendarNote(year, year + 1) : calendarNote(year),
  };
}

function noCounts() {
  return { overdue: 0, dueSoon: 0, notPushed: 0, awaitingAnswer: 0, returnedByOthers: 0 };
}

const AWAITING: ReadonlySet<ApprovalStatus> = new Set(['pushed', 'handedOver', 'received']);

/** Numbers that we lack, and numbers that others told us they lack. */
function countGaps({ projection: { packages } }: Context): number {
  const lacking = packages.gaps().reduce((sum, gap) => sum + gap.missing.length, 0);
  return lacking + packages.reportedMissing().reduce((sum, report) => sum + report.sequences.length, 0);
}

function recentLines(context: Context): Overview['recent'] {
  return [...context.projection.recent]
    .sort(compareEntries)
    .reverse()
    .slice(0, RECENT_ROWS)
    .map((entry) => ({ at: localTime(entry.at), text: describe(context, entry), ...recordOf(context, entry) }));
}

function recordOf(context: Context, entry: Entry): Pick<Overview['recent'][number], 'recordId' | 'kind'> {
  const found = context.projection.byRecordId.get(entry.subject);
  return { recordId: found?.recordId, kind: found?.kind };
}

function describe(context: Context, entry: Entry): string {
  const who = entry.actor.departmentId === context.department.uscc ? '' : `${departmentName(context, entry.actor.departmentId)}：`;
  if (isMeetingFact(entry)) return `${who}${meetingSentence(context, entry)}`;
  const found = context.projection.byRecordId.get(entry.subject);
  const about = found && contentOf(found);
  const what = about ? `“${about.decisionNumber || contentTitle(about)}”（${about.counterpart.name}）` : '';
  switch (entry.type) {
    case 'approval.recorded':
    case 'supervision.recorded':
      return `${who}录入${what}`;
    case 'approval.corrected':
    case 'supervision.corrected':
      return `${who}更正${what}`;
    case 'claim.made':
      return `${who}认领${what}`;
    case 'claim.returned':
      return `${who}退回${what}，理由：${entry.payload.reason}`;
    case 'import.committed': {
      const { fileName, recorded, corrected, rejected } = entry.payload;
      return `导入表格“${fileName}”：新增 ${recorded} 条，更新 ${corrected} 条，未通过 ${rejected} 条`;
    }
    case 'package.exported':
      return `导出数据包给${departmentName(context, entry.payload.recipient)}：${entry.payload.title}`;
    case 'package.imported':
      return who
        ? `${who}已接收数据包“${entry.payload.title}”`
        : `导入${departmentName(context, entry.payload.sender)}的数据包：${entry.payload.title}`;
    case 'package.handedOver':
      return `交接数据包给${departmentName(context, entry.payload.recipient)}：${entry.payload.receivedBy} 签收`;
    case 'package.resent':
      return `重新发送数据包给${departmentName(context, entry.payload.recipient)}：${entry.payload.fileName}`;
    case 'gap.reported': {
      const { missing } = entry.payload;
      const lacking = missing.length > 0 ? `没有收到第 ${missing.join('、')} 包` : '此前缺的包已经补齐或者说明';
      return who ? `${who}报告${lacking}` : `告知${departmentName(context, entry.subject)}：${lacking}`;
    }
    case 'gap.explained':
      return `说明${departmentName(context, entry.subject)}第 ${entry.payload.sequences.join('、')} 包不再补发：${entry.payload.reason}`;
    case 'key.learned':
      return `登记${departmentName(context, entry.payload.departmentId)}的密钥，待核对`;
    case 'key.revoked':
      return `吊销${departmentName(context, entry.payload.departmentId)}的一把密钥（${entry.payload.note}）`;
    case 'coordinator.named':
      return `${entry.payload.coordinator ? '设' : '取消'}${departmentName(context, entry.subject)}为协调部门`;
    case 'card.listed':
      return '名录包中的部门名片';
    case 'directory.changed':
      return `登记部门：${entry.payload.department.name}`;
    case 'key.confirmed':
      return entry.payload.means === 'own'
        ? '登记本机的密钥'
        : `确认${departmentName(context, entry.payload.departmentId)}的密钥指纹（${entry.payload.against}）`;
    case 'department.profiled':
      return '登记本部门资料';
    case 'letter.issued':
      return `${who}${who ? '来函' : '签发公函'}“${letterTitle(entry.payload.content.title)}”（${formatDocumentNumber(entry.payload.number)}）`;
    case 'letter.registered':
      return `登记${entry.payload.from}来函“${letterTitle(entry.payload.title)}”`;
    case 'letter.discarded':
      return '放弃一份公函草稿';
    case 'number.voided':
      return `作废${formatDocumentNumber(entry.payload.number)}：${entry.payload.reason}`;
    case 'transfer.checked':
      return `${who}核收移送的案卷（${entry.payload.receivedBy} 签收）`;
    case 'review.stepped':
      return describeStep(context, entry);
    case 'review.targeted':
      return entry.payload.targetOn === '' ? '取消一件函告的自定办结日' : `为一件函告自定办结日：${entry.payload.targetOn}`;
    case 'letter.drafted':
    case 'letterTemplate.saved':
    case 'numbers.reserved':
      return '';
    case 'mapping.remembered':
      return `记住“${entry.payload.sourceSystem}”的列对应（${Object.keys(entry.payload.columns).length} 列）`;
  }
}
