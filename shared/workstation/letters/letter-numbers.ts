/**
 * 发文登记: the numbers of this department as its ledger has them, and what a person decides about them. The rules are pure
 * functions (number-register.ts); here they meet the ledger, this computer, and the department's other computers.
 */
import type { Department } from '#shared/domain/department.ts';
import { codeForLetters } from '#shared/domain/document-number.ts';
import { type LetterKind, letterTitle } from '#shared/domain/letter.ts';
import {
  addNumberFacts,
  type Counting,
  emptyRegister,
  type NumberRegister,
  nextNumber,
  proposeRange,
  registerProblems,
  reserveRange,
  unexplainedHoles,
  voidNumber as voidInRegister,
} from '#shared/domain/number-register.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import type { NumberState } from '#shared/ledger/letter-register.ts';
import { compareEntries } from '#shared/ledger/projection.ts';
import { type Context, newEntry, record, today } from '../context.ts';
import { ownFingerprint } from '../trust/trust.ts';
import type { LettersApi, NumberRegisterRow } from './letters-api.ts';

/** 济高新审 → 济高新审函 */
export function letterCode({ documentCode }: Pick<Department, 'documentCode'>): string {
  return codeForLetters(documentCode);
}

/**
 * What a letter of this kind is numbered with: as the last one of its kind this year was, for whoever issued that has decided;
 * else as letters are by custom ({@link letterCode}). A code that is another department's would be refused at issue, so it is
 * not proposed.
 */
export function proposedCode(context: Context, kind: LetterKind): string {
  const year = yearNow(context);
  const used = context.projection.letters
    .allNumbers()
    .filter((state) => state.year === year)
    .flatMap(({ issued }) => issued)
    .filter(({ payload }) => payload.content.kind === kind && !foreignCode(context, payload.number.code))
    .reduce<EntryOf<'letter.issued'> | undefined>((last, each) => (last && compareEntries(last, each) > 0 ? last : each), undefined);
  return used?.payload.number.code ?? letterCode(context.department);
}

export function registerOf({ code, year, issued, voided, ranges }: NumberState): NumberRegister {
  return addNumberFacts(emptyRegister(code, year), {
    issued: issued.map(({ subject, payload }) => ({ sequence: payload.number.sequence, letterId: subject })),
    voided: voided.map(({ payload }) => ({ sequence: payload.number.sequence, reason: payload.reason })),
    ranges: ranges.map(({ payload: { first, last, series } }) => ({ first, last, series })),
  });
}

/** Other computers of this department whose keys are confirmed may be giving out numbers right now. */
export async function countingOf(context: Context): Promise<Result<Counting>> {
  const own = await ownFingerprint(context);
  if (!own.ok) return own;
  const keys = context.projection.keys.usable(context.department.uscc);
  return ok({ series: context.series, otherComputers: keys.some((key) => key.fingerprint !== own.value) });
}

/** Registers that hold anything, newest year first, and this year's of the department's own 机关代字. */
export async function numberRows(context: Context): Promise<Result<readonly NumberRegisterRow[]>> {
  const counting = await countingOf(context);
  if (!counting.ok) return counting;
  const states = new Map(context.projection.letters.allNumbers().map((state) => [`${state.code} ${state.year}`, state]));
  const year = yearNow(context);
  const code = letterCode(context.department);
  if (code !== '' && !states.has(`${code} ${year}`)) states.set(`${code} ${year}`, context.projection.letters.numbers(code, year));
  return ok(
    [...states.values()]
      .map((state) => numberRow(context, state, counting.value))
      .sort((a, b) => b.year - a.year || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)),
  );
}

function numberRow(context: Context, state: NumberState, counting: Counting): NumberRegisterRow {
  const register = registerOf(state);
  const next = nextNumber(register, counting);
  const proposed = proposeRange(register, counting.series, RANGE_SIZE);
  return {
    code: state.code,
    year: state.year,
    next: next.ok ? next.value.sequence : undefined,
    nextProblem: next.ok ? '' : next.error.message,
    issued: state.issued
      .map(({ subject, payload: { number, content, signer } }) => ({
        sequence: number.sequence,
        letterId: subject,
        title: letterTitle(content.title),
        date: content.date ?? '',
        signer,
      }))
      .sort((a, b) => a.sequence - b.sequence),
    voided: register.voided,
    ranges: register.ranges.map(({ first, last, series }) => ({
      first,
      last,
      own: series === context.series,
      computer: computerName(series),
    })),
    holes: unexplainedHoles(register, yearNow(context)),
    problems: registerProblems(register).map(({ message }) => message),
    proposed: proposed && { first: proposed.first, last: proposed.last },
    computers: otherComputers(context).map((series) => ({ series, name: computerName(series) })),
  };
}

