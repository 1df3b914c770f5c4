/** Name, roles, address … of the own department; the USCC is its identity and stays. */
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { checkDepartment } from '#shared/domain/department-checks.ts';
import type { Failure } from '#shared/domain/result.ts';
import type { AppInfo } from '#shared/ipc.ts';
import { readAppInfo } from '../../app/locking.ts';
import { useSession } from '../../app/session.ts';
import { type DepartmentDraft, DepartmentFields, emptyDepartment } from '../../components/department-fields.tsx';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { fieldNote } from '../../components/field-note.tsx';
import { componentText } from '../../components/text.ts';
import { Section } from './section.tsx';
import { settingsText } from './text.ts';

const words = settingsText.department;
const labels = componentText.department;

export function DepartmentSection({ info }: { readonly info: AppInfo }) {
  return (
    <Section title={words.title} intro={words.intro}>
      {info.demo === false ? <DepartmentForm info={info} /> : <DemoDepartment info={info} />}
    </Section>
  );
}

function DepartmentForm({ info }: { readonly info: AppInfo }) {
  const { message } = App.useApp();
  const touch = useSession((session) => session.touch);
  const [draft, setDraft] = useState<DepartmentDraft>({ ...emptyDepartment, ...info.department });
  const [operator, setOperator] = useState(info.operator ?? '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const operatorMissing = operator.trim() === '';
  const save = async () => {
    setTried(true);
    const { department } = checkDepartment(draft);
    if (!department || operatorMissing) return;
    setBusy(true);
    const result = await window.host.changeDepartment({ department, operator: operator.trim() });
    if (result.ok) await readAppInfo();
    setBusy(false);
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return;
    touch();
    void message.success(words.saved);
  };
  return (
    <Form layout="vertical" onFinish={() => void save()}>
      <DepartmentFields value={draft} onChange={setDraft} showAll={tried} usccFixed idPrefix="settings" />
      <Form.Item
        label={labels.operator}
        htmlFor="settings-operator"
        required
        {...(operatorMissing ? fieldNote('error', labels.operatorMissing) : fieldNote('hint', labels.operatorHelp))}
      >
        <Input
          id="settings-operator"
          style={{ width: 240 }}
          maxLength={50}
          value={operator}
          onChange={(event) => setOperator(event.target.value)}
          data-testid="settings.operator"
        />
      </Form.Item>
      <FailureAlert failure={failure} title={words.failedTitle} style={{ marginBottom: 16 }} />
      <Button type="primary" htmlType="submit" loading={busy} data-testid="settings.save-department">
        {words.save}
      </Button>
    </Form>
  );
}

function DemoDepartment({ info }: { readonly info: AppInfo }) {
  const { department } = info;
  const roles = department?.roles.map((role) => labels[role]).join('、');
  return (
    <>
      <Alert type="info" showIcon title={words.demo} style={{ marginBottom: 16 }} />
      <DescriptionGrid
        columns={1}
        items={[
          { key: 'name', label: labels.name, value: department?.name },
          { key: 'uscc', label: labels.uscc, value: department?.uscc },
          { key: 'roles', label: labels.roles, value: roles },
          { key: 'documentCode', label: labels.documentCode, value: department?.documentCode },
          { key: 'address', label: labels.address, value: department?.address },
          { key: 'telephone', label: labels.telephone, value: department?.telephone },
          { key: 'operator', label: labels.operator, value: info.operator },
        ]}
      />
    </>
  );
}
