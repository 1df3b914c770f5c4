import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimatePassphrase, PASSPHRASE_MIN_LENGTH, PASSPHRASE_MIN_SCORE } from '#shared/domain/passphrase.ts';

const context = { departmentName: '济宁高新区行政审批服务局', operator: '王建国' };
const estimate = (passphrase: string) => estimatePassphrase(passphrase, context);

describe('estimatePassphrase', () => {
  it.each([
    ['1234567890', '相连'],
    ['0987654321', '相连'],
    ['qwertyuiop', '相连'],
    ['abcdefghijkl', '相连'],
    ['1qaz2wsx3edc', '相连'],
    ['aaaaaaaaaaaa', '重复'],
    ['abcabcabcabc', '重复'],
    ['Sg26!Sg26!Sg26!', '重复'],
    ['password123', '常见'],
    ['P@ssw0rd2025!', '常见'],
    ['woaini1314520', '常见'],
    ['Jining@2026', '常见'],
    ['我爱你中国我爱你北京', '常见'],
    ['19850312zhang', '生日'],
    ['13812345678', '手机号码'],
    ['zhangsanlisi', '拼音'],
    ['济宁高新区审批局2026', '部门名称'],
    ['王建国12345678', '姓名'],
  ])('%s is refused, and says why', (passphrase, reason) => {
    const { allowed, score, advice } = estimate(passphrase);
    expect(allowed).toBe(false);
    expect(score).toBeLessThan(PASSPHRASE_MIN_SCORE);
    expect(advice.join('')).toContain(reason);
  });

  it.each([
    'xkqzvbtplw',
    '7Hk#9qLm2x',
    '窗台上的第七只猫爱吃橘子',
    'correcthorsebatterystaple',
    '清晨 铁皮 骆驼 37 便当',
    'laohu4-chabei-9dian',
  ])('%s is allowed', (passphrase) => {
    expect(estimate(passphrase)).toMatchObject({ allowed: true });
  });

  it('needs ten characters as people count them, however good they are', () => {
    const short = estimate('7Hk#9qL窗橘');
    expect(short).toMatchObject({ allowed: false, length: 9 });
    expect(short.advice[0]).toBe('口令至少 10 个字符，现在是 9 个，请加长。');
    expect(estimate('𬭎𬭎').length).toBe(2);
    expect(estimate('')).toMatchObject({ score: 0, allowed: false, length: 0 });
  });
  it('has nothing to advise for a very strong one', () => {
    expect(estimate('窗台上的第七只猫爱吃橘子')).toMatchObject({ score: 4, advice: [] });
  });
  it('knows the department and the operator only when told', () => {
    expect(estimatePassphrase('王建国与欧阳铁柱的口令').score).toBeGreaterThan(
      estimatePassphrase('王建国与欧阳铁柱的口令', { operator: '王建国与欧阳铁柱' }).score,
    );
  });
  it('sees through full-width characters', () => {
    expect(estimate('１２３４５６７８９０').allowed).toBe(false);
  });

  it('keeps its own rule for any text, quickly', () => {
    const text = fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: fc.constantFrom(...'aio1王国高新'), maxLength: 60 }));
    fc.assert(
      fc.property(text, (passphrase) => {
        const { score, allowed, length, advice } = estimate(passphrase);
        expect(allowed).toBe(length >= PASSPHRASE_MIN_LENGTH && score >= PASSPHRASE_MIN_SCORE);
        if (!allowed) expect(advice.length).toBeGreaterThan(0);
        for (const sentence of advice) expect(sentence).toMatch(/。$/);
      }),
    );
    const begin = performance.now();
    estimate('ia'.repeat(500));
    expect(performance.now() - begin).toBeLessThan(1000);
  });
  it('a random tail never makes it weaker', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (head) => {
        expect(estimate(`${head} 骆驼#7便当Kq窗台`).score).toBeGreaterThanOrEqual(estimate(head).score);
      }),
    );
  });
});
