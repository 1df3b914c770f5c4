/** Leaving a page that saves by itself. */
import { useEffect, useRef } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { useSession } from '../app/session.ts';
import { useConfirm } from './confirm.tsx';
import { componentText } from './text.ts';
import type { Autosave } from './use-autosave.ts';

const words = componentText.leaving;

/** Leaving saves first; only when that fails is the user asked. The lists are told when the page has gone. */
export function useSavedLeaving({ save, saveState, savedAt }: Autosave): void {
  const confirm = useConfirm();
  const setGuard = useNavigation((navigation) => navigation.setGuard);
  const dirty = saveState !== 'saved';
  useEffect(() => {
    if (!dirty) return;
    setGuard(async () => {
      if (await save()) return true;
      return confirm({ title: words.title, content: words.body, okText: words.ok, cancelText: words.cancel, danger: true });
    });
    return () => setGuard(undefined);
  }, [dirty, save, confirm, setGuard]);
  const wrote = useRef(savedAt);
  wrote.current = savedAt;
  useEffect(
    () => () => {
      if (wrote.current) useSession.getState().touch();
    },
    [],
  );
}
