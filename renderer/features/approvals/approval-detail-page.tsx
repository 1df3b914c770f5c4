/** One approval with everything known about it, and what can be done with it. */
import { DownOutlined, EditOutlined, FileTextOutlined, InboxOutlined, PrinterOutlined, UpOutlined } from '@ant-design/icons';
import { App, Button, Card, Flex, Space, Spin, Tag, Tooltip, Typography } from 'antd';
import { useMemo, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { ApprovalDetail, ApprovalRow } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSelection } from '../../app/selection.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { ConflictNotice } from '../../components/conflict-notice.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { RecordAttachments } from '../../components/record-attachments.tsx';
import { StatusTag } from '../../components/record-status.tsx';
import { RecordTimeline } from '../../components/record-timeline.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useHotkey } from '../../components/use-hotkey.ts';
import { ApprovalFields } from './approval-fields.tsx';
import { ApprovalPrint } from './approval-print.tsx';
import './approvals.css';
import { text } from './text.ts';

const words = text.detail;

export function ApprovalDetailPage({ recordId }: { readonly recordId: string }) {
  const back = useNavigation((navigation) => navigation.back);
  const { value, failure, reload } = useAsync(() => workstation().approvalDetail(recordId), [recordId]);
  // the last value stays while another record is read: don't show it under the new one's name
  const detail = value?.row.recordId === recordId ? value : undefined;
  if (detail) return <DetailBody key={recordId} detail={detail} failure={failure} onRetry={reload} />;
  return (
    <div className="approval">
      <PageHeader title={text.list.title} onBack={back} />
      {failure ? (
        <FailureAlert failure={failure} title={words.failed} onRetry={reload} />
      ) : (
        <Spin delay={300} description={words.loading}>
          <div style={{ height: 160 }} />
        </Spin>
      )}
    </div>
  );
}

interface DetailBodyProps {
  readonly detail: ApprovalDetail;
  /** reading again failed; what was read before still stands */
  readonly failure: Failure | undefined;
  readonly onRetry: () => void;
}

function DetailBody({ detail, failure, onRetry }: DetailBodyProps) {
  const { modal } = App.useApp();
  const back = useNavigation((navigation) => navigation.back);
  const [shown, setShown] = useState(false);
  const [printing, setPrinting] = useState(false);
  const { approval, row, own } = detail;
  const print = async () => {
    const result = await window.host.print();
    setPrinting(false);
    if (!result.ok) modal.error({ title: words.printFailed, content: result.error.message });
  };
  const tags = (
    <Space size={6}>
      <StatusTag status={row.status} outlined />
      <Tag variant="outlined">{own ? words.own : words.received}</Tag>
    </Space>
  );
  return (
    <div className="approval" data-testid="approval">
      <PageHeader
        title={approval.matter}
        extra={tags}
        description={`${approval.counterpart.name}　${approval.decisionNumber}`}
        onBack={back}
        actions={<Actions detail={detail} onPrint={() => setPrinting(true)} />}
      />
      <FailureAlert failure={failure} title={words.failed} onRetry={onRetry} style={{ marginBottom: 12 }} />
      <Conflict recordId={row.recordId} />
      <div className="record-columns">
        <ApprovalFields detail={detail} identity={{ shown, onToggle: () => setShown(!shown) }} />
        <Flex vertical gap={16}>
          <RecordAttachments attachments={approval.attachments ?? []} testId="approval" />
          <Supervisions rows={detail.supervisions} />
          <RecordTimeline items={detail.timeline} testId="approval" />
        </Flex>
      </div>
      {printing && <ApprovalPrint detail={detail} identityShown={shown} onReady={() => void print()} />}
    </div>
  );
}

/** 监管信息 that concerns this approval (办法 21): whoever looks at the one must see the other. */
function Supervisions({ rows }: { readonly rows: readonly ApprovalRow[] }) {
  const go = useNavigation((navigation) => navigation.go);
  if (rows.length === 0) return null;
  return (
    <Card size="small" title={words.groups.supervisions} data-testid="approval.supervisions">
      {rows.map((row) => (
        <Flex key={row.recordId} gap={8} align="center">
          <Button type="link" size="small" style={{ padding: 0 }} onClick={() => go({ name: 'supervisionRecord', recordId: row.recordId })}>
            {row.matter}
          </Button>
          <Typography.Text type="secondary">{row.decidedOn}</Typography.Text>
          <Typography.Text ellipsis={{ tooltip: row.decisionNumber }}>{row.decisionNumber}</Typography.Text>
        </Flex>
      ))}
    </Card>
  );
}

