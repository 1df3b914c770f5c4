/**
 * The fuzzer: at least 10,000 mutated packages of many kinds, the same ones for the same seed. None may be accepted, none
 * may crash or hang the reader, memory must not grow. FUZZ_SEED and FUZZ_COUNT (mutants of each kind) choose others.
 *
 * Accepted means: it opens, and under the key of the true sender. What an attacker signs with his own key may open, for it
 * is shown as a stranger's; the workstation imports from confirmed keys only (tests/unit/workstation/hostile-packages).
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fingerprint, generateSm2KeyPair, type Sm2KeyPair } from '#shared/crypto/sm2.ts';
import { unwrapSm2 } from '#shared/crypto/sm2-key-wrap.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { EnvelopeKeys } from '#shared/exchange/envelope.ts';
import { packageFailure } from '#shared/exchange/failures.ts';
import type { OpenedBag } from '#shared/exchange/package-reader.ts';
import { createWorld, isGenuine, KINDS, type MutationKind, Random, type World } from './mutations.ts';
import { BYTE_KINDS } from './mutations-bytes.ts';
import { CONTAINER_KINDS } from './mutations-container.ts';
import { withoutProfile } from './mutations-content.ts';
import { sealFor } from './mutations-envelope.ts';
import { open } from './sample-package.ts';

const SEED = process.env.FUZZ_SEED ?? '20261123';
const EACH = Number(process.env.FUZZ_COUNT ?? 110);
const MAX_CASE_MS = 5000;
const MAX_GROWTH_BYTES = 300 * 1024 * 1024;

let world: World;
let reader: Sm2KeyPair;
let source: Random;

/** Keys and signatures draw from this, so that the seed decides them too; the drawing itself is not what is tested here. */
function drawFromSeed(): void {
  vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation((array) => {
    if (array) new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(source.bytes(array.byteLength));
    return array;
  });
}

beforeAll(async () => {
  source = new Random(`${SEED}/world`);
  drawFromSeed();
  reader = generateSm2KeyPair();
  world = await createWorld(reader);
});
afterAll(() => {
  vi.restoreAllMocks();
});

/** The mutant of this kind and number; drawn again when a mutation happened to change nothing. */
async function mutantOf({ name, mutate }: MutationKind, number: number, of = world): Promise<Uint8Array> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const random = new Random(`${SEED}/${name}/${number}/${attempt}`);
    source = new Random(`${SEED}/${name}/${number}/${attempt}/keys`);
    const bytes = await mutate(random, of);
    if (!isGenuine(bytes, of)) return bytes;
  }
  throw new Error(`${name} ${number}: fifty mutations that change nothing`);
}

type Verdict = { readonly outcome: 'refused' | 'stranger' | 'accepted' | 'crashed'; readonly detail: string };

/** The reader's own key, as the main process would use it. */
function readerKeys(): EnvelopeKeys {
  return {
    fingerprints: [fingerprint(reader.publicKey)],
    unwrap: async (_fingerprint, wrapped) => {
      const secret = unwrapSm2(wrapped, reader.privateKey);
      return secret ? ok(secret) : { ok: false, error: packageFailure('package.envelope.header', { detail: 'wrapped' }) };
    },
  };
}

function openAsReader(bytes: Uint8Array): Promise<Result<OpenedBag>> {
  return open(bytes, { ownDepartmentId: world.recipient.uscc, keys: readerKeys() });
}

async function judge(bytes: Uint8Array): Promise<Verdict> {
  try {
    const result = await openAsReader(bytes);
    if (result.ok) {
      result.value.close();
      const genuine = result.value.fingerprint === fingerprint(world.sender.publicKey);
      return { outcome: genuine ? 'accepted' : 'stranger', detail: 'opened with another key' };
    }
    const { code, message, at } = result.error;
    const whole = /^package\.[a-z0-9.-]+$/.test(code) && message.endsWith('。') && at?.path;
    return whole ? { outcome: 'refused', detail: code } : { outcome: 'crashed', detail: `not a whole failure: ${code} ${message}` };
  } catch (error) {
    return { outcome: 'crashed', detail: String(error) };
  }
}

interface Tally {
  /** every failure code that came up */
  readonly codes: Set<string>;
  readonly outcomes: Map<string, number>;
  readonly findings: string[];
  slowest: { readonly milliseconds: number; readonly name: string };
  count: number;
}

async function runKind(kind: MutationKind, tally: Tally): Promise<ReadonlyMap<string, number>> {
  const details = new Map<string, number>();
  for (let number = 0; number < EACH; number += 1) {
    const bytes = await mutantOf(kind, number);
    const start = performance.now();
    const { outcome, detail } = await judge(bytes);
    const milliseconds = performance.now() - start;
    const name = `seed ${SEED}, ${kind.name}, ${number}`;
    if (outcome === 'accepted' || outcome === 'crashed' || milliseconds > MAX_CASE_MS) {
      tally.findings.push(`${name}: ${outcome} ${detail} (${Math.round(milliseconds)} ms)`);
    }
    if (milliseconds > tally.slowest.milliseconds) tally.slowest = { milliseconds, name };
    tally.count += 1;
    tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1);
    tally.codes.add(detail);
    details.set(detail, (details.get(detail) ?? 0) + 1);
  }
  return details;
}

