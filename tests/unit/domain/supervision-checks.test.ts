import { describe, expect, it } from 'vitest';
import { makeUscc } from '#shared/domain/codes.ts';
import { penaltyPushDeadline } from '#shared/domain/deadlines.ts';
import {
  type ConcernedApproval,
  mustBePushedInTime,
  SUPERVISION_KIND_LABELS,
  type SupervisionDraft,
  type SupervisionKind,
  supervisionKindSchema,
  supervisionSchema,
  supervisionTitle,
} from '#shared/domain/supervision.ts';
import { checkSupervision, SUPERVISION_TEXT_LIMITS } from '#shared/domain/supervision-checks.ts';
import { supervisionChanges, supervisionFields, supervisionToDraft } from '#shared/domain/supervision-format.ts';
import { createUuid } from '#shared/domain/uuid.ts';

const APPROVAL: ConcernedApproval = { recordId: createUuid(), matter: '食品经营许可', decisionNumber: '济高新审〔2026〕12号' };
const CONTEXT = { today: '2026-11-23', sourceSystem: '手工录入', approvals: [APPROVAL] };
const PERSON = '11010519491231002X';

function draft(changes: SupervisionDraft = {}): SupervisionDraft {
  return {
    kind: SUPERVISION_KIND_LABELS.suspension,
    decisionNumber: '济高新市监罚〔2026〕3号',
    counterpartName: '济宁测试餐饮有限公司',
    uscc: makeUscc('91', '370800', 'MA000001'),
    contact: '0537-0000001',
    address: '济宁高新区柳行街道',
    decidedOn: '2026-11-02',
    facts: '未按规定保持经营场所条件，经责令改正拒不改正。',
    legalBasis: '《中华人民共和国食品安全法》第一百二十六条',
    content: '责令停产停业15日',
    madeBy: '高新区市场监督管理局',
    ...changes,
  };
}

const check = (changes: SupervisionDraft = {}, approvals = CONTEXT.approvals) =>
  checkSupervision(draft(changes), { ...CONTEXT, approvals });
const codes = (changes: SupervisionDraft = {}, approvals = CONTEXT.approvals) =>
  check(changes, approvals).problems.map(({ level, code }) => `${level} ${code}`);

