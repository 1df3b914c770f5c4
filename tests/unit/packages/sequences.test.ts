import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openGaps, openSequences, sequencesText } from '#renderer/features/exchange/sequences.ts';
import type { GapRow } from '#shared/workstation/api.ts';

const gap = (part: Partial<GapRow>): GapRow => ({
  gapId: 'gap',
  direction: 'in',
  departmentId: '11370800MB00000198',
  departmentName: '高新区行政审批服务局',
  series: '0198f3c2',
  seriesLabel: '',
  sequences: [12],
  packages: [],
  reported: false,
  explained: [],
  ...part,
});

describe('package numbers in words', () => {
  it('names one, joins runs, and says whose computer counted', () => {
    expect(sequencesText([12])).toBe('第 12 包');
    expect(sequencesText([9, 4, 3, 5])).toBe('第 3–5、9 包');
    expect(sequencesText([12], 'a3f0')).toBe('第 12 包（电脑 a3f0）');
  });

  it('stays short however many holes there are, and then says how many packages are missing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 400 }), (sequences) => {
        const text = sequencesText(sequences);
        expect(text.length).toBeLessThan(120);
        if (text.includes('等')) expect(text).toContain(` 等 ${sequences.length.toLocaleString('zh-CN')} 包`);
      }),
    );
  });
});

describe('what is still open of a gap', () => {
  const explained = [{ sequences: [12], reason: '作废', at: '2026-11-24T01:00:00.000Z', by: '王经办' }];

  it('is what nobody explained', () => {
    expect(openSequences(gap({ sequences: [12, 13], explained }))).toEqual([13]);
  });

  it('is told no longer once everything is explained', () => {
    expect(openGaps([gap({ explained }), gap({ gapId: 'other' })]).map((row) => row.gapId)).toEqual(['other']);
  });
});
