/** 首页: what is waiting, what falls due, what happened last, and how to begin with an empty ledger. */
import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Skeleton, Tag, Tooltip } from 'antd';
import { isWorkingDay } from '#shared/domain/working-calendar.ts';
import type { Overview, RecordKind } from '#shared/workstation/api.ts';
import { type Page, recordPage, useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { ConflictNotice } from '../../components/conflict-notice.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { FirstSteps, firstSteps } from './first-steps.tsx';
import { HandlingCard } from './handling-card.tsx';
import { homeStats, STAT_GROUPS, supervisionPage, urgentPage } from './home-stats.ts';
import './home.css';
import { MeetingsCard } from './meetings-card.tsx';
import { RecentCard } from './recent-card.tsx';
import { StatPanel } from './stat-panel.tsx';
import { homeText } from './text.ts';
import { UrgentCard } from './urgent-card.tsx';

export function HomePage() {
  const overview = useAsync(() => workstation().overview());
  const operator = useSession((session) => session.info?.operator ?? '');
  return (
    <div className="home" data-testid="home">
      <HomeHeader operator={operator} overview={overview.value} loading={overview.loading} onReload={overview.reload} />
      <FailureAlert failure={overview.failure} onRetry={overview.reload} />
      {overview.value ? <HomeBody overview={overview.value} /> : !overview.failure && <Skeleton active paragraph={{ rows: 8 }} />}
    </div>
  );
}

interface HomeHeaderProps {
  readonly operator: string;
  readonly overview: Overview | undefined;
  readonly loading: boolean;
  readonly onReload: () => void;
}

function HomeHeader({ operator, overview, loading, onReload }: HomeHeaderProps) {
  return (
    <PageHeader
      title={homeText.greeting(operator)}
      description={overview && `${homeText.date(overview.today)}　${homeText.records(overview.records)}`}
      extra={overview && <DayTag today={overview.today} />}
      actions={
        <Tooltip title={homeText.refresh}>
          <Button icon={<ReloadOutlined />} loading={loading} onClick={onReload} aria-label={homeText.refresh} data-testid="home.refresh" />
        </Tooltip>
      }
    />
  );
}

/** a deadline counts working days only, so whether today is one matters */
function DayTag({ today }: { readonly today: string }) {
  const { working, estimated, holiday } = isWorkingDay(today);
  const text = (working ? homeText.workingDay : homeText.restDay) + (estimated ? homeText.guess : '');
  return (
    <Tooltip title={working ? holiday && homeText.shifted(holiday) : homeText.restDayHint}>
      <Tag color={working ? 'blue' : 'default'} style={{ margin: 0 }} data-testid="home.day">
        {text}
        {!working && holiday && `（${holiday}）`}
      </Tag>
    </Tooltip>
  );
}

function HomeBody({ overview }: { readonly overview: Overview }) {
  const go = useNavigation((navigation) => navigation.go);
  const openRecord = (recordId: string, kind: RecordKind) => go(recordPage(kind, recordId));
  return (
    <>
      {overview.calendarNote && <Alert type="info" showIcon title={overview.calendarNote} data-testid="home.calendarNote" />}
      <GapNotice gaps={overview.gaps} onGo={go} />
      <ConflictNotice conflicts={overview.conflicts} />
      <Start overview={overview} onGo={go} />
      <div className="home-panels">
        {STAT_GROUPS.map((group) => (
          <StatPanel key={group} {...homeText.groups[group]} stats={homeStats(group, overview, go)} />
        ))}
      </div>
      <SupervisionNotice overview={overview} onGo={go} />
      <Handling onGo={go} />
      <Meetings onGo={go} />
      <div className="home-lists">
        <UrgentCard rows={overview.urgent} onOpen={openRecord} onAll={() => go(urgentPage)} />
        <RecentCard items={overview.recent} today={overview.today} onOpen={openRecord} />
      </div>
    </>
  );
}

/** 办法 21(二): own penalties that wait to be pushed, or an answer that is late */
function SupervisionNotice({ overview, onGo }: { readonly overview: Overview; readonly onGo: (page: Page) => void }) {
  const { overdue, dueSoon, notPushed, returnedByOthers } = overview.supervision;
  if (notPushed + returnedByOthers + overdue + dueSoon === 0) return null;
  return (
    <Alert
      type={overdue > 0 ? 'error' : 'warning'}
      showIcon
      title={homeText.supervision.title(notPushed, returnedByOthers, overdue, dueSoon)}
      action={
        <Button size="small" onClick={() => onGo(supervisionPage)} data-testid="home.supervision.open">
          {homeText.supervision.open}
        </Button>
      }
      data-testid="home.supervision"
      data-overdue={overdue}
    />
  );
}

const HANDLING_TABS = { transfer: 'transfers', review: 'reviews', inquiry: 'inquiries' } as const;

/** letters that wait for this department (办法 21, 25) */
function Handling({ onGo }: { readonly onGo: (page: Page) => void }) {
  const handling = useAsync(() => workstation().handlingOverview());
  if (!handling.value) return null;
  return (
    <HandlingCard
      overview={handling.value}
      onOpen={({ kind, letterId }) => onGo({ name: 'handling', tab: HANDLING_TABS[kind], show: letterId })}
    />
  );
}

/** meetings, items and officers (办法 27–31) */
function Meetings({ onGo }: { readonly onGo: (page: Page) => void }) {
  const meetings = useAsync(() => workstation().meetingOverview());
  return meetings.value ? <MeetingsCard overview={meetings.value} onGo={onGo} /> : null;
}

/** numbers run without holes (exchange package, Delivery): a hole is told until it is filled or explained */
function GapNotice({ gaps, onGo }: { readonly gaps: number; readonly onGo: (page: Page) => void }) {
  if (gaps === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={homeText.notices.gaps(gaps)}
      action={
        <Button size="small" onClick={() => onGo({ name: 'packages', show: 'gaps' })} data-testid="home.gaps.open">
          {homeText.notices.goGaps}
        </Button>
      }
      data-testid="home.gaps"
      data-count={gaps}
    />
  );
}

/** Shown until every step was taken once. */
function Start({ overview, onGo }: { readonly overview: Overview; readonly onGo: (page: Page) => void }) {
  const directory = useAsync(() => workstation().directory());
  const packages = useAsync(() => workstation().packages());
  if (!directory.value || !packages.value) return null;
  const steps = firstSteps(overview.department.roles, {
    overview,
    departments: directory.value.length,
    packages: packages.value,
  });
  return steps.every((step) => step.done) ? null : <FirstSteps steps={steps} onGo={onGo} />;
}
