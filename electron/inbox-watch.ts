/**
 * Watches the inbox folder. The system's own events make it quick, but shares on a network send none, so it also looks
 * by itself. A file is complete when two looks apart saw it with the same size and time and it begins as it should.
 */
import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './durable-file.ts';
import { beginsRight, lookIntoInbox, type SeenFile } from './inbox-look.ts';
import type { Patience } from './patience.ts';

export interface WatchTimes {
  /** between two looks of its own, milliseconds */
  readonly poll: number;
  /** how long size and time must stay as they are; the second look comes after this */
  readonly settle: number;
}

export const WATCH_TIMES: WatchTimes = { poll: 5_000, settle: 2_000 };
/** a copying program sends hundreds of events a second */
const CALM_MS = 300;

export interface InboxView {
  readonly available: boolean;
  readonly files: readonly (SeenFile & { readonly complete: boolean })[];
}

interface Known {
  readonly seen: SeenFile;
  readonly since: number;
  readonly complete: boolean;
}

export class InboxWatch {
  #known = new Map<string, Known>();
  #running: Promise<InboxView> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #events: FSWatcher | undefined;
  #ended = false;

  constructor(
    private readonly directory: string,
    private readonly patience: Patience,
    /** after every look, changed or not */
    private readonly looked: (view: InboxView) => void,
    private readonly times: WatchTimes = WATCH_TIMES,
  ) {}

  /** Looks now; callers that come meanwhile share the look. The next looks come by themselves. */
  look(): Promise<InboxView> {
    this.#running ??= this.#look().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#events?.close();
    this.#events = undefined;
  }

  async #look(): Promise<InboxView> {
    const known = await this.patience.ask(this.directory, () => this.#read());
    if (known) this.#known = known;
    const files = [...(known ?? new Map<string, Known>()).values()].map(({ seen, complete }) => ({ ...seen, complete }));
    const view = { available: known !== undefined, files };
    if (this.#ended) return view;
    if (view.available) this.#listen();
    this.#lookAgainIn(files.some(({ complete }) => !complete) ? Math.min(this.times.settle, this.times.poll) : this.times.poll);
    this.looked(view);
    return view;
  }

  /** undefined: the folder is gone or not readable */
  async #read(): Promise<Map<string, Known> | undefined> {
    try {
      const next = new Map<string, Known>();
      for (const seen of await lookIntoInbox(this.directory)) {
        const before = this.#known.get(seen.name);
        const same = before?.seen.size === seen.size && before.seen.modifiedAt === seen.modifiedAt;
        const since = same ? before.since : performance.now();
        const settled = same && performance.now() - since >= this.times.settle;
        const complete = settled && (before.complete || (await beginsRight(join(this.directory, seen.name))));
        next.set(seen.name, { seen, since, complete });
      }
      return next;
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      return undefined;
    }
  }

  #lookAgainIn(milliseconds: number): void {
    if (this.#ended) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), milliseconds);
  }

  /** Where the system can't watch (a share, no watches left, the folder replaced), the looks of our own go on. */
  #listen(): void {
    if (this.#events) return;
    const drop = () => {
      this.#events?.close();
      this.#events = undefined;
    };
    try {
      this.#events = watch(this.directory, { persistent: false }, () => this.#lookAgainIn(CALM_MS));
      this.#events.on('error', drop);
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      drop();
    }
  }
}
