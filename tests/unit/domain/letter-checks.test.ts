import { describe, expect, it } from 'vitest';
import { makeUscc } from '#shared/domain/codes.ts';
import type { LetterContent } from '#shared/domain/letter.ts';
import { checkLetter, hasBlockingProblem, type LetterCheckContext, type LetterProblem } from '#shared/domain/letter-checks.ts';
import { CITIZEN_ID } from './letter-samples.ts';

const CONTEXT: LetterCheckContext = { stage: 'issue', today: '2026-06-30', signer: '周示例' };

/** A letter with which nothing is wrong. */
const RIGHT: LetterContent = {
  kind: 'other',
  letterhead: '济宁高新区行政审批服务局',
  title: '关于商请配合现场核查的函',
  recipients: ['济宁高新区市场监督管理局'],
  body: [
    { type: 'paragraph', text: '为做好核查工作，现就有关事项函告如下。' },
    { type: 'paragraph', text: '特此函告。' },
  ],
  enclosures: [],
  signatories: ['济宁高新区行政审批服务局'],
  date: '2026-06-20',
  seal: true,
  annotation: '联系人：李示例，联系电话：0537-0000102',
  copies: [],
  urgency: '',
};

function check(changes: Partial<LetterContent>, context: Partial<LetterCheckContext> = {}): readonly LetterProblem[] {
  return checkLetter({ ...RIGHT, ...changes }, { ...CONTEXT, ...context });
}
function codes(changes: Partial<LetterContent>, context: Partial<LetterCheckContext> = {}): readonly string[] {
  return check(changes, context).map(({ code }) => code);
}
function withText(...texts: readonly string[]): Partial<LetterContent> {
  return { body: [...texts, '特此函告。'].map((text) => ({ type: 'paragraph', text })) };
}
/** Code and the very characters that the editor marks, read from the letter by the place, not from the problem. */
function marks(text: string, context: Partial<LetterCheckContext> = {}): readonly string[] {
  return check(withText(text), context).map(({ code, at }) => {
    expect(at).toMatchObject({ part: 'body', block: 0 });
    return `${code} ${text.slice(at.start, at.end)}`;
  });
}
function withBlocks(...blocks: readonly (readonly [level: 0 | 1 | 2 | 3 | 4, text: string])[]): Partial<LetterContent> {
  const body = blocks.map(([level, text]) =>
    level === 0 ? { type: 'paragraph' as const, text } : { type: 'heading' as const, level, text },
  );
  return { body: [...body, { type: 'paragraph', text: '特此函告。' }] };
}

