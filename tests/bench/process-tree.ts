/**
 * What a process and all its descendants hold in memory, from Linux' /proc. PSS counts shared pages once over all
 * processes that share them, so its sum is what the application costs the machine; the sum of RSS counts them each time.
 */
import { readdirSync, readFileSync } from 'node:fs';

const KIB_PER_MB = 1_000_000 / 1024;
/** the kernel counts in hundredths of a second, whatever its own clock does */
const TICK_MS = 10;
/** processes come and go in the first seconds only, so the tree is looked at anew this often */
const TREE_LIFETIME_MS = 1000;

export interface TreeMemory {
  /** megabytes (10^6 bytes), proportional set size */
  readonly pss: number;
  /** megabytes (10^6 bytes), resident set size */
  readonly rss: number;
  /** megabytes of PSS of the largest process with its `--type`, e.g. renderer */
  readonly largest: { readonly type: string; readonly pss: number };
}

export class ProcessTree {
  #pids: readonly number[] = [];
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly root: number) {}

  /** undefined where there is no /proc with smaps_rollup (Windows, macOS, Linux before 4.14) */
  memory(): TreeMemory | undefined {
    let pss = 0;
    let rss = 0;
    let largest = { type: '', pss: 0 };
    for (const pid of this.#tree()) {
      const rollup = readOrEmpty(`/proc/${pid}/smaps_rollup`);
      const own = kibibytes(rollup, 'Pss') / KIB_PER_MB;
      pss += own;
      rss += kibibytes(rollup, 'Rss') / KIB_PER_MB;
      if (own > largest.pss) largest = { type: typeOf(pid), pss: own };
    }
    return pss > 0 ? { pss, rss, largest } : undefined;
  }

  /** Milliseconds that the living processes have computed, in user and system mode, since they began (in steps of 10). */
  cpuMilliseconds(): number {
    let ticks = 0;
    for (const pid of this.#tree()) {
      const [user = 0, system = 0] = statOf(pid).slice(11, 13).map(Number);
      ticks += user + system;
    }
    return ticks * TICK_MS;
  }

  #tree(): readonly number[] {
    const now = performance.now();
    if (now - this.#readAt > TREE_LIFETIME_MS) {
      this.#pids = descendants(this.root);
      this.#readAt = now;
    }
    return this.#pids;
  }
}

/** Watches the tree until `stop`, which gives the highest values seen. */
export function watchPeak(tree: ProcessTree): { readonly stop: () => { readonly pss: number; readonly rss: number } | undefined } {
  let peak: { pss: number; rss: number } | undefined;
  const look = () => {
    const now = tree.memory();
    if (now) peak = { pss: Math.max(peak?.pss ?? 0, now.pss), rss: Math.max(peak?.rss ?? 0, now.rss) };
  };
  look();
  const timer = setInterval(look, 400);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

function descendants(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirOrEmpty('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statOf(Number(name))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** The fields of /proc/PID/stat from the third on: the command before them, in brackets, may hold anything. */
function statOf(pid: number): readonly string[] {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function typeOf(pid: number): string {
  return /--type=([\w-]+)/.exec(readOrEmpty(`/proc/${pid}/cmdline`))?.[1] ?? 'main';
}

function kibibytes(rollup: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function readdirOrEmpty(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
