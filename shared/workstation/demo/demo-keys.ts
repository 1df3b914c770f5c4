/**
 * The demo departments' signing keys. They are derived from their names and therefore known to everybody: both demo
 * profiles can trust each other from the start, and nothing they sign is worth anything outside (packages of the demo
 * carry a mark, and real profiles refuse them).
 */
import { sm2, sm3 } from 'sm-crypto-v2';
import { fingerprint, publicKeyToPem, type Sm2KeyPair } from '#shared/crypto/sm2.ts';
import { DEMO_DEPARTMENTS } from './demo-departments.ts';
import type { DemoKeys } from './demo-story.ts';

export function demoKeyPair(uscc: string): Sm2KeyPair {
  // SM3 of a short text is far below the curve's order with a probability of 1 − 2⁻³²; these names were checked.
  const privateKey = sm3(`审管联动离线工作站 演示密钥 ${uscc}`);
  return { privateKey, publicKey: sm2.getPublicKeyFromPrivateKey(privateKey) };
}

export function demoKeys(): DemoKeys {
  const entries = [DEMO_DEPARTMENTS.approval, DEMO_DEPARTMENTS.market].map(({ uscc }) => {
    const { publicKey } = demoKeyPair(uscc);
    return [uscc, { fingerprint: fingerprint(publicKey), publicKeyPem: publicKeyToPem(publicKey) }] as const;
  });
  return Object.fromEntries(entries);
}
