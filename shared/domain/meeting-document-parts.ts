/** What 会议记录, 会议纪要 and 备忘录 have in common: how times, people, units and decisions of a meeting are written. */
import type { IsoDate } from './approval.ts';
import type { LetterBlock, TableBlock } from './letter.ts';
import { chineseDate, clipped, sentence } from './letter-template-parts.ts';
import { type Arrangement, type Attendee, type ItemRecord, MEETING_KINDS, type MeetingRecord, type PlannedAction } from './meeting.ts';

/** The contract bounds a text of the body, a cell and the number of blocks. */
const MOST_TEXT = 10_000;
const MOST_CELL = 2000;
const MOST_BLOCKS = 1000;

export interface MeetingDocumentFacts {
  readonly arrangement: Arrangement;
  /** as it was closed */
  readonly record: MeetingRecord;
  readonly chair: string;
  readonly recorder: string;
  /** 编发机关, and who speaks where a text says 我局 */
  readonly department: string;
  readonly today: IsoDate;
  /** the issued document that this one corrects */
  readonly corrects?: { readonly title: string; readonly issue: string; readonly date: IsoDate };
}

// ---- titles ----

/** “联席会议会议纪要” says 会议 twice. */
export function titleWith(title: string, form: '记录' | '纪要' | '备忘录'): string {
  const name = title.trim();
  const joins = form === '备忘录' || /会(?:议)?$/u.test(name);
  return clipped(name, 190) + (joins ? form : `会议${form}`);
}

const FULL_NAMES = {
  monthly: '审批与监管联络员例会',
  occasional: '审批与监管联络员例会',
  coordination: '审批与监管协调会议',
  thematic: '审批与监管专题会议',
  jointConference: '行政审批与监管联席会议',
  emergency: '审批与监管紧急会议',
} as const satisfies Readonly<Record<Arrangement['kind'], string>>;

/** 标志 of a 纪要 (GB/T 9704 10.3): what meeting it is, whichever of them; day and number stand below it. */
export function seriesName({ kind, title }: Pick<Arrangement, 'kind' | 'title'>): string {
  const name = title
    .trim()
    .replace(/^\d{4}年(?:度)?/u, '')
    .replace(/^\d{1,2}月(?:份)?(?:\d{1,2}日)?/u, '')
    .replace(/^(?:第?[一二三四五六七八九十百\d]+(?:次|期|季度))/u, '')
    .trim();
  return name === '' || name === MEETING_KINDS[kind].name ? FULL_NAMES[kind] : name;
}

// ---- time ----

/** `09:30` as 9时30分, `11:00` as 11时 */
export function clockText(time: string): string {
  const [hours = '', minutes = ''] = time.split(':');
  return minutes === '00' ? `${Number(hours)}时` : `${Number(hours)}时${Number(minutes)}分`;
}

/** 上午, 下午, 晚上: what a 纪要 says of the hour */
export function partOfDay(time: string): string {
  return time < '12:00' ? '上午' : time < '18:00' ? '下午' : '晚上';
}

/** 2026年11月26日9时30分至11时: as it went, otherwise as it was arranged */
export function meetingTime({ arrangement, record }: Pick<MeetingDocumentFacts, 'arrangement' | 'record'>): string {
  const from = record.head.startedAt || arrangement.startTime;
  const to = record.head.endedAt || (record.head.startedAt === '' ? arrangement.endTime : '');
  return `${chineseDate(arrangement.date)}${clockText(from)}${to === '' ? '' : `至${clockText(to)}`}`;
}

// ---- people ----

export interface Unit {
  readonly department: string;
  readonly people: readonly Attendee[];
}

/** By department, in the order in which they were noted. */
export function byUnit(people: readonly Attendee[]): readonly Unit[] {
  const units = new Map<string, Attendee[]>();
  for (const person of people) {
    const known = units.get(person.department);
    if (known) known.push(person);
    else units.set(person.department, [person]);
  }
  return [...units].map(([department, members]) => ({ department, people: members }));
}

/** 张三、李四（宁新区行政审批服务局），王五（宁新区市场监督管理局） */
export function namesByUnit(people: readonly Attendee[]): string {
  return byUnit(people)
    .map(({ department, people: members }) => members.map(({ name }) => name).join('、') + (department === '' ? '' : `（${department}）`))
    .join('，');
}

export const isPresent = ({ state }: Attendee) => state === 'present' || state === 'late';

/** Departments that came as `as`, in the order in which they were noted, each once. */
export function unitsPresent({ head }: MeetingRecord, as: Attendee['as']): readonly string[] {
  const came = head.attendance.filter((person) => isPresent(person) && person.as === as);
  return byUnit(came).flatMap(({ department }) => (department === '' ? [] : [department]));
}

/** Who takes part: who convened it, who was asked, who came; not those who only listened. */
export function partiesOf({ arrangement, record, department }: MeetingDocumentFacts): readonly string[] {
  return [...new Set([department, ...arrangement.parties.map(({ name }) => name), ...unitsPresent(record, 'attendee')])];
}

// ---- third person ----

