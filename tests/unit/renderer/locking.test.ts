import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useBugs } from '#renderer/app/bugs.ts';
import { lockNow, readAppInfo } from '#renderer/app/locking.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSelection } from '#renderer/app/selection.ts';
import { useSession } from '#renderer/app/session.ts';
import { onLock } from '#renderer/app/view-state.ts';
import { workstation } from '#renderer/app/workstation-client.ts';
import { gridPlace } from '#renderer/components/record-grid-layout.ts';
import { ok } from '#shared/domain/result.ts';
import type { AppInfo } from '#shared/ipc.ts';

const info: AppInfo = {
  version: '0',
  electron: '0',
  chromium: '0',
  platform: 'linux',
  profileDirectory: '/profile',
  demo: false,
  state: 'unlocked',
  problem: undefined,
  department: undefined,
  operator: '张敏',
  workstationName: '一号机',
  idleMinutes: 10,
  waitMilliseconds: 0,
  demoPassphrase: undefined,
};
const ledger = { entries: 1, segments: 1, records: 1, headDigest: '', readOnly: false, damagedSegments: [], notices: [] };

/** the main process's part, as far as locking talks to it; Node has no window and no preload */
function host(state: AppInfo['state']) {
  let current = state;
  const calls: string[] = [];
  return {
    calls,
    appInfo: async () => {
      calls.push('appInfo');
      return ok({ ...info, state: current });
    },
    lock: async () => {
      calls.push('lock');
      current = 'locked';
      return ok(undefined);
    },
  };
}

beforeEach(() => {
  useSession.setState({ info, ledger, revision: 3 });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('locking leaves nothing of the ledger in the window', () => {
  it('takes the shell away and empties every store before the main process has answered', async () => {
    const main = host('unlocked');
    vi.stubGlobal('window', { host: main });
    const forgotten = vi.fn();
    onLock(forgotten);
    useNavigation.setState({ page: { name: 'approval', recordId: 'r1' }, history: [{ name: 'inbox' }], guard: async () => false });
    useSelection.getState().setRecords(['r1', 'r2']);
    useBugs.getState().add();
    gridPlace('approvals').offset = 4000;

    const locked = lockNow();
    expect(useSession.getState()).toMatchObject({ info: { state: 'locked' }, ledger: undefined, revision: 0 });
    expect(useNavigation.getState()).toMatchObject({ page: { name: 'home' }, history: [], guard: undefined });
    expect(useSelection.getState().records).toEqual([]);
    expect(useBugs.getState().count).toBe(0);
    expect(gridPlace('approvals').offset).toBe(0);
    expect(forgotten).toHaveBeenCalledOnce();
    expect(() => workstation()).toThrow('locked');
    await locked;
    expect(main.calls).toEqual(['lock', 'appInfo']);
    expect(useSession.getState().info?.state).toBe('locked');
  });

  it('locks once when it is asked twice at the same time', async () => {
    const main = host('unlocked');
    vi.stubGlobal('window', { host: main });
    await Promise.all([lockNow(), lockNow()]);
    expect(main.calls.filter((name) => name === 'lock')).toHaveLength(1);
  });

  it('locks a window that was reloaded: its key is gone, the main process still thinks it is open', async () => {
    const main = host('unlocked');
    vi.stubGlobal('window', { host: main });
    useSession.setState({ info: undefined, ledger: undefined });
    await readAppInfo();
    expect(main.calls).toContain('lock');
    expect(useSession.getState().info?.state).toBe('locked');
  });

  it('keeps an open window open when the profile is read again', async () => {
    const main = host('unlocked');
    vi.stubGlobal('window', { host: main });
    await readAppInfo();
    expect(main.calls).toEqual(['appInfo']);
    expect(useSession.getState().info?.state).toBe('unlocked');
  });
});
