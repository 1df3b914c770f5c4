/** The own key's fingerprint, large enough to be read out on the telephone, and copyable for a letter. */
import { Card, Typography } from 'antd';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { useAsync } from '../../components/use-async.ts';
import { directoryText } from './text.ts';

export function OwnFingerprintCard() {
  const own = useSession((session) => session.info?.department);
  const fingerprint = useAsync(() => workstation().ownFingerprint());
  const words = directoryText.own;
  if (fingerprint.failure) return <FailureAlert failure={fingerprint.failure} onRetry={fingerprint.reload} />;
  return (
    <Card size="small" loading={fingerprint.value === undefined} data-testid="directory.own">
      <div className="directory-own">
        <div className="directory-own-text">
          <Typography.Text strong>{words.title}</Typography.Text>
          <div className="directory-secondary">
            {own?.name}　{own?.uscc}
          </div>
          <Typography.Text type="secondary">{words.hint}</Typography.Text>
        </div>
        <div>
          <Fingerprint value={fingerprint.value ?? ''} testId="directory.ownFingerprint" />
          <Typography.Text
            copyable={{ text: fingerprint.value ?? '', tooltips: [words.copy, words.copied] }}
            data-testid="directory.copyFingerprint"
          >
            {words.copy}
          </Typography.Text>
        </div>
      </div>
    </Card>
  );
}
