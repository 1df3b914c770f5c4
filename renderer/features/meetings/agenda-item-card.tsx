/** One 议题 to be read: what it is about, its files, what it refers to, where it was before, what came of it. */
import { PaperClipOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { AgendaItem, Conclusion } from '#shared/domain/meeting.ts';
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';
import { recordPage, useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useSaveFile } from '../../components/use-save-file.tsx';
import { recordText } from './record-text.ts';
import { text } from './text.ts';

const words = text.detail.agenda;

export interface AgendaItemCardProps {
  readonly item: AgendaItem;
  readonly index: number;
  readonly references: MeetingDetail['references'];
  readonly before?: MeetingDetail['histories'][number]['before'];
  readonly conclusion?: Conclusion | undefined;
  readonly actions?: ReactNode;
}

export function AgendaItemCard({ item, index, references, before = [], conclusion, actions }: AgendaItemCardProps) {
  const named = references.filter(({ id }) => item.about.includes(id) || item.letters.includes(id));
  return (
    <Card
      size="small"
      title={
        <span style={{ whiteSpace: 'normal' }}>
          {text.items.number(index)} {item.title}
        </span>
      }
      extra={
        <Flex gap={8} align="center">
          {item.carriedFrom && <Tag color="orange">{text.items.carried}</Tag>}
          {conclusion && <OutcomeTag outcome={conclusion.outcome} />}
          {actions}
        </Flex>
      }
      data-testid={`meeting.agenda.${index}`}
    >
      <Flex vertical gap={8}>
        <Line label={words.by}>{item.proposer}</Line>
        {item.background !== '' && <Line label={words.background}>{item.background}</Line>}
        {item.question !== '' && <Line label={words.question}>{item.question}</Line>}
        {conclusion && conclusion.conclusion !== '' && <Line label={words.conclusion}>{conclusion.conclusion}</Line>}
        {conclusion && conclusion.next !== '' && <Line label={recordText.item.nextShort}>{recordText.next[conclusion.next]}</Line>}
        {item.files.length > 0 && <Files files={item.files} />}
        {named.length > 0 && <References references={named} />}
        {before.length > 0 && (
          <Line label={words.history}>
            {before.map((past) => (
              <div key={`${past.meetingId} ${past.date}`}>{words.past(past.date, past.title, past.conclusion)}</div>
            ))}
          </Line>
        )}
      </Flex>
    </Card>
  );
}

const OUTCOME_COLORS = { open: 'default', agreed: 'green', notAgreed: 'red', deferred: 'orange' } as const;

export function OutcomeTag({ outcome }: { readonly outcome: Conclusion['outcome'] }) {
  return <Tag color={OUTCOME_COLORS[outcome]}>{recordText.outcomes[outcome]}</Tag>;
}

export function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="meeting-line">
      <Typography.Text type="secondary">{label}</Typography.Text>
      <div className="meeting-text">{children}</div>
    </div>
  );
}

function Files({ files }: Pick<AgendaItem, 'files'>) {
  const { saving, save } = useSaveFile();
  return (
    <Line label={words.files}>
      {files.map(({ sha256, name }) => (
        <Button
          key={`${sha256} ${name}`}
          type="link"
          icon={<PaperClipOutlined />}
          className="meeting-link"
          disabled={saving}
          onClick={() => void save('attachment', name, (token) => workstation().saveAttachment({ sha256, token }))}
        >
          {name}
        </Button>
      ))}
    </Line>
  );
}

function References({ references }: Pick<AgendaItemCardProps, 'references'>) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <Line label={words.references}>
      {references.map(({ id, kind, title }) => (
        <div key={id}>
          <Button
            type="link"
            className="meeting-link"
            onClick={() => go(kind === 'letter' ? { name: 'letter', letterId: id } : recordPage(kind, id))}
          >
            {title}
          </Button>
        </div>
      ))}
    </Line>
  );
}
