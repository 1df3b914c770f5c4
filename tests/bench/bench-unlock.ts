/** Starting over a large ledger: window, unlock, list; then searching in it, and what all that holds in memory. */
import { PASSPHRASE, WorkstationApp } from '../e2e/workstation-app.ts';
import { firstPaintAt } from './empty-application.ts';
import { probe } from './page-probe.ts';
import { ProcessTree } from './process-tree.ts';

/** milliseconds until caches, idle work and garbage have settled */
const SETTLE = 4000;
const SOMETHING = '许可';
/** in no record */
const NOTHING = '此前另有所查';
/** what people look for: words, a number, a part of a code, pinyin initials, two words, something that isn't there */
export const QUERIES = [
  ...['食品', '济高新审', '有限公司', '〔2023〕77', '91370800MA', '13708000'],
  ...['sp', 'spjyxk', 'jngxq', '食品 任城', 'jx 济宁', NOTHING],
] as const;

const id = (testId: string) => `[data-testid="${testId}"]`;
/** a row with its texts, not the grey bars that stand there while a page is read */
const READ_ROW = `${id('approvals.grid')} [data-grid-row] input:not(:disabled)`;

export interface StartedApp {
  readonly app: WorkstationApp;
  readonly figures: Readonly<Record<string, number>>;
}

/** Starts the application on a locked profile and unlocks it; figures by their keys in bench.ts. */
export async function benchUnlock(profile: string): Promise<StartedApp> {
  const started = Date.now();
  const app = await WorkstationApp.start(profile);
  const { page } = app;
  const painted = (await firstPaintAt(page)) - started;
  await probe(page);
  await app.id('lock.passphrase').fill(PASSPHRASE);
  const tree = new ProcessTree(app.pid);
  const computed = tree.cpuMilliseconds();
  const times = await page.evaluate(
    async ([submit, progress, list, row]) => {
      const begun = performance.now();
      document.querySelector<HTMLElement>(submit)?.click();
      const key = await window.probe.shown(`${progress}, ${list}`);
      await window.probe.shown(list);
      document.querySelector<HTMLElement>(list)?.click();
      const rows = await window.probe.shown(row);
      return { unlockKey: key - begun, unlockLedger: rows - key, unlockToList: rows - begun };
    },
    [id('lock.submit'), id('lock.progress'), id('nav.approvals'), READ_ROW] as const,
  );
  return { app, figures: { window: painted, ...times, unlockCpu: tree.cpuMilliseconds() - computed } };
}

/** Memory of the whole process tree with the list open and everything settled. */
export async function benchMemory(app: WorkstationApp): Promise<Readonly<Record<string, number | undefined>>> {
  await app.page.waitForTimeout(SETTLE);
  const memory = new ProcessTree(app.pid).memory();
  return { unlockedPss: memory?.pss, unlockedRss: memory?.rss };
}

export interface SearchTime {
  readonly query: string;
  readonly found: number;
  /** as the list tells it, whole milliseconds */
  readonly reported: number;
  /** from the input event to the frame with the rows, the wait for the next key (120 ms) included */
  readonly painted: number;
}

/** Each query after one that is no part of it, so that none profits from the one before. */
export async function benchSearch(app: WorkstationApp, queries: readonly string[] = QUERIES): Promise<readonly SearchTime[]> {
  await probe(app.page);
  const times: SearchTime[] = [];
  for (const query of queries) {
    await search(app, query === NOTHING ? SOMETHING : NOTHING);
    times.push(await search(app, query));
  }
  return times;
}

async function search(app: WorkstationApp, query: string): Promise<SearchTime> {
  const settled = query === NOTHING ? `${id('approvals.count')}[data-total="0"]` : READ_ROW;
  const painted = await app.page.evaluate(
    async ([input, text, result]) => {
      const begun = window.probe.type(input, text);
      return (await window.probe.shown(result)) - begun;
    },
    [id('approvals.search'), query, settled] as const,
  );
  const found = Number(await app.id('approvals.count').getAttribute('data-total'));
  const reported = Number(/\d+/.exec((await app.id('approvals.milliseconds').textContent()) ?? '')?.[0]);
  return { query, found, reported, painted };
}
