import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { download } from '../../../build/download.mjs';
import { officialUrl } from '../../../build/runtime.mjs';

describe('the download of the runtime', () => {
  let folder = '';
  const servers: Pick<Server, 'close'>[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'download-'));
  });
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const serve = async (answer: RequestListener): Promise<string> => {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  it('follows redirects, writes the file and answers with its SHA-256', async () => {
    const body = Buffer.alloc(3_000_000, 7);
    const base = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
      else response.end(body);
    });
    const target = join(folder, 'a.zip');
    expect(await download(`${base}/a`, target)).toBe(createHash('sha256').update(body).digest('hex'));
    expect(readFileSync(target).equals(body)).toBe(true);
  });

  it('names the answer of a server that refuses', async () => {
    const base = await serve((_request, response) => response.writeHead(404).end());
    await expect(download(base, join(folder, 'a'))).rejects.toThrow('404');
  });

  it('gives up on a server that takes the connection and says nothing', async () => {
    const silent = createTcpServer(() => undefined);
    servers.push(silent as unknown as Server);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const started = Date.now();
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(download(url, join(folder, 'a'), { connectLimit: 200 })).rejects.toThrow('没有连上');
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('gives up when the data stops flowing', async () => {
    const base = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('part');
    });
    await expect(download(base, join(folder, 'a'), { stallLimit: 200 })).rejects.toThrow('没有收到数据');
  });

  it('gives up when the connection breaks', async () => {
    const base = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('part', () => response.destroy());
    });
    await expect(download(base, join(folder, 'a'))).rejects.toThrow('下载没有完成');
  });
});

describe('where the official runtime comes from', () => {
  const file = 'electron-v1.2.3-linux-x64.zip';
  it.each([
    [{}, `https://github.com/electron/electron/releases/download/v1.2.3/${file}`],
    [{ ELECTRON_MIRROR: 'https://mirror.example/electron/' }, `https://mirror.example/electron/v1.2.3/${file}`],
    [{ npm_config_electron_mirror: 'https://mirror.example/e' }, `https://mirror.example/e/v1.2.3/${file}`],
    [{ electron_config_mirror: 'http://10.0.0.1/' }, `http://10.0.0.1/v1.2.3/${file}`],
    [{ ELECTRON_MIRROR: 'http://10.0.0.1/', ELECTRON_CUSTOM_DIR: '{{ version }}' }, `http://10.0.0.1/1.2.3/${file}`],
    [{ ELECTRON_MIRROR: '' }, `https://github.com/electron/electron/releases/download/v1.2.3/${file}`],
  ])('%j', (environment, url) => {
    expect(officialUrl(environment, '1.2.3', file)).toBe(url);
  });
});
