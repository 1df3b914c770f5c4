/** The frame around every page once the workstation is open. It is taken away as a whole when it locks. */
import { Button, Layout, Modal } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppInfo } from '#shared/ipc.ts';
import type { LedgerState } from '#shared/workstation/api.ts';
import { ClassifiedNotice } from '../components/classified-notice.tsx';
import { useConfirm } from '../components/confirm.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { lockNow } from './locking.ts';
import type { Page } from './navigation.ts';
import { useNavigation } from './navigation.ts';
import { CurrentPage } from './pages.tsx';
import { DemoStrip, ShellHeader } from './shell-header.tsx';
import { ShellMenu } from './shell-menu.tsx';
import { ShellNotices } from './shell-notices.tsx';
import { flushUnsaved } from './unsaved.ts';
import './shell.css';
import { ShortcutsModal } from './shortcuts-modal.tsx';
import { appText } from './text.ts';
import { useIdleLock } from './use-idle-lock.ts';
import { useShellCommands } from './use-shell-commands.ts';

interface ShellProps {
  readonly info: AppInfo;
  readonly ledger: LedgerState;
}

export function Shell({ info, ledger }: ShellProps) {
  const page = useNavigation((navigation) => navigation.page);
  const go = useNavigation((navigation) => navigation.go);
  const [collapsed, setCollapsed] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const lockAtOnce = useCallback(() => void lockNow(), []);
  const lock = useAskedLock();
  const help = useCallback(() => setHelpOpen(true), []);
  useShellCommands({ lock, lockAtOnce, help });
  const secondsLeft = useIdleLock(info.idleMinutes, lockAtOnce);
  const visit = useVisit(page);
  useEffect(() => {
    document.title = `${appText.pages[page.name]} - ${appText.product}`;
    return () => {
      document.title = appText.product;
    };
  }, [page.name]);

  return (
    <Layout className="shell" data-testid="shell">
      <ShellHeader info={info} onLock={lock} onHelp={help} />
      <DemoStrip demo={info.demo} />
      <Layout hasSider className="shell-middle">
        <Layout.Sider
          theme="light"
          width={184}
          collapsedWidth={64}
          collapsible
          collapsed={collapsed}
          onCollapse={setCollapsed}
          breakpoint="lg"
        >
          <ShellMenu collapsed={collapsed} />
          {!collapsed && (
            <div className="shell-classified">
              <ClassifiedNotice kind="line" />
            </div>
          )}
        </Layout.Sider>
        <Layout className="shell-right">
          <ShellNotices ledger={ledger} />
          <Layout.Content className="shell-content" tabIndex={-1} data-testid={`page.${page.name}`}>
            <ErrorBoundary key={visit} kind="page" onHome={() => go({ name: 'home' })}>
              <CurrentPage page={page} />
            </ErrorBoundary>
          </Layout.Content>
        </Layout>
      </Layout>
      <ShortcutsModal open={helpOpen} onClose={() => setHelpOpen(false)} />
      <IdleWarning secondsLeft={secondsLeft} />
    </Layout>
  );
}

/** Counts up with every navigation, so that a page opened again begins anew. */
function useVisit(page: Page): number {
  const visit = useRef({ page, count: 0 });
  if (visit.current.page !== page) visit.current = { page, count: visit.current.count + 1 };
  return visit.current.count;
}

/** Locking by hand asks first when a page has unsaved input; locking by the clock or the system doesn't. */
function useAskedLock(): () => void {
  const confirm = useConfirm();
  const asking = useRef(false);
  return useCallback(() => {
    if (asking.current) return;
    if (useNavigation.getState().guard === undefined) {
      void lockNow();
      return;
    }
    asking.current = true;
    const { title, content, ok, cancel } = appText.leaveToLock;
    const ask = () => confirm({ title, content, okText: ok, cancelText: cancel, danger: true });
    // a page that saves by itself is some seconds behind: once that is written, nobody needs to be asked
    const saved = flushUnsaved() ?? Promise.resolve(false);
    void saved
      .then((done) => done || ask())
      .then((yes) => {
        asking.current = false;
        if (yes) void lockNow();
      });
  }, [confirm]);
}

function IdleWarning({ secondsLeft }: { readonly secondsLeft: number | undefined }) {
  const words = appText.idle;
  // any input closes it; the button is there for those who look for one
  return (
    <Modal
      open={secondsLeft !== undefined}
      title={words.title}
      closable={false}
      centered
      width={420}
      footer={<Button type="primary">{words.stay}</Button>}
    >
      <div role="alert" data-testid="shell.idle-warning">
        <p>{words.content(secondsLeft ?? 0)}</p>
        <p>{words.hint}</p>
      </div>
    </Modal>
  );
}
