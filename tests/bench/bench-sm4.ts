/** SM4-GCM as the envelope uses it, in chunks of 64 KiB, measured in the application's own page, under its content security policy. */
import type * as sm4Gcm from '#shared/crypto/sm4-gcm.ts';
import type { WorkstationApp } from '../e2e/workstation-app.ts';
import { probe } from './page-probe.ts';
import { pageScript } from './page-script.ts';

const CHUNK_BYTES = 65_536;
/**
 * So many chunks a batch: long against the steps of the page's clock (0.1 ms), short against the turns that the system gives
 * other programs, so that the median is one without such a turn inside.
 */
const CHUNKS = 4;
const BATCHES = 300;

let script: Promise<string> | undefined;

/** MB/s of each kind, the median of all batches. */
export async function benchSm4({ page }: WorkstationApp): Promise<Readonly<Record<'sm4Seal' | 'sm4Open', number>>> {
  script ??= pageScript('shared/crypto/sm4-gcm.ts', 'sm4Gcm');
  await probe(page);
  await page.evaluate(await script);
  return page.evaluate(
    async ([chunkBytes, chunks, batches]) => {
      const { createSm4Gcm } = (globalThis as unknown as { readonly sm4Gcm: typeof sm4Gcm }).sm4Gcm;
      const cipher = await createSm4Gcm(crypto.getRandomValues(new Uint8Array(16)));
      const additional = new Uint8Array(32);
      const plain = crypto.getRandomValues(new Uint8Array(chunkBytes));
      const nonce = new Uint8Array(12);
      const measure = (work: () => void) => {
        const times: number[] = [];
        for (let batch = 0; batch < batches; batch += 1) {
          const started = performance.now();
          for (let chunk = 0; chunk < chunks; chunk += 1) work();
          times.push(performance.now() - started);
        }
        const middle = times.sort((a, b) => a - b)[batches >> 1] ?? 0;
        return (chunkBytes * chunks) / middle / 1000;
      };
      const sealed = cipher.seal(nonce, additional, plain);
      const sm4Seal = measure(() => cipher.seal(nonce, additional, plain));
      const sm4Open = measure(() => {
        if (!cipher.open(nonce, additional, sealed)) throw new Error('the tag does not fit');
      });
      cipher.close();
      return { sm4Seal, sm4Open };
    },
    [CHUNK_BYTES, CHUNKS, BATCHES] as const,
  );
}
