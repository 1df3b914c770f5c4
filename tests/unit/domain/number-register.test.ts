import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentNumber } from '#shared/domain/letter.ts';
import {
  addNumberFacts,
  emptyRegister,
  issueNumber,
  mergeRegisters,
  type NumberFacts,
  type NumberRegister,
  nextNumber,
  proposeRange,
  registerProblems,
  reserveRange,
  unexplainedHoles,
  voidNumber,
} from '#shared/domain/number-register.ts';
import type { Result } from '#shared/domain/result.ts';

const A = { series: 'a', otherComputers: true };
const B = { series: 'b', otherComputers: true };
const ALONE = { series: 'a', otherComputers: false };
const empty = emptyRegister('济高新审函', 2026);

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}
function sequenceOf(result: Result<DocumentNumber>): number | string {
  return result.ok ? result.value.sequence : result.error.code;
}
function withIssued(register: NumberRegister, ...sequences: readonly number[]): NumberRegister {
  return addNumberFacts(register, { issued: sequences.map((sequence) => ({ sequence, letterId: `letter ${sequence}` })) });
}

describe('numbers of one computer', () => {
  it('count on from 1 without holes, and a letter gets one number only', () => {
    let register = empty;
    for (let expected = 1; expected <= 5; expected += 1) {
      const issued = value(issueNumber(register, `letter ${expected}`, ALONE));
      expect(issued.number).toEqual({ code: '济高新审函', year: 2026, sequence: expected });
      register = issued.register;
    }
    expect(codeOf(issueNumber(register, 'letter 3', ALONE))).toBe('number.letter-numbered');
    expect(unexplainedHoles(register, 2026)).toEqual([]);
  });
  it('never fill a hole: the letter that had the number may be out of the house', () => {
    const register = withIssued(empty, 1, 2, 5);
    expect(sequenceOf(nextNumber(register, ALONE))).toBe(6);
    expect(unexplainedHoles(register, 2026)).toEqual([3, 4]);
  });
  it('a hole goes away with its reason; a number given to a letter, or not come to yet, can not be voided', () => {
    const register = withIssued(empty, 1, 2, 4);
    const counting = { ...ALONE, currentYear: 2026 };
    expect(codeOf(voidNumber(register, { sequence: 3, reason: ' 错 ' }, counting))).toBe('number.reason');
    expect(codeOf(voidNumber(register, { sequence: 4, reason: '打印作废' }, counting))).toBe('number.issued');
    expect(codeOf(voidNumber(register, { sequence: 9, reason: '打印作废' }, counting))).toBe('number.not-open');
    const explained = value(voidNumber(register, { sequence: 3, reason: '打印作废' }, counting));
    expect(unexplainedHoles(explained, 2026)).toEqual([]);
    expect(codeOf(voidNumber(explained, { sequence: 3, reason: '另一个原因' }, counting))).toBe('number.voided');
    const next = value(voidNumber(explained, { sequence: 5, reason: '纸面已用' }, counting));
    expect(sequenceOf(nextNumber(next, ALONE))).toBe(6);
  });
  it('a year is full at 99999', () => {
    expect(sequenceOf(nextNumber(withIssued(empty, 99_998), ALONE))).toBe(99_999);
    expect(sequenceOf(nextNumber(withIssued(empty, 99_999), ALONE))).toBe('number.year-full');
    expect(proposeRange(withIssued(empty, 99_999), 'a', 10)).toBeUndefined();
    expect(proposeRange(withIssued(empty, 99_995), 'a', 10)).toEqual({ first: 99_996, last: 99_999, series: 'a' });
  });
  it('a range from 41 lets the paper register of before stand', () => {
    const register = value(reserveRange(empty, { first: 41, last: 99_999, series: 'a' }));
    expect(sequenceOf(nextNumber(register, ALONE))).toBe(41);
    expect(unexplainedHoles(withIssued(register, 41, 42), 2026)).toEqual([]);
    expect(unexplainedHoles(withIssued(register, 41, 43), 2027)).toEqual([42]);
  });
});

