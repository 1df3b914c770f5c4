/**
 * What the demo world does with letters (办法 21(二), 21(三)): 函告 on their way to a decision, one finished, one late, one
 * not claimed in time, one new; case files handed over, with pages missing, whole, and waiting to be checked.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import type { LetterKind } from '#shared/domain/letter.ts';
import type { FindingFacts } from '#shared/domain/letter-facts.ts';
import { fillLetter } from '#shared/domain/letter-templates.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import type { TransferItem } from '#shared/ledger/letter-entries.ts';
import { pagesOf, withTransferPapers } from '../handling/transfer-papers.ts';
import { clock } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey, demoOperator } from './demo-departments.ts';
import { type DemoLetterDesk, type Issued, referenceTo } from './demo-letter-desk.ts';
import { supervisedApproval } from './demo-supervision.ts';
import type { WorldRecord } from './demo-world.ts';

export function planHandling(desk: DemoLetterDesk): void {
  for (const [index, notice] of NOTICES.entries()) planNotice(desk, notice, index);
  for (const [index, transfer] of TRANSFERS.entries()) planTransfer(desk, transfer, index);
}

// ---- 函告 and reviews (办法 21(三)) ----

type Stepped = EntryOf<'review.stepped'>['payload'];

interface Step extends Pick<Stepped, 'step' | 'note' | 'act' | 'persons'> {
  /** working days ago */
  readonly k: number;
}

interface Notice extends Pick<FindingFacts, 'findings' | 'legalBasis'> {
  readonly from: 'market' | 'emergency';
  readonly kind: Extract<LetterKind, 'changeNotice' | 'withdrawNotice' | 'revokeNotice' | 'cancelNotice'>;
  readonly sent: number;
  readonly steps: readonly Step[];
  /** the own day, set with the first step */
  readonly target?: number;
}

const LICENCE_LAW = '《中华人民共和国行政许可法》';

const NOTICES: readonly Notice[] = [
  {
    ...{ from: 'market', kind: 'changeNotice', sent: 24, target: 14 },
    findings: '日常检查发现，经营者已将部分经营场所退租，实际经营面积和布局与许可时提交的平面图不一致，现场笔录和照片由当事人签字确认',
    legalBasis: `${LICENCE_LAW}第八条第二款`,
    steps: [
      { k: 23, step: 'received', note: '转原审批科室。' },
      { k: 22, step: 'evidenceReviewed', note: '现场笔录1份、照片6张，与许可档案中的平面图比对，情况属实。' },
      { k: 20, step: 'heard', note: '监管部门认为尚不影响食品安全条件，建议变更许可事项，不建议撤回。' },
      { k: 19, step: 'meeting', note: '同意按照变更办理。', persons: '审批科、政策法规科、市场监督管理局登记注册指导科' },
      { k: 18, step: 'decided', act: 'change', note: '经营条件发生变化，经审核和听取意见，依法变更许可事项' },
      { k: 17, step: 'notified', note: '' },
    ],
  },
  {
    ...{ from: 'market', kind: 'revokeNotice', sent: 13, target: 2 },
    findings: '举报核查发现，申请许可时提交的经营场所使用证明系伪造，出租人书面否认出租，当事人已经承认',
    legalBasis: `${LICENCE_LAW}第六十九条第二款`,
    steps: [
      { k: 12, step: 'received', note: '' },
      { k: 10, step: 'evidenceReviewed', note: '已调取申请档案，与出租人声明、询问笔录核对，使用证明上的签名不一致。' },
      { k: 6, step: 'heard', note: '监管部门坚持撤销意见，并补充提供询问笔录复印件2份。' },
    ],
  },
  {
    ...{ from: 'emergency', kind: 'cancelNotice', sent: 7, steps: [] },
    findings: '检查发现，经营者已停业并拆除全部设施，许可有效期内不再从事经营活动，当事人书面同意注销',
    legalBasis: `${LICENCE_LAW}第七十条第（六）项`,
  },
  {
    ...{ from: 'market', kind: 'withdrawNotice', sent: 1, steps: [] },
    findings: '所在地块已列入道路拓宽征收范围，经营场所将于征收决定生效后拆除，准予许可所依据的客观情况发生重大变化',
    legalBasis: `${LICENCE_LAW}第八条第二款`,
  },
];

