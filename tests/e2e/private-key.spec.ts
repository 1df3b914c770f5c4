/** The private key stays in the main process: not in the page, not in its workers, not in an answer, a log or a file. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { deriveSubkey, unseal, unwrapKey } from '#electron/sealed-key.ts';
import { fingerprint, publicKeyFromPem } from '#shared/crypto/sm2.ts';
import { wrapSm2 } from '#shared/crypto/sm2-key-wrap.ts';
import { APPROVAL_DEPARTMENT, PASSPHRASE, WorkstationApp } from './workstation-app.ts';

test.setTimeout(180_000);

/** Only a test that knows the passphrase can do this; the contexts are those of electron/keystore.ts. */
async function privateKeyOf(profile: string): Promise<Buffer> {
  const file = JSON.parse(await readFile(join(profile, 'keystore.json'), 'utf8'));
  const dataKey = await unwrapKey(file.passphrase, PASSPHRASE, 'sgx keystore 1 passphrase');
  if (!dataKey) throw new Error('wrong passphrase');
  const key = unseal(deriveSubkey(dataKey, 'sgx keystore 1 sm2'), file.signing.privateKey, 'sgx keystore 1 sm2');
  if (key?.length !== 32) throw new Error('no key');
  return key;
}

/** Every way in which 32 bytes are likely to be written; strings may be Latin-1 or UTF-16 in memory. */
function writings(key: Buffer): readonly Buffer[] {
  const hex = key.toString('hex');
  const base64 = key.toString('base64').replace(/=+$/, '');
  const texts = [hex, hex.toUpperCase(), base64, BigInt(`0x${hex}`).toString()];
  return [key, Buffer.from(key).reverse(), ...texts.flatMap((text) => [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')])];
}

function holds(bytes: Buffer, wanted: readonly Buffer[]): boolean {
  return wanted.some((each) => bytes.includes(each));
}

/** Looks through all memory that a process can read. */
function memoryHolds(pid: number, wanted: readonly Buffer[]): boolean {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const overlap = Math.max(...wanted.map((each) => each.length));
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from, to, rights, name = ''] = /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)$/.exec(line) ?? [];
      if (from === undefined || to === undefined || !rights?.startsWith('rw') || name.startsWith('[v')) continue;
      const [start, end] = [BigInt(`0x${from}`), BigInt(`0x${to}`)];
      const block = Buffer.alloc(4 * 1024 * 1024);
      for (let place = start; place < end; place += BigInt(block.length - overlap)) {
        const length = Number(end - place < BigInt(block.length) ? end - place : BigInt(block.length));
        let read = 0;
        try {
          read = readSync(memory, block, 0, length, place);
        } catch {
          break;
        }
        if (holds(block.subarray(0, read), wanted)) return true;
      }
    }
    return false;
  } finally {
    closeSync(memory);
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test('the private key is in no answer, no log, no file and no memory outside the main process', async () => {
  test.skip(process.platform !== 'linux' || process.getuid?.() !== 0, 'reading another process’s memory needs Linux and root');
  const profile = await WorkstationApp.newProfile();
  const app = await WorkstationApp.start(profile);
  try {
    await app.firstRun(APPROVAL_DEPARTMENT);
    const key = await privateKeyOf(profile);
    const wanted = writings(key);
    const file = JSON.parse(await readFile(join(profile, 'keystore.json'), 'utf8'));
    const publicKey = publicKeyFromPem(file.signing.publicKeyPem);
    if (!publicKey.ok) throw new Error('no public key');
    const wrapped = [...wrapSm2(new Uint8Array(16).fill(7), publicKey.value)];
    const own = fingerprint(publicKey.value);

    await test.step('every question about keys, right and wrong, is answered without it', async () => {
      const answers = await app.page.evaluate(
        async ({ wrapped, own, passphrase }) => {
          const { host } = window;
          const bytes = new Uint8Array(wrapped);
          const results: unknown[] = [
            await host.appInfo(),
            await host.publicKeyPem(),
            await host.keyring(),
            await host.sign({ bytes }),
            await host.sign({ bytes, by: own }),
            await host.sign({ bytes, by: 'no such key' }),
            await host.unwrapKey({ fingerprint: own, wrapped: bytes }),
            await host.unwrapKey({ fingerprint: own, wrapped: bytes.slice(1) }),
            await host.unwrapKey({ fingerprint: 'no such key', wrapped: bytes }),
            await host.rotateKey({ passphrase: 'wrong', compromised: false }),
            await host.setWorkstationName({ name: '一号机' }),
            await host.rotateKey({ passphrase, compromised: false }),
            await host.keyring(),
            await host.sign({ bytes, by: own }),
            await host.unwrapKey({ fingerprint: own, wrapped: bytes }),
          ];
          return results.map((result) =>
            JSON.stringify(result, (_name, value) =>
              value instanceof Uint8Array ? Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('') : value,
            ),
          );
        },
        { wrapped, own, passphrase: PASSPHRASE },
      );
      expect(answers).toHaveLength(15);
      expect(answers[6]).toContain('07'.repeat(16));
      for (const answer of answers) expect(holds(Buffer.from(answer), wanted)).toBe(false);
    });

    await test.step('nor is it in the memory of the page, its workers and the helpers; the search would find it in the main process', async () => {
      const { main, others } = await app.electron.evaluate(({ app: electron }) => {
        const metrics = electron.getAppMetrics();
        return {
          main: metrics.filter(({ type }) => type === 'Browser').map(({ pid }) => pid),
          others: metrics.filter(({ type }) => type !== 'Browser').map(({ pid, type }) => ({ pid, type })),
        };
      });
      expect(main.some((pid) => memoryHolds(pid, wanted))).toBe(true);
      expect(others.map(({ type }) => type)).toContain('Tab');
      for (const { pid, type } of others) expect(memoryHolds(pid, wanted), type).toBe(false);
    });

    await test.step('nor in any file of the profile, the log included', async () => {
      const files = await filesBelow(profile);
      expect(files.some((name) => name.endsWith('keystore.json'))).toBe(true);
      for (const name of files) expect(holds(await readFile(name), wanted), name).toBe(false);
    });
  } finally {
    await app.close();
    await WorkstationApp.remove(profile);
  }
});
