/** 召集会议, or changing what is arranged (办法 31(一)). */
import { Spin } from 'antd';
import { useState } from 'react';
import type { MeetingKind } from '#shared/domain/meeting.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { ArrangementForm, type FormStart } from './arrangement-form.tsx';
import { text } from './text.ts';

const words = text.form;

export interface MeetingFormPageProps {
  readonly meetingId?: string;
  readonly applications: readonly string[];
  readonly carried: readonly string[];
}

export function MeetingFormPage({ meetingId, applications, carried }: MeetingFormPageProps) {
  const back = useNavigation((navigation) => navigation.back);
  const [reads, setReads] = useState(0);
  const { value, failure } = useAsync(
    () => (meetingId === undefined ? begin(applications, carried) : known(meetingId)),
    [meetingId, applications, carried, reads],
  );
  // what is typed isn't begun anew by a write elsewhere
  const [start, setStart] = useState<FormStart>();
  if (start === undefined && value !== undefined) setStart(value);
  return (
    <div data-testid="meetingForm">
      <PageHeader title={meetingId === undefined ? words.newTitle : words.changeTitle} description={words.description} onBack={back} />
      <FailureAlert failure={start ? undefined : failure} title={text.readFailed} onRetry={() => setReads(reads + 1)} />
      {start && <ArrangementForm start={start} carried={carried} />}
      {!start && !failure && <Spin delay={300} description={text.loading} />}
    </div>
  );
}

async function known(meetingId: string): Promise<Result<FormStart>> {
  const detail = await workstation().meetingDetail(meetingId);
  return detail.ok ? ok({ meetingId, arrangement: detail.value.arrangement, proposals: detail.value.proposals }) : detail;
}

/** Of the kind that was asked for; what goes to the 联席会议 (17) begins one. */
async function begin(applications: readonly string[], carried: readonly string[]): Promise<Result<FormStart>> {
  const kind = await kindFor(applications, carried);
  if (!kind.ok) return kind;
  const begun = await workstation().beginMeeting({ kind: kind.value, applications, carried });
  return begun.ok ? ok({ arrangement: begun.value, proposals: [] }) : begun;
}

async function kindFor(applications: readonly string[], carried: readonly string[]): Promise<Result<MeetingKind>> {
  if (applications.length > 0) {
    const rows = await workstation().applications();
    if (!rows.ok) return rows;
    return ok(rows.value.find(({ applicationId }) => applications.includes(applicationId))?.application.kind ?? 'coordination');
  }
  if (carried.length === 0) return ok('monthly');
  const items = await workstation().carriedItems();
  if (!items.ok) return items;
  return ok(items.value.some(({ itemId, next }) => carried.includes(itemId) && next === 'jointConference') ? 'jointConference' : 'monthly');
}
