/**
 * The figures of docs/performance.md, measured in the real application: `npm run bench`, or quicker with
 * `npm run bench -- --runs 1 --rows 10000 --exchange-mb 100`; `--only letters`, `--only meetings` or `--only exchange` leaves the rest out; `--json FILE` keeps them. Ends with 1 when an expectation is missed.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findRuntime } from '../../build/launch.mjs';
import { APPROVAL_DEPARTMENT, WorkstationApp } from '../e2e/workstation-app.ts';
import { benchChecks, CHECK_DEFINITIONS } from './bench-checks.ts';
import { benchExchange, EXCHANGE_DEFINITIONS } from './bench-exchange.ts';
import { benchImport, benchSave } from './bench-import.ts';
import { benchLetters, LETTER_DEFINITIONS } from './bench-letters.ts';
import { benchMeetings, MEETING_DEFINITIONS } from './bench-meetings.ts';
import { benchSm4 } from './bench-sm4.ts';
import { benchMemory, benchSearch, benchUnlock, type SearchTime } from './bench-unlock.ts';
import { EmptyApplication } from './empty-application.ts';
import { type FigureDefinition, Figures, median, tableOf } from './figures.ts';
import { makeLargeTable } from './make-large-table.ts';

const COLUMNS = 28;

const DEFINITIONS: readonly FigureDefinition[] = [
  { key: 'emptyWindow', title: 'start: empty Electron application to its window', unit: 'ms' },
  { key: 'window', title: 'start: this application to its window', unit: 'ms' },
  { key: 'openShown', title: 'import: file chosen to columns shown', unit: 'ms' },
  { key: 'parse', title: 'import: parse', unit: 'ms' },
  { key: 'check', title: 'import: check', unit: 'ms' },
  { key: 'compare', title: 'import: compare', unit: 'ms' },
  { key: 'seal', title: 'import: seal', unit: 'ms' },
  { key: 'store', title: 'import: store (both copies)', unit: 'ms' },
  { key: 'index', title: 'import: index', unit: 'ms' },
  { key: 'afterParse', title: 'import: all after parse', unit: 'ms', expectation: 4000 },
  { key: 'afterOpenShown', title: 'import: two clicks to their results on the screen', unit: 'ms' },
  { key: 'afterOpenCpu', title: 'import: the same, computing time of all processes', unit: 'ms' },
  { key: 'longestTask', title: 'import: longest task of the window (0: none over 50)', unit: 'ms', expectation: 100 },
  { key: 'longestDelay', title: 'import: longest delay of a timer in the window', unit: 'ms' },
  { key: 'mainLoopDelay', title: 'import: longest delay of a timer in the main process', unit: 'ms' },
  { key: 'peakPss', title: 'import: highest memory, PSS', unit: 'MB' },
  { key: 'peakRss', title: 'import: highest memory, RSS', unit: 'MB' },
  { key: 'save', title: 'save one approval: click to saved', unit: 'ms' },
  { key: 'unlockKey', title: 'unlock: passphrase to key (scrypt)', unit: 'ms' },
  { key: 'unlockLedger', title: 'unlock: key to list', unit: 'ms' },
  { key: 'unlockToList', title: 'unlock: passphrase to list', unit: 'ms', expectation: 2000 },
  { key: 'unlockCpu', title: 'unlock: the same, computing time of all processes', unit: 'ms' },
  { key: 'firstSearch', title: 'search: first one at once after unlock, as the list tells it', unit: 'ms' },
  { key: 'search', title: 'search: slowest query, as the list tells it', unit: 'ms', expectation: 50 },
  { key: 'searchPainted', title: 'search: slowest query, input to rows on the screen (120 ms of waiting inside)', unit: 'ms' },
  { key: 'unlockedPss', title: 'memory after unlock, PSS', unit: 'MB', expectation: 700 },
  { key: 'unlockedRss', title: 'memory after unlock, RSS', unit: 'MB' },
  { key: 'sm4Seal', title: 'SM4-GCM: seal chunks of 64 KiB, one thread', unit: 'MB/s', expectation: 100 },
  { key: 'sm4Open', title: 'SM4-GCM: open chunks of 64 KiB, one thread', unit: 'MB/s', expectation: 100 },
  ...CHECK_DEFINITIONS,
  ...LETTER_DEFINITIONS,
  ...MEETING_DEFINITIONS,
  ...EXCHANGE_DEFINITIONS,
];

const PARTS = ['checks', 'letters', 'meetings', 'exchange'] as const;
type Part = (typeof PARTS)[number];

interface Options {
  readonly runs: number;
  readonly rows: number;
  /** megabytes of attachments in the large package, a multiple of 4; measured once, whatever `runs` */
  readonly exchange: number;
  readonly only: Part | undefined;
  readonly json: string | undefined;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '5' },
      rows: { type: 'string', default: '100000' },
      'exchange-mb': { type: 'string', default: '2048' },
      only: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const runs = Number(values.runs);
  const rows = Number(values.rows);
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(rows) || rows < 1)
    throw new RangeError('--runs and --rows need whole numbers from 1');
  const exchange = Number(values['exchange-mb']);
  if (!Number.isInteger(exchange / 4) || exchange < 4 || exchange > 4096)
    throw new RangeError('--exchange-mb needs a multiple of 4 up to 4096');
  const only = PARTS.find((part) => part === values.only);
  if (values.only !== undefined && !only) throw new RangeError(`--only knows ${PARTS.join(' and ')}`);
  return { runs, rows, exchange, only, json: values.json };
}

