/**
 * One file over http(s) with a time limit that fits both a closed network (give up within seconds) and a slow one
 * (go on as long as data flows).
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { ScriptFailure, say } from './project.mjs';

/** milliseconds until the first byte of the answer's head: name look-up, connection, redirects */
const CONNECT_LIMIT = 10_000;
/** milliseconds without a single byte before the transfer counts as broken */
const STALL_LIMIT = 30_000;
const PROGRESS_EVERY = 10_000;
const MIB = 1024 * 1024;

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}

/**
 * @param {string} url
 * @param {string} target file to write; left half written when this throws, so choose one in a temporary folder
 * @param {{ readonly connectLimit?: number; readonly stallLimit?: number }} [limits]
 * @returns {Promise<string>} the SHA-256 of the bytes, in hex
 * @throws {ScriptFailure} when the server can't be reached in time, answers with an error, or stops sending
 */
export async function download(url, target, limits = {}) {
  const { connectLimit = CONNECT_LIMIT, stallLimit = STALL_LIMIT } = limits;
  const abort = new AbortController();
  const give = (text) => () => abort.abort(new Error(text));
  let timer = setTimeout(give(`${connectLimit / 1000} 秒内没有连上`), connectLimit);
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok || response.body === null) throw new Error(`服务器回答 ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    const hash = createHash('sha256');
    const file = await open(target, 'w');
    let received = 0;
    let lastSaid = Date.now();
    try {
      for await (const chunk of response.body) {
        clearTimeout(timer);
        timer = setTimeout(give(`${stallLimit / 1000} 秒没有收到数据`), stallLimit);
        hash.update(chunk);
        await file.writeFile(chunk);
        received += chunk.length;
        if (Date.now() - lastSaid > PROGRESS_EVERY) {
          lastSaid = Date.now();
          say('下载', `${(received / MIB).toFixed(0)} MiB${total > 0 ? ` / ${(total / MIB).toFixed(0)} MiB` : ''}`);
        }
      }
    } finally {
      await file.close();
    }
    return hash.digest('hex');
  } catch (error) {
    throw new ScriptFailure(`下载没有完成（${reasonOf(error)}）。`);
  } finally {
    clearTimeout(timer);
  }
}
