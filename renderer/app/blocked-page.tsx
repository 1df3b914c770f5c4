/** Shown when the profile can't be opened at all: nothing was changed, here is why and where the data lies. */
import { Alert, Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { AppInfo } from '#shared/ipc.ts';
import { CenterCard } from '../components/center-card.tsx';
import { DescriptionGrid } from '../components/description-grid.tsx';
import { FailureAlert } from '../components/failure-alert.tsx';
import { readAppInfo } from './locking.ts';
import { appText } from './text.ts';

export function BlockedPage({ info }: { readonly info: AppInfo }) {
  const words = appText.blocked;
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [checking, setChecking] = useState(false);
  const again = async () => {
    setChecking(true);
    const result = await readAppInfo();
    setChecking(false);
    setFailure(result.ok ? undefined : result.error);
  };
  const openData = async () => {
    const result = await window.host.openDataDirectory();
    setFailure(result.ok ? undefined : result.error);
  };
  return (
    <CenterCard product={appText.product} width={640} testId="blocked" notice={false}>
      <Flex vertical gap={16}>
        <Typography.Title level={2} style={{ margin: 0, fontSize: 17 }}>
          {words.title}
        </Typography.Title>
        <Alert type="error" showIcon title={info.problem?.message ?? words.fallback} />
        <Typography.Text type="secondary">{words.hint}</Typography.Text>
        <DescriptionGrid
          columns={1}
          labelWidth={96}
          items={[
            { key: 'location', label: words.location, value: info.profileDirectory },
            { key: 'version', label: words.version, value: info.version },
          ]}
        />
        <FailureAlert failure={failure} />
        <Flex gap={8} justify="flex-end">
          <Button onClick={() => void again()} loading={checking} data-testid="blocked.retry">
            {words.retry}
          </Button>
          <Button type="primary" onClick={() => void openData()} data-testid="blocked.open-data">
            {words.openData}
          </Button>
        </Flex>
      </Flex>
    </CenterCard>
  );
}
