/**
 * A virtual display (Xvfb) for machines without a screen, and a picture of it. Xvfb chooses a free number itself
 * (-displayfd) and keeps its picture in a file (-fbdir), so no further tool is needed to take a screenshot.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { cacheFolder, isRunning, ScriptFailure, say } from './project.mjs';

const SCREEN = '1600x1000x24';
/** milliseconds */
const START_LIMIT = 10_000;
const displaysFolder = join(cacheFolder, 'display');

export function needsDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/**
 * Starts Xvfb on a free number. `stop` ends this server, by its process id.
 * @returns {Promise<{ readonly display: string; readonly stop: () => Promise<void> }>}
 */
export async function startVirtualDisplay() {
  mkdirSync(displaysFolder, { recursive: true });
  const pictures = mkdtempSync(join(displaysFolder, 'screen-'));
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-fbdir', pictures], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // its own process group: Ctrl+C reaches the application first, and the display is still there while that closes
    detached: true,
  });
  try {
    const display = `:${await displayNumber(server)}`;
    writeFileSync(join(pictures, 'display.json'), JSON.stringify({ display, pid: server.pid, startedAt: Date.now() }));
    return { display, stop: () => stopServer(server, pictures) };
  } catch (error) {
    await stopServer(server, pictures);
    throw error;
  }
}

/** @param {import('node:child_process').ChildProcess} server */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let text = '';
    let problem = '';
    const settle = (reason) => {
      clearTimeout(timer);
      if (reason === undefined) resolve(text.trim());
      else reject(new ScriptFailure(`虚拟显示器 Xvfb 没有启动：${reason}`));
    };
    const timer = setTimeout(() => settle(`${START_LIMIT / 1000} 秒内没有就绪。`), START_LIMIT);
    server.stderr?.on('data', (chunk) => {
      problem += chunk;
    });
    server.stdio[3]?.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) settle(undefined);
    });
    server.on('error', (error) => settle('code' in error && error.code === 'ENOENT' ? '没有安装，请安装软件包 xvfb。' : error.message));
    server.on('exit', (code) => settle(`以代码 ${code} 退出。${problem.trim().slice(-300)}`));
  });
}

/** @param {import('node:child_process').ChildProcess} server @param {string} pictures */
function stopServer(server, pictures) {
  return new Promise((resolve) => {
    const done = () => {
      rmSync(pictures, { recursive: true, force: true });
      resolve(undefined);
    };
    if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) {
      done();
      return;
    }
    server.once('exit', done);
    server.kill('SIGTERM');
  });
}

/**
 * Runs `work` with a display: the one there is, or (on Linux without one, or with `own`) a virtual one, ended afterwards
 * whatever happens.
 * @template T
 * @param {(environment: Record<string, string>) => Promise<T>} work gets the environment for child processes
 * @param {{ readonly own?: boolean; readonly announce?: boolean }} [options] own: never open windows on the person's screen
 * @returns {Promise<T>}
 */
export async function withDisplay(work, options = {}) {
  const environment = { ...process.env };
  if (!needsDisplay() && !(options.own === true && process.platform === 'linux')) return work(environment);
  const { display, stop } = await startVirtualDisplay();
  if (options.announce === true) {
    say('显示', `这台机器没有显示器，窗口开在虚拟显示器 ${display} 上。`);
    say('显示', '要看画面：另开一个终端，运行 npm run screenshot -- 画面.png');
  }
  delete environment.WAYLAND_DISPLAY;
  try {
    return await work({ ...environment, DISPLAY: display });
  } finally {
    await stop();
  }
}

/**
 * The virtual displays that are running now, newest last; folders left behind by a crash are removed.
 * @returns {readonly { readonly display: string; readonly picture: string }[]}
 */
export function runningDisplays() {
  if (!existsSync(displaysFolder)) return [];
  const found = [];
  for (const name of readdirSync(displaysFolder)) {
    const folder = join(displaysFolder, name);
    const note = join(folder, 'display.json');
    if (!existsSync(note)) continue;
    const { display, pid, startedAt } = JSON.parse(readFileSync(note, 'utf8'));
    if (isRunning(pid)) found.push({ display, startedAt, picture: join(folder, 'Xvfb_screen0') });
    else rmSync(folder, { recursive: true, force: true });
  }
  return found.sort((a, b) => a.startedAt - b.startedAt);
}

/**
 * Turns an X window dump (XWD version 7, 32 bits a pixel, as Xvfb keeps it) into a PNG.
 * @param {Buffer} dump
 * @returns {Buffer}
 * @throws {ScriptFailure} for any other format
 */
export function xwdToPng(dump) {
  const field = (index) => dump.readUInt32BE(index * 4);
  const [headerSize, version, format] = [field(0), field(1), field(2)];
  const [width, height, byteOrder, bitsPerPixel, bytesPerLine, colours] = [field(4), field(5), field(7), field(11), field(12), field(19)];
  if (version !== 7 || format !== 2 || bitsPerPixel !== 32) throw new ScriptFailure('虚拟显示器的画面不是 32 位色，无法转换。');
  // pixels are 0x00RRGGBB in the server's byte order
  const [red, green, blue] = byteOrder === 0 ? [2, 1, 0] : [1, 2, 3];
  const start = headerSize + colours * 12;
  const rows = Buffer.alloc(height * (1 + width * 3));
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    to += 1; // filter type 0 (PNG 9.2)
    for (let x = 0; x < width; x += 1) {
      const from = start + y * bytesPerLine + x * 4;
      rows[to] = dump[from + red];
      rows[to + 1] = dump[from + green];
      rows[to + 2] = dump[from + blue];
      to += 3;
    }
  }
  return png(width, height, rows);
}

/** @param {number} width @param {number} height @param {Buffer} rows filtered scan lines, 8-bit RGB */
function png(width, height, rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), framed.length - 4);
  return framed;
}
