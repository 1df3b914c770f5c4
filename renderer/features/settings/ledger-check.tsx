/** The ledger in figures, and the check of every segment in both stores. */
import { SafetyOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { LedgerState, Progress } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { progress as progressOf, workstation } from '../../app/workstation-client.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ProgressModal } from '../../components/progress-modal.tsx';
import { settingsText } from './text.ts';

const words = settingsText.ledger;

export function LedgerCheck({ ledger }: { readonly ledger: LedgerState }) {
  const setLedger = useSession((session) => session.setLedger);
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<Progress | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [verified, setVerified] = useState(false);
  const verify = async () => {
    setRunning(true);
    setVerified(false);
    setProgress(undefined);
    const result = await workstation().verifyLedger(progressOf(setProgress));
    setRunning(false);
    setFailure(result.ok ? undefined : result.error);
    setVerified(result.ok);
    if (result.ok) setLedger(result.value);
  };
  return (
    <Flex vertical gap={12} align="flex-start">
      <div style={{ width: '100%' }}>
        <DescriptionGrid
          columns={2}
          labelWidth={96}
          items={[
            { key: 'records', label: words.records, value: words.count(ledger.records) },
            { key: 'entries', label: words.entries, value: words.count(ledger.entries) },
            { key: 'segments', label: words.segments, value: words.count(ledger.segments) },
            { key: 'state', label: words.state, value: <StateTag ledger={ledger} /> },
            ...(ledger.damagedSegments.length > 0
              ? [{ key: 'damaged', label: words.damaged, value: ledger.damagedSegments.join('、'), span: 'filled' as const }]
              : []),
            { key: 'head', label: words.head, value: <Digest value={ledger.headDigest} />, span: 'filled' as const },
          ]}
        />
      </div>
      {verified && <Outcome ledger={ledger} />}
      <FailureAlert failure={failure} title={words.failedTitle} />
      <Button icon={<SafetyOutlined />} onClick={() => void verify()} disabled={running} data-testid="settings.verify">
        {words.verify}
      </Button>
      <ProgressModal open={running} title={words.verifying} progress={progress} />
    </Flex>
  );
}

function StateTag({ ledger }: { readonly ledger: LedgerState }) {
  return ledger.readOnly ? <Tag color="error">{words.readOnly}</Tag> : <Tag color="success">{words.good}</Tag>;
}

function Digest({ value }: { readonly value: string }) {
  return (
    <Typography.Text className="code-text" style={{ fontSize: 12 }} data-testid="settings.head-digest">
      {value}
    </Typography.Text>
  );
}

function Outcome({ ledger }: { readonly ledger: LedgerState }) {
  const notices = ledger.notices.filter((notice) => notice.level !== 'info');
  const type = ledger.readOnly ? 'error' : notices.length > 0 ? 'warning' : 'success';
  const title = ledger.readOnly ? words.verifiedDamaged : notices.length > 0 ? words.verifiedNotices : words.verifiedGood;
  return (
    <Alert
      type={type}
      showIcon
      title={title}
      data-testid="settings.verified"
      {...(notices.length > 0 && {
        description: notices.map((notice) => <div key={`${notice.code} ${notice.message}`}>{notice.message}</div>),
      })}
    />
  );
}
