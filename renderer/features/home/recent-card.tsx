/** The last things that happened in the ledger. */
import { Card } from 'antd';
import type { Overview, RecordKind } from '#shared/workstation/api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { homeText } from './text.ts';

type RecentItem = Overview['recent'][number];

export interface RecentCardProps {
  readonly items: readonly RecentItem[];
  /** YYYY-MM-DD */
  readonly today: string;
  readonly onOpen: (recordId: string, kind: RecordKind) => void;
}

export function RecentCard({ items, today, onOpen }: RecentCardProps) {
  return (
    <Card size="small" title={homeText.recent.title} styles={{ body: { padding: 0 } }} data-testid="home.recent">
      {items.length === 0 ? (
        <EmptyState compact title={homeText.recent.none} />
      ) : (
        <ul className="home-list home-recent">
          {items.map((item, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole, its lines have no id of their own
            <li key={position}>
              <RecentRow item={item} today={today} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface RecentRowProps {
  readonly item: RecentItem;
  readonly today: string;
  readonly onOpen: (recordId: string, kind: RecordKind) => void;
}

function RecentRow({ item, today, onOpen }: RecentRowProps) {
  const { recordId, kind } = item;
  const content = (
    <>
      <span className="home-recent-time" title={item.at}>
        {shortTime(item.at, today)}
      </span>
      <span className="home-row-main home-row-line" title={item.text}>
        {item.text}
      </span>
    </>
  );
  if (recordId === undefined || kind === undefined) return <div className="home-row">{content}</div>;
  return (
    <button type="button" className="home-row" onClick={() => onOpen(recordId, kind)}>
      {content}
    </button>
  );
}

/** `2026-11-23 16:20` → `今天 16:20`, `11-20 16:20` or, for another year, the whole */
function shortTime(at: string, today: string): string {
  if (at.startsWith(today)) return `${homeText.recent.today} ${at.slice(11)}`;
  return at.slice(0, 4) === today.slice(0, 4) ? at.slice(5) : at;
}
