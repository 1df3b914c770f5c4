/** One approval with everything known about it, and what can be done with it. */
import { Button, Card, Flex, Typography } from 'antd';
import type { ApprovalDetail, ApprovalRow } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { RecordActions } from '../../components/record-actions.tsx';
import { type ReadDetail, RecordDetailFrame, RecordDetailPage } from '../../components/record-detail-frame.tsx';
import { ApprovalFields } from './approval-fields.tsx';
import { ApprovalPrint } from './approval-print.tsx';
import './approvals.css';
import { text } from './text.ts';

const words = text.detail;
const TEST_IDS = { page: 'approval', attachments: 'approval', timeline: 'approval' };

export function ApprovalDetailPage({ recordId }: { readonly recordId: string }) {
  return (
    <RecordDetailPage<ApprovalDetail>
      recordId={recordId}
      load={(id) => workstation().approvalDetail(id)}
      words={{ title: text.list.title, loading: words.loading, failed: words.failed }}
    >
      {(read) => <DetailBody key={recordId} read={read} />}
    </RecordDetailPage>
  );
}

function DetailBody({ read }: { readonly read: ReadDetail<ApprovalDetail> }) {
  const { detail } = read;
  const { approval, row } = detail;
  return (
    <RecordDetailFrame
      read={read}
      failed={words.failed}
      title={approval.matter}
      description={`${approval.counterpart.name}　${approval.decisionNumber}`}
      attachments={approval.attachments ?? []}
      testIds={TEST_IDS}
      actions={({ print }) => (
        <RecordActions
          detail={detail}
          name="approval"
          form={{ name: 'approvalForm', recordId: row.recordId }}
          onPrint={print}
          pack={{ label: words.createPackage, testId: 'approval.createPackage' }}
          correctForeign={words.correctForeign}
        />
      )}
      fields={({ identity }) => <ApprovalFields detail={detail} identity={identity} />}
      aside={<Supervisions rows={detail.supervisions} />}
      sheet={(identityShown, onReady) => <ApprovalPrint detail={detail} identityShown={identityShown} onReady={onReady} />}
    />
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
