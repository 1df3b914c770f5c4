/** Saves a file of a letter by the system's dialog, and says where it lies. */
import { App, Button } from 'antd';
import { useCallback, useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import type { FileKind } from '#shared/ipc.ts';
import type { SavedFile } from '#shared/workstation/api.ts';
import { componentText } from './text.ts';

const words = componentText.savedFile;
/** how long the way to the folder is offered */
const SECONDS = 6;

export function useSaveFile() {
  const { modal, message } = App.useApp();
  const [saving, setSaving] = useState(false);
  const save = useCallback(
    async (kind: FileKind, suggestedName: string, write: (token: string) => Promise<Result<SavedFile>>): Promise<void> => {
      const failed = (content: string) => void modal.error({ title: words.saveFailed, content });
      const chosen = await window.host.chooseSave({ kind, suggestedName: fileName(suggestedName) });
      if (!chosen.ok) return failed(chosen.error.message);
      if (!chosen.value) return;
      const { token } = chosen.value;
      setSaving(true);
      const result = await write(token).finally(() => setSaving(false));
      if (!result.ok) return failed(result.error.message);
      void message.success({
        content: (
          <>
            {words.saved(result.value.fileName)}
            <Button type="link" size="small" onClick={() => void window.host.showInFolder({ token })}>
              {words.showInFolder}
            </Button>
          </>
        ),
        duration: SECONDS,
      });
    },
    [modal, message],
  );
  return { saving, save };
}

/** titles are free text: what no file system takes is left out, and the name stays short enough */
export function fileName(name: string): string {
  const dot = name.lastIndexOf('.');
  const clean = (part: string) =>
    part
      .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  return `${clean(name.slice(0, dot)).slice(0, 100)}${clean(name.slice(dot))}`;
}
