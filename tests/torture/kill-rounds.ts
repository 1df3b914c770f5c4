/**
 * Kill rounds: the real application takes in 20,000 rows and is killed with all its processes at a random moment. What
 * was reported as saved must be there afterwards, whole and once; what was not may be there whole or not at all.
 * Used by `npm run torture` (50 rounds) and tests/e2e/import-kill.spec.ts (6 rounds).
 */
import { cp, mkdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { importTable } from '../e2e/table-import.ts';
import { APPROVAL_DEPARTMENT, PASSPHRASE, WorkstationApp } from '../e2e/workstation-app.ts';
import { ImportWatch, noDurations, type StageDurations, untilMoment } from './import-watch.ts';
import { type ImportAttempt, judgeLedger, type Settled } from './kill-judgement.ts';
import { type KillPlan, planRound, type Random, randomSequence, shuffled } from './kill-plan.ts';
import { type KillTable, writeKillTable } from './kill-tables.ts';
import { killTree } from './process-tree.ts';
import { dataKeyOf, readSavedLedger, type SavedLedger } from './saved-ledger.ts';

const SMALL_ROWS = 20;
const LARGE_ROWS = 20_000;
const ROUNDS_PER_PROFILE = 5;
/** milliseconds; on a busy machine everything takes long, but not for ever */
const PATIENCE = 120_000;

export interface KillRoundsOptions {
  readonly rounds: number;
  readonly seed: number;
  /** an empty folder for profiles and tables; what failed is left there */
  readonly folder: string;
  readonly onRound: (round: KillRound) => void;
}

/** How far the import got that was under way when everything was killed. */
export type Reached = '未写入' | '日志写到一半' | '日志已写，末端未记' | '两份已写，未报告' | '已全部报告';

export interface KillRound {
  readonly number: number;
  readonly plan: KillPlan;
  /** when and during what the kill came */
  readonly at: { readonly milliseconds: number; readonly file: number; readonly stage: string; readonly processes: number };
  /** tables of this round that were reported as saved, and their rows */
  readonly reported: { readonly tables: number; readonly rows: number };
  /** rows of this round that were found, and of the whole ledger */
  readonly found: { readonly rows: number; readonly records: number };
  readonly reached: Reached;
  /** what the window said about the ledger after the restart */
  readonly notices: readonly string[];
  readonly problems: readonly string[];
}

export async function runKillRounds(options: KillRoundsOptions): Promise<readonly KillRound[]> {
  const bench = await KillBench.create(options);
  try {
    for (let number = 1; number <= options.rounds; number++) options.onRound(await bench.round(number));
    return bench.rounds;
  } finally {
    await bench.close();
  }
}

class KillBench {
  readonly rounds: KillRound[] = [];
  readonly #random: Random;
  /** by number of rows of one file */
  readonly #durations = new Map<number, StageDurations>();
  #app: WorkstationApp | undefined;
  #settled: Settled = new Map();
  #digests: readonly string[] = [];
  #profiles = 0;
  #roundsHere = 0;
  #preparedSettled: Settled = new Map();
  #dataKey: Uint8Array = new Uint8Array();
  readonly #leftovers: string[] = [];
  /** milliseconds from the passphrase to the open ledger */
  #opening = 0;

  private constructor(private readonly options: KillRoundsOptions) {
    this.#random = randomSequence(options.seed);
  }

  /** Makes the profile that the rounds start from, and measures how long imports take on this machine. */
  static async create(options: KillRoundsOptions): Promise<KillBench> {
    const bench = new KillBench(options);
    await mkdir(bench.#tables, { recursive: true });
    const app = await bench.#start(bench.#prepared);
    await app.firstRun(APPROVAL_DEPARTMENT);
    await app.go('import');
    const table = await writeKillTable(bench.#tables, 'BASE', LARGE_ROWS / 10);
    const durations = noDurations();
    const watch = new ImportWatch(bench.#prepared, durations);
    await importTable(app, table.path, (stage) => watch.note(stage));
    bench.#durations.set(table.rows, durations);
    // Ten times the rows take a few times as long; corrected by every stage that is not cut short.
    const longer = Object.entries(durations).map(([stage, milliseconds]) => [stage, milliseconds * 4]);
    bench.#durations.set(LARGE_ROWS, { ...durations, ...Object.fromEntries(longer) });
    bench.#settle(table.tag, table.rows);
    await app.close();
    bench.#preparedSettled = bench.#settled;
    bench.#dataKey = await dataKeyOf(bench.#prepared, PASSPHRASE);
    return bench;
  }

  get #prepared(): string {
    return join(this.options.folder, 'prepared');
  }

  get #tables(): string {
    return join(this.options.folder, 'tables');
  }

  get #profile(): string {
    return join(this.options.folder, `profile-${String(this.#profiles).padStart(3, '0')}`);
  }

  #settle(tag: string, rows: number): void {
    this.#settled = new Map(this.#settled).set(tag, rows);
  }

  async #start(profile: string): Promise<WorkstationApp> {
    const app = await WorkstationApp.start(profile);
    app.page.setDefaultTimeout(PATIENCE);
    return app;
  }

  /** The ledger grows over some rounds, as it does in an office; then a fresh copy keeps the rounds short. */
  async #ready(): Promise<WorkstationApp> {
    if (this.#app && this.#roundsHere < ROUNDS_PER_PROFILE) return this.#app;
    await this.#retire();
    this.#profiles += 1;
    this.#roundsHere = 0;
    this.#settled = this.#preparedSettled;
    await cp(this.#prepared, this.#profile, { recursive: true });
    this.#digests = (await readSavedLedger(this.#profile, this.#dataKey)).digests;
    const app = await this.#start(this.#profile);
    const started = performance.now();
    await app.unlock();
    this.#opening = performance.now() - started;
    this.#app = app;
    return app;
  }

  async #retire(): Promise<void> {
    if (!this.#app) return;
    await this.#app.close();
    this.#app = undefined;
    await rm(this.#profile, { recursive: true, force: true });
  }

  async round(number: number): Promise<KillRound> {
    const plan = planRound(number, this.options.seed);
    const attempts = await this.#writeTables(number, plan);
    const strike: Strike = { milliseconds: 0, file: 0, stage: '尚未开始', processes: 0 };
    let round: KillRound;
    try {
      const app = await this.#ready();
      this.#roundsHere += 1;
      await this.#strike(app, plan, attempts, strike);
      round = await this.#examine(number, plan, attempts, strike);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      round = { ...summary(number, plan, attempts, strike), ...NOTHING_FOUND, problems: [problem] };
    }
    for (const { table } of attempts) await rm(table.path);
    // Nothing can be concluded from this profile any more: it stays for a look, and the next round gets a new one.
    if (round.problems.length > 0) await this.#abandon();
    this.rounds.push(round);
    return round;
  }

  async #writeTables(number: number, plan: KillPlan): Promise<readonly ImportAttempt[]> {
    const name = `R${String(number).padStart(3, '0')}`;
    const tables: KillTable[] = [await writeKillTable(this.#tables, `${name}S`, SMALL_ROWS)];
    for (let file = 1; file <= plan.files; file++) {
      tables.push(await writeKillTable(this.#tables, `${name}P${String(file).padStart(2, '0')}`, LARGE_ROWS / plan.files));
    }
    return tables.map((table) => ({ table, reported: false }));
  }

  /** Imports the small table to its result page, then the large ones until the chosen moment, and kills everything. */
  async #strike(app: WorkstationApp, plan: KillPlan, attempts: readonly ImportAttempt[], strike: Strike): Promise<void> {
    const [small, ...large] = attempts;
    if (!small) throw new Error('a round needs tables');
    await app.go('import');
    await importTable(app, small.table.path);
    small.reported = true;
    const durations = this.#durations.get(LARGE_ROWS / plan.files) ?? noDurations();
    const watch = new ImportWatch(this.#profile, durations);
    const started = performance.now();
    const finished = (async () => {
      for (const [index, attempt] of large.entries()) {
        watch.file = index + 1;
        await importTable(app, attempt.table.path, (stage) => watch.note(stage));
        attempt.reported = true;
      }
    })();
    const over = finished.catch(() => undefined);
    // An import that fails before the kill is a problem of its own.
    await Promise.race([untilMoment(plan, durations, watch), finished]);
    Object.assign(strike, { milliseconds: Math.round(performance.now() - started), file: watch.file, stage: watch.stageName });
    watch.close();
    strike.processes = await this.#kill(app);
    await over;
  }

  /** What lies on the disk, before anything could mend it; then what the restarted application says. */
  async #examine(number: number, plan: KillPlan, attempts: readonly ImportAttempt[], strike: Strike): Promise<KillRound> {
    const found = await readSavedLedger(this.#profile, this.#dataKey);
    if (plan.again !== undefined) await this.#killWhileOpening(plan.again);
    const judgement = judgeLedger(found, { attempts, settled: this.#settled, digests: this.#digests });
    for (const { table } of attempts) this.#settle(table.tag, judgement.rowsOf(table.tag));
    this.#digests = found.digests;
    this.#app = await this.#start(this.#profile);
    // The head's digest covers everything before it: what the window has is what was found, also after a second kill.
    const window = await examineWindow(this.#app, found, judgement.records, attempts, judgement.rowsOf);
    return {
      ...summary(number, plan, attempts, strike),
      found: { rows: attempts.reduce((sum, { table }) => sum + judgement.rowsOf(table.tag), 0), records: judgement.records },
      reached: reachedBy(found, attempts, judgement.rowsOf),
      notices: window.notices,
      problems: [...judgement.problems, ...window.problems],
    };
  }

  /** The restart after a kill is killed too, while both copies are compared and the one behind is completed. */
  async #killWhileOpening(fraction: number): Promise<void> {
    const app = await this.#start(this.#profile);
    await app.id('lock.passphrase').fill(PASSPHRASE);
    await app.id('lock.submit').click();
    await Promise.race([
      sleep(fraction * this.#opening),
      app
        .id('shell')
        .waitFor()
        .catch(() => undefined),
    ]);
    await this.#kill(app);
  }

  async #kill(app: WorkstationApp): Promise<number> {
    // Chromium's socket lies in a folder of its own among the temporary files; killed, it can't remove that.
    const socket = await readlink(join(this.#profile, 'chromium', 'SingletonSocket')).catch(() => '');
    if (socket.startsWith(tmpdir())) this.#leftovers.push(dirname(socket));
    const closed = app.electron.waitForEvent('close', { timeout: PATIENCE });
    const processes = await killTree(this.#profile, (list) => shuffled(list, this.#random));
    await closed;
    return processes;
  }

  async #abandon(): Promise<void> {
    this.#app = undefined;
    await killTree(this.#profile, (list) => list);
  }

  async close(): Promise<void> {
    await this.#retire();
    for (const folder of this.#leftovers) await rm(folder, { recursive: true, force: true });
  }
}

type Strike = { -readonly [Name in keyof KillRound['at']]: KillRound['at'][Name] };

const NOTHING_FOUND = { found: { rows: 0, records: 0 }, reached: '未写入', notices: [] } as const satisfies Partial<KillRound>;

function summary(number: number, plan: KillPlan, attempts: readonly ImportAttempt[], at: Strike) {
  const reported = attempts.filter((attempt) => attempt.reported);
  return { number, plan, at, reported: { tables: reported.length, rows: reported.reduce((sum, { table }) => sum + table.rows, 0) } };
}

function reachedBy(saved: SavedLedger, attempts: readonly ImportAttempt[], rowsOf: (tag: string) => number): Reached {
  if (attempts.every((attempt) => attempt.reported)) return '已全部报告';
  if (saved.tornBytes > 0) return '日志写到一半';
  if (!attempts.some(({ table, reported }) => !reported && rowsOf(table.tag) > 0)) return '未写入';
  return saved.acknowledgedSegments < saved.digests.length ? '日志已写，末端未记' : '两份已写，未报告';
}

/** Unlocks and looks as a clerk would: 设置 → 检验, then the list and its search. */
async function examineWindow(
  app: WorkstationApp,
  saved: SavedLedger,
  records: number,
  attempts: readonly ImportAttempt[],
  rowsOf: (tag: string) => number,
): Promise<{ readonly notices: readonly string[]; readonly problems: readonly string[] }> {
  await app.unlock();
  const problems: string[] = [];
  const notices = await app.id('shell.notices').allTextContents();
  if (await app.id('shell.read-only').isVisible()) problems.push('重启后台账只读');
  await app.go('settings');
  await app.id('settings.tab.data').click();
  await app.id('settings.verify').click();
  const verdict = (await app.id('settings.verified').textContent()) ?? '';
  if (!verdict.includes('台账完整，两份存储一致')) problems.push(`检验：${verdict}`);
  const head = await app.id('settings.head-digest').textContent();
  if (head !== saved.headDigest) problems.push('窗口里的台账末端与磁盘上的不同');
  await app.go('approvals');
  const shows = async (text: string, rows: number) => {
    await app.id('approvals.search').fill(text);
    await expect(app.id('approvals.count'), `列表中“${text}”的条数`).toHaveAttribute('data-total', String(rows), { timeout: 30_000 });
  };
  await shows('', records);
  for (const { table } of [attempts[0], attempts.at(-1)].filter((attempt) => attempt !== undefined))
    await shows(`${table.tag}-`, rowsOf(table.tag));
  await app.id('approvals.search').fill('');
  return { notices, problems };
}
