/** One piece of supervision information with everything known about it, and what can be done with it. */
import { EditOutlined, FileTextOutlined, InboxOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button, Flex, Space, Spin, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { supervisionTitle } from '#shared/domain/supervision.ts';
import type { SupervisionDetail } from '#shared/workstation/supervision/supervision-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSelection } from '../../app/selection.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { ClaimDialog, ReturnDialog } from '../../components/answer-dialogs.tsx';
import { ConflictNotice } from '../../components/conflict-notice.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { RecordAttachments } from '../../components/record-attachments.tsx';
import { StatusTag } from '../../components/record-status.tsx';
import { RecordTimeline } from '../../components/record-timeline.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useHotkey } from '../../components/use-hotkey.ts';
import './supervision.css';
import { SupervisionFields } from './supervision-fields.tsx';
import { SupervisionPrint } from './supervision-print.tsx';
import { text } from './text.ts';

const words = text.detail;

export function SupervisionDetailPage({ recordId }: { readonly recordId: string }) {
  const back = useNavigation((navigation) => navigation.back);
  const { value, failure, reload } = useAsync(() => workstation().supervisionDetail(recordId), [recordId]);
  // the last value stays while another record is read: don't show it under the new one's name
  const detail = value?.row.recordId === recordId ? value : undefined;
  if (detail) return <DetailBody key={recordId} detail={detail} failure={failure} onRetry={reload} />;
  return (
    <div>
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
  readonly detail: SupervisionDetail;
  /** reading again failed; what was read before still stands */
  readonly failure: Failure | undefined;
  readonly onRetry: () => void;
}

function DetailBody({ detail, failure, onRetry }: DetailBodyProps) {
  const { modal } = App.useApp();
  const back = useNavigation((navigation) => navigation.back);
  const [shown, setShown] = useState(false);
  const [printing, setPrinting] = useState(false);
  const { supervision, row, own } = detail;
  const conflicts = (useAsync(() => workstation().conflicts()).value ?? []).filter((each) => each.recordId === row.recordId).length;
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
    <div data-testid="supervision.detail">
      <PageHeader
        title={supervisionTitle(supervision)}
        extra={tags}
        description={`${supervision.counterpart.name}　${supervision.decisionNumber}`}
        onBack={back}
        actions={<Actions detail={detail} onPrint={() => setPrinting(true)} />}
      />
      <FailureAlert failure={failure} title={words.failed} onRetry={onRetry} style={{ marginBottom: 12 }} />
      <ConflictNotice conflicts={conflicts} recordId={row.recordId} style={{ marginBottom: 12 }} />
      <div className="record-columns">
        <SupervisionFields detail={detail} identity={{ shown, onToggle: () => setShown(!shown) }} />
        <Flex vertical gap={16}>
          <RecordAttachments attachments={supervision.attachments ?? []} testId="supervision.detail" />
          <RecordTimeline items={detail.timeline} testId="supervision" />
        </Flex>
      </div>
      {printing && <SupervisionPrint detail={detail} identityShown={shown} onReady={() => void print()} />}
    </div>
  );
}

function Actions({ detail, onPrint }: { readonly detail: SupervisionDetail; readonly onPrint: () => void }) {
  const go = useNavigation((navigation) => navigation.go);
  const setRecords = useSelection((selection) => selection.setRecords);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const { recordId } = detail.row;
  const correctable = detail.own && !readOnly;
  const correct = () => go({ name: 'supervisionForm', recordId });
  const push = () => {
    setRecords([recordId]);
    go({ name: 'packages' });
  };
  useHotkey('Ctrl+E', correct, { enabled: correctable });
  useHotkey('Ctrl+P', onPrint);
  return (
    <>
      <Tooltip title={words.keys.print} mouseEnterDelay={0.6}>
        <Button icon={<PrinterOutlined />} onClick={onPrint} data-testid="supervision.print">
          {words.print}
        </Button>
      </Tooltip>
      <Button
        icon={<FileTextOutlined />}
        disabled={readOnly}
        onClick={() => go({ name: 'letters', about: [recordId] })}
        data-testid="supervision.letter"
      >
        {words.letter}
      </Button>
      {detail.own && (
        <Button icon={<InboxOutlined />} disabled={readOnly} onClick={push} data-testid="supervision.detail.push">
          {words.createPackage}
        </Button>
      )}
      {detail.row.status === 'toClaim' && <Answer detail={detail} disabled={readOnly} />}
      <Tooltip title={detail.own ? (readOnly ? text.list.readOnly : words.keys.correct) : words.correctForeign} mouseEnterDelay={0.3}>
        <Button
          type={detail.own ? 'primary' : 'default'}
          icon={<EditOutlined />}
          disabled={!correctable}
          onClick={correct}
          data-testid="supervision.correct"
        >
          {words.correct}
        </Button>
      </Tooltip>
    </>
  );
}

/** 认领 and 退回 of what another department pushed (办法 21(二)). */
function Answer({ detail, disabled }: { readonly detail: SupervisionDetail; readonly disabled: boolean }) {
  const [dialog, setDialog] = useState<'claim' | 'return'>();
  const close = () => setDialog(undefined);
  const common = { records: [detail.row.recordId], known: [detail.row], onClose: close, onDone: close };
  return (
    <>
      <Button danger disabled={disabled} onClick={() => setDialog('return')} data-testid="supervision.return">
        {words.return}
      </Button>
      <Button type="primary" disabled={disabled} onClick={() => setDialog('claim')} data-testid="supervision.claim">
        {words.claim}
      </Button>
      <ClaimDialog open={dialog === 'claim'} {...common} />
      <ReturnDialog open={dialog === 'return'} {...common} />
    </>
  );
}
