/** Shown while the worker does something long: what it does now, how far it is, and a way to stop it. */
import { Button, Flex, Modal, Progress, Typography } from 'antd';
import { useEffect, useState } from 'react';
import type { Progress as ProgressInfo } from '#shared/workstation/api.ts';
import { componentText } from './text.ts';

export interface ProgressModalProps {
  readonly open: boolean;
  readonly title: string;
  /** undefined before the first report */
  readonly progress: ProgressInfo | undefined;
  /** absent: it can't be cancelled. Called once; the caller closes the modal when the work has really ended. */
  readonly onCancel?: (() => void) | undefined;
  readonly cancelText?: string;
}

export function ProgressModal({ open, title, progress, onCancel, cancelText = componentText.cancel }: ProgressModalProps) {
  const [cancelling, setCancelling] = useState(false);
  useEffect(() => {
    if (!open) setCancelling(false);
  }, [open]);
  const committing = progress?.committing === true;
  const cancel = onCancel && (
    <Button
      disabled={committing || cancelling}
      onClick={() => {
        setCancelling(true);
        onCancel();
      }}
      data-testid="progress.cancel"
    >
      {cancelling ? componentText.cancelling : cancelText}
    </Button>
  );
  return (
    <Modal
      open={open}
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={cancel ?? null}
      width={480}
      centered
    >
      <Flex vertical gap={8} data-testid="progress" aria-live="polite">
        <ProgressLine fraction={progress?.fraction} />
        <Typography.Text>{progress?.text ?? componentText.loading}</Typography.Text>
        {committing && <Typography.Text type="warning">{componentText.cannotCancel}</Typography.Text>}
      </Flex>
    </Modal>
  );
}

/**
 * The window is drawn without a graphics card (electron/main.ts), so a bar that glides from report to report takes half a
 * core away from the work it reports: the bar jumps, and shimmers only when the end isn't known.
 */
const STILL = { track: { transition: 'none' } };

/** A bar for a fraction of 0–1; a moving full bar when the end isn't known. */
export function ProgressLine({ fraction }: { readonly fraction: number | undefined }) {
  const known = fraction !== undefined;
  return (
    <Progress
      percent={known ? Math.floor(Math.min(1, Math.max(0, fraction)) * 100) : 100}
      status={known ? 'normal' : 'active'}
      styles={STILL}
      showInfo={known}
      aria-label={componentText.loading}
    />
  );
}