describe('supervision information (办法 21)', () => {
  it('a complete record has nothing to be said about, parses with the schema and holds the approvals concerned', () => {
    const { supervision, problems } = check();
    expect(problems).toEqual([]);
    expect(supervisionSchema.parse(supervision)).toEqual(supervision);
    expect(supervision).toMatchObject({ kind: 'suspension', approvals: [APPROVAL], counterpart: { kind: 'organisation' } });
  });

  it.each(['kind', 'decisionNumber', 'counterpartName', 'uscc', 'decidedOn', 'facts', 'legalBasis', 'content', 'madeBy'] as const)(
    'without %s it is kept out, with a sentence that says what to do',
    (field) => {
      const { supervision, problems } = check({ [field]: ' ' });
      expect(supervision).toBeUndefined();
      const [problem] = problems.filter(({ level }) => level === 'error');
      expect(problem).toMatchObject({ field, code: `${field}.missing` });
      expect(problem?.message).toMatch(/^没有填写.*。$/);
      // 20(二) is about approvals: it isn't cited here
      expect(problems.map(({ message }) => message).join()).not.toContain('第二十条');
    },
  );

  it('contact and address are asked for and not required', () => {
    expect(codes({ contact: '', address: '' })).toEqual(['warning contact.missing', 'warning address.missing']);
    expect(check({ contact: '', address: '' }).supervision?.counterpart).toMatchObject({ contact: '', address: '' });
  });

  it('a finding of an inspection (21(三)) needs neither number nor basis nor content yet', () => {
    const finding = { kind: SUPERVISION_KIND_LABELS.finding, decisionNumber: '', legalBasis: '', content: '' };
    expect(codes(finding)).toEqual(['warning decisionNumber.missing', 'warning legalBasis.missing', 'warning content.missing']);
    expect(check(finding).supervision).toMatchObject({ kind: 'finding', decisionNumber: '' });
    expect(check({ ...finding, facts: '' }).supervision).toBeUndefined();
  });

  it('其他 should say what it is', () => {
    expect(codes({ kind: '其他行政处罚' })).toEqual(['warning measure.missing']);
    expect(codes({ kind: '其他行政处罚', measure: '罚款' })).toEqual([]);
    expect(supervisionTitle({ kind: 'penalty', measure: '罚款' })).toBe('其他行政处罚（罚款）');
  });

  it('what may affect approvals (21(二)) asks for the approvals concerned', () => {
    expect(codes({}, [])).toEqual(['warning approvals.missing']);
    expect(codes({ kind: '其他监管措施', measure: '责令改正' }, [])).toEqual([]);
    expect(
      codes(
        {},
        Array.from({ length: 201 }, () => APPROVAL),
      ),
    ).toEqual(['error approvals.too-many']);
  });

  it('refuses unknown kinds, days to come, impossible days and texts that are too long', () => {
    expect(codes({ kind: '警告信' })).toContain('error kind.unknown');
    expect(codes({ decidedOn: '2026-11-24' })).toEqual(['error decidedOn.future']);
    expect(codes({ decidedOn: '2026-02-30' })[0]).toMatch(/^error decidedOn\./);
    expect(codes({ decidedOn: '长期' })).toEqual(['error decidedOn.long-term']);
    expect(codes({ facts: '文'.repeat(SUPERVISION_TEXT_LIMITS.facts + 1) })).toEqual(['error facts.too-long']);
  });

  it('checks the counterpart’s codes as those of approvals, and takes a doubtful one for a reason', () => {
    const wrong = `${makeUscc('91', '370800', 'MA000001').slice(0, 17)}0`;
    const doubtful = codes({ uscc: wrong });
    expect(doubtful).toEqual(['acceptable uscc.check-character']);
    const accepted = checkSupervision(draft({ uscc: wrong }), { ...CONTEXT, acceptedReason: '与执照一致' });
    expect(accepted.supervision?.counterpart.identity.acceptedReason).toBe('与执照一致');
    expect(codes({ uscc: '', citizenId: '110105194912310021' })).toEqual(['error citizenId.check-character']);
  });
});

describe('what must be pushed in time (办法 21(二))', () => {
  it('责令停产停业 and 吊销许可证件, nothing else', () => {
    const must = supervisionKindSchema.options.filter((kind: SupervisionKind) => mustBePushedInTime({ kind }));
    expect(must).toEqual(['suspension', 'revocation']);
  });

  it('seven working days after the decision, over the National Day holiday', () => {
    // 2026-10-01 to 10-07 are days off
    expect(penaltyPushDeadline('2026-09-28', '2026-09-29').dueOn).toBe('2026-10-13');
    expect(penaltyPushDeadline('2026-11-02', '2026-11-12')).toMatchObject({ dueOn: '2026-11-11', daysLeft: -1 });
  });
});

describe('as people read it', () => {
  const of = (changes: SupervisionDraft = {}, approvals = CONTEXT.approvals) => {
    const { supervision } = check(changes, approvals);
    if (!supervision) throw new Error('refused');
    return supervision;
  };

  it('the draft of a record gives the record again', () => {
    for (const record of [of(), of({ uscc: '', citizenId: PERSON }), of({ kind: '检查发现问题', decisionNumber: '', note: '两次复查' })])
      expect(checkSupervision(supervisionToDraft(record), CONTEXT).supervision).toEqual(record);
  });

  it('changes are named with their labels, approvals by their numbers, and certificates of persons are masked', () => {
    const before = of({ uscc: '', citizenId: PERSON });
    const after = of({ content: '责令停产停业30日' }, []);
    const changes = supervisionChanges(before, after);
    expect(changes.find(({ label }) => label === '处罚（处理）内容')).toMatchObject({
      before: '责令停产停业15日',
      after: '责令停产停业30日',
    });
    expect(changes.find(({ label }) => label === '涉及的审批决定')).toMatchObject({
      before: '济高新审〔2026〕12号（食品经营许可）',
      after: '（无）',
    });
    expect(JSON.stringify([changes, supervisionFields(before)])).not.toContain(PERSON);
    expect(supervisionChanges(before, structuredClone(before))).toEqual([]);
  });
});
