import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeUscc, NO_USCC } from '#shared/domain/codes.ts';
import { departmentSchema } from '#shared/domain/department.ts';
import { checkDepartment, type DepartmentInput } from '#shared/domain/department-checks.ts';

const USCC = makeUscc('11', '370890', 'MB2A1234');
const valid: DepartmentInput = {
  name: '济宁高新区某某局',
  uscc: USCC,
  roles: ['approval'],
  address: '济宁高新区某某路 1 号',
  telephone: '0537-3255555',
  documentCode: '济高新某',
};

function codes(changes: Partial<DepartmentInput>): readonly string[] {
  return checkDepartment({ ...valid, ...changes }).problems.map(({ level, code }) => `${level} ${code.replace('department.', '')}`);
}

describe('checkDepartment', () => {
  it('takes a complete department and normalises it', () => {
    expect(
      checkDepartment({ ...valid, name: '\u3000济宁高新区\n某某局 ', uscc: USCC.toLowerCase(), telephone: '０５３７－３２５５５５５' }),
    ).toEqual({
      department: { ...valid },
      problems: [],
    });
  });
  it('办法第三条：approval, supervision or both, but at least one', () => {
    expect(codes({ roles: [] })).toEqual(['error roles.missing']);
    expect(codes({ roles: ['something'] })).toEqual(['error roles.missing']);
    expect(checkDepartment({ ...valid, roles: ['supervision', 'approval', 'approval'] }).department?.roles).toEqual([
      'approval',
      'supervision',
    ]);
    expect(checkDepartment({ ...valid, roles: [] }).problems[0]?.message).toContain('办法第三条');
  });
  it('needs a name of 2 to 100 characters', () => {
    expect(codes({ name: '  ' })).toEqual(['error name.missing']);
    expect(codes({ name: '局' })).toEqual(['error name.too-short']);
    expect(codes({ name: '局'.repeat(101) })).toEqual(['error name.too-long']);
  });
  it('needs a USCC; a failing check character is only a warning', () => {
    expect(codes({ uscc: '' })).toEqual(['error uscc.missing']);
    expect(codes({ uscc: NO_USCC })).toEqual(['error uscc.none']);
    expect(codes({ uscc: USCC.slice(1) })).toEqual(['error uscc.length']);
    expect(codes({ uscc: `${USCC.slice(0, 17)}I` })).toEqual(['error uscc.characters']);
    const doubtful = USCC.slice(0, 17) + (USCC.endsWith('A') ? 'B' : 'A');
    expect(codes({ uscc: doubtful })).toEqual(['warning uscc.check-character']);
    expect(checkDepartment({ ...valid, uscc: doubtful }).department?.uscc).toBe(doubtful);
  });
  it('wants a telephone number, one or several', () => {
    expect(codes({ telephone: '' })).toEqual(['warning telephone.missing']);
    for (const telephone of ['13800000000', '0537-3255555转801', '(0537) 325 5555、3255556', '12345'])
      expect(codes({ telephone }), telephone).toEqual([]);
    for (const telephone of ['见网站', '110', '0537-325555五'])
      expect(codes({ telephone }), telephone).toEqual(['error telephone.unreadable']);
    expect(codes({ telephone: '1'.repeat(51) })).toEqual(['error telephone.too-long']);
  });
  it('takes the 机关代字 alone, or none', () => {
    expect(codes({ documentCode: '' })).toEqual([]);
    for (const documentCode of ['济高新审〔2026〕', '济高新审2号', '济-审'])
      expect(codes({ documentCode })).toEqual(['error documentCode.unreadable']);
    expect(codes({ documentCode: '字'.repeat(21) })).toEqual(['error documentCode.too-long']);
  });
  it('limits the address', () => {
    expect(codes({ address: '路'.repeat(201) })).toEqual(['error address.too-long']);
  });
  it('what it accepts parses with departmentSchema unchanged', () => {
    const text = (...usual: readonly string[]) => fc.oneof(fc.constantFrom(...usual), fc.string({ maxLength: 120 }));
    const input = fc.record({
      name: text('某某局', '局', '局'.repeat(100)),
      uscc: text(USCC, USCC.toLowerCase(), NO_USCC),
      roles: fc.array(fc.constantFrom('approval', 'supervision', 'other'), { maxLength: 3 }),
      address: text('某路', '路'.repeat(200)),
      telephone: text('', '13800000000'),
      documentCode: text('', '济高新审'),
    });
    fc.assert(
      fc.property(input, (given) => {
        const { department, problems } = checkDepartment(given);
        expect(department === undefined).toBe(problems.some(({ level }) => level === 'error'));
        if (department) expect(departmentSchema.strict().parse(department)).toStrictEqual(department);
      }),
    );
  });
});
