/** Adds the recipient that is missing from 部门名录 without leaving 生成数据包. */
import { Alert, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import type { Department } from '#shared/domain/department.ts';
import { checkDepartment } from '#shared/domain/department-checks.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { type DepartmentDraft, DepartmentFields, emptyDepartment } from '../../components/department-fields.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { newDepartmentText } from './text.ts';

export interface NewDepartmentModalProps {
  readonly open: boolean;
  /** codes that are in the directory already, and the own one */
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onSaved: (department: Department) => void;
}

/** approvals go to those who supervise */
const BLANK: DepartmentDraft = { ...emptyDepartment, roles: ['supervision'] };

export function NewDepartmentModal({ open, taken, onClose, onSaved }: NewDepartmentModalProps) {
  const demo = useSession((session) => Boolean(session.info?.demo));
  const [draft, setDraft] = useState(BLANK);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const { department } = checkDepartment(draft);
  const known = department !== undefined && taken.includes(department.uscc);
  const save = async () => {
    setTried(true);
    if (!department || known) return;
    setSaving(true);
    const fresh: Department = demo ? { ...department, demo: true } : department;
    const result = await workstation().saveDirectoryDepartment(fresh);
    setSaving(false);
    if (!result.ok) return setFailure(result.error);
    useSession.getState().touch();
    onSaved(fresh);
  };
  return (
    <Modal
      open={open}
      title={newDepartmentText.title}
      width={720}
      centered
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
      afterClose={() => {
        setDraft(BLANK);
        setTried(false);
        setFailure(undefined);
      }}
      footer={
        <>
          <Button onClick={onClose} data-testid="packages.newDepartment.cancel">
            {newDepartmentText.cancel}
          </Button>
          <Button type="primary" loading={saving} onClick={() => void save()} data-testid="packages.newDepartment.save">
            {newDepartmentText.ok}
          </Button>
        </>
      }
    >
      <FailureAlert failure={failure} style={{ marginBottom: 12 }} />
      {known && <Alert type="error" showIcon title={newDepartmentText.taken} style={{ marginBottom: 12 }} />}
      {demo && <Alert type="info" showIcon title={newDepartmentText.demo} style={{ marginBottom: 12 }} />}
      <Form layout="vertical">
        <DepartmentFields value={draft} onChange={setDraft} showAll={tried} idPrefix="packages.newDepartment" />
      </Form>
    </Modal>
  );
}
