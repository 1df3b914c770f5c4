/** Department cards: what was signed is what is read, and nothing else is. */
import { describe, expect, it } from 'vitest';
import { fingerprint, generateSm2KeyPair, publicKeyToPem, type Sm2KeyPair, signSm2 } from '#shared/crypto/sm2.ts';
import { ok } from '#shared/domain/result.ts';
import {
  type CardStatement,
  isSignedBy,
  type RevocationStatement,
  readCardFile,
  readCardText,
  type Sign,
  writeStatement,
} from '#shared/exchange/department-card.ts';
import { KEYS, SENDER } from './sample-package.ts';

const NEXT = generateSm2KeyPair();

const signer =
  (pair: Sm2KeyPair): Sign =>
  async (bytes) =>
    ok(signSm2(bytes, pair.privateKey, pair.publicKey));

function statement(pair: Sm2KeyPair, more: Partial<CardStatement> = {}): CardStatement {
  return {
    sgcard: 1,
    kind: 'card',
    created: '2026-11-26T02:00:00.000Z',
    department: SENDER,
    publicKey: publicKeyToPem(pair.publicKey),
    workstation: '二楼窗口',
    ...more,
  };
}

async function text(made: CardStatement | RevocationStatement, by: Sm2KeyPair, previous?: Sm2KeyPair): Promise<string> {
  const written = await writeStatement(made, signer(by), previous && signer(previous));
  if (!written.ok) throw new Error(written.error.code);
  return written.value;
}

const read = (content: string) => readCardFile(new TextEncoder().encode(content));
const codeOf = (content: string) => {
  const result = read(content);
  return result.ok ? 'read' : result.error.code;
};

describe('a card', () => {
  it('gives back department, key and computer', async () => {
    const file = read(await text(statement(KEYS), KEYS));
    if (!file.ok) throw new Error(file.error.code);
    expect(file.value.cards).toHaveLength(1);
    expect(file.value.cards[0]).toMatchObject({ statement: statement(KEYS), fingerprint: fingerprint(KEYS.publicKey) });
    expect(file.value.revocations).toEqual([]);
  });

  it('survives line ends of Windows, and is the same to whoever passes it on', async () => {
    const card = await text(statement(KEYS), KEYS);
    const file = read(card.replaceAll('\n', '\r\n'));
    if (!file.ok) throw new Error(file.error.code);
    expect(file.value.cards[0]?.text).toBe(card);
    expect(readCardText(file.value.cards[0]?.text ?? '')).toMatchObject({ ok: true });
  });

  it('proves that the key before signed its successor', async () => {
    const replaces = fingerprint(KEYS.publicKey);
    const card = readCardText(await text(statement(NEXT, { replaces }), NEXT, KEYS));
    if (!card.ok) throw new Error(card.error.code);
    expect(isSignedBy(card.value, publicKeyToPem(KEYS.publicKey))).toBe(true);
    expect(isSignedBy(card.value, publicKeyToPem(generateSm2KeyPair().publicKey))).toBe(false);
  });

  it('carries declarations that keys are no longer valid, signed by those keys', async () => {
    const revocation: RevocationStatement = {
      sgcard: 1,
      kind: 'revocation',
      created: '2026-11-26T02:00:00.000Z',
      departmentId: SENDER.uscc,
      publicKey: publicKeyToPem(KEYS.publicKey),
      reason: 'compromised',
    };
    const file = read(`${await text(statement(NEXT), NEXT)}\n${await text(revocation, KEYS)}`);
    if (!file.ok) throw new Error(file.error.code);
    expect(file.value.revocations).toMatchObject([{ fingerprint: fingerprint(KEYS.publicKey), statement: { reason: 'compromised' } }]);
    // somebody else can't end a key with his own
    expect(codeOf(await text(revocation, NEXT))).toBe('card.signature');
  });
});

describe('attacks on a card', () => {
  it('every character altered is refused', async () => {
    const card = await text(statement(KEYS), KEYS);
    const bytes = new TextEncoder().encode(card);
    for (let index = 0; index < bytes.length - 1; index += 1) {
      const altered = bytes.slice();
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(readCardFile(altered).ok, `byte ${index}`).toBe(false);
    }
  });

  it('unused bits of a signature’s last character can’t be other than 0 (RFC 4648 3.5)', async () => {
    // a DER of 71 bytes leaves two bits, one of 70 four: some of these cards have such a signature
    let tried = 0;
    for (let round = 0; round < 40 && tried < 5; round += 1) {
      const card = (await text(statement(KEYS), KEYS)).trimEnd();
      const padding = /=*$/.exec(card)?.[0].length ?? 0;
      if (padding === 0) continue;
      tried += 1;
      const last = card.length - padding - 1;
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      const next = alphabet[alphabet.indexOf(card[last] ?? '') + 1] ?? '';
      const altered = `${card.slice(0, last)}${next}${card.slice(last + 1)}\n`;
      const signature = (of: string) => Buffer.from(/signature: (.*)/.exec(of)?.[1] ?? '', 'base64').toString('hex');
      expect(signature(altered)).toBe(signature(card));
      expect(codeOf(altered)).toBe('card.malformed');
    }
    expect(tried).toBe(5);
  });

  it('a successor that the old key did not sign, or a signature left out or added', async () => {
    const replaces = fingerprint(KEYS.publicKey);
    const forged = readCardText(await text(statement(NEXT, { replaces }), NEXT, generateSm2KeyPair()));
    expect(forged.ok && isSignedBy(forged.value, publicKeyToPem(KEYS.publicKey))).toBe(false);
    const signed = await text(statement(NEXT, { replaces }), NEXT, KEYS);
    expect(codeOf(signed.split('\n').slice(0, 2).join('\n'))).toBe('card.malformed');
    const plain = await text(statement(NEXT), NEXT);
    expect(codeOf(`${plain}signature-by-previous: ${signed.split('\n')[2]?.slice(23)}\n`)).toBe('card.malformed');
    const swapped = [plain.split('\n')[0], signed.split('\n')[1]].join('\n');
    expect(codeOf(swapped)).toBe('card.signature');
  });

  it('other writings of the same statement, unknown members, newer formats, other files', async () => {
    const card = await text(statement(KEYS), KEYS);
    const [line = '', signature = ''] = card.split('\n');
    const value = JSON.parse(line);
    for (const other of [` ${line}`, JSON.stringify({ ...value, extra: 1 }), JSON.stringify({ sgcard: 1, ...value, kind: 'card' })]) {
      expect(codeOf(`${other}\n${signature}\n`)).toMatch(/^card\.(malformed|signature)$/);
    }
    expect(codeOf(`${JSON.stringify({ ...value, sgcard: 2 })}\n${signature}\n`)).toBe('card.newer');
    for (const content of ['', 'PK\u0003\u0004', '{}', '{"sgcard":"1"}', 'signature: AAAA', card + card.split('\n')[1], `${line}\n`]) {
      expect(codeOf(content)).toBe('card.malformed');
    }
    expect(codeOf('x'.repeat(300_000))).toBe('card.too-large');
    expect(readCardFile(Uint8Array.of(0xff, 0xfe, 0x41)).ok).toBe(false);
  });
});
