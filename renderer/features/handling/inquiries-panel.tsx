/** 业务函询 (办法 25): questions that wait, and the archive of questions with their answers. */
import { Button, Flex, Input, Pagination, Segmented, Tag, Typography } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { InquiryRow, InquiryText } from '#shared/workstation/handling/handling-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useWrite } from '../../components/use-write.ts';
import { DueTag } from './due-tag.tsx';
import { HandlingPanel } from './panel-frame.tsx';
import { text } from './text.ts';

const words = text.inquiries;
type Show = keyof typeof words.show;
const SHOWS: readonly Show[] = ['open', 'answered', 'all'];
/** questions on one page */
const PAGE = 20;

/** `show`: begins with this question, be it answered or not */
export function InquiriesPanel({ show: wanted }: { readonly show?: string }) {
  const [show, setShow] = useState<Show>(wanted === undefined ? 'open' : 'all');
  const [typed, setTyped] = useState('');
  const [page, setPage] = useState(1);
  const searched = useDeferredValue(typed);
  const inquiries = useAsync(() => workstation().inquiries({ text: searched, show }), [searched, show]);
  const rows = inquiries.value ?? [];
  usePageOf(wanted, inquiries.value, setPage);
  const first = (Math.min(page, Math.max(1, Math.ceil(rows.length / PAGE))) - 1) * PAGE;
  return (
    <HandlingPanel
      testId="inquiries"
      hint={words.hint}
      list={inquiries}
      action={<AskButton />}
      filter={
        <Flex gap={12} align="center">
          <Segmented<Show>
            value={show}
            onChange={(next) => {
              setShow(next);
              setPage(1);
            }}
            options={SHOWS.map((value) => ({ value, label: <span data-testid={`inquiries.show.${value}`}>{words.show[value]}</span> }))}
          />
          <Input.Search
            allowClear
            placeholder={words.search}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            style={{ width: 420 }}
            data-testid="inquiries.search"
          />
          <Typography.Text type="secondary" data-testid="inquiries.count" data-count={rows.length}>
            {words.count(rows.length)}
          </Typography.Text>
        </Flex>
      }
    >
      {inquiries.value && rows.length === 0 && (
        <div className="handling-card">
          {searched.trim() === '' ? (
            <EmptyState title={words.empty[show]} description={words.emptyHint} />
          ) : (
            <EmptyState title={words.noneFound} action={<Button onClick={() => setTyped('')}>{words.clear}</Button>} />
          )}
        </div>
      )}
      {rows.slice(first, first + PAGE).map((row) => (
        <Inquiry key={row.inquiryId} row={row} shown={row.inquiryId === wanted} />
      ))}
      {rows.length > PAGE && (
        <Pagination align="end" current={page} pageSize={PAGE} total={rows.length} showSizeChanger={false} onChange={setPage} />
      )}
    </HandlingPanel>
  );
}

/** Once, when the questions have been read: the page that the wanted one is on. */
function usePageOf(wanted: string | undefined, rows: readonly InquiryRow[] | undefined, setPage: (page: number) => void): void {
  const done = useRef(wanted === undefined);
  useEffect(() => {
    if (done.current || rows === undefined) return;
    done.current = true;
    const place = rows.findIndex(({ inquiryId }) => inquiryId === wanted);
    if (place >= 0) setPage(Math.floor(place / PAGE) + 1);
  }, [wanted, rows, setPage]);
}

function AskButton() {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const { busy, write } = useWrite();
  const ask = async () => {
    const begun = await write(() => workstation().beginLetter({ kind: 'inquiry', about: [] }));
    if (begun) go({ name: 'letter', letterId: begun.letterId });
  };
  return (
    <Button type="primary" disabled={readOnly} loading={busy} onClick={() => void ask()} data-testid="inquiries.ask">
      {words.ask}
    </Button>
  );
}

function Inquiry({ row, shown }: { readonly row: InquiryRow; readonly shown: boolean }) {
  const open = row.answers.length === 0;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!shown) return;
    card.current?.scrollIntoView({ block: 'center' });
    card.current?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <section ref={card} tabIndex={-1} className="handling-card" data-testid={`inquiries.row.${row.inquiryId}`} data-open={open}>
      <Flex justify="space-between" gap={16} align="start">
        <div>
          <Tag color={row.own ? 'blue' : 'purple'}>{row.own ? words.own : words.received}</Tag>
          <Typography.Text strong>{row.question.title}</Typography.Text>
          <div className="handling-secondary">
            {row.question.number}　{row.question.date}　{row.own ? words.to(row.to) : words.from(row.question.from)}
          </div>
        </div>
        <Flex gap={8} align="center">
          {open && <span className="handling-secondary">{row.dueOn === '' ? words.noDue : words.due(row.dueOn)}</span>}
          <DueTag daysLeft={row.daysLeft} />
          {open && !row.own && <ReplyButton row={row} />}
        </Flex>
      </Flex>
      <Said label={words.question} said={row.question} />
      {row.answers.map((answer) => (
        <div key={answer.letterId} className="handling-answer">
          <div className="handling-secondary">
            {answer.from}　{answer.number}　{answer.date}
          </div>
          <Said label={words.answer} said={answer} />
        </div>
      ))}
    </section>
  );
}

function Said({ label, said }: { readonly label: string; readonly said: InquiryText }) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <>
      <Typography.Paragraph className="handling-text" ellipsis={{ rows: 4, expandable: true }} style={{ margin: '8px 0 0' }}>
        {label}：{said.text || said.title}
      </Typography.Paragraph>
      <Button type="link" size="small" style={{ padding: 0 }} onClick={() => go({ name: 'letter', letterId: said.letterId })}>
        {text.openLetter}
      </Button>
    </>
  );
}

function ReplyButton({ row }: { readonly row: InquiryRow }) {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const { busy, write } = useWrite();
  const reply = async () => {
    const { letterId, from, title, number } = row.question;
    const begun = await write(() => workstation().beginLetter({ kind: 'reply', about: [], answers: { letterId, from, title, number } }));
    if (begun) go({ name: 'letter', letterId: begun.letterId });
  };
  return (
    <Button size="small" disabled={readOnly} loading={busy} onClick={() => void reply()} data-testid={`inquiries.reply.${row.inquiryId}`}>
      {words.reply}
    </Button>
  );
}
