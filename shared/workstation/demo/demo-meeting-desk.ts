/**
 * How departments of the demo world speak about meetings (办法 27–31): each for itself, in packages that carry everything it has
 * said about a meeting so far, as real ones do. What they say stands in demo-meetings.ts, demo-actions.ts and demo-liaisons.ts.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import type { Arrangement } from '#shared/domain/meeting.ts';
import { addWorkingDays } from '#shared/domain/working-calendar.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
import type { MeetingFact } from '../meetings/meeting-text.ts';
import { clock, instant } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey } from './demo-departments.ts';
import { hasReceipts, planReceipt } from './demo-exchange.ts';
import type { DemoLetterDesk } from './demo-letter-desk.ts';
import { planHandover, type Route, takeIn, writeParcel } from './demo-parcels.ts';
import type { DemoWorld } from './demo-world.ts';

/** What belongs together and travels together: a meeting or an application. */
export interface MeetingFolder {
  readonly id: string;
  readonly title: string;
  readonly between: readonly DemoDepartmentKey[];
  /** what travels, by whomever */
  readonly said: Entry[];
}

export interface HeldFolder extends MeetingFolder {
  arrangement: Arrangement;
}

const MINUTE = 60_000;

export class DemoMeetingDesk {
  constructor(readonly letters: DemoLetterDesk) {}

  get world(): DemoWorld {
    return this.letters.world;
  }

  /** The working day `k` before the last one, or `-k` after today. */
  day(k: number): IsoDate {
    const { world } = this;
    return (k < 0 ? addWorkingDays(world.today, -k).date : world.day(k)) ?? world.today;
  }

  at(k: number, minutes: number, run: (time: number, day: IsoDate) => void): void {
    this.letters.at(k, minutes, (day, time) => run(time, day));
  }

  /** Says something that travels with the folder. */
  say<T extends MeetingFact['type']>(
    folder: MeetingFolder,
    type: T,
    by: DemoDepartmentKey,
    time: number,
    subject: string | undefined,
    payload: EntryOf<T>['payload'],
  ): EntryOf<T> {
    const entry = this.keep(type, by, time, subject, payload);
    folder.said.push(entry);
    return entry;
  }

  /** Notes something that stays with the department. */
  keep<T extends MeetingFact['type']>(
    type: T,
    by: DemoDepartmentKey,
    time: number,
    subject: string | undefined,
    payload: EntryOf<T>['payload'],
  ): EntryOf<T> {
    const entry = this.world.entry(type, by, time, subject, payload);
    this.world.append(by, time, entry);
    return entry;
  }

  /** Plans a package with everything that `by` has said by then, for each of the others. */
  tell(by: DemoDepartmentKey, k: number, minutes: number, folder: () => MeetingFolder | undefined): void {
    this.at(k, minutes, (time, day) => {
      const told = folder();
      const facts = told?.said.filter(({ actor }) => actor.departmentId === DEMO_DEPARTMENTS[by].uscc) ?? [];
      if (!told || facts.length === 0) return;
      const recipients = told.between.filter((each) => each !== by);
      for (const [index, recipient] of recipients.entries()) {
        const content = { title: told.title, records: [told.id], facts };
        this.world.plan(time + index * 20_000, () =>
          this.send({ sender: by, recipient }, { k, day, time: time + index * 20_000 }, content),
        );
      }
    });
  }

  /** Taken in half an hour after it was written. */
  send(
    route: Route,
    { k, day, time }: { readonly k: number; readonly day: IsoDate; readonly time: number },
    { title, records, facts }: { readonly title: string; readonly records: readonly string[]; readonly facts: readonly Entry[] },
  ): void {
    const { world } = this;
    const parcel = writeParcel(world, route, day, time, { purpose: 'meetings', title, records, facts, attachments: filesIn(facts) });
    planHandover(world, route, parcel, time + 12 * MINUTE);
    world.plan(time + 31 * MINUTE, () => {
      const imported = takeIn(world, route, time + 31 * MINUTE, parcel);
      const answers = world.answers(route.recipient, route.sender);
      answers.packages.add(parcel.id);
      answers.entries.push(imported);
      // Where no receipt is written regularly, one follows the next day.
      const next = world.day(k - 1);
      const isShown = route.recipient === 'approval' || route.recipient === 'market';
      if (isShown && !hasReceipts(route) && next !== undefined) planReceipt(world, route, k - 1, next);
    });
  }
}

/** Files that go along: PDFs of documents, and evidence. */
function filesIn(facts: readonly Entry[]): number {
  const names = facts.flatMap((entry) => {
    if (entry.type === 'meetingDocument.issued') return [entry.payload.pdf.sha256];
    return entry.type === 'action.progressed' ? entry.payload.files.map(({ sha256 }) => sha256) : [];
  });
  return new Set(names).size;
}

/** The moment of a working day, for what has to come right after something else. */
export function momentOf(day: IsoDate, hours: number, minutes: number): number {
  return instant(day, clock(hours, minutes));
}
