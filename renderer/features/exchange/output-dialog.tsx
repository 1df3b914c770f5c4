/**
 * One dialog for every package but approvals (回执, 名录, 同步, 重新发送): what it is, sealed or not, where to, and what to do
 * with the file afterwards. It differs only in what the caller puts into it.
 */
import { Button, Flex, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import type { PackageOutput, PackageRow } from '#shared/workstation/api.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { TargetChooser } from '../../components/target-chooser.tsx';
import { useTarget } from '../../components/use-target.ts';
import { outputText } from './delivery-text.ts';
import { PackageDone } from './package-done.tsx';
import { SEALED, type SealingQuestion, sealingOutput, sealingProblem } from './sealing.ts';
import { SealingChoice } from './sealing-choice.tsx';
import type { JobInput } from './use-job.ts';
import { useWriting, type WrittenRows } from './use-writing.tsx';

export type OutputInput = JobInput & { readonly token: string } & Pick<PackageOutput, 'sealed' | 'unsealedReason'>;

export interface OutputWords {
  readonly title: string;
  /** the main button */
  readonly ok: string;
  readonly progressTitle: string;
  readonly failedTitle: string;
  readonly doneTitle: string;
}

export interface OutputDialogProps {
  readonly open: boolean;
  readonly words: OutputWords;
  /** `<testId>.export`, `.cancel`, `.close` */
  readonly testId: string;
  /** undefined: the same bytes again, nothing to choose */
  readonly sealing?: SealingQuestion | undefined;
  /** for the choice of a drive */
  readonly neededBytes?: number | undefined;
  /** asked when the main button is pressed; false: `children` says what is missing */
  readonly onCheck?: () => boolean;
  /** nothing can be written at all; `children` says why */
  readonly blocked?: boolean;
  readonly name: (sealed: boolean) => Promise<Result<string>>;
  readonly write: (input: OutputInput) => Promise<Result<WrittenRows>>;
  readonly next: (rows: readonly PackageRow[]) => readonly string[];
  readonly onClose: () => void;
  readonly children?: ReactNode;
  /** above what was written, e.g. that another package is needed */
  readonly doneNotice?: (written: WrittenRows) => ReactNode;
}

export function OutputDialog(props: OutputDialogProps) {
  const { open, words, onClose } = props;
  const [busy, setBusy] = useState(false);
  return (
    <Modal
      open={open}
      title={words.title}
      width={720}
      centered
      mask={{ closable: false }}
      keyboard={!busy}
      closable={!busy}
      onCancel={onClose}
      destroyOnHidden
      footer={null}
    >
      {open && <Output {...props} onBusy={setBusy} />}
    </Modal>
  );
}

function Output(props: OutputDialogProps & { readonly onBusy: (busy: boolean) => void }) {
  const { words, testId, sealing: question, neededBytes, onCheck, blocked = false, onClose, children, doneNotice, next } = props;
  const [sealing, setSealing] = useState(SEALED);
  const [attempts, setAttempts] = useState(0);
  const writing = useWriting(words.progressTitle);
  const target = useTarget({ kind: 'package', neededBytes });
  const begin = () => {
    setAttempts((before) => before + 1);
    const complete = onCheck?.() ?? true;
    if (!complete || (question && sealingProblem(sealing, question.recipients))) return;
    const sealed = question ? sealingOutput(sealing) : {};
    writing.start({
      name: () => props.name(sealing.sealed),
      target: target.resolve,
      write: (input) => props.write({ ...input, ...sealed }),
    });
  };
  const { written, busy } = writing;
  const { onBusy } = props;
  useEffect(() => onBusy(busy), [busy, onBusy]);
  return (
    <>
      <Flex vertical gap={14} className="output-body">
        {written ? (
          <>
            {doneNotice?.(written)}
            <PackageDone written={written} title={words.doneTitle} next={next(written.rows)} />
          </>
        ) : (
          <>
            <FailureAlert failure={writing.failure} title={words.failedTitle} />
            {children}
            {!blocked && question && (
              <SealingChoice question={question} value={sealing} onChange={setSealing} attempts={attempts} onLeave={onClose} />
            )}
            {!blocked && <TargetChooser target={target} disabled={busy} />}
          </>
        )}
      </Flex>
      <Flex justify="end" gap={8} style={{ marginTop: 16 }}>
        {written ? (
          <Button type="primary" onClick={onClose} data-testid={`${testId}.close`}>
            {outputText.close}
          </Button>
        ) : (
          <>
            <Button onClick={onClose} disabled={busy} data-testid={`${testId}.cancel`}>
              {outputText.cancel}
            </Button>
            <Button type="primary" loading={busy} disabled={blocked} onClick={begin} data-testid={`${testId}.export`}>
              {words.ok}
            </Button>
          </>
        )}
      </Flex>
      {writing.dialog}
    </>
  );
}
