/** Asks before unsaved input is left. */
import { useCallback, useEffect } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { useConfirm } from './confirm.tsx';
import { recordText } from './record-text.ts';

const words = recordText.form;

/** Returns a function that lets go, for use right after saving. */
export function useLeaveGuard(dirty: boolean): () => void {
  const confirm = useConfirm();
  const setGuard = useNavigation((navigation) => navigation.setGuard);
  useEffect(() => {
    if (!dirty) return;
    setGuard(() =>
      confirm({ title: words.leaveTitle, content: words.leaveBody, okText: words.leaveOk, cancelText: words.leaveCancel, danger: true }),
    );
    return () => setGuard(undefined);
  }, [dirty, confirm, setGuard]);
  return useCallback(() => setGuard(undefined), [setGuard]);
}