/** code, a text with the offending part in «», texts in which nothing is wrong */
const PHRASES: readonly (readonly [code: string, hits: readonly string[], nearMisses: readonly string[]])[] = [
  [
    'placeholder.unfilled',
    ['会议于«〔会议时间〕»召开。', '«{{行政相对人}}»已停产。', '对«××»公司检查。', '«〔……〕»', '由«XX»公司办理。'],
    ['依据济高新办发〔2019〕37号办理。', '规格为3×5米。', '型号AXX设备已停用。'],
  ],
  ['placeholder.cross', ['请你局«×»科办理。'], ['规格为3×5米。', '规格为3000mm×2000mm。']],
  ['phrase.petition', ['«妥否，请批示»。', '以上意见«当否，请批复»。', '«特此请示»。'], ['批示精神已经传达。', '请示报告制度已经建立。']],
  [
    'phrase.command',
    ['请«务必»按时完成。', '请«遵照执行»。', '«你局必须»配合。', '«责令»你局改正。'],
    ['我局已作出责令停产停业决定。', '申请人必须具备条件。'],
  ],
  ['phrase.private', ['«此致敬礼！»', '«此致»', '«尊敬的»领导。'], ['由此致使费用增加。', '尊敬老人。']],
  [
    'date.relative',
    [
      '我局«昨日»收到。',
      '«上周»已检查。',
      '«今年»共办理。',
      '请于«明天»到场。',
      '«日前»，我局接到举报。',
      '«下个月»检查。',
      '«近日»发现问题。',
    ],
    [
      '请于2026年7月1日前函复。',
      '说明日期和地点。',
      '今后天津有关单位另行安排。',
      '企业马上周转困难。',
      '本周期内检查两次。',
      '证明年限符合要求。',
      '以前年度已经处理。',
      '过去年度的资料已经归档。',
      '《关于今年工作的通知》已经印发。',
      '目前天气不宜施工。',
      '按照以上月份统计。',
    ],
  ],
  [
    'date.notation',
    ['于«2023.1.5»作出。', '于«2023-01-05»作出。', '于«2023/1/5»作出。'],
    ['版本为2.3.1。', '电话2023-5555。', '标准为GB/T 9704-2012。'],
  ],
  ['date.leading-zero', ['于«2023年01月5日»作出。', '于«2023年1月05日»作出。'], ['于2023年10月15日作出。', '于2023年1月20日作出。']],
  ['date.short-year', ['于«23年1月5日»作出。'], ['于2023年1月5日作出。', '已经营23年。']],
  ['date.chinese-digits', ['于«二〇二三年一月五日»作出。'], ['经营三年一次检查。']],
  [
    'matter.several',
    ['已收悉。«另外，请»贵局派员。', '«此外，有一事»需要说明。', '已办理。«另请»派员。'],
    ['法律另有规定的除外。', '时间另行通知。', '另一方面应当加强监管。'],
  ],
  ['secrecy.mark', ['«机密★1年»', '«秘密»', '«密级：秘密»'], ['依法保守商业秘密。', '不涉及国家秘密、工作秘密。']],
  [
    'punctuation.half-width',
    ['你局«,»请办理。', '请办理«.»', '公司«(»示例)已停产。', '理由如下«:»无。'],
    ['罚款3,000元。', '上午10:30开会。', '标准为GB/T 9704-2012，版本1.5。', '见https://example.com页面。'],
  ],
  ['space.trailing', ['请办理。« »', '请办理。«\u3000»'], ['请 办理。']],
  ['space.leading', ['«\u3000\u3000»请办理。'], ['请办理。']],
  ['number.brackets', ['依据济高新函«[2023]2号»办理。', '依据济高新函«（2023）2号»办理。'], ['（2023）鲁0811民初123号判决书已生效。']],
  ['number.ordinal', ['依据济高新函«〔2023〕第2号»办理。'], ['依据国务院令第2号办理。', '依据济高新函〔2023〕2号办理。']],
  ['number.leading-zero', ['依据济高新函«〔2023〕02号»办理。'], ['依据济高新函〔2023〕20号办理。']],
  ['number.short-year', ['依据济高新函«〔23〕2号»办理。'], ['依据济高新函〔2023〕2号办理。']],
  [
    'personal.citizen-id',
    [`其公民身份证号码为«${CITIZEN_ID}»。`],
    [`代码为${makeUscc('11', '370800', '19900307')}。`, '编号为123456789012345678901。', '号码为370811********1234。'],
  ],
  [
    'recipient.differs',
    ['请«济宁高新区应急管理局»依法处理。', '商请«济宁高新区建设局»派员参加。'],
    [
      '请济宁高新区市场监督管理局依法处理。',
      '请市场监督管理局派员参加。',
      '请会同济宁高新区公安局办理。',
      '申请济宁高新区示例中心场地。',
      '请及时与我局联系。',
    ],
  ],
  ['recipient.address', ['请«你委»办理。', '请«贵办»研究。'], ['请你局办理。', '请你单位办理。', '请你办理手续。']],
];

describe('the sample', () => {
  it('has no problem', () => {
    expect(check({})).toEqual([]);
  });
});

