import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyFuses, developmentFuses, packagedFuses, readFuses } from '../../../build/fuses.mjs';
import { findRuntime } from '../../../build/launch.mjs';

/** The wire as Electron's build puts it into every executable: sentinel, version 1, length, one character a fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const runtime = findRuntime();

describe('fuses', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fuses-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['linux', 'win32'])('of a package for %s are burnt in and read back', async (platform) => {
    const executable = join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
    const factory = Buffer.from('10110001');
    writeFileSync(
      executable,
      Buffer.concat([Buffer.alloc(4096, 1), Buffer.from(SENTINEL), Buffer.from([1, 8]), factory, Buffer.alloc(4096, 2)]),
    );
    await applyFuses(executable, packagedFuses(platform));
    expect(await readFuses(executable)).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: platform === 'win32',
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
    });
  });

  it.skipIf(runtime?.source !== 'registry')('of the runtime prepared here let Playwright in and ask for no snapshot', async () => {
    expect(await readFuses(runtime?.executable ?? '')).toMatchObject(developmentFuses);
  });
});
