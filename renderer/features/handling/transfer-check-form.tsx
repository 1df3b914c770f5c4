/** 逐项核收: nothing is complete until a person says so, line by line. */
import { App, Button, DatePicker, Flex, Input, InputNumber, Radio, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import type { TransferItem } from '#shared/ledger/letter-entries.ts';
import type { TransferCheckItem } from '#shared/workstation/handling/handling-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useWrite } from '../../components/use-write.ts';
import { text } from './text.ts';

const words = text.transfers.check;
const STATES = ['complete', 'pagesDiffer', 'missing'] as const;

interface Answer extends Omit<TransferCheckItem, 'state'> {
  readonly state: TransferCheckItem['state'] | undefined;
}

export interface TransferCheckFormProps {
  readonly letterId: string;
  readonly items: readonly TransferItem[];
  readonly again: boolean;
}

export function TransferCheckForm({ letterId, items, again }: TransferCheckFormProps) {
  const { message } = App.useApp();
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const today = dayjs(todayIn('Asia/Shanghai', new Date()));
  const [answers, setAnswers] = useState<readonly Answer[]>(() =>
    items.map((_, index) => ({ index, state: undefined, pages: 0, note: '' })),
  );
  const [receivedBy, setReceivedBy] = useState('');
  const [receivedOn, setReceivedOn] = useState(today);
  const [note, setNote] = useState('');
  const { busy, failure, write } = useWrite();
  const submit = async () => {
    const said = answers.flatMap(({ state, ...rest }) => (state ? [{ ...rest, state }] : []));
    const input = { letterId, items: said, receivedBy, receivedOn: receivedOn.format('YYYY-MM-DD'), note };
    const done = await write(async () => {
      const checked = await workstation().checkTransfer(input);
      return checked.ok ? { ok: true, value: true } : checked;
    });
    if (done) message.success(words.done);
  };
  return (
    <Flex vertical gap={12} data-testid="transfers.check">
      <Typography.Text strong>{again ? words.again : words.title}</Typography.Text>
      <Typography.Text type="secondary">{words.hint}</Typography.Text>
      {items.map((item, index) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the signed list is what identifies an item
          key={index}
          item={item}
          answer={answers[index]}
          onChange={(changed) => setAnswers(answers.map((each) => (each.index === index ? changed : each)))}
        />
      ))}
      <Flex gap={12}>
        <Input
          value={receivedBy}
          maxLength={50}
          placeholder={words.receivedBy}
          onChange={(event) => setReceivedBy(event.target.value)}
          style={{ width: 160, flexShrink: 0 }}
          data-testid="transfers.check.by"
        />
        <DatePicker
          allowClear={false}
          style={{ width: 150, flexShrink: 0 }}
          value={receivedOn}
          disabledDate={(day) => day.isAfter(today, 'day')}
          onChange={(day) => day && setReceivedOn(day)}
        />
        <Input
          value={note}
          maxLength={500}
          placeholder={words.remark}
          onChange={(event) => setNote(event.target.value)}
          data-testid="transfers.check.note"
        />
        <Button type="primary" disabled={readOnly} loading={busy} onClick={() => void submit()} data-testid="transfers.check.ok">
          {words.ok}
        </Button>
      </Flex>
      <FailureAlert failure={failure} title={text.failed} />
    </Flex>
  );
}

interface LineProps {
  readonly item: TransferItem;
  readonly answer: Answer | undefined;
  readonly onChange: (answer: Answer) => void;
}

function Line({ item, answer, onChange }: LineProps) {
  if (!answer) return null;
  const { index, state } = answer;
  const pages = { complete: item.pages, pagesDiffer: Math.max(1, item.pages - 1), missing: 0 };
  return (
    <Flex gap={12} align="center">
      <Typography.Text style={{ flex: 1 }} ellipsis={{ tooltip: item.title }}>
        {index + 1}. {item.title}（{item.pages}）
      </Typography.Text>
      <Radio.Group
        value={state}
        onChange={(event) => {
          const next = event.target.value as TransferCheckItem['state'];
          onChange({ ...answer, state: next, pages: pages[next] });
        }}
      >
        {STATES.map((each) => (
          <Radio key={each} value={each} data-testid={`transfers.check.${index}.${each}`}>
            {words.states[each]}
          </Radio>
        ))}
      </Radio.Group>
      <InputNumber
        min={0}
        max={10_000}
        precision={0}
        value={state === undefined ? null : answer.pages}
        disabled={state !== 'pagesDiffer'}
        aria-label={words.pages}
        style={{ width: 80 }}
        onChange={(value) => onChange({ ...answer, pages: value ?? 0 })}
        data-testid={`transfers.check.${index}.pages`}
      />
      <Input
        value={answer.note}
        maxLength={300}
        placeholder={words.note}
        style={{ width: 180 }}
        onChange={(event) => onChange({ ...answer, note: event.target.value })}
      />
    </Flex>
  );
}
