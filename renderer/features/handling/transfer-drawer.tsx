/** One 案卷移送: its list to be edited while it is a draft, to be checked by who received it, and what was missing. */
import { App, Button, Drawer, Flex, Table, type TableColumnsType, Tag, Typography } from 'antd';
import type { TransferItem } from '#shared/ledger/letter-entries.ts';
import type { TransferCheck, TransferDetail } from '#shared/workstation/handling/handling-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useWrite } from '../../components/use-write.ts';
import { SaveFileButton } from './save-file-button.tsx';
import { text } from './text.ts';
import { TransferCheckForm } from './transfer-check-form.tsx';
import { TransferItemsForm } from './transfer-items-form.tsx';

const words = text.transfers;

export function TransferDrawer({ letterId, onClose }: { readonly letterId: string | undefined; readonly onClose: () => void }) {
  return (
    <Drawer
      open={letterId !== undefined}
      size={1040}
      title={words.columns.title}
      onClose={onClose}
      destroyOnHidden
      data-testid="transfers.drawer"
    >
      {letterId !== undefined && <Content letterId={letterId} />}
    </Drawer>
  );
}

function Content({ letterId }: { readonly letterId: string }) {
  const detail = useAsync(() => workstation().transferDetail(letterId), [letterId]);
  if (!detail.value) return <FailureAlert failure={detail.failure} title={text.failed} onRetry={detail.reload} />;
  const { row, items, checks } = detail.value;
  return (
    <Flex vertical gap={16}>
      <Head detail={detail.value} />
      {row.state === 'draft' ? (
        <TransferItemsForm key={letterId} letterId={letterId} items={items} />
      ) : (
        <ItemTable items={items} checks={checks} />
      )}
      {checks.map((check) => (
        <CheckResult key={check.departmentName} check={check} />
      ))}
      {!row.own && <TransferCheckForm key={`${letterId} ${checks.length}`} letterId={letterId} items={items} again={checks.length > 0} />}
    </Flex>
  );
}

function Head({ detail: { row } }: { readonly detail: TransferDetail }) {
  const go = useNavigation((navigation) => navigation.go);
  const { message } = App.useApp();
  const { busy, failure, write } = useWrite();
  const save = async () => {
    const chosen = await window.host.chooseSave({ kind: 'pdf', suggestedName: words.receiptName(row.title.slice(0, 60)) });
    if (!chosen.ok || !chosen.value) return;
    const { token } = chosen.value;
    const saved = await write(() => workstation().saveDeliveryReceipt({ letterId: row.letterId, token }));
    if (saved) message.success(words.receiptSaved(saved.fileName));
  };
  return (
    <div>
      <FailureAlert failure={failure} title={text.failed} />
      <Flex justify="space-between" align="center" gap={16}>
        <div>
          <Typography.Text strong>{row.title}</Typography.Text>
          <div className="handling-secondary">
            {row.number}　{row.from} → {row.to}　{words.amount(row.items, row.pages)}
          </div>
        </div>
        <Flex gap={8}>
          {row.state !== 'draft' && (
            <Button loading={busy} onClick={() => void save()} data-testid="transfers.receipt">
              {words.receipt}
            </Button>
          )}
          <Button onClick={() => go({ name: 'letter', letterId: row.letterId })} data-testid="transfers.letter">
            {text.openLetter}
          </Button>
        </Flex>
      </Flex>
    </div>
  );
}

function ItemTable({ items, checks }: { readonly items: readonly TransferItem[]; readonly checks: readonly TransferCheck[] }) {
  const columns: TableColumnsType<TransferItem> = [
    { key: 'index', title: words.item.index, width: 56, render: (_, __, index) => index + 1 },
    { key: 'documentNumber', title: words.item.documentNumber, width: 170, dataIndex: 'documentNumber' },
    { key: 'title', title: words.item.title, dataIndex: 'title' },
    { key: 'date', title: words.item.date, width: 105, dataIndex: 'date' },
    { key: 'pages', title: words.item.pages, width: 60, dataIndex: 'pages' },
    {
      key: 'file',
      title: words.item.file,
      width: 90,
      render: (_, { file }, index) => file && <SaveFileButton file={file} label={words.item.save} testId={`transfers.file.${index}`} />,
    },
    { key: 'check', title: words.columns.state, width: 190, render: (_, __, index) => <ItemState index={index} checks={checks} /> },
  ];
  return (
    <Table<TransferItem>
      size="small"
      rowKey={(item) => items.indexOf(item)}
      columns={columns}
      dataSource={items}
      pagination={false}
      tableLayout="fixed"
    />
  );
}

function ItemState({ index, checks }: { readonly index: number; readonly checks: readonly TransferCheck[] }) {
  return checks.map(({ departmentName, items }) => {
    const found = items.find((item) => item.index === index);
    if (!found) return null;
    const color = found.state === 'complete' ? 'success' : 'error';
    return (
      <div key={departmentName}>
        <Tag color={color}>{words.check.states[found.state]}</Tag>
        {found.state === 'pagesDiffer' && found.pages} {found.note}
      </div>
    );
  });
}

function CheckResult({ check }: { readonly check: TransferCheck }) {
  const lacking = check.items.filter(({ state }) => state !== 'complete').length;
  return (
    <Flex gap={8} align="center" data-testid="transfers.result" data-lacking={lacking}>
      <Tag color={lacking > 0 ? 'error' : 'success'}>{lacking > 0 ? words.lacking(lacking) : words.allComplete}</Tag>
      <Typography.Text>{words.result(check.departmentName, check.receivedBy, check.receivedOn)}</Typography.Text>
      <Typography.Text type="secondary">{check.note}</Typography.Text>
    </Flex>
  );
}
