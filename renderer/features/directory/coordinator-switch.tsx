/** Whose directory packages are believed (办法 19, 27): said with what it means, upon what, and asked once more. */
import { Alert, App, Button, Flex, Input, Modal, Switch, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { DirectoryRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { directoryText } from './text.ts';

const words = directoryText.coordination;
/** characters */
const MIN_NOTE = 2;

export interface CoordinatorSwitchProps {
  readonly row: DirectoryRow;
  readonly readOnly: boolean;
}

export function CoordinatorSwitch({ row, readOnly }: CoordinatorSwitchProps) {
  const [asked, setAsked] = useState<boolean | undefined>(undefined);
  const missing = row.coordinator ? undefined : whatIsMissing(row);
  return (
    <>
      <Flex gap={12} align="flex-start">
        <Switch
          checked={row.coordinator}
          disabled={readOnly || missing !== undefined}
          onChange={setAsked}
          aria-label={words.label}
          data-testid="directory.coordinator"
        />
        <div>
          <div>{words.label}</div>
          <Typography.Text type="secondary">{words.explain}</Typography.Text>
          {missing && (
            <div>
              <Typography.Text type="warning">{missing}</Typography.Text>
            </div>
          )}
        </div>
      </Flex>
      <Modal
        open={asked !== undefined}
        title={asked ? words.onTitle(row.department.name) : words.offTitle(row.department.name)}
        width={560}
        centered
        mask={{ closable: false }}
        onCancel={() => setAsked(undefined)}
        footer={null}
        destroyOnHidden
      >
        {asked !== undefined && <NameCoordinator row={row} coordinator={asked} onClose={() => setAsked(undefined)} />}
      </Modal>
    </>
  );
}

function whatIsMissing({ department, keyState }: DirectoryRow): string | undefined {
  if (!department.roles.includes('approval')) return words.needsRole;
  return keyState === 'confirmed' ? undefined : words.needsKey;
}

interface NameCoordinatorProps {
  readonly row: DirectoryRow;
  readonly coordinator: boolean;
  readonly onClose: () => void;
}

function NameCoordinator({ row, coordinator, onClose }: NameCoordinatorProps) {
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const ready = note.trim().length >= MIN_NOTE;
  const save = async () => {
    setBusy(true);
    const result = await workstation().nameCoordinator({ departmentId: row.department.uscc, coordinator, note: note.trim() });
    setBusy(false);
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return;
    useSession.getState().touch();
    void message.success(words.done(coordinator));
    onClose();
  };
  return (
    <Flex vertical gap={12}>
      <Alert type={coordinator ? 'warning' : 'info'} showIcon title={coordinator ? words.onHint : words.offHint} />
      <Flex vertical gap={4}>
        <label htmlFor="coordinator-note">{words.note}</label>
        <Input
          id="coordinator-note"
          value={note}
          onChange={(event) => setNote(event.target.value)}
          placeholder={words.notePlaceholder}
          maxLength={200}
          data-testid="directory.coordinator.note"
        />
        {!ready && <Typography.Text type="secondary">{words.noteMissing}</Typography.Text>}
      </Flex>
      <FailureAlert failure={failure} />
      <Flex justify="end" gap={8}>
        <Button onClick={onClose} data-testid="directory.coordinator.cancel">
          {words.cancel}
        </Button>
        <Button type="primary" disabled={!ready} loading={busy} onClick={() => void save()} data-testid="directory.coordinator.ok">
          {coordinator ? words.onOk : words.offOk}
        </Button>
      </Flex>
    </Flex>
  );
}
