/** Letters of daily cooperation: 业务函询 and 复函 (办法 25), 名单 and 联合踏勘 (22), 联络员 (27), 例会 (31), and any other 函. */
import type { Enclosure, LetterContent, LetterReference } from '#shared/domain/letter.ts';
import type { LetterFacts, LetterFactsByKind, Liaison } from '#shared/domain/letter-facts.ts';
import {
  addressOf,
  approvalBlocks,
  articleOf,
  blank,
  chineseDate,
  chineseNumber,
  evidenceEnclosures,
  flat,
  given,
  letterOf,
  MEASURES,
  numberColumn,
  paragraph,
  sections,
  selfOf,
  sentence,
  tableOf,
  titleAndNumber,
  titleSubject,
} from '#shared/domain/letter-template-parts.ts';

/** One matter as a paragraph, several numbered 一、二、 */
function numbered(items: readonly string[], what: string) {
  const texts = items.map((item) => flat(item)).filter((item) => item !== '');
  if (texts.length <= 1) return [paragraph(sentence(given(texts[0], what)))];
  return texts.map((text, index) => paragraph(`${chineseNumber(index + 1)}、${sentence(text)}`));
}

function enclosed(facts: LetterFacts): string {
  return (facts.evidence ?? []).length > 0 ? '有关材料见附件。' : '';
}

/** The matter of a title, without the 关于 and 的函 that the title puts round it. */
function bareSubject(text: string | undefined, what: string): string {
  return given(text, what).replace(/^关于/, '').replace(/的函$/, '');
}

/** 办法 25: 行业规划、政策以及行政审批事项办理标准等 */
export function inquiryLetter(facts: LetterFactsByKind['inquiry']): LetterContent {
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const subject = bareSubject(facts.subject, '函询事项');
  const background = (facts.background ?? '').trim() === '' ? '' : sentence(flat(facts.background ?? ''));
  const opening = `${background}根据${MEASURES}${articleOf(25)}的规定，现就${subject}函询如下：`;
  const due = facts.dueOn ? `请${address}于${chineseDate(facts.dueOn)}前将意见函复${self}。` : `请${address}及时将意见函复${self}。`;
  const approvals = facts.approvals ?? [];
  return letterOf('inquiry', facts, {
    title: `关于${/^(?:函询|商请|咨询)/.test(subject) ? subject : `函询${subject}`}的函`,
    body: [
      paragraph(opening),
      ...numbered(facts.questions ?? [], '需要对方明确的具体问题'),
      ...(approvals.length > 0 ? [paragraph('函询涉及的行政审批决定：'), ...approvalBlocks(approvals, facts)] : []),
      paragraph(due + enclosed(facts)),
    ],
    closing: '特此函询，请予函复。',
    enclosures: evidenceEnclosures(facts.evidence ?? []),
  });
}

/** 关于函询…的函 is answered by 关于…的复函: the words 函询, 商请 belong to the question */
function replyTitle(answers: LetterReference | undefined): string {
  if (!answers) return `关于${blank('来函事项')}的复函`;
  const matter = answers.title
    .replace(/\n/g, '')
    .replace(/^.*?关于/, '')
    .replace(/的(?:复)?函$/, '')
    .replace(/^(?:函询|商请|咨询)/, '');
  return `关于${matter}的复函`;
}

/** 办法 25: 受询单位对职责范围内的问题应当及时回复; the letter answered is cited title first, then number */
export function replyLetter(facts: LetterFactsByKind['reply']): LetterContent {
  const address = addressOf(facts.recipients);
  const { answers } = facts;
  const received = answers ? titleAndNumber(answers) : `《${blank('来函标题')}》（${blank('来函字号')}）`;
  return letterOf('reply', facts, {
    title: replyTitle(answers),
    body: [
      paragraph(`${address}${received}收悉。经研究，现函复如下：`),
      ...numbered(facts.replies ?? [], '答复意见'),
      ...(enclosed(facts) === '' ? [] : [paragraph(enclosed(facts))]),
    ],
    closing: '特此函复。',
    enclosures: evidenceEnclosures(facts.evidence ?? []),
  });
}

