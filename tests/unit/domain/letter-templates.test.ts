import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LETTER_KINDS, type LetterContent, letterContentSchema } from '#shared/domain/letter.ts';
import { checkLetter } from '#shared/domain/letter-checks.ts';
import type { LetterFacts } from '#shared/domain/letter-facts.ts';
import { addressOf, MEASURES, selfOf } from '#shared/domain/letter-template-parts.ts';
import { correctionLetter, fillLetter } from '#shared/domain/letter-templates.ts';
import {
  APPROVAL,
  CITIZEN_ID,
  FROM_APPROVAL,
  factsOf,
  KINDS,
  letterOfKind,
  PERSON_APPROVAL,
  SUPERVISION,
  wordsOf,
} from './letter-samples.ts';

const CONTEXT = { stage: 'issue', today: '2026-06-30', signer: '周示例' } as const;

function problemsOf(content: LetterContent): readonly string[] {
  return checkLetter({ ...content, date: '2026-06-02' }, CONTEXT).map(({ code, text }) => `${code} ${text}`);
}

describe('a letter of each kind', () => {
  it('told everything, passes all checks without a single word', () => {
    for (const kind of KINDS) if (kind !== 'other') expect(problemsOf(letterOfKind(kind)), kind).toEqual([]);
  });
  it('cites the measures in full, with the article of its kind', () => {
    for (const kind of KINDS) {
      const { article } = LETTER_KINDS[kind];
      if (article === '' || kind === 'reply') continue;
      const cited = article.replace(/（(.)）/, '第（$1）项');
      expect(wordsOf(letterOfKind(kind)), kind).toContain(`${MEASURES}${cited}`);
    }
    expect(MEASURES).toBe('《济宁高新区行政审批与监管协调联动实施办法》（济高新管办字〔2023〕2号）');
  });
  it('with nothing known but the two departments, marks every gap, and the checks keep it in', () => {
    const { approvals, ...bare } = FROM_APPROVAL;
    expect(approvals).toHaveLength(1);
    for (const kind of KINDS) {
      const content = fillLetter(kind, { ...bare, contact: { name: '' } });
      expect(letterContentSchema.safeParse(content).success, kind).toBe(true);
      expect(wordsOf(content), kind).toContain('〔联系人〕');
      expect(
        problemsOf(content).some((problem) => problem.startsWith('placeholder.unfilled')),
        kind,
      ).toBe(true);
      expect(wordsOf(content), kind).not.toMatch(/undefined|\[object|null/);
    }
  });
  it('is taken by its schema whatever the records hold, as long as records may be', () => {
    const text = (limit: number) => fc.string({ unit: fc.constantFrom('济', '〔', '{', 'a', '\n', '𠀀', '。'), maxLength: limit });
    const facts: fc.Arbitrary<LetterFacts> = fc
      .record({ matter: text(500), number: text(128), name: text(200), content: text(4000), count: fc.integer({ min: 0, max: 60 }) })
      .map(({ matter, number, name, content, count }) => {
        const counterpart = { ...APPROVAL.counterpart, name };
        const approval = { ...APPROVAL, matter, decisionNumber: number, counterpart, content };
        const supervision = { ...SUPERVISION, counterpart, facts: content, content, decisionNumber: number };
        const approvals = Array.from({ length: count }, () => approval);
        const evidence = Array.from({ length: count }, (_, index) => `${name}${index}`);
        return { ...FROM_APPROVAL, approvals, evidence, supervisions: Array.from({ length: count }, () => supervision) };
      });
    fc.assert(
      fc.property(facts, fc.constantFrom(...KINDS), (given, kind) => {
        const parsed = letterContentSchema.safeParse(fillLetter(kind, given));
        expect(parsed.error?.issues ?? [], kind).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
  it('has place for 1,000 records', () => {
    const approvals = Array.from({ length: 1000 }, () => APPROVAL);
    for (const kind of KINDS) {
      const content = fillLetter(kind, { ...factsOf(kind), approvals, supervisions: approvals.map(() => SUPERVISION) });
      expect(letterContentSchema.safeParse(content).error?.issues ?? [], kind).toEqual([]);
    }
  });
});

describe('办法第二十条（二）：审批信息推送函', () => {
  const everything = ['食品经营许可', '济高新审〔2026〕15号', '济宁示例餐饮有限公司', '0537-0000888', '济宁高新区示例路8号', '2026年3月1日', '2031年2月28日', '热食类']; // biome-ignore format: one line
  it('one decision: everything that 20(二) lists stands in the text', () => {
    const content = letterOfKind('approvalPush');
    for (const value of everything) expect(wordsOf(content)).toContain(value);
    expect(content.title).toBe('关于推送济宁示例餐饮有限公司食品经营许可审批信息的函');
    expect(content.enclosures).toEqual([]);
    expect(wordsOf(content)).toContain('3个工作日内完成认领');
  });
  it('several: a landscape table as 附件, ID numbers in full, and the text refers to it', () => {
    const content = letterOfKind('approvalPush', { approvals: [APPROVAL, PERSON_APPROVAL] });
    expect(content.title).toBe('关于推送2项食品经营许可审批信息的函');
    const [list] = content.enclosures;
    expect(list).toMatchObject({ title: '行政审批信息清单', landscape: true });
    const [table] = list?.blocks ?? [];
    const widths = table?.type === 'table' ? table.columns.map(({ width }) => width) : [];
    // 审批内容 is the longest: in a narrow column a single decision fills a page
    expect((widths.at(-1) ?? 0) / widths.reduce((sum, width) => sum + width, 0)).toBeGreaterThan(0.25);
    expect(wordsOf(content)).toContain(CITIZEN_ID);
    for (const value of everything) expect(wordsOf(content)).toContain(value);
    expect(problemsOf(content)).toEqual([]);
  });
});

describe('办法第二十一条', () => {
  it('（二）监管信息推送函 says what was decided, why, by what law, about which approval, and that the platform can’t', () => {
    const content = letterOfKind('supervisionPush');
    expect(content.title).toBe('关于推送济宁示例餐饮有限公司责令停产停业监管信息的函');
    for (const value of [SUPERVISION.decisionNumber, '2026年5月6日', '第一百二十六条', '济高新审〔2026〕15号', '审管互动平台推送']) {
      expect(wordsOf(content)).toContain(value);
    }
    expect(content.enclosures).toEqual([{ title: '现场检查笔录', blocks: [], file: SUPERVISION.attachments?.[0] }]);
    const table = letterOfKind('supervisionPush', { supervisions: [SUPERVISION, { ...SUPERVISION, kind: 'penalty', measure: '罚款' }] });
    expect(table.body.filter(({ type }) => type === 'table')).toHaveLength(1);
    expect(problemsOf(table)).toEqual([]);
  });
  it('（二）what is asked of the recipient has a heading of its own, below the facts, not under the last of them', () => {
    const headings = letterOfKind('supervisionPush').body.flatMap((block) => (block.type === 'heading' ? [block.text] : []));
    expect(headings.slice(-2)).toEqual(['四、涉及的行政审批决定', '五、认领和处理']);
    expect(wordsOf(letterOfKind('supervisionPush'))).toMatch(/五、认领和处理\n请你局自收到本函之日起3个工作日内完成认领/);
  });
  it('（三）the ground is a citation, as in every other section of that name', () => {
    expect(wordsOf(letterOfKind('changeNotice', { legalBasis: '' }))).toContain('法律依据\n《中华人民共和国行政许可法》第八条第二款。');
  });
  it('（三）变更、撤回、撤销、注销 are four acts: each letter names its own only', () => {
    const acts = { changeNotice: '变更', withdrawNotice: '撤回', revokeNotice: '撤销', cancelNotice: '注销' } as const;
    for (const [kind, act] of Object.entries(acts)) {
      const words = wordsOf(letterOfKind(kind as keyof typeof acts, { findings: '发现问题' })).replace(MEASURES, '');
      expect(words).toContain(`建议你局依法${act}上述行政审批决定`);
      for (const other of Object.values(acts)) expect(words.includes(other), `${kind} ${other}`).toBe(other === act);
      expect(words).toContain('充分听取我局意见');
    }
  });
  it('natural persons: the ID number is masked outside 20(二)', () => {
    for (const kind of KINDS) {
      if (kind === 'approvalPush') continue;
      const counterpart = PERSON_APPROVAL.counterpart;
      const words = wordsOf(letterOfKind(kind, { approvals: [PERSON_APPROVAL], supervisions: [{ ...SUPERVISION, counterpart }] }));
      expect(words.includes(CITIZEN_ID), kind).toBe(false);
    }
    expect(wordsOf(letterOfKind('revokeNotice', { approvals: [PERSON_APPROVAL] }))).toContain('370811********');
  });
});

describe('办法第三十四条', () => {
  it('处罚建议函 says what was done about the decision and when, or leaves the day open', () => {
    expect(wordsOf(letterOfKind('penaltyProposal'))).toContain('2026年5月20日，我局依法撤销上述行政审批决定。');
    const { decidedOn, ...rest } = factsOf('penaltyProposal');
    expect(decidedOn).toBe('2026-05-20');
    expect(wordsOf(fillLetter('penaltyProposal', rest))).toContain('〔作出处理决定的日期〕，我局依法撤销上述行政审批决定。');
  });
});

describe('办法第二十五条', () => {
  it('复函 cites the letter that it answers, title first, then number', () => {
    const content = letterOfKind('reply');
    expect(content.title).toBe('关于食品经营许可办理标准的复函');
    expect(wordsOf(content)).toContain('你局《关于函询食品经营许可办理标准的函》（济高新审函〔2026〕2号）收悉。经研究，现函复如下：');
    expect(wordsOf(content)).toContain('特此函复。');
  });
  it('函询 numbers several questions and names the day by which an answer is wanted', () => {
    const words = wordsOf(letterOfKind('inquiry'));
    expect(words).toContain('一、热食类制售场所面积有何要求？');
    expect(words).toContain('二、是否需要现场核查？');
    expect(words).toContain('请你局于2026年6月10日前将意见函复我局。');
  });
});

describe('forms of address', () => {
  it('follow the kind of body, a remark in brackets doesn’t count', () => {
    expect(addressOf(['济宁高新区建设局（演示）'])).toBe('你局');
    expect(addressOf(['济宁高新区管理委员会'])).toBe('你委');
    expect(addressOf(['济宁高新区党工委办公室'])).toBe('你办');
    expect(addressOf(['示例大学'])).toBe('你单位');
    expect(addressOf(['甲局', '乙局'])).toBe('各局');
    expect(addressOf(['甲局', '乙中心'])).toBe('各单位');
    expect(selfOf('济宁高新区应急管理局')).toBe('我局');
  });
});

describe('who approved', () => {
  it('is 你局, 我局, or its name, by who writes to whom', () => {
    expect(wordsOf(letterOfKind('revokeNotice'))).toContain('2026年3月1日，你局对济宁示例餐饮有限公司');
    expect(wordsOf(letterOfKind('decisionNotice'))).toContain('2026年3月1日，我局对济宁示例餐饮有限公司');
    const approvedBy = '济宁高新区建设局';
    expect(wordsOf(letterOfKind('revokeNotice', { approvals: [{ ...APPROVAL, approvedBy }] }))).toContain(
      '2026年3月1日，济宁高新区建设局对',
    );
  });
});

describe('a correction', () => {
  it('is a letter of the same kind that names the old one', () => {
    const corrects = { from: '济宁高新区行政审批服务局', title: '关于甲的函', number: '济高新审函〔2026〕3号' };
    const content = correctionLetter('inquiry', { ...FROM_APPROVAL, corrects });
    expect(content).toMatchObject({ kind: 'inquiry', corrects, title: '关于更正《关于甲的函》有关内容的函' });
    expect(wordsOf(content)).toContain('我局《关于甲的函》（济高新审函〔2026〕3号）');
    expect(letterContentSchema.safeParse(content).success).toBe(true);
  });
});
