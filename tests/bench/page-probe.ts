/**
 * Measures inside the page, so that the way between test and page isn't measured with it. `installProbe` runs in the page
 * (it may use nothing from outside itself) and puts the probe on `window.probe`; the application knows nothing of it.
 */
import type { Page } from '@playwright/test';

export interface Probe {
  /** Clicks `button` as soon as it can be clicked and waits until something matches `result`; milliseconds from the click to the frame that shows it. */
  readonly click: (button: string, result: string) => Promise<number>;
  /** Milliseconds on the page's clock (performance.now) at the frame that shows something matching `selector`. */
  readonly shown: (selector: string) => Promise<number>;
  /** Puts text into an input the way the keyboard does; milliseconds on the page's clock. */
  readonly type: (input: string, text: string) => number;
  /** Begins to note long tasks (over 50 ms) and how late a timer of 20 ms comes: the window answers nothing meanwhile. */
  readonly watch: () => void;
  /** Milliseconds: the longest task (0: none over 50 ms) and the longest delay of the timer since `watch`. */
  readonly watched: () => { readonly task: number; readonly delay: number };
  /** Milliseconds of the application's own measures by name, the last of each name. */
  readonly measures: () => Readonly<Record<string, number>>;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

export async function probe(page: Page): Promise<void> {
  // the compiler of these files names functions with a helper that the page doesn't have
  await page.evaluate('globalThis.__name ??= (work) => work');
  await page.evaluate(installProbe);
}

function installProbe(): void {
  const TICK = 20;
  const nextFrame = () =>
    new Promise<number>((resolve) => {
      // the task after the frame callback runs when the frame has been handed over
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(undefined);
      });
    });
  const appears = (selector: string) =>
    new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => look());
      const look = () => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        resolve();
      };
      observer.observe(document, { subtree: true, childList: true, attributes: true });
      look();
    });
  const shown = async (selector: string) => {
    await appears(selector);
    return nextFrame();
  };
  const find = (selector: string) => {
    const found = document.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`nothing matches ${selector}`);
    return found;
  };
  const seen = { task: 0, delay: 0 };
  let watching = false;
  // a frame callback would make the window draw sixty frames a second, and what is measured would change by being measured
  const tick = (before: number) => {
    setTimeout(() => {
      const now = performance.now();
      seen.delay = Math.max(seen.delay, now - before - TICK);
      tick(now);
    }, TICK);
  };
  window.probe = {
    shown,
    click: async (button, result) => {
      await appears(`${button}:not(:disabled)`);
      const target = find(button);
      const started = performance.now();
      target.click();
      return (await shown(result)) - started;
    },
    type: (input, text) => {
      const target = find(input) as HTMLInputElement;
      // React listens to the native setter, not to the property it has put over it
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(target, text);
      const started = performance.now();
      target.dispatchEvent(new InputEvent('input', { bubbles: true }));
      return started;
    },
    watch: () => {
      seen.task = 0;
      seen.delay = 0;
      if (watching) return;
      watching = true;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration);
      }).observe({ type: 'longtask' });
      tick(performance.now());
    },
    watched: () => ({ ...seen }),
    measures: () => Object.fromEntries(performance.getEntriesByType('measure').map(({ name, duration }) => [name, duration])),
  };
}
