/** 备忘录 (办法 31(三)): where each party stands on each matter, what follows, and who signs that it is so. */
import type { LetterBlock } from './letter.ts';
import {
  articleOf,
  chineseDate,
  chineseNumber,
  clipped,
  MEASURES,
  numberColumn,
  sections,
  sentence,
  tableOf,
} from './letter-template-parts.ts';
import type { ItemRecord, MeetingDocumentContent, PlannedAction } from './meeting.ts';
import {
  clockText,
  correctionBlocks,
  factTable,
  headingOf,
  type MeetingDocumentFacts,
  nextStepText,
  OUTCOME_WORDS,
  partiesOf,
  STANCE_WORDS,
  texts,
  thirdPerson,
  titleWith,
  voteText,
  withinBounds,
} from './meeting-document-parts.ts';

const MOST_SIGNATORIES = 50;

export function memorandumDocument(facts: MeetingDocumentFacts): MeetingDocumentContent {
  const { arrangement, record, chair, recorder, department } = facts;
  const parties = partiesOf(facts);
  const body = [
    ...correctionBlocks(facts, '备忘录'),
    memorandumFacts(facts, parties),
    ...sections([
      ['会商事项及各方意见', ...record.items.flatMap((item, index) => itemBlocks(item, index, facts))],
      ['后续工作', ...followUp(record.items)],
      ['下一步安排', ...nextSteps(record.items)],
      ['其他', `本备忘录如实记载各方意见和会议议定的事项，经各方签字后，各执一份，共同遵守。`],
    ]),
  ];
  return {
    form: 'memorandum',
    title: titleWith(arrangement.title, '备忘录'),
    issue: '',
    department,
    date: arrangement.date,
    body: withinBounds(body),
    present: [],
    chair,
    recorder,
    signatories: parties.slice(0, MOST_SIGNATORIES),
    copies: [],
  };
}

function memorandumFacts({ arrangement, record, chair }: MeetingDocumentFacts, parties: readonly string[]): LetterBlock {
  const titles = record.items.map(({ title }, index) => `${record.items.length > 1 ? `${index + 1}.` : ''}${title.trim()}`);
  return factTable([
    ['事由', titles.join('\n')],
    ['日期', `${chineseDate(arrangement.date)}${clockText(record.head.startedAt || arrangement.startTime)}`],
    ['地点', arrangement.place],
    ['主持人', chair],
    ['参与各方', parties.join('\n')],
  ]);
}

function itemBlocks(item: ItemRecord, index: number, { department }: MeetingDocumentFacts): readonly LetterBlock[] {
  const positions = tableOf(item.positions, [
    numberColumn(),
    ['单位', 4, ({ department: name }) => name],
    ['立场', 1.8, ({ stance }) => STANCE_WORDS[stance], 'center'],
    ['意见和理由', 7, (position) => thirdPerson(position.text, position.department)],
  ]);
  const vote = voteText(item);
  const reason = item.conclusion.trim() === '' ? '' : thirdPerson(sentence(item.conclusion), department);
  return [
    headingOf(2, `（${chineseNumber(index + 1)}）${item.title.trim()}`),
    ...(positions.rows.length > 0 ? [positions] : []),
    ...(vote === '' ? [] : texts(`表决结果：${vote}。`)),
    ...texts(reason === '' ? `会议结果：${OUTCOME_WORDS[item.outcome]}。` : `会议结果：${OUTCOME_WORDS[item.outcome]}。${reason}`),
  ];
}

function followUp(items: readonly ItemRecord[]): readonly LetterBlock[] {
  const actions: readonly PlannedAction[] = items.flatMap((item) => item.actions);
  if (actions.length === 0) return [];
  return [
    tableOf(actions, [
      numberColumn(),
      ['工作事项', 5.8, ({ task }) => task],
      ['责任单位', 4.2, ({ owner }) => owner],
      ['完成时限', 3.3, ({ dueOn }) => chineseDate(dueOn), 'center'],
    ]),
  ];
}

/** 31(三): items that weren't agreed come again, or go to the 联席会议, which decides. */
function nextSteps(items: readonly ItemRecord[]): readonly string[] {
  const open = items.filter(({ outcome, next }) => outcome !== 'agreed' && next !== '');
  return open.map(({ title, outcome, next }, index) => {
    const number = open.length > 1 ? `${index + 1}.` : '';
    const rule = next === 'jointConference' ? `根据${MEASURES}${articleOf(31, 3)}，` : '';
    return `${number}${clipped(title.trim(), 200)}：${OUTCOME_WORDS[outcome]}，${rule}${nextStepText(next)}。`;
  });
}