function planNotice(desk: DemoLetterDesk, notice: Notice, index: number): void {
  const { from, kind, sent, findings, legalBasis } = notice;
  desk.at(sent, clock(10, 52) + index * 3, (day, time) => {
    // The emergency bureau's own ledger isn't shown; of the businesses it supervises any licensed one will do.
    const record = supervisedApproval(desk.world, 'market', index * 3 + 1);
    if (!record) return;
    const facts = { ...desk.facts(from, ['approval']), approvals: [record.approval], ...(findings ? { findings } : {}) };
    const content = fillLetter(kind, { ...facts, ...(legalBasis ? { legalBasis } : {}) });
    const letter = desk.issue({ from, to: ['approval'], day, time, content, about: [record.id] });
    desk.send(letter, from, 'approval', sent);
    planSteps(desk, notice, letter, record, index);
  });
}

function planSteps(desk: DemoLetterDesk, { steps, target, from }: Notice, letter: Issued, record: WorldRecord, index: number): void {
  const { world } = desk;
  for (const { k, ...step } of steps) {
    desk.at(k, clock(14, 32) + index * 3, (on, time) => {
      const { act } = step;
      const payload: Stepped = { ...step, on, ...(act ? { about: [record.id] } : {}) };
      if (step.step === 'notified') payload.letterId = decisionLetter(desk, letter, { from, steps, record, day: on, time, k });
      world.append('approval', time, world.entry('review.stepped', 'approval', time, letter.subject, payload));
      const targetOn = step.step === 'received' && target !== undefined ? world.day(target) : undefined;
      if (!targetOn) return;
      world.append('approval', time + 1, world.entry('review.targeted', 'approval', time + 1, letter.subject, { targetOn }));
    });
  }
}

interface Decided extends Pick<Notice, 'from' | 'steps'> {
  readonly record: WorldRecord;
  readonly day: IsoDate;
  readonly time: number;
  readonly k: number;
}

/** 依法作出处理决定，同时推送至监管部门 */
function decisionLetter(desk: DemoLetterDesk, notice: Issued, { from, steps, record, day, time, k }: Decided): string {
  const dayOf = (step: Step['step']) => desk.world.day(steps.find((each) => each.step === step)?.k ?? -1);
  const decided = steps.find(({ act }) => act !== undefined);
  const [decidedOn, metOn] = [dayOf('decided'), dayOf('meeting')];
  const content = fillLetter('decisionNotice', {
    ...desk.facts('approval', [from]),
    approvals: [record.approval],
    answers: referenceTo(notice, from),
    ...(decided?.act ? { act: decided.act } : {}),
    ...(decidedOn ? { decidedOn } : {}),
    ...(metOn ? { metOn } : {}),
    reasons: decided?.note ?? '',
    legalBasis: `${LICENCE_LAW}第八条第二款`,
  });
  // Issued a moment before the step that names it.
  const letter = desk.issue({ from: 'approval', to: [from], day, time: time - 1, content, about: [record.id] });
  desk.send(letter, 'approval', from, k);
  return letter.subject;
}

// ---- 案卷移送 (办法 21(二)) ----

interface Transfer {
  readonly from: 'approval' | 'market';
  readonly to: 'approval' | 'market';
  readonly sent: number;
  readonly checked?: number;
  readonly reason: string;
  readonly items: readonly (readonly [title: string, pages: number, remarks?: string])[];
  /** pages that were there, by the item's place; the others are whole */
  readonly lacking?: Readonly<Record<number, readonly [pages: number, note: string]>>;
}

const INVESTIGATION: Transfer['items'] = [
  ['现场检查笔录', 4],
  ['询问（调查）笔录', 6, '两份'],
  ['现场照片', 8],
  ['责令改正通知书及送达回证', 3],
  ['行政处罚决定书', 5],
];
const APPLICATION: Transfer['items'] = [
  ['行政许可申请书', 3],
  ['营业执照复印件', 1],
  ['经营场所平面图', 2, 'A3'],
  ['现场核查表', 4],
  ['准予行政许可决定书', 1],
];

