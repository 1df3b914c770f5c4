/**
 * `npm test`: prepares the machine, builds, then runs every kind of check to the end, whatever fails on the way, and ends
 * with the line `N passed, N failed`. `--checks`, `--unit` and `--e2e` choose kinds; other words choose test files.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleIfStale } from './bundle.mjs';
import { countOne, countPlaywright, countVitest, sum, summaryLine } from './counting.mjs';
import { withDisplay } from './launch.mjs';
import { prepare } from './prepare.mjs';
import { cacheFolder, isMain, projectRoot, run, runScript, ScriptFailure, say } from './project.mjs';

const reportFolder = join(cacheFolder, 'test');

/** @param {string} path of a program inside node_modules @param {readonly string[]} args @param {NodeJS.ProcessEnv} [environment] */
function runTool(path, args, environment = process.env) {
  return run(process.execPath, [join(projectRoot, 'node_modules', path), ...args], { env: environment });
}

/** @param {string} name */
function freshReport(name) {
  mkdirSync(reportFolder, { recursive: true });
  const file = join(reportFolder, name);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

const checks = [
  {
    title: '代码规范（biome）',
    run: async () => countOne((await runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])) === 0),
  },
  { title: '类型检查（tsc）', run: async () => countOne((await runTool('typescript/bin/tsc', ['--noEmit'])) === 0) },
  { title: '导入规则', run: async () => countOne((await run(process.execPath, ['build/check-imports.mjs'])) === 0) },
];

/** @param {readonly string[]} filter */
async function unitTests(filter) {
  const report = freshReport('unit.json');
  const args = ['run', '--config', 'build/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runTool('vitest/vitest.mjs', [...args, ...(filter.length > 0 ? ['--passWithNoTests'] : []), ...filter]);
  return countVitest(readReport(report), code);
}

/** @param {readonly string[]} filter */
async function endToEndTests(filter) {
  await bundleIfStale();
  const report = freshReport('e2e.json');
  const args = [
    'test',
    '--config',
    'build/playwright.config.ts',
    '--reporter=list,json',
    ...(filter.length > 0 ? ['--pass-with-no-tests'] : []),
    ...filter,
  ];
  const code = await withDisplay(
    (environment) => runTool('@playwright/test/cli.js', args, { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    { own: true },
  );
  return countPlaywright(readReport(report), code);
}

/** @param {readonly string[]} argv */
export function chooseStages(argv) {
  const filter = argv.filter((word) => !word.startsWith('--'));
  const unknown = argv.find((word) => word.startsWith('--') && !['--checks', '--unit', '--e2e'].includes(word));
  if (unknown !== undefined)
    throw new ScriptFailure(`不认识的参数 ${unknown}。可用的参数：--checks、--unit、--e2e，以及测试文件名的一部分。`);
  const kinds = argv.filter((word) => word.startsWith('--'));
  const wants = (kind) => kinds.includes(kind) || (kinds.length === 0 && (kind !== '--checks' || filter.length === 0));
  return { filter, checks: wants('--checks'), unit: wants('--unit'), endToEnd: wants('--e2e') };
}

/** @param {readonly string[]} argv */
async function main(argv) {
  const chosen = chooseStages(argv);
  await prepare('test');
  const stages = [
    ...(chosen.checks ? checks : []),
    ...(chosen.unit ? [{ title: '单元测试（vitest）', run: () => unitTests(chosen.filter) }] : []),
    ...(chosen.endToEnd ? [{ title: '端到端测试（Playwright + Electron）', run: () => endToEndTests(chosen.filter) }] : []),
  ];
  const counts = [];
  for (const { title, run: runStage } of stages) {
    say('测试', `── ${title}`);
    const started = Date.now();
    const count = await finish(runStage);
    counts.push(count);
    say('测试', `${title}：${summaryLine(count)}（${((Date.now() - started) / 1000).toFixed(1)} 秒）`);
  }
  const total = sum(counts);
  process.stdout.write(`\n${summaryLine(total)}\n`);
  return total.failed === 0 ? 0 : 1;
}

/** A stage that can't be run (the build fails, no display) is a failed one; the others go on. */
async function finish(stage) {
  try {
    return await stage();
  } catch (error) {
    say('测试', error instanceof ScriptFailure ? error.message : String(error instanceof Error ? error.stack : error));
    return countOne(false);
  }
}

if (isMain(import.meta.url)) await runScript(async () => main(process.argv.slice(2)));
