/** The pages, each loaded when it is first opened. */
import { Flex, Spin } from 'antd';
import { lazy, Suspense } from 'react';
import { assertNever } from '#shared/domain/result.ts';
import type { Page } from './navigation.ts';

const HomePage = lazy(async () => ({ default: (await import('../features/home/home-page.tsx')).HomePage }));
const ApprovalsPage = lazy(async () => ({ default: (await import('../features/approvals/approvals-page.tsx')).ApprovalsPage }));
const ApprovalDetailPage = lazy(async () => ({
  default: (await import('../features/approvals/approval-detail-page.tsx')).ApprovalDetailPage,
}));
const ApprovalFormPage = lazy(async () => ({ default: (await import('../features/approvals/approval-form-page.tsx')).ApprovalFormPage }));
const SupervisionPage = lazy(async () => ({ default: (await import('../features/supervision/supervision-page.tsx')).SupervisionPage }));
const SupervisionDetailPage = lazy(async () => ({
  default: (await import('../features/supervision/supervision-detail-page.tsx')).SupervisionDetailPage,
}));
const SupervisionFormPage = lazy(async () => ({
  default: (await import('../features/supervision/supervision-form-page.tsx')).SupervisionFormPage,
}));
const ImportPage = lazy(async () => ({ default: (await import('../features/import/import-page.tsx')).ImportPage }));
const InboxPage = lazy(async () => ({ default: (await import('../features/exchange/inbox-page.tsx')).InboxPage }));
const LettersPage = lazy(async () => ({ default: (await import('../features/letters/letters-page.tsx')).LettersPage }));
const LetterPage = lazy(async () => ({ default: (await import('../features/letters/letter-page.tsx')).LetterPage }));
const HandlingPage = lazy(async () => ({ default: (await import('../features/handling/handling-page.tsx')).HandlingPage }));
const MeetingsPage = lazy(async () => ({ default: (await import('../features/meetings/meetings-page.tsx')).MeetingsPage }));
const MeetingPage = lazy(async () => ({ default: (await import('../features/meetings/meeting-page.tsx')).MeetingPage }));
const MeetingFormPage = lazy(async () => ({ default: (await import('../features/meetings/meeting-form-page.tsx')).MeetingFormPage }));
const MeetingRecordPage = lazy(async () => ({ default: (await import('../features/meetings/meeting-record-page.tsx')).MeetingRecordPage }));
const MeetingDocumentPage = lazy(async () => ({
  default: (await import('../features/meetings/meeting-document-page.tsx')).MeetingDocumentPage,
}));
const ActionsPage = lazy(async () => ({ default: (await import('../features/actions/actions-page.tsx')).ActionsPage }));
const CalendarPage = lazy(async () => ({ default: (await import('../features/calendar/calendar-page.tsx')).CalendarPage }));
const LiaisonsPage = lazy(async () => ({ default: (await import('../features/liaisons/liaisons-page.tsx')).LiaisonsPage }));
const PackagesPage = lazy(async () => ({ default: (await import('../features/exchange/packages-page.tsx')).PackagesPage }));
const ConflictsPage = lazy(async () => ({ default: (await import('../features/conflicts/conflicts-page.tsx')).ConflictsPage }));
const DirectoryPage = lazy(async () => ({ default: (await import('../features/directory/directory-page.tsx')).DirectoryPage }));
const SettingsPage = lazy(async () => ({ default: (await import('../features/settings/settings-page.tsx')).SettingsPage }));

export function CurrentPage({ page }: { readonly page: Page }) {
  return (
    <Suspense fallback={<PageLoading />}>
      <PageOf page={page} />
    </Suspense>
  );
}

function PageOf({ page }: { readonly page: Page }) {
  switch (page.name) {
    case 'home':
      return <HomePage />;
    case 'approvals':
      return <ApprovalsPage {...(page.preset && { preset: page.preset })} />;
    case 'approval':
      return <ApprovalDetailPage recordId={page.recordId} />;
    case 'approvalForm':
      return <ApprovalFormPage {...(page.recordId !== undefined && { recordId: page.recordId })} />;
    case 'supervision':
      return <SupervisionPage {...(page.preset && { preset: page.preset })} />;
    case 'supervisionRecord':
      return <SupervisionDetailPage recordId={page.recordId} />;
    case 'supervisionForm':
      return <SupervisionFormPage {...(page.recordId !== undefined && { recordId: page.recordId })} />;
    case 'import':
      return <ImportPage />;
    case 'inbox':
      return <InboxPage />;
    case 'letters':
      return <LettersPage {...(page.about && { about: page.about })} {...(page.tab && { tab: page.tab })} />;
    case 'letter':
      return <LetterPage letterId={page.letterId} />;
    case 'handling':
      return (
        <HandlingPage
          key={`${page.tab} ${page.show}`}
          {...(page.tab && { tab: page.tab })}
          {...(page.show !== undefined && { show: page.show })}
        />
      );
    case 'meetings':
      return <MeetingsPage key={page.tab} {...(page.tab && { tab: page.tab })} />;
    case 'meeting':
      return <MeetingPage key={page.meetingId} meetingId={page.meetingId} {...(page.tab && { tab: page.tab })} />;
    case 'meetingForm':
      return (
        <MeetingFormPage
          {...(page.meetingId !== undefined && { meetingId: page.meetingId })}
          applications={page.applications ?? []}
          carried={page.carried ?? []}
        />
      );
    case 'meetingRecord':
      return <MeetingRecordPage meetingId={page.meetingId} />;
    case 'meetingDocument':
      return <MeetingDocumentPage documentId={page.documentId} />;
    case 'actions':
      return (
        <ActionsPage key={page.show} {...(page.show !== undefined && { show: page.show })} {...(page.filter && { filter: page.filter })} />
      );
    case 'calendar':
      return <CalendarPage />;
    case 'liaisons':
      return <LiaisonsPage />;
    case 'packages':
      return <PackagesPage {...(page.show && { show: page.show })} />;
    case 'conflicts':
      return <ConflictsPage {...(page.recordId !== undefined && { recordId: page.recordId })} />;
    case 'directory':
      return <DirectoryPage />;
    case 'settings':
      return <SettingsPage />;
    default:
      return assertNever(page);
  }
}

function PageLoading() {
  return (
    <Flex align="center" justify="center" style={{ height: 240 }}>
      <Spin />
    </Flex>
  );
}
