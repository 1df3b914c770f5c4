/** First step of 生成数据包: which records, for whom (several departments can share one file), under what name. */
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Form, type FormInstance, Input, Radio, Skeleton, Space } from 'antd';
import { useEffect, useState } from 'react';
import type { DirectoryRow } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { localTime } from '../../components/local-time.ts';
import { NewDepartmentModal } from './new-department-modal.tsx';
import type { PackageSource, RecordPurpose, SourceKind } from './package-source.ts';
import { RecipientSelect } from './recipient-select.tsx';
import { createText, purposeText } from './text.ts';

export interface ChooseValues {
  readonly source: SourceKind;
  /** department ids */
  readonly recipients: readonly string[];
  readonly title: string;
}

export interface CreateChooseProps {
  readonly form: FormInstance<ChooseValues>;
  /** undefined while they are counted */
  readonly sources: readonly PackageSource[] | undefined;
  readonly directory: readonly DirectoryRow[] | undefined;
  readonly onLeave: () => void;
}

export function CreateChoose({ form, sources, directory, onLeave }: CreateChooseProps) {
  const own = useSession((session) => session.info?.department);
  const first = sources?.[0]?.kind;
  const chosen = Form.useWatch('source', form) ?? first;
  const purpose = sources?.find(({ kind }) => kind === chosen)?.purpose ?? 'approvals';
  useEffect(() => {
    if (first && form.getFieldValue('source') === undefined) form.setFieldValue('source', first);
  }, [form, first]);
  useTitleOf(form, purpose);

  if (!sources || !directory) return <Skeleton active paragraph={{ rows: 5 }} />;
  if (sources.length === 0) return <NothingToPush onLeave={onLeave} />;
  return (
    <Form<ChooseValues>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ source: first, title: suggestedTitle(purpose) }}
    >
      <Form.Item name="source" label={createText.records.label} rules={[{ required: true }]}>
        <Radio.Group>
          <Flex vertical gap={8}>
            {sources.map((source) => (
              <SourceOption key={source.kind} source={source} />
            ))}
          </Flex>
        </Radio.Group>
      </Form.Item>
      <Recipient form={form} directory={directory} ownId={own?.uscc} purpose={purpose} />
      <Form.Item
        name="title"
        label={createText.recipient.title}
        extra={createText.recipient.titleHint}
        rules={[{ required: true, whitespace: true, message: createText.recipient.titleRequired }]}
      >
        <Input maxLength={200} data-testid="packages.title" />
      </Form.Item>
    </Form>
  );
}

function suggestedTitle(purpose: RecordPurpose): string {
  return createText.recipient.suggestion(purposeText[purpose], localTime(new Date().toISOString()).slice(0, 10));
}

/** The suggested title follows what is chosen, until the user has written another one. */
function useTitleOf(form: FormInstance<ChooseValues>, purpose: RecordPurpose): void {
  useEffect(() => {
    const other = suggestedTitle(purpose === 'approvals' ? 'supervision' : 'approvals');
    if (form.getFieldValue('title') === other) form.setFieldValue('title', suggestedTitle(purpose));
  }, [form, purpose]);
}

function SourceOption({ source }: { readonly source: PackageSource }) {
  const words = createText.records;
  const { label, hint } = {
    selection: { label: words.selection(source.total, purposeText[source.purpose]), hint: words.selectionHint },
    'approval.notPushed': { label: words.notPushed(source.total, purposeText.approvals), hint: words.notPushedHint },
    'approval.returned': { label: words.returned(source.total, purposeText.approvals), hint: words.returnedHint },
    'supervision.notPushed': { label: words.notPushed(source.total, purposeText.supervision), hint: words.supervisionHint },
    'supervision.returned': { label: words.returned(source.total, purposeText.supervision), hint: words.returnedHint },
  }[source.kind];
  return (
    <Radio value={source.kind} data-testid={`packages.source.${source.kind.replace('approval.', '')}`}>
      <div>{label}</div>
      <div className="preview-secondary">{hint}</div>
      {source.records.length < source.total && (
        <Alert type="info" showIcon title={words.limit(source.records.length)} style={{ marginTop: 4, padding: '4px 8px' }} />
      )}
    </Radio>
  );
}

interface RecipientProps {
  readonly form: FormInstance<ChooseValues>;
  readonly directory: readonly DirectoryRow[];
  readonly ownId: string | undefined;
  readonly purpose: RecordPurpose;
}

function Recipient({ form, directory, ownId, purpose }: RecipientProps) {
  const [adding, setAdding] = useState(false);
  const words = createText.recipient;
  const others = directory.filter((row) => row.department.uscc !== ownId);
  // approvals go to those who supervise, supervision information to those who approve: they come first
  const role = purpose === 'approvals' ? 'supervision' : 'approval';
  const has = (row: DirectoryRow) => Number(row.department.roles.includes(role));
  const rows = others.toSorted((a, b) => has(b) - has(a));
  return (
    <>
      <Form.Item label={words.label} required style={{ marginBottom: 24 }} extra={others.length === 0 ? words.none : words.several}>
        <Space.Compact block>
          <Form.Item name="recipients" noStyle rules={[{ required: true, type: 'array', min: 1, message: words.required }]}>
            <RecipientSelect rows={rows} placeholder={words.placeholder} testId="packages.recipient" />
          </Form.Item>
          <Button icon={<PlusOutlined />} onClick={() => setAdding(true)} data-testid="packages.addDepartment">
            {words.add}
          </Button>
        </Space.Compact>
      </Form.Item>
      <NewDepartmentModal
        open={adding}
        onClose={() => setAdding(false)}
        onSaved={(department) => {
          setAdding(false);
          form.setFieldValue('recipients', [...(form.getFieldValue('recipients') ?? []), department.uscc]);
        }}
        taken={[...directory.map((row) => row.department.uscc), ...(ownId ? [ownId] : [])]}
      />
    </>
  );
}

function NothingToPush({ onLeave }: { readonly onLeave: () => void }) {
  const go = useNavigation((navigation) => navigation.go);
  const words = createText.records;
  const leave = (name: 'import' | 'approvals') => {
    onLeave();
    go({ name });
  };
  return (
    <EmptyState
      title={words.noneTitle}
      description={words.none}
      action={
        <Space>
          <Button type="primary" onClick={() => leave('import')} data-testid="packages.goImport">
            {words.goImport}
          </Button>
          <Button onClick={() => leave('approvals')} data-testid="packages.goList">
            {words.goList}
          </Button>
        </Space>
      }
    />
  );
}
