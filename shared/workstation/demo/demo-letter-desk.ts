/**
 * The desk from which a department of the demo world writes: numbers in the ranges of its computer, references to other
 * letters, packages with letters in them. What the letters say stands in demo-letters.ts and demo-handling.ts.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { type LetterContent, type LetterReference, letterTitle } from '#shared/domain/letter.ts';
import type { LetterFacts } from '#shared/domain/letter-facts.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import type { TransferItem } from '#shared/ledger/letter-entries.ts';
import { pdfName } from '../letters/letter-export.ts';
import { letterCode } from '../letters/letter-numbers.ts';
import { clock, instant } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey, demoOperator } from './demo-departments.ts';
import { demoWorkstation } from './demo-keys.ts';
import { planHandover, takeIn, writeParcel } from './demo-parcels.ts';
import type { DemoWorld } from './demo-world.ts';

export type Issued = EntryOf<'letter.issued'>;

export interface LetterToIssue {
  readonly from: DemoDepartmentKey;
  /** to those the letter goes in a package too */
  readonly to: readonly DemoDepartmentKey[];
  readonly day: IsoDate;
  readonly time: number;
  readonly content: LetterContent;
  readonly about?: readonly string[];
  readonly dueOn?: IsoDate;
  readonly transfer?: readonly TransferItem[];
}

/** 签发人 */
export const SIGNERS: Readonly<Partial<Record<DemoDepartmentKey, string>>> = { approval: '卓明远', market: '郦正清', emergency: '容启山' };

/** Computers of the departments with two of them; the letters before number 41 stand in the register on paper. */
const RANGES = [
  { computer: 1, first: 41, last: 140 },
  { computer: 2, first: 141, last: 240 },
] as const;
const MINUTE = 60_000;
/** bytes, as a letter of one page has; the real file takes its place */
const PDF_BYTES = 45_000;

export class DemoLetterDesk {
  readonly #last = new Map<string, number>();

  constructor(readonly world: DemoWorld) {}

  /** Plans something for a minute of the working day `k` before the last one. */
  at(k: number, minutes: number, run: (day: IsoDate, time: number) => void): void {
    const day = this.world.day(k);
    if (day === undefined) return;
    const time = instant(day, minutes) + this.world.random.integer(0, 59_999);
    this.world.plan(time, () => run(day, time));
  }

  /** Each of the demo profiles' departments has two computers, so that each counts in a range of its own. */
  planRanges(): void {
    const { world } = this;
    for (const by of ['approval', 'market'] as const) {
      let before = '';
      for (const day of world.calendar.days.toReversed()) {
        const year = day.slice(0, 4);
        if (year !== before) this.#planRanges(by, Number(year), instant(day, clock(8, 58)), before !== '');
        before = year;
      }
    }
  }

  #planRanges(by: DemoDepartmentKey, year: number, time: number, fromOne: boolean): void {
    const { world } = this;
    const code = codeOf(by);
    for (const { computer, first, last } of RANGES) {
      const down = fromOne ? RANGES[0].first - 1 : 0;
      const { id: series } = demoWorkstation(DEMO_DEPARTMENTS[by].uscc, computer);
      const payload = { code, year, first: first - down, last: last - down, series };
      world.plan(time, () => world.append(by, time, world.entry('numbers.reserved', by, time, `${code}〔${year}〕`, payload)));
    }
  }

  /** Facts that every letter begins with. */
  facts(from: DemoDepartmentKey, to: readonly DemoDepartmentKey[]): LetterFacts {
    const { name, telephone } = DEMO_DEPARTMENTS[from];
    return { from: { name, telephone }, recipients: to.map((each) => DEMO_DEPARTMENTS[each].name), contact: { name: demoOperator(from) } };
  }

  issue({ from, to, day, time, content, about = [], dueOn, transfer }: LetterToIssue): Issued {
    const { world } = this;
    const number = this.#next(from, day);
    const entry = world.entry('letter.issued', from, time, undefined, {
      content: { ...content, date: day },
      about: [...about],
      recipientIds: to.map((each) => DEMO_DEPARTMENTS[each].uscc),
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(transfer ? { transfer: [...transfer] } : {}),
      number,
      signer: SIGNERS[from] ?? demoOperator(from),
      // Its digest is known when the fonts of the machine have made it (demo-filling.ts).
      pdf: { sha256: world.random.hex(64), name: pdfName(number), size: PDF_BYTES },
    });
    world.append(from, time, entry);
    world.letters.push(entry);
    return entry;
  }

  /** A number that stays unused. */
  spoil(by: DemoDepartmentKey, day: IsoDate, time: number, reason: string): void {
    const number = this.#next(by, day);
    this.world.append(by, time, this.world.entry('number.voided', by, time, `${number.code}〔${number.year}〕`, { number, reason }));
  }

  #next(by: DemoDepartmentKey, day: IsoDate) {
    const [code, year] = [codeOf(by), Number(day.slice(0, 4))];
    const first = this.world.calendar.days.at(-1)?.slice(0, 4) === String(year) ? RANGES[0].first : 1;
    const sequence = (this.#last.get(`${code} ${year}`) ?? first - 1) + 1;
    this.#last.set(`${code} ${year}`, sequence);
    return { code, year, sequence };
  }

  /** In a package of its own, taken in `days` working days later: half an hour after it was written, or the first thing in the morning. */
  send(
    letter: Issued,
    from: DemoDepartmentKey,
    to: DemoDepartmentKey,
    k: number,
    days = 0,
    arrived: (time: number) => void = () => {},
  ): void {
    const { world } = this;
    const [day, arrivalDay] = [world.day(k), world.day(k - days)];
    if (day === undefined) return;
    const time = Date.parse(letter.at) + 6 * MINUTE;
    world.plan(time, () => {
      const route = { sender: from, recipient: to };
      const title = letterTitle(letter.payload.content.title);
      const content = { purpose: 'letters', title, records: [letter.subject], facts: [letter], attachments: 1 } as const;
      const parcel = writeParcel(world, route, day, time, content);
      if (arrivalDay === undefined) return;
      planHandover(world, route, parcel, days === 0 ? time + 12 * MINUTE : instant(arrivalDay, clock(8, 42)));
      const arrival = days === 0 ? time + 31 * MINUTE : instant(arrivalDay, clock(9, 2));
      world.plan(arrival, () => {
        const imported = takeIn(world, route, arrival, parcel);
        const answers = world.answers(to, from);
        answers.packages.add(parcel.id);
        answers.entries.push(imported);
        arrived(arrival);
      });
    });
  }
}

function codeOf(by: DemoDepartmentKey): string {
  return letterCode(DEMO_DEPARTMENTS[by]);
}

/** As another letter names it: title first, then number (GB/T 9704 7.3.3). */
export function referenceTo({ subject, payload }: Issued, by: DemoDepartmentKey): LetterReference {
  return {
    letterId: subject,
    from: DEMO_DEPARTMENTS[by].name,
    title: letterTitle(payload.content.title),
    number: formatDocumentNumber(payload.number),
  };
}
