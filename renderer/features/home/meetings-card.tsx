/** What waits among meetings, 督办事项 and 联络员 (办法 27–31), one line each, and the next meeting. */
import { Card, Tag } from 'antd';
import type { MeetingOverview } from '#shared/workstation/meetings/meetings-api.ts';
import type { Page } from '../../app/navigation.ts';
import { homeText } from './text.ts';

const words = homeText.meetings;

export interface MeetingsCardProps {
  readonly overview: MeetingOverview;
  readonly onGo: (page: Page) => void;
}

interface Line {
  readonly key: string;
  readonly title: string;
  readonly article?: string;
  readonly urgent?: boolean;
  readonly page: Page;
}

export function MeetingsCard({ overview, onGo }: MeetingsCardProps) {
  const { next } = overview;
  const lines = linesOf(overview);
  if (lines.length === 0 && !next) return null;
  return (
    <Card size="small" title={words.title} styles={{ body: { padding: 0 } }} data-testid="home.meetings">
      <ul className="home-list home-urgent">
        {lines.map((line) => (
          <LineRow key={line.key} line={line} onGo={onGo} />
        ))}
        {next && <NextRow next={next} onGo={onGo} />}
      </ul>
    </Card>
  );
}

/** What is late or asked of this department first. */
function linesOf(overview: MeetingOverview): readonly Line[] {
  const { toDo, articles } = words;
  const actionsOnTime = overview.actionsOpen - overview.actionsOverdue;
  const line = (key: keyof typeof toDo, count: number, page: Page, more: Partial<Line> = {}): readonly Line[] =>
    count > 0 ? [{ key, title: toDo[key](count), page, ...more }] : [];
  const missing: Line = { key: 'monthlyMissing', title: words.monthlyMissing, article: articles.monthly, page: { name: 'meetings' } };
  return [
    ...line('actionsOverdue', overview.actionsOverdue, { name: 'actions', filter: 'mine' }, { urgent: true }),
    ...line('applicationsToAnswer', overview.applicationsToAnswer, { name: 'meetings', tab: 'applications' }),
    ...line('toAnswer', overview.toAnswer, { name: 'meetings' }),
    ...line('toRecord', overview.toRecord, { name: 'meetings' }),
    ...line('toConfirm', overview.toConfirm, { name: 'meetings' }),
    ...line('actionsToJudge', overview.actionsToJudge, { name: 'actions', filter: 'toJudge' }),
    ...line('actionsOpen', actionsOnTime, { name: 'actions', filter: 'mine' }),
    ...line('carried', overview.carried, { name: 'meetings', tab: 'carried' }, { article: articles.carried }),
    ...(overview.monthlyMissing ? [missing] : []),
    ...line('withoutLiaison', overview.withoutLiaison, { name: 'liaisons' }, { article: articles.withoutLiaison }),
  ];
}

function LineRow({ line, onGo }: { readonly line: Line; readonly onGo: (page: Page) => void }) {
  return (
    <li>
      <button type="button" className="home-row" onClick={() => onGo(line.page)} data-testid={`home.meetings.${line.key}`}>
        <span className="home-row-main">
          <span className={line.urgent ? 'home-row-line home-row-urgent' : 'home-row-line'}>{line.title}</span>
        </span>
        <span className="home-row-side">
          <span className="home-row-line home-row-secondary">{line.article}</span>
        </span>
      </button>
    </li>
  );
}

function NextRow({ next, onGo }: { readonly next: NonNullable<MeetingOverview['next']>; readonly onGo: (page: Page) => void }) {
  return (
    <li>
      <button
        type="button"
        className="home-row"
        onClick={() => onGo({ name: 'meeting', meetingId: next.meetingId })}
        data-testid="home.meetings.next"
      >
        <span className="home-row-main">
          <span className="home-row-line">
            <Tag>{next.kindName}</Tag>
            {next.title}
          </span>
          <span className="home-row-line home-row-secondary">{words.when(next.date, next.time, next.place)}</span>
        </span>
        <span className="home-row-side">
          <Tag color="blue" style={{ margin: 0 }}>
            {words.next}
          </Tag>
        </span>
      </button>
    </li>
  );
}