describe('words and signs: hits with their place, and near misses', () => {
  for (const [code, hits, nearMisses] of PHRASES) {
    it(code, () => {
      for (const hit of hits) {
        const marked = hit.slice(hit.indexOf('«') + 1, hit.indexOf('»'));
        expect(marks(hit.replace(/[«»]/g, '')), hit).toContain(`${code} ${marked}`);
      }
      for (const nearMiss of nearMisses) expect(marks(nearMiss), nearMiss).not.toContainEqual(expect.stringContaining(code));
    });
  }
  it('says in Chinese what to do', () => {
    for (const [, [hit = '']] of PHRASES) {
      for (const { message } of check(withText(hit.replace(/[«»]/g, '')))) expect(message).toMatch(/请|确是/);
    }
  });
  it('what is quoted as given from a record isn’t complained about, the rest of the text is', () => {
    const text = '济示许[2026]第02号由明日(示例)公司持有,请核对';
    expect(marks(text)).toHaveLength(7);
    expect(marks(text, { verbatim: ['济示许[2026]第02号', '明日(示例)公司'] })).toEqual(['punctuation.half-width ,']);
  });
  it('办法 20(二) asks for ID numbers in a 推送函 only: there they are no problem', () => {
    const text = `公民身份证号码：${CITIZEN_ID}`;
    expect(codes({ ...withText(text), kind: 'approvalPush' })).toEqual([]);
    expect(codes({ ...withText(text), kind: 'revokeNotice' })).toEqual(['personal.citizen-id']);
    expect(codes({ annotation: text, kind: 'approvalPush' })).toEqual(['personal.citizen-id']);
  });
  it('finds them in tables, 附件 and 附注 too, and says where', () => {
    const table = {
      type: 'table' as const,
      caption: '依据[2023]2号',
      columns: [{ title: '编号,名称', width: 1 }],
      rows: [['无'], ['2023.1.5']],
    };
    const enclosures = [{ title: '清单', blocks: [table] }];
    expect(check({ ...withText('见附件。'), enclosures }).map(({ code, at }) => ({ code, at }))).toEqual([
      { code: 'number.brackets', at: { part: 'enclosures', index: 0, block: 0, start: 2, end: 10 } },
      { code: 'punctuation.half-width', at: { part: 'enclosures', index: 0, block: 0, column: 0, start: 2, end: 3 } },
      { code: 'date.notation', at: { part: 'enclosures', index: 0, block: 0, row: 1, column: 0, start: 0, end: 8 } },
    ]);
    expect(check({ annotation: '联系人:李示例' })[0]?.at).toEqual({ part: 'annotation', start: 3, end: 4 });
    expect(check({ copies: ['甲局', '乙局 '] })[0]?.at).toEqual({ part: 'copies', index: 1, start: 2, end: 3 });
  });
});

describe('what is missing', () => {
  const parts: readonly (readonly [Partial<LetterContent>, string])[] = [
    [{ letterhead: ' ' }, 'letterhead.missing'],
    [{ title: '' }, 'title.missing'],
    [{ recipients: [] }, 'recipients.missing'],
    [{ recipients: ['甲局', ''] }, 'recipients.empty'],
    [{ body: [] }, 'body.missing'],
    [{ body: [{ type: 'paragraph', text: '' }] }, 'body.missing'],
    [{ signatories: [''] }, 'signatories.missing'],
  ];
  it('keeps the letter in, in a draft too', () => {
    for (const [changes, code] of parts) {
      for (const stage of ['draft', 'issue'] as const) {
        const problems = check(changes, { stage });
        expect(
          problems.filter(({ level }) => level === 'error').map((problem) => problem.code),
          code,
        ).toEqual([code]);
        expect(hasBlockingProblem(problems)).toBe(true);
      }
    }
  });
  it('date and signer only at issue', () => {
    const { date, ...undated } = RIGHT;
    expect(date).toBeDefined();
    expect(checkLetter(undated, { stage: 'draft', today: '2026-06-30' })).toEqual([]);
    expect(checkLetter(undated, { stage: 'issue', today: '2026-06-30' }).map(({ code }) => code)).toEqual([
      'signer.missing',
      'date.missing',
    ]);
  });
  it('warnings alone don’t keep it in', () => {
    expect(hasBlockingProblem(check(withText('请务必办理。')))).toBe(false);
  });
});

