/**
 * Builds the application into dist/ with vite: dist/main/main.cjs, dist/preload/preload.cjs, dist/renderer/, dist/fonts/.
 * A stamp over everything that goes in makes the next start skip this.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { copyBundledFonts } from './bundled-fonts.mjs';
import { prepareDependencies } from './dependencies.mjs';
import { distFolder, isMain, projectRoot, runScript, ScriptFailure, say, sha256 } from './project.mjs';

const stampFile = join(distFolder, '.stamp');
const sources = ['electron', 'renderer', 'shared'];
const singleFiles = ['package.json', 'package-lock.json', 'tsconfig.json', 'build/bundle.mjs', 'build/bundled-fonts.mjs'];

/** The older of the two Electrons this has to run on: 33 (Chromium 130, Node.js 20.18). */
const TARGETS = { renderer: 'chrome130', node: 'node20.18' };

/** SHA-256 over the names and contents of all sources, so that a switch of branches there and back needs no new build. */
export function sourceDigest() {
  const files = [
    ...sources.flatMap((folder) => filesBelow(join(projectRoot, folder))),
    ...singleFiles.map((file) => join(projectRoot, file)),
  ];
  const lines = files.sort().map((file) => `${relative(projectRoot, file).split(sep).join('/')} ${sha256(readFileSync(file))}`);
  return sha256(lines.join('\n'));
}

/** @param {string} folder @returns {readonly string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

export function isStale() {
  return !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== sourceDigest();
}

/** Builds when something changed. */
export async function bundleIfStale() {
  if (isStale()) await bundle();
}

/** @throws {ScriptFailure} when a source has an error; vite has printed it */
export async function bundle() {
  const digest = sourceDigest();
  const started = Date.now();
  say('构建', '正在构建应用……');
  const { build } = await import('vite');
  rmSync(stampFile, { force: true });
  try {
    for (const configuration of await configurations({ watch: false })) await build(configuration);
  } catch (error) {
    throw new ScriptFailure(`构建没有成功：${error instanceof Error ? error.message : String(error)}`);
  }
  copyBundledFonts(join(distFolder, 'fonts'));
  mkdirSync(distFolder, { recursive: true });
  writeFileSync(stampFile, digest);
  say('构建', `完成，用时 ${((Date.now() - started) / 1000).toFixed(1)} 秒。`);
}

/**
 * The three builds, for vite's `build`.
 * @param {{ readonly watch: boolean }} options
 * @returns {Promise<readonly import('vite').InlineConfig[]>}
 */
export async function configurations({ watch }) {
  return [nodeBuild('main', 'main.ts', watch), nodeBuild('preload', 'preload.ts', watch), await rendererBuild(watch)];
}

/**
 * Main process and preload: one CommonJS file each. A sandboxed preload can only require `electron`, so everything else is
 * bundled in; the main process may use Node.js too.
 */
function nodeBuild(name, entry, watch) {
  return {
    configFile: false,
    root: projectRoot,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: join(projectRoot, 'electron', entry),
      outDir: join(distFolder, name),
      emptyOutDir: !watch,
      target: TARGETS.node,
      minify: false,
      sourcemap: true,
      watch: watch ? {} : null,
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
  };
}

/**
 * sm-crypto-v2 can fall back to Node's `crypto` by a dynamic import; in a page it finds WebCrypto first and never gets there.
 * Only this one message is left out.
 */
function onLog(level, log, handler) {
  const known = log.message.includes('Module "crypto" has been externalized') && log.message.includes('sm-crypto-v2');
  if (!known) handler(level, log);
}

/** The page and its workers. Nothing is inlined, because the content security policy allows files of our own only. */
async function rendererBuild(watch) {
  const { default: react } = await import('@vitejs/plugin-react');
  return {
    configFile: false,
    root: join(projectRoot, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: join(distFolder, 'renderer'),
      emptyOutDir: !watch,
      target: TARGETS.renderer,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: true,
      reportCompressedSize: false,
      // read from the disk, not over a network: one large chunk of a library costs no more than many small ones
      chunkSizeWarningLimit: 4000,
      watch: watch ? {} : null,
      rolldownOptions: {
        onLog,
        checks: { pluginTimings: false },
        output: {
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/, priority: 3 },
              { name: 'antd', test: /node_modules[\\/](?:antd|@ant-design|@rc-component|@emotion)[\\/]/, priority: 2 },
            ],
          },
        },
      },
    },
    worker: { format: 'es', rolldownOptions: { onLog, checks: { pluginTimings: false } } },
  };
}

if (isMain(import.meta.url)) {
  await runScript(async () => {
    await prepareDependencies();
    await bundle();
    return 0;
  });
}
