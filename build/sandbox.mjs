/**
 * Chromium's sandbox on Linux needs user namespaces that ordinary users may open, or a helper that belongs to root and is
 * setuid. Some systems (Ubuntu 24.04, several hardened Debian relatives) forbid the former, and a runtime unpacked into a folder
 * of the user's has no setuid helper: Electron then stops at once with an English message. The sandbox is never switched off
 * for an ordinary user; we say what to do.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { capture, isRoot, say } from './project.mjs';

const SETUID = 0o4000;

/** @param {import('./launch.mjs').Runtime} runtime */
export async function adviseOnSandbox(runtime) {
  if (process.platform !== 'linux' || isRoot()) return;
  const helper = join(runtime.folder, 'chrome-sandbox');
  if (existsSync(helper)) {
    const { uid, mode } = statSync(helper);
    if (uid === 0 && (mode & SETUID) !== 0) return;
  }
  // opens a namespace and becomes root in it, which is what the sandbox does
  const attempt = await capture('unshare', ['--user', '--map-root-user', 'true']);
  if (attempt.code === 0 || attempt.code === 127) return;
  say('系统', '这台机器不允许普通用户使用用户命名空间，Chromium 的沙盒可能无法工作。若应用没有打开，请运行一次：');
  say('系统', `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`);
}
