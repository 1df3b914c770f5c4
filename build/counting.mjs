/**
 * Counts what the test runners report, so that `npm test` can end with one line over all kinds of checks. A runner that
 * breaks down (a file that can't be loaded, no report at all) counts as a failure, never as nothing.
 */

/** @typedef {{ readonly passed: number; readonly failed: number; readonly skipped: number }} Count */

export const nothing = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/** @param {boolean} passed @returns {Count} */
export function countOne(passed) {
  return passed ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** @param {readonly Count[]} counts @returns {Count} */
export function sum(counts) {
  return counts.reduce(
    (total, count) => ({
      passed: total.passed + count.passed,
      failed: total.failed + count.failed,
      skipped: total.skipped + count.skipped,
    }),
    nothing,
  );
}

/** A runner that ended with an error must leave at least one failure behind. @param {Count} count @param {number} exitCode @returns {Count} */
function withExitCode(count, exitCode) {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/**
 * @param {string | undefined} report text of vitest's JSON report; undefined when none was written
 * @param {number} exitCode
 * @returns {Count}
 */
export function countVitest(report, exitCode) {
  if (report === undefined) return countOne(false);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(report);
  // a file that could not be loaded has no tests that failed
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const count = { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests };
  return withExitCode(count, exitCode);
}

/**
 * @param {string | undefined} report text of Playwright's JSON report; undefined when none was written
 * @param {number} exitCode
 * @returns {Count}
 */
export function countPlaywright(report, exitCode) {
  if (report === undefined) return countOne(false);
  const { stats } = JSON.parse(report);
  return withExitCode({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }, exitCode);
}

/** The last line of `npm test`. @param {Count} count */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
