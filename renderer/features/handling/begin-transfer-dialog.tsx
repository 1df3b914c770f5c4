/** What goes to whom: records with their evidence, and files of their own. */
import { Form, Input, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { EMPTY_QUERY, type NewAttachment } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { AttachmentFields } from '../../components/attachment-fields.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { testId } from '../../components/test-id.ts';
import { useAsync } from '../../components/use-async.ts';
import { useWrite } from '../../components/use-write.ts';
import { text } from './text.ts';

const words = text.beginTransfer;
/** records offered while typing */
const MOST_FOUND = 20;

export interface BeginTransferDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onBegun: (letterId: string) => void;
}

export function BeginTransferDialog({ open, onClose, onBegun }: BeginTransferDialogProps) {
  const [recipientId, setRecipientId] = useState<string | undefined>(undefined);
  const [records, setRecords] = useState<readonly string[]>([]);
  const [files, setFiles] = useState<readonly NewAttachment[]>([]);
  const [reason, setReason] = useState('');
  const { busy, failure, write, reset } = useWrite();
  const directory = useAsync(() => workstation().directory());
  const clear = () => {
    setRecipientId(undefined);
    setRecords([]);
    setFiles([]);
    setReason('');
    reset();
  };
  const submit = async () => {
    const begun = await write(() => workstation().beginTransfer({ recipientId: recipientId ?? '', records, files, reason }));
    if (!begun) return;
    onClose();
    onBegun(begun.letterId);
  };
  return (
    <Modal
      open={open}
      title={words.title}
      width={620}
      mask={{ closable: false }}
      onCancel={onClose}
      afterClose={clear}
      destroyOnHidden
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={busy}
      onOk={() => void submit()}
      okButtonProps={testId('transfers.begin.ok')}
    >
      <FailureAlert failure={failure} title={text.failed} style={{ marginBottom: 12 }} />
      <Form layout="vertical">
        <Form.Item label={words.recipient}>
          <Select
            value={recipientId ?? null}
            placeholder={words.recipientPlaceholder}
            onChange={(value) => setRecipientId(value ?? undefined)}
            options={(directory.value ?? []).map(({ department }) => ({ value: department.uscc, label: department.name }))}
            data-testid="transfers.begin.recipient"
          />
        </Form.Item>
        <Form.Item label={words.reason}>
          <Input
            value={reason}
            maxLength={200}
            placeholder={words.reasonPlaceholder}
            onChange={(event) => setReason(event.target.value)}
            data-testid="transfers.begin.reason"
          />
        </Form.Item>
        <Form.Item label={words.records}>
          <RecordSelect value={records} onChange={setRecords} />
        </Form.Item>
        <Form.Item label={words.files} style={{ marginBottom: 0 }}>
          <AttachmentFields
            form={{ added: files, setAdded: setFiles, kept: [], setKept: () => undefined, testId: 'transfers.begin' }}
            existing={[]}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface RecordSelectProps {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function RecordSelect({ value, onChange }: RecordSelectProps) {
  const [found, setFound] = useState<readonly Option[]>([]);
  const newest = useRef(0);
  const search = async (typed: string) => {
    newest.current += 1;
    const round = newest.current;
    const queried = await workstation().queryApprovals({ ...EMPTY_QUERY, text: typed });
    const page = queried.ok ? await workstation().approvalPage(0, MOST_FOUND) : queried;
    // a later word is being looked for already
    if (round !== newest.current || !page.ok) return;
    const rows = page.value.map((row) => ({ value: row.recordId, label: `${row.decisionNumber}　${row.counterpartName}` }));
    setFound([...found.filter((option) => value.includes(option.value)), ...rows.filter((row) => !value.includes(row.value))]);
  };
  return (
    <Select<string[]>
      mode="multiple"
      value={[...value]}
      placeholder={words.recordsPlaceholder}
      showSearch={{ filterOption: false, onSearch: (typed: string) => void search(typed) }}
      onFocus={() => void search('')}
      onChange={onChange}
      options={[...found]}
      data-testid="transfers.begin.records"
    />
  );
}
