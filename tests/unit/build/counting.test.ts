import { describe, expect, it } from 'vitest';
import { countOne, countPlaywright, countVitest, nothing, sum, summaryLine } from '../../../build/counting.mjs';
import { chooseStages } from '../../../build/test.mjs';

const vitest = (counts: Partial<Record<string, number>>, files: readonly unknown[] = []): string =>
  JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: files, ...counts });
const playwright = (counts: Partial<Record<string, number>>): string =>
  JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...counts } });

describe('counting the results of npm test', () => {
  it('takes the unit tests one by one', () => {
    const report = vitest({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
    expect(countVitest(report, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('counts a test file that could not be loaded as a failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    expect(countVitest(vitest({ numPassedTests: 5, numFailedTests: 1 }, [broken, failing]), 1)).toEqual({
      passed: 5,
      failed: 2,
      skipped: 0,
    });
  });

  it('never takes a runner that broke down for a success', () => {
    expect(countVitest(undefined, 0).failed).toBe(1);
    expect(countPlaywright(undefined, 1).failed).toBe(1);
    expect(countVitest(vitest({ numPassedTests: 5 }), 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
    expect(countPlaywright(playwright({ expected: 3 }), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('takes the end-to-end tests one by one', () => {
    expect(countPlaywright(playwright({ expected: 3, unexpected: 1, skipped: 2 }), 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('ends with one line', () => {
    const total = sum([countOne(true), countOne(false), nothing, { passed: 10, failed: 0, skipped: 0 }]);
    expect(summaryLine(total)).toBe('11 passed, 1 failed');
    expect(summaryLine({ ...total, skipped: 3 })).toBe('11 passed, 1 failed, 3 skipped');
  });
});

describe('choosing what npm test runs', () => {
  it.each([
    [[], { filter: [], checks: true, unit: true, endToEnd: true }],
    [['--unit'], { filter: [], checks: false, unit: true, endToEnd: false }],
    [['--e2e', 'exchange'], { filter: ['exchange'], checks: false, unit: false, endToEnd: true }],
    [['--checks', '--unit'], { filter: [], checks: true, unit: true, endToEnd: false }],
    [['journal'], { filter: ['journal'], checks: false, unit: true, endToEnd: true }],
  ])('%j', (argv, expected) => {
    expect(chooseStages(argv)).toEqual(expected);
  });

  it('refuses an argument it does not know', () => {
    expect(() => chooseStages(['--e2'])).toThrow('--e2');
  });
});
