import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#shared/ledger/entry.ts';
import { fromHex, GENESIS_DIGEST, importDataKey, inspectSegment, openSegment, sealSegment } from '#shared/ledger/segment.ts';
import { makeEntries } from './helpers.ts';

const RAW_KEY = new Uint8Array(32).fill(7);

describe('the content of a segment', () => {
  it.each([1, 63, 64, 65, 999, 1000])('comes back as it was, with %i entries', async (count) => {
    const key = await importDataKey(RAW_KEY);
    const entries = makeEntries(count);
    const sealed = await sealSegment(key, { seq: 1, prevDigest: GENESIS_DIGEST, entries });
    expect(await openSegment(key, sealed.bytes)).toEqual({ ok: true, value: entries });
  });

  it('comes back as it was, whatever text is inside', async () => {
    const key = await importDataKey(RAW_KEY);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 100 }), async (texts) => {
        const entries = makeEntries(texts.length).map((entry, index) => ({
          ...entry,
          actor: { ...entry.actor, operator: `${texts[index]}\n]\n[` },
        }));
        const sealed = await sealSegment(key, { seq: 1, prevDigest: GENESIS_DIGEST, entries });
        expect(await openSegment(key, sealed.bytes)).toEqual({ ok: true, value: entries });
      }),
      { numRuns: 15 },
    );
  });

  it('may be one array without a line end, as the first profiles have it', async () => {
    const key = await importDataKey(RAW_KEY);
    const entries = makeEntries(300);
    const bytes = await sealedAsOneArray(key, entries);
    expect(await inspectSegment(bytes)).toMatchObject({ ok: true, value: { seq: 1, count: 300 } });
    expect(await openSegment(key, bytes)).toEqual({ ok: true, value: entries });
  });

  it('is refused when what was sealed is no packed JSON', async () => {
    const key = await importDataKey(RAW_KEY);
    const bytes = await assemble(key, 1, new TextEncoder().encode('not deflated'));
    expect(await openSegment(key, bytes)).toMatchObject({ ok: false, error: { code: 'segment.sealed' } });
  });
});

async function sealedAsOneArray(key: CryptoKey, entries: readonly Entry[]): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([JSON.stringify(entries)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return assemble(key, entries.length, new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** The layout that segment.ts describes, put together independently. */
async function assemble(key: CryptoKey, count: number, packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const head = new Uint8Array(62);
  const view = new DataView(head.buffer);
  head.set(new TextEncoder().encode('SGSG'), 0);
  view.setUint16(4, 1);
  view.setUint32(6, 1);
  view.setUint32(10, count);
  head.set(fromHex(GENESIS_DIGEST), 14);
  const iv = head.fill(9, 46, 58).slice(46, 58);
  view.setUint32(58, packed.byteLength + 16);
  const additionalData = head.slice(0, 46);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, packed));
  const body = new Uint8Array([...head, ...sealed]);
  return new Uint8Array([...body, ...new Uint8Array(await crypto.subtle.digest('SHA-256', body))]);
}
