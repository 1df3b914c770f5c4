import { afterEach, describe, expect, it, vi } from 'vitest';
import { reportBug } from '#renderer/app/bugs.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Node has no window; what is asked of the main process is kept instead */
function listen(): { message: string; stack: string }[] {
  const reports: { message: string; stack: string }[] = [];
  vi.stubGlobal('window', {
    host: {
      reportBug: async (report: { message: string; stack: string }) => {
        reports.push(report);
        return { ok: true, value: undefined };
      },
    },
  });
  return reports;
}

describe('bug reports carry no data', () => {
  it('sends the name and the frames, never the message', () => {
    const reports = listen();
    reportBug(new TypeError('unhandled case: {"name":"王小明","citizenId":"370811199001011234"}\nsecond line 王小明'), 'page');
    expect(reports).toHaveLength(1);
    expect(reports[0]?.message).toBe('page: TypeError');
    expect(reports[0]?.stack).toMatch(/^\s*at /);
    expect(JSON.stringify(reports)).not.toMatch(/王小明|370811/);
  });

  it('takes whatever was thrown', () => {
    const reports = listen();
    reportBug('王小明', 'promise');
    reportBug(undefined, 'promise');
    expect(reports).toEqual([
      { message: 'promise: string', stack: '' },
      { message: 'promise: undefined', stack: '' },
    ]);
  });

  it('stays within what the main process accepts', () => {
    const reports = listen();
    const error = new Error('x');
    error.stack = '    at somewhere (file.js:1:1)\n'.repeat(5000);
    reportBug(error, 'window');
    expect(reports[0]?.stack.length).toBeLessThanOrEqual(20_000);
  });
});
