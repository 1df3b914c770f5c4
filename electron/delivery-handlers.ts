/** What the main process answers about drives and intranet folders: all of it below the lock. */
import { dialog } from 'electron';
import { ok, type Result } from '#shared/domain/result.ts';
import type { ExchangeRole, IpcEventName, IpcEvents } from '#shared/ipc.ts';
import { type IpcHandlers, sendEvent } from './ipc.ts';
import type { Services } from './services.ts';

type DeliveryNames =
  | 'drives'
  | 'watchDrives'
  | 'targetOnDrive'
  | 'exchangeFolders'
  | 'chooseExchangeFolder'
  | 'forgetExchangeFolder'
  | 'inboxFiles'
  | 'openInboxFile'
  | 'markInboxFile'
  | 'targetInOutbox';

type Guard = <T>(work: () => Promise<Result<T>> | Result<T>) => Promise<Result<T>> | Result<T>;

const FOLDER_TITLES: Readonly<Record<ExchangeRole, string>> = { inbox: '选择收件文件夹', outbox: '选择发件文件夹' };

export function deliveryHandlers(services: Services, guard: Guard): Pick<IpcHandlers, DeliveryNames> {
  const { drives, exchangeFolders, files } = services;
  return {
    drives: () => guard(() => drives.list()),
    watchDrives: ({ on }) =>
      guard(() => {
        if (on) drives.watch((now) => sendWhenUnlocked(services, 'drivesChanged', { drives: now }));
        else drives.stop();
        return ok(undefined);
      }),
    targetOnDrive: ({ driveId, suggestedName }) =>
      guard(async () => {
        const root = await drives.rootOf(driveId);
        return root.ok ? files.registerNewTarget(root.value, suggestedName) : root;
      }),
    exchangeFolders: () => guard(() => exchangeFolders.folders()),
    chooseExchangeFolder: ({ role }) =>
      guard(async () => {
        const chosen = await dialog.showOpenDialog(services.window(), {
          title: FOLDER_TITLES[role],
          properties: ['openDirectory', 'createDirectory'],
        });
        const [path] = chosen.filePaths;
        if (chosen.canceled || path === undefined) return exchangeFolders.folders();
        // it may have been locked behind the open dialog
        return guard(() => exchangeFolders.choose(role, path));
      }),
    forgetExchangeFolder: ({ role }) => guard(() => exchangeFolders.forget(role)),
    inboxFiles: () => guard(() => exchangeFolders.inboxFiles()),
    openInboxFile: ({ id }) => guard(() => exchangeFolders.openInboxFile(id)),
    markInboxFile: ({ id }) => guard(() => exchangeFolders.markImported(id)),
    targetInOutbox: ({ suggestedName }) => guard(() => exchangeFolders.outboxTarget(suggestedName)),
  };
}

/** A look that was under way when the lock fell tells nobody; neither does one whose window is gone. */
export function sendWhenUnlocked<E extends IpcEventName>(services: Services, event: E, detail: IpcEvents[E]): void {
  const contents = services.window().webContents;
  if (services.keystore.state === 'unlocked' && !contents.isDestroyed()) sendEvent(contents, event, detail);
}
