/**
 * Letters about approvals that are to be changed, or not (办法 21(三), 34), and about untrue commitments (24(二)). 变更, 撤回, 撤销 and
 * 注销 are four different acts with different grounds in the 行政许可法; which paragraph applies is for the writer to say.
 */
import { PENALTY_PUSH_WORKING_DAYS } from '#shared/domain/deadlines.ts';
import type { LetterBlock, LetterContent, LetterKind } from '#shared/domain/letter.ts';
import {
  APPROVAL_ACT_NAMES,
  type ApprovalAct,
  type Evidence,
  type FindingFacts,
  type LetterFacts,
  type LetterFactsByKind,
} from '#shared/domain/letter-facts.ts';
import {
  addressOf,
  approvalBlocks,
  articleOf,
  blank,
  chineseDate,
  decisionText,
  evidenceEnclosures,
  flat,
  given,
  letterOf,
  MEASURES,
  nameWithCode,
  paragraph,
  sections,
  selfOf,
  sentence,
  titleAndNumber,
  titleSubject,
} from '#shared/domain/letter-template-parts.ts';

const LICENCE_LAW = '《中华人民共和国行政许可法》';

/** Where the 行政许可法 has the grounds of each act; the exact item is left to the writer. */
const GROUNDS: Readonly<Record<ApprovalAct, string>> = {
  change: `${LICENCE_LAW}第八条第二款`,
  withdraw: `${LICENCE_LAW}第八条第二款`,
  revoke: `${LICENCE_LAW}第六十九条${blank('适用的款、项')}`,
  cancel: `${LICENCE_LAW}第七十条${blank('适用的项')}`,
};

function evidenceOf(facts: LetterFacts): readonly Evidence[] {
  return [...(facts.supervisions ?? []).flatMap(({ attachments }) => attachments ?? []), ...(facts.evidence ?? [])];
}

/** The decisions: in full from the ledger, else as the supervision records name them. */
function decisionBlocks(facts: LetterFacts): readonly LetterBlock[] {
  const approvals = facts.approvals ?? [];
  const named = (facts.supervisions ?? []).flatMap((record) =>
    record.approvals.map((approval) => `${nameWithCode(record.counterpart)}的${decisionText(approval)}`),
  );
  return approvals.length > 0 || named.length === 0 ? approvalBlocks(approvals, facts) : [paragraph(sentence(named.join('；')))];
}

/** What was found: what the writer says, else what the supervision records say. */
function findingsOf(facts: FindingFacts): string {
  const known = (facts.supervisions ?? []).map((record) => {
    const decided = record.decisionNumber ? `（${chineseDate(record.decidedOn)}，${record.decisionNumber}）` : '';
    return `${flat(record.facts).replace(/[。；]$/, '')}${decided}`;
  });
  return sentence(given(facts.findings ?? known.filter((text) => text !== '').join('；'), '监管中发现的问题及查证情况'));
}

function counterpartOf({ approvals = [], supervisions = [] }: LetterFacts): string {
  return titleSubject(
    (approvals.length > 0 ? approvals : supervisions).map(({ counterpart }) => counterpart),
    '',
  );
}

function subjectOf(facts: LetterFacts): string {
  const approvals = facts.approvals ?? [];
  const records = facts.supervisions ?? [];
  const decisions = approvals.length > 0 ? approvals : records.flatMap((record) => record.approvals);
  const [matter, second] = new Set(decisions.map((decision) => decision.matter));
  const counterparts = (approvals.length > 0 ? approvals : records).map(({ counterpart }) => counterpart);
  return titleSubject(counterparts, matter && second === undefined ? matter : '行政');
}

function enclosedSentence(facts: LetterFacts): string {
  return evidenceOf(facts).length > 0 ? '相关证明材料见附件。' : '';
}

