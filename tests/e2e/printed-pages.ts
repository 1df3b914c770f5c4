/** What goes to the printer, beside the letter's own PDF: page for page the same size, and the ink at the same place. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { PNG } from 'pngjs';
import type { WorkstationApp } from './workstation-app.ts';

const run = promisify(execFile);
const DPI = 200;
/** millimetres; the application promises half a millimetre */
const TOLERANCE = 0.5;

export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  /** where the ink begins and ends */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Prints the letter that is open. The printer is the only thing replaced: it keeps what it is given as a PDF. */
export async function printAsPdf(app: WorkstationApp, folder: string): Promise<string> {
  const printed = join(folder, `打印-${Date.now()}.pdf`);
  await app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('no window');
    const contents = window.webContents;
    Object.assign(globalThis, { printed: '' });
    contents.print = (_options, done) => {
      void contents.printToPDF({ printBackground: true, preferCSSPageSize: true }).then((bytes) => {
        Object.assign(globalThis, { printed: bytes.toString('base64') });
        done?.(true, '');
      });
    };
  });
  await app.id('letter.print').click();
  const read = () => app.electron.evaluate(() => (globalThis as unknown as { printed?: string }).printed ?? '');
  await expect.poll(read, { timeout: 60_000 }).not.toBe('');
  await writeFile(printed, Buffer.from(await read(), 'base64'));
  return printed;
}

/** Prints the letter that is open and compares; gives the pages of the letter's PDF back. */
export async function expectPrintedAs(app: WorkstationApp, letter: string, folder: string): Promise<readonly PrintedPage[]> {
  const printed = await printAsPdf(app, folder);
  const [wanted, got] = [await pagesOf(letter, folder), await pagesOf(printed, folder)];
  expect(got.length).toBe(wanted.length);
  wanted.forEach((page, index) => {
    const other = got[index];
    for (const edge of ['width', 'height', 'left', 'top', 'right', 'bottom'] as const) {
      expect(Math.abs((other?.[edge] ?? Number.NaN) - page[edge]), `page ${index + 1}, ${edge}, mm`).toBeLessThanOrEqual(TOLERANCE);
    }
  });
  return wanted;
}

/** Every page's size and the frame of its ink, in millimetres. */
export async function pagesOf(pdf: string, folder: string): Promise<readonly PrintedPage[]> {
  const prefix = join(folder, `seite-${Date.now()}`);
  await run('pdftoppm', ['-r', String(DPI), '-gray', '-png', pdf, prefix]);
  const { stdout } = await run('pdfinfo', [pdf]);
  const count = Number(/Pages:\s+(\d+)/.exec(stdout)?.[1]);
  const names = Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(String(count).length, '0')}.png`);
  return Promise.all(names.map(async (name) => frameOf(PNG.sync.read(await readFile(name)))));
}

function frameOf({ width, height, data }: PNG): PrintedPage {
  const millimetres = (dots: number) => (dots * 25.4) / DPI;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((data[(y * width + x) * 4 + 1] ?? 255) > 128) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const [l = 0, t = 0, r = 0, b = 0] = [left, top, right, bottom].map(millimetres);
  return { width: millimetres(width), height: millimetres(height), left: l, top: t, right: r, bottom: b };
}
