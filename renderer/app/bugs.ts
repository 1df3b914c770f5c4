/**
 * Bugs: they are written to the local log without data, and the user is told. A thrown error's message may quote what
 * the user typed, so only its name and its stack frames leave this window.
 */
import { create } from 'zustand';

interface Bugs {
  /** how many errors happened outside a page since the last time the user closed the notice */
  readonly count: number;
  readonly add: () => void;
  readonly clear: () => void;
}

export const useBugs = create<Bugs>((set) => ({
  count: 0,
  add: () => set((state) => ({ count: state.count + 1 })),
  clear: () => set({ count: 0 }),
}));

const MAX_STACK = 20_000;

/** Sends name and frames to the log; never rejects. `where`: a fixed word that says which boundary caught it. */
export function reportBug(error: unknown, where: string, componentStack?: string): void {
  const name = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? framesOf(error.stack) : '';
  const stack = componentStack ? `${frames}\n--- components\n${framesOf(componentStack)}` : frames;
  void window.host.reportBug({ message: `${where}: ${name}`, stack: stack.slice(0, MAX_STACK) }).catch(() => undefined);
}

/** only the lines that name code */
function framesOf(stack: string | undefined): string {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s*at /.test(line))
    .join('\n');
}

/** Catches what no boundary sees: rejected promises and errors in listeners. */
export function installBugReports(): void {
  window.addEventListener('error', (event) => {
    // a ResizeObserver that needs another frame isn't an error; Chromium reports it as one
    if (typeof event.message === 'string' && event.message.startsWith('ResizeObserver loop')) return;
    reportBug(event.error, 'window');
    useBugs.getState().add();
  });
  window.addEventListener('unhandledrejection', (event) => {
    reportBug(event.reason, 'promise');
    useBugs.getState().add();
  });
}
