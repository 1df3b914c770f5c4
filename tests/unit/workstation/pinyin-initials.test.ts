import { readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { initialMask, initialsOf, matchesInitials } from '#shared/domain/pinyin-initials.ts';

function lettersOfMask(mask: number): string {
  return Array.from({ length: 26 }, (_, bit) => (mask & (1 << bit) ? String.fromCharCode(97 + bit) : '')).join('');
}

function lettersByPinyinPro(character: string): string {
  const letters = pinyin(character, { multiple: true, toneType: 'none', type: 'array' })
    .map((reading) => reading.normalize('NFD').charAt(0))
    .filter((letter) => /^[a-z]$/.test(letter));
  return [...new Set(letters)].sort().join('');
}

describe('the table of initials', () => {
  it('has for every unified ideograph exactly the initials of its readings', () => {
    const wrong: string[] = [];
    for (let codePoint = 0x4e00; codePoint <= 0x9fff; codePoint += 1) {
      const character = String.fromCodePoint(codePoint);
      if (lettersOfMask(initialMask(codePoint)) !== lettersByPinyinPro(character)) wrong.push(character);
    }
    expect(wrong).toEqual([]);
  });

  it('knows 〇, Extension A and B where there are readings', () => {
    for (const character of ['〇', '㐆', '𫟹']) {
      expect(lettersOfMask(initialMask(character.codePointAt(0) as number)), character).toBe(lettersByPinyinPro(character));
    }
    expect(lettersOfMask(initialMask('〇'.codePointAt(0) as number))).toBe('l');
  });

  it('stays small', () => {
    const source = readFileSync(new URL('../../../shared/domain/pinyin-initials.generated.ts', import.meta.url));
    expect(source.byteLength).toBeLessThan(60_000);
  });
});

describe('initialMask', () => {
  it.each([
    ['重', 'cz'],
    ['行', 'hx'],
    ['长', 'cz'],
    ['济', 'j'],
    ['A', 'a'],
    ['z', 'z'],
    ['1', ''],
    ['（', ''],
  ])('%s → %s', (character, letters) => {
    expect(lettersOfMask(initialMask(character.codePointAt(0) as number))).toBe(letters);
  });

  it('knows both readings of 乐', () => {
    const letters = lettersOfMask(initialMask('乐'.codePointAt(0) as number));
    expect(letters).toContain('l');
    expect(letters).toContain('y');
  });
});

describe('initialsOf', () => {
  it('gives the most common reading', () => {
    expect(initialsOf('济宁高新区行政审批服务局')).toBe('jngxqxzspfwj');
    expect(initialsOf('食品经营许可（ＡBc）2号')).toBe('spjyxkabch');
    expect(initialsOf('')).toBe('');
  });
});

describe('matchesInitials', () => {
  it('matches consecutive initials anywhere, with any reading', () => {
    expect(matchesInitials('重庆银行济宁支行', 'cqyhjn')).toBe(true);
    expect(matchesInitials('重庆银行济宁支行', 'zqyx')).toBe(true);
    expect(matchesInitials('重庆银行济宁支行', 'YHJN')).toBe(true);
    expect(matchesInitials('长乐', 'zl')).toBe(true);
    expect(matchesInitials('长乐', 'cy')).toBe(true);
    expect(matchesInitials('重庆银行济宁支行', 'qjn')).toBe(false);
  });

  it('passes over brackets and digits in the text', () => {
    expect(matchesInitials('恒（2）丰', 'hf')).toBe(true);
  });

  it('refuses queries that are not letters', () => {
    expect(matchesInitials('济宁', '济')).toBe(false);
    expect(matchesInitials('济宁', 'j n')).toBe(false);
    expect(matchesInitials('济宁', '')).toBe(false);
  });
});