describe('ranges of several computers', () => {
  const ranges = { ranges: [{ first: 1, last: 3, series: 'a' }, { first: 4, last: 9, series: 'b' }] }; // biome-ignore format: two computers
  const shared = addNumberFacts(empty, ranges);

  it('without a range a computer that isn’t alone doesn’t number, and says which range to take', () => {
    const refused = nextNumber(withIssued(empty, 1, 2), A);
    expect(refused).toMatchObject({ ok: false, error: { code: 'number.range-needed' } });
    expect(refused.ok ? '' : refused.error.message).toContain('3 至 102 号');
    expect(sequenceOf(nextNumber(addNumberFacts(empty, { ranges: [{ first: 1, last: 3, series: 'b' }] }), ALONE))).toBe(
      'number.range-needed',
    );
  });
  it('each counts in its own, until it is used up; then a person reserves the next', () => {
    expect([sequenceOf(nextNumber(shared, A)), sequenceOf(nextNumber(shared, B))]).toEqual([1, 4]);
    const used = withIssued(shared, 1, 2, 3);
    const refused = nextNumber(used, A);
    expect(refused).toMatchObject({ ok: false, error: { code: 'number.range-exhausted' } });
    expect(refused.ok ? '' : refused.error.message).toContain('10 至 109 号');
    expect(sequenceOf(nextNumber(used, B))).toBe(4);
    const further = value(reserveRange(used, { first: 10, last: 20, series: 'a' }));
    expect(sequenceOf(nextNumber(further, A))).toBe(10);
  });
  it('may not overlap, nor hold a number that was used, nor be nonsense', () => {
    const reserve = (first: number, last: number, register = shared) => codeOf(reserveRange(register, { first, last, series: 'a' }));
    expect(reserve(9, 12)).toBe('number.range-overlaps');
    expect(reserve(1, 1)).toBe('number.range-overlaps');
    expect(reserve(10, 12)).toBe('ok');
    expect(reserve(10, 12, withIssued(shared, 11))).toBe('number.range-used');
    for (const [first, last] of [[0, 5], [12, 11], [1.5, 3], [99_999, 100_000], [Number.NaN, 3]] as const) // biome-ignore format: pairs
      expect(reserve(first, last), `${first}–${last}`).toBe('number.range');
    expect(codeOf(reserveRange(emptyRegister('济 高', 2026), { first: 1, last: 2, series: 'a' }))).toBe('number.code');
    expect(codeOf(reserveRange(emptyRegister('济高', 26), { first: 1, last: 2, series: 'a' }))).toBe('number.year');
  });
  it('reserved apart and overlapping: nobody gives out what lies in both, and it is told', () => {
    const apart = mergeRegisters(
      value(reserveRange(empty, { first: 1, last: 10, series: 'a' })),
      value(reserveRange(empty, { first: 5, last: 20, series: 'b' })),
    );
    expect(sequenceOf(nextNumber(withIssued(apart, 1, 2, 3), A))).toBe(4);
    expect(sequenceOf(nextNumber(withIssued(apart, 1, 2, 3, 4), A))).toBe('number.range-exhausted');
    expect(sequenceOf(nextNumber(apart, B))).toBe(11);
    expect(registerProblems(apart)).toMatchObject([{ code: 'number.ranges-overlap', sequences: [5, 10] }]);
  });
  it('a number that two letters got, or that was voided as well, is shown and not settled silently', () => {
    const twice = addNumberFacts(empty, {
      issued: [{ sequence: 1, letterId: 'y' }, { sequence: 1, letterId: 'x' }], // biome-ignore format: one line
      voided: [{ sequence: 1, reason: '作废' }],
    });
    expect(registerProblems(twice)).toMatchObject([
      { code: 'number.issued-twice', sequences: [1], letterIds: ['x', 'y'] },
      { code: 'number.voided-issued', sequences: [1], letterIds: ['x', 'y'] },
    ]);
  });
  it('the rest of a range is no hole while the year runs, and one below later numbers when it has ended', () => {
    const register = withIssued(shared, 1, 4, 6);
    expect(unexplainedHoles(register, 2026)).toEqual([5]);
    expect(unexplainedHoles(register, 2027)).toEqual([2, 3, 5]);
    expect(codeOf(voidNumber(register, { sequence: 2, reason: '号段未用完' }, { ...B, currentYear: 2026 }))).toBe('number.not-open');
    expect(codeOf(voidNumber(register, { sequence: 2, reason: '号段未用完' }, { ...B, currentYear: 2027 }))).toBe('ok');
  });
});

