/** 函件办理: three ways that begin or end with a letter, each with its own list. */
import { Tabs } from 'antd';
import { useState } from 'react';
import { PageHeader } from '../../components/page-header.tsx';
import './handling.css';
import { InquiriesPanel } from './inquiries-panel.tsx';
import { ReviewsPanel } from './reviews-panel.tsx';
import { text } from './text.ts';
import { TransfersPanel } from './transfers-panel.tsx';

export type HandlingTab = 'transfers' | 'reviews' | 'inquiries';

export interface HandlingPageProps {
  readonly tab?: HandlingTab;
  /** begins with this letter open */
  readonly show?: string;
}

export function HandlingPage({ tab = 'transfers', show }: HandlingPageProps) {
  const [active, setActive] = useState<HandlingTab>(tab);
  const shown = (of: HandlingTab) => (of === tab && show !== undefined ? { show } : {});
  return (
    <div className="handling" data-testid="handling">
      <PageHeader title={text.title} description={text.description} />
      <Tabs
        activeKey={active}
        onChange={(key) => setActive(key as HandlingTab)}
        items={[
          { key: 'transfers', label: <TabLabel of="transfers" />, children: <TransfersPanel {...shown('transfers')} /> },
          { key: 'reviews', label: <TabLabel of="reviews" />, children: <ReviewsPanel {...shown('reviews')} /> },
          { key: 'inquiries', label: <TabLabel of="inquiries" />, children: <InquiriesPanel {...shown('inquiries')} /> },
        ]}
      />
    </div>
  );
}

function TabLabel({ of }: { readonly of: HandlingTab }) {
  return <span data-testid={`handling.tab.${of}`}>{text.tabs[of]}</span>;
}
