import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { required } from '../../../build/node-workstation.ts';
import { CODE, content, issue, letterDraft } from './letters-helpers.ts';
import { RECIPIENT, TwoDepartments } from './two-departments.ts';

let two: TwoDepartments;

beforeEach(async () => {
  two = await TwoDepartments.create();
});
afterEach(async () => {
  await two.remove();
});

function tick(): void {
  two.now = new Date(two.now.getTime() + 60_000);
}

describe('the register of numbers', () => {
  it('explains every hole: a voided number keeps its reason and is never given out', async () => {
    await issue(two.sender);
    const number = { code: CODE, year: 2026, sequence: 2 };
    expect(await two.sender.workstation.voidNumber({ number, reason: '废' })).toMatchObject({
      ok: false,
      error: { code: 'number.reason' },
    });
    const taken = { number: { ...number, sequence: 1 }, reason: '打印错误' };
    expect(await two.sender.workstation.voidNumber(taken)).toMatchObject({ ok: false, error: { code: 'number.issued' } });
    required(await two.sender.workstation.voidNumber({ number, reason: '纸质稿编号后撤回' }));
    expect((await issue(two.sender)).number).toBe('济高新审函〔2026〕3号');
    expect(required(await two.sender.workstation.numberRegister())).toMatchObject([
      { code: CODE, year: 2026, next: 4, voided: [{ sequence: 2, reason: '纸质稿编号后撤回' }], holes: [], problems: [] },
    ]);
  });
});

describe('the 机关代字 that is proposed', () => {
  const proposed = async (kind: Parameters<typeof two.sender.workstation.proposedCode>[0]) =>
    required(await two.sender.workstation.proposedCode(kind));

  it('is the one that this kind of letter had last this year; before there is any, the department’s own with 函', async () => {
    expect(await proposed('inquiry')).toBe('济高新审函');
    const letter = letterDraft();
    await issue(two.sender, letter, '济高新审办函');
    tick();
    expect(await proposed('inquiry')).toBe('济高新审办函');
    // another kind isn't numbered by what the inquiries had
    expect(await proposed('reply')).toBe('济高新审函');
    await issue(two.sender, letterDraft(), '济高新审询');
    expect(await proposed('inquiry')).toBe('济高新审询');
    await two.restart('sender');
    expect(await proposed('inquiry')).toBe('济高新审询');
    // a new year begins with new books
    two.now = new Date('2027-01-05T02:00:00.000Z');
    expect(await proposed('inquiry')).toBe('济高新审函');
  });

  it('is what the register shows as this year’s book', async () => {
    const [book] = required(await two.sender.workstation.numberRegister());
    expect(book).toMatchObject({ code: await proposed('inquiry'), year: 2026, next: 1 });
  });

  it('is never another department’s: issuing with it would be refused', async () => {
    await issue(two.sender, letterDraft(), '济高新应急函');
    expect(await proposed('inquiry')).toBe('济高新应急函');
    const other = { ...RECIPIENT, uscc: '11370800MB00000353', name: '高新区应急管理局', documentCode: '济高新应急' };
    required(await two.sender.workstation.saveDirectoryDepartment(other));
    expect(await proposed('inquiry')).toBe('济高新审函');
  });
});

describe('templates of the users', () => {
  it('are kept by name, changed and taken away', async () => {
    required(await two.sender.workstation.saveTemplate({ name: '常用函询', content: content() }));
    expect(await two.sender.workstation.saveTemplate({ name: '常用函询', content: content() })).toMatchObject({
      ok: false,
      error: { code: 'letterTemplate.name-taken' },
    });
    const [row] = required(await two.sender.workstation.letterTemplates());
    if (!row) throw new Error('no template');
    required(await two.sender.workstation.saveTemplate({ templateId: row.templateId, name: '函询', content: content() }));
    expect(required(await two.sender.workstation.letterTemplates())).toEqual([{ ...row, name: '函询', kind: 'inquiry' }]);
    required(await two.sender.workstation.removeTemplate(row.templateId));
    expect(required(await two.sender.workstation.letterTemplates())).toEqual([]);
  });
});