async function main(): Promise<number> {
  const options = readOptions();
  const { rows, exchange, json } = options;
  const figures = new Figures(DEFINITIONS);
  const folder = await mkdtemp(join(tmpdir(), 'workstation-bench-'));
  const searches: SearchTime[] = [];
  try {
    if (options.only === undefined) searches.push(...(await ledgerRuns(folder, options, figures)));
    const wanted = (part: Part) => options.only === undefined || options.only === part;
    if (wanted('checks')) benchChecks(options.runs, figures);
    if (wanted('letters')) await benchLetters(options.runs, figures, say);
    if (wanted('meetings')) await benchMeetings(options.runs, figures, say);
    if (wanted('exchange')) figures.addAll(await benchExchange(join(folder, 'exchange'), exchange, say));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const summary = figures.summary();
  console.log(
    `\n${machine()}; ${rows} rows × ${COLUMNS} columns; package of ${exchange} MB\n\n${tableOf(summary)}\n\n${searchTable(searches)}`,
  );
  if (json !== undefined) {
    await writeFile(json, JSON.stringify({ machine: machine(), rows, exchange, figures: summary, searches }, undefined, 2));
  }
  return summary.some(({ met }) => met === false) ? 1 : 0;
}

/** A large table in, again and again; then start, unlock and search over the last profile of them. */
async function ledgerRuns(folder: string, { runs, rows }: Options, figures: Figures): Promise<readonly SearchTime[]> {
  const file = join(folder, '审批信息.xlsx');
  const searches: SearchTime[] = [];
  const profiles: string[] = [];
  const empty = await EmptyApplication.create();
  try {
    say(`writing a table of ${rows} × ${COLUMNS}`);
    await writeFile(file, makeLargeTable(rows, COLUMNS));
    for (let run = 1; run <= runs; run += 1) {
      say(`import, run ${run} of ${runs}`);
      const profile = await WorkstationApp.newProfile();
      profiles.push(profile);
      await importRun(profile, { file, rows, run }, figures);
      await WorkstationApp.remove(...profiles.splice(0, profiles.length - 1));
    }
    for (let run = 1; run <= runs; run += 1) {
      say(`start, unlock and search, run ${run} of ${runs}`);
      figures.add('emptyWindow', await empty.startMilliseconds());
      searches.push(...(await unlockRun(profiles[0] ?? '', figures)));
    }
    return searches;
  } finally {
    await empty.remove();
    await WorkstationApp.remove(...profiles);
  }
}

interface ImportRun {
  readonly file: string;
  readonly rows: number;
  readonly run: number;
}

async function importRun(profile: string, { file, rows, run }: ImportRun, figures: Figures): Promise<void> {
  const app = await WorkstationApp.start(profile);
  try {
    await app.firstRun(APPROVAL_DEPARTMENT);
    figures.addAll(await benchImport(app, file, rows));
    figures.add('save', await benchSave(app, run));
  } finally {
    await app.close();
  }
}

async function unlockRun(profile: string, figures: Figures): Promise<readonly SearchTime[]> {
  const { app, figures: times } = await benchUnlock(profile);
  try {
    figures.addAll(times);
    figures.add('firstSearch', (await benchSearch(app, ['食品']))[0]?.reported);
    await app.id('approvals.search').fill('');
    figures.addAll(await benchMemory(app));
    const found = await benchSearch(app);
    figures.add('search', Math.max(...found.map(({ reported }) => reported)));
    figures.add('searchPainted', Math.max(...found.map(({ painted }) => painted)));
    figures.addAll(await benchSm4(app));
    return found;
  } finally {
    await app.close();
  }
}

function searchTable(searches: readonly SearchTime[]): string {
  const queries = [...new Set(searches.map(({ query }) => query))];
  const lines = queries.map((query) => {
    const times = searches.filter((time) => time.query === query);
    const reported = median(times.map((time) => time.reported));
    const painted = Math.round(median(times.map((time) => time.painted)));
    return `| ${query} | ${times[0]?.found ?? 0} | ${reported} ms | ${painted} ms |`;
  });
  return ['| query | found | as the list tells it | input to rows on the screen |', '|---|---|---|---|', ...lines].join('\n');
}

function machine(): string {
  const runtime = findRuntime();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  const date = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model.trim() ?? '';
  return `${date}; ${model}, ${availableParallelism()} cores, ${memory} GiB, ${process.platform}; Electron ${runtime?.version ?? ''}; load at the end ${load}`;
}

function say(text: string): void {
  process.stderr.write(`[bench] ${text}\n`);
}

process.exitCode = await main();
