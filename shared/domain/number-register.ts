/**
 * The register of 发文字号, one per 机关代字 and year: which numbers were issued, which stay unused and why, and which computer
 * may give out which. Everything is a pure function over a state that is a union of facts, so that the ledgers of two computers
 * come to the same register whichever is merged into the other, and how often.
 *
 * - A number is given at issue, and never twice. The next one lies above everything used before it, never in a hole: the hole
 *   may be a letter that left the building before a disk was lost.
 * - Computers of one department can't ask each other. Each counts within ranges reserved for it; ranges may not overlap. Where
 *   two were reserved apart and do overlap, nobody gives out the numbers that lie in both.
 * - A range that is used up ends the counting on that computer until a person reserves the next one.
 */
import { CODE_LIMIT, EARLIEST_NUMBER_YEAR, isDocumentCode, LARGEST_SEQUENCE, LATEST_NUMBER_YEAR } from '#shared/domain/document-number.ts';
import type { DocumentNumber } from '#shared/domain/letter.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';

export interface NumberRange {
  readonly first: number;
  /** included */
  readonly last: number;
  /** the computer that may give them out */
  readonly series: string;
}
export interface IssuedNumber {
  readonly sequence: number;
  readonly letterId: string;
}
export interface VoidedNumber {
  readonly sequence: number;
  readonly reason: string;
}

/** Each list sorted and without repetitions; use {@link emptyRegister} and {@link addNumberFacts} to make one. */
export interface NumberRegister {
  readonly code: string;
  readonly year: number;
  readonly issued: readonly IssuedNumber[];
  readonly voided: readonly VoidedNumber[];
  readonly ranges: readonly NumberRange[];
}

/** What the ledger knows, in any order and however often. */
export interface NumberFacts {
  readonly issued?: readonly IssuedNumber[];
  readonly voided?: readonly VoidedNumber[];
  readonly ranges?: readonly NumberRange[];
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function union<T>(items: readonly T[], keyOf: (item: T) => string, compare: (a: T, b: T) => number): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()].sort(compare);
}

export function emptyRegister(code: string, year: number): NumberRegister {
  return { code, year, issued: [], voided: [], ranges: [] };
}

/** The register with these facts in it. Nothing is refused here: what happened, happened; see {@link registerProblems}. */
export function addNumberFacts(register: NumberRegister, facts: NumberFacts): NumberRegister {
  const issued = [...register.issued, ...(facts.issued ?? [])].map(({ sequence, letterId }) => ({ sequence, letterId }));
  const voided = [...register.voided, ...(facts.voided ?? [])].map(({ sequence, reason }) => ({ sequence, reason }));
  const ranges = [...register.ranges, ...(facts.ranges ?? [])].map(({ first, last, series }) => ({ first, last, series }));
  return {
    code: register.code,
    year: register.year,
    issued: union(
      issued,
      ({ sequence, letterId }) => `${sequence}\n${letterId}`,
      (a, b) => a.sequence - b.sequence || compareText(a.letterId, b.letterId),
    ),
    voided: union(
      voided,
      ({ sequence, reason }) => `${sequence}\n${reason}`,
      (a, b) => a.sequence - b.sequence || compareText(a.reason, b.reason),
    ),
    ranges: union(
      ranges,
      ({ first, last, series }) => `${first}\n${last}\n${series}`,
      (a, b) => a.first - b.first || a.last - b.last || compareText(a.series, b.series),
    ),
  };
}

/**
 * The two registers as one; the order doesn't matter.
 * @throws RangeError when they are of different 机关代字 or years
 */
export function mergeRegisters(a: NumberRegister, b: NumberRegister): NumberRegister {
  if (a.code !== b.code || a.year !== b.year) throw new RangeError('registers of different codes or years');
  return addNumberFacts(a, b);
}

// ---- asking ----

function usedNumbers(register: NumberRegister): ReadonlySet<number> {
  return new Set([...register.issued, ...register.voided].map(({ sequence }) => sequence));
}

function greatest(numbers: Iterable<number>, within?: NumberRange): number {
  let found = 0;
  for (const number of numbers) if (number > found && (!within || covers(within, number))) found = number;
  return found;
}

function covers({ first, last }: Omit<NumberRange, 'series'>, sequence: number): boolean {
  return sequence >= first && sequence <= last;
}

function isReserved(register: NumberRegister, sequence: number): boolean {
  return register.ranges.some((range) => covers(range, sequence));
}

function isForeign(register: NumberRegister, series: string, sequence: number): boolean {
  return register.ranges.some((range) => range.series !== series && covers(range, sequence));
}

export interface Counting {
  /** this computer */
  readonly series: string;
  /** whether the department has other computers that give out numbers */
  readonly otherComputers: boolean;
}

