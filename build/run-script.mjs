/**
 * Runs one of the project's TypeScript programs (torture test, benchmark, screenshots, samples) with everything it needs:
 * a prepared machine, a fresh build, a display. `node build/run-script.mjs <file.ts> [arguments]`; `--no-window` before the file:
 * npm packages only.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleIfStale } from './bundle.mjs';
import { prepareDependencies } from './dependencies.mjs';
import { withDisplay } from './launch.mjs';
import { prepare } from './prepare.mjs';
import { isMain, projectRoot, run, runScript, ScriptFailure } from './project.mjs';

/** @param {readonly string[]} argv */
async function main(argv) {
  const windowless = argv[0] === '--no-window';
  const [file, ...rest] = windowless ? argv.slice(1) : argv;
  if (file === undefined || !existsSync(join(projectRoot, file))) throw new ScriptFailure(`没有这个程序：${file ?? '（没有写文件名）'}`);
  const start = (environment) => run(process.execPath, ['--import', 'tsx', file, ...rest], { env: environment });
  if (windowless) {
    await prepareDependencies();
    return start(process.env);
  }
  await prepare('test');
  await bundleIfStale();
  return withDisplay(start, { own: true });
}

if (isMain(import.meta.url)) await runScript(async () => main(process.argv.slice(2)));