/** 办法 21(三): the supervising department tells, with evidence; the approving one examines, hears and decides. */
function proposalLetter(kind: LetterKind, act: ApprovalAct, facts: FindingFacts): LetterContent {
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const name = APPROVAL_ACT_NAMES[act];
  const evidence = evidenceOf(facts);
  const opening =
    `${self}在日常监管中发现，下列行政审批决定存在需要依法${name}的情形。` +
    `根据${MEASURES}${articleOf(21, 3)}的规定，现将有关情况函告如下。`;
  const basis = (facts.legalBasis ?? '').trim() === '' ? GROUNDS[act] : flat(facts.legalBasis ?? '');
  const proposal =
    (facts.proposal ?? '').trim() === '' ? `建议${address}依法${name}上述行政审批决定。` : sentence(flat(facts.proposal ?? ''));
  const compensation = act === 'withdraw' ? '因撤回行政审批决定给行政相对人造成财产损失的，依法给予补偿。' : '';
  const request =
    `请${address}对有关事实材料进行审核，充分听取${self}意见，必要时召开专题会议研究，` + `依法作出处理决定，并将处理决定推送${self}。`;
  return letterOf(kind, facts, {
    title: `关于建议${name}${subjectOf(facts)}审批决定的函`,
    body: [
      paragraph(opening),
      ...sections([
        ['行政审批决定基本情况', ...decisionBlocks(facts)],
        ['监管中发现的问题', findingsOf(facts), enclosedSentence(facts)],
        ['法律依据', sentence(basis)],
        ['建议', proposal + compensation, request],
      ]),
    ],
    closing: '特此函告，请予函复。',
    enclosures: evidenceEnclosures(evidence),
  });
}

export function changeLetter(facts: FindingFacts): LetterContent {
  return proposalLetter('changeNotice', 'change', facts);
}
export function withdrawLetter(facts: FindingFacts): LetterContent {
  return proposalLetter('withdrawNotice', 'withdraw', facts);
}
export function revokeLetter(facts: FindingFacts): LetterContent {
  return proposalLetter('revokeNotice', 'revoke', facts);
}
export function cancelLetter(facts: FindingFacts): LetterContent {
  return proposalLetter('cancelNotice', 'cancel', facts);
}

function actName(act: ApprovalAct | undefined): string {
  return act ? APPROVAL_ACT_NAMES[act] : blank('变更、撤回、撤销或者注销');
}

/** 办法 21(三): 依法不得进行变更、撤回、撤销、注销的 */
export function keepLetter(facts: LetterFactsByKind['keepNotice']): LetterContent {
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const name = actName(facts.act);
  const opening =
    `${self}在日常监管中发现，下列行政审批决定存在依法不得${name}的情形。` +
    `根据${MEASURES}${articleOf(21, 3)}的规定，现将有关情况函告如下。`;
  const own = (facts.proposal ?? '').trim();
  const request = `请${address}对有关事实材料进行审核，充分听取${self}意见，必要时召开专题会议研究，依法作出处理决定，并将处理决定推送${self}。`;
  return letterOf('keepNotice', facts, {
    title: `关于${subjectOf(facts)}审批决定依法不得${name}的函`,
    body: [
      paragraph(opening),
      ...sections([
        ['行政审批决定基本情况', ...decisionBlocks(facts)],
        ['有关事实', findingsOf(facts), enclosedSentence(facts)],
        ['法律依据', sentence(given(facts.legalBasis, `依法不得${actName(facts.act).replace(/[〔〕]/g, '')}的法律法规及条款`))],
        ['意见', own === '' ? `${self}认为，上述行政审批决定依法不得${name}。` : sentence(flat(own)), request],
      ]),
    ],
    closing: '特此函告，请予函复。',
    enclosures: evidenceEnclosures(evidenceOf(facts)),
  });
}

function decisionSentence(facts: LetterFactsByKind['decisionNotice'], self: string): string {
  const { act } = facts;
  const when = facts.decidedOn ? chineseDate(facts.decidedOn) : blank('作出处理决定的日期');
  const number = (facts.decisionNumber ?? '') === '' ? '' : `（文书编号：${facts.decisionNumber}）`;
  const what = act === 'keep' ? '维持上述行政审批决定' : `依法${actName(act)}上述行政审批决定`;
  return `${when}，${self}作出处理决定${number}：${what}。`;
}

