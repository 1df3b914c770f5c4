/** Saves a paper of a package (交接单, 清单) by the system's dialog, and says where it lies. */
import { App, Button } from 'antd';
import { useCallback, useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import type { FileKind } from '#shared/ipc.ts';
import type { PackageRow, SavedFile } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { savingText, sheetText } from './delivery-text.ts';

export interface SaveRequest {
  readonly kind: FileKind;
  readonly suggestedName: string;
  readonly write: (token: string) => Promise<Result<SavedFile>>;
}

export function useSaveFile() {
  const { modal, message } = App.useApp();
  const [saving, setSaving] = useState(false);

  /** true when the file was written */
  const save = useCallback(
    async ({ kind, suggestedName, write }: SaveRequest): Promise<boolean> => {
      const failed = (content: string) => {
        modal.error({ title: savingText.failedTitle, content });
        return false;
      };
      const chosen = await window.host.chooseSave({ kind, suggestedName: fileName(suggestedName) });
      if (!chosen.ok) return failed(chosen.error.message);
      if (!chosen.value) return false;
      const { token } = chosen.value;
      setSaving(true);
      const result = await write(token).finally(() => setSaving(false));
      if (!result.ok) return failed(result.error.message);
      // above the page: a notice in the corner would cover the buttons of the dialog that comes next
      message.success({
        content: (
          <>
            {savingText.saved(result.value.fileName)}
            <Button type="link" size="small" onClick={() => void window.host.showInFolder({ token })}>
              {savingText.showInFolder}
            </Button>
          </>
        ),
        duration: SECONDS,
      });
      return true;
    },
    [modal, message],
  );
  return { saving, save };
}

/** how long the way to the folder is offered */
const SECONDS = 6;

/** 交接单 of one package and recipient. */
export function sheetRequest(row: PackageRow): SaveRequest {
  return {
    kind: 'pdf',
    suggestedName: sheetText.fileName(row.title, row.departmentName),
    write: (token) => workstation().saveHandoverSheet({ rowId: row.rowId, token }),
  };
}

/** titles are free text: what no file system takes is left out, and the name stays short enough */
export function fileName(text: string): string {
  const dot = text.lastIndexOf('.');
  const clean = (part: string) =>
    part
      .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  return `${clean(text.slice(0, dot)).slice(0, 100)}${clean(text.slice(dot))}`;
}
