/**
 * The intranet folders and what lies in the inbox, for the whole window: the menu tells that something arrived, the
 * packages page shows it. Names of files are forgotten at the lock, and the main process stops looking.
 */
import { create } from 'zustand';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { ExchangeFolders, ExchangeRole, InboxFile } from '#shared/ipc.ts';
import { onLock } from './view-state.ts';

interface InboxFolder {
  /** undefined before they were read */
  readonly folders: ExchangeFolders | undefined;
  readonly files: readonly InboxFile[];
  readonly failure: Failure | undefined;
}

const EMPTY: InboxFolder = { folders: undefined, files: [], failure: undefined };

export const useInboxFolder = create<InboxFolder>(() => EMPTY);

onLock(() => useInboxFolder.setState(EMPTY, true));

/** Looks now, and keeps the store up to date until the returned function is called. */
export function followInbox(): () => void {
  const off = window.host.on('inboxChanged', ({ available, files }) => {
    useInboxFolder.setState(({ folders }) => ({
      files,
      ...(folders?.inbox && { folders: { ...folders, inbox: { ...folders.inbox, available } } }),
    }));
  });
  void readInbox();
  return off;
}

export async function readInbox(): Promise<void> {
  await take(window.host.exchangeFolders());
}

/** by the system's dialog; nothing changes when the user closes it */
export function chooseFolder(role: ExchangeRole): Promise<void> {
  return take(window.host.chooseExchangeFolder({ role }));
}

export function forgetFolder(role: ExchangeRole): Promise<void> {
  return take(window.host.forgetExchangeFolder({ role }));
}

async function take(asked: Promise<Result<ExchangeFolders>>): Promise<void> {
  const folders = await asked;
  if (!folders.ok) return useInboxFolder.setState({ failure: folders.error });
  const files = folders.value.inbox ? await window.host.inboxFiles() : undefined;
  useInboxFolder.setState({
    folders: folders.value,
    files: files?.ok ? files.value : [],
    failure: files && !files.ok ? files.error : undefined,
  });
}

/** files that arrived whole and that nobody has taken in */
export function arrivedFiles(files: readonly InboxFile[]): readonly InboxFile[] {
  return files.filter((file) => file.state === 'complete');
}