/** numbers that a range has when nobody says otherwise */
const RANGE_SIZE = 100;

/** as packages name the computer that counted */
function computerName(series: string): string {
  return series.slice(-4).toUpperCase();
}

/** Those that this ledger has heard of: by their sync packages, the packages they sent, and their ranges. */
function otherComputers({ projection, series, department }: Context): readonly string[] {
  const found = new Set<string>();
  for (const state of projection.packages.values()) {
    if (state.direction === 'out' || state.departmentId === department.uscc) found.add(state.series);
  }
  for (const { ranges } of projection.letters.allNumbers()) for (const { payload } of ranges) found.add(payload.series);
  found.delete(series);
  found.delete('');
  return [...found].sort();
}

export async function reserveNumbers(context: Context, input: Parameters<LettersApi['reserveNumbers']>[0]): Promise<Result<void>> {
  const series = input.own ? ok(context.series) : otherSeries(context, input.series);
  if (!series.ok) return series;
  const code = input.code.trim();
  const { year, first, last } = input;
  const foreign = foreignCode(context, code);
  if (foreign) return foreign;
  const range = { first, last, series: series.value };
  const reserved = reserveRange(registerOf(context.projection.letters.numbers(code, year)), range);
  if (!reserved.ok) return reserved;
  const saved = await record(context, [newEntry(context, 'numbers.reserved', `${code}〔${year}〕`, { code, year, ...range })]);
  return saved.ok ? ok(undefined) : saved;
}

function otherSeries(context: Context, wanted: string | undefined): Result<string> {
  const known = otherComputers(context);
  const [only, ...more] = known;
  if (wanted !== undefined && known.includes(wanted)) return ok(wanted);
  if (wanted === undefined && only !== undefined && more.length === 0) return ok(only);
  if (only === undefined) {
    const message = '本机还不知道本部门的另一台电脑。请先导入它的同步包，再为它预留号段；或者在那台电脑上为它自己预留。';
    return fail('number.computer-unknown', message);
  }
  return fail('number.computer-choose', '本部门有几台其他电脑。请指明为哪一台预留号段。');
}

export async function voidNumber(context: Context, { number, reason }: Parameters<LettersApi['voidNumber']>[0]): Promise<Result<void>> {
  const counting = await countingOf(context);
  if (!counting.ok) return counting;
  const register = registerOf(context.projection.letters.numbers(number.code, number.year));
  const voided = voidInRegister(register, { sequence: number.sequence, reason }, { ...counting.value, currentYear: yearNow(context) });
  if (!voided.ok) return voided;
  const { code, year, sequence } = number;
  const payload = { number: { code, year, sequence }, reason: reason.trim() };
  const saved = await record(context, [newEntry(context, 'number.voided', `${code}〔${year}〕`, payload)]);
  return saved.ok ? ok(undefined) : saved;
}

/**
 * Whose 机关代字 it is, as far as the directory knows: the department whose own one is the longest beginning of it. Several
 * departments may share one; then it is everybody's.
 */
export function ownersOfCode(context: Context, code: string, also: readonly Department[] = []): readonly Department[] {
  const known = [context.department, ...context.projection.directory.values(), ...also];
  const fitting = known.filter(({ documentCode }) => documentCode !== '' && code.startsWith(documentCode));
  const longest = Math.max(0, ...fitting.map(({ documentCode }) => documentCode.length));
  return fitting.filter(({ documentCode }) => documentCode.length === longest);
}

/** Numbers of another department are not this one's to give out. */
export function foreignCode(context: Context, code: string) {
  const [owner, ...others] = ownersOfCode(context, code);
  if (!owner || [owner, ...others].some(({ uscc }) => uscc === context.department.uscc)) return undefined;
  return fail('number.foreign-code', `机关代字“${code}”是“${owner.name}”的，本部门不能用它编号。请改用本部门的机关代字。`);
}

export function yearNow(context: Context): number {
  return Number(today(context).slice(0, 4));
}
