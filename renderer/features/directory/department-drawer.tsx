/** The form for a department of 部门名录. */
import { Alert, App, Button, Drawer, Flex, Form, Typography } from 'antd';
import { useState } from 'react';
import type { Department } from '#shared/domain/department.ts';
import { checkDepartment } from '#shared/domain/department-checks.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useConfirm } from '../../components/confirm.tsx';
import { type DepartmentDraft, DepartmentFields, emptyDepartment } from '../../components/department-fields.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { directoryText } from './text.ts';

export interface DepartmentDrawerProps {
  /** undefined: closed; `department` undefined: a new one */
  readonly editing: { readonly department: Department | undefined } | undefined;
  /** codes that are in the directory already */
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

const words = directoryText.form;

export function DepartmentDrawer({ editing, taken, onClose }: DepartmentDrawerProps) {
  const confirm = useConfirm();
  const [dirty, setDirty] = useState(false);
  const close = async () => {
    const { discard, discardOk, discardCancel } = words;
    if (dirty && !(await confirm({ title: discard, okText: discardOk, cancelText: discardCancel, danger: true }))) return;
    setDirty(false);
    onClose();
  };
  return (
    <Drawer
      open={editing !== undefined}
      title={editing?.department ? words.editTitle : words.addTitle}
      size={680}
      mask={{ closable: false }}
      onClose={() => void close()}
      destroyOnHidden
      styles={{ body: { padding: 0 } }}
      data-testid="directory.drawer"
    >
      {editing && (
        <DepartmentForm
          key={editing.department?.uscc ?? ''}
          department={editing.department}
          taken={taken}
          onDirty={() => setDirty(true)}
          onCancel={() => void close()}
          onSaved={() => {
            setDirty(false);
            onClose();
          }}
        />
      )}
    </Drawer>
  );
}

interface DepartmentFormProps {
  readonly department: Department | undefined;
  readonly taken: readonly string[];
  readonly onDirty: () => void;
  readonly onCancel: () => void;
  readonly onSaved: () => void;
}

function DepartmentForm({ department, taken, onDirty, onCancel, onSaved }: DepartmentFormProps) {
  const { message } = App.useApp();
  const demo = useSession((session) => Boolean(session.info?.demo));
  const form = useDepartmentForm(department, taken, demo);
  const save = async () => {
    if (!(await form.save())) return;
    void message.success(words.saved);
    onSaved();
  };
  return (
    <Form layout="vertical" className="department-form" onFinish={() => void save()}>
      <div className="department-form-body">
        {demo && <Alert type="info" showIcon title={directoryText.demoNotice} style={{ marginBottom: 16 }} />}
        <FailureAlert failure={form.failure} style={{ marginBottom: 16 }} />
        {form.clash && <Alert type="error" showIcon title={form.clash} style={{ marginBottom: 16 }} data-testid="directory.clash" />}
        <DepartmentFields
          value={form.draft}
          onChange={(draft) => {
            onDirty();
            form.change(draft);
          }}
          showAll={form.tried}
          usccFixed={department !== undefined}
          idPrefix="directory"
        />
        <Typography.Text type="secondary">{words.telephoneHint}</Typography.Text>
      </div>
      <Flex justify="end" gap={8} className="department-form-footer">
        <Button onClick={onCancel} data-testid="directory.cancel">
          {words.cancel}
        </Button>
        <Button type="primary" htmlType="submit" loading={form.saving} data-testid="directory.save">
          {words.save}
        </Button>
      </Flex>
    </Form>
  );
}

interface DepartmentFormState {
  readonly draft: DepartmentDraft;
  readonly tried: boolean;
  readonly saving: boolean;
  readonly failure: Failure | undefined;
  /** why this code can't be added */
  readonly clash: string | undefined;
  readonly change: (draft: DepartmentDraft) => void;
  /** true when it is in the ledger */
  readonly save: () => Promise<boolean>;
}

function useDepartmentForm(department: Department | undefined, taken: readonly string[], demo: boolean): DepartmentFormState {
  const ownId = useSession((session) => session.info?.department?.uscc);
  const [draft, setDraft] = useState<DepartmentDraft>(department ?? emptyDepartment);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const checked = checkDepartment(draft).department;
  const clash = department ? undefined : clashOf(checked?.uscc, ownId, taken);
  const save = async () => {
    setTried(true);
    if (!checked || clash) return false;
    setSaving(true);
    const result = await workstation().saveDirectoryDepartment(demo ? { ...checked, demo: true } : checked);
    setSaving(false);
    setFailure(result.ok ? undefined : result.error);
    if (result.ok) useSession.getState().touch();
    return result.ok;
  };
  return { draft, tried, saving, failure, clash, change: setDraft, save };
}

function clashOf(uscc: string | undefined, ownId: string | undefined, taken: readonly string[]): string | undefined {
  if (uscc === undefined) return undefined;
  if (uscc === ownId) return words.usccOwn;
  return taken.includes(uscc) ? words.usccTaken : undefined;
}