/** 办法 21(三): 依法作出处理决定，同时推送至监管部门 */
export function decisionLetter(facts: LetterFactsByKind['decisionNotice']): LetterContent {
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const received = facts.answers ? titleAndNumber(facts.answers) : `《${blank('来函标题')}》（${blank('来函字号')}）`;
  const meeting = facts.metOn ? `，并于${chineseDate(facts.metOn)}召开专题会议研究` : '';
  const opening =
    `${address}${received}收悉。${self}对有关事实材料进行了审核，充分听取了${address}意见${meeting}，依法作出处理决定。` +
    `根据${MEASURES}${articleOf(21, 3)}的规定，现将处理决定函告如下。`;
  const basis = sentence(given(facts.legalBasis, '作出处理决定依据的法律法规及条款'));
  const after =
    facts.act === 'keep'
      ? `请${address}继续依法履行事中事后监管职责，发现新的情况及时函告${self}。`
      : `请${address}根据上述处理决定调整监管措施，依法做好后续监管。`;
  return letterOf('decisionNotice', facts, {
    title: `关于${subjectOf(facts)}审批决定处理结果的函`,
    body: [
      paragraph(opening),
      ...sections([
        ['行政审批决定基本情况', ...decisionBlocks(facts)],
        ['处理决定', decisionSentence(facts, self), enclosedSentence(facts)],
        ['理由和依据', sentence(given(flat(facts.reasons ?? ''), '作出处理决定的理由')), `处理依据：${basis}`],
        ['后续监管', after],
      ]),
    ],
    closing: '特此函告。',
    enclosures: evidenceEnclosures(evidenceOf(facts)),
  });
}

/** 办法 34: where a penalty is concerned the approving department tells, the supervising one decides by law */
export function penaltyLetter(facts: LetterFactsByKind['penaltyProposal']): LetterContent {
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const opening =
    `${self}在依法${actName(facts.act)}下列行政审批决定时，发现有关行为涉及行政处罚。` +
    `根据${MEASURES}${articleOf(34)}的规定，现将有关情况函告${address}。`;
  const when = facts.decidedOn ? chineseDate(facts.decidedOn) : blank('作出处理决定的日期');
  const own = (facts.proposal ?? '').trim();
  const request = own === '' ? `建议${address}依法立案调查，对违法行为依法予以行政处罚。` : sentence(flat(own));
  const result = `作出行政处罚决定的，请在决定作出后${PENALTY_PUSH_WORKING_DAYS}个工作日内将有关信息推送${self}；依法不予处罚的，请函告${self}并说明理由。`;
  return letterOf('penaltyProposal', facts, {
    title: `关于建议依法对${counterpartOf(facts)}予以行政处罚的函`,
    body: [
      paragraph(opening),
      ...sections([
        ['行政审批决定及处理情况', ...decisionBlocks(facts), `${when}，${self}依法${actName(facts.act)}上述行政审批决定。`],
        ['涉嫌违法的事实', findingsOf(facts), enclosedSentence(facts)],
        ['法律依据', sentence(given(facts.legalBasis, '行政处罚依据的法律法规规章及条款'))],
        ['建议', request, result],
      ]),
    ],
    closing: '特此函告，请予函复。',
    enclosures: evidenceEnclosures(evidenceOf(facts)),
  });
}

/** 办法 24(二): either side tells the other that a commitment was untrue */
export function commitmentLetter(facts: LetterFactsByKind['commitmentBreach']): LetterContent {
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const opening =
    `${self}在对实行告知承诺制的审批事项进行核查和日常监管中，发现行政相对人承诺不实。` +
    `根据${MEASURES}${articleOf(24, 2)}的规定，现将有关情况函告如下。`;
  const own = (facts.proposal ?? '').trim();
  const request =
    own === ''
      ? `请${address}依法依职责作出处理（${blank('终止办理、责令限期整改、撤销行政决定或者予以行政处罚')}），并纳入信用记录，依法依规开展失信惩戒。`
      : sentence(flat(own));
  return letterOf('commitmentBreach', facts, {
    title: `关于${subjectOf(facts)}审批事项告知承诺不实情况的函`,
    body: [
      paragraph(opening),
      ...sections([
        ['审批事项基本情况', ...decisionBlocks(facts)],
        ['承诺内容', sentence(given(flat(facts.commitment ?? ''), '行政相对人承诺的内容'))],
        ['承诺不实的事实', findingsOf(facts), enclosedSentence(facts)],
        ['法律依据', (facts.legalBasis ?? '').trim() === '' ? '' : sentence(flat(facts.legalBasis ?? ''))],
        ['处理建议', request, `处理结果请函告${self}。`],
      ]),
    ],
    closing: '特此函告，请予函复。',
    enclosures: evidenceEnclosures(evidenceOf(facts)),
  });
}
