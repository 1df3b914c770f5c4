/** The page comes from `app://workstation/`, never from `file://`: an origin of its own, with a strict policy. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://workstation';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
};

/**
 * antd sets styles at run time, hence 'unsafe-inline' for styles only; hash-wasm compiles WebAssembly from its own
 * bytes, hence 'wasm-unsafe-eval'. No script from anywhere but the application's own files.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Must run before the application is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function serveRenderer(root: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const path = resolveInside(root, new URL(request.url));
    if (request.method !== 'GET' || path === undefined) return new Response(null, { status: 403 });
    const body = await readFile(path).catch(() => undefined);
    if (!body) return new Response(null, { status: 404 });
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    const headers = {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    };
    return new Response(new Uint8Array(body), { headers });
  });
}

/** The file a URL means, or undefined when it leaves the folder or names another host. */
export function resolveInside(root: string, url: URL): string | undefined {
  if (url.host !== 'workstation') return undefined;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\')) return undefined;
  const path = normalize(join(root, name === '/' ? 'index.html' : name));
  return path.startsWith(normalize(root) + sep) ? path : undefined;
}
