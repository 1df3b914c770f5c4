/** The key with which this computer signs: what it is, what the computer is called, changing it, and what to do when it is lost. */
import { KeyOutlined } from '@ant-design/icons';
import { App, Button, Flex, Form, Input, Space, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { AppInfo } from '#shared/ipc.ts';
import { readAppInfo } from '../../app/locking.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { fingerprintGroups } from '../../components/fingerprint.tsx';
import { localTime } from '../../components/local-time.ts';
import { useAsync } from '../../components/use-async.ts';
import { settingsKeysText } from './keys-text.ts';
import { RotateKeyDialog } from './rotate-key-dialog.tsx';

const words = settingsKeysText;

export function KeySection({ info }: { readonly info: AppInfo }) {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const [rotating, setRotating] = useState(false);
  return (
    <Flex vertical gap={16} align="flex-start">
      <Facts />
      <WorkstationName name={info.workstationName} />
      <Button icon={<KeyOutlined />} disabled={readOnly} onClick={() => setRotating(true)} data-testid="settings.rotateKey">
        {words.rotate}
      </Button>
      <div>
        <Typography.Text strong>{words.lostTitle}</Typography.Text>
        <ol className="settings-steps">
          {words.lost.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </div>
      <RotateKeyDialog open={rotating} onClose={() => setRotating(false)} />
    </Flex>
  );
}

function Facts() {
  const own = useAsync(() => workstation().ownKeys());
  if (own.failure) return <FailureAlert failure={own.failure} onRetry={own.reload} />;
  const fingerprint = own.value?.fingerprint ?? '';
  return (
    <div style={{ width: '100%' }}>
      <DescriptionGrid
        columns={1}
        labelWidth={96}
        items={[
          {
            key: 'fingerprint',
            label: words.fingerprint,
            value: fingerprint && (
              <Typography.Text
                className="code-text"
                style={{ fontSize: 12 }}
                copyable={{ text: fingerprint, tooltips: [words.copy, words.copied] }}
                data-testid="settings.fingerprint"
              >
                {fingerprintGroups(fingerprint).join(' ')}
              </Typography.Text>
            ),
          },
          { key: 'createdAt', label: words.createdAt, value: own.value && localTime(own.value.createdAt) },
        ]}
      />
    </div>
  );
}

function WorkstationName({ name }: { readonly name: string }) {
  const { message } = App.useApp();
  const touch = useSession((session) => session.touch);
  const [typed, setTyped] = useState(name);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const trimmed = typed.trim();
  const save = async () => {
    if (trimmed === '' || trimmed === name) return;
    setBusy(true);
    const result = await window.host.setWorkstationName({ name: trimmed });
    if (result.ok) await readAppInfo();
    setBusy(false);
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return;
    touch();
    void message.success(words.nameSaved);
  };
  return (
    <Form layout="vertical" onFinish={() => void save()}>
      <Form.Item label={words.workstation} htmlFor="settings-workstation" extra={words.workstationHint} style={{ marginBottom: 0 }}>
        <Space.Compact>
          <Input
            id="settings-workstation"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            maxLength={50}
            style={{ width: 280 }}
            data-testid="settings.workstation"
          />
          <Button htmlType="submit" disabled={trimmed === '' || trimmed === name} loading={busy} data-testid="settings.save-workstation">
            {words.saveName}
          </Button>
        </Space.Compact>
      </Form.Item>
      <FailureAlert failure={failure} title={words.nameFailed} style={{ marginTop: 8 }} />
    </Form>
  );
}
