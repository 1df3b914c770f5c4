import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Approval, ApprovalDraft } from '#shared/domain/approval.ts';
import { checkApproval } from '#shared/domain/approval-checks.ts';
import { approvalChanges, approvalToDraft, formatIdentity, formatValidity } from '#shared/domain/approval-format.ts';
import { makeCitizenId, makeUscc, NO_USCC } from '#shared/domain/codes.ts';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import { recordKey } from '#shared/domain/identifiers.ts';

const context = { sourceSystem: '测试系统', today: '2026-11-23' };
const COMPANY = makeUscc('91', '370811', 'MA3C8DTF');
const PERSON = makeCitizenId('370811', '1990-01-01', 123);
const OTHER_PERSON = makeCitizenId('370811', '1990-01-02', 123);

const approval: Approval = {
  matter: '食品经营许可',
  decisionNumber: '济高新审〔2026〕1号',
  counterpart: {
    name: '济宁某某有限公司',
    kind: 'organisation',
    contact: '0537-3255555',
    address: '某路 1 号',
    identity: { type: 'uscc', value: COMPANY },
  },
  decidedOn: '2026-11-20',
  validity: { from: '2026-11-20', to: 'longTerm' },
  content: '食品销售',
  approvedBy: '某局',
  sourceSystem: '测试系统',
};

function withIdentity(identity: Approval['counterpart']['identity']): Approval {
  return { ...approval, counterpart: { ...approval.counterpart, kind: 'person', identity } };
}

describe('formatValidity', () => {
  it('names both ends, or the one that is known', () => {
    expect(formatValidity({ from: '2025-02-20', to: 'longTerm' })).toBe('2025-02-20 至 长期');
    expect(formatValidity({ from: '2025-02-20', to: '2027-02-19' })).toBe('2025-02-20 至 2027-02-19');
    expect(formatValidity({ to: '2027-02-19' })).toBe('至 2027-02-19');
    expect(formatValidity({ to: 'longTerm' })).toBe('长期');
  });
});

describe('formatIdentity', () => {
  it('masks certificates of natural persons, never codes of organisations', () => {
    const person = withIdentity({ type: 'citizenId', value: PERSON });
    expect(formatIdentity(person, true)).toBe(`370811********${PERSON.slice(14)}`);
    expect(formatIdentity(person, false)).toBe(PERSON);
    expect(formatIdentity(withIdentity({ type: 'otherCertificate', value: 'E12345678' }), true)).toBe('E1*****78');
    expect(formatIdentity(approval, true)).toBe(COMPANY);
  });
});

