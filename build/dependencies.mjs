/**
 * npm packages: installed when they are missing or don't fit the lock file, left alone otherwise. No install script of any
 * dependency is needed, and none is run.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand, projectRoot, run, ScriptFailure, say, sha256 } from './project.mjs';

const modules = join(projectRoot, 'node_modules');
const stampFile = join(modules, '.stamp');

/**
 * @returns {Promise<void>}
 * @throws {ScriptFailure} when npm fails
 */
export async function prepareDependencies() {
  const lock = readFileSync(join(projectRoot, 'package-lock.json'));
  const stamp = sha256(lock);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!fitsLock(JSON.parse(lock.toString('utf8')), installedPackages())) {
    say('依赖', '正在按 package-lock.json 安装依赖……');
    const { command, prefix, shell } = npmCommand();
    const code = await run(command, [...prefix, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'], { shell });
    if (code !== 0) throw new ScriptFailure('依赖没有装好。请检查网络或 npm 的仓库设置（npm config get registry），然后重试。');
  }
  writeFileSync(stampFile, stamp);
}

/** What npm says it installed; undefined when nothing is installed. */
function installedPackages() {
  const file = join(modules, '.package-lock.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/**
 * True when everything the lock file asks for is installed in that version; optional packages of other platforms may be absent.
 * Lets a tree that was installed with `npm install` or `npm ci` by hand count as ready.
 * @param {{ readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean; readonly devOptional?: boolean }>> }} lock
 * @param {Readonly<Record<string, { readonly version?: string }>> | undefined} installed
 */
export function fitsLock(lock, installed) {
  if (installed === undefined) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const present = installed[path];
    return present === undefined ? wanted.optional === true || wanted.devOptional === true : present.version === wanted.version;
  });
}
