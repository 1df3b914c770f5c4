/** The first thing anybody sees: what this is, that nothing classified belongs here, and two ways on. */
import { Alert, Button, Flex, Radio, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { ClassifiedNotice } from '../../components/classified-notice.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import './first-run.css';
import { firstRunText } from './text.ts';

const words = firstRunText.welcome;
type Which = 'approval' | 'supervision';

export function WelcomeStep({ onStart }: { readonly onStart: () => void }) {
  return (
    <Flex vertical gap={20}>
      <div>
        <Typography.Title level={2} style={{ fontSize: 18, marginTop: 0 }}>
          {words.title}
        </Typography.Title>
        <Typography.Paragraph style={{ margin: 0 }}>{words.intro}</Typography.Paragraph>
      </div>
      <ClassifiedNotice />
      <div className="first-run-ways">
        <section>
          <Typography.Title level={3} style={{ fontSize: 16, margin: 0 }}>
            {words.startTitle}
          </Typography.Title>
          <Typography.Paragraph type="secondary" style={{ flex: 1, margin: 0 }}>
            {words.startText}
          </Typography.Paragraph>
          <Button type="primary" size="large" onClick={onStart} autoFocus data-testid="first-run.start">
            {words.start}
          </Button>
        </section>
        <DemoWay />
      </div>
    </Flex>
  );
}

function DemoWay() {
  const [which, setWhich] = useState<Which>('approval');
  const [opened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const open = async () => {
    setBusy(true);
    const result = await window.host.openDemo({ which });
    setBusy(false);
    setOpened(result.ok);
    setFailure(result.ok ? undefined : result.error);
  };
  return (
    <section>
      <Typography.Title level={3} style={{ fontSize: 16, margin: 0 }}>
        {words.demoTitle}
      </Typography.Title>
      <Typography.Paragraph type="secondary" style={{ flex: 1, margin: 0 }}>
        {words.demoText}
      </Typography.Paragraph>
      <Radio.Group
        aria-label={words.demoWhich}
        vertical
        value={which}
        onChange={(event) => setWhich(event.target.value === 'supervision' ? 'supervision' : 'approval')}
        options={[
          { value: 'approval', label: <span data-testid="first-run.demo-approval">{words.demoApproval}</span> },
          { value: 'supervision', label: <span data-testid="first-run.demo-supervision">{words.demoSupervision}</span> },
        ]}
      />
      {opened && <Alert type="success" showIcon title={words.demoOpened} data-testid="first-run.demo-opened" />}
      <FailureAlert failure={failure} />
      <Button size="large" loading={busy} onClick={() => void open()} data-testid="first-run.demo">
        {words.demo}
      </Button>
    </section>
  );
}
