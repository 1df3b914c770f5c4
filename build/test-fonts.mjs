/**
 * A 仿宋 and a 楷体 for the tests of letters: the Fandol fonts out of Debian's texlive-lang-chinese (49 MB to fetch, 15 MB of fonts
 * to keep). The package isn't installed: it would bring TeX along. Nothing of it is shipped.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, capture, run, say } from './project.mjs';

const PACKAGE = 'texlive-lang-chinese';
const INSIDE = 'usr/share/texlive/texmf-dist/fonts/opentype/public/fandol';
/** of its fonts those that letters are tested with */
const WANTED = ['FandolFang-Regular.otf', 'FandolKai-Regular.otf'];

export const testFontFolder = join(cacheFolder, 'test-fonts');

/** Once a machine. Without them the tests that need a 仿宋 are skipped, and say so. */
export async function prepareTestFonts() {
  if (process.platform !== 'linux' || hasTestFonts() || !existsSync('/usr/bin/dpkg-deb')) return;
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, 'test-fonts-'));
  try {
    say('字体', `正在取测试用的仿宋和楷体（${PACKAGE}，49 MB）`);
    if (!(await fetchInto(folder))) return say('字体', '没有取到测试用的仿宋和楷体；用到它们的测试会跳过。');
    mkdirSync(testFontFolder, { recursive: true });
    for (const file of WANTED) renameSync(join(folder, 'root', INSIDE, file), join(testFontFolder, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function hasTestFonts() {
  return WANTED.every((file) => existsSync(join(testFontFolder, file)));
}

/** @param {string} folder @returns {Promise<boolean>} */
async function fetchInto(folder) {
  // apt's own user may not write into this folder
  const fetched = await capture('apt-get', ['download', '-q', '-o', 'APT::Sandbox::User=root', PACKAGE], { cwd: folder });
  const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (fetched.code !== 0 || archive === undefined) return false;
  const code = await run('dpkg-deb', ['-x', join(folder, archive), join(folder, 'root')]);
  return code === 0 && WANTED.every((file) => existsSync(join(folder, 'root', INSIDE, file)));
}
