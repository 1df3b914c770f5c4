/** A clerk takes in a large table: choose → check → confirm, on a new profile; and then enters one approval by hand. */
import type { ElectronApplication } from '@playwright/test';
import { makeUscc } from '#shared/domain/codes.ts';
import type { WorkstationApp } from '../e2e/workstation-app.ts';
import { probe } from './page-probe.ts';
import { ProcessTree, watchPeak } from './process-tree.ts';

/** milliseconds: a large table on a slow, busy machine */
const LIMIT = 180_000;

const id = (testId: string) => `[data-testid="${testId}"]`;
const step = (name: string) => `${id('import')}[data-step="${name}"]`;

/** Figures of one import by their keys in bench.ts. The shell must be open. @throws Error when rows are missing afterwards */
export async function benchImport(app: WorkstationApp, file: string, rows: number): Promise<Record<string, number | undefined>> {
  const { page, electron } = app;
  page.setDefaultTimeout(LIMIT);
  await app.go('import');
  await app.answerOpenDialog(file);
  await probe(page);
  const tree = new ProcessTree(app.pid);
  const peak = watchPeak(tree);
  await beginLoopDelay(electron);
  await page.evaluate(() => window.probe.watch());
  const click = (button: string, result: string) => page.evaluate(([from, to]) => window.probe.click(from, to), [button, result] as const);
  const open = await click(id('import.choose'), step('mapping'));
  const computed = tree.cpuMilliseconds();
  const check = await click(id('import.next'), step('preview'));
  const commit = await click(id('import.commit'), id('import.done'));
  const afterOpenCpu = tree.cpuMilliseconds() - computed;
  const memory = peak.stop();
  const { task, delay } = await page.evaluate(() => window.probe.watched());
  const measured = await page.evaluate(() => window.probe.measures());
  const recorded = Number(await app.id('import.result.recorded').getAttribute('data-value'));
  if (recorded !== rows) throw new Error(`${recorded} of ${rows} rows were recorded`);
  const part = (name: string) => measured[`import.${name}`];
  const parts = ['check', 'compare', 'seal', 'store', 'index'].map(part);
  return {
    ...Object.fromEntries(['parse', 'check', 'compare', 'seal', 'store', 'index'].map((name) => [name, part(name)])),
    afterParse: parts.every((value) => value !== undefined) ? parts.reduce((sum, value) => sum + value, 0) : undefined,
    openShown: open,
    afterOpenShown: check + commit,
    afterOpenCpu,
    peakPss: memory?.pss,
    peakRss: memory?.rss,
    longestTask: task,
    longestDelay: delay,
    mainLoopDelay: await endLoopDelay(electron),
  };
}

/** Milliseconds from clicking 保存 in the form to the page that says it is saved: checks, seal, both copies on the disk. */
export async function benchSave(app: WorkstationApp, run: number): Promise<number> {
  const { page } = app;
  await app.go('approvals');
  await app.id('approvals.new').click();
  const texts = {
    matter: '食品经营许可',
    decisionNumber: `济高新审食许〔2026〕${90_000 + run}号`,
    counterpartName: `测时${run}号食品有限公司`,
    uscc: makeUscc('91', '370811', `MA9${String(run).padStart(5, '0')}`),
    contact: '0537-0000001',
    address: '济宁高新区海川路9号',
    content: '食品销售',
    approvedBy: '高新区行政审批服务局',
  };
  for (const [field, value] of Object.entries(texts)) await app.id(`form.${field}`).fill(value);
  for (const field of ['decidedOn', 'validFrom']) {
    await page.locator(`input${id(`form.${field}`)}, ${id(`form.${field}`)} input`).fill('2026-01-05');
    await page.keyboard.press('Enter');
  }
  await app.id('form.longTerm').click();
  await probe(page);
  return page.evaluate(([from, to]) => window.probe.click(from, to), [id('form.save'), id('form.saved')] as const);
}

/** Begins to measure how late the main process gets to its timers: every window message and dialog waits that long. */
async function beginLoopDelay(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(() => {
    const delay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    Object.assign(globalThis, { measuredLoopDelay: delay });
  });
}

/** Milliseconds: the longest delay since {@link beginLoopDelay}. */
function endLoopDelay(electron: ElectronApplication): Promise<number> {
  return electron.evaluate(() => {
    const { measuredLoopDelay } = globalThis as unknown as { readonly measuredLoopDelay: { readonly max: number; disable(): void } };
    measuredLoopDelay.disable();
    return measuredLoopDelay.max / 1e6;
  });
}
