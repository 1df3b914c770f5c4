import { describe, expect, it } from 'vitest';
import { type LetterContent, letterContentSchema } from '#shared/domain/letter.ts';
import { checkLetter } from '#shared/domain/letter-checks.ts';
import { fillTemplate, TEMPLATE_PLACEHOLDERS, userTemplateSchema } from '#shared/domain/user-templates.ts';
import { APPROVAL, CITIZEN_ID, FROM_APPROVAL, FROM_SUPERVISION, PERSON_APPROVAL } from './letter-samples.ts';

const EMPTY: LetterContent = {
  kind: 'other',
  letterhead: '',
  title: '',
  recipients: [],
  body: [],
  enclosures: [],
  signatories: [],
  seal: true,
  annotation: '',
  copies: [],
  urgency: '',
};
const FULL = {
  ...FROM_SUPERVISION,
  date: '2026-06-02',
  dueOn: '2026-06-30',
  answers: { from: '甲局', title: '关于甲的函', number: '甲函〔2026〕1号' },
};

function fillBody(text: string, facts = FULL as Parameters<typeof fillTemplate>[1]) {
  const filled = fillTemplate({ content: { ...EMPTY, body: [{ type: 'paragraph', text }] } }, facts);
  const [block] = filled.content.body;
  return { text: block?.type === 'paragraph' ? block.text : '', unknown: filled.unknown, unfilled: filled.unfilled };
}

describe('users’ templates', () => {
  it('every placeholder of the menu is filled when the facts have it', () => {
    for (const name of TEMPLATE_PLACEHOLDERS) {
      const filled = fillBody(`甲{{${name}}}乙`);
      expect(filled, name).toMatchObject({ unknown: [], unfilled: [] });
      expect(filled.text, name).toMatch(/^甲[^{}]+乙$/);
    }
    expect(fillBody('{{行政相对人}}，{{ 法律文书编号 }}')).toMatchObject({ text: '济宁示例餐饮有限公司，济高新审〔2026〕15号' });
  });
  it('unknown ones stay and are named; known ones without a fact stay too, and the checks find both', () => {
    const { approvals, ...bare } = FROM_APPROVAL;
    expect(approvals).toHaveLength(1);
    const filled = fillBody('{{天气}}和{{行政相对人}}', bare);
    expect(filled).toEqual({ text: '{{天气}}和{{行政相对人}}', unknown: ['天气'], unfilled: ['行政相对人'] });
    const { content } = fillTemplate(
      { content: { ...EMPTY, title: '关于{{天气}}的函', body: [{ type: 'paragraph', text: '特此函告。' }] } },
      bare,
    );
    const codes = checkLetter(content, { stage: 'draft', today: '2026-06-30' }).map(({ code }) => code);
    expect(codes).toEqual(['placeholder.unfilled']);
  });
  it('attack: what a record holds is text, never a placeholder or a replacement pattern', () => {
    const name = "{{联系电话}}$&$1$'";
    const counterpart = { ...APPROVAL.counterpart, name };
    const filled = fillBody('{{行政相对人}}', { ...FROM_APPROVAL, approvals: [{ ...APPROVAL, counterpart }] });
    expect(filled).toEqual({ text: name, unknown: [], unfilled: [] });
    expect(fillBody('{{constructor}}{{__proto__}}{{toString}}').unknown).toEqual(['constructor', '__proto__', 'toString']);
  });
  it('attack: the ID number of a natural person isn’t carried out by a template', () => {
    const filled = fillBody('{{行政相对人}}{{证件号码}}{{联系方式}}', { ...FROM_APPROVAL, approvals: [PERSON_APPROVAL] });
    expect(filled.text).not.toContain(CITIZEN_ID);
    expect(filled.text).toContain('370811********');
  });
  it('several records: each text once, in order', () => {
    const approvals = [APPROVAL, PERSON_APPROVAL, APPROVAL];
    expect(fillBody('{{法律文书编号}}；{{事项名称}}', { ...FROM_APPROVAL, approvals }).text).toBe(
      '济高新审〔2026〕15号、济高新审〔2026〕16号；食品经营许可',
    );
  });
  it('fills headings, tables, 附件, 主送; what is left empty comes from the facts; a saved date doesn’t', () => {
    const block = {
      type: 'table' as const,
      caption: '{{事项名称}}',
      columns: [{ title: '{{发文机关自称}}', width: 1 }],
      rows: [['{{有效期}}']],
    };
    const content: LetterContent = {
      ...EMPTY,
      title: '关于{{行政相对人}}的函',
      recipients: ['{{主送机关}}', '丙局'],
      body: [{ type: 'heading', level: 1, text: '一、{{事项名称}}' }, block],
      enclosures: [{ title: '{{事项名称}}材料', blocks: [block] }],
      date: '2020-01-01',
    };
    const filled = fillTemplate({ content }, { ...FROM_APPROVAL, recipients: ['甲局', '乙局'] });
    expect(filled.content).toMatchObject({
      letterhead: FROM_APPROVAL.from.name,
      title: '关于济宁示例餐饮有限公司的函',
      recipients: ['甲局', '乙局', '丙局'],
      body: [
        { text: '一、食品经营许可' },
        { caption: '食品经营许可', columns: [{ title: '我局' }], rows: [['2026年3月1日至2031年2月28日']] },
      ],
      enclosures: [{ title: '食品经营许可材料', blocks: [{ rows: [['2026年3月1日至2031年2月28日']] }] }],
      signatories: [FROM_APPROVAL.from.name],
      annotation: '联系人：李示例，联系电话：0537-0000102',
    });
    expect(filled.content.date).toBeUndefined();
  });
  it('what a place can’t hold isn’t cut: the placeholder stays and is named', () => {
    const approvals = Array.from({ length: 30 }, (_, index) => ({ ...APPROVAL, decisionNumber: `济高新审〔2026〕${index}号` }));
    const filled = fillTemplate({ content: { ...EMPTY, title: '关于{{法律文书编号}}的函' } }, { ...FROM_APPROVAL, approvals });
    expect(filled).toMatchObject({ content: { title: '关于{{法律文书编号}}的函' }, unfilled: ['法律文书编号'] });
    expect(letterContentSchema.safeParse(filled.content).success).toBe(true);
  });
  it('a template has a name', () => {
    expect(userTemplateSchema.safeParse({ name: '', content: EMPTY }).success).toBe(false);
    expect(userTemplateSchema.safeParse({ name: '催办函', content: EMPTY }).success).toBe(true);
  });
});