const TRANSFERS: readonly Transfer[] = [
  {
    ...{ from: 'market', to: 'approval', sent: 21, checked: 20, items: INVESTIGATION },
    reason: '该行政相对人的违法事实可能影响行政审批决定，案卷材料无法通过审管互动平台推送',
    lacking: { 2: [6, '缺第7、8页'], 4: [0, '未见原件，请补送'] },
  },
  {
    ...{ from: 'approval', to: 'market', sent: 16, checked: 14, items: APPLICATION },
    reason: '监管部门立案调查需要调取许可档案',
    lacking: { 3: [3, '缺第2页'] },
  },
  {
    ...{ from: 'approval', to: 'market', sent: 12, checked: 11, items: APPLICATION.slice(0, 3) },
    reason: '监管部门开展许可条件核查需要申请材料',
  },
  {
    ...{ from: 'market', to: 'approval', sent: 3, items: INVESTIGATION.slice(0, 4) },
    reason: '监管中形成的检查材料需要作为审核行政审批决定的依据',
  },
  {
    ...{ from: 'approval', to: 'market', sent: 2, items: APPLICATION.slice(1) },
    reason: '监管部门处理投诉举报需要查阅许可档案',
  },
];

function planTransfer(desk: DemoLetterDesk, transfer: Transfer, index: number): void {
  const { from, to, sent, reason } = transfer;
  desk.at(sent, clock(14, 2) + index * 3, (day, time) => {
    const record = supervisedApproval(desk.world, 'market', index * 2 + 5);
    if (!record) return;
    const items = transfer.items.map(([title, pages, remarks = '']) => itemOf(record, from, title, pages, remarks));
    const lines = items.map(({ documentNumber, title, date, pages, remarks }) => ({ documentNumber, title, date, pages, remarks }));
    const facts = { ...desk.facts(from, [to]), approvals: [record.approval], reason, items: lines };
    const content = withTransferPapers(fillLetter('caseTransfer', facts), items);
    const letter = desk.issue({ from, to: [to], day, time, content, about: [record.id], transfer: items });
    desk.send(letter, from, to, sent);
    planCheck(desk, transfer, letter, items);
  });
}

/** The decision carries its number; the other papers are parts of the file. */
function itemOf(record: WorldRecord, from: DemoDepartmentKey, title: string, pages: number, remarks: string): TransferItem {
  const { decisionNumber, decidedOn } = record.approval;
  const isDecision = title === '准予行政许可决定书';
  return {
    documentNumber: isDecision ? decisionNumber : '',
    author: title.includes('复印件') || title.includes('申请书') ? record.approval.counterpart.name : DEMO_DEPARTMENTS[from].name,
    title,
    date: isDecision ? decidedOn : '',
    pages,
    remarks,
    ...(isDecision ? { recordId: record.id } : {}),
  };
}

/** The recipient counts page by page; its word goes back with the next receipt. */
function planCheck(desk: DemoLetterDesk, transfer: Transfer, letter: Issued, items: readonly TransferItem[]): void {
  const { from, to, checked, lacking = {} } = transfer;
  if (checked === undefined) return;
  desk.at(checked, clock(10, 42), (receivedOn, time) => {
    const entry = desk.world.entry('transfer.checked', to, time, letter.subject, {
      items: items.map(({ pages }, index) => {
        const [there, note] = lacking[index] ?? [pages, ''];
        const state = there === pages ? 'complete' : there === 0 ? 'missing' : 'pagesDiffer';
        return { index, state, pages: there, note };
      }),
      receivedBy: demoOperator(to),
      receivedOn,
      note: Object.keys(lacking).length > 0 ? `清单共${items.length}份、${pagesOf(items)}页，短缺部分请补送。` : '',
    });
    desk.world.append(to, time, entry);
    desk.world.answers(to, from).entries.push(entry);
  });
}
