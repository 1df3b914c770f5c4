/** 会议记录 (办法 31(三)): who came, and by item who said what, how it was voted and what came of it; chair and recorder sign it. */
import type { LetterBlock } from './letter.ts';
import { clipped, heading, sentence } from './letter-template-parts.ts';
import type { Attendee, ItemRecord, MeetingDocumentContent } from './meeting.ts';
import { MEETING_KINDS } from './meeting.ts';
import {
  byUnit,
  clockText,
  correctionBlocks,
  duty,
  factTable,
  headingOf,
  isPresent,
  type MeetingDocumentFacts,
  meetingTime,
  nextStepText,
  OUTCOME_WORDS,
  STANCE_WORDS,
  texts,
  titleWith,
  voteText,
  withinBounds,
} from './meeting-document-parts.ts';

export function recordDocument(facts: MeetingDocumentFacts): MeetingDocumentContent {
  const { arrangement, record, chair, recorder, department } = facts;
  const parts = [
    ...record.items.map((item) => [item.title.trim(), itemBlocks(item)] as const),
    ...(record.head.remarks.trim() === '' ? [] : [['其他事项', texts(record.head.remarks)] as const]),
  ];
  const body = [
    ...correctionBlocks(facts, '会议记录'),
    headFacts(facts),
    ...parts.flatMap(([title, blocks], index) => [heading(index + 1, clipped(title, 490)), ...blocks]),
    ...(record.head.endedAt === '' ? [] : texts(`会议于${clockText(record.head.endedAt)}结束。`)),
  ];
  return {
    form: 'record',
    title: titleWith(arrangement.title, '记录'),
    issue: '',
    department,
    date: arrangement.date,
    body: withinBounds(body),
    present: [],
    chair,
    recorder,
    signatories: [],
    copies: [],
  };
}

function headFacts(facts: MeetingDocumentFacts): LetterBlock {
  const { arrangement, record, chair, recorder } = facts;
  const { attendance } = record.head;
  const came = attendance.filter(isPresent);
  const of = (state: Attendee['state']) => attendance.filter((person) => person.state === state);
  return factTable([
    ['会议类型', MEETING_KINDS[arrangement.kind].name],
    ['会议时间', meetingTime(facts)],
    ['会议地点', arrangement.place],
    ['主持人', chair],
    ['记录人', recorder],
    ['出席人员', peopleText(came.filter((person) => person.as === 'attendee'))],
    ['列席人员', peopleText(came.filter((person) => person.as === 'observer'))],
    ['请假人员', peopleText(of('leave'))],
    ['缺席人员', peopleText(of('absent'))],
    ['到会情况', countText(attendance)],
  ]);
}

/** A line for each department: 宁新区市场监督管理局：张三（科长）、李四（迟到） */
function peopleText(people: readonly Attendee[]): string {
  return byUnit(people)
    .map(({ department, people: members }) => `${department === '' ? '' : `${department}：`}${members.map(personText).join('、')}`)
    .join('\n');
}

function personText({ name, position, state, note }: Attendee): string {
  const remarks = [position.trim(), state === 'late' ? '迟到' : '', note.trim()].filter((text) => text !== '');
  return `${name}${remarks.length > 0 ? `（${remarks.join('，')}）` : ''}`;
}

function countText(attendance: readonly Attendee[]): string {
  if (attendance.length === 0) return '';
  const count = (of: (person: Attendee) => boolean) => attendance.filter(of).length;
  const parts = [
    ['迟到', count(({ state }) => state === 'late')],
    ['请假', count(({ state }) => state === 'leave')],
    ['缺席', count(({ state }) => state === 'absent')],
  ] as const;
  const others = parts.filter(([, number]) => number > 0).map(([word, number]) => `，${word}${number}人`);
  return `应到${attendance.length}人，实到${count(isPresent)}人${others.join('')}。`;
}

function itemBlocks(item: ItemRecord): readonly LetterBlock[] {
  const vote = voteText(item);
  const parts: readonly (readonly [string, readonly LetterBlock[]])[] = [
    ['发言情况', item.speeches.flatMap(({ speaker, department, text }) => texts(speakerText(speaker, department) + text.trim()))],
    ['各方意见', item.positions.flatMap(({ department, stance, text }) => texts(stanceText(department, STANCE_WORDS[stance], text)))],
    ['表决情况', vote === '' ? [] : texts(`${vote}。`)],
    ['议定情况', outcomeBlocks(item)],
  ];
  const chinese = ['（一）', '（二）', '（三）', '（四）'];
  return parts
    .filter(([, blocks]) => blocks.length > 0)
    .flatMap(([title, blocks], index) => [headingOf(2, `${chinese[index]}${title}`), ...blocks]);
}

function speakerText(speaker: string, department: string): string {
  const who = speaker.trim() || department.trim() || '与会人员';
  return `${who}${department.trim() === '' || who === department.trim() ? '' : `（${department.trim()}）`}：`;
}

function stanceText(department: string, stance: string, text: string): string {
  return `${department}：${stance}。${text.trim() === '' ? '' : sentence(text)}`;
}

function outcomeBlocks({ outcome, conclusion, next, actions }: ItemRecord): readonly LetterBlock[] {
  const word = OUTCOME_WORDS[outcome];
  const result = conclusion.trim() === '' ? `${word}。` : `${word}：${sentence(conclusion)}`;
  const step = nextStepText(next);
  return [
    ...texts(result),
    ...(outcome === 'agreed' || step === '' ? [] : texts(`下一步：${step}。`)),
    ...actions.flatMap((action, index) => texts(`督办事项${actions.length > 1 ? index + 1 : ''}：${duty(action)}`)),
  ];
}
