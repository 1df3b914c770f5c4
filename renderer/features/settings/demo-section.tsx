/** Only in the demo: the department on the other side of the exchange, in a window of its own. */
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { AppInfo } from '#shared/ipc.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Section } from './section.tsx';
import { settingsText } from './text.ts';

const words = settingsText.demo;

export function DemoSection({ demo }: { readonly demo: Exclude<AppInfo['demo'], false> }) {
  const { message } = App.useApp();
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const open = async () => {
    const result = await window.host.openDemo({ which: demo === 'approval' ? 'supervision' : 'approval' });
    setFailure(result.ok ? undefined : result.error);
    if (result.ok) void message.success(words.opened);
  };
  return (
    <Section title={words.title} intro={words.intro}>
      <FailureAlert failure={failure} title={words.failedTitle} style={{ marginBottom: 16 }} />
      <Button type="primary" onClick={() => void open()} data-testid="settings.other-demo">
        {words.other[demo]}
      </Button>
    </Section>
  );
}
