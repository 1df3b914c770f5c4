/** Writing a package: where to, progress with cancel, and how it went. Every kind of package is written this way. */
import { App } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import type { PackageRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { ProgressModal } from '../../components/progress-modal.tsx';
import { isCancelled } from './failures.ts';
import { createText } from './text.ts';
import { type JobInput, useJob } from './use-job.ts';

export interface WrittenRows {
  /** one per recipient */
  readonly rows: readonly PackageRow[];
  /** `sync`: it didn't all fit */
  readonly more?: boolean;
}

export interface WrittenPackage extends WrittenRows {
  /** the save token, with which the main process knows the folder */
  readonly token: string;
}

export interface WritingRequest {
  readonly name: () => Promise<Result<string>>;
  /** undefined when the user closed the dialog */
  readonly target: (suggestedName: string) => Promise<Result<ChosenFile | undefined>>;
  readonly write: (input: JobInput & { readonly token: string }) => Promise<Result<WrittenRows>>;
}

export interface Writing {
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly written: WrittenPackage | undefined;
  readonly start: (request: WritingRequest) => void;
  /** put it anywhere on the page */
  readonly dialog: ReactNode;
}

export function useWriting(progressTitle: string): Writing {
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [written, setWritten] = useState<WrittenPackage | undefined>(undefined);
  const job = useJob();

  const start = useCallback(
    async ({ name, target, write }: WritingRequest) => {
      setFailure(undefined);
      setAsking(true);
      const chosen = await chooseTarget(name, target).finally(() => setAsking(false));
      if (!chosen.ok) return setFailure(chosen.error);
      if (!chosen.value) return;
      const { token } = chosen.value;
      const result = await job.run((input) => write({ ...input, token }));
      if (result.ok) {
        useSession.getState().touch();
        setWritten({ ...result.value, token });
      } else if (isCancelled(result.error)) message.info(createText.progress.cancelled);
      else setFailure(result.error);
    },
    [job.run, message],
  );

  const dialog = (
    <ProgressModal
      open={job.running}
      title={progressTitle}
      progress={job.progress}
      onCancel={job.cancel}
      cancelText={createText.progress.cancel}
    />
  );
  return { busy: asking || job.running, failure, written, start: (request) => void start(request), dialog };
}

async function chooseTarget(name: WritingRequest['name'], target: WritingRequest['target']): Promise<Result<ChosenFile | undefined>> {
  const suggested = await name();
  return suggested.ok ? target(suggested.value) : suggested;
}
