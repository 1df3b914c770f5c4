/**
 * The page of one record: read, shown with its status and whose it is, facts at the left, files and history at the right,
 * printed. What the facts are, and what can be done with them, is each kind's own.
 */
import { App, Flex, Space, Spin, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Attachment } from '#shared/domain/approval.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { ApprovalRow, TimelineItem } from '#shared/workstation/api.ts';
import { useNavigation } from '../app/navigation.ts';
import { workstation } from '../app/workstation-client.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { FailureAlert } from './failure-alert.tsx';
import type { IdentityDisplay } from './identity-value.tsx';
import { PageHeader } from './page-header.tsx';
import './record.css';
import { RecordAttachments } from './record-attachments.tsx';
import { StatusTag } from './record-status.tsx';
import { recordText } from './record-text.ts';
import { RecordTimeline } from './record-timeline.tsx';
import { useAsync } from './use-async.ts';

const words = recordText.detail;

/** what the pages of both kinds know of their record */
export interface RecordDetail {
  readonly row: ApprovalRow;
  readonly own: boolean;
  readonly timeline: readonly TimelineItem[];
}

export interface RecordDetailPageProps<Detail extends RecordDetail> {
  readonly recordId: string;
  readonly load: (recordId: string) => Promise<Result<Detail>>;
  readonly words: { readonly title: string; readonly loading: string; readonly failed: string };
  readonly children: (read: ReadDetail<Detail>) => ReactNode;
}

export interface ReadDetail<Detail> {
  readonly detail: Detail;
  /** reading again failed; what was read before still stands */
  readonly failure: Failure | undefined;
  readonly onRetry: () => void;
}

/** Reads the record; `children` shows it. */
export function RecordDetailPage<Detail extends RecordDetail>(props: RecordDetailPageProps<Detail>) {
  const { recordId, load, words: said, children } = props;
  const back = useNavigation((navigation) => navigation.back);
  const { value, failure, reload } = useAsync(() => load(recordId), [recordId]);
  // the last value stays while another record is read: don't show it under the new one's name
  const detail = value?.row.recordId === recordId ? value : undefined;
  if (detail) return children({ detail, failure, onRetry: reload });
  return (
    <div>
      <PageHeader title={said.title} onBack={back} />
      {failure ? (
        <FailureAlert failure={failure} title={said.failed} onRetry={reload} />
      ) : (
        <Spin delay={300} description={said.loading}>
          <div style={{ height: 160 }} />
        </Spin>
      )}
    </div>
  );
}

/** Whether identity numbers are shown whole, and the sheet that is being printed. */
export interface RecordSight {
  readonly identity: IdentityDisplay;
  readonly print: () => void;
}

export interface RecordDetailFrameProps<Detail extends RecordDetail> {
  readonly read: ReadDetail<Detail>;
  readonly failed: string;
  readonly title: string;
  readonly description: string;
  readonly attachments: readonly Attachment[];
  readonly testIds: { readonly page: string; readonly attachments: string; readonly timeline: string };
  readonly actions: (sight: RecordSight) => ReactNode;
  readonly fields: (sight: RecordSight) => ReactNode;
  /** between files and history */
  readonly aside?: ReactNode;
  /** what goes onto paper; calls `onReady` when it is laid out */
  readonly sheet: (identityShown: boolean, onReady: () => void) => ReactNode;
}

export function RecordDetailFrame<Detail extends RecordDetail>(props: RecordDetailFrameProps<Detail>) {
  const { read, testIds } = props;
  const { row, own, timeline } = read.detail;
  const back = useNavigation((navigation) => navigation.back);
  const [shown, setShown] = useState(false);
  const { printing, begin, print } = usePrinting();
  const sight: RecordSight = { identity: { shown, onToggle: () => setShown(!shown) }, print: begin };
  const tags = (
    <Space size={6}>
      <StatusTag status={row.status} outlined />
      <Tag variant="outlined">{own ? words.own : words.received}</Tag>
    </Space>
  );
  return (
    <div data-testid={testIds.page}>
      <PageHeader title={props.title} extra={tags} description={props.description} onBack={back} actions={props.actions(sight)} />
      <FailureAlert failure={read.failure} title={props.failed} onRetry={read.onRetry} style={{ marginBottom: 12 }} />
      <Conflict recordId={row.recordId} />
      <div className="record-columns">
        {props.fields(sight)}
        <Flex vertical gap={16}>
          <RecordAttachments attachments={props.attachments} testId={testIds.attachments} />
          {props.aside}
          <RecordTimeline items={timeline} testId={testIds.timeline} />
        </Flex>
      </div>
      {printing && props.sheet(shown, print)}
    </div>
  );
}

/** The sheet is mounted, printed when it is laid out, and taken away. */
function usePrinting() {
  const { modal } = App.useApp();
  const [printing, setPrinting] = useState(false);
  const print = async () => {
    const result = await window.host.print();
    setPrinting(false);
    if (!result.ok) modal.error({ title: words.printFailed, content: result.error.message });
  };
  return { printing, begin: () => setPrinting(true), print: () => void print() };
}

/** Tells when the department's computers disagree about this record. */
function Conflict({ recordId }: { readonly recordId: string }) {
  const conflicts = useAsync(() => workstation().conflicts()).value ?? [];
  const found = conflicts.filter((row) => row.recordId === recordId).length;
  return <ConflictNotice conflicts={found} recordId={recordId} style={{ marginBottom: 12 }} />;
}
