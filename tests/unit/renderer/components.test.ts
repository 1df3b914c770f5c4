import { describe, expect, it } from 'vitest';
import { placeText } from '#renderer/components/failure-alert.tsx';
import { matchesCombination, parseCombination } from '#renderer/components/use-hotkey.ts';

describe('placeText', () => {
  it('names every part of a place, in reading order', () => {
    expect(placeText({ file: '许可.xlsx', sheet: 'Sheet1', row: 12, column: 'C' })).toBe('文件 许可.xlsx，工作表 Sheet1，第 12 行，C 列');
    expect(placeText({ path: 'data/entries.ndjson' })).toBe('位置 data/entries.ndjson');
    expect(placeText(undefined)).toBe('');
  });
});

const press = (key: string, more: Partial<Parameters<typeof matchesCombination>[0]> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const hits = (combination: string, event: Parameters<typeof matchesCombination>[0]) =>
  matchesCombination(event, parseCombination(combination));

describe('hotkeys', () => {
  it('needs exactly the modifiers that are named', () => {
    expect(hits('Ctrl+L', press('l', { ctrlKey: true }))).toBe(true);
    expect(hits('Ctrl+L', press('L', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(hits('Ctrl+L', press('l'))).toBe(false);
    expect(hits('Ctrl+L', press('l', { ctrlKey: true, altKey: true }))).toBe(false);
    expect(hits('F1', press('F1'))).toBe(true);
    expect(hits('F1', press('F1', { altKey: true }))).toBe(false);
  });

  it('takes the digit row whatever the input method makes of it', () => {
    expect(hits('Alt+1', press('¡', { altKey: true, code: 'Digit1' }))).toBe(true);
  });

  it('leaves Shift open for signs that need it on some keyboards', () => {
    expect(hits('/', press('/', { shiftKey: true }))).toBe(true);
  });
});
