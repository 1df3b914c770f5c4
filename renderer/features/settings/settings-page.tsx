/** 设置: the department, the passphrase and locking, the data and its soundness, and what this program is. */
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { AboutSection } from './about-section.tsx';
import { DataSection } from './data-section.tsx';
import { DemoSection } from './demo-section.tsx';
import { DepartmentSection } from './department-section.tsx';
import { SecuritySection } from './security-section.tsx';
import './settings.css';
import { settingsText } from './text.ts';

export function SettingsPage() {
  const info = useSession((session) => session.info);
  const ledger = useSession((session) => session.ledger);
  if (!info || !ledger) return null;
  const tab = (key: keyof typeof settingsText.tabs, children: ReactNode) => ({
    key,
    label: <span data-testid={`settings.tab.${key}`}>{settingsText.tabs[key]}</span>,
    children: <div className="settings-section">{children}</div>,
  });
  return (
    <div data-testid="settings">
      <PageHeader title={settingsText.title} />
      <Tabs
        tabPlacement="start"
        className="settings-tabs"
        items={[
          tab('department', <DepartmentSection info={info} />),
          tab('security', <SecuritySection info={info} />),
          tab('data', <DataSection info={info} ledger={ledger} />),
          ...(info.demo === false ? [] : [tab('demo', <DemoSection demo={info.demo} />)]),
          tab('about', <AboutSection info={info} />),
        ]}
      />
    </div>
  );
}
