import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitsLock } from '../../../build/dependencies.mjs';
import { isNodeNewEnough } from '../../../build/prepare.mjs';
import { chooseNames, missingFrom, wantedPackages } from '../../../build/system-packages.mjs';

describe('Node.js', () => {
  it.each([
    ['v18.20.4', false],
    ['v20.18.3', false],
    ['v20.19.0', true],
    ['v22.0.0', true],
    ['v24.1.0', true],
  ])('%s is new enough: %s', (version, expected) => {
    expect(isNodeNewEnough(version)).toBe(expected);
  });
});

describe('npm packages', () => {
  const lock = {
    packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-win32': { version: '2.0.0', optional: true } },
  };
  it('fit when everything but packages of other platforms is installed', () => {
    expect(fitsLock(lock, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });
  it('do not fit when one is missing, has another version, or nothing is installed', () => {
    expect(fitsLock(lock, {})).toBe(false);
    expect(fitsLock(lock, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
    expect(fitsLock(lock, { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-win32': { version: '1.0.0' } })).toBe(false);
    expect(fitsLock(lock, undefined)).toBe(false);
  });

  it('are all in the lock file, those of other platforms too: otherwise npm ci refuses it', () => {
    const { packages } = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ path, name })),
    );
    expect(wanted.length).toBeGreaterThan(20);
    const missing = wanted.filter(
      ({ path, name }) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    );
    expect(missing).toEqual([]);
  });
});

describe('system packages', () => {
  it('depend on the purpose and on what the machine has', () => {
    const desktop = wantedPackages('run', { display: true, chineseFont: true });
    expect(desktop).toContain('libgtk-3-0');
    expect(desktop).not.toContain('xvfb');
    expect(desktop).not.toContain('fonts-noto-cjk');
    expect(wantedPackages('run', { display: false, chineseFont: false })).toEqual(expect.arrayContaining(['xvfb', 'fonts-noto-cjk']));
    expect(wantedPackages('test', { display: true, chineseFont: true })).toEqual(
      expect.arrayContaining(['xvfb', 'openssl', 'libpdfbox2-java']),
    );
  });

  it('count as installed under their own name or the t64 name, when dpkg is done with them', () => {
    const listing = 'libgtk-3-0t64 ii \nlibnss3 ii \nlibgbm1 rc \nlibdrm2 un \nxvfb iU \n';
    expect(missingFrom(['libgtk-3-0', 'libnss3', 'libgbm1', 'libdrm2', 'xvfb', 'zip'], listing)).toEqual([
      'libgbm1',
      'libdrm2',
      'xvfb',
      'zip',
    ]);
  });

  it('are asked for by the name this release offers', () => {
    const policy = [
      'libnss3:\n  Installed: (none)\n  Candidate: 2:3.98\n  Version table:',
      'libasound2:\n  Installed: (none)\n  Candidate: (none)\n  Version table:',
      'libasound2t64:\n  Installed: (none)\n  Candidate: 1.2.11\n  Version table:\n',
    ].join('\n');
    expect(chooseNames(['libnss3', 'libasound2'], policy)).toEqual(['libnss3', 'libasound2t64']);
    expect(chooseNames(['libnss3', 'libgbm1'], policy)).toBeUndefined();
  });
});
