/**
 * Taking in a department card: choose or drop a file → its signature is checked → what it says, beside what is known →
 * one of the actions of its plan. Nothing is written before that.
 */
import { App } from 'antd';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { CardDialog } from './card-dialog.tsx';
import type { CardAction } from './card-plan.ts';
import type { CardStage } from './card-stage.ts';
import { cardText } from './card-text.ts';

export interface ImportCard {
  /** asks for a file with the system's dialog */
  readonly choose: () => void;
  /** files dropped on the page; the first one is opened */
  readonly drop: (files: readonly File[]) => void;
  /** put it anywhere on the page */
  readonly dialog: ReactNode;
}

const CLOSED: CardStage = { kind: 'closed' };

/** `onShow`: leads to a department's details */
export function useImportCard(onShow: (departmentId: string) => void): ImportCard {
  const { message } = App.useApp();
  const [stage, setStage] = useState<CardStage>(CLOSED);
  const busy = useRef(false);

  /** one file at a time: a second click or drop while one is being looked at does nothing */
  const take = useCallback(
    async (files: () => Promise<Result<readonly ChosenFile[]>>) => {
      if (busy.current) return;
      busy.current = true;
      try {
        const chosen = await files();
        if (!chosen.ok) return setStage({ kind: 'failed', fileName: undefined, failure: chosen.error });
        if (chosen.value.length > 1) void message.info(cardText.oneOnly);
        const [file] = chosen.value;
        if (file) await open(file, setStage);
      } finally {
        busy.current = false;
      }
    },
    [message],
  );

  const choose = useCallback(() => void take(() => window.host.chooseFiles({ kind: 'card', multiple: false })), [take]);
  const drop = useCallback((files: readonly File[]) => void take(() => window.host.acceptDroppedFiles(files)), [take]);
  const close = () => {
    if (stage.kind === 'preview') void workstation().closeCard(stage.card.openId);
    setStage(CLOSED);
  };

  const dialog = (
    <CardDialog
      stage={stage}
      onClose={close}
      onOther={() => {
        close();
        choose();
      }}
      onShow={(departmentId) => {
        close();
        onShow(departmentId);
      }}
      onAct={(action, against) => {
        if (stage.kind === 'preview') void act(stage, action, against, setStage);
      }}
    />
  );
  return { choose, drop, dialog };
}

async function open(file: ChosenFile, setStage: (stage: CardStage) => void): Promise<void> {
  setStage({ kind: 'opening', fileName: file.name });
  const result = await workstation().openCard({ token: file.token, fileName: file.name, size: file.size });
  if (result.ok) setStage({ kind: 'preview', card: result.value, busy: undefined, failure: undefined });
  else setStage({ kind: 'failed', fileName: file.name, failure: result.error });
}

type Preview = Extract<CardStage, { kind: 'preview' }>;

/** `against`: with what the fingerprint was compared, for `confirm` only */
async function act(preview: Preview, action: CardAction, against: string, setStage: (stage: CardStage) => void): Promise<void> {
  const { card } = preview;
  setStage({ ...preview, busy: action, failure: undefined });
  const result = await workstation().acceptCard({ openId: card.openId, ...(action === 'confirm' && { against }) });
  if (!result.ok) return setStage({ ...preview, busy: undefined, failure: result.error });
  useSession.getState().touch();
  void workstation().closeCard(card.openId);
  setStage({ kind: 'done', card, action });
}
