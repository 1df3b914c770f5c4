/** The own key: what others compare with, what is handed to them, and how trust between two departments comes about. */
import { Button, Card, Drawer, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import type { OwnKeys } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { KeyQr } from '../../components/key-qr.tsx';
import { keyText } from '../../components/key-text.ts';
import { localTime } from '../../components/local-time.ts';
import { OwnKeyPapers } from '../../components/own-key-papers.tsx';
import { useAsync } from '../../components/use-async.ts';
import { KeyList } from './key-list.tsx';
import { directoryText } from './text.ts';

const words = directoryText.own;

export function OwnKeyCard({ readOnly }: { readonly readOnly: boolean }) {
  const name = useSession((session) => session.info?.department?.name ?? '');
  const own = useAsync(() => workstation().ownKeys());
  if (own.failure) return <FailureAlert failure={own.failure} onRetry={own.reload} />;
  return (
    <Card size="small" data-testid="directory.own">
      <div className="own-key-head">
        <div className="own-key-title">
          <Typography.Text strong>{words.title}</Typography.Text>
          <span className="directory-secondary">{words.hint}</span>
        </div>
        <OwnKeyPapers testIds={{ card: 'directory.saveCard', sheet: 'directory.saveKeySheet' }} />
      </div>
      {own.value ? (
        <>
          <div className="own-key-body">
            <Fingerprint value={own.value.fingerprint} asOnPaper testId="directory.ownFingerprint" />
            <KeyQr departmentId={own.value.departmentId} fingerprint={own.value.fingerprint} size={152} testId="directory.ownQr" />
            <Steps />
          </div>
          <Facts own={own.value} departmentName={name} readOnly={readOnly} />
        </>
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      )}
    </Card>
  );
}

interface FactsProps {
  readonly own: OwnKeys;
  readonly departmentName: string;
  readonly readOnly: boolean;
}

function Facts({ own, departmentName, readOnly }: FactsProps) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <div className="own-key-facts">
      <Typography.Text copyable={{ text: own.fingerprint, tooltips: [words.copy, words.copied] }} data-testid="directory.copyFingerprint">
        {words.copy}
      </Typography.Text>
      <span>
        <Typography.Text type="secondary" data-testid="directory.ownWorkstation">
          {words.workstation(keyText.workstation(own.workstation))}
        </Typography.Text>
        <Button type="link" size="small" className="own-key-link" onClick={() => go({ name: 'settings' })}>
          {words.rename}
        </Button>
      </span>
      <Typography.Text type="secondary">{words.createdAt(localTime(own.createdAt))}</Typography.Text>
      <OtherKeys own={own} departmentName={departmentName} readOnly={readOnly} />
    </div>
  );
}

function OtherKeys({ own, departmentName, readOnly }: FactsProps) {
  const [open, setOpen] = useState(false);
  if (own.others.length === 0) return null;
  return (
    <>
      <Button type="link" size="small" className="own-key-link" onClick={() => setOpen(true)} data-testid="directory.ownOthers">
        {words.others(own.others.length)}
      </Button>
      <Drawer open={open} title={words.othersTitle} size={720} onClose={() => setOpen(false)} destroyOnHidden>
        <Typography.Paragraph type="secondary">{words.othersHint}</Typography.Paragraph>
        <KeyList departmentName={departmentName} keys={own.others} own readOnly={readOnly} />
      </Drawer>
    </>
  );
}

function Steps() {
  return (
    <div className="own-key-steps">
      <Typography.Text strong>{words.stepsTitle}</Typography.Text>
      <ol>
        {words.steps.map((step) => (
          <li key={step.title}>
            <b>{step.title}</b>：{step.content}
          </li>
        ))}
      </ol>
    </div>
  );
}
