/** Ends a program the way a power switch does: the process and all it started, at once, without asking. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface Living {
  readonly pid: number;
  readonly parent: number;
}

export const canKillTrees = process.platform === 'linux';

/**
 * SIGKILL to every process that names `marker` (the profile's path) in its command line, and to all their descendants;
 * the mark also finds helpers that were handed to init and have no ancestor left. `order` decides who dies first.
 * Returns how many were killed. Throws when something is still alive after two seconds.
 */
export async function killTree(marker: string, order: <T>(list: readonly T[]) => readonly T[]): Promise<number> {
  const killed = new Set<number>();
  for (let attempt = 0; attempt < 200; attempt++) {
    const living = treeOf(marker);
    if (living.length === 0) return killed.size;
    for (const pid of order(living)) {
      killed.add(pid);
      kill(pid);
    }
    await sleep(10);
  }
  throw new Error('some processes survive SIGKILL');
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself between the listing and the signal: its parent was killed a moment ago.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** pids of the living members, zombies left out */
export function treeOf(marker: string): readonly number[] {
  const living = everyProcess();
  const marked = living.filter(({ pid }) => pid !== process.pid && commandLine(pid).includes(marker));
  const members = new Set(marked.map(({ pid }) => pid));
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const { pid, parent } of living) if (parent !== process.pid && members.has(parent)) members.add(pid);
  }
  return [...members];
}

function everyProcess(): readonly Living[] {
  const living: Living[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = readQuietly(`/proc/${name}/stat`);
    // `pid (command) state parent …`; the command may hold anything, also brackets
    const [state, parent] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (state !== undefined && parent !== undefined && state !== 'Z' && state !== 'X')
      living.push({ pid: Number(name), parent: Number(parent) });
  }
  return living;
}

function commandLine(pid: number): string {
  return readQuietly(`/proc/${pid}/cmdline`);
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // the process has ended
    return '';
  }
}
