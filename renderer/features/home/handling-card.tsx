/** 函件办理 that waits for this department: case files to check, 函告 to decide on, questions to answer; by the next day. */
import { Card, Tag } from 'antd';
import type { HandlingOverview } from '#shared/workstation/handling/handling-api.ts';
import { homeText } from './text.ts';

const words = homeText.handling;
type Item = HandlingOverview['urgent'][number];

export interface HandlingCardProps {
  readonly overview: HandlingOverview;
  readonly onOpen: (item: Item) => void;
}

export function HandlingCard({ overview, onOpen }: HandlingCardProps) {
  if (overview.urgent.length === 0) return null;
  return (
    <Card size="small" title={words.title} styles={{ body: { padding: 0 } }} data-testid="home.handling">
      <ul className="home-list home-urgent">
        {overview.urgent.map((item) => (
          <li key={item.letterId}>
            <button type="button" className="home-row" onClick={() => onOpen(item)} data-testid={`home.handling.${item.letterId}`}>
              <span className="home-row-main">
                <span className="home-row-line">
                  <Tag>{words.kinds[item.kind]}</Tag>
                  {item.title}
                </span>
                <span className="home-row-line home-row-secondary">{item.subtitle}</span>
              </span>
              <span className="home-row-side">
                <Due item={item} />
                <span className="home-row-line home-row-secondary">{item.dueOn}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Due({ item: { daysLeft } }: { readonly item: Item }) {
  if (daysLeft === undefined) return null;
  const color = daysLeft < 0 ? 'error' : daysLeft <= 1 ? 'warning' : 'processing';
  return (
    <Tag color={color} style={{ margin: 0 }}>
      {daysLeft < 0 ? homeText.due.over(-daysLeft) : homeText.due.left(daysLeft)}
    </Tag>
  );
}
