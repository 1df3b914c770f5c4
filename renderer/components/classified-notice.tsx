/** 涉密 notice: this is not a classified system, and it says so wherever data can be put into it. */
import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Typography } from 'antd';
import { componentText } from './text.ts';

export interface ClassifiedNoticeProps {
  /** `banner`: a box with the whole sentence; `line`: one small line, for forms and footers */
  readonly kind?: 'banner' | 'line';
}

export function ClassifiedNotice({ kind = 'banner' }: ClassifiedNoticeProps) {
  if (kind === 'line') {
    return (
      <Typography.Text type="warning" style={{ fontSize: 12 }} data-testid="classified-notice">
        <SafetyCertificateOutlined aria-hidden /> {componentText.classifiedShort}
      </Typography.Text>
    );
  }
  return (
    <Alert
      type="warning"
      showIcon
      icon={<SafetyCertificateOutlined />}
      title={componentText.classifiedTitle}
      description={componentText.classifiedBody}
      data-testid="classified-notice"
    />
  );
}