/** 办法 22: 监管部门应当提供本行业领域专家及特定资质机构名单 */
export function expertListLetter(facts: LetterFactsByKind['expertList']): LetterContent {
  const experts = facts.experts ?? [];
  const institutions = facts.institutions ?? [];
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const field = given(facts.field, '行业领域');
  const none = [paragraph(sentence(blank('专家的姓名、专业领域、职称或者职务、工作单位和联系电话')))];
  const expertTable = tableOf(experts, [
    numberColumn(),
    ['姓名', 1.6, ({ name }) => name],
    ['专业领域', 3, (expert) => expert.field],
    ['职称（职务）', 2.4, ({ title }) => title],
    ['工作单位', 4, ({ employer }) => employer],
    ['联系电话', 2.8, ({ telephone }) => telephone],
  ]);
  const institutionTable = tableOf(institutions, [
    numberColumn(),
    ['机构名称', 3.6, ({ name }) => name],
    ['统一社会信用代码', 3.4, ({ uscc }) => uscc],
    ['资质', 3, ({ qualification }) => qualification],
    ['联系人', 1.6, ({ contact }) => contact],
    ['联系电话', 2.6, ({ telephone }) => telephone],
  ]);
  const lists: Enclosure[] = [];
  if (experts.length > 0 || institutions.length === 0) lists.push({ title: '专家名单', blocks: experts.length > 0 ? [expertTable] : none });
  if (institutions.length > 0) lists.push({ title: '特定资质机构名单', blocks: [institutionTable] });
  const amounts = [
    experts.length > 0 ? `专家${experts.length}名` : '',
    institutions.length > 0 ? `特定资质机构${institutions.length}家` : '',
  ];
  const amount = amounts.filter((text) => text !== '').join('、');
  return letterOf('expertList', facts, {
    title: `关于提供${field}领域专家和特定资质机构名单的函`,
    body: [
      paragraph(
        `根据${MEASURES}${articleOf(22)}的规定，现将${field}领域专家和特定资质机构名单（详见附件）提供${address}${amount === '' ? '' : `，共${amount}`}。`,
      ),
      paragraph(`请${address}纳入专家库和中介机构库统一管理。名单如有变动，${self}将及时函告。`),
    ],
    closing: '特此函告。',
    enclosures: [...lists, ...evidenceEnclosures(facts.evidence ?? [])],
  });
}

/** 办法 22: 对专业要求高、程序复杂的评审、踏勘等，行政审批部门可邀请监管部门共同开展 */
export function inspectionLetter(facts: LetterFactsByKind['inspectionInvitation']): LetterContent {
  const approvals = facts.approvals ?? [];
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const counterparts = approvals.map(({ counterpart }) => counterpart);
  const project =
    (facts.project ?? '').trim() === '' && approvals.length > 0
      ? titleSubject(counterparts, approvals[0]?.matter ?? '')
      : given(facts.project, '项目或者事项名称');
  const reply = facts.dueOn ? `请于${chineseDate(facts.dueOn)}前将参加人员名单函复${self}。` : `请及时将参加人员名单函复${self}。`;
  return letterOf('inspectionInvitation', facts, {
    title: `关于邀请参加${project}联合踏勘的函`,
    body: [
      paragraph(
        `${self}正在办理${project}审批，该事项专业要求高、程序复杂。根据${MEASURES}${articleOf(22)}的规定，拟邀请${address}共同开展现场踏勘，现将有关事项函告如下。`,
      ),
      ...sections([
        ['时间', sentence(given(facts.time, '踏勘时间'))],
        ['地点', sentence(given(facts.place, '踏勘地点'))],
        ['踏勘内容', sentence(given(flat(facts.purpose ?? ''), '踏勘内容和需要核实的事项'))],
        ['参加人员', sentence(given(flat(facts.persons ?? ''), '参加人员的专业和人数'))],
        [
          '有关要求',
          `请${address}安排熟悉业务的人员参加，并在踏勘后出具意见，${self}将其作为实施审批的重要参考依据。${reply}${enclosed(facts)}`,
        ],
      ]),
    ],
    closing: '请予支持为盼。',
    enclosures: evidenceEnclosures(facts.evidence ?? []),
  });
}

