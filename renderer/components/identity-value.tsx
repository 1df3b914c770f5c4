/** The counterpart's code; that of a person masked until it is asked for. */
import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button, Flex, Tag, Tooltip, Typography } from 'antd';
import type { Identity } from '#shared/domain/approval.ts';
import { isPersonal } from './record-format.ts';
import { recordText } from './record-text.ts';

const words = recordText.identity;

export interface IdentityDisplay {
  readonly shown: boolean;
  readonly onToggle: () => void;
}

export interface IdentityValueProps {
  readonly identity: Identity;
  readonly masked: string;
  readonly display: IdentityDisplay;
  /** `approval`, `supervision.detail` */
  readonly testId: string;
}

export function IdentityValue({ identity, masked, display, testId }: IdentityValueProps) {
  if (!identity.value) return null;
  const personal = isPersonal(identity);
  return (
    <Flex gap={4} align="center" wrap>
      <Typography.Text className="record-number" data-testid={`${testId}.identity`}>
        {personal && !display.shown ? masked : identity.value}
      </Typography.Text>
      {personal && (
        <Button
          type="link"
          size="small"
          icon={display.shown ? <EyeInvisibleOutlined /> : <EyeOutlined />}
          onClick={display.onToggle}
          aria-pressed={display.shown}
          data-testid={`${testId}.identity.toggle`}
        >
          {display.shown ? words.hide : words.show}
        </Button>
      )}
      {identity.acceptedReason && (
        <Tooltip title={words.acceptedReason(identity.acceptedReason)}>
          <Tag color="orange">{words.acceptedShort}</Tag>
        </Tooltip>
      )}
    </Flex>
  );
}
