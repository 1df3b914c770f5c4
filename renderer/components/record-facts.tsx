/** The facts of a record in groups, as a clerk reads them. */
import type { ReactNode } from 'react';
import { DescriptionGrid, type DescriptionItem } from './description-grid.tsx';
import './record.css';

export function FactGroup({ title, items }: { readonly title: string; readonly items: readonly DescriptionItem[] }) {
  return (
    <section className="record-group">
      <DescriptionGrid title={title} items={items} labelWidth={136} />
    </section>
  );
}

/** `wide`: takes the rest of its line. */
export function fact(key: string, label: string, value: ReactNode, wide = false): DescriptionItem {
  return { key, label, value, ...(wide && { span: 'filled' as const }) };
}

/** Text of several lines, as it was typed. */
export function longFact(value: string | undefined): ReactNode {
  return value && <span className="record-long">{value}</span>;
}
