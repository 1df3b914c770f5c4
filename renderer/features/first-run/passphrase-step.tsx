/** Step 2: the passphrase. Afterwards the keys exist and there is no way back. */
import { Button, Flex, Form, Typography } from 'antd';
import { useState } from 'react';
import type { PassphraseContext } from '#shared/domain/passphrase.ts';
import type { Failure } from '#shared/domain/result.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { acceptablePassphrase, emptyPassphrase, NewPassphraseFields } from '../../components/new-passphrase-fields.tsx';
import { firstRunText } from './text.ts';

const words = firstRunText.passphrase;

interface PassphraseStepProps {
  readonly context: PassphraseContext;
  readonly onBack: () => void;
  /** makes the keys; undefined when it went well */
  readonly onCreate: (passphrase: string) => Promise<Failure | undefined>;
}

export function PassphraseStep({ context, onBack, onCreate }: PassphraseStepProps) {
  const [value, setValue] = useState(emptyPassphrase);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const ready = acceptablePassphrase(value, context);
  const create = async () => {
    if (!ready || busy) return;
    setBusy(true);
    setFailure(await onCreate(value.passphrase));
    setBusy(false);
  };
  return (
    <Form layout="vertical" onFinish={() => void create()} style={{ maxWidth: 520 }}>
      <Typography.Title level={2} style={{ fontSize: 16, marginTop: 0 }}>
        {words.title}
      </Typography.Title>
      <Typography.Paragraph type="secondary">{words.intro}</Typography.Paragraph>
      <NewPassphraseFields value={value} onChange={setValue} context={context} idPrefix="first-run" autoFocus />
      <FailureAlert failure={failure} title={words.failedTitle} style={{ marginBottom: 16 }} />
      <Flex justify="space-between">
        <Button onClick={onBack} disabled={busy}>
          {firstRunText.back}
        </Button>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={busy} data-testid="first-run.create">
          {busy ? words.creating : words.create}
        </Button>
      </Flex>
    </Form>
  );
}