const sequence = fc.integer({ min: 1, max: 40 });
const series = fc.constantFrom('a', 'b', 'c');
const facts: fc.Arbitrary<NumberFacts> = fc.record({
  issued: fc.array(fc.record({ sequence, letterId: fc.constantFrom('x', 'y', 'z') }), { maxLength: 6 }),
  voided: fc.array(fc.record({ sequence, reason: fc.constantFrom('作废', '错号') }), { maxLength: 4 }),
  ranges: fc.array(
    fc.tuple(sequence, sequence, series).map(([a, b, owner]) => ({ first: Math.min(a, b), last: Math.max(a, b), series: owner })),
    { maxLength: 4 },
  ),
});

describe('merging the registers of two computers', () => {
  it('doesn’t depend on order or repetition', () => {
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => {
        const [left, middle, right] = [a, b, c].map((each) => addNumberFacts(empty, each)) as [
          NumberRegister,
          NumberRegister,
          NumberRegister,
        ];
        const merged = mergeRegisters(mergeRegisters(left, middle), right);
        expect(mergeRegisters(right, mergeRegisters(middle, left))).toEqual(merged);
        expect(mergeRegisters(merged, left)).toEqual(merged);
        expect(registerProblems(mergeRegisters(right, mergeRegisters(middle, left)))).toEqual(registerProblems(merged));
      }),
    );
  });
  it('is refused for different codes or years', () => {
    expect(() => mergeRegisters(empty, emptyRegister('济高新审函', 2027))).toThrow(RangeError);
  });
  it('whatever came, the next number was never used, isn’t another’s, and is above all used in its range', () => {
    fc.assert(
      fc.property(facts, series, fc.boolean(), (known, own, otherComputers) => {
        const register = addNumberFacts(empty, known);
        const next = nextNumber(register, { series: own, otherComputers });
        if (!next.ok) return;
        const number = next.value.sequence;
        expect([...register.issued, ...register.voided].some((used) => used.sequence === number)).toBe(false);
        const holders = register.ranges.filter(({ first, last }) => number >= first && number <= last);
        expect(holders.every((range) => range.series === own)).toBe(true);
        expect(holders.length > 0 || (register.ranges.length === 0 && !otherComputers)).toBe(true);
        expect(unexplainedHoles(register, 2026)).not.toContain(number);
      }),
    );
  });
  it('two computers that issue, void and reserve apart, and sync now and then, never give out one number twice', () => {
    const step = fc.record({ own: fc.constantFrom('a', 'b'), act: fc.constantFrom('issue', 'issue', 'issue', 'void', 'sync') });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const start = addNumberFacts(empty, { ranges: [{ first: 1, last: 12, series: 'a' }, { first: 13, last: 20, series: 'b' }] }); // biome-ignore format: two computers
        let registers: Readonly<Record<string, NumberRegister>> = { a: start, b: start };
        let letters = 0;
        for (const { own, act } of steps) {
          const mine = registers[own] ?? start;
          const counting = { series: own, otherComputers: true };
          if (act === 'sync') {
            const both = mergeRegisters(registers.a ?? start, registers.b ?? start);
            registers = { a: both, b: both };
          } else if (act === 'void') {
            const next = nextNumber(mine, counting);
            if (next.ok) {
              const reason = '打印作废';
              registers = { ...registers, [own]: value(voidNumber(mine, { ...next.value, reason }, { ...counting, currentYear: 2026 })) };
            }
          } else {
            letters += 1;
            const issued = issueNumber(mine, `letter ${letters}`, counting);
            if (issued.ok) registers = { ...registers, [own]: issued.value.register };
          }
        }
        const merged = mergeRegisters(registers.a ?? start, registers.b ?? start);
        expect(registerProblems(merged)).toEqual([]);
        expect(unexplainedHoles(merged, 2026)).toEqual([]);
      }),
    );
  });
});