/** Tells when the department's computers disagree about this approval. */
function Conflict({ recordId }: { readonly recordId: string }) {
  const conflicts = useAsync(() => workstation().conflicts()).value ?? [];
  const found = conflicts.filter((row) => row.recordId === recordId).length;
  return <ConflictNotice conflicts={found} recordId={recordId} style={{ marginBottom: 12 }} />;
}

function Actions({ detail, onPrint }: { readonly detail: ApprovalDetail; readonly onPrint: () => void }) {
  const go = useNavigation((navigation) => navigation.go);
  const setRecords = useSelection((selection) => selection.setRecords);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const { recordId } = detail.row;
  const correctable = detail.own && !readOnly;
  const neighbours = useNeighbours(recordId);
  const correct = () => go({ name: 'approvalForm', recordId });
  useHotkey('Alt+ArrowUp', () => neighbours.previous?.());
  useHotkey('Alt+ArrowDown', () => neighbours.next?.());
  useHotkey('Ctrl+E', correct, { enabled: correctable });
  useHotkey('Ctrl+P', onPrint);
  return (
    <>
      <Neighbours {...neighbours} />
      <Tooltip title={words.keys.print} mouseEnterDelay={0.6}>
        <Button icon={<PrinterOutlined />} onClick={onPrint} data-testid="approval.print">
          {words.print}
        </Button>
      </Tooltip>
      <Button
        icon={<FileTextOutlined />}
        disabled={readOnly}
        onClick={() => go({ name: 'letters', about: [recordId] })}
        data-testid="approval.letter"
      >
        {words.letter}
      </Button>
      {detail.own && (
        <Button
          icon={<InboxOutlined />}
          disabled={readOnly}
          onClick={() => {
            setRecords([recordId]);
            go({ name: 'packages' });
          }}
          data-testid="approval.createPackage"
        >
          {words.createPackage}
        </Button>
      )}
      <Tooltip title={detail.own ? (readOnly ? text.list.readOnly : words.keys.correct) : words.correctForeign} mouseEnterDelay={0.3}>
        <Button type="primary" icon={<EditOutlined />} disabled={!correctable} onClick={correct} data-testid="approval.correct">
          {words.correct}
        </Button>
      </Tooltip>
    </>
  );
}

interface NeighboursProps {
  readonly previous: (() => void) | undefined;
  readonly next: (() => void) | undefined;
  readonly position: string;
}

function Neighbours({ previous, next, position }: NeighboursProps) {
  return (
    <Flex align="center" gap={8}>
      {position && <Typography.Text type="secondary">{position}</Typography.Text>}
      <Space.Compact>
        <Tooltip title={`${words.previous}（${words.keys.previous}）`}>
          <Button
            icon={<UpOutlined />}
            disabled={!previous}
            onClick={previous}
            aria-label={words.previous}
            data-testid="approval.previous"
          />
        </Tooltip>
        <Tooltip title={`${words.next}（${words.keys.next}）`}>
          <Button icon={<DownOutlined />} disabled={!next} onClick={next} aria-label={words.next} data-testid="approval.next" />
        </Tooltip>
      </Space.Compact>
    </Flex>
  );
}

/** The records before and after in the list that was looked at last. Moving on doesn't lengthen the way back. */
function useNeighbours(recordId: string): NeighboursProps {
  const { value: ids } = useAsync(() => workstation().approvalIds());
  return useMemo(() => {
    const index = ids?.indexOf(recordId) ?? -1;
    const show = (id: string | undefined) =>
      id === undefined ? undefined : () => useNavigation.setState({ page: { name: 'approval', recordId: id } });
    if (!ids || index < 0) return { previous: undefined, next: undefined, position: '' };
    return { previous: show(ids[index - 1]), next: show(ids[index + 1]), position: words.position(index, ids.length) };
  }, [ids, recordId]);
}
