/**
 * Taking in a package: choose or drop a file → every check → preview → import. The file is only read; nothing is
 * written before the last button (exchange package, "check everything, then ask, then write").
 */
import { App } from 'antd';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { ChosenFile } from '#shared/ipc.ts';
import type { OpenedPackage } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { isCancelled } from './failures.ts';
import { ImportDialog } from './import-dialog.tsx';
import type { ImportStage } from './import-stage.ts';
import { importText } from './text.ts';
import { useJob } from './use-job.ts';

export interface ImportPackage {
  /** asks for a file with the system's dialog */
  readonly choose: () => void;
  /** files dropped on the page; the first one is opened */
  readonly drop: (files: readonly File[]) => void;
  /** put it anywhere on the page */
  readonly dialog: ReactNode;
}

const CLOSED: ImportStage = { kind: 'closed' };

export function useImportPackage(): ImportPackage {
  const { message } = App.useApp();
  const [stage, setStage] = useState<ImportStage>(CLOSED);
  const job = useJob();
  const busy = useRef(false);

  const open = useCallback(
    async (file: ChosenFile) => {
      setStage({ kind: 'checking', fileName: file.name });
      const result = await job.run((input) =>
        workstation().openPackage({ ...input, token: file.token, fileName: file.name, size: file.size }),
      );
      if (result.ok) setStage({ kind: 'preview', fileName: file.name, opened: result.value, failure: undefined });
      else if (isCancelled(result.error)) {
        setStage(CLOSED);
        message.info(importText.cancelled);
      } else setStage({ kind: 'failed', fileName: file.name, failure: result.error });
    },
    [job.run, message],
  );

  /** one file at a time: a second click or drop while one is being looked at does nothing */
  const take = useCallback(
    async (files: () => Promise<Awaited<ReturnType<typeof window.host.chooseFiles>>>) => {
      if (busy.current) return;
      busy.current = true;
      try {
        const chosen = await files();
        if (!chosen.ok) return setStage({ kind: 'failed', fileName: undefined, failure: chosen.error });
        if (chosen.value.length > 1) message.info(importText.oneOnly);
        const [file] = chosen.value;
        if (file) await open(file);
      } finally {
        busy.current = false;
      }
    },
    [open, message],
  );

  const choose = useCallback(() => void take(() => window.host.chooseFiles({ kind: 'package', multiple: false })), [take]);
  const drop = useCallback((files: readonly File[]) => void take(() => window.host.acceptDroppedFiles(files)), [take]);
  const close = useCallback(() => {
    if (stage.kind === 'preview') void workstation().closePackage(stage.opened.openId);
    setStage(CLOSED);
  }, [stage]);

  const dialog = (
    <ImportDialog
      stage={stage}
      progress={job.progress}
      onCancel={job.cancel}
      onClose={close}
      onOther={() => {
        close();
        choose();
      }}
      onImport={(against) => {
        if (stage.kind === 'preview') void importOpened(stage, against, job.run, setStage);
      }}
    />
  );
  return { choose, drop, dialog };
}

type Preview = Extract<ImportStage, { kind: 'preview' }>;

/** `against`: what the fingerprint of a new key was compared with; undefined for a key confirmed before. */
async function importOpened(
  { fileName, opened }: Preview,
  against: string | undefined,
  run: ReturnType<typeof useJob>['run'],
  setStage: (stage: ImportStage) => void,
): Promise<void> {
  const { openId, senderId } = opened;
  setStage({ kind: 'importing', fileName, opened });
  if (against !== undefined) {
    const confirmed = await workstation().confirmKey({ departmentId: senderId, openId, against });
    if (!confirmed.ok) return setStage({ kind: 'preview', fileName, opened, failure: confirmed.error });
  }
  const result = await run(({ onProgress }) => workstation().importPackage({ openId, onProgress }));
  // the confirmation of the key stands even when the import failed
  useSession.getState().touch();
  if (!result.ok) {
    const trusted: OpenedPackage = { ...opened, trust: against === undefined ? opened.trust : 'confirmed' };
    return setStage({ kind: 'preview', fileName, opened: trusted, failure: result.error });
  }
  void workstation().closePackage(openId);
  setStage({ kind: 'done', opened, ...result.value });
}
