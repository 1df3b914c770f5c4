/** 登记来函: a letter that came on paper, or by another way than a package (办法 21(二), 25). */
import { PaperClipOutlined } from '@ant-design/icons';
import { AutoComplete, DatePicker, Flex, Form, Input, Modal, Select, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import { LETTER_KINDS, type LetterKind } from '#shared/domain/letter.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { DropButton } from '../../components/drop-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { sizeText } from '../../components/size.ts';
import { useAsync } from '../../components/use-async.ts';
import { text } from './text.ts';

const words = text.register;

interface Values {
  readonly kind: LetterKind;
  readonly from: string;
  readonly title: string;
  readonly number?: string;
  readonly date: Dayjs;
  readonly receivedOn: Dayjs;
  readonly dueOn?: Dayjs | null;
  readonly answers?: string;
  readonly summary?: string;
}

const DAY = 'YYYY-MM-DD';

export function RegisterDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const directory = useAsync(() => workstation().directory()).value ?? [];
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const close = () => {
    setFiles([]);
    setFailure(undefined);
    onClose();
  };
  const save = async () => {
    const values = await form.validateFields().catch(() => undefined);
    if (!values) return;
    const { kind, from, title, number = '', date, receivedOn, dueOn, answers, summary = '' } = values;
    const fromId = directory.find(({ department }) => department.name === from.trim())?.department.uscc;
    setBusy(true);
    const result = await workstation()
      .registerLetter({
        kind,
        from,
        ...(fromId && { fromId }),
        title,
        number,
        date: date.format(DAY),
        receivedOn: receivedOn.format(DAY),
        summary,
        about: [],
        files,
        ...(dueOn && { dueOn: dueOn.format(DAY) }),
        ...(answers && { answers }),
      })
      .finally(() => setBusy(false));
    if (!result.ok) return setFailure(result.error);
    useSession.getState().touch();
    close();
    useNavigation.getState().go({ name: 'letter', letterId: result.value.letterId });
  };
  return (
    <Modal
      open={open}
      title={words.title}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={busy}
      onOk={() => void save()}
      onCancel={close}
      width={640}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Fields form={form} names={directory.map(({ department }) => department.name)} />
      <Files files={files} onChange={setFiles} onFailure={setFailure} />
      <FailureAlert failure={failure} title={words.failed} style={{ marginTop: 12 }} />
    </Modal>
  );
}

interface FieldsProps {
  readonly form: ReturnType<typeof Form.useForm<Values>>[0];
  /** of 部门名录 */
  readonly names: readonly string[];
}

function Fields({ form, names }: FieldsProps) {
  const asked = useAsync(() => workstation().letters({ text: '', state: 'issued', kinds: [], openOnly: true })).value ?? [];
  const required = [{ required: true, message: words.required }];
  const kinds = Object.entries(LETTER_KINDS).map(([value, { name }]) => ({ value, label: name }));
  const today = dayjs(todayIn('Asia/Shanghai', new Date()));
  return (
    <Form<Values> form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'inquiry', receivedOn: today }}>
      <div className="letter-issue-fields">
        <Form.Item name="kind" label={words.kind} rules={required}>
          <Select options={kinds} data-testid="register.kind" />
        </Form.Item>
        <Form.Item name="from" label={words.from} rules={required}>
          <AutoComplete options={names.map((value) => ({ value }))} maxLength={100} data-testid="register.from" />
        </Form.Item>
      </div>
      <Form.Item name="title" label={words.letterTitle} rules={required}>
        <Input maxLength={500} data-testid="register.title" />
      </Form.Item>
      <div className="letter-issue-fields">
        <Form.Item name="number" label={words.number}>
          <Input maxLength={60} data-testid="register.number" />
        </Form.Item>
        <Form.Item name="date" label={words.date} rules={required}>
          <DatePicker style={{ width: '100%' }} data-testid="register.date" />
        </Form.Item>
        <Form.Item name="receivedOn" label={words.receivedOn} rules={required}>
          <DatePicker style={{ width: '100%' }} allowClear={false} />
        </Form.Item>
        <Form.Item name="dueOn" label={words.dueOn}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </div>
      {asked.length > 0 && (
        <Form.Item name="answers" label={words.answers}>
          <Select allowClear options={asked.map(({ letterId, number, title }) => ({ value: letterId, label: `${number} ${title}` }))} />
        </Form.Item>
      )}
      <Form.Item name="summary" label={words.summary}>
        <Input.TextArea rows={2} maxLength={2000} data-testid="register.summary" />
      </Form.Item>
    </Form>
  );
}

interface FilesProps {
  readonly files: readonly ChosenFile[];
  readonly onChange: (files: readonly ChosenFile[]) => void;
  readonly onFailure: (failure: Failure | undefined) => void;
}

function Files({ files, onChange, onFailure }: FilesProps) {
  const add = (chosen: Result<readonly ChosenFile[]>) => {
    onFailure(chosen.ok ? undefined : chosen.error);
    if (chosen.ok) onChange([...files, ...chosen.value]);
  };
  return (
    <Flex vertical gap={4}>
      {files.map(({ token, name, size }) => (
        <Typography.Text key={token} type="secondary">
          <PaperClipOutlined /> {text.editor.enclosure.file(name, sizeText(size))}
        </Typography.Text>
      ))}
      <DropButton kind="attachment" multiple className="letter-drop" onFiles={add} testId="register.files">
        {() => (
          <>
            <PaperClipOutlined /> {words.files}
          </>
        )}
      </DropButton>
    </Flex>
  );
}
