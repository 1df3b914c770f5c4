/** 发文登记簿: a book for each 机关代字 and year; every number has a letter, a reason, or is told as a hole. */
import { Button, Card, Flex, Form, Input, Modal, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import type { DocumentNumber } from '#shared/domain/letter.ts';
import type { Failure } from '#shared/domain/result.ts';
import type { NumberRegisterRow } from '#shared/workstation/letters/letters-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { ReserveDialog } from './reserve-dialog.tsx';
import { text } from './text.ts';

const words = text.numbers;

export function NumbersTab() {
  const { value, failure, reload } = useAsync(() => workstation().numberRegister());
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const [reserving, setReserving] = useState(false);
  const [voiding, setVoiding] = useState<DocumentNumber>();
  return (
    <Flex vertical gap={12} data-testid="numbers">
      <Flex align="center" gap={8}>
        <Typography.Text type="secondary">{words.description}</Typography.Text>
        <Button disabled={readOnly} onClick={() => setReserving(true)} style={{ marginInlineStart: 'auto' }} data-testid="numbers.reserve">
          {words.reserve}
        </Button>
      </Flex>
      <FailureAlert failure={failure} title={words.failed} onRetry={reload} />
      {value?.length === 0 && <EmptyState title={words.empty.title} description={words.empty.hint} />}
      {value?.map((book) => (
        <Book key={`${book.code} ${book.year}`} book={book} onVoid={readOnly ? undefined : setVoiding} />
      ))}
      <ReserveDialog open={reserving} onClose={() => setReserving(false)} />
      <VoidDialog number={voiding} onClose={() => setVoiding(undefined)} />
    </Flex>
  );
}

interface Line {
  readonly sequence: number;
  readonly letterId?: string;
  readonly title: string;
  readonly date: string;
  readonly signer: string;
  readonly state: 'issued' | 'voided' | 'hole';
  readonly reason: string;
}

function linesOf({ issued, voided, holes }: NumberRegisterRow): readonly Line[] {
  const nothing = { title: '', date: '', signer: '', reason: '' };
  const lines: Line[] = [
    ...issued.map((letter) => ({ ...letter, state: 'issued' as const, reason: '' })),
    ...voided.map(({ sequence, reason }) => ({ ...nothing, sequence, reason, state: 'voided' as const })),
    ...holes.map((sequence) => ({ ...nothing, sequence, state: 'hole' as const })),
  ];
  return lines.sort((a, b) => b.sequence - a.sequence);
}

function Book({ book, onVoid }: { readonly book: NumberRegisterRow; readonly onVoid: ((number: DocumentNumber) => void) | undefined }) {
  const { code, year, next } = book;
  return (
    <Card
      size="small"
      title={words.book(code, year)}
      extra={next === undefined ? book.nextProblem : <NextNumber book={book} next={next} onVoid={onVoid} />}
      data-testid={`numbers.book.${code}.${year}`}
    >
      {book.ranges.length > 0 && (
        <Flex gap={4} wrap style={{ marginBottom: 8 }}>
          {book.ranges.map(({ first, last, own, computer }) => (
            <Tag key={first} {...(own && { color: 'blue' })}>
              {words.range(first, last, own ? '' : computer)}
            </Tag>
          ))}
        </Flex>
      )}
      <Table<Line>
        size="small"
        rowKey="sequence"
        dataSource={[...linesOf(book)]}
        locale={{ emptyText: <EmptyState compact title={words.empty.title} description={words.empty.hint} /> }}
        pagination={book.issued.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        columns={[
          { title: words.columns.sequence, dataIndex: 'sequence', width: 80 },
          { title: words.columns.title, render: (_, line) => <LineTitle line={line} /> },
          { title: words.columns.date, dataIndex: 'date', width: 120 },
          { title: words.columns.signer, dataIndex: 'signer', width: 120 },
          { title: words.columns.state, width: 240, render: (_, line) => <LineState line={line} book={book} onVoid={onVoid} /> },
        ]}
      />
    </Card>
  );
}

interface NextNumberProps {
  readonly book: NumberRegisterRow;
  readonly next: number;
  readonly onVoid: ((number: DocumentNumber) => void) | undefined;
}

function NextNumber({ book: { code, year }, next, onVoid }: NextNumberProps) {
  return (
    <Flex align="center" gap={8}>
      <span data-testid="numbers.next">{words.next(next)}</span>
      {onVoid && (
        <Button size="small" onClick={() => onVoid({ code, year, sequence: next })} data-testid="numbers.voidNext">
          {words.void}
        </Button>
      )}
    </Flex>
  );
}

function LineTitle({ line }: { readonly line: Line }) {
  const go = useNavigation((navigation) => navigation.go);
  const { letterId } = line;
  if (letterId === undefined) return null;
  return (
    <Button type="link" className="letter-link" onClick={() => go({ name: 'letter', letterId })}>
      {line.title}
    </Button>
  );
}

interface LineStateProps {
  readonly line: Line;
  readonly book: NumberRegisterRow;
  readonly onVoid: ((number: DocumentNumber) => void) | undefined;
}

function LineState({ line, book: { code, year }, onVoid }: LineStateProps) {
  if (line.state === 'issued') return words.issued;
  if (line.state === 'voided') return words.voided(line.reason);
  return (
    <Flex align="center" gap={8}>
      <Typography.Text type="warning">{words.hole}</Typography.Text>
      {onVoid && (
        <Button size="small" onClick={() => onVoid({ code, year, sequence: line.sequence })} data-testid={`numbers.void.${line.sequence}`}>
          {words.void}
        </Button>
      )}
    </Flex>
  );
}

function VoidDialog({ number, onClose }: { readonly number: DocumentNumber | undefined; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const close = () => {
    setReason('');
    setFailure(undefined);
    onClose();
  };
  const save = async () => {
    if (!number) return;
    const result = await workstation().voidNumber({ number, reason: reason.trim() });
    if (!result.ok) return setFailure(result.error);
    useSession.getState().touch();
    close();
  };
  return (
    <Modal
      open={number !== undefined}
      title={number && words.voidTitle(formatDocumentNumber(number))}
      okText={words.voidOk}
      cancelText={words.cancel}
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2 }}
      onOk={() => void save()}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <span>{words.voidBody}</span>
        <Form layout="vertical">
          <Form.Item label={words.reason} style={{ margin: 0 }} extra={words.reasonRequired}>
            <Input.TextArea
              value={reason}
              maxLength={300}
              rows={2}
              onChange={(event) => setReason(event.target.value)}
              data-testid="numbers.void.reason"
            />
          </Form.Item>
        </Form>
        <FailureAlert failure={failure} title={words.voidFailed} />
      </Flex>
    </Modal>
  );
}