describe('title (GB/T 9704 7.3.1)', () => {
  it('is 关于…的函, for a meeting 的通知, for an answer 的复函', () => {
    for (const title of ['通知', '关于甲', '关于甲的请示', '商请甲的函']) expect(codes({ title }), title).toContain('title.form');
    for (const title of ['关于甲的函', '关于甲的复函', '济宁高新区某局关于甲的函', '关于甲\n的函'])
      expect(codes({ title }), title).toEqual([]);
    const meeting = { kind: 'meetingNotice', title: '关于召开例会的通知', ...withText('特此通知。') } as const;
    expect(codes({ ...meeting, body: [{ type: 'paragraph', text: '特此通知。' }] })).toEqual([]);
    expect(codes({ title: '关于召开例会的通知' })).toEqual(['title.form']);
  });
  it('has at most three lines of twenty characters, as the writer breaks them', () => {
    expect(codes({ title: `关于${'甲'.repeat(56)}的函` })).toEqual([]);
    expect(codes({ title: `关于${'甲'.repeat(57)}的函` })).toEqual(['title.long']);
    expect(codes({ title: '关于\n甲\n乙\n的函' })).toEqual(['title.long']);
  });
  it('names one matter; a quoted title is none', () => {
    expect(codes({ title: '关于甲和关于乙的函' })).toEqual(['matter.several']);
    expect(codes({ title: '关于更正《关于甲的函》有关内容的函' })).toEqual([]);
  });
  it('ends without punctuation', () => {
    expect(codes({ title: '关于甲的函。' })).toContain('title.punctuation');
  });
});

describe('结构层次序数 (GB/T 9704 7.3.3)', () => {
  it('right ones in order are no problem, numbered paragraphs neither', () => {
    expect(
      codes(
        withBlocks(
          [1, '一、甲'],
          [2, '（一）乙'],
          [3, '1.丙'],
          [4, '（1）丁'],
          [4, '（2）戊'],
          [2, '（二）己'],
          [0, '1.庚'],
          [0, '2.辛'],
          [1, '二、壬'],
        ),
      ),
    ).toEqual([]);
    expect(codes(withText('1.5万元已缴。', '2026年起施行。', '一是加强监管。'))).toEqual([]);
  });
  it('wrong punctuation, with the right form', () => {
    for (const [level, text, right] of [
      [1, '一.甲', '一、'],
      [1, '一，甲', '一、'],
      [2, '(一)甲', '（一）'],
      [2, '（一）、甲', '（一）'],
      [3, '1、甲', '1.'],
      [3, '1. 甲', '1.'],
      [4, '(1)甲', '（1）'],
    ] as const) {
      // biome-ignore format: a table
      const [problem] = check(withBlocks([level, text])).filter(({ code }) => code === 'heading.punctuation');
      expect(problem?.message, text).toContain(`请改为“${right}”`);
      expect(problem?.at).toMatchObject({ part: 'body', block: 0, start: 0 });
    }
  });
  it('out of order, missing, of another level', () => {
    expect(codes(withBlocks([1, '一、甲'], [1, '三、乙']))).toEqual(['heading.order']);
    expect(codes(withBlocks([1, '二、甲']))).toEqual(['heading.order']);
    expect(codes(withBlocks([1, '一、甲'], [1, '一、乙']))).toEqual(['heading.order']);
    expect(codes(withBlocks([2, '（一）甲'], [2, '（三）乙']))).toEqual(['heading.order']);
    expect(codes(withBlocks([1, '甲']))).toEqual(['heading.number-missing']);
    expect(codes(withBlocks([2, '一、甲']))).toEqual(['heading.level']);
  });
  it('below a new 一、 the next level begins anew', () => {
    expect(codes(withBlocks([1, '一、甲'], [2, '（一）乙'], [1, '二、丙'], [2, '（一）丁']))).toEqual([]);
    expect(codes(withBlocks([1, '一、甲'], [2, '（一）乙'], [1, '二、丙'], [2, '（二）丁']))).toEqual(['heading.order']);
  });
});

