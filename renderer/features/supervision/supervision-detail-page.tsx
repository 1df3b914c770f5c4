/** One piece of supervision information with everything known about it, and what can be done with it. */
import { Button } from 'antd';
import { useState } from 'react';
import { supervisionTitle } from '#shared/domain/supervision.ts';
import type { SupervisionDetail } from '#shared/workstation/supervision/supervision-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { ClaimDialog, ReturnDialog } from '../../components/answer-dialogs.tsx';
import { RecordActions } from '../../components/record-actions.tsx';
import { type ReadDetail, RecordDetailFrame, RecordDetailPage } from '../../components/record-detail-frame.tsx';
import { SupervisionFields } from './supervision-fields.tsx';
import { SupervisionPrint } from './supervision-print.tsx';
import { text } from './text.ts';

const words = text.detail;
const TEST_IDS = { page: 'supervision.detail', attachments: 'supervision.detail', timeline: 'supervision' };

export function SupervisionDetailPage({ recordId }: { readonly recordId: string }) {
  return (
    <RecordDetailPage<SupervisionDetail>
      recordId={recordId}
      load={(id) => workstation().supervisionDetail(id)}
      words={{ title: text.list.title, loading: words.loading, failed: words.failed }}
    >
      {(read) => <DetailBody key={recordId} read={read} />}
    </RecordDetailPage>
  );
}

function DetailBody({ read }: { readonly read: ReadDetail<SupervisionDetail> }) {
  const { detail } = read;
  const { supervision, row } = detail;
  return (
    <RecordDetailFrame
      read={read}
      failed={words.failed}
      title={supervisionTitle(supervision)}
      description={`${supervision.counterpart.name}　${supervision.decisionNumber}`}
      attachments={supervision.attachments ?? []}
      testIds={TEST_IDS}
      actions={({ print }) => (
        <RecordActions
          detail={detail}
          name="supervision"
          form={{ name: 'supervisionForm', recordId: row.recordId }}
          onPrint={print}
          pack={{ label: words.createPackage, testId: 'supervision.detail.push' }}
          correctForeign={words.correctForeign}
        >
          {row.status === 'toClaim' && <Answer detail={detail} />}
        </RecordActions>
      )}
      fields={({ identity }) => <SupervisionFields detail={detail} identity={identity} />}
      sheet={(identityShown, onReady) => <SupervisionPrint detail={detail} identityShown={identityShown} onReady={onReady} />}
    />
  );
}

/** 认领 and 退回 of what another department pushed (办法 21(二)). */
function Answer({ detail }: { readonly detail: SupervisionDetail }) {
  const disabled = useSession((session) => session.ledger?.readOnly === true);
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
