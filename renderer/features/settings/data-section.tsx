/** Where the data lies, and whether it is sound. */
import { FolderOpenOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { AppInfo } from '#shared/ipc.ts';
import type { LedgerState } from '#shared/workstation/api.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { LedgerCheck } from './ledger-check.tsx';
import { Section } from './section.tsx';
import { settingsText } from './text.ts';

interface DataSectionProps {
  readonly info: AppInfo;
  readonly ledger: LedgerState;
}

export function DataSection({ info, ledger }: DataSectionProps) {
  return (
    <>
      <Section title={settingsText.ledger.title} intro={settingsText.ledger.intro}>
        <LedgerCheck ledger={ledger} />
      </Section>
      <Section title={settingsText.data.title} intro={settingsText.data.intro}>
        <DataPlace directory={info.profileDirectory} />
      </Section>
    </>
  );
}

function DataPlace({ directory }: { readonly directory: string }) {
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const open = async () => {
    const result = await window.host.openDataDirectory();
    setFailure(result.ok ? undefined : result.error);
  };
  return (
    <Flex vertical gap={8} align="flex-start">
      <div className="settings-path code-text" data-testid="settings.data-directory">
        {directory}
      </div>
      <FailureAlert failure={failure} title={settingsText.data.failedTitle} />
      <Button icon={<FolderOpenOutlined />} onClick={() => void open()} data-testid="settings.open-data">
        {settingsText.data.open}
      </Button>
    </Flex>
  );
}
