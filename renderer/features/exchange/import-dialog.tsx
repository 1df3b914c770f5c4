/** The dialog in which a package is taken in: one content and one row of buttons for each stage. */
import { Button, Flex, Modal, Result, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { assertNever } from '#shared/domain/result.ts';
import type { OpenedPackage, Progress } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ProgressLine } from '../../components/progress-modal.tsx';
import { FailurePanel } from './failure-panel.tsx';
import type { ImportStage } from './import-stage.ts';
import { PackagePreview } from './package-preview.tsx';
import { importText } from './text.ts';
import { isChecked, NO_CHECK, type TrustCheck, TrustPanel } from './trust-panel.tsx';

export interface ImportDialogProps {
  readonly stage: ImportStage;
  readonly progress: Progress | undefined;
  readonly onCancel: () => void;
  readonly onClose: () => void;
  readonly onOther: () => void;
  /** `against`: with what a new key's fingerprint was compared */
  readonly onImport: (against: string | undefined) => void;
}

export function ImportDialog(props: ImportDialogProps) {
  const { stage, onClose } = props;
  const [check, setCheck] = useState<TrustCheck>(NO_CHECK);
  const busy = stage.kind === 'checking' || stage.kind === 'importing';
  return (
    <Modal
      open={stage.kind !== 'closed'}
      title={importText.title}
      width={stage.kind === 'preview' ? 800 : 600}
      centered
      closable={!busy}
      keyboard={!busy}
      mask={{ closable: false }}
      onCancel={onClose}
      afterClose={() => setCheck(NO_CHECK)}
      destroyOnHidden
      footer={<ImportFooter {...props} check={check} />}
      styles={{ body: { maxHeight: 'calc(100vh - 190px)', overflowY: 'auto' } }}
    >
      <ImportContent {...props} check={check} onCheck={setCheck} />
    </Modal>
  );
}

interface ContentProps extends ImportDialogProps {
  readonly check: TrustCheck;
  readonly onCheck: (check: TrustCheck) => void;
}

function ImportContent({ stage, progress, check, onCheck }: ContentProps): ReactNode {
  switch (stage.kind) {
    case 'closed':
      return null;
    case 'checking':
    case 'importing':
      return <Working stage={stage} progress={progress} />;
    case 'failed':
      return <FailurePanel failure={stage.failure} title={importText.failed.title} fileName={stage.fileName} />;
    case 'preview':
      return (
        <Flex vertical gap={12} data-testid="packages.preview">
          <FailureAlert failure={stage.failure} />
          <PackagePreview opened={stage.opened} fileName={stage.fileName}>
            <TrustPanel opened={stage.opened} check={check} onCheck={onCheck} />
          </PackagePreview>
        </Flex>
      );
    case 'done':
      return (
        <Result
          status="success"
          title={importText.done.title}
          subTitle={doneText(stage)}
          styles={{ root: { padding: '16px 24px' } }}
          data-testid="packages.imported"
        />
      );
    default:
      return assertNever(stage);
  }
}

function Working({
  stage,
  progress,
}: {
  readonly stage: { readonly kind: string; readonly fileName: string };
  readonly progress: Progress | undefined;
}) {
  return (
    <Flex vertical gap={8} aria-live="polite" data-testid="packages.progress">
      <Typography.Text strong>{stage.fileName}</Typography.Text>
      <ProgressLine fraction={progress?.fraction} />
      <Typography.Text>{progress?.text ?? (stage.kind === 'checking' ? importText.progress : importText.importing)}</Typography.Text>
      {stage.kind === 'checking' && <Typography.Text type="secondary">{importText.progressNote}</Typography.Text>}
    </Flex>
  );
}

function doneText(stage: Extract<ImportStage, { kind: 'done' }>): string {
  if (stage.appended === 0) return importText.done.unchanged;
  return stage.opened.purpose === 'receipt' ? importText.done.receipt : importText.done.approvals(stage.records);
}

interface FooterProps extends ImportDialogProps {
  readonly check: TrustCheck;
}

function ImportFooter({ stage, progress, check, onCancel, onClose, onOther, onImport }: FooterProps): ReactNode {
  switch (stage.kind) {
    case 'closed':
      return null;
    case 'checking':
      return (
        <Button onClick={onCancel} disabled={progress?.committing === true} data-testid="packages.cancelCheck">
          {importText.cancel}
        </Button>
      );
    case 'importing':
      return <Typography.Text type="secondary">{importText.importing}</Typography.Text>;
    case 'failed':
      return (
        <>
          <Button onClick={onOther} data-testid="packages.chooseOther">
            {importText.other}
          </Button>
          <Button type="primary" onClick={onClose} data-testid="packages.close">
            {importText.close}
          </Button>
        </>
      );
    case 'preview':
      return <PreviewFooter opened={stage.opened} check={check} onClose={onClose} onOther={onOther} onImport={onImport} />;
    case 'done':
      return <DoneFooter receipt={stage.opened.purpose === 'receipt'} onClose={onClose} />;
    default:
      return assertNever(stage);
  }
}

interface PreviewFooterProps extends Pick<ImportDialogProps, 'onClose' | 'onOther' | 'onImport'> {
  readonly opened: OpenedPackage;
  readonly check: TrustCheck;
}

/** The main button says what happens; it is missing where nothing may be imported, and off until the key was compared. */
function PreviewFooter({ opened, check, onClose, onOther, onImport }: PreviewFooterProps) {
  const refused = opened.trust === 'changed';
  const pointless = opened.alreadyImported;
  const unknown = opened.trust === 'unknown';
  if (refused || pointless) {
    return (
      <>
        <Button onClick={onOther} data-testid="packages.chooseOther">
          {importText.other}
        </Button>
        <Button type="primary" onClick={onClose} data-testid="packages.close">
          {importText.close}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button onClick={onClose} data-testid="packages.cancelImport">
        {importText.cancel}
      </Button>
      <Button
        type="primary"
        disabled={unknown && !isChecked(check)}
        onClick={() => onImport(unknown ? check.against.trim() : undefined)}
        data-testid="packages.doImport"
      >
        {unknown ? importText.confirmAndImport : importText.doImport}
      </Button>
    </>
  );
}

/** Leads to where the new content is: the list of own records for a receipt, 待认领 for approvals. */
function DoneFooter({ receipt, onClose }: { readonly receipt: boolean; readonly onClose: () => void }) {
  const go = useNavigation((navigation) => navigation.go);
  const { close, goList, goInbox } = importText.done;
  return (
    <>
      <Button onClick={onClose} data-testid="packages.close">
        {close}
      </Button>
      <Button
        type="primary"
        onClick={() => {
          onClose();
          go(receipt ? { name: 'approvals', preset: { direction: 'own' } } : { name: 'inbox' });
        }}
        data-testid="packages.afterImport"
      >
        {receipt ? goList : goInbox}
      </Button>
    </>
  );
}
