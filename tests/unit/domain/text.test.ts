import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, comparableText, isBlank } from '#shared/domain/text.ts';

/** any code points, lone surrogates included, the ones that matter here often */
const anyText = fc.string({
  unit: fc.oneof(
    fc.nat(0x10ffff).map((codePoint) => String.fromCodePoint(codePoint)),
    fc.constantFrom(...' \n\r\t\u3000\u200b\u2028e\u0301（）［〔甲1', '\ud842', '\udfb7'),
  ),
});

describe('cleanLine', () => {
  it('trims U+3000, NBSP and the byte order mark', () => {
    expect(cleanLine('\u3000\u00a0\ufeff济宁某某公司\u00a0\u3000')).toBe('济宁某某公司');
  });
  it('drops a line break between Chinese characters and makes it a space elsewhere', () => {
    expect(cleanLine('济宁市某某\r\n有限公司')).toBe('济宁市某某有限公司');
    expect(cleanLine('某某（济宁）\n有限公司')).toBe('某某（济宁）有限公司');
    expect(cleanLine('Siemens\nLtd.')).toBe('Siemens Ltd.');
    expect(cleanLine('张三\n13800000000')).toBe('张三 13800000000');
  });
  it('removes what nobody can see, direction overrides and lone surrogates included', () => {
    expect(cleanLine('a\u200bb\u202ec\u0007d\ud800e')).toBe('abcde');
  });
  it('keeps characters beyond the basic plane', () => {
    expect(cleanLine('刘𬭎\n𬭎')).toBe('刘𬭎𬭎');
    expect(cleanLine('\u200b王𬭎')).toBe('王𬭎');
  });
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanLine(cleanLine(text))).toBe(cleanLine(text));
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });
});

describe('cleanText', () => {
  it('keeps line breaks, as line feeds', () => {
    expect(cleanText(' 一、甲\r\n二、乙\r三、丙\u2028四、丁\u200b ')).toBe('一、甲\n二、乙\n三、丙\n四、丁');
  });
});

describe('isBlank', () => {
  it('takes the usual placeholders for nothing', () => {
    for (const text of ['', ' ', '\u3000', '-', '—', '——', '/', '无', 'NULL', 'null', 'N/A']) expect(isBlank(text), text).toBe(true);
    expect(isBlank(undefined)).toBe(true);
  });
  it('leaves words alone', () => {
    for (const text of ['无锡', '0', '无固定期限', '空港']) expect(isBlank(text), text).toBe(false);
  });
});

describe('comparableText', () => {
  it('makes every kind of bracket, width and space alike', () => {
    const spellings = [
      '宁新区〔2025〕1号',
      '宁新区[2025]1号',
      '宁新区（2025）１号',
      '宁新区【2025】 1 号',
      '宁新区［2025］\u30001号',
      '宁新区(2025)1\u200b号',
    ];
    expect(new Set(spellings.map(comparableText))).toEqual(new Set(['宁新区(2025)1号']));
  });
  it('makes every kind of middle dot alike', () => {
    expect(new Set(['买买提·艾力', '买买提•艾力', '买买提・艾力', '买买提･艾力'].map(comparableText)).size).toBe(1);
  });
  it('is the same before and after cleaning, so that a kept record is recognised in its table', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(comparableText(cleanLine(text))).toBe(comparableText(text));
      }),
      { numRuns: 2000 },
    );
  });
});
