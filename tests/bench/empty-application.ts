/** The smallest Electron application: one window with one word. What starting costs before there is any application. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { appArguments, runtimePath } from '../../build/launch.mjs';

const MAIN = `
const { app, BrowserWindow } = require('electron');
app.setPath('userData', require('node:path').join(__dirname, 'data'));
app.disableHardwareAcceleration();
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  window.loadFile('index.html');
});
`;

export class EmptyApplication {
  private constructor(private readonly folder: string) {}

  static async create(): Promise<EmptyApplication> {
    const folder = await mkdtemp(join(tmpdir(), 'empty-application-'));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.cjs' }));
    await writeFile(join(folder, 'main.cjs'), MAIN);
    await writeFile(join(folder, 'index.html'), '<!doctype html><meta charset="utf-8"><title>empty</title><p>empty</p>');
    return new EmptyApplication(folder);
  }

  /** Milliseconds from starting the process to the first paint of the window. */
  async startMilliseconds(): Promise<number> {
    const started = Date.now();
    const switches = appArguments().slice(0, -1);
    const electron = await _electron.launch({ executablePath: runtimePath(), args: [...switches, this.folder], timeout: 60_000 });
    try {
      return (await firstPaintAt(await electron.firstWindow())) - started;
    } finally {
      await electron.close();
    }
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The wall clock's time, in milliseconds, at which the page first painted something; the window is shown at that moment. */
export async function firstPaintAt(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const entry = await new Promise<PerformanceEntry>((resolve) => {
      new PerformanceObserver((list) => {
        const painted = list.getEntries().find(({ name }) => name === 'first-contentful-paint');
        if (painted) resolve(painted);
      }).observe({ type: 'paint', buffered: true });
    });
    return performance.timeOrigin + entry.startTime;
  });
}
