import { describe, expect, it } from 'vitest';
import { canConfirm, canRevoke, isLastConfirmed, orderKeys, shortFingerprint } from '#renderer/features/directory/key-actions.ts';
import type { KeyRow, KeyTrust } from '#shared/workstation/api.ts';

const key = (fingerprint: string, trust: KeyTrust): KeyRow => ({
  departmentId: '11370800MB00000273',
  fingerprint,
  workstation: '',
  trust,
  history: [],
});

describe('what may be done with a key', () => {
  it('a revoked key can’t be confirmed again, and not revoked twice', () => {
    expect(canConfirm(key('a', 'revoked'))).toBe(false);
    expect(canRevoke(key('a', 'revoked'))).toBe(false);
  });

  it('confirms only what waits; revokes whatever is registered, also what was replaced', () => {
    const trusts: readonly KeyTrust[] = ['none', 'unconfirmed', 'confirmed', 'superseded', 'revoked'];
    expect(trusts.filter((trust) => canConfirm(key('a', trust)))).toEqual(['unconfirmed']);
    expect(trusts.filter((trust) => canRevoke(key('a', trust)))).toEqual(['unconfirmed', 'confirmed', 'superseded']);
  });

  it('knows when revoking leaves the department without a key that is believed', () => {
    const [first, second, old] = [key('a', 'confirmed'), key('b', 'confirmed'), key('c', 'superseded')];
    expect(isLastConfirmed(first, [first, old])).toBe(true);
    expect(isLastConfirmed(first, [first, second])).toBe(false);
    expect(isLastConfirmed(old, [first, old])).toBe(false);
  });

  it('lists what is in use before what waits and what is over, the newest first', () => {
    const keys = [key('a', 'revoked'), key('b', 'superseded'), key('c', 'confirmed'), key('d', 'unconfirmed'), key('e', 'confirmed')];
    expect(orderKeys(keys).map(({ fingerprint }) => fingerprint)).toEqual(['e', 'c', 'd', 'b', 'a']);
  });

  it('names a key by its first four, however it is written', () => {
    expect(shortFingerprint('a1b2c3d4')).toBe('A1B2');
    expect(shortFingerprint('A1 B2C3')).toBe('A1B2');
  });
});
