import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, toDayNumber } from '#shared/domain/dates.ts';
import {
  counterpartKey,
  isIndividualBusinessUscc,
  looksLikeRegistrationNumber,
  looksRounded,
  looksScientific,
  makeCitizenId,
  makeUscc,
  maskCertificate,
  maskCitizenId,
  maskTelephone,
  NO_USCC,
  normaliseCode,
  normaliseDecisionNumber,
  readCitizenId,
  readUscc,
  recordKey,
  upgradeCitizenId,
} from '#shared/domain/identifiers.ts';

/** any code points, lone surrogates included */
const anyText = fc.string({ unit: fc.nat(0x10ffff).map((codePoint) => String.fromCodePoint(codePoint)) });
const TODAY = '2026-11-23';
const USCC_SET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const body = fc.string({ unit: fc.constantFrom(...USCC_SET), minLength: 8, maxLength: 8 });
const uscc = fc.tuple(fc.constantFrom('91', '92', '11', '12', '52', '93'), digits(6), body).map((parts) => makeUscc(...parts));
const birth = fc.integer({ min: toDayNumber('1900-01-01'), max: toDayNumber(TODAY) }).map(fromDayNumber);
const citizenId = fc
  .tuple(fc.integer({ min: 110000, max: 659999 }), birth, fc.integer({ min: 0, max: 999 }))
  .map(([division, date, sequence]) => makeCitizenId(String(division), date, sequence));

function withCharacter(code: string, position: number, character: string): string {
  return code.slice(0, position) + character + code.slice(position + 1);
}

describe('统一社会信用代码 (GB 32100-2015)', () => {
  it('accepts codes in use', () => {
    for (const code of ['91320100748204660Q', '91320281142232229Q', '91310000132215150M', '91440300618819640R']) {
      expect(readUscc(code)).toEqual({ value: code, state: 'valid' });
    }
  });
  it('normalises full width, lower case and white space', () => {
    expect(readUscc('９１３２０１００７４８２０４６６０ｑ')).toEqual({ value: '91320100748204660Q', state: 'valid' });
    expect(readUscc(' 9132 0100\u00a07482\u30000466\u200b0q\n')).toEqual({ value: '91320100748204660Q', state: 'valid' });
  });
  it('tells a failing check character from wrong characters and wrong length', () => {
    expect(readUscc('91320100748204660R').state).toBe('checkCharacterFails');
    expect(readUscc('91320100748204660I').state).toBe('wrongCharacters');
    for (const letter of 'IOSVZ') expect(readUscc(withCharacter('91320100748204660Q', 8, letter)).state).toBe('wrongCharacters');
    expect(readUscc('9132010074820466').state).toBe('wrongLength');
    expect(readUscc('').state).toBe('wrongLength');
  });
  it('knows the agreed "has none"', () => {
    expect(readUscc('00000000000000000x')).toEqual({ value: NO_USCC, state: 'none' });
  });
  it('makes valid codes and notices every single wrong character', () => {
    fc.assert(
      fc.property(uscc, fc.nat(17), fc.constantFrom(...USCC_SET), (code, position, character) => {
        expect(readUscc(code)).toEqual({ value: code, state: 'valid' });
        if (code[position] !== character) expect(readUscc(withCharacter(code, position, character)).state).toBe('checkCharacterFails');
      }),
    );
  });
  it('reads any text without throwing, and the value is a fixed point', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(readUscc(readUscc(text).value)).toEqual(readUscc(text));
      }),
    );
  });
  it('refuses parts that cannot make a code', () => {
    expect(() => makeUscc('91', '37089', 'MA3C8DTF')).toThrow(RangeError);
    expect(() => makeUscc('91', '370890', 'MA3C8DTI')).toThrow(RangeError);
  });
  it('makes the code of a real organisation from its parts (GB 11714 inside)', () => {
    expect(makeUscc('91', '370811', 'MA3C8DTF')).toBe('91370811MA3C8DTFX9');
  });
  it('knows individual businesses by 92', () => {
    expect(isIndividualBusinessUscc(makeUscc('92', '370811', 'MA3C8DTF'))).toBe(true);
    expect(isIndividualBusinessUscc('91320100748204660Q')).toBe(false);
  });
});

describe('工商注册号', () => {
  it('is recognised by shape, 15 digits or the older 13', () => {
    expect(looksLikeRegistrationNumber('370800228012345')).toBe(true);
    expect(looksLikeRegistrationNumber('3708002801234')).toBe(true);
    expect(looksLikeRegistrationNumber('37080022801234')).toBe(false);
  });
});

