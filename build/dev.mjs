/**
 * `npm run dev -- [arguments]`: opens the application, builds again whenever a source changes and then restarts it. The
 * application has no network, so there is no development server and no hot reload; a rebuild takes a second or two.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { configurations } from './bundle.mjs';
import { copyBundledFonts } from './bundled-fonts.mjs';
import { appArguments, withDisplay } from './launch.mjs';
import { prepare } from './prepare.mjs';
import { distFolder, endWithNpm, isMain, runScript, say } from './project.mjs';

/** milliseconds of quiet after the last of the three builds before the application is restarted */
const QUIET = 300;

/** Starts the application, and starts it anew on demand; ends when a person closes it. */
function supervise(executable, args, environment) {
  let child;
  let restarting = false;
  let resolveEnd;
  const ended = new Promise((resolve) => {
    resolveEnd = resolve;
  });
  const start = () => {
    child = spawn(executable, args, { env: environment, stdio: 'inherit' });
    child.on('error', (error) => say('开发', `无法启动：${error.message}`));
    child.on('close', (code) => {
      if (!restarting) resolveEnd(code ?? 0);
      else {
        restarting = false;
        start();
      }
    });
  };
  return {
    ended,
    stop: () => child?.kill(),
    refresh: () => {
      if (child === undefined) start();
      else {
        restarting = true;
        say('开发', '已重新构建，正在重新启动应用……');
        child.kill();
      }
    },
  };
}

/** Starts the three builds in watch mode; `onBuilt` is called once all of them stand still without an error. */
async function watchAll(onBuilt) {
  copyBundledFonts(join(distFolder, 'fonts'));
  const { build } = await import('vite');
  const states = new Map();
  const watchers = [];
  let timer;
  for (const configuration of await configurations({ watch: true })) {
    const watcher = await build(configuration);
    watchers.push(watcher);
    states.set(watcher, 'building');
    watcher.on('event', (event) => {
      clearTimeout(timer);
      if (event.code === 'BUNDLE_START' || event.code === 'START') states.set(watcher, 'building');
      if (event.code === 'ERROR') states.set(watcher, 'broken');
      if (event.code === 'BUNDLE_END') states.set(watcher, 'done');
      const settled = states.size === 3 && [...states.values()].every((state) => state === 'done');
      if (settled) timer = setTimeout(onBuilt, QUIET);
    });
  }
  return () => Promise.all(watchers.map((watcher) => watcher.close()));
}

/** @param {readonly string[]} argv */
async function main(argv) {
  const runtime = await prepare('run');
  // what is watched is not what a plain build makes; the next `npm start` builds anew
  rmSync(join(distFolder, '.stamp'), { force: true });
  return withDisplay(
    async (environment) => {
      const application = supervise(runtime.executable, appArguments(argv), environment);
      const closeWatchers = await watchAll(application.refresh);
      process.once('SIGINT', application.stop);
      process.once('SIGTERM', application.stop);
      const code = await application.ended;
      await closeWatchers();
      return code;
    },
    { announce: true },
  );
}

if (isMain(import.meta.url)) {
  endWithNpm();
  await runScript(async () => main(process.argv.slice(2)));
}
