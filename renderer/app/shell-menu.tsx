/** The menu at the left, with counts of what is waiting. */
import {
  AuditOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  ContactsOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  HomeOutlined,
  IdcardOutlined,
  ImportOutlined,
  MailOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  SwapOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { Badge, Menu } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { MeetingOverview } from '#shared/workstation/meetings/meetings-api.ts';
import { useAsync } from '../components/use-async.ts';
import { arrivedFiles, followInbox, useInboxFolder } from './inbox-folder.ts';
import type { Page } from './navigation.ts';
import { useNavigation } from './navigation.ts';
import { appText } from './text.ts';
import { workstation } from './workstation-client.ts';

export type MenuName =
  | 'home'
  | 'approvals'
  | 'supervision'
  | 'import'
  | 'inbox'
  | 'letters'
  | 'handling'
  | 'meetings'
  | 'actions'
  | 'packages'
  | 'calendar'
  | 'liaisons'
  | 'directory'
  | 'settings';

/** the first ten in the order of Alt+1…9, Alt+0 */
export const MENU_PAGES: readonly MenuName[] = [
  'home',
  'approvals',
  'supervision',
  'import',
  'inbox',
  'letters',
  'handling',
  'meetings',
  'actions',
  'packages',
  'calendar',
  'liaisons',
  'directory',
  'settings',
];

const icons: Readonly<Record<MenuName, ReactNode>> = {
  home: <HomeOutlined />,
  approvals: <FileProtectOutlined />,
  supervision: <SafetyCertificateOutlined />,
  import: <ImportOutlined />,
  inbox: <AuditOutlined />,
  letters: <FileTextOutlined />,
  handling: <MailOutlined />,
  meetings: <TeamOutlined />,
  actions: <CarryOutOutlined />,
  calendar: <CalendarOutlined />,
  liaisons: <IdcardOutlined />,
  packages: <SwapOutlined />,
  directory: <ContactsOutlined />,
  settings: <SettingOutlined />,
};

export function ShellMenu({ collapsed }: { readonly collapsed: boolean }) {
  const page = useNavigation((navigation) => navigation.page);
  const go = useNavigation((navigation) => navigation.go);
  const overview = useAsync(() => workstation().overview()).value;
  const handling = useAsync(() => workstation().handlingOverview()).value;
  const waiting = (handling?.toCheck ?? 0) + (handling?.reviews ?? 0) + (handling?.inquiries ?? 0);
  const meetings = useAsync(() => workstation().meetingOverview()).value;
  const toClaim = overview?.toClaim ?? 0;
  const receiptsDue = overview?.receiptsDue ?? 0;
  const arrived = useInboxFolder((state) => arrivedFiles(state.files).length);
  useEffect(followInbox, []);
  const counts: Partial<Record<MenuName, ReactNode>> = {
    ...(toClaim > 0 && {
      inbox: (
        <Count
          count={toClaim}
          title={appText.badges.toClaim(toClaim)}
          urgent={(overview?.overdue ?? 0) + (overview?.supervision.overdue ?? 0) > 0}
          collapsed={collapsed}
        />
      ),
    }),
    ...(waiting > 0 && {
      handling: (
        <Count count={waiting} title={appText.badges.handling(waiting)} urgent={(handling?.overdue ?? 0) > 0} collapsed={collapsed} />
      ),
    }),
    ...meetingCounts(meetings, collapsed),
    ...(receiptsDue + arrived > 0 && {
      packages: (
        <Count count={receiptsDue + arrived} title={appText.badges.packages(receiptsDue, arrived)} urgent={false} collapsed={collapsed} />
      ),
    }),
  };
  return (
    <Menu
      mode="inline"
      selectedKeys={[menuOf(page)]}
      style={{ borderInlineEnd: 0, paddingTop: 8 }}
      aria-label={appText.navigation}
      onClick={({ key }) => {
        const name = MENU_PAGES.find((candidate) => candidate === key);
        if (name) go({ name });
      }}
      items={MENU_PAGES.map((name) => ({
        key: name,
        icon: icons[name],
        title: appText.pages[name],
        label: (
          <span className="shell-menu-label" data-testid={`nav.${name}`}>
            {appText.pages[name]}
            {counts[name]}
          </span>
        ),
      }))}
    />
  );
}

/** what waits for an answer, a record or a word of this department (办法 31) */
function meetingCounts(overview: MeetingOverview | undefined, collapsed: boolean): Partial<Record<MenuName, ReactNode>> {
  if (!overview) return {};
  const waiting = overview.applicationsToAnswer + overview.toAnswer + overview.toRecord + overview.toConfirm;
  const { actionsOverdue } = overview;
  const items = overview.actionsOpen + overview.actionsToJudge;
  const itemsTitle = appText.badges.actions(items, actionsOverdue);
  return {
    ...(waiting > 0 && {
      meetings: <Count count={waiting} title={appText.badges.meetings(waiting)} urgent={false} collapsed={collapsed} />,
    }),
    ...(items > 0 && { actions: <Count count={items} title={itemsTitle} urgent={actionsOverdue > 0} collapsed={collapsed} /> }),
  };
}

interface CountProps {
  readonly count: number;
  readonly title: string;
  readonly urgent: boolean;
  readonly collapsed: boolean;
}

function Count({ count, title, urgent, collapsed }: CountProps) {
  if (collapsed) return null;
  return <Badge count={count} overflowCount={9999} size="small" title={title} {...(!urgent && { color: '#1a5fb4' })} />;
}

/** pages without an entry of their own belong to one that has */
function menuOf(page: Page): MenuName {
  if (page.name === 'approval' || page.name === 'approvalForm') return 'approvals';
  if (page.name === 'supervisionRecord' || page.name === 'supervisionForm') return 'supervision';
  if (page.name === 'letter') return 'letters';
  if (page.name === 'conflicts') return 'packages';
  if (page.name === 'meeting' || page.name === 'meetingForm' || page.name === 'meetingRecord' || page.name === 'meetingDocument')
    return 'meetings';
  return page.name;
}