describe('附件 (GB/T 9704 7.3.4)', () => {
  const two = [{ title: '甲', blocks: [] }, { title: '乙', blocks: [] }]; // biome-ignore format: one line

  it('mentioned and none there, or there and not mentioned', () => {
    expect(marks('有关材料见附件。')).toEqual(['enclosure.none 附件']);
    expect(codes({ enclosures: two })).toEqual(['enclosure.unmentioned']);
    expect(codes({ ...withText('有关材料见附件。'), enclosures: two })).toEqual([]);
  });
  it('those of the letter answered, and inside a quoted title, aren’t one’s own', () => {
    expect(marks('你局来函附件已收到。')).toEqual([]);
    expect(marks('依据《某办法附件一》办理。')).toEqual([]);
  });
  it('numbers agree with the list, in order', () => {
    const problems = (text: string) => check({ ...withText(text), enclosures: two }).map(({ code, text: marked }) => `${code} ${marked}`);
    expect(problems('见附件1，另见附件2。')).toEqual([]);
    expect(problems('见附件1、附件3。')).toContain('enclosure.number 附件3');
    expect(problems('见附件2，另见附件1。')).toEqual(['enclosure.order 附件1']);
    expect(check({ ...withText('见附件1。'), enclosures: two })).toMatchObject([
      { code: 'enclosure.unmentioned', at: { part: 'enclosures', index: 1 } },
    ]);
  });
  it('the 附件说明 isn’t typed, the name has no number, no punctuation, and isn’t empty', () => {
    expect(codes({ ...withText('附件：1.甲'), enclosures: two })).toEqual(['enclosure.typed-list']);
    const named = (title: string) => codes({ ...withText('见附件。'), enclosures: [{ title, blocks: [] }] });
    expect(named('附件1：甲')).toContain('enclosure.title-number');
    expect(named('1.甲')).toContain('enclosure.title-number');
    expect(named('甲。')).toEqual(['enclosure.title-punctuation']);
    expect(named('')).toEqual(['enclosure.title-missing']);
    expect(named('12345热线记录')).toEqual([]);
  });
});

describe('主送', () => {
  it('several of one kind may all be 你局, of different kinds not', () => {
    expect(codes({ ...withText('请你局办理。'), recipients: ['甲局', '乙局'] })).toEqual([]);
    expect(codes({ ...withText('请你局办理。'), recipients: ['甲局', '乙委员会'] })).toEqual(['recipient.address']);
  });
  it('a salutation typed into the text differs', () => {
    expect(marks('济宁高新区建设局：')).toEqual(['recipient.differs 济宁高新区建设局']);
    expect(marks('济宁高新区市场监督管理局：')).toEqual([]);
  });
});

describe('closing and answer', () => {
  const closing = (kind: LetterContent['kind'], text: string) =>
    codes({
      kind,
      body: [{ type: 'paragraph', text }],
      ...(kind === 'reply' ? { answers: { from: '甲局', title: '关于甲的函', number: '' } } : {}),
    });
  it('a letter ends with the words of its kind', () => {
    expect(closing('other', '现将有关情况告知。')).toEqual(['closing.missing']);
    for (const text of ['特此函告。', '请予支持为盼。', '请函复。']) expect(closing('other', text)).toEqual([]);
    expect(closing('reply', '特此函告。')).toEqual(['closing.missing']);
    expect(closing('reply', '特此函复。')).toEqual([]);
    expect(closing('inquiry', '特此函询，请予函复。')).toEqual([]);
  });
  it('two closings are two matters', () => {
    expect(codes(withText('特此函询。', '现将乙函告如下。'))).toEqual(['matter.several']);
  });
  it('办法第二十五条：a 复函 names what it answers, title before number', () => {
    expect(codes({ kind: 'reply', body: [{ type: 'paragraph', text: '特此函复。' }] })).toEqual(['answers.missing']);
    expect(marks('你局甲函〔2026〕2号《关于甲的函》收悉。')).toEqual(['answers.order 你局甲函〔2026〕2号《关于甲的函》']);
    expect(marks('你局《关于甲的函》（甲函〔2026〕2号）收悉。')).toEqual([]);
  });
});

describe('成文日期', () => {
  it('isn’t before what it answers, nor after today, and stands in the calendar', () => {
    expect(codes({}, { answeredOn: '2026-06-21' })).toEqual(['date.before-answered']);
    expect(codes({}, { answeredOn: '2026-06-20' })).toEqual([]);
    expect(codes({ date: '2026-07-01' })).toEqual(['date.future']);
    expect(codes({ date: '2026-02-30' })).toEqual(['date.impossible']);
    expect(hasBlockingProblem(check({}, { answeredOn: '2026-06-21' }))).toBe(true);
  });
});

describe('hostile repetition', () => {
  it('doesn’t hold the checks up for longer than its length asks for', () => {
    for (const unit of ['〔', '{{', '请济', '附件', '　', '《', '一', '1', '×', '（']) {
      // computing, not the clock: a pattern that backtracks takes minutes
      const start = process.cpuUsage();
      check(withText(unit.repeat(9000 / unit.length)));
      expect(process.cpuUsage(start).user / 1000, unit).toBeLessThan(1000);
    }
  });
});
