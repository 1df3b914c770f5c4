/**
 * `npm start -- [--profile DIR] …`: prepares the machine, builds what changed, opens the application. Its arguments go on to
 * the application; relative paths in them mean the folder npm was called in.
 */
import { bundleIfStale } from './bundle.mjs';
import { appArguments, withDisplay } from './launch.mjs';
import { prepare } from './prepare.mjs';
import { endWithNpm, isMain, run, runScript, say } from './project.mjs';

/** @param {readonly string[]} argv */
async function main(argv) {
  const runtime = await prepare('run');
  await bundleIfStale();
  return withDisplay(
    async (environment) => {
      say('启动', `Electron ${runtime.version}`);
      return run(runtime.executable, appArguments(argv), { env: environment, cwd: process.env.INIT_CWD ?? process.cwd() });
    },
    { announce: true },
  );
}

if (isMain(import.meta.url)) {
  endWithNpm();
  await runScript(async () => main(process.argv.slice(2)));
}
