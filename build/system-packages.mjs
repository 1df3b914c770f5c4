/**
 * System libraries and programs on Debian and its relatives (Ubuntu, UOS, Kylin): what is missing is installed when we are
 * root; otherwise the one command to run is printed. Elsewhere the needed names are printed.
 */
import { existsSync, readdirSync } from 'node:fs';
import { needsDisplay } from './display.mjs';
import { capture, isRoot, run, ScriptFailure, say } from './project.mjs';

/** what Electron's executable and the libraries it loads later need; newer releases call some of them `<name>t64` */
const libraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxshmfence1',
  'libnotify4',
];
const CHINESE_FONT = 'fonts-noto-cjk';
/** programs that only tests call, to hold our own results against independent ones */
const testPrograms = [
  'dosfstools',
  'openssl',
  'poppler-utils',
  'qpdf',
  'unzip',
  'zip',
  // PDFBox preflight, which says whether a PDF is PDF/A-1b: about 200 MB with Java
  'libpdfbox2-java',
  'libactivation-java',
  'libjaxb-api-java',
  'libcommons-logging-java',
  'default-jre-headless',
];
/** opens our Word files: 84 MB to fetch, 258 MB installed; it would push out a LibreOffice with windows, which does as well */
const OFFICE = 'libreoffice-writer-nogui';
/** opens our workbooks: 13 MB more */
const OFFICE_TABLES = 'libreoffice-calc-nogui';

/**
 * The packages for a purpose, before looking at what is installed.
 * @param {'run' | 'test'} purpose
 * @param {{ readonly display: boolean; readonly chineseFont: boolean; readonly office?: boolean, readonly officeTables?: boolean }} present what the machine has already
 * @returns {readonly string[]}
 */
export function wantedPackages(purpose, present) {
  return [
    ...libraries,
    ...(purpose === 'test' || !present.display ? ['xvfb'] : []),
    ...(present.chineseFont ? [] : [CHINESE_FONT]),
    ...(purpose === 'test' ? testPrograms : []),
    ...(purpose === 'test' && !present.office ? [OFFICE] : []),
    ...(purpose === 'test' && !present.officeTables ? [OFFICE_TABLES] : []),
  ];
}

/**
 * @param {'run' | 'test'} purpose
 * @param {import('./launch.mjs').Runtime} runtime
 * @throws {ScriptFailure} when something that is needed is missing and can't be installed from here
 */
export async function prepareSystem(purpose, runtime) {
  if (process.platform !== 'linux') return;
  if (!existsSync('/usr/bin/dpkg-query')) {
    await checkOtherLinux(purpose, runtime);
    return;
  }
  const present = {
    display: !needsDisplay(),
    chineseFont: await hasChineseFont(),
    office: existsSync('/usr/bin/soffice'),
    officeTables: existsSync('/usr/lib/libreoffice/program/libsclo.so'),
  };
  const wanted = wantedPackages(purpose, present);
  const missing = await missingPackages(wanted);
  if (missing.length === 0) return;
  if (!isRoot()) {
    await explainMissing(purpose, missing, runtime);
    return;
  }
  await installPackages(missing);
}

/** @param {readonly string[]} names @returns {Promise<readonly string[]>} */
async function missingPackages(names) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own notation
  const format = '${Package} ${db:Status-Abbrev}\n';
  const query = await capture('dpkg-query', ['-W', '-f', format, ...names, ...names.map((name) => `${name}t64`)]);
  return missingFrom(names, query.output);
}

/**
 * @param {readonly string[]} names
 * @param {string} listing lines of `name status`; `ii` means installed
 */
export function missingFrom(names, listing) {
  const installed = new Set(
    listing
      .split('\n')
      .map((line) => line.split(/\s+/))
      .filter(([, status]) => status?.startsWith('ii') || status?.startsWith('hi'))
      .map(([name]) => name),
  );
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/** fontconfig may not be there yet; then the font package decides. */
async function hasChineseFont() {
  const fonts = await capture('fc-list', [':lang=zh-cn', 'family']);
  return fonts.code === 0 && fonts.output.trim() !== '';
}

/** @param {readonly string[]} missing */
async function installPackages(missing) {
  say('系统', `正在安装系统软件包：${missing.join(' ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args) =>
    run('apt-get', ['-q', '-y', '-o', 'Dpkg::Use-Pty=0', ...args], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  if (!hasPackageLists()) await apt(['update']);
  let names = await availableNames(missing);
  if (names === undefined || (await apt(['install', '--no-install-recommends', ...names])) !== 0) {
    // lists that are there may be too old to fetch from
    await apt(['update']);
    names = await availableNames(missing);
    if (names === undefined || (await apt(['install', '--no-install-recommends', ...names])) !== 0) {
      throw new ScriptFailure(`系统软件包没有装好。请手工运行：apt-get update && apt-get install ${missing.join(' ')}`);
    }
  }
}

function hasPackageLists() {
  const folder = '/var/lib/apt/lists';
  return existsSync(folder) && readdirSync(folder).some((name) => name.includes('_Packages'));
}

/** The name under which apt offers each package here; undefined when one is not on offer. @param {readonly string[]} names */
async function availableNames(names) {
  const policy = await capture('apt-cache', ['policy', ...names, ...names.map((name) => `${name}t64`)], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  return chooseNames(names, policy.output);
}

/**
 * @param {readonly string[]} names
 * @param {string} policy output of `apt-cache policy`
 * @returns {readonly string[] | undefined}
 */
export function chooseNames(names, policy) {
  const offered = new Set([...policy.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (?!\(none\))/gm)].map((match) => match[1]));
  const chosen = names.map((name) => [name, `${name}t64`].find((candidate) => offered.has(candidate)));
  return chosen.every((name) => name !== undefined) ? chosen : undefined;
}

/** Not root: only what stops the application from starting stops us too. */
async function explainMissing(purpose, missing, runtime) {
  const command = `sudo apt-get update && sudo apt-get install -y ${missing.join(' ')}`;
  const blocking =
    (await missingLibraries(runtime)).length > 0 ||
    missing.includes('xvfb') ||
    (purpose === 'test' && missing.some((name) => testPrograms.includes(name)));
  if (blocking) throw new ScriptFailure(`缺少系统软件包。请运行：${command}`);
  say('系统', `缺少一些系统软件包，部分功能或中文显示可能不正常。建议运行：${command}`);
}

/** @param {import('./launch.mjs').Runtime} runtime @returns {Promise<readonly string[]>} names of shared libraries that the executable can't find */
async function missingLibraries(runtime) {
  const listing = await capture('ldd', [runtime.executable]);
  return [...listing.output.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1]);
}

/** @param {'run' | 'test'} purpose @param {import('./launch.mjs').Runtime} runtime */
async function checkOtherLinux(purpose, runtime) {
  const missing = await missingLibraries(runtime);
  const wantsXvfb = (needsDisplay() || purpose === 'test') && (await capture('Xvfb', ['-help'])).code === 127;
  if (!(await hasChineseFont())) say('系统', '没有找到中文字体，中文会显示为方框。请安装 Noto Sans CJK 或其他中文字体。');
  if (missing.length === 0 && !wantsXvfb) return;
  const names = [...missing, ...(wantsXvfb ? ['Xvfb'] : [])].join(' ');
  throw new ScriptFailure(`缺少系统组件：${names}。请用本机的软件包管理器安装（在 Debian 上它们属于 ${libraries.join(' ')} xvfb）。`);
}
