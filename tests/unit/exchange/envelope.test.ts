/** The envelope: only its recipients can open it, and every change of it is noticed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#shared/crypto/digests.ts';
import { fingerprint, generateSm2KeyPair, type Sm2KeyPair } from '#shared/crypto/sm2.ts';
import { unwrapSm2 } from '#shared/crypto/sm2-key-wrap.ts';
import { attempt, fail, ok } from '#shared/domain/result.ts';
import { sourceOfBytes } from '#shared/exchange/byte-source.ts';
import {
  ENVELOPE_CHUNK_BYTES,
  type EnvelopeKeys,
  type EnvelopePlan,
  envelopeBytes,
  openEnvelope,
  planEnvelope,
  sealingSink,
} from '#shared/exchange/envelope.ts';
import { concat } from './raw-zip.ts';
import { KEYS, open, RECIPIENT, sampleInput, write } from './sample-package.ts';

const OTHER = generateSm2KeyPair();

function keysOf(...pairs: readonly Sm2KeyPair[]): EnvelopeKeys {
  return {
    fingerprints: pairs.map((pair) => fingerprint(pair.publicKey)),
    unwrap: async (wanted, wrapped) => {
      const pair = pairs.find((each) => fingerprint(each.publicKey) === wanted);
      const secret = pair && unwrapSm2(wrapped, pair.privateKey);
      return secret ? ok(secret) : fail('keystore.unwrap', '不能解开。');
    },
  };
}

async function seal(plan: EnvelopePlan, content: Uint8Array, pieceBytes = content.length || 1): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const sink = await sealingSink(plan, async (bytes) => void pieces.push(bytes.slice()));
  for (let offset = 0; offset < content.length; offset += pieceBytes) await sink.write(content.subarray(offset, offset + pieceBytes));
  await sink.finish();
  sink.close();
  return concat(...pieces);
}

async function unseal(bytes: Uint8Array, keys = keysOf(KEYS)) {
  return attempt(async () => {
    const source = await openEnvelope(sourceOfBytes(bytes), keys);
    const content = new Uint8Array(source.size);
    for (let offset = 0; offset < source.size; offset += 100_000) {
      const length = Math.min(100_000, source.size - offset);
      content.set(await source.read(offset, length), offset);
    }
    source.close();
    return content;
  });
}

async function codeOf(bytes: Uint8Array, keys?: EnvelopeKeys): Promise<string> {
  const opened = await unseal(bytes, keys);
  return opened.ok ? 'opened' : opened.error.code;
}

function content(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
}

describe('what was sealed', () => {
  it.each([1, 15, 16, 65_535, 65_536, 65_537, 131_072, 131_073, 300_000])('comes out again: %i bytes', async (size) => {
    const plan = planEnvelope([KEYS.publicKey]);
    const bytes = await seal(plan, content(size), 40_000);
    expect(bytes.length).toBe(envelopeBytes(size, plan));
    const opened = await unseal(bytes);
    expect(opened.ok && Buffer.from(opened.value).equals(Buffer.from(content(size)))).toBe(true);
  });

  it('comes out at any place, whatever pieces it was written in', async () => {
    const whole = content(400_000);
    const bytes = await seal(planEnvelope([KEYS.publicKey]), whole, 777);
    const source = await openEnvelope(sourceOfBytes(bytes), keysOf(KEYS));
    await fc.assert(
      fc.asyncProperty(fc.nat(399_999), fc.integer({ min: 1, max: 200_000 }), async (offset, wanted) => {
        const length = Math.min(wanted, whole.length - offset);
        expect(Buffer.from(await source.read(offset, length)).equals(Buffer.from(whole.subarray(offset, offset + length)))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('opens for each of its recipients, and for nobody else', async () => {
    const bytes = await seal(planEnvelope([KEYS.publicKey, OTHER.publicKey]), content(1000));
    expect(await codeOf(bytes, keysOf(KEYS))).toBe('opened');
    expect(await codeOf(bytes, keysOf(OTHER))).toBe('opened');
    expect(await codeOf(bytes, keysOf(generateSm2KeyPair()))).toBe('package.envelope.not-for-this-key');
  });

  it('never looks the same twice, and shows nothing of its content', async () => {
    const text = new TextEncoder().encode('370811199001011234 王某某 0537-1234567 '.repeat(50));
    const [first, second] = [await seal(planEnvelope([KEYS.publicKey]), text), await seal(planEnvelope([KEYS.publicKey]), text)];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(false);
    for (const sealed of [first, second]) expect(Buffer.from(sealed).includes('370811')).toBe(false);
  });

  it('is the same byte for byte with the same plan: a package can be sent again', async () => {
    const plan = planEnvelope([KEYS.publicKey]);
    expect(bytesToHex(await seal(plan, content(70_000), 999))).toBe(bytesToHex(await seal(plan, content(70_000))));
  });
});

describe('attacks on the envelope', () => {
  const size = 3 * ENVELOPE_CHUNK_BYTES + 100;
  const sealed = ENVELOPE_CHUNK_BYTES + 16;

  async function sample() {
    const plan = planEnvelope([KEYS.publicKey]);
    const bytes = await seal(plan, content(size));
    const start = plan.header.length;
    const chunk = (index: number) => bytes.subarray(start + index * sealed, start + (index + 1) * sealed);
    return { plan, bytes, start, chunk, header: bytes.subarray(0, start) };
  }

  it('every byte of a small one altered is refused', async () => {
    const bytes = await seal(planEnvelope([KEYS.publicKey]), content(40));
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = bytes.slice();
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(await codeOf(altered), `byte ${index}`).not.toBe('opened');
    }
  });

  it('truncated: at every boundary and beside it', async () => {
    const { bytes, start } = await sample();
    const ends = [0, 1, 2, 3].map((index) => start + index * sealed);
    for (const end of [...ends, ...ends.map((each) => each + 1), ...ends.map((each) => each + 17), bytes.length - 1, 8, 20]) {
      expect(await codeOf(bytes.subarray(0, end)), `cut at ${end}`).toMatch(/^package\.envelope\.(truncated|damaged)$/);
    }
  });

  it('chunks reordered, repeated, left out, or taken from another envelope with the same key', async () => {
    const { header, chunk, plan } = await sample();
    const [a, b, c, d] = [chunk(0), chunk(1), chunk(2), chunk(3)];
    const other = await seal({ ...plan, header: planEnvelope([KEYS.publicKey]).header }, content(size));
    const foreign = other.subarray(plan.header.length, plan.header.length + sealed);
    for (const chunks of [
      [b, a, c, d],
      [a, a, c, d],
      [a, c, d],
      [a, b, c],
      [a, b, c, d, d],
      [foreign, b, c, d],
    ]) {
      expect(await codeOf(concat(header, ...chunks))).toBe('package.envelope.damaged');
    }
  });

  it('another recipient put into the header, with the right content key', async () => {
    const { plan, header, bytes } = await sample();
    // whoever knows the content key can wrap it for somebody else, but every chunk speaks of the first header
    const forged = planEnvelope([OTHER.publicKey]);
    const readdressed = concat(forged.header, bytes.subarray(header.length));
    expect(plan.contentKey).toHaveLength(16);
    expect(await codeOf(readdressed, keysOf(OTHER))).toBe('package.envelope.damaged');
  });

  it('the header written in another way: spaces, members in another order, an unknown member', async () => {
    const { header, bytes } = await sample();
    const text = new TextDecoder().decode(header.subarray(8));
    const { cipher, ...rest } = JSON.parse(text);
    for (const other of [` ${text}`, JSON.stringify({ ...rest, cipher }), text.replace('{', '{"a":1,'), text.replace('65536', '65537')]) {
      const encoded = new TextEncoder().encode(other);
      const preamble = header.slice(0, 8);
      new DataView(preamble.buffer).setUint32(4, encoded.length, true);
      expect(await codeOf(concat(preamble, encoded, bytes.subarray(header.length)))).toBe('package.envelope.header');
    }
  });

  it('a length of the header that would exhaust memory', async () => {
    const { bytes } = await sample();
    const altered = bytes.slice();
    new DataView(altered.buffer).setUint32(4, 0xffffffff, true);
    expect(await codeOf(altered)).toBe('package.envelope.header');
  });
});

describe('a sealed package', () => {
  const recipient = generateSm2KeyPair();

  it('opens for its recipient like an unsealed one, and says that it was sealed', async () => {
    const { bytes, written } = await write(sampleInput({ sealFor: [recipient.publicKey] }));
    const opened = await open(bytes, { keys: keysOf(recipient) });
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.value).toMatchObject({ sealed: true, fileSha256: written.sha256, fingerprint: fingerprint(KEYS.publicKey) });
    expect(opened.value.entries).toEqual(sampleInput().entries);
    expect(await open(bytes)).toMatchObject({ ok: false, error: { code: 'package.envelope.not-for-this-key' } });
  });

  it('re-sealed by its recipient for somebody else is refused there: the signed descriptor names whom it is for', async () => {
    const { bytes } = await write(sampleInput({ sealFor: [recipient.publicKey] }));
    const inside = await unseal(bytes, keysOf(recipient));
    if (!inside.ok) throw new Error(inside.error.code);
    const resealed = await seal(planEnvelope([OTHER.publicKey]), inside.value);
    const stranger = { ownDepartmentId: RECIPIENT.uscc.replace(/.$/, '9'), keys: keysOf(OTHER) };
    expect(await open(resealed, stranger)).toMatchObject({ ok: false, error: { code: 'package.recipient.not-own' } });
  });

  it('is written again byte for byte from what the first writing gave', async () => {
    const input = sampleInput({ sealFor: [recipient.publicKey], print: [{ name: '清单.xlsx', bytes: content(5000) }] });
    const first = await write(input);
    const { sealFor, ...rest } = input;
    expect(sealFor).toHaveLength(1);
    const again = await write({ ...rest, title: '别的标题', again: first.written.secrets });
    expect(again.written.sha256).toBe(first.written.sha256);
    expect(Buffer.from(again.bytes).equals(Buffer.from(first.bytes))).toBe(true);
  });

  it('is not written again when an entry or a file inside is another one', async () => {
    const input = sampleInput({ sealFor: [recipient.publicKey], print: [{ name: '清单.xlsx', bytes: content(50) }] });
    const { written } = await write(input);
    const altered = { ...input, print: [{ name: '清单.xlsx', bytes: content(51) }], again: written.secrets };
    await expect(write(altered)).rejects.toThrow('package.write.differs');
  });
});
