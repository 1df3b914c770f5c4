/** Letters that carry information and files: 审批信息推送函 (办法 20), 监管信息推送函 and 案卷移送函 (21(二)). */
import type { Approval } from '#shared/domain/approval.ts';
import { CLAIM_WORKING_DAYS } from '#shared/domain/deadlines.ts';
import type { Enclosure, LetterBlock, LetterContent } from '#shared/domain/letter.ts';
import type { LetterFacts, LetterFactsByKind, SupervisionFacts } from '#shared/domain/letter-facts.ts';
import {
  addressOf,
  approvalBlocks,
  articleOf,
  blank,
  chineseDate,
  clipped,
  decisionText,
  evidenceEnclosures,
  flat,
  given,
  identityName,
  letterOf,
  MEASURES,
  nameWithCode,
  numberColumn,
  paragraph,
  sections,
  selfOf,
  sentence,
  tableOf,
  titleSubject,
  validityText,
} from '#shared/domain/letter-template-parts.ts';

const CLOSING = '特此函告。';

/** 办法 20(二) asks for the whole identity of the counterpart: in this one letter it isn't masked. */
function approvalLines(approval: Approval, self: string): readonly string[] {
  const { counterpart, validity } = approval;
  return [
    `事项名称：${given(approval.matter, '事项名称')}`,
    `法律文书编号：${given(approval.decisionNumber, '法律文书编号')}`,
    `行政相对人：${given(counterpart.name, '行政相对人姓名（名称）')}`,
    `${identityName(counterpart)}：${given(counterpart.identity.value, '公民身份证号码或统一社会信用代码')}`,
    `联系方式：${given(counterpart.contact, '联系方式')}`,
    `地址：${given(counterpart.address, '地址')}`,
    `审批日期：${chineseDate(approval.decidedOn)}`,
    `有效期：${validityText(validity)}`,
    `审批部门：${approval.approvedBy || self}`,
    `审批内容：${given(flat(approval.content), '审批内容')}`,
  ];
}

function approvalList(approvals: readonly Approval[]): Enclosure {
  const table = tableOf(approvals, [
    numberColumn(),
    ['事项名称', 2.2, ({ matter }) => matter],
    ['法律文书编号', 3.3, ({ decisionNumber }) => decisionNumber],
    ['行政相对人姓名（名称）', 2.5, ({ counterpart }) => counterpart.name],
    ['公民身份证号码或统一社会信用代码', 2.8, ({ counterpart }) => counterpart.identity.value],
    ['联系方式', 2, ({ counterpart }) => counterpart.contact],
    ['地址', 2.5, ({ counterpart }) => counterpart.address],
    ['审批日期', 1.8, ({ decidedOn }) => chineseDate(decidedOn)],
    ['有效期', 1.8, ({ validity }) => validityText(validity)],
    // by far the longest: in a narrow column one decision would take a page
    ['审批内容', 7.2, ({ content }) => flat(content)],
  ]);
  return { title: '行政审批信息清单', blocks: [table], landscape: true };
}

/** 办法 20(一), 20(二); by letter because 自建业务系统 informs offline */
export function approvalPushLetter(facts: LetterFacts): LetterContent {
  const approvals = facts.approvals ?? [];
  const [first, second] = approvals;
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const matters = new Set(approvals.map(({ matter }) => matter));
  const several = matters.size === 1 ? `${approvals.length}项${first?.matter ?? ''}` : `${first?.matter ?? ''}等${approvals.length}项行政`;
  const what = second ? clipped(several, 100) : titleSubject(first ? [first.counterpart] : [], first?.matter ?? blank('事项名称'));
  const single = first ? approvalLines(first, self) : [sentence(blank('行政审批决定的主要信息'))];
  const basis = `根据${MEASURES}${articleOf(20)}的规定`;
  const opening = second
    ? `${basis}，现将${self}作出的${approvals.length}项行政审批决定的主要信息（详见附件）推送${address}。`
    : `${basis}，现将${self}作出的行政审批决定的主要信息推送${address}。`;
  return letterOf('approvalPush', facts, {
    title: `关于推送${what}审批信息的函`,
    body: [
      paragraph(opening),
      ...sections([
        ['审批决定主要信息', ...(second ? [] : single)],
        [
          '认领',
          `请${address}自收到本函之日起${CLAIM_WORKING_DAYS}个工作日内完成认领；不属于${address}监管职责的，请在上述期限内退回，并说明理由。`,
        ],
        ['监管和反馈', `请${address}依法对行政相对人从事上述行政审批事项的活动进行监管，监管中形成的与审批有关的信息，请及时推送${self}。`],
      ]),
    ],
    closing: CLOSING,
    enclosures: [...(second ? [approvalList(approvals)] : []), ...evidenceEnclosures(facts.evidence ?? [])],
  });
}

// ---- 监管信息 ----

/** As the text of a letter names it: “其他” is a word of lists. */
function measureName({ kind, measure }: SupervisionFacts): string {
  const names = {
    suspension: '责令停产停业行政处罚',
    revocation: '吊销许可证件行政处罚',
    penalty: `${measure ?? ''}行政处罚`,
    measure: measure ?? '监管措施',
    finding: '监督检查',
  } as const;
  return names[kind];
}

function decisionSentence(record: SupervisionFacts, self: string): string {
  const when = chineseDate(record.decidedOn);
  const content = sentence(given(flat(record.content), '处理内容'));
  if (record.kind === 'finding') {
    const number = record.decisionNumber === '' ? '' : `（文书编号：${record.decisionNumber}）`;
    return `${when}，${self}进行监督检查${number}，处理意见：${content}`;
  }
  const title = record.decisionTitle ? `《${record.decisionTitle.replace(/[《》]/g, '')}》，` : '';
  const number = given(record.decisionNumber, '决定书文号');
  return `${when}，${self}作出${measureName(record)}决定（${title}文号：${number}），内容：${content}`;
}

