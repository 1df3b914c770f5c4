/** What was typed reaches the ledger before the window locks or closes. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeSafely, flushUnsaved, keepSafe } from '#renderer/app/unsaved.ts';

const ends: (() => void)[] = [];
function pending(flush: () => Promise<boolean>): void {
  ends.push(keepSafe(flush));
}
afterEach(() => {
  vi.useRealTimers();
  for (const end of ends.splice(0)) end();
});

/** a window that only closes and asks before */
function windowOf() {
  const listeners: ((event: Event) => void)[] = [];
  const target = {
    closed: 0,
    addEventListener: (_name: string, listener: (event: Event) => void) => void listeners.push(listener),
    close: () => {
      if (ask()) target.closed += 1;
    },
  };
  /** true when nothing keeps it open */
  const ask = () => {
    const event = new Event('beforeunload', { cancelable: true });
    for (const listener of listeners) listener(event);
    return !event.defaultPrevented;
  };
  closeSafely(target as unknown as Window);
  return { target, ask };
}

describe('before the keys go', () => {
  it('nothing that is behind: nothing to wait for', () => {
    expect(flushUnsaved()).toBeUndefined();
  });

  it('begins writing at once and tells whether all of it was written', async () => {
    const first = vi.fn(async () => true);
    pending(first);
    const flushed = flushUnsaved();
    expect(first).toHaveBeenCalledOnce();
    expect(await flushed).toBe(true);
    pending(async () => Promise.reject(new Error('disk')));
    expect(await flushUnsaved()).toBe(false);
  });

  it('waits three seconds at the most for a ledger that does not answer', async () => {
    vi.useFakeTimers();
    pending(() => new Promise(() => undefined));
    const flushed = flushUnsaved();
    await vi.advanceTimersByTimeAsync(2999);
    const early = vi.fn();
    void flushed?.then(early);
    await vi.advanceTimersByTimeAsync(0);
    expect(early).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    expect(await flushed).toBe(false);
  });
});

describe('closing the window', () => {
  it('closes at once when nothing is behind', () => {
    expect(windowOf().ask()).toBe(true);
  });

  it('writes first and closes then', async () => {
    const { target, ask } = windowOf();
    // still registered when the window closes: a page that is about to go isn't drawn anew
    pending(async () => true);
    expect(ask()).toBe(false);
    expect(ask(), 'asked again meanwhile').toBe(false);
    await vi.waitFor(() => expect(target.closed).toBe(1));
  });

  it('stays open once when it cannot be written, and closes when it is asked again', async () => {
    const { target, ask } = windowOf();
    pending(async () => false);
    expect(ask()).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(target.closed).toBe(0);
    expect(ask()).toBe(true);
  });
});
