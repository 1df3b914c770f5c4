/**
 * Taking in a package: choose or drop a file, or take it out of the inbox → every check → preview → import. The file is
 * only read; nothing is written before the last button (exchange package, "check everything, then ask, then write").
 */
import { App } from 'antd';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { ok, type Result } from '#shared/domain/result.ts';
import type { ChosenFile, InboxFile } from '#shared/ipc.ts';
import type { OpenedPackage } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { isCancelled } from './failures.ts';
import { ImportDialog } from './import-dialog.tsx';
import type { ImportDecision, ImportStage } from './import-stage.ts';
import { importText } from './text.ts';
import { type Job, useJob } from './use-job.ts';

export interface ImportPackage {
  /** asks for a file with the system's dialog */
  readonly choose: () => void;
  /** files dropped on the page; the first one is opened */
  readonly drop: (files: readonly File[]) => void;
  /** a file of the intranet inbox; marked there once it is in the ledger */
  readonly open: (file: InboxFile) => void;
  /** put it anywhere on the page */
  readonly dialog: ReactNode;
}

const CLOSED: ImportStage = { kind: 'closed' };

export function useImportPackage(): ImportPackage {
  const { message } = App.useApp();
  const [stage, setStage] = useState<ImportStage>(CLOSED);
  const job = useJob();
  const busy = useRef(false);
  /** the inbox file that is being looked at */
  const inboxId = useRef<string | undefined>(undefined);

  const look = useCallback(
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
    async (files: () => Promise<Result<readonly ChosenFile[]>>, inboxFile?: InboxFile) => {
      if (busy.current) return;
      busy.current = true;
      try {
        const chosen = await files();
        inboxId.current = inboxFile?.id;
        if (!chosen.ok) return setStage({ kind: 'failed', fileName: inboxFile?.name, failure: chosen.error });
        if (chosen.value.length > 1) message.info(importText.oneOnly);
        const [file] = chosen.value;
        if (file) await look(file);
      } finally {
        busy.current = false;
      }
    },
    [look, message],
  );

  const choose = useCallback(() => void take(() => window.host.chooseFiles({ kind: 'package', multiple: false })), [take]);
  const drop = useCallback((files: readonly File[]) => void take(() => window.host.acceptDroppedFiles(files)), [take]);
  const open = useCallback((file: InboxFile) => void take(() => openInboxFile(file), file), [take]);
  const close = useCallback(() => {
    if (stage.kind === 'preview') void workstation().closePackage(stage.opened.openId);
    setStage(CLOSED);
  }, [stage]);
  const settled = useCallback(() => {
    const id = inboxId.current;
    if (id !== undefined) void window.host.markInboxFile({ id, state: 'imported' });
  }, []);

  const dialog = (
    <ImportDialog
      stage={stage}
      progress={job.progress}
      onCancel={job.cancel}
      onClose={() => {
        // looking at it again adds nothing: it needn't stand in the inbox as new
        if (stage.kind === 'preview' && stage.opened.alreadyImported) settled();
        close();
      }}
      onOther={() => {
        close();
        choose();
      }}
      onImport={(decision) => {
        if (stage.kind === 'preview')
          void importOpened(stage, decision, { run: job.run, setStage, settled, cancelled: () => void message.info(importText.cancelled) });
      }}
    />
  );
  return { choose, drop, open, dialog };
}

async function openInboxFile({ id }: InboxFile): Promise<Result<readonly ChosenFile[]>> {
  const opened = await window.host.openInboxFile({ id });
  return opened.ok ? ok([opened.value]) : opened;
}

type Preview = Extract<ImportStage, { kind: 'preview' }>;

interface ImportMeans {
  readonly run: Job['run'];
  readonly setStage: (stage: ImportStage) => void;
  /** it is in the ledger */
  readonly settled: () => void;
  readonly cancelled: () => void;
}

async function importOpened({ fileName, opened }: Preview, { against, cards }: ImportDecision, means: ImportMeans): Promise<void> {
  const { run, setStage, settled, cancelled } = means;
  const { openId, senderId } = opened;
  setStage({ kind: 'importing', fileName, opened });
  if (against !== undefined) {
    const confirmed = await workstation().confirmKey({ departmentId: senderId, openId, against });
    if (!confirmed.ok) return setStage({ kind: 'preview', fileName, opened, failure: confirmed.error });
  }
  const chosen = opened.purpose === 'directory' ? { cards } : {};
  const result = await run((input) => workstation().importPackage({ ...input, openId, ...chosen }));
  // the confirmation of the key stands even when the import failed
  useSession.getState().touch();
  if (!result.ok) {
    const trusted: OpenedPackage = { ...opened, trust: against === undefined ? opened.trust : 'confirmed' };
    const stopped = isCancelled(result.error);
    if (stopped) cancelled();
    return setStage({ kind: 'preview', fileName, opened: trusted, failure: stopped ? undefined : result.error });
  }
  void workstation().closePackage(openId);
  settled();
  setStage({ kind: 'done', opened, ...result.value, cards: opened.purpose === 'directory' ? cards.length : 0 });
}
