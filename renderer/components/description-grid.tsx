/** Labels and values in a calm grid; empty values are shown as a dash so that nothing looks forgotten. */
import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { componentText } from './text.ts';

export interface DescriptionItem {
  readonly key: string;
  readonly label: ReactNode;
  /** undefined, null and '' are shown as — */
  readonly value: ReactNode;
  /** columns it takes; `filled` takes the rest of the line */
  readonly span?: number | 'filled';
}

export interface DescriptionGridProps {
  readonly items: readonly DescriptionItem[];
  /** columns on wide windows, default 2; narrow windows get fewer */
  readonly columns?: 1 | 2 | 3;
  readonly bordered?: boolean;
  readonly title?: ReactNode;
  /** pixels of the label column when bordered, default 140 */
  readonly labelWidth?: number;
}

export function DescriptionGrid({ items, columns = 2, bordered = true, title, labelWidth = 140 }: DescriptionGridProps) {
  return (
    <Descriptions
      bordered={bordered}
      size="small"
      title={title}
      column={{ xs: 1, sm: 1, md: Math.min(2, columns), lg: columns, xl: columns, xxl: columns }}
      styles={{ label: { width: labelWidth, whiteSpace: 'nowrap' }, content: { wordBreak: 'break-word', whiteSpace: 'pre-wrap' } }}
      items={items.map((item) => ({
        key: item.key,
        label: item.label,
        children: item.value === undefined || item.value === null || item.value === '' ? componentText.empty : item.value,
        ...(item.span !== undefined && { span: item.span }),
      }))}
    />
  );
}
