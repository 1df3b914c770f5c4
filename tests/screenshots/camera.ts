/** Takes each picture at the two window sizes that matter: the default window, and a full HD screen. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { WorkstationApp } from '../e2e/workstation-app.ts';

/** of the window's content, in pixels */
export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
type Size = (typeof SIZES)[number];

export class Camera {
  readonly taken: string[] = [];

  constructor(private readonly directory: string) {}

  /** `DIR/1280x800/NN-name.png` and `DIR/1920x1080/NN-name.png`; numbers count up in the order of taking. */
  async shoot(app: WorkstationApp, name: string): Promise<void> {
    if (await app.id('shell.bug').isVisible()) throw new Error(`${name}: the window reports a bug`);
    const file = `${String(this.taken.length + 1).padStart(2, '0')}-${name}.png`;
    for (const size of SIZES) {
      await resize(app, size);
      await settle(app.page);
      const folder = join(this.directory, `${size.width}x${size.height}`);
      await mkdir(folder, { recursive: true });
      await app.page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'hide' });
    }
    await resize(app, SIZES[0]);
    this.taken.push(file);
    process.stderr.write(`[截图] ${file}\n`);
  }
}

/** Pictures without motion; the window at its first size. */
export async function prepareForPictures(app: WorkstationApp): Promise<void> {
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await resize(app, SIZES[0]);
}

async function resize(app: WorkstationApp, { width, height }: Size): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high), [
    width,
    height,
  ] as const);
  await app.page.waitForFunction(([wide, high]) => window.innerWidth === wide && window.innerHeight === high, [width, height] as const);
}

/** Nothing loads any more, and what was measured at the new size has been drawn. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const busy = document.querySelectorAll('[aria-busy="true"], .ant-spin-spinning, .ant-skeleton-active, .record-grid-dimmed');
    return ![...busy].some((element) => element.checkVisibility());
  });
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  await page.waitForTimeout(120);
}