function supervisionSections(record: SupervisionFacts, self: string, request: string): LetterBlock[] {
  const { counterpart } = record;
  const address = counterpart.address === '' ? '' : `，地址：${counterpart.address}`;
  const concerned = record.approvals.map((approval) => decisionText(approval)).join('、');
  return sections([
    ['行政相对人基本情况', sentence(`${nameWithCode(counterpart)}${address}`)],
    [
      '查明的事实和处理依据',
      sentence(given(flat(record.facts), '查明的事实')),
      `处理依据：${sentence(given(flat(record.legalBasis), '处理依据的法律法规及条款'))}`,
    ],
    ['处理决定', decisionSentence(record, self)],
    ['涉及的行政审批决定', concerned === '' ? sentence(blank('事项名称、法律文书编号')) : sentence(concerned)],
    ['认领和处理', request],
  ]);
}

function supervisionTable(records: readonly SupervisionFacts[]): LetterBlock {
  return tableOf(records, [
    numberColumn(),
    ['行政相对人', 3.2, ({ counterpart }) => nameWithCode(counterpart)],
    ['种类', 2, measureName],
    ['决定书文号', 2.8, ({ decisionNumber }) => decisionNumber],
    ['作出日期', 2.2, ({ decidedOn }) => chineseDate(decidedOn)],
    [
      '事实、依据和处理内容',
      4.6,
      (record) => flat([record.facts, record.legalBasis, record.content].filter((text) => text !== '').join('\n')),
    ],
    ['涉及的审批决定', 3.2, ({ approvals }) => approvals.map(({ matter, decisionNumber }) => `${matter}（${decisionNumber}）`).join('；')],
  ]);
}

/** The kinds as a title names them: one by its name, several by what they have in common. */
function titleOf(records: readonly SupervisionFacts[]): string {
  const kinds = [...new Set(records.map((record) => measureName(record).replace(/^(责令停产停业|吊销许可证件)行政处罚$/, '$1')))];
  const subject = titleSubject(
    records.map(({ counterpart }) => counterpart),
    kinds.length === 1 ? (kinds[0] ?? '') : '',
  );
  return `关于推送${subject}监管信息的函`;
}

/** 办法 21(二): by 书面公函 because the platform can't carry it */
export function supervisionPushLetter(facts: LetterFacts): LetterContent {
  const records = facts.supervisions ?? [];
  const [first, second] = records;
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const evidence = [...records.flatMap(({ attachments }) => attachments ?? []), ...(facts.evidence ?? [])];
  const reference = evidence.length > 0 ? '相关证明材料见附件。' : '';
  const opening =
    `根据${MEASURES}${articleOf(21, 2)}的规定，现将可能影响行政审批决定的监管信息推送${address}。` +
    `该信息无法通过审管互动平台推送，故以书面公函方式推送。${reference}`;
  const request = `请${address}自收到本函之日起${CLAIM_WORKING_DAYS}个工作日内完成认领，依法研究处理，并将处理结果函告${self}。`;
  const none = [paragraph(sentence(blank('行政相对人、查明的事实、处理依据、处理决定及文号、涉及的行政审批决定')))];
  const one = first ? supervisionSections(first, self, request) : [...none, paragraph(request)];
  const several = [paragraph(`监管信息共${records.length}条，具体情况如下：`), supervisionTable(records), paragraph(request)];
  return letterOf('supervisionPush', facts, {
    title: titleOf(records),
    body: [paragraph(opening), ...(second ? several : one)],
    closing: CLOSING,
    enclosures: evidenceEnclosures(evidence),
  });
}

// ---- 案卷移送 ----

/** 办法 21(二): 案卷移送; the list is what both sides sign for */
export function caseTransferLetter(facts: LetterFactsByKind['caseTransfer']): LetterContent {
  const items = facts.items ?? [];
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const records = facts.supervisions ?? [];
  const approvals = facts.approvals ?? [];
  const subjects = [...records, ...approvals].map(({ counterpart }) => counterpart);
  const pages = items.reduce((sum, item) => sum + item.pages, 0);
  const reason = given(facts.reason, '移送的事由');
  const amount = items.length === 0 ? blank('份数和页数') : `${items.length}份、${pages}页`;
  const table = tableOf(items, [
    numberColumn(),
    ['文件编号', 3, ({ documentNumber }) => documentNumber],
    ['题名', 5, ({ title }) => title],
    ['日期', 2.4, ({ date }) => (date === '' ? '' : chineseDate(date)), 'center'],
    ['页数', 1.2, (item) => String(item.pages), 'center'],
    ['备注', 2, ({ remarks }) => remarks],
  ]);
  return letterOf('caseTransfer', facts, {
    title: `关于移送${titleSubject(subjects, '')}有关案卷材料的函`,
    body: [
      paragraph(
        `根据${MEASURES}${articleOf(21, 2)}的规定，因${reason.replace(/^因/, '').replace(/[。；]$/, '')}，现将有关案卷材料移送${address}。`,
      ),
      ...(approvals.length > 0 ? approvalBlocks(approvals, facts) : []),
      paragraph(
        `移送的案卷材料共${amount}，详见附件。请${address}逐件清点核对，在移送清单上签收，并将清点结果函复${self}；材料如有短缺或者页数不符，请在签收时注明。`,
      ),
    ],
    closing: '特此函告。',
    enclosures: [{ title: '案卷移送清单', blocks: items.length === 0 ? [paragraph(sentence(blank('移送材料')))] : [table] }],
  });
}
