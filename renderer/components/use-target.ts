/** The place that the user chooses for a file to be saved: sticks as they come and go, the outbox, or the system's dialog. */
import { useCallback, useEffect, useState } from 'react';
import { assertNever, type Result } from '#shared/domain/result.ts';
import type { ChosenFile, Drive, ExchangeFolder, FileKind } from '#shared/ipc.ts';
import { chosenOption, type TargetOption, targetOptions } from './target-options.ts';

export interface TargetQuestion {
  /** for the filter of the system's dialog */
  readonly kind: FileKind;
  /** a stick with less room is not offered */
  readonly neededBytes?: number | undefined;
}

export interface TargetChoice {
  readonly options: readonly TargetOption[];
  readonly chosen: TargetOption | undefined;
  readonly choose: (key: string) => void;
  /** the system gave no list of drives */
  readonly cannotList: boolean;
  /** A token for the chosen place; undefined when the user closed the dialog. Opens the dialog for 其他位置. */
  readonly resolve: (suggestedName: string) => Promise<Result<ChosenFile | undefined>>;
}

export function useTarget({ kind, neededBytes }: TargetQuestion): TargetChoice {
  const { drives, cannotList } = useDrives();
  const outbox = useOutbox();
  const [key, setKey] = useState<string>();
  const options = targetOptions({ drives, outbox, neededBytes });
  const chosen = chosenOption(options, key);
  return { options, chosen, choose: setKey, cannotList, resolve: (name) => resolveTarget(chosen, kind, name) };
}

async function resolveTarget(chosen: TargetOption | undefined, kind: FileKind, suggestedName: string) {
  const target = chosen?.target ?? { kind: 'other' };
  switch (target.kind) {
    case 'drive':
      return window.host.targetOnDrive({ driveId: target.driveId, suggestedName });
    case 'outbox':
      return window.host.targetInOutbox({ suggestedName });
    case 'other':
      return window.host.chooseSave({ kind, suggestedName });
    default:
      return assertNever(target);
  }
}

/** how many choosers are on the screen: the main process polls as long as there is one */
let watching = 0;

function useDrives(): { readonly drives: readonly Drive[]; readonly cannotList: boolean } {
  const [drives, setDrives] = useState<readonly Drive[]>([]);
  const [cannotList, setCannotList] = useState(false);
  useEffect(() => {
    let mounted = true;
    const off = window.host.on('drivesChanged', (detail) => {
      setDrives(detail.drives);
      setCannotList(false);
    });
    watching += 1;
    if (watching === 1) void window.host.watchDrives({ on: true });
    void window.host.drives().then((listed) => {
      if (!mounted) return;
      if (listed.ok) setDrives(listed.value);
      else setCannotList(true);
    });
    return () => {
      mounted = false;
      off();
      watching -= 1;
      if (watching === 0) void window.host.watchDrives({ on: false });
    };
  }, []);
  return { drives, cannotList };
}

/** Asked again when the window comes to the front: the network may have come back meanwhile. */
function useOutbox(): ExchangeFolder | undefined {
  const [outbox, setOutbox] = useState<ExchangeFolder>();
  const ask = useCallback(() => {
    void window.host.exchangeFolders().then((folders) => setOutbox(folders.ok ? folders.value.outbox : undefined));
  }, []);
  useEffect(() => {
    ask();
    window.addEventListener('focus', ask);
    return () => window.removeEventListener('focus', ask);
  }, [ask]);
  return outbox;
}
