/** The list of a draft, as it will stand in the 卷内目录: every cell can be mended, files added, lines taken out. */
import { CloseOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Flex, Input, InputNumber, Table, type TableColumnsType, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import type { TransferItem } from '#shared/ledger/letter-entries.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { DropButton } from '../../components/drop-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useWrite } from '../../components/use-write.ts';
import { text } from './text.ts';

const words = text.transfers;
type Line = TransferItem & { readonly key: number };
type Change = (key: number, changes: Partial<TransferItem>) => void;

export function TransferItemsForm({ letterId, items }: { readonly letterId: string; readonly items: readonly TransferItem[] }) {
  const { message } = App.useApp();
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const [lines, setLines] = useState<readonly Line[]>(() => items.map((item, key) => ({ ...item, key })));
  const { busy, failure, write, setFailure } = useWrite();
  const plain = () => lines.map(({ key: _key, ...item }) => item);
  const save = async (files: readonly ChosenFile[]) => {
    const done = await write(async () => {
      const saved = await workstation().setTransferItems({ letterId, items: plain(), files });
      return saved.ok ? workstation().transferDetail(letterId) : saved;
    });
    if (!done) return;
    setLines(done.items.map((item, key) => ({ ...item, key })));
    message.success(words.saved);
  };
  const add = (result: Result<readonly ChosenFile[]>) => {
    if (!result.ok) setFailure(result.error);
    else if (result.value.length > 0) void save(result.value);
  };
  const change: Change = (key, changes) => setLines(lines.map((line) => (line.key === key ? { ...line, ...changes } : line)));
  const remove = (key: number) => setLines(lines.filter((line) => line.key !== key));
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{words.draftHint}</Typography.Text>
      <FailureAlert failure={failure} title={text.failed} />
      <Table<Line> size="small" rowKey="key" columns={columns(change, remove)} dataSource={lines} pagination={false} tableLayout="fixed" />
      <DropButton kind="attachment" multiple className="handling-drop" onFiles={add} testId="transfers.items.add">
        {() => words.addFiles}
      </DropButton>
      <Flex justify="end">
        <Button type="primary" disabled={readOnly} loading={busy} onClick={() => void save([])} data-testid="transfers.items.save">
          {words.save}
        </Button>
      </Flex>
    </Flex>
  );
}

function columns(change: Change, remove: (key: number) => void): TableColumnsType<Line> {
  const input = (field: 'documentNumber' | 'author' | 'title' | 'remarks', limit: number) => (_: unknown, line: Line) => (
    <Input
      size="small"
      value={line[field] ?? ''}
      maxLength={limit}
      aria-label={words.item[field]}
      onChange={(event) => change(line.key, { [field]: event.target.value })}
    />
  );
  return [
    { key: 'index', title: words.item.index, width: 50, render: (_, __, index) => index + 1 },
    { key: 'documentNumber', title: words.item.documentNumber, width: 160, render: input('documentNumber', 128) },
    { key: 'author', title: words.item.author, width: 150, render: input('author', 100) },
    { key: 'title', title: words.item.title, render: input('title', 300) },
    {
      key: 'date',
      title: words.item.date,
      width: 125,
      render: (_, line) => (
        <DatePicker
          size="small"
          value={line.date === '' ? null : dayjs(line.date)}
          onChange={(day) => change(line.key, { date: day ? day.format('YYYY-MM-DD') : '' })}
        />
      ),
    },
    {
      key: 'pages',
      title: words.item.pages,
      width: 75,
      render: (_, line, index) => (
        <InputNumber
          size="small"
          min={0}
          max={10_000}
          precision={0}
          value={line.pages}
          style={{ width: '100%' }}
          aria-label={words.item.pages}
          onChange={(pages) => change(line.key, { pages: pages ?? 0 })}
          data-testid={`transfers.items.pages.${index}`}
        />
      ),
    },
    { key: 'remarks', title: words.item.remarks, width: 110, render: input('remarks', 300) },
    {
      key: 'remove',
      width: 40,
      render: (_, line) => (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={words.remove}
          title={words.remove}
          onClick={() => remove(line.key)}
        />
      ),
    },
  ];
}
