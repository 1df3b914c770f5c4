/** Working days left: red when overdue, orange on the last ones, blue otherwise. */
import { Tag, Tooltip } from 'antd';
import { text } from './text.ts';

export function DueTag({ daysLeft, estimated = false }: { readonly daysLeft: number | undefined; readonly estimated?: boolean }) {
  if (daysLeft === undefined) return null;
  const color = daysLeft < 0 ? 'error' : daysLeft <= 1 ? 'warning' : 'processing';
  const tag = (
    <Tag color={color} style={{ margin: 0 }}>
      {text.days(daysLeft)}
      {estimated && '*'}
    </Tag>
  );
  return estimated ? <Tooltip title={text.estimated}>{tag}</Tooltip> : tag;
}
