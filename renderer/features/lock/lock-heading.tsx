/** Whose workstation is locked here. */
import { Flex, Tag, Typography } from 'antd';
import type { AppInfo } from '#shared/ipc.ts';
import { lockText } from './text.ts';

export function LockHeading({ info }: { readonly info: AppInfo }) {
  return (
    <Flex vertical gap={4} style={{ marginBottom: 16 }}>
      <Flex gap={8} align="center" wrap>
        <Typography.Text strong style={{ fontSize: 17 }} data-testid="lock.department">
          {info.department?.name}
        </Typography.Text>
        {info.demo !== false && <Tag color="orange">{lockText.demoTitle}</Tag>}
      </Flex>
      <Typography.Text type="secondary">
        {lockText.operator}：{info.operator}
      </Typography.Text>
    </Flex>
  );
}
