/**
 * The bridge: one named function per message of shared/ipc.ts, and nothing else. The one file that touches
 * `ipcRenderer`. Names are written out so that reading this file shows all that the page can ask for.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { fail } from '#shared/domain/result.ts';
import type { HostBridge, IpcEventName, IpcEvents, IpcName } from '#shared/ipc.ts';

function ask(name: IpcName, input?: unknown) {
  return ipcRenderer.invoke(name, input);
}

const bridge = {
  appInfo: () => ask('appInfo'),
  createProfile: (input) => ask('createProfile', input),
  unlock: (input) => ask('unlock', input),
  recover: (input) => ask('recover', input),
  changePassphrase: (input) => ask('changePassphrase', input),
  newRecoveryCode: (input) => ask('newRecoveryCode', input),
  lock: () => ask('lock'),
  setIdleMinutes: (input) => ask('setIdleMinutes', input),
  changeDepartment: (input) => ask('changeDepartment', input),
  openDemo: (input) => ask('openDemo', input),
  sign: (input) => ask('sign', input),
  publicKeyPem: () => ask('publicKeyPem'),
  keyring: () => ask('keyring'),
  unwrapKey: (input) => ask('unwrapKey', input),
  setWorkstationName: (input) => ask('setWorkstationName', input),
  rotateKey: (input) => ask('rotateKey', input),
  journalOpen: () => ask('journalOpen'),
  journalRead: (input) => ask('journalRead', input),
  journalAppend: (input) => ask('journalAppend', input),
  journalRevertLast: () => ask('journalRevertLast'),
  journalAcknowledge: (input) => ask('journalAcknowledge', input),
  journalBeginRebuild: () => ask('journalBeginRebuild'),
  journalAddToRebuild: (input) => ask('journalAddToRebuild', input),
  journalFinishRebuild: () => ask('journalFinishRebuild'),
  freeBytes: () => ask('freeBytes'),
  chooseFiles: (input) => ask('chooseFiles', input),
  chooseSave: (input) => ask('chooseSave', input),
  fileRead: (input) => ask('fileRead', input),
  fileWrite: (input) => ask('fileWrite', input),
  fileCommit: (input) => ask('fileCommit', input),
  fileAbort: (input) => ask('fileAbort', input),
  showInFolder: (input) => ask('showInFolder', input),
  drives: () => ask('drives'),
  watchDrives: (input) => ask('watchDrives', input),
  targetOnDrive: (input) => ask('targetOnDrive', input),
  exchangeFolders: () => ask('exchangeFolders'),
  chooseExchangeFolder: (input) => ask('chooseExchangeFolder', input),
  forgetExchangeFolder: (input) => ask('forgetExchangeFolder', input),
  inboxFiles: () => ask('inboxFiles'),
  openInboxFile: (input) => ask('openInboxFile', input),
  markInboxFile: (input) => ask('markInboxFile', input),
  targetInOutbox: (input) => ask('targetInOutbox', input),
  attachmentBegin: () => ask('attachmentBegin'),
  attachmentWrite: (input) => ask('attachmentWrite', input),
  attachmentCommit: (input) => ask('attachmentCommit', input),
  attachmentAbort: (input) => ask('attachmentAbort', input),
  attachmentHas: (input) => ask('attachmentHas', input),
  attachmentListSettled: () => ask('attachmentListSettled'),
  attachmentRemove: (input) => ask('attachmentRemove', input),
  attachmentRead: (input) => ask('attachmentRead', input),
  fontChain: (input) => ask('fontChain', input),
  fontRead: (input) => ask('fontRead', input),
  print: () => ask('print'),
  printToPdf: (input) => ask('printToPdf', input),
  openDataDirectory: () => ask('openDataDirectory'),
  reportBug: (input) => ask('reportBug', input),
  acceptDroppedFiles: async (files) => {
    const paths = files.map((file) => webUtils.getPathForFile(file));
    // A picture out of a page, a file inside an archive: there is nothing on the disk that could be opened.
    if (paths.includes('')) return fail('file.no-path', '拖放的内容不是磁盘上的文件。请先把它保存到文件夹里，再拖到这里。');
    return ask('acceptDropped', { paths });
  },
  on: <E extends IpcEventName>(event: E, listener: (detail: IpcEvents[E]) => void) => {
    const relay = (_event: Electron.IpcRendererEvent, detail: IpcEvents[E]) => listener(detail);
    ipcRenderer.on(event, relay);
    return () => ipcRenderer.off(event, relay);
  },
} satisfies HostBridge;

contextBridge.exposeInMainWorld('host', bridge);
