/** 记录: how far it is, and what was noted, item by item. */
import { EditOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Typography } from 'antd';
import type { ItemRecord } from '#shared/domain/meeting.ts';
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Line, OutcomeTag } from './agenda-item-card.tsx';
import { itemsOf } from './record-model.ts';
import { recordText } from './record-text.ts';
import { text } from './text.ts';
import { useReadOnly } from './use-own.ts';

const words = text.detail.record;

export function RecordTab({ detail }: { readonly detail: MeetingDetail }) {
  const { row, record, closed, notedAt } = detail;
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useReadOnly();
  const open = (label: string, primary: boolean) => (
    <Button
      type={primary ? 'primary' : 'default'}
      icon={<EditOutlined />}
      disabled={readOnly && !closed}
      onClick={() => go({ name: 'meetingRecord', meetingId: row.meetingId })}
      data-testid="meeting.record"
    >
      {label}
    </Button>
  );
  if (!closed && notedAt === '') {
    const action = row.stage !== 'cancelled' && open(words.begin, row.own);
    return <EmptyState title={words.none} description={row.own ? words.noneOwn : words.noneOther} action={action} />;
  }
  const present = record.head.attendance.filter(({ state }) => state === 'present' || state === 'late');
  return (
    <div className="meeting-cards">
      <Flex gap={12} align="center">
        {open(closed ? words.look : words.goOn, !closed)}
        <Alert type={closed ? 'success' : 'info'} showIcon title={closed ? words.closed : words.notedAt(notedAt)} />
      </Flex>
      <Card size="small" title={words.attendance}>
        <Typography.Text>
          {words.present(present.length)}
          {present.length > 0 && `：${present.map(({ name, department }) => `${name}（${department}）`).join('、')}`}
        </Typography.Text>
        {record.head.remarks !== '' && <div className="meeting-text">{record.head.remarks}</div>}
      </Card>
      {itemsOf(record).map((item, index) => (
        <ItemCard key={item.itemId} item={item} index={index} />
      ))}
    </div>
  );
}

function ItemCard({ item, index }: { readonly item: ItemRecord; readonly index: number }) {
  return (
    <Card
      size="small"
      title={
        <span style={{ whiteSpace: 'normal' }}>
          {text.items.number(index)} {item.title}
        </span>
      }
      extra={<OutcomeTag outcome={item.outcome} />}
    >
      <Flex vertical gap={8}>
        {item.conclusion !== '' && <Line label={recordText.item.conclusion[item.outcome]}>{item.conclusion}</Line>}
        {item.next !== '' && <Line label={recordText.item.nextShort}>{recordText.next[item.next]}</Line>}
        {item.positions.length > 0 && (
          <Line label={recordText.item.positions}>
            {item.positions
              .map(({ department, stance, text: said }) => `${department}：${recordText.stances[stance]}${said && `，${said}`}`)
              .join('\n')}
          </Line>
        )}
        {item.vote && (
          <Line label={recordText.item.vote}>
            {(['for', 'against', 'abstain'] as const).map((kind) => `${recordText.item.votes[kind]} ${item.vote?.[kind] ?? 0}`).join('，')}
          </Line>
        )}
        {item.actions.length > 0 && (
          <Line label={recordText.item.actions}>
            {item.actions.map(({ task, owner, dueOn }) => `${task}（${owner}，${dueOn}）`).join('\n')}
          </Line>
        )}
        {item.speeches.length > 0 && (
          <details>
            <summary>{words.speeches(item.speeches.length)}</summary>
            <p className="meeting-text">
              {item.speeches
                .map(({ speaker, department, text: said }) => `${speaker}${department && `（${department}）`}：${said}`)
                .join('\n')}
            </p>
          </details>
        )}
      </Flex>
    </Card>
  );
}
