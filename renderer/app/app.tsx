/** The window: which of its four faces is shown follows from the profile's state. */
import { App as AntdApp, Button, ConfigProvider, Flex, Spin } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { FailureAlert } from '../components/failure-alert.tsx';
import { FirstRunWizard } from '../features/first-run/first-run-wizard.tsx';
import { LockPage } from '../features/lock/lock-page.tsx';
import { workstationTheme } from '../theme.ts';
import { BlockedPage } from './blocked-page.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { enter, readAppInfo } from './locking.ts';
import { useSession } from './session.ts';
import { Shell } from './shell.tsx';
import { appText } from './text.ts';

export function App() {
  const moreContrast = useMedia('(prefers-contrast: more)');
  const lessMotion = useMedia('(prefers-reduced-motion: reduce)');
  const theme = useMemo(() => workstationTheme({ moreContrast, lessMotion }), [moreContrast, lessMotion]);
  const state = useSession((session) => session.info?.state);
  return (
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }} form={{ requiredMark: true, scrollToFirstError: true }}>
      {/* the key takes every message, dialog and notification away when the state changes: none outlives the lock;
          notifications stand above a page's foot with its buttons */}
      <AntdApp
        key={state ?? 'starting'}
        className="app-root"
        message={{ maxCount: 3 }}
        notification={{ placement: 'bottomRight', bottom: 80 }}
      >
        <ErrorBoundary kind="window">
          <Face />
        </ErrorBoundary>
      </AntdApp>
    </ConfigProvider>
  );
}

function Face() {
  const info = useSession((session) => session.info);
  const ledger = useSession((session) => session.ledger);
  if (!info) return <Starting />;
  switch (info.state) {
    case 'firstRun':
      return <FirstRunWizard onEnter={enter} />;
    case 'locked':
      return <LockPage info={info} onEnter={enter} />;
    case 'blocked':
      return <BlockedPage info={info} />;
    case 'unlocked':
      return ledger ? <Shell info={info} ledger={ledger} /> : <Starting />;
  }
}

function Starting() {
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the round is the retry
  useEffect(() => {
    let current = true;
    void readAppInfo().then((result) => {
      if (current && !result.ok) setFailure(result.error);
    });
    return () => {
      current = false;
    };
  }, [round]);
  return (
    <Flex vertical align="center" justify="center" gap={16} style={{ height: '100%', padding: 24 }}>
      {failure ? (
        <>
          <FailureAlert failure={failure} title={appText.startFailed} />
          <Button type="primary" onClick={() => setRound((before) => before + 1)}>
            {appText.retry}
          </Button>
        </>
      ) : (
        <Spin description={appText.starting} size="large">
          <div style={{ width: 240, height: 80 }} />
        </Spin>
      )}
    </Flex>
  );
}

function useMedia(query: string): boolean {
  const list = useMemo(() => window.matchMedia(query), [query]);
  return useSyncExternalStore(
    (changed) => {
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => list.matches,
  );
}