/** The first number above all used ones of every own range that it lies in, and in no range of another computer. */
function nextInRanges(register: NumberRegister, used: ReadonlySet<number>, own: readonly NumberRange[]): number | undefined {
  const spent = own.map((range) => ({ first: range.first, last: greatest(used, range) }));
  for (const { first, last, series } of own) {
    for (let sequence = first; sequence <= last; sequence += 1) {
      const below = spent.find((range) => covers(range, sequence));
      if (below) sequence = below.last;
      else if (!isForeign(register, series, sequence)) return sequence;
    }
  }
  return undefined;
}

/**
 * The number that this computer would give to the letter that is issued next. Nothing is taken by asking: it counts as given
 * when the letter's entry is in the ledger, in the same commit.
 */
export function nextNumber(register: NumberRegister, { series, otherComputers }: Counting): Result<DocumentNumber> {
  const { code, year } = register;
  const used = usedNumbers(register);
  const own = register.ranges.filter((range) => range.series === series);
  if (register.ranges.length === 0 && !otherComputers) {
    const sequence = greatest(used) + 1;
    if (sequence <= LARGEST_SEQUENCE) return ok({ code, year, sequence });
    return fail('number.year-full', `${code}〔${year}〕的序号已经用到 ${LARGEST_SEQUENCE}，不能再编。请改用另一个机关代字。`);
  }
  const sequence = nextInRanges(register, used, own);
  if (sequence !== undefined) return ok({ code, year, sequence });
  const proposed = proposeRange(register, series, 100);
  const advice = proposed ? `请为本机预留新的号段，例如 ${proposed.first} 至 ${proposed.last} 号。` : '请改用另一个机关代字。';
  if (own.length > 0) return fail('number.range-exhausted', `本机在${code}〔${year}〕的号段已经用完。${advice}`);
  return fail(
    'number.range-needed',
    `本部门有多台计算机编号，本机在${code}〔${year}〕还没有号段，为免两台计算机编出同一个号，暂不能编号。${advice}`,
  );
}

/** `size` numbers above everything used or reserved; undefined when the year is full. */
export function proposeRange(register: NumberRegister, series: string, size: number): NumberRange | undefined {
  const first = Math.max(greatest(usedNumbers(register)), greatest(register.ranges.map(({ last }) => last))) + 1;
  return first > LARGEST_SEQUENCE ? undefined : { first, last: Math.min(first + size - 1, LARGEST_SEQUENCE), series };
}

/** Numbers below a later one of the same stretch that are neither issued nor explained. */
export function unexplainedHoles(register: NumberRegister, currentYear: number): readonly number[] {
  const used = usedNumbers(register);
  // within a year that has ended nobody gives out the rest of a range any more
  if (register.year < currentYear) return missing(used, register, { first: firstOpened(register), last: greatest(used), series: '' });
  const outside = [...used].filter((sequence) => !isReserved(register, sequence));
  const holes = missing(used, register, { first: 1, last: greatest(outside), series: '' }, true);
  for (const range of register.ranges) holes.push(...missing(used, register, { ...range, last: greatest(used, range) }));
  return [...new Set(holes)].sort((a, b) => a - b);
}

/** Where the counting began: with a range from 41 the numbers before it stand in the paper register of before. */
function firstOpened(register: NumberRegister): number {
  if (register.ranges.length === 0) return 1;
  const outside = [...usedNumbers(register)].some((sequence) => !isReserved(register, sequence));
  return outside ? 1 : Math.min(...register.ranges.map(({ first }) => first));
}

function missing(used: ReadonlySet<number>, register: NumberRegister, { first, last }: NumberRange, unreservedOnly = false): number[] {
  const holes: number[] = [];
  for (let sequence = first; sequence <= last; sequence += 1) {
    if (!used.has(sequence) && !(unreservedOnly && isReserved(register, sequence))) holes.push(sequence);
  }
  return holes;
}

export interface NumberRegisterProblem {
  readonly code: 'number.issued-twice' | 'number.voided-issued' | 'number.ranges-overlap';
  readonly sequences: readonly number[];
  readonly letterIds: readonly string[];
  /** Chinese */
  readonly message: string;
}

/** What two computers did apart and a person has to settle; never corrected silently. */
export function registerProblems(register: NumberRegister): readonly NumberRegisterProblem[] {
  return [...issuedProblems(register), ...overlapProblems(register)];
}

function issuedProblems({ code, year, issued, voided }: NumberRegister): readonly NumberRegisterProblem[] {
  const problems: NumberRegisterProblem[] = [];
  const reasons = new Map(voided.map(({ sequence, reason }) => [sequence, reason]));
  const letters = new Map<number, string[]>();
  for (const { sequence, letterId } of issued) letters.set(sequence, [...(letters.get(sequence) ?? []), letterId]);
  for (const [sequence, letterIds] of letters) {
    const name = `${code}〔${year}〕${sequence}号`;
    if (letterIds.length > 1) {
      const message = `${name}编给了 ${letterIds.length} 份公函。请核对哪一份应当更正，更正的公函另编新号，并说明原号重复。`;
      problems.push({ code: 'number.issued-twice', sequences: [sequence], letterIds, message });
    }
    const reason = reasons.get(sequence);
    if (reason !== undefined) {
      const message = `${name}已登记为作废（${reason}），又编给了公函。请核对，并在作废说明或公函中更正。`;
      problems.push({ code: 'number.voided-issued', sequences: [sequence], letterIds, message });
    }
  }
  return problems;
}