function tableRow(name: string, details: ReadonlyMap<string, number>): string {
  const sorted = [...details].sort(([, left], [, right]) => right - left);
  const shown = sorted.slice(0, 4).map(([code, count]) => `${code.replace('package.', '')} ${count}`);
  const rest = sorted.length > 4 ? `, ${sorted.length - 4} more` : '';
  return `${name.padEnd(64)} ${shown.join(', ')}${rest}`;
}

describe('ten thousand mutated packages', () => {
  it('are made from what does open', async () => {
    const { first, second, sealed } = world;
    for (const each of [first.bytes, second.bytes, sealed.small, sealed.large]) expect((await judge(each)).outcome).toBe('accepted');
    expect(await judge(sealed.elsewhere)).toEqual({ outcome: 'refused', detail: 'package.envelope.not-for-this-key' });
    expect((await judge(world.impostor.bytes)).outcome).toBe('stranger');
    expect(await judge(world.elsewhere.bytes)).toEqual({ outcome: 'refused', detail: 'package.recipient.not-own' });
  });

  it('are the same for the same seed', async () => {
    const digest = async () => {
      const hash = createHash('sha256');
      for (const kind of KINDS) for (const number of [0, 1]) hash.update(await mutantOf(kind, number));
      return hash.digest('hex');
    };
    expect(await digest()).toBe(await digest());
  });

  it('none is accepted, none crashes, none hangs, memory stays', { timeout: 600_000 }, async () => {
    expect(KINDS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(KINDS.map(({ name }) => name)).size).toBe(KINDS.length);
    const tally: Tally = { codes: new Set(), outcomes: new Map(), findings: [], slowest: { milliseconds: 0, name: '' }, count: 0 };
    const rows: string[] = [];
    const before = process.memoryUsage().rss;
    let peak = before;
    for (const kind of KINDS) {
      rows.push(tableRow(kind.name, await runKind(kind, tally)));
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    const growth = peak - before;
    const slowest = `${Math.round(tally.slowest.milliseconds)} ms (${tally.slowest.name})`;
    const outcomes = [...tally.outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
    rows.push(
      `seed ${SEED}: ${tally.count} mutants of ${KINDS.length} kinds: ${outcomes}; slowest ${slowest}; memory +${Math.round(growth / 2 ** 20)} MB`,
    );
    console.info(rows.join('\n'));
    expect(tally.findings).toEqual([]);
    if (process.env.FUZZ_COUNT === undefined) expect(tally.count).toBeGreaterThanOrEqual(10_000);
    expect(growth).toBeLessThan(MAX_GROWTH_BYTES);
    // `__proto__` in a descriptor or an entry reaches nobody else
    expect('demo' in {} || 'polluted' in {}).toBe(false);
    // it isn't one gate that keeps all out: the mutants reach every storey of the reader
    const reached = [...tally.codes].join(' ');
    for (const storey of ['zip', 'bag', 'descriptor', 'signer', 'signature', 'digest', 'recipient', 'entry', 'attachment', 'envelope']) {
      expect(reached, storey).toContain(`package.${storey}.`);
    }
    expect(tally.outcomes.get('stranger')).toBeGreaterThan(0);
  });
});

describe('where a change is no forgery', () => {
  const meaning = ({ descriptor, entries, attachments }: OpenedBag) => canonicalJson({ descriptor, entries, attachments });

  it('a container without the promise stored-1 may be packed otherwise, but never means something else', { timeout: 240_000 }, async () => {
    source = new Random(`${SEED}/without profile`);
    const [first, second] = [await withoutProfile(world.first, world.sender), await withoutProfile(world.second, world.sender)];
    const loose: World = { ...world, first, second };
    const meanings = new Set<string>();
    for (const { bytes } of [first, second]) {
      const opened = await openAsReader(bytes);
      if (!opened.ok) throw new Error(opened.error.code);
      meanings.add(meaning(opened.value));
    }
    let opened = 0;
    for (const kind of [...BYTE_KINDS, ...CONTAINER_KINDS]) {
      for (let number = 0; number < Math.min(EACH, 25); number += 1) {
        const result = await openAsReader(await mutantOf(kind, number, loose));
        if (!result.ok || result.value.fingerprint !== fingerprint(world.sender.publicKey)) continue;
        opened += 1;
        expect(meanings, `seed ${SEED}, ${kind.name}, ${number}`).toContain(meaning(result.value));
      }
    }
    // other times, another order, deflate: that many are harmless
    expect(opened).toBeGreaterThan(EACH < 25 ? 0 : 50);
  });

  it('a package sealed anew for its own recipient is the same package', async () => {
    source = new Random(`${SEED}/sealed anew`);
    const again = await openAsReader(await sealFor(world.first.bytes, [world.attacker.publicKey, world.reader.publicKey]));
    const before = await openAsReader(world.first.bytes);
    if (!again.ok || !before.ok) throw new Error('refused');
    expect(meaning(again.value)).toBe(meaning(before.value));
    expect([again.value.sealed, before.value.sealed]).toEqual([true, false]);
  });
});
