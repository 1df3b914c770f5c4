/** A row of counts under one heading; each count leads to what it counts. */
import { Card, Tooltip, Typography } from 'antd';

export interface Stat {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  /** how a value above zero is shown */
  readonly tone: 'normal' | 'warning' | 'danger';
  readonly onClick: () => void;
}

export interface StatPanelProps {
  readonly title: string;
  readonly hint: string;
  readonly stats: readonly Stat[];
}

export function StatPanel({ title, hint, stats }: StatPanelProps) {
  return (
    <Card size="small" styles={{ body: { padding: '8px 8px 12px' } }}>
      <div style={{ padding: '4px 12px 4px' }}>
        <Typography.Text strong>{title}</Typography.Text>
        <div className="home-row-secondary">{hint}</div>
      </div>
      <div className="home-tiles">
        {stats.map((stat) => (
          <StatTile key={stat.key} stat={stat} />
        ))}
      </div>
    </Card>
  );
}

function StatTile({ stat }: { readonly stat: Stat }) {
  const tone = stat.value === 0 ? 'is-zero' : `is-${stat.tone}`;
  return (
    <Tooltip title={stat.hint} mouseEnterDelay={0.5}>
      <button
        type="button"
        className="home-tile"
        onClick={stat.onClick}
        data-testid={`home.${stat.key}`}
        aria-label={`${stat.label} ${stat.value}，${stat.hint}`}
      >
        <span className="home-tile-label">{stat.label}</span>
        <span className={`home-tile-value ${tone}`}>{stat.value.toLocaleString('zh-CN')}</span>
      </button>
    </Tooltip>
  );
}