function overlapProblems({ code, year, ranges }: NumberRegister): readonly NumberRegisterProblem[] {
  const problems: NumberRegisterProblem[] = [];
  ranges.forEach((range, index) => {
    for (const other of ranges.slice(index + 1)) {
      if (other.first > range.last) break;
      if (other.series === range.series) continue;
      const last = Math.min(range.last, other.last);
      const which = `${code}〔${year}〕${other.first} 至 ${last} 号`;
      const message = `${which}同时预留给了两台计算机。这些号两台都不再使用；请为两台各预留新的号段，空号注明原因。`;
      problems.push({ code: 'number.ranges-overlap', sequences: [other.first, last], letterIds: [], message });
    }
  });
  return problems;
}

// ---- changing ----

/** Reserves numbers for a computer: none of them used, none of them reserved already (for whichever computer). */
export function reserveRange(register: NumberRegister, range: NumberRange): Result<NumberRegister> {
  const { first, last } = range;
  const { code, year } = register;
  if (!isDocumentCode(code)) return fail('number.code', `机关代字“${code}”不能编号：应为 1 至 ${CODE_LIMIT} 个字，不含数字、括号和空格。`);
  if (!Number.isInteger(year) || year < EARLIEST_NUMBER_YEAR || year > LATEST_NUMBER_YEAR) {
    return fail('number.year', `年份 ${year} 不对。请填写四位年份。`);
  }
  if (!Number.isInteger(first) || !Number.isInteger(last) || first < 1 || last < first || last > LARGEST_SEQUENCE) {
    return fail('number.range', `号段应当从小到大，在 1 至 ${LARGEST_SEQUENCE} 之间。请重新填写起止号。`);
  }
  const overlapping = register.ranges.find((other) => other.first <= last && first <= other.last);
  if (overlapping) {
    const taken = `${overlapping.first} 至 ${overlapping.last} 号`;
    return fail(
      'number.range-overlaps',
      `${taken}已经预留${overlapping.series === range.series ? '给本机' : '给另一台计算机'}，号段不能重叠。请避开它。`,
    );
  }
  const used = greatest(usedNumbers(register), range);
  if (used > 0) return fail('number.range-used', `号段中的 ${used} 号已经使用。请从 ${used + 1} 号以后预留。`);
  return ok(addNumberFacts(register, { ranges: [range] }));
}

/** Gives the next number to a letter. The caller stores the letter and the number in one commit. */
export function issueNumber(
  register: NumberRegister,
  letterId: string,
  counting: Counting,
): Result<{ readonly register: NumberRegister; readonly number: DocumentNumber }> {
  if (register.issued.some((item) => item.letterId === letterId)) {
    return fail('number.letter-numbered', '这份公函已经编过号，不能再编。需要改动的，请另发更正函。');
  }
  const next = nextNumber(register, counting);
  if (!next.ok) return next;
  const { sequence } = next.value;
  return ok({ register: addNumberFacts(register, { issued: [{ sequence, letterId }] }), number: next.value });
}

/**
 * Explains why a number stays unused. It must be a hole, or the next number of this computer: any other one may yet be given
 * out by a computer that doesn't know of it.
 */
export function voidNumber(
  register: NumberRegister,
  { sequence, reason }: VoidedNumber,
  counting: Counting & { readonly currentYear: number },
): Result<NumberRegister> {
  const name = `${register.code}〔${register.year}〕${sequence}号`;
  if (register.issued.some((item) => item.sequence === sequence)) {
    return fail('number.issued', `${name}已经编给公函，不能作废。需要改动的，请另发更正函。`);
  }
  if (register.voided.some((item) => item.sequence === sequence)) return fail('number.voided', `${name}已经登记过作废原因。`);
  if (reason.trim().length < 2) return fail('number.reason', '请写明这个号为什么不用，至少两个字；空号要能说明原因。');
  const next = nextNumber(register, counting);
  const isNext = next.ok && next.value.sequence === sequence;
  if (!isNext && !unexplainedHoles(register, counting.currentYear).includes(sequence)) {
    return fail('number.not-open', `${name}还没有轮到，或者属于另一台计算机的号段，不能作废。只能作废空号和本机的下一个号。`);
  }
  return ok(addNumberFacts(register, { voided: [{ sequence, reason: reason.trim() }] }));
}
