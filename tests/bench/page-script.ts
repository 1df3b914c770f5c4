/** A module as one script for the application's own page, under its content security policy; the application knows nothing of it. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The module (a path from the project's folder) bundled into a script that puts its exports on `globalThis[name]`. */
export async function pageScript(entry: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'error',
    build: { write: false, target: 'chrome130', lib: { entry, name, formats: ['iife'] } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const code = outputs.flatMap((result) => ('output' in result ? result.output : [])).find((file) => file.type === 'chunk')?.code;
  if (code === undefined) throw new Error('the bundle has no script');
  return `${code};globalThis.${name} = ${name};`;
}
