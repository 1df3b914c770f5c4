/** Shown while the ledger holds no approval: three ways to get the first ones in. */
import { FileAddOutlined, FormOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { type Page, useNavigation } from '../../app/navigation.ts';
import { text } from './text.ts';

const words = text.list.none;

export function WaysToBegin() {
  return (
    <Flex vertical align="center" justify="center" gap={8} className="approvals-begin">
      <Typography.Title level={2} style={{ fontSize: 18, margin: 0 }}>
        {words.title}
      </Typography.Title>
      <Typography.Text type="secondary">{words.description}</Typography.Text>
      <div className="approvals-ways">
        <Way
          icon={<FileAddOutlined />}
          title={words.importTable}
          help={words.importTableHelp}
          page={{ name: 'import' }}
          testId="approvals.begin.import"
          primary
        />
        <Way
          icon={<FormOutlined />}
          title={words.enter}
          help={words.enterHelp}
          page={{ name: 'approvalForm', recordId: undefined }}
          testId="approvals.begin.new"
        />
        <Way
          icon={<InboxOutlined />}
          title={words.importPackage}
          help={words.importPackageHelp}
          page={{ name: 'packages' }}
          testId="approvals.begin.package"
        />
      </div>
    </Flex>
  );
}

interface WayProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly help: string;
  readonly page: Page;
  readonly testId: string;
  readonly primary?: boolean;
}

function Way({ icon, title, help, page, testId, primary = false }: WayProps) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <Card size="small" styles={{ body: { padding: 20, height: '100%' } }}>
      <Flex vertical align="center" gap={10} style={{ textAlign: 'center', height: '100%' }}>
        <span className="approvals-way-icon">{icon}</span>
        <Typography.Text type="secondary" style={{ flex: 1 }}>
          {help}
        </Typography.Text>
        <Button type={primary ? 'primary' : 'default'} onClick={() => go(page)} data-testid={testId}>
          {title}
        </Button>
      </Flex>
    </Card>
  );
}
