/** What may be done with a key of the directory: pure. */
import type { KeyRow } from '#shared/workstation/api.ts';

/** only a key that nobody has compared yet needs a person's word */
export function canConfirm(key: Pick<KeyRow, 'trust'>): boolean {
  return key.trust === 'unconfirmed';
}

/** the key with which this computer signs now is never listed here: it is changed in 设置 */
export function canRevoke(key: Pick<KeyRow, 'trust'>): boolean {
  return key.trust !== 'revoked' && key.trust !== 'none';
}

const ORDER: readonly KeyRow['trust'][] = ['confirmed', 'unconfirmed', 'superseded', 'revoked', 'none'];

/** what is in use before what waits, before what is over; of equals the newest first (`keys`: oldest first) */
export function orderKeys(keys: readonly KeyRow[]): readonly KeyRow[] {
  return [...keys].reverse().sort((a, b) => ORDER.indexOf(a.trust) - ORDER.indexOf(b.trust));
}

/** whether revoking it leaves the department without a key that is believed */
export function isLastConfirmed(key: KeyRow, keys: readonly KeyRow[]): boolean {
  return key.trust === 'confirmed' && !keys.some((other) => other.fingerprint !== key.fingerprint && other.trust === 'confirmed');
}

/** the first four of a fingerprint, by which a key is named where the whole doesn't fit */
export function shortFingerprint(fingerprint: string): string {
  return fingerprint
    .replace(/[^0-9a-f]/gi, '')
    .slice(0, 4)
    .toUpperCase();
}
