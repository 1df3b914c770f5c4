/**
 * Every rule of 办法 20(二) for one approval, with what is said when it is broken. Long, because there are as many rules; each
 * stands in the group of its field.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApprovalDraft, type ApprovalField, approvalSchema, type CheckedApproval } from '#shared/domain/approval.ts';
import { checkApproval } from '#shared/domain/approval-checks.ts';
import { makeCitizenId, makeUscc, NO_USCC } from '#shared/domain/codes.ts';

const TODAY = '2026-11-23';
const context = { sourceSystem: '测试系统', today: TODAY };
const COMPANY = makeUscc('91', '370811', 'MA3C8DTF');
const SHOP = makeUscc('92', '370811', 'MA3C8DTF');
const DOUBTFUL = `${COMPANY.slice(0, 17)}A`;
const PERSON = makeCitizenId('370811', '1990-01-01', 123);

const valid: ApprovalDraft = {
  matter: '食品经营许可',
  decisionNumber: '济高新审〔2026〕1号',
  counterpartName: '济宁某某有限公司',
  uscc: COMPANY,
  contact: '0537-3255555',
  address: '济宁高新区某某路 1 号',
  decidedOn: '2026-11-20',
  validFrom: '2026-11-20',
  validTo: '2031-11-19',
  content: '食品销售（含散装食品）',
  approvedBy: '济宁高新区行政审批服务局',
};
const { uscc: _uscc, ...unidentified } = valid;

function check(changes: ApprovalDraft, acceptedReason?: string): CheckedApproval {
  return checkApproval({ ...valid, ...changes }, acceptedReason === undefined ? context : { ...context, acceptedReason });
}
function checkIdentity(changes: ApprovalDraft, acceptedReason?: string): CheckedApproval {
  return checkApproval({ ...unidentified, ...changes }, acceptedReason === undefined ? context : { ...context, acceptedReason });
}
function codes(checked: CheckedApproval): readonly string[] {
  return checked.problems.map(({ level, code }) => `${level} ${code}`);
}
function messageOf(checked: CheckedApproval, code: string): string {
  return checked.problems.find((problem) => problem.code === code)?.message ?? '';
}

describe('a complete draft', () => {
  it('becomes the approval, with nothing to say', () => {
    expect(check({})).toEqual({
      problems: [],
      approval: {
        matter: '食品经营许可',
        decisionNumber: '济高新审〔2026〕1号',
        counterpart: {
          name: '济宁某某有限公司',
          kind: 'organisation',
          contact: '0537-3255555',
          address: '济宁高新区某某路 1 号',
          identity: { type: 'uscc', value: COMPANY },
        },
        decidedOn: '2026-11-20',
        validity: { from: '2026-11-20', to: '2031-11-19' },
        content: '食品销售（含散装食品）',
        approvedBy: '济宁高新区行政审批服务局',
        sourceSystem: '测试系统',
      },
    });
  });
  it('keeps the optional fields that are filled, and no key for the others', () => {
    const { approval } = check({
      decisionTitle: '准予许可决定书',
      certificateName: '食品经营许可证',
      certificateNumber: '—',
      note: '甲\r\n乙',
      category: '',
    });
    expect(approval).toMatchObject({ decisionTitle: '准予许可决定书', certificateName: '食品经营许可证', note: '甲\n乙' });
    expect(Object.keys(approval ?? {})).not.toContain('certificateNumber');
    expect(Object.keys(approval ?? {})).not.toContain('category');
  });
});

describe('办法第二十条（二）：what pushed approval information contains', () => {
  const terms: readonly (readonly [ApprovalField, string])[] = [
    ['matter', '事项名称'],
    ['decisionNumber', '法律文书编号'],
    ['counterpartName', '行政相对人姓名（名称）'],
    ['contact', '联系方式'],
    ['address', '地址'],
    ['decidedOn', '审批日期'],
    ['validTo', '有效期'],
    ['content', '审批内容'],
  ];
  it.each(terms)('%s is required, empty, absent or a dash', (field, term) => {
    const { [field]: _, ...without } = valid;
    for (const checked of [
      checkApproval(without, context),
      check({ [field]: '' }),
      check({ [field]: '—' }),
      check({ [field]: '\u3000' }),
    ]) {
      expect(checked.approval).toBeUndefined();
      expect(codes(checked)).toEqual([`error ${field}.missing`]);
      const message = messageOf(checked, `${field}.missing`);
      expect(message).toContain('办法第二十条（二）');
      expect(message).toContain(term);
      expect(message).toMatch(/。$/);
    }
  });
  it('公民身份证号码或统一社会信用代码 is required', () => {
    const checked = checkIdentity({});
    expect(checked.approval).toBeUndefined();
    expect(codes(checked)).toEqual(['error uscc.missing']);
    expect(messageOf(checked, 'uscc.missing')).toContain('办法第二十条（二）要求推送的审批信息包含公民身份证号码或统一社会信用代码');
  });
  it('a natural person needs the citizen ID', () => {
    const checked = checkIdentity({ counterpartKind: '自然人', uscc: NO_USCC });
    expect(codes(checked)).toEqual(['error citizenId.missing']);
    expect(messageOf(checked, 'citizenId.missing')).toContain('办法第二十条（二）');
  });
  it('审批部门 is required as one of its 主要信息', () => {
    const checked = check({ approvedBy: ' ' });
    expect(codes(checked)).toEqual(['error approvedBy.missing']);
    expect(messageOf(checked, 'approvedBy.missing')).toContain('办法第二十条（二）');
  });
  it('says everything that is wrong at once', () => {
    expect(checkApproval({}, context).problems.filter(({ level }) => level === 'error')).toHaveLength(10);
  });
});

describe('统一社会信用代码', () => {
  it('is normalised silently', () => {
    const checked = check({ uscc: ` ${COMPANY.toLowerCase().replace('9', '９')}\u3000` });
    expect(codes(checked)).toEqual([]);
    expect(checked.approval?.counterpart.identity.value).toBe(COMPANY);
  });
  it('with a failing check character is acceptable: kept out until a reason is given', () => {
    const checked = check({ uscc: DOUBTFUL });
    expect(checked.approval).toBeUndefined();
    expect(codes(checked)).toEqual(['acceptable uscc.check-character']);
    expect(checked.problems[0]?.value).toBe(DOUBTFUL);
    expect(check({ uscc: DOUBTFUL }, '  ').approval).toBeUndefined();
  });
  it('is taken with a reason, which stays with it', () => {
    const checked = check({ uscc: DOUBTFUL }, ' 已对照营业执照 ');
    expect(codes(checked)).toEqual(['warning uscc.check-character']);
    expect(checked.approval?.counterpart.identity).toEqual({ type: 'uscc', value: DOUBTFUL, acceptedReason: '已对照营业执照' });
  });
  it('a reason is not kept where nothing had to be accepted', () => {
    expect(check({}, '已对照').approval?.counterpart.identity).toEqual({ type: 'uscc', value: COMPANY });
  });
  it('a reason that is too long is an error', () => {
    expect(codes(check({ uscc: DOUBTFUL }, '理'.repeat(201)))).toEqual(['error uscc.reason-too-long']);
  });
  it('of wrong length or characters is an error, reason or not', () => {
    expect(codes(check({ uscc: COMPANY.slice(1) }, '理由'))).toEqual(['error uscc.length']);
    expect(messageOf(check({ uscc: COMPANY.slice(1) }), 'uscc.length')).toContain('17 位');
    expect(codes(check({ uscc: `${COMPANY.slice(0, 17)}I` }, '理由'))).toEqual(['error uscc.characters']);
  });
  it('recognises a 工商注册号 or a citizen ID in its place', () => {
    expect(messageOf(check({ uscc: '370800228012345' }), 'uscc.length')).toContain('工商注册号');
    expect(codes(check({ uscc: PERSON }, '理由'))).toEqual(['error uscc.citizen-id']);
  });
  it('destroyed by a spreadsheet is an error that says so', () => {
    expect(codes(check({ uscc: '9.13708E+17' }, '理由'))).toEqual(['error uscc.scientific']);
    expect(messageOf(check({ uscc: '913708111234567000' }), 'uscc.check-character')).toContain('表格软件');
  });
  it('"has none" needs the 工商注册号', () => {
    const missing = checkIdentity({ uscc: NO_USCC });
    expect(codes(missing)).toEqual(['error registrationNumber.missing']);
    expect(messageOf(missing, 'registrationNumber.missing')).toContain('办法第二十条（二）');
    const given = checkIdentity({ uscc: NO_USCC.toLowerCase(), registrationNumber: '370800 228012345' });
    expect(codes(given)).toEqual([]);
    expect(given.approval?.counterpart).toMatchObject({
      kind: 'organisation',
      identity: { type: 'registration', value: '370800228012345' },
    });
  });
  it('a 工商注册号 alone is not enough, and one of unusual shape is a warning', () => {
    const alone = checkIdentity({ registrationNumber: '370800228012345' });
    expect(codes(alone)).toEqual(['error uscc.missing']);
    expect(messageOf(alone, 'uscc.missing')).toContain(NO_USCC);
    expect(codes(checkIdentity({ uscc: NO_USCC, registrationNumber: '企独鲁济总字第001号' }))).toEqual([
      'warning registrationNumber.unusual',
    ]);
  });
});

describe('公民身份证号码', () => {
  it('makes the counterpart a natural person', () => {
    const checked = checkIdentity({ citizenId: PERSON.toLowerCase() });
    expect(codes(checked)).toEqual([]);
    expect(checked.approval?.counterpart).toMatchObject({ kind: 'person', identity: { type: 'citizenId', value: PERSON } });
  });
  it('must be right: no reason helps', () => {
    const wrong = PERSON.slice(0, 17) + (PERSON.endsWith('1') ? '2' : '1');
    expect(codes(checkIdentity({ citizenId: wrong }, '理由'))).toEqual(['error citizenId.check-character']);
    expect(codes(checkIdentity({ citizenId: '37081119900230123X' }, '理由'))).toEqual(['error citizenId.birth-date']);
    expect(codes(checkIdentity({ citizenId: PERSON.slice(1) }, '理由'))).toEqual(['error citizenId.length']);
    expect(codes(checkIdentity({ citizenId: `${PERSON.slice(0, 17)}A` }, '理由'))).toEqual(['error citizenId.characters']);
  });
  it('of 15 digits is acceptable', () => {
    expect(codes(checkIdentity({ citizenId: '370811900101123' }))).toEqual(['acceptable citizenId.old']);
    const accepted = checkIdentity({ citizenId: '370811900101123' }, '旧档案');
    expect(codes(accepted)).toEqual(['warning citizenId.old']);
    expect(accepted.approval?.counterpart.identity).toEqual({ type: 'citizenId', value: '370811900101123', acceptedReason: '旧档案' });
  });
  it('destroyed by a spreadsheet is seen, even where the check character happens to fit', () => {
    expect(codes(checkIdentity({ citizenId: '3.70811E+17' }))).toEqual(['error citizenId.scientific']);
    const rounded =
      Array.from({ length: 99 }, (_, index) => makeCitizenId('370811', '1990-01-01', index * 10)).find((code) => code.endsWith('000')) ??
      '';
    expect(codes(checkIdentity({ citizenId: rounded }))).toEqual(['warning citizenId.rounded']);
    const failing = `${rounded.slice(0, 14)}${(Number(rounded[14]) + 1) % 10}000`;
    expect(messageOf(checkIdentity({ citizenId: failing }), 'citizenId.check-character')).toContain('表格软件');
  });
  it('never stands in a message', () => {
    for (const citizenId of [`${PERSON}1`, PERSON.slice(0, 17), `${PERSON.slice(0, 17)}A`]) {
      for (const { message } of checkIdentity({ citizenId }).problems) expect(message).not.toContain(PERSON.slice(6, 14));
    }
  });
  it('is replaced by another certificate where 证件类型 names one', () => {
    const passport = checkIdentity({ citizenId: 'e1234 5678', certificateType: '护照' });
    expect(codes(passport)).toEqual([]);
    expect(passport.approval?.counterpart).toMatchObject({
      kind: 'person',
      identity: { type: 'otherCertificate', value: 'E12345678', certificateType: '护照' },
    });
    expect(checkIdentity({ citizenId: 'H12345678', certificateType: '03' }).approval?.counterpart.identity.certificateType).toBe(
      '港澳居民来往内地通行证',
    );
    expect(checkIdentity({ citizenId: 'X1', certificateType: '外国人永久居留身份证' }).approval?.counterpart.identity.type).toBe(
      'otherCertificate',
    );
  });
  it('is meant by every name of the citizen ID card', () => {
    for (const certificateType of ['身份证', '居民身份证', '01', '', '—', '身份证 ']) {
      expect(checkIdentity({ citizenId: PERSON, certificateType }).approval?.counterpart.identity.type, certificateType).toBe('citizenId');
    }
  });
});

describe('行政相对人类别', () => {
  const kindOf = (checked: CheckedApproval) => checked.approval?.counterpart.kind;
  it('comes from the column: labels, aliases, codes', () => {
    for (const text of ['法人及非法人组织', '法人', '非法人组织', '02', '03', '0', '企业'])
      expect(kindOf(check({ counterpartKind: text })), text).toBe('organisation');
    for (const text of ['个体工商户', '个体户', '04'])
      expect(kindOf(check({ counterpartKind: text, uscc: SHOP })), text).toBe('individualBusiness');
    for (const text of ['自然人', '个人', '01', '１', ' 自然人 ']) {
      const checked = checkIdentity({ counterpartKind: text, citizenId: PERSON });
      expect(kindOf(checked), text).toBe('person');
      expect(codes(checked), text).toEqual([]);
    }
  });
  it('is inferred without a column: 92… is an individual business', () => {
    expect(kindOf(check({}))).toBe('organisation');
    expect(kindOf(check({ uscc: SHOP }))).toBe('individualBusiness');
    expect(kindOf(checkIdentity({ citizenId: PERSON }))).toBe('person');
  });
  it('wins over the code, but a contradiction is said', () => {
    const contradictions: readonly ApprovalDraft[] = [
      { counterpartKind: '自然人', uscc: COMPANY },
      { counterpartKind: '法人', uscc: SHOP },
      { counterpartKind: '个体工商户', uscc: COMPANY },
      { counterpartKind: '法人', citizenId: PERSON },
    ];
    for (const changes of contradictions) expect(codes(checkIdentity(changes))).toEqual(['warning counterpartKind.contradiction']);
    expect(kindOf(checkIdentity({ counterpartKind: '法人', citizenId: PERSON }))).toBe('organisation');
  });
  it('the owner’s citizen ID identifies an individual business without contradiction', () => {
    expect(codes(checkIdentity({ counterpartKind: '个体工商户', citizenId: PERSON }))).toEqual([]);
  });
  it('unknown text is a warning, and the code decides', () => {
    const checked = check({ counterpartKind: '其它' });
    expect(codes(checked)).toEqual(['warning counterpartKind.unknown']);
    expect(kindOf(checked)).toBe('organisation');
  });
  it('of two identifiers one is kept, and the user is told', () => {
    expect(codes(check({ citizenId: PERSON }))).toEqual(['warning citizenId.left-out']);
    const person = check({ counterpartKind: '自然人', citizenId: PERSON });
    expect(codes(person)).toEqual(['warning uscc.left-out']);
    expect(person.approval?.counterpart.identity.value).toBe(PERSON);
    expect(codes(check({ registrationNumber: '370800228012345' }))).toEqual([]);
  });
});

describe('dates', () => {
  it('are read in every notation', () => {
    const { approval } = check({ decidedOn: '2026年11月20日', validFrom: '２０２６．１１．２０', validTo: '2099/12/31' });
    expect(approval).toMatchObject({ decidedOn: '2026-11-20', validity: { from: '2026-11-20', to: 'longTerm' } });
  });
  it('the decision cannot lie in the future; today is in time', () => {
    expect(codes(check({ decidedOn: '2026-11-24', validTo: '长期' }))).toEqual(['error decidedOn.future']);
    expect(codes(check({ decidedOn: TODAY }))).toEqual([]);
  });
  it('before 1949 is an error, older than 30 years a warning', () => {
    expect(codes(check({ decidedOn: '1948-12-31' }))).toEqual(['error decidedOn.out-of-range']);
    expect(codes(check({ decidedOn: '1996-11-22' }))).toEqual(['warning decidedOn.old']);
    expect(codes(check({ decidedOn: '1996-11-23' }))).toEqual([]);
  });
  it('impossible ones are errors that name the field', () => {
    const checked = check({ decidedOn: '2023-02-30', validFrom: '2023-02-30', validTo: '3年' });
    expect(codes(checked)).toEqual(['error decidedOn.impossible', 'error validFrom.impossible', 'error validTo.duration']);
    expect(checked.problems[1]?.message).toContain('有效期自');
    expect(checked.problems[1]?.value).toBe('2023-02-30');
  });
  it('长期 is an end, neither a decision nor a beginning', () => {
    expect(codes(check({ decidedOn: '长期' }))).toEqual(['error decidedOn.long-term']);
    expect(codes(check({ validFrom: '长期' }))).toEqual(['error validFrom.long-term']);
  });
  it('a validity from years before the decision is normal', () => {
    expect(codes(check({ validFrom: '2003-03-24', validTo: '2053-03-24' }))).toEqual([]);
  });
  it('a missing beginning is a warning', () => {
    const checked = check({ validFrom: '—' });
    expect(codes(checked)).toEqual(['warning validFrom.missing']);
    expect(checked.approval?.validity).toEqual({ to: '2031-11-19' });
  });
  it('an end before the beginning is an error, before the decision a warning', () => {
    expect(codes(check({ validFrom: '2026-11-20', validTo: '2026-11-19' }))).toEqual(['error validTo.before-from']);
    expect(codes(check({ validFrom: '2020-01-01', validTo: '2025-12-31' }))).toEqual(['warning validTo.before-decision']);
    expect(codes(check({ validFrom: '2026-11-20', validTo: '2026-11-20' }))).toEqual([]);
  });
  it('both ends may stand in one cell', () => {
    const period = '2026-11-20至2031-11-19';
    const { validFrom: _, ...endOnly } = valid;
    for (const draft of [
      { ...valid, validFrom: period, validTo: period },
      { ...endOnly, validTo: period },
      { ...valid, validFrom: period, validTo: '' },
    ]) {
      const checked = checkApproval(draft, context);
      expect(codes(checked)).toEqual([]);
      expect(checked.approval?.validity).toEqual({ from: '2026-11-20', to: '2031-11-19' });
    }
  });
});

describe('许可类别', () => {
  const categoryOf = (text: string) => {
    const checked = check({ category: text });
    return [checked.approval?.category, checked.approval?.categoryNote, ...codes(checked)];
  };
  it('by name or code', () => {
    for (const text of ['普通', '01', '1', '普通许可', '０１', '01-普通', '01普通'])
      expect(categoryOf(text), text).toEqual(['普通', undefined]);
    expect(['02', '03', '04', '05'].map((code) => categoryOf(code)[0])).toEqual(['特许', '认可', '核准', '登记']);
  });
  it('其他 with what it stands for', () => {
    for (const text of ['其他-备案', '其他—备案', '其他：备案', '其他（备案）', '06-备案', '其它-备案'])
      expect(categoryOf(text), text).toEqual(['其他', '备案']);
  });
  it('其他 without a note is a warning', () => {
    for (const text of ['其他', '06', '其它']) expect(categoryOf(text), text).toEqual(['其他', undefined, 'warning category.note-missing']);
  });
  it('unknown text becomes 其他 with the text as note, and a warning', () => {
    expect(categoryOf('行政备案')).toEqual(['其他', '行政备案', 'warning category.unknown']);
  });
  it('a note that is too long is an error', () => {
    expect(codes(check({ category: `其他-${'长'.repeat(257)}` }))).toEqual(['error category.too-long']);
  });
});

describe('text', () => {
  const limits: readonly (readonly [ApprovalField, number])[] = [
    ['matter', 500],
    ['decisionNumber', 128],
    ['decisionTitle', 200],
    ['counterpartName', 200],
    ['contact', 200],
    ['address', 500],
    ['content', 4000],
    ['certificateName', 200],
    ['certificateNumber', 128],
    ['approvedBy', 200],
    ['note', 2000],
  ];
  it.each(limits)('%s fits up to %i characters', (field, limit) => {
    expect(check({ [field]: '长'.repeat(limit) }).approval).toBeDefined();
    const checked = check({ [field]: '长'.repeat(limit + 1) });
    expect(checked.approval).toBeUndefined();
    expect(codes(checked)).toEqual([`error ${field}.too-long`]);
    expect(checked.problems[0]?.message).toContain(`${limit + 1} 个字符，最多 ${limit} 个字符`);
  });
  it('of certificates and registration numbers fits up to 64 characters', () => {
    expect(codes(checkIdentity({ citizenId: 'E'.repeat(65), certificateType: '护照' }))).toEqual(['error citizenId.too-long']);
    expect(codes(checkIdentity({ citizenId: 'E1', certificateType: '证'.repeat(65) }))).toEqual(['error certificateType.too-long']);
    expect(codes(checkIdentity({ uscc: NO_USCC, registrationNumber: '1'.repeat(65) }))).toContain('error registrationNumber.too-long');
  });
  it('is freed of white space and line breaks in names, and keeps lines in the content', () => {
    const { approval } = check({ counterpartName: '\u3000济宁某某\n有限公司\u00a0', content: '一、甲\r\n二、乙' });
    expect(approval?.counterpart.name).toBe('济宁某某有限公司');
    expect(approval?.content).toBe('一、甲\n二、乙');
  });
  it('damaged by scientific notation is an error', () => {
    expect(codes(check({ contact: '1.38E+10' }))).toEqual(['error contact.scientific']);
    expect(codes(check({ decisionNumber: '2.15032E+19', certificateNumber: '2.15032E+19' }))).toEqual([
      'error decisionNumber.scientific',
      'error certificateNumber.scientific',
    ]);
  });
  it('of the source system is the caller’s business', () => {
    expect(() => checkApproval(valid, { ...context, sourceSystem: '' })).toThrow(RangeError);
    expect(() => checkApproval(valid, { ...context, sourceSystem: '系'.repeat(101) })).toThrow(RangeError);
  });
});

describe('every approval that is built', () => {
  /** mostly the first value, which is fit, so that many drafts are built */
  const some = (...values: readonly (string | undefined)[]) =>
    fc.oneof(
      { weight: 20, arbitrary: fc.constant(values[0]) },
      { weight: 4, arbitrary: fc.constantFrom(...values) },
      { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
    );
  const lengths = [64, 128, 200, 256, 500, 2000, 4000].flatMap((limit) => [limit, limit + 1]);
  const withLong = (usual: fc.Arbitrary<string | undefined>) =>
    fc.oneof({ weight: 20, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...lengths).map((length) => '字'.repeat(length)) });
  const draft = fc
    .record({
      matter: withLong(some('食品经营许可')),
      decisionNumber: withLong(some('济高新审〔2026〕1号')),
      decisionTitle: withLong(some(undefined, '—')),
      counterpartName: some('某某\n公司', '甲'),
      counterpartKind: some(undefined, '法人', '自然人', '个体工商户', '0', 'x'),
      uscc: some(COMPANY, undefined, '', SHOP, DOUBTFUL, NO_USCC, PERSON, COMPANY.toLowerCase()),
      registrationNumber: some(undefined, '370800228012345', '1'.repeat(70)),
      citizenId: some(undefined, '', PERSON, '370811900101123', 'E12345678', 'E'.repeat(70)),
      certificateType: some(undefined, '护照', '02', '其他-居住证', '证'.repeat(70)),
      contact: some('13800000000', '0537-3255555'),
      address: withLong(some('某路 1 号')),
      decidedOn: some('2026-11-20', '20201001', '1990.1.1', '2027-01-01'),
      validFrom: some(undefined, '2020年1月1日', '—', '2019-01-01至长期'),
      validTo: some('长期', '2030/1/1', '2099-01-31', '2010-01-01', '2020-01-01至2030-01-01'),
      content: withLong(some('一、\r\n二、')),
      category: some(undefined, '普通', '06', '其他-备案', '-杂项', '（临时）', `其他-${'长'.repeat(300)}`),
      certificateName: withLong(some(undefined)),
      certificateNumber: withLong(some(undefined)),
      approvedBy: some('某局'),
      note: withLong(some(undefined)),
    })
    .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined)) as ApprovalDraft);
  const reason = fc.constantFrom('', '已核对', '理'.repeat(201));

  it('parses with approvalSchema unchanged, and nothing but warnings stands against it', () => {
    let built = 0;
    fc.assert(
      fc.property(draft, reason, (fields, acceptedReason) => {
        const { approval, problems } = checkApproval(fields, { ...context, acceptedReason });
        if (!approval) {
          expect(problems.some(({ level }) => level !== 'warning')).toBe(true);
          return;
        }
        built += 1;
        expect(approvalSchema.strict().parse(approval)).toStrictEqual(approval);
        expect(problems.every(({ level }) => level === 'warning')).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(built).toBeGreaterThan(200);
  });
  it('every problem has a field, a stable code and a whole Chinese sentence', () => {
    fc.assert(
      fc.property(draft, reason, (fields, acceptedReason) => {
        for (const { field, code, message } of checkApproval(fields, { ...context, acceptedReason }).problems) {
          expect(code).toMatch(new RegExp(`^${field}\\.[a-z-]+$`));
          expect(message).toMatch(/^[^\n]*[\u4e00-\u9fff][^\n]*。$/);
        }
      }),
    );
  });
});
