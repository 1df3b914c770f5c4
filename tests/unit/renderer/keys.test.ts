import { describe, expect, it } from 'vitest';
import { isChecked } from '#renderer/components/fingerprint-check.tsx';
import { keyCode } from '#renderer/components/key-qr.tsx';
import { localTime } from '#renderer/components/local-time.ts';
import { isImportable } from '#renderer/features/exchange/trust-panel.tsx';
import type { PackageTrust } from '#shared/workstation/api.ts';

describe('keyCode', () => {
  it('is what the 密钥确认单 has in its code, whatever the fingerprint’s spaces and case', () => {
    const groups = Array.from({ length: 16 }, (_, index) => `a${index.toString(16)}0F`.slice(0, 4));
    const expected = `SGKEY:11370800MB00000198:${groups.join('').toUpperCase()}`;
    expect(keyCode('11370800MB00000198', groups.join(' '))).toBe(expected);
    expect(keyCode('11370800MB00000198', groups.join('').toLowerCase())).toBe(expected);
    expect(expected).toHaveLength('SGKEY:'.length + 18 + 1 + 64);
  });
});

describe('a person’s word for a key', () => {
  it('needs the tick and with what it was compared; blanks are no statement', () => {
    expect(isChecked({ ticked: true, against: '电话核对' })).toBe(true);
    expect(isChecked({ ticked: false, against: '电话核对' })).toBe(false);
    expect(isChecked({ ticked: true, against: ' 无 ' })).toBe(false);
    expect(isChecked({ ticked: true, against: '    ' })).toBe(false);
  });
});

describe('packages by their signer’s key', () => {
  it('refuses those of another, a replaced or a revoked key', () => {
    const trusts: readonly PackageTrust[] = ['confirmed', 'unknown', 'changed', 'superseded', 'revoked'];
    expect(trusts.filter(isImportable)).toEqual(['confirmed', 'unknown']);
  });
});

describe('localTime', () => {
  it('gives Chinese time, and leaves alone what is one already', () => {
    expect(localTime('2026-11-23T16:20:00.000Z')).toBe('2026-11-24 00:20');
    expect(localTime('2026-11-24 00:20')).toBe('2026-11-24 00:20');
    expect(localTime('2026-11-24')).toBe('2026-11-24');
  });
});