/** 办法 27: 至少明确1名熟悉业务的科室负责人作为联络员；调整的，由所在单位确定后备案 */
export function liaisonLetter(facts: LetterFactsByKind['liaisonFiling']): LetterContent {
  const unknown: Liaison = { name: blank('姓名'), office: blank('科室'), position: blank('职务'), telephone: blank('联系电话') };
  const liaisons = facts.liaisons && facts.liaisons.length > 0 ? facts.liaisons : [unknown];
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const replaced = (facts.replaced ?? '').trim();
  const what =
    replaced === ''
      ? `${self}确定下列人员为审批与监管联络员`
      : `因工作变动，${self}确定下列人员为审批与监管联络员，${replaced}不再担任联络员`;
  const table = tableOf(liaisons, [
    numberColumn(),
    ['姓名', 2, ({ name }) => name],
    ['科室', 3.5, ({ office }) => office],
    ['职务', 2.5, ({ position }) => position],
    ['联系电话', 3, ({ telephone }) => telephone],
  ]);
  return letterOf('liaisonFiling', facts, {
    title: replaced === '' ? '关于审批与监管联络员备案的函' : '关于调整审批与监管联络员备案的函',
    body: [
      paragraph(`根据${MEASURES}${articleOf(27)}的规定，${what}，现报${address}备案。`),
      table,
      paragraph('上述人员负责例会议题征集、业务培训、审管联动、协调督办和审管信息推送、认领、反馈、处置等工作。人员如有调整，将另行备案。'),
    ],
    closing: '特此函告。',
    enclosures: evidenceEnclosures(facts.evidence ?? []),
  });
}

/** 办法 31(一)、（二）: the approving department calls the meeting; time, place and agenda are made known */
export function meetingLetter(facts: LetterFactsByKind['meetingNotice']): LetterContent {
  const self = selfOf(facts.from.name);
  const address = addressOf(facts.recipients);
  const meeting = (facts.meeting ?? '').trim() === '' ? '审批与监管联络员例会' : (facts.meeting ?? '').trim();
  const reply = facts.dueOn ? `请于${chineseDate(facts.dueOn)}前将参会人员名单报送${self}；` : `请在会前将参会人员名单报送${self}；`;
  const agenda = numberedLines(facts.agenda ?? []);
  return letterOf('meetingNotice', facts, {
    title: `关于召开${meeting}的通知`,
    body: [
      paragraph(`根据${MEASURES}${articleOf(31)}的规定，经研究，决定召开${meeting}，现将有关事项通知如下。`),
      ...sections([
        ['会议时间', sentence(given(facts.time, '会议时间'))],
        ['会议地点', sentence(given(facts.place, '会议地点'))],
        ['会议议题', ...(agenda.length > 0 ? agenda : [sentence(blank('会议议题'))])],
        ['参会人员', sentence((facts.participants ?? '').trim() === '' ? `${address}审批与监管联络员` : flat(facts.participants ?? ''))],
        [
          '有关要求',
          `请${address}联络员合理安排时间，按时参加会议，提前准备与议题有关的材料。${reply}需要增加议题的，请一并提出。${enclosed(facts)}`,
        ],
      ]),
    ],
    closing: '特此通知。',
    enclosures: evidenceEnclosures(facts.evidence ?? []),
  });
}

/** Below a heading 一、 the next level is （一） */
function numberedLines(items: readonly string[]): readonly string[] {
  const texts = items.map((item) => flat(item)).filter((item) => item !== '');
  return texts.length <= 1 ? texts.map(sentence) : texts.map((text, index) => `（${chineseNumber(index + 1)}）${sentence(text)}`);
}

export function otherLetter(facts: LetterFactsByKind['other']): LetterContent {
  const subject = bareSubject(facts.subject, '事由');
  const approvals = facts.approvals ?? [];
  return letterOf('other', facts, {
    title: `关于${subject}的函`,
    body: [
      paragraph(`为${blank('目的或者依据')}，现就${subject}函告如下：`),
      ...(approvals.length > 0 ? approvalBlocks(approvals, facts) : []),
      paragraph(sentence(blank('正文')) + enclosed(facts)),
    ],
    closing: '特此函告。',
    enclosures: evidenceEnclosures(facts.evidence ?? []),
  });
}

/** A correction is a letter of its own, of the kind that it corrects (an issued letter is never changed). */
export function correctionLetter(kind: LetterContent['kind'], facts: LetterFacts & { readonly corrects: LetterReference }): LetterContent {
  const self = selfOf(facts.from.name);
  const cited = titleAndNumber(facts.corrects);
  const replaced = facts.answers ? `（该函系对${titleAndNumber(facts.answers)}的答复）` : '';
  return letterOf(kind, facts, {
    title: `关于更正《${facts.corrects.title.replace(/\n/g, '')}》有关内容的函`,
    body: [
      paragraph(`${self}${cited}${replaced}中${blank('有误之处')}有误，现更正如下：`),
      paragraph(`原文“${blank('原文')}”更正为“${blank('更正后的内容')}”。`),
      paragraph('其余内容不变，请以更正后的内容为准。'),
    ],
    closing: '特此函告。',
  });
}