const SELF = /我(?:局|委|办|厅|中心|队|大队|支队|单位|部门|方|处|科|室)|本(?:局|委|办|厅|中心|大队|支队|单位|部门)(?!门)/gu;
const OTHERS = /我们(?:局|委|单位|部门|科)?|咱们?/gu;

/** Speaks of `name` instead of 我局 and 我们: a 纪要 and a 备忘录 are nobody's speech. Quoted titles stay. */
export function thirdPerson(text: string, name: string): string {
  return text
    .split(/(《[^》]*》)/u)
    .map((part) => (part.startsWith('《') ? part : part.replace(OTHERS, name).replace(SELF, name)))
    .join('');
}

// ---- decisions ----

export const OUTCOME_WORDS = {
  open: '尚未记录结果',
  agreed: '达成一致意见',
  notAgreed: '未达成一致意见',
  deferred: '暂缓研究',
} as const satisfies Readonly<Record<ItemRecord['outcome'], string>>;

export const STANCE_WORDS = { agree: '同意', disagree: '不同意', reserve: '保留意见' } as const;

/** 31(三): what comes next with an item that was not agreed. */
export function nextStepText(next: ItemRecord['next']): string {
  switch (next) {
    case 'nextMeeting':
      return '择机再次召开例会研究';
    case 'jointConference':
      return '形成解决意见，提请区行政审批与监管联席会议审定';
    case '':
      return '';
  }
}

export function voteText({ vote }: Pick<ItemRecord, 'vote'>): string {
  return vote ? `同意${vote.for}票，反对${vote.against}票，弃权${vote.abstain}票` : '';
}

const FINISHED = /(?:完成|办结|到位)$/u;

/** 由宁新区应急管理局负责，于2026年12月10日前完成核查清单。 */
export function duty({ owner, task, dueOn }: PlannedAction): string {
  const what = sentence(task).slice(0, -1);
  return `由${owner}负责${what}，于${chineseDate(dueOn)}前${FINISHED.test(what) ? '办结' : '完成'}。`;
}

/** 关于食品经营许可核查标准的问题: headings of a 纪要 */
export function aboutText(title: string): string {
  const name = title.trim().replace(/[。；，、]+$/u, '');
  return /^(?:关于|研究|审议|听取|通报|讨论)/u.test(name) ? name : `关于${name}`;
}

// ---- blocks ----

/** One block, or as many as the contract's bound makes of it. */
export function texts(text: string): readonly LetterBlock[] {
  const blocks: LetterBlock[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    const end = rest.length <= MOST_TEXT ? rest.length : cutBefore(rest, MOST_TEXT);
    blocks.push({ type: 'paragraph', text: rest.slice(0, end).trim() });
    rest = rest.slice(end).trim();
  }
  return blocks;
}

/** Where a text may be cut: after a line, after a sentence, otherwise not inside a surrogate pair. */
function cutBefore(text: string, most: number): number {
  const head = text.slice(0, most);
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('。')) + 1;
  return end > most / 2 ? end : head.replace(/[\ud800-\udbff]$/u, '').length;
}

export function headingOf(level: 1 | 2 | 3, text: string): LetterBlock {
  return { type: 'heading', level, text: clipped(text, 500) };
}

export type Fact = readonly [label: string, value: string];

/** Label and value. A table without column titles is a table of facts: laid out without a head, the labels in 黑体. */
export function factTable(facts: readonly Fact[]): TableBlock {
  const rows = facts.filter(([, value]) => value.trim() !== '').flatMap(([label, value]) => factRows(label, value));
  return {
    type: 'table',
    columns: [
      { title: '', width: 20, align: 'center' },
      { title: '', width: 100, align: 'left' },
    ],
    rows,
  };
}

export function isFactTable(block: LetterBlock): block is TableBlock {
  return block.type === 'table' && block.columns.every(({ title }) => title === '');
}

/** Attendance of 300 people doesn't fit into one cell of the contract. */
function factRows(label: string, value: string): string[][] {
  const rows: string[][] = [];
  for (let rest = value.trim(); rest !== ''; ) {
    const end = rest.length <= MOST_CELL ? rest.length : cutBefore(rest, MOST_CELL);
    rows.push([rows.length === 0 ? label : `${label}（续）`, rest.slice(0, end).trim()]);
    rest = rest.slice(end).trim();
  }
  return rows;
}

/** Several short paragraphs as one block: an LF begins a paragraph all the same, so nothing changes on paper. */
export function withinBounds(blocks: readonly LetterBlock[]): LetterBlock[] {
  if (blocks.length <= MOST_BLOCKS) return [...blocks];
  const merged: LetterBlock[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (last?.type === 'paragraph' && block.type === 'paragraph' && last.text.length + block.text.length < MOST_TEXT) {
      merged[merged.length - 1] = { type: 'paragraph', text: `${last.text}\n${block.text}` };
    } else merged.push(block);
  }
  return merged;
}

/** What a correction says first. */
export function correctionBlocks({ corrects }: MeetingDocumentFacts, name: string): readonly LetterBlock[] {
  if (!corrects) return [];
  const which = `${chineseDate(corrects.date)}印发的《${corrects.title.replaceAll('\n', '')}》${corrects.issue}`;
  return texts(`${which}有误，现予更正，以本${name}为准。`);
}