describe('approvalToDraft', () => {
  it('shows every field as a form does', () => {
    expect(approvalToDraft({ ...approval, category: '其他', categoryNote: '备案' })).toEqual({
      matter: '食品经营许可',
      decisionNumber: '济高新审〔2026〕1号',
      counterpartName: '济宁某某有限公司',
      counterpartKind: '法人及非法人组织',
      uscc: COMPANY,
      contact: '0537-3255555',
      address: '某路 1 号',
      decidedOn: '2026-11-20',
      validFrom: '2026-11-20',
      validTo: '长期',
      content: '食品销售',
      category: '其他-备案',
      approvedBy: '某局',
    });
  });
  it('names "has none" beside a 工商注册号, and the type beside another certificate', () => {
    expect(approvalToDraft(withIdentity({ type: 'registration', value: '370800228012345' }))).toMatchObject({
      uscc: NO_USCC,
      registrationNumber: '370800228012345',
    });
    expect(approvalToDraft(withIdentity({ type: 'otherCertificate', value: 'E1', certificateType: '护照' }))).toMatchObject({
      citizenId: 'E1',
      certificateType: '护照',
    });
  });

  const oneOf = (...values: readonly (string | undefined)[]) => fc.constantFrom(...values);
  const word = fc.string({ unit: fc.constantFrom(...'甲乙（）()〔〕-—: \n\u3000１aA其他无/'), maxLength: 6 });
  const draft = fc
    .record({
      matter: word.map((text) => `许可${text}`),
      decisionNumber: word.map((text) => `审${text}号`),
      decisionTitle: word,
      counterpartName: word.map((text) => `公司${text}`),
      counterpartKind: oneOf(undefined, '法人', '自然人', '个体工商户', '?'),
      uscc: oneOf(undefined, COMPANY, `${COMPANY.slice(0, 17)}A`, NO_USCC, makeUscc('92', '370811', 'MA3C8DTF')),
      registrationNumber: oneOf(undefined, '370800228012345', '无', '企独字１号'),
      citizenId: oneOf(undefined, PERSON, '370811900101123', 'e 123', '—'),
      certificateType: fc.oneof(oneOf(undefined, '护照', '02', '身份证'), word),
      contact: word.map((text) => `1${text}`),
      address: word.map((text) => `路${text}`),
      decidedOn: oneOf('2026-11-20', '2020年1月1日'),
      validFrom: oneOf(undefined, '2019.1.1', '2019-01-01至长期'),
      validTo: oneOf('长期', '2099-12-31', '2027-01-01'),
      content: word.map((text) => `内容${text}`),
      category: fc.oneof(
        oneOf(undefined, '普通', '01', '06', '其他-备案'),
        word,
        word.map((text) => `其他${text}`),
      ),
      certificateName: word,
      certificateNumber: word,
      approvedBy: word.map((text) => `局${text}`),
      note: word,
    })
    .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined)) as ApprovalDraft);

  it('round trip: checkApproval makes the same approval of it, and the record key stays', () => {
    let built = 0;
    fc.assert(
      fc.property(draft, (fields) => {
        const first = checkApproval(fields, { ...context, acceptedReason: '已核对' }).approval;
        if (!first) return;
        built += 1;
        const acceptedReason = first.counterpart.identity.acceptedReason;
        const second = checkApproval(approvalToDraft(first), acceptedReason ? { ...context, acceptedReason } : context).approval;
        expect(second).toStrictEqual(first);
        expect(recordKey(fields)).toBe(recordKey(first));
        expect(recordKey(approvalToDraft(first))).toBe(recordKey(first));
        expect(approvalChanges(first, first)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
    expect(built).toBeGreaterThan(100);
  });
});

describe('approvalChanges', () => {
  it('is empty for the same approval', () => {
    expect(approvalChanges(approval, structuredClone(approval))).toEqual([]);
  });
  it('names each changed field in Chinese, in the order of the form', () => {
    const after: Approval = {
      ...approval,
      matter: '食品生产许可',
      validity: { from: '2026-11-20', to: '2031-11-19' },
      note: '补录',
      sourceSystem: '另一系统',
    };
    expect(approvalChanges(approval, after)).toEqual([
      { label: '事项名称', before: '食品经营许可', after: '食品生产许可' },
      { label: '有效期至', before: '长期', after: '2031-11-19' },
      { label: '备注', before: '（无）', after: '补录' },
      { label: '来源系统', before: '测试系统', after: '另一系统' },
    ]);
  });
  it('names a changed kind by its label', () => {
    const after = { ...approval, counterpart: { ...approval.counterpart, kind: 'individualBusiness' as const } };
    expect(approvalChanges(approval, after)).toEqual([
      { label: '行政相对人类别', before: COUNTERPART_KIND_LABELS.organisation, after: COUNTERPART_KIND_LABELS.individualBusiness },
    ]);
  });
  it('masks citizen IDs, and says so when only the hidden part changed', () => {
    const before = withIdentity({ type: 'citizenId', value: PERSON });
    const after = withIdentity({ type: 'citizenId', value: OTHER_PERSON });
    const [change, ...rest] = approvalChanges(before, after);
    expect(rest).toEqual([]);
    expect(change?.label).toBe('公民身份证号码');
    expect(change?.before).toBe(`370811********${PERSON.slice(14)}`);
    expect(change?.after.startsWith('370811********')).toBe(true);

    const sameTail = withIdentity({ type: 'citizenId', value: `370811199102021${PERSON.slice(15)}`.slice(0, 14) + PERSON.slice(14) });
    expect(approvalChanges(before, sameTail)[0]?.after).toBe(`370811********${PERSON.slice(14)}（隐去的部分有改动）`);
  });
  it('shows a code that replaces a citizen ID', () => {
    const changes = approvalChanges(withIdentity({ type: 'citizenId', value: PERSON }), withIdentity({ type: 'uscc', value: COMPANY }));
    expect(changes).toEqual([
      { label: '统一社会信用代码', before: '（无）', after: COMPANY },
      { label: '公民身份证号码', before: `370811********${PERSON.slice(14)}`, after: '（无）' },
    ]);
  });
  it('covers attachments and the reason for a doubtful code', () => {
    const file = (digit: string, name: string) => ({ sha256: digit.repeat(64), name, size: 1 });
    const before = { ...approval, attachments: [file('a', '决定书.pdf')] };
    expect(approvalChanges(approval, before)).toEqual([{ label: '附件', before: '（无）', after: '决定书.pdf' }]);
    expect(approvalChanges(before, { ...before, attachments: [file('b', '决定书.pdf')] })).toEqual([
      { label: '附件', before: '决定书.pdf', after: '决定书.pdf（内容已更换）' },
    ]);
    const swapped = { ...approval, attachments: [file('b', '照片.jpg'), file('a', '决定书.pdf')] };
    expect(approvalChanges({ ...approval, attachments: [...swapped.attachments].reverse() }, swapped)).toEqual([]);
    const accepted = withIdentity({ type: 'uscc', value: COMPANY, acceptedReason: '已核对' });
    expect(approvalChanges(withIdentity({ type: 'uscc', value: COMPANY }), accepted)).toEqual([
      { label: '代码存疑仍采用的理由', before: '（无）', after: '已核对' },
    ]);
  });
  it('never shows a whole citizen ID', () => {
    const person = fc
      .tuple(fc.integer({ min: 1, max: 28 }), fc.nat(999))
      .map(([day, sequence]) =>
        withIdentity({ type: 'citizenId', value: makeCitizenId('370811', `1990-01-${String(day).padStart(2, '0')}`, sequence) }),
      );
    fc.assert(
      fc.property(person, person, (before, after) => {
        const shown = JSON.stringify(approvalChanges(before, after));
        expect(shown).not.toContain(before.counterpart.identity.value);
        expect(shown).not.toContain(after.counterpart.identity.value);
        expect(shown.includes('19900')).toBe(false);
      }),
    );
  });
});
