import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeForLetters,
  compareDocumentNumbers,
  findDocumentNumbers,
  formatDocumentNumber,
  isDocumentCode,
  parseDocumentNumber,
  readDocumentNumber,
} from '#shared/domain/document-number.ts';
import type { DocumentNumber } from '#shared/domain/letter.ts';
import { documentNumberSchema } from '#shared/ledger/letter-entries.ts';

const twelve: DocumentNumber = { code: '济高新审函', year: 2026, sequence: 12 };

const anyNumber: fc.Arbitrary<DocumentNumber> = fc.record({
  code: fc.array(fc.constantFrom(...'济高新审市监应急环建函办字A'), { minLength: 1, maxLength: 20 }).map((letters) => letters.join('')),
  year: fc.integer({ min: 1949, max: 2999 }),
  sequence: fc.integer({ min: 1, max: 99_999 }),
});

function problemCodes(text: string): readonly string[] | undefined {
  const reading = readDocumentNumber(text);
  return reading.ok ? reading.value.problems.map(({ code }) => code) : undefined;
}

describe('发文字号 (GB/T 9704 7.2.5)', () => {
  it('is 机关代字〔年〕序号 with U+3014 and U+3015', () => {
    expect(formatDocumentNumber(twelve)).toBe('济高新审函\u30142026\u301512号');
    expect(parseDocumentNumber('济高新审函〔2026〕12号')).toEqual({ ok: true, value: twelve });
  });
  it('is read back as it was written, strictly and tolerantly, within the bounds of what is stored', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const text = formatDocumentNumber(number);
        expect(documentNumberSchema.safeParse(number).success).toBe(true);
        expect(parseDocumentNumber(text)).toEqual({ ok: true, value: number });
        expect(readDocumentNumber(text)).toEqual({ ok: true, value: { number, problems: [] } });
        expect(findDocumentNumbers(`按照《通知》（${text}）办理`)).toEqual([
          { start: 7 + number.code.length, end: 7 + text.length, problems: [] },
        ]);
      }),
    );
  });
  it('strictly: nothing else is one', () => {
    for (const text of [
      '',
      '〔2026〕12号',
      '济高新审函〔2026〕0号',
      '济高新审函〔2026〕012号',
      '济高新审函〔2026〕第12号',
      '济高新审函[2026]12号',
      '济高新审函〔26〕12号',
      '济高新审函〔2026〕12',
      '济高新审函〔2026〕12号 ',
      '济高新审函 〔2026〕12号',
      '济高新审函〔1026〕12号',
      '济高新审函〔2026〕100000号',
      `${'济'.repeat(21)}〔2026〕12号`,
    ]) {
      expect(parseDocumentNumber(text).ok, text).toBe(false);
    }
  });
  it('tolerantly: the common wrong forms give the number that is meant, and a problem each', () => {
    const forms: readonly (readonly [string, readonly string[]])[] = [
      ['济高新审函[2026]12号', ['brackets']],
      ['济高新审函(2026)12号', ['brackets']],
      ['济高新审函（2026）12号', ['brackets']],
      ['济高新审函【2026】12号', ['brackets']],
      ['济高新审函〔2026］12号', ['brackets']],
      ['济高新审函〔2026〕第12号', ['ordinal']],
      ['济高新审函〔2026〕012号', ['leading-zero']],
      ['济高新审函〔26〕12号', ['short-year']],
      ['济高新审函〔2026〕12', ['suffix']],
      ['济高新审函〔2026年〕12号', ['year-word']],
      ['济高新审函〔２０２６〕１２号', ['full-width']],
      ['济高新审函 〔2026〕 12 号', ['spaces']],
      ['济高新审函〔 2026〕12号', ['spaces']],
      ['济高新审函[2026]第0012号', ['brackets', 'ordinal', 'leading-zero']],
    ];
    for (const [text, problems] of forms) {
      expect(problemCodes(text), text).toEqual(problems);
      expect(readDocumentNumber(text), text).toMatchObject({ value: { number: twelve } });
    }
    expect(readDocumentNumber(' 济高新审函〔2026〕12号 ')).toEqual({ ok: true, value: { number: twelve, problems: [] } });
  });
  it('says so in Chinese when no number can be read', () => {
    for (const text of ['', '无', '2026-12', '济高新审函12号', '〔2026〕12号', '济高新审函〔2026〕号', '济高新审函〔2026〕00号']) {
      const reading = readDocumentNumber(text);
      expect(reading, text).toMatchObject({ ok: false, error: { code: 'number.unreadable' } });
    }
  });
  it('in running text: finds every one with its place, and no court case, order or standard', () => {
    const text = '依据济高新审函[2026]第02号和济高新办发〔2019〕37号';
    const [first, second] = findDocumentNumbers(text);
    expect(text.slice(first?.start, first?.end)).toBe('[2026]第02号');
    expect(first?.problems.map(({ code }) => code)).toEqual(['brackets', 'ordinal', 'leading-zero']);
    expect(second?.problems).toEqual([]);
    expect(findDocumentNumbers('（2023）鲁0811民初123号、国务院令第2号、GB/T 9704-2012、楼（12）')).toEqual([]);
  });
  it('a 机关代字 is one that can be read back', () => {
    for (const code of ['济高新审函', '济高新管办字', '鲁政办发']) expect(isDocumentCode(code), code).toBe(true);
    for (const code of ['', '济高新 审', '济高新审〔', '济高新审2', '济'.repeat(21)]) expect(isDocumentCode(code), code).toBe(false);
  });
  it('a letter’s 机关代字 ends in 函 once, and can always be read back', () => {
    expect(codeForLetters('济高新审')).toBe('济高新审函');
    expect(codeForLetters('济高新审函')).toBe('济高新审函');
    expect(codeForLetters('')).toBe('');
    expect(isDocumentCode(codeForLetters('济'.repeat(20)))).toBe(true);
  });
  it('is ordered by code, year and number, not by text', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, anyNumber, (a, b, c) => {
        expect(Math.sign(compareDocumentNumbers(a, b))).toBe(-Math.sign(compareDocumentNumbers(b, a)) + 0);
        expect(compareDocumentNumbers(a, b) === 0).toBe(formatDocumentNumber(a) === formatDocumentNumber(b));
        const sorted = [a, b, c].sort(compareDocumentNumbers);
        expect([c, b, a].sort(compareDocumentNumbers)).toEqual(sorted);
      }),
    );
    expect(compareDocumentNumbers({ ...twelve, sequence: 9 }, { ...twelve, sequence: 10 })).toBeLessThan(0);
  });
});
