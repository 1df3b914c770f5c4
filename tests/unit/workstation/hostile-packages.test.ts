/**
 * "Nothing is written": whatever file is opened, and whatever the user then clicks, the recipient's folder stays byte for
 * byte what it was, and its records too. Real keystore, real journal, real files; a few hundred mutants.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint, publicKeyFromPem } from '#shared/crypto/sm2.ts';
import { required } from '../../../build/node-workstation.ts';
import { createWorld, isGenuine, KINDS, Random, type World } from '../exchange/mutations.ts';
import { SENDER as SAMPLE_SENDER } from '../exchange/sample-package.ts';
import { RECIPIENT, TwoDepartments } from './two-departments.ts';

const SEED = process.env.FUZZ_SEED ?? '20261124';
const EACH = 4;

let two: TwoDepartments;
let world: World;

beforeAll(async () => {
  two = await TwoDepartments.create();
  const publicKey = required(publicKeyFromPem(required(two.recipient.keystore.publicKeyPem())));
  world = await createWorld({ publicKey }, { uscc: RECIPIENT.uscc, name: RECIPIENT.name });
});
afterAll(async () => {
  await two.remove();
});

/** Every file of the recipient's profile, by content. */
async function snapshot(): Promise<Readonly<Record<string, string>>> {
  const folder = two.path('recipient');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const digests = files.sort().map(
    async (path) =>
      [
        path,
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      ] as const,
  );
  return Object.fromEntries(await Promise.all(digests));
}

async function open(bytes: Uint8Array) {
  await writeFile(two.path('hostile.sgx'), bytes);
  return two.open(two.recipient, 'hostile.sgx');
}

const importOpened = (openId: string) => two.recipient.workstation.importPackage({ jobId: 'import', openId });

/** Not a confirmation by the test's own hand: the mutants whose signer the recipient never confirmed. */
async function tryToImport(bytes: Uint8Array, name: string): Promise<'refused' | 'not imported'> {
  const opened = await open(bytes);
  if (!opened.ok) return 'refused';
  const { openId, trust } = opened.value;
  expect(trust, name).not.toBe('confirmed');
  const imported = await importOpened(openId);
  expect(imported.ok, name).toBe(false);
  if (!imported.ok) expect(imported.error.message, name).toMatch(/。$/);
  await two.recipient.workstation.closePackage(openId);
  return 'not imported';
}

describe('hostile packages at a department that trusts the sender', () => {
  beforeAll(async () => {
    const opened = required(await open(world.first.bytes));
    expect(opened.senderId).toBe(SAMPLE_SENDER.uscc);
    const { openId, senderId } = opened;
    required(await two.recipient.workstation.confirmKey({ departmentId: senderId, openId, against: '与王芳电话核对' }));
    expect(required(await importOpened(openId)).appended).toBeGreaterThan(0);
  });

  it('write nothing and change nothing', { timeout: 240_000 }, async () => {
    const before = await snapshot();
    const records = await two.rows(two.recipient);
    expect(Object.keys(before).some((path) => path.includes('ledger'))).toBe(true);
    expect(records.length).toBe(2);
    const outcomes = { refused: 0, 'not imported': 0 };
    for (const kind of KINDS) {
      for (let number = 0; number < EACH; number += 1) {
        const bytes = await kind.mutate(new Random(`${SEED}/${kind.name}/${number}`), world);
        if (isGenuine(bytes, world)) continue;
        outcomes[await tryToImport(bytes, `seed ${SEED}, ${kind.name}, ${number}`)] += 1;
      }
      expect(await snapshot(), kind.name).toEqual(before);
    }
    expect(await two.rows(two.recipient)).toEqual(records);
    expect(outcomes.refused).toBeGreaterThan(250);
    // an attacker's own signature opens, and stops at the key
    expect(outcomes['not imported']).toBeGreaterThan(0);
    console.info(`seed ${SEED}: ${outcomes.refused} refused, ${outcomes['not imported']} opened as a stranger’s and not imported`);
  });

  it('an impostor who signs in the sender’s name is shown with his own fingerprint and not imported', async () => {
    const opened = required(await open(world.impostor.bytes));
    expect(opened.fingerprint).toBe(fingerprint(world.attacker.publicKey));
    expect(opened.senderName).toBe(SAMPLE_SENDER.name);
    expect(opened.trust).not.toBe('confirmed');
    expect((await importOpened(opened.openId)).ok).toBe(false);
  });

  it('and the sender’s true next packages still open, sealed or not, and go in', async () => {
    const sealed = required(await open(world.sealed.small));
    expect(sealed.trust).toBe('confirmed');
    await two.recipient.workstation.closePackage(sealed.openId);
    const opened = required(await open(world.second.bytes));
    expect(opened.trust).toBe('confirmed');
    const before = await snapshot();
    expect(required(await importOpened(opened.openId)).appended).toBe(3);
    // the comparison above does see a write
    expect(await snapshot()).not.toEqual(before);
  });
});
