/**
 * Paths and small helpers that every build script shares. Node built-ins only: this runs before any dependency is there.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const cacheFolder = join(projectRoot, '.cache');
export const distFolder = join(projectRoot, 'dist');

/** An expected failure of a script: its Chinese message says what to do next, so no stack is printed. */
export class ScriptFailure extends Error {
  name = 'ScriptFailure';
}

/**
 * One line for the person at the terminal. It goes to stderr, so that a script's own result on stdout stays clean.
 * @param {string} topic
 * @param {string} text
 */
export function say(topic, text) {
  process.stderr.write(`[${topic}] ${text}\n`);
}

/** @param {string} path path inside the repository */
export function readJson(path) {
  return JSON.parse(readFileSync(join(projectRoot, path), 'utf8'));
}

/** @param {string | Buffer} bytes */
export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Chromium refuses to run as root unless its sandbox is off; every other user keeps the sandbox. */
export function isRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/** @param {number} pid */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a program with its output on this terminal. SIGINT and SIGTERM are handed on, so that the caller can still clean up.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} the exit code; 128 + n when signal n ended it; 127 when it could not be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: projectRoot, stdio: 'inherit', ...options });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    const finish = (code) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code);
    };
    child.on('error', (error) => {
      say('运行', `无法启动 ${command}：${error.message}`);
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0)));
  });
}

/**
 * Runs a program and gathers what it prints. Never throws: a program that is not there answers with code 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ readonly code: number; readonly output: string; readonly errors: string }>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: projectRoot, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout?.on('data', (text) => {
      output += text;
    });
    child.stderr?.on('data', (text) => {
      errors += text;
    });
    child.on('error', (error) => resolve({ code: 127, output, errors: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output, errors }));
  });
}

/** How npm itself is called: by the path npm hands to its scripts, so that it works without a shell on Windows too. */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return { command: process.execPath, prefix: [script], shell: false };
  return { command: 'npm', prefix: [], shell: process.platform === 'win32' };
}

/**
 * The outermost frame of every script: an expected failure is one Chinese sentence, a bug keeps its stack.
 * @param {() => Promise<number | undefined>} main answers with the exit code
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (error instanceof ScriptFailure) say('未完成', error.message);
    else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * npm doesn't hand SIGTERM on to its script: without this, a window and its virtual display would outlive a stopped
 * `npm start`, and hold the profile. Ends this process in the orderly way as soon as npm is gone.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 1000);
  watch.unref();
}

/** True when this module is the program that was started, not one that was imported. @param {string} moduleUrl */
export function isMain(moduleUrl) {
  return process.argv[1] !== undefined && fileURLToPath(moduleUrl) === process.argv[1];
}
