/**
 * Makes a fresh machine ready: Node.js, npm packages, the Electron runtime, system libraries. Every step is skipped at once
 * when it has been done. `npm start` and `npm test` run this first; `node build/prepare.mjs [--test]` runs it alone.
 */
import { prepareDependencies } from './dependencies.mjs';
import { isMain, runScript, ScriptFailure, say } from './project.mjs';
import { prepareRuntime } from './runtime.mjs';
import { adviseOnSandbox } from './sandbox.mjs';
import { prepareSystem } from './system-packages.mjs';
import { prepareTestFonts } from './test-fonts.mjs';

const MINIMUM_NODE = [20, 19];

/** @param {string} version e.g. `v20.19.0` */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1]);
}

/**
 * @param {'run' | 'test'} purpose
 * @returns {Promise<import('./launch.mjs').Runtime>}
 * @throws {ScriptFailure} with a Chinese sentence that says what to do
 */
export async function prepare(purpose) {
  if (!isNodeNewEnough(process.version)) {
    throw new ScriptFailure(`需要 Node.js ${MINIMUM_NODE.join('.')} 或更新的版本，现在是 ${process.version}。请升级 Node.js 后重试。`);
  }
  await prepareDependencies();
  const runtime = await prepareRuntime();
  await prepareSystem(purpose, runtime);
  if (purpose === 'test') await prepareTestFonts();
  await adviseOnSandbox(runtime);
  return runtime;
}

if (isMain(import.meta.url)) {
  await runScript(async () => {
    const runtime = await prepare(process.argv.includes('--test') ? 'test' : 'run');
    say('准备', `完成。Electron ${runtime.version}，位于 ${runtime.folder}`);
    return 0;
  });
}
