/** Writes the list as it is shown to a workbook. Full identity numbers need a deliberate choice (personal data). */
import { Alert, App, Button, Flex, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { ApprovalRow, Progress } from '#shared/workstation/api.ts';
import { progress, workstation } from '../app/workstation-client.ts';
import { FailureAlert } from './failure-alert.tsx';
import { ProgressModal } from './progress-modal.tsx';
import { todayHere } from './record-format.ts';
import { recordListText } from './record-list-text.ts';

const words = recordListText.exporting;

export interface ExportedColumn {
  readonly key: keyof ApprovalRow;
  readonly title: string;
}

export interface RecordExportDialogProps {
  /** beginning of the test ids */
  readonly name: string;
  /** what the list is called: the file begins with it */
  readonly title: string;
  readonly open: boolean;
  readonly rows: number;
  readonly columns: readonly ExportedColumn[];
  readonly onClose: () => void;
}

export function RecordExportDialog({ name, title, open, rows, columns, onClose }: RecordExportDialogProps) {
  const [full, setFull] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { running, start } = useExport(title, columns, { onDone: onClose, onFailure: setFailure });
  const withIdentity = columns.some(({ key }) => key === 'identity');
  const close = () => {
    setFull(false);
    setFailure(undefined);
    onClose();
  };
  const begin = () => {
    setFailure(undefined);
    void start(full && withIdentity);
  };
  return (
    <>
      <Modal
        open={open && !running}
        title={words.title}
        onCancel={close}
        footer={
          <>
            <Button onClick={close}>{words.cancel}</Button>
            <Button type="primary" onClick={begin} data-testid={`${name}.export.ok`}>
              {words.ok}
            </Button>
          </>
        }
        width={520}
        destroyOnHidden
      >
        <Flex vertical gap={12}>
          <FailureAlert failure={failure} title={words.failed} />
          <Typography.Text>{words.rows(rows)}</Typography.Text>
          {withIdentity ? (
            <IdentityChoice name={name} full={full} onChange={setFull} />
          ) : (
            <Typography.Text type="secondary">{words.noIdentityColumn}</Typography.Text>
          )}
        </Flex>
      </Modal>
      <ProgressModal open={running !== undefined} title={words.progress} progress={running?.progress} onCancel={running?.cancel} />
    </>
  );
}

interface IdentityChoiceProps {
  readonly name: string;
  readonly full: boolean;
  readonly onChange: (full: boolean) => void;
}

function IdentityChoice({ name, full, onChange }: IdentityChoiceProps) {
  return (
    <Flex vertical gap={8}>
      <Typography.Text strong>{words.identity}</Typography.Text>
      <Radio.Group vertical value={full} onChange={(event) => onChange(event.target.value === true)} style={{ gap: 8 }}>
        <Radio value={false} data-testid={`${name}.export.masked`}>
          {words.masked}
          <Typography.Text type="secondary" style={{ display: 'block' }}>
            {words.maskedHelp}
          </Typography.Text>
        </Radio>
        <Radio value={true} data-testid={`${name}.export.full`}>
          {words.full}
        </Radio>
      </Radio.Group>
      {full && <Alert type="warning" showIcon title={words.fullHelp} />}
    </Flex>
  );
}

interface Running {
  readonly progress: Progress | undefined;
  readonly cancel: () => void;
}

function useExport(
  title: string,
  columns: readonly ExportedColumn[],
  { onDone, onFailure }: { readonly onDone: () => void; readonly onFailure: (failure: Failure) => void },
) {
  const { message, notification } = App.useApp();
  const [running, setRunning] = useState<Running>();

  const start = async (full: boolean) => {
    const chosen = await window.host.chooseSave({ kind: 'workbook', suggestedName: words.fileName(title, todayHere()) });
    if (!chosen.ok) return onFailure(chosen.error);
    const target = chosen.value;
    if (!target) return;
    let cancelled = false;
    const cancel = () => {
      cancelled = true;
      // the file in the making goes away, and with it the worker's next write fails
      void window.host.fileAbort({ token: target.token });
    };
    setRunning({ progress: undefined, cancel });
    const result = await workstation().exportView({
      token: target.token,
      columns,
      full,
      onProgress: progress((report) => setRunning({ progress: report, cancel })),
    });
    setRunning(undefined);
    if (result.ok) {
      notification.success({
        title: words.done(result.value.rows, result.value.fileName),
        actions: (
          <Button size="small" onClick={() => void window.host.showInFolder({ token: target.token })}>
            {words.show}
          </Button>
        ),
      });
      onDone();
    } else if (cancelled) {
      message.info(words.cancelled);
      onDone();
    } else onFailure(result.error);
  };

  return { running, start };
}
