/** 会议纪要 (办法 31(三), GB/T 9704-2012 10.3): what was agreed and who does what until when, in the third person, and nothing else. */
import type { LetterBlock } from './letter.ts';
import { chineseDate, clipped, heading, sentence } from './letter-template-parts.ts';
import type { AgendaItem, ItemRecord, MeetingDocumentContent } from './meeting.ts';
import {
  aboutText,
  correctionBlocks,
  duty,
  isPresent,
  type MeetingDocumentFacts,
  namesByUnit,
  partiesOf,
  partOfDay,
  seriesName,
  texts,
  thirdPerson,
  titleWith,
  unitsPresent,
  withinBounds,
} from './meeting-document-parts.ts';

/** A sentence that speaks of the meeting needs no other beginning. */
const MEETING_SPEAKS = /^会议(?:认为|议定|决定|要求|强调|同意|明确|指出|听取|研究|审议|原则同意|确定|通过)/u;
const MOST_NAMES = 5000;
/** more items than this aren't all named in the first paragraph: they follow as headings */
const MOST_NAMED = 4;

export function minutesDocument(facts: MeetingDocumentFacts): MeetingDocumentContent {
  const { arrangement, record, chair, recorder, department, today } = facts;
  const agreed = record.items.filter(({ outcome }) => outcome === 'agreed');
  const body = [
    ...correctionBlocks(facts, '纪要'),
    ...texts(overview(facts, agreed)),
    ...agreed.flatMap((item, index) => [heading(index + 1, clipped(aboutText(item.title), 490)), ...itemBlocks(item, facts)]),
  ];
  return {
    form: 'minutes',
    title: titleWith(seriesName(arrangement), '纪要'),
    issue: arrangement.issue > 0 ? `（第${arrangement.issue}期）` : '',
    department,
    date: today,
    body: withinBounds(body),
    present: presence(facts),
    chair,
    recorder,
    signatories: [],
    copies: [...new Set([...partiesOf(facts), ...unitsPresent(record, 'observer')])].filter((name) => name !== department).slice(0, 100),
  };
}

/** 概况: time, place, chair, who came, and what it was about. */
function overview({ arrangement, record, chair, department }: MeetingDocumentFacts, agreed: readonly ItemRecord[]): string {
  const start = `${chineseDate(arrangement.date)}${partOfDay(record.head.startedAt || arrangement.startTime)}`;
  const place = arrangement.place.trim() === '' ? '' : `在${arrangement.place.trim()}`;
  const units = (as: 'attendee' | 'observer') => unitsPresent(record, as).filter((name) => name !== department);
  const [others, observers] = [units('attendee'), units('observer').filter((name) => !units('attendee').includes(name))];
  const came = [
    ...(others.length > 0 ? [`${others.join('、')}参加会议`] : []),
    ...(observers.length > 0 ? [`${observers.join('、')}列席会议`] : []),
  ];
  const named = agreed.slice(0, MOST_NAMED).map(({ title }) => title.trim());
  const subjects = `${named.join('、')}${agreed.length > MOST_NAMED ? `等${agreed.length}项议题` : ''}`;
  const about = agreed.length === 0 ? '' : `会议就${subjects}达成一致意见。`;
  const meeting = `${department}${place}召集${arrangement.title.trim()}`;
  return `${start}，${meeting}，${chair}主持会议。${came.length > 0 ? `${came.join('，')}。` : ''}${about}现将会议议定事项纪要如下：`;
}

function itemBlocks(item: ItemRecord, facts: MeetingDocumentFacts): readonly LetterBlock[] {
  const { arrangement, department } = facts;
  const agenda = arrangement.agenda.find(({ itemId }) => itemId === item.itemId);
  const view = commonView(item);
  const decided = item.conclusion
    .split('\n')
    .map((part) => thirdPerson(part.trim(), department))
    .filter((part) => part !== '')
    .map((part, index) => sentence(MEETING_SPEAKS.test(part) ? part : index === 0 ? `会议议定，${part}` : part));
  return [
    ...(agenda ? texts(introduction(agenda)) : []),
    ...(view === '' ? [] : texts(`会议认为，${view}`)),
    ...decided.flatMap((part) => texts(part)),
    ...dutyBlocks(item),
  ];
}

function introduction({ proposer, title }: AgendaItem): string {
  return proposer.trim() === '' ? '' : `会议听取了${proposer.trim()}${aboutText(title)}的情况说明。`;
}

/** What all say who took a position is what the meeting holds; as soon as one differs, it isn't. */
function commonView({ positions }: ItemRecord): string {
  if (positions.some(({ stance }) => stance !== 'agree')) return '';
  const said = positions.map(({ text, department }) => thirdPerson(text.trim().replace(/[。；]+$/u, ''), department));
  const different = [...new Set(said.filter((text) => text !== ''))];
  return different.length === 0 ? '' : sentence(different.join('；').replaceAll('\n', '；'));
}

function dutyBlocks({ actions }: ItemRecord): readonly LetterBlock[] {
  const [first] = actions;
  if (!first) return [];
  if (actions.length === 1) return texts(`会议要求，${duty(first)}`);
  return [...texts('会议要求：'), ...actions.flatMap((action, index) => texts(`${index + 1}.${duty(action)}`))];
}

/** 10.3: 出席, 请假, 列席 below the text. */
function presence({ record }: MeetingDocumentFacts): MeetingDocumentContent['present'] {
  const { attendance } = record.head;
  const came = attendance.filter(isPresent);
  const parts = [
    ['出席', came.filter((person) => person.as === 'attendee')],
    ['请假', attendance.filter(({ state }) => state === 'leave')],
    ['列席', came.filter((person) => person.as === 'observer')],
  ] as const;
  return parts
    .filter(([, people]) => people.length > 0)
    .map(([label, people]) => ({ label, names: clipped(namesByUnit(people), MOST_NAMES) }));
}
