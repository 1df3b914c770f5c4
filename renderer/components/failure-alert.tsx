/** Shows an expected failure: its sentence, and the place where it happened. */
import { Alert, Button, Typography } from 'antd';
import type { CSSProperties, ReactNode } from 'react';
import type { Failure, Place } from '#shared/domain/result.ts';
import { componentText } from './text.ts';

export interface FailureAlertProps {
  /** nothing is shown when undefined */
  readonly failure: Failure | undefined;
  /** default 操作没有完成 */
  readonly title?: ReactNode;
  readonly onRetry?: (() => void) | undefined;
  readonly onClose?: (() => void) | undefined;
  readonly style?: CSSProperties;
}

export function FailureAlert({ failure, title = componentText.failureTitle, onRetry, onClose, style }: FailureAlertProps) {
  if (!failure) return null;
  const place = placeText(failure.at);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="failure"
      data-failure-code={failure.code}
      {...(style && { style })}
      {...(onClose && { closable: { onClose } })}
      title={title}
      description={
        <>
          <div>{failure.message}</div>
          {place && <div>{place}</div>}
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {componentText.failureCode} {failure.code}
          </Typography.Text>
        </>
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {componentText.retry}
          </Button>
        )
      }
    />
  );
}

/** `文件 a.xlsx，工作表 Sheet1，第 12 行，C 列`; empty without a place. */
export function placeText(place: Place | undefined): string {
  if (!place) return '';
  const words = componentText.place;
  return [
    place.file && `${words.file} ${place.file}`,
    place.sheet && `${words.sheet} ${place.sheet}`,
    place.row !== undefined && words.row(place.row),
    place.column && words.column(place.column),
    place.path && `${words.path} ${place.path}`,
  ]
    .filter(Boolean)
    .join('，');
}