describe('公民身份证号码 (GB 11643-1999)', () => {
  it('accepts the example of the standard, x for X', () => {
    expect(readCitizenId('11010519491231002x', TODAY)).toEqual({ value: '11010519491231002X', state: 'valid' });
  });
  it('normalises full width and spaces', () => {
    expect(readCitizenId('１１０１０５ １９４９１２３１ ００２Ｘ', TODAY).state).toBe('valid');
  });
  it('says what is wrong', () => {
    expect(readCitizenId('110105194912310021', TODAY).state).toBe('checkCharacterFails');
    expect(readCitizenId('110105194902300021', TODAY).state).toBe('impossibleDate');
    expect(readCitizenId(makeCitizenId('110105', '2026-11-24', 2), TODAY).state).toBe('impossibleDate');
    expect(readCitizenId(makeCitizenId('110105', '2026-11-23', 2), TODAY).state).toBe('valid');
    expect(readCitizenId('1101051949123100', TODAY).state).toBe('wrongLength');
    expect(readCitizenId('11010519491231O02X', TODAY).state).toBe('wrongCharacters');
    expect(readCitizenId('110105X94912310021', TODAY).state).toBe('wrongCharacters');
  });
  it('recognises old 15-digit numbers and their 18-digit form', () => {
    expect(readCitizenId('110105491231002', TODAY)).toEqual({ value: '110105491231002', state: 'old15' });
    expect(readCitizenId('110105491331002', TODAY).state).toBe('impossibleDate');
    expect(upgradeCitizenId('110105491231002')).toBe('11010519491231002X');
  });
  it('makes valid numbers and notices every single wrong digit and every exchange of neighbours', () => {
    fc.assert(
      fc.property(citizenId, fc.nat(16), fc.integer({ min: 1, max: 9 }), (code, position, shift) => {
        expect(readCitizenId(code, TODAY).state).toBe('valid');
        const digit = String((Number(code[position]) + shift) % 10);
        expect(readCitizenId(withCharacter(code, position, digit), TODAY).state).not.toBe('valid');
        const [left, right] = [code[position] ?? '', code[position + 1] ?? ''];
        const exchanged = withCharacter(withCharacter(code, position, right), position + 1, left);
        if (left !== right) expect(readCitizenId(exchanged, TODAY).state).not.toBe('valid');
      }),
    );
  });
});

describe('damage done by spreadsheets', () => {
  it('sees scientific notation', () => {
    expect(looksScientific('3.70811E+17')).toBe(true);
    expect(looksScientific('1e+17')).toBe(true);
    expect(looksScientific('37081119900101123X')).toBe(false);
    expect(looksScientific('2E1')).toBe(false);
  });
  it('sees a number cut to 15 digits', () => {
    expect(looksRounded('370102199001011000')).toBe(true);
    expect(looksRounded('370102199001011234')).toBe(false);
    expect(looksRounded('91320100748204000Q')).toBe(false);
  });
});

describe('masks', () => {
  it('hides birth date and sequence of a citizen ID', () => {
    expect(maskCitizenId('370811199001011234')).toBe('370811********1234');
    expect(maskCitizenId('370811900101123')).toBe('370811*****1123');
    expect(maskCitizenId('123')).toBe('***');
  });
  it('hides the middle of other certificates', () => {
    expect(maskCertificate('E12345678')).toBe('E1*****78');
    expect(maskCertificate('E1')).toBe('**');
  });
  it('hides telephone numbers wherever they stand', () => {
    expect(maskTelephone('13812345678')).toBe('138****5678');
    expect(maskTelephone('张三 138 1234 5678')).toBe('张三 138 **** 5678');
    expect(maskTelephone('3255555')).toBe('***5555');
    expect(maskTelephone('０５３７３２５５５５５')).toBe('０５３****５５５５');
    expect(maskTelephone('8 楼 302 室')).toBe('8 楼 302 室');
  });
  it('never shows more than 7 digits of a number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 7, max: 18 }).chain(digits), (number) => {
        const shown = maskTelephone(number).replaceAll('*', '').length;
        expect(shown).toBeLessThanOrEqual(7);
        expect(shown).toBeLessThan(number.length);
      }),
    );
  });
});

describe('the key of a record: same 法律文书编号 and same counterpart', () => {
  const draft = { decisionNumber: '济高新审〔2026〕1号', counterpartName: '济宁某某有限公司', uscc: '91320100748204660Q' };
  it('is the same for every spelling of the number and the code', () => {
    const other = {
      decisionNumber: '济高新审（2026） １号',
      counterpartName: '改名后的公司',
      uscc: '９１３２０１００７４８２０４６６０ｑ',
    };
    expect(recordKey(other)).toBe(recordKey(draft));
    expect(normaliseDecisionNumber('[2020] 3号')).toBe(normaliseDecisionNumber('〔2020〕3号'));
  });
  it('differs by number and by counterpart', () => {
    expect(recordKey({ ...draft, decisionNumber: '济高新审〔2026〕11号' })).not.toBe(recordKey(draft));
    expect(recordKey({ ...draft, uscc: '91320281142232229Q' })).not.toBe(recordKey(draft));
  });
  it('falls back to the name, brackets and spaces aside', () => {
    const { uscc: _, ...unidentified } = draft;
    const spelt = { ...unidentified, counterpartName: '济宁 某某有限公司' };
    expect(recordKey(unidentified)).toBe(recordKey(spelt));
    expect(recordKey({ ...unidentified, uscc: '—' })).toBe(recordKey(unidentified));
  });
  it('knows a person by the old and the new number', () => {
    expect(counterpartKey({ name: '甲', identity: { value: '110105491231002' } })).toBe(
      counterpartKey({ name: '乙', identity: { value: '11010519491231002X' } }),
    );
  });
  it('takes the person’s number where the row says 自然人 and holds both', () => {
    const both = { ...draft, counterpartKind: '自然人', citizenId: '11010519491231002X' };
    expect(recordKey(both)).toContain('11010519491231002X');
    expect(recordKey({ ...both, counterpartKind: '法人' })).toBe(recordKey(draft));
  });
  it('normalises codes to a fixed point', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normaliseCode(normaliseCode(text))).toBe(normaliseCode(text));
      }),
    );
  });
});
