import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Keystore } from '#electron/keystore.ts';
import { createRecoveryCode, normalizeRecoveryCode } from '#electron/sealed-key.ts';
import { waitAfter } from '#electron/unlock-attempts.ts';
import { fingerprint, publicKeyFromPem, verifySm2 } from '#shared/crypto/sm2.ts';
import { wrapSm2 } from '#shared/crypto/sm2-key-wrap.ts';
import type { Department } from '#shared/domain/department.ts';
import type { Result } from '#shared/domain/result.ts';

const department: Department = {
  uscc: '11370800MB28555555',
  name: '测试部门',
  roles: ['approval'],
  address: '',
  telephone: '',
  documentCode: '测',
};
const PASSPHRASE = '正确的口令-2026';
const NEXT = '另一个口令-2026';

let directory: string;
let clock = 0;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'keystore-test-'));
  clock = 1_000_000;
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function load(): Promise<Keystore> {
  // cheap enough for a test; the product's own cost is a constant that this doesn't change
  const keystore = new Keystore(directory, () => clock, { N: 1024, r: 8, p: 1 });
  await keystore.load();
  return keystore;
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

async function create() {
  const keystore = await load();
  const created = value(await keystore.create({ department, operator: '张三', passphrase: PASSPHRASE }));
  const dataKey = Buffer.from(created.dataKey);
  keystore.lock();
  return { keystore, dataKey, recoveryCode: created.recoveryCode };
}

describe('unlocking', () => {
  it('gives the same data key after a restart, and only for the passphrase', async () => {
    const { dataKey } = await create();
    const keystore = await load();
    expect(keystore.state).toBe('locked');
    expect(await keystore.unlock('不对的口令')).toMatchObject({ ok: false, error: { code: 'keystore.wrong-passphrase' } });
    expect(Buffer.from(value(await keystore.unlock(PASSPHRASE)).dataKey).equals(dataKey)).toBe(true);
    expect(keystore.state).toBe('unlocked');
  });

  it('slows wrong passphrases down, also over a restart and with a clock set back', async () => {
    await create();
    const keystore = await load();
    for (let attempt = 0; attempt < 3; attempt++) await keystore.unlock('不对');
    expect(keystore.waitMilliseconds).toBe(5_000);
    expect(await keystore.unlock(PASSPHRASE)).toMatchObject({ ok: false, error: { code: 'keystore.wait' } });
    const restarted = await load();
    expect(restarted.waitMilliseconds).toBe(5_000);
    clock -= 3_600_000;
    expect(restarted.waitMilliseconds).toBe(5_000);
    clock += 3_600_000 + 5_000;
    value(await restarted.unlock(PASSPHRASE));
    expect(restarted.waitMilliseconds).toBe(0);
  });

  it('doubles the wait up to ten minutes', () => {
    expect([0, 2, 3, 4, 5, 9, 10, 50].map(waitAfter)).toEqual([0, 0, 5_000, 10_000, 20_000, 320_000, 600_000, 600_000]);
  });

  it('lets parallel guesses take turns, so that they cannot go round the wait', async () => {
    await create();
    const keystore = await load();
    const results = await Promise.all(Array.from({ length: 6 }, () => keystore.unlock('不对')));
    const codes = results.map((result) => (result.ok ? 'ok' : result.error.code));
    expect(codes).toEqual([...Array(3).fill('keystore.wrong-passphrase'), ...Array(3).fill('keystore.wait')]);
  });
});

describe('passphrase and recovery code', () => {
  it('changes the passphrase without changing the data key', async () => {
    const { dataKey } = await create();
    const keystore = await load();
    value(await keystore.changePassphrase(PASSPHRASE, NEXT));
    const restarted = await load();
    expect(await restarted.unlock(PASSPHRASE)).toMatchObject({ ok: false });
    expect(Buffer.from(value(await restarted.unlock(NEXT)).dataKey).equals(dataKey)).toBe(true);
  });

  it('recovers by the code as a person types it, and the used code is worthless afterwards', async () => {
    const { dataKey, recoveryCode } = await create();
    const keystore = await load();
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const recovered = value(await keystore.recover(typed, NEXT));
    expect(Buffer.from(recovered.dataKey).equals(dataKey)).toBe(true);
    expect(recovered.recoveryCode).not.toBe(recoveryCode);
    keystore.lock();
    expect(await keystore.recover(recoveryCode, PASSPHRASE)).toMatchObject({ ok: false, error: { code: 'keystore.wrong-code' } });
    value(await keystore.unlock(NEXT));
  });

  it('finds a mistyped character in a code without counting an attempt', async () => {
    const code = createRecoveryCode();
    expect(normalizeRecoveryCode(code)).toBe(code);
    let caught = 0;
    for (let index = 0; index < code.length; index++) {
      if (code[index] === '-') continue;
      const wrong = code.slice(0, index) + (code[index] === 'A' ? 'B' : 'A') + code.slice(index + 1);
      if (normalizeRecoveryCode(wrong) === undefined) caught += 1;
    }
    expect(caught).toBeGreaterThanOrEqual(31);
    await create();
    const keystore = await load();
    expect(await keystore.recover('ABCD', NEXT)).toMatchObject({ ok: false, error: { code: 'keystore.malformed-code' } });
    expect(keystore.waitMilliseconds).toBe(0);
  });
});

describe('the signing key', () => {
  it('signs when unlocked, refuses when locked', async () => {
    const { keystore } = await create();
    const bytes = new TextEncoder().encode('tagmanifest');
    expect(keystore.sign(bytes)).toMatchObject({ ok: false, error: { code: 'keystore.locked' } });
    value(await keystore.unlock(PASSPHRASE));
    const publicKey = value(publicKeyFromPem(value(keystore.publicKeyPem())));
    expect(verifySm2(bytes, value(keystore.sign(bytes)), publicKey)).toBe(true);
    keystore.lock();
    expect(keystore.sign(bytes)).toMatchObject({ ok: false });
  });

  it('leaves no key, passphrase or code in any file of the profile', async () => {
    const { dataKey, recoveryCode } = await create();
    for (const name of await readdir(directory)) {
      const content = await readFile(join(directory, name));
      for (const secret of [PASSPHRASE, recoveryCode, dataKey.toString('hex'), dataKey.toString('base64')]) {
        expect(content.includes(Buffer.from(secret)), `${name} holds a secret`).toBe(false);
      }
      expect(content.includes(dataKey)).toBe(false);
    }
  });
});

describe('a key file that is not as we left it', () => {
  it('blocks on an unreadable one and does not replace it', async () => {
    await create();
    const path = join(directory, 'keystore.json');
    for (const content of ['{', '{"version":1}', 'null']) {
      await writeFile(path, content);
      const keystore = await load();
      expect(keystore.state).toBe('blocked');
      expect(keystore.problem?.code).toBe('keystore.damaged');
      expect(await keystore.create({ department, operator: '张三', passphrase: PASSPHRASE })).toMatchObject({ ok: false });
      expect(await readFile(path, 'utf8')).toBe(content);
    }
  });

  it('refuses one of a newer version', async () => {
    await create();
    const path = join(directory, 'keystore.json');
    const newer = (await readFile(path, 'utf8')).replace('"version": 2', '"version": 3');
    await writeFile(path, newer);
    expect((await load()).problem?.code).toBe('keystore.newer-version');
  });

  it('refuses cost parameters that would hang or exhaust the machine', async () => {
    await create();
    const path = join(directory, 'keystore.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace(/"N": 1024/, '"N": 1073741824'));
    expect((await load()).state).toBe('blocked');
  });

  it('does not accept a swapped wrap: the recovery wrap is no passphrase wrap', async () => {
    const { recoveryCode } = await create();
    const path = join(directory, 'keystore.json');
    const file = JSON.parse(await readFile(path, 'utf8'));
    file.passphrase = file.recovery;
    await writeFile(path, JSON.stringify(file));
    expect(await (await load()).unlock(recoveryCode)).toMatchObject({ ok: false, error: { code: 'keystore.wrong-passphrase' } });
  });

  it('keeps the department code, which is its identity in every entry', async () => {
    const { keystore } = await create();
    value(await keystore.unlock(PASSPHRASE));
    value(await keystore.changeDepartment({ ...department, name: '新名称' }, '李四'));
    const changed = await keystore.changeDepartment({ ...department, uscc: '11370800MB28666666' }, '李四');
    expect(changed).toMatchObject({ ok: false, error: { code: 'keystore.uscc-fixed' } });
    expect((await load()).department?.name).toBe('新名称');
  });
});

describe('a key file of version 1', () => {
  const fixture = new URL('../../fixtures/keystore/version-1.json', import.meta.url);

  it('opens with its passphrase, keeps its key, and is written as version 2 at the next change', async () => {
    const old = await readFile(fixture, 'utf8');
    await writeFile(join(directory, 'keystore.json'), old);
    const keystore = await load();
    expect(keystore.state).toBe('locked');
    const unlocked = value(await keystore.unlock(PASSPHRASE));
    expect(Buffer.from(unlocked.dataKey).toString('hex')).toBe('395fa3e16928b73365a5362d40d54d7bd873c934f79e77343e0524046a3dc6a5');
    expect(value(keystore.publicKeyPem())).toBe(JSON.parse(old).signing.publicKeyPem);
    const first = value(keystore.keyring());
    expect(first.retired).toEqual([]);
    // nothing is written before something changes, and the computer keeps its id meanwhile
    expect(await readFile(join(directory, 'keystore.json'), 'utf8')).toBe(old);
    const again = await load();
    value(await again.unlock(PASSPHRASE));
    expect(value(again.keyring()).workstation.id).toBe(first.workstation.id);
    value(await again.setWorkstationName('二楼窗口'));
    const written = JSON.parse(await readFile(join(directory, 'keystore.json'), 'utf8'));
    expect(written).toMatchObject({ version: 2, workstation: { id: first.workstation.id, name: '二楼窗口' } });
  });
});

describe('changing the key', () => {
  it('needs the passphrase; the old key goes on opening and signing, the new one signs from now on', async () => {
    const { keystore } = await create();
    value(await keystore.unlock(PASSPHRASE));
    const before = value(keystore.publicKeyPem());
    expect(await keystore.rotateKey('不对的口令', false)).toMatchObject({ ok: false, error: { code: 'keystore.wrong-passphrase' } });
    expect(value(keystore.publicKeyPem())).toBe(before);
    value(await keystore.rotateKey(PASSPHRASE, false));
    const restarted = await load();
    value(await restarted.unlock(PASSPHRASE));
    const { current, retired } = value(restarted.keyring());
    expect(current.publicKeyPem).not.toBe(before);
    expect(retired).toMatchObject([{ publicKeyPem: before, compromised: false }]);
    const oldKey = value(publicKeyFromPem(before));
    const newKey = value(publicKeyFromPem(current.publicKeyPem));
    const bytes = new TextEncoder().encode('名片');
    expect(verifySm2(bytes, value(restarted.sign(bytes)), newKey)).toBe(true);
    expect(verifySm2(bytes, value(restarted.sign(bytes, fingerprint(oldKey))), oldKey)).toBe(true);
    const secret = new Uint8Array(16).fill(9);
    for (const key of [oldKey, newKey]) expect(value(restarted.unwrap(fingerprint(key), wrapSm2(secret, key)))).toEqual(secret);
    expect(restarted.unwrap(fingerprint(newKey), wrapSm2(secret, oldKey))).toMatchObject({ ok: false, error: { code: 'keystore.unwrap' } });
    expect(restarted.unwrap('0000', wrapSm2(secret, oldKey))).toMatchObject({ ok: false, error: { code: 'keystore.unknown-key' } });
  });

  it('does nothing while it is locked', async () => {
    const { keystore } = await create();
    value(await keystore.unlock(PASSPHRASE));
    const publicKey = value(publicKeyFromPem(value(keystore.publicKeyPem())));
    const wrapped = wrapSm2(new Uint8Array(16), publicKey);
    keystore.lock();
    expect(keystore.sign(new Uint8Array(1))).toMatchObject({ ok: false, error: { code: 'keystore.locked' } });
    expect(keystore.unwrap(fingerprint(publicKey), wrapped)).toMatchObject({ ok: false, error: { code: 'keystore.locked' } });
    expect(keystore.keyring()).toMatchObject({ ok: false });
  });
});
