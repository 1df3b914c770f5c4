/** What the main process answers to each message of shared/ipc.ts. */
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { app, dialog, shell } from 'electron';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { AppInfo, FileKind } from '#shared/ipc.ts';
import { deliveryHandlers } from './delivery-handlers.ts';
import type { IpcHandlers } from './ipc.ts';
import type { Services } from './services.ts';
import { showFolder } from './session-policy.ts';

const FILTERS: Readonly<Record<FileKind, { readonly title: string; readonly name: string; readonly extensions: readonly string[] }>> = {
  table: { title: '选择要导入的表格', name: '表格（.xlsx .xls .et .csv）', extensions: ['xlsx', 'xls', 'et', 'csv', 'xlsm', 'txt'] },
  package: { title: '数据包', name: '数据包（.sgxe .sgx）', extensions: ['sgxe', 'sgx'] },
  card: { title: '部门名片', name: '部门名片（.sgcard）', extensions: ['sgcard'] },
  attachment: { title: '选择附件', name: '所有文件', extensions: ['*'] },
  workbook: { title: '保存工作簿', name: 'Excel 工作簿（.xlsx）', extensions: ['xlsx'] },
  pdf: { title: '保存 PDF', name: 'PDF 文件（.pdf）', extensions: ['pdf'] },
  document: { title: '保存 Word 文件', name: 'Word 文件（.docx）', extensions: ['docx'] },
  calendar: { title: '保存日历文件', name: '日历文件（.ics）', extensions: ['ics'] },
};

const LOCKED = fail('app.locked', '工作站已锁定。请先解锁。');

export function createHandlers(services: Services): IpcHandlers {
  return {
    ...profileHandlers(services),
    ...ledgerHandlers(services),
    ...fileHandlers(services),
    ...deliveryHandlers(services, (work) => whenUnlocked(services, work)),
    ...systemHandlers(services),
  };
}

/** Everything below the lock: refused unless unlocked. */
function whenUnlocked<T>(services: Services, work: () => Promise<Result<T>> | Result<T>): Promise<Result<T>> | Result<T> {
  return services.keystore.state === 'unlocked' ? work() : LOCKED;
}

export async function lockServices(services: Services): Promise<void> {
  services.keystore.lock();
  services.drives.stop();
  services.exchangeFolders.stop();
  await services.files.closeAll();
  await services.attachments.closeAll();
  await services.journal.close();
}

function appInfo({ profile, keystore, demoPassphrase }: Services): AppInfo {
  return {
    version: app.getVersion(),
    electron: process.versions.electron ?? '',
    chromium: process.versions.chrome ?? '',
    platform: process.platform as AppInfo['platform'],
    profileDirectory: profile.directory,
    demo: profile.demo,
    state: keystore.state,
    problem: keystore.problem,
    department: keystore.department,
    operator: keystore.operator,
    workstationName: keystore.workstationName,
    idleMinutes: keystore.idleMinutes,
    waitMilliseconds: keystore.waitMilliseconds,
    demoPassphrase,
  };
}

type ProfileNames =
  | 'appInfo'
  | 'createProfile'
  | 'unlock'
  | 'recover'
  | 'changePassphrase'
  | 'newRecoveryCode'
  | 'lock'
  | 'setIdleMinutes'
  | 'changeDepartment'
  | 'openDemo'
  | 'setWorkstationName'
  | 'rotateKey'
  | 'sign'
  | 'publicKeyPem'
  | 'keyring'
  | 'unwrapKey';

function profileHandlers(services: Services): Pick<IpcHandlers, ProfileNames> {
  const { keystore, profile } = services;
  return {
    appInfo: () => ok(appInfo(services)),
    createProfile: (input) => keystore.create(input),
    unlock: ({ passphrase }) => keystore.unlock(passphrase),
    recover: ({ code, newPassphrase }) => keystore.recover(code, newPassphrase),
    changePassphrase: ({ current, next }) => keystore.changePassphrase(current, next),
    newRecoveryCode: ({ passphrase }) => keystore.newRecoveryCode(passphrase),
    lock: async () => {
      await lockServices(services);
      return ok(undefined);
    },
    setIdleMinutes: ({ minutes }) => keystore.setIdleMinutes(minutes),
    changeDepartment: ({ department, operator }) => keystore.changeDepartment(department, operator),
    openDemo: ({ which }) => {
      // An own process with an own profile, so that a department and its demo can stand side by side.
      const own = process.argv.slice(1).filter((argument, index, all) => !isProfileArgument(argument, all[index - 1]));
      const child = spawn(process.execPath, [...own, `--profile=${profile.base}`, `--demo=${which}`], { detached: true, stdio: 'ignore' });
      child.unref();
      return ok(undefined);
    },
    setWorkstationName: ({ name }) => keystore.setWorkstationName(name),
    rotateKey: ({ passphrase, compromised }) => keystore.rotateKey(passphrase, compromised),
    sign: ({ bytes, by }) => keystore.sign(bytes, by),
    publicKeyPem: () => keystore.publicKeyPem(),
    keyring: () => keystore.keyring(),
    unwrapKey: ({ fingerprint, wrapped }) => keystore.unwrap(fingerprint, wrapped),
  };
}

function isProfileArgument(argument: string, before: string | undefined): boolean {
  return /^--(profile|demo|inspect|remote-debugging-port)(=|$)/.test(argument) || before === '--profile' || before === '--demo';
}

type LedgerNames = Extract<keyof IpcHandlers, `journal${string}` | `attachment${string}` | 'freeBytes'>;

function ledgerHandlers(services: Services): Pick<IpcHandlers, LedgerNames> {
  const { journal, attachments } = services;
  const guard = <T>(work: () => Promise<Result<T>>) => whenUnlocked(services, work);
  return {
    journalOpen: () => guard(() => journal.open()),
    journalRead: ({ index }) => guard(() => journal.read(index)),
    journalAppend: ({ segments }) => guard(() => journal.append(segments)),
    journalRevertLast: () => guard(() => journal.revertLast()),
    journalAcknowledge: (head) => guard(() => journal.acknowledge(head)),
    journalBeginRebuild: () => guard(() => journal.beginRebuild()),
    journalAddToRebuild: ({ segments }) => guard(() => journal.addToRebuild(segments)),
    journalFinishRebuild: () => guard(() => journal.finishRebuild()),
    freeBytes: () => guard(() => journal.freeBytes()),
    attachmentBegin: () => guard(() => attachments.begin()),
    attachmentWrite: ({ token, bytes }) => guard(() => attachments.write(token, bytes)),
    attachmentCommit: ({ token, name }) => guard(() => attachments.commit(token, name)),
    attachmentAbort: ({ token }) => guard(() => attachments.abort(token)),
    attachmentHas: ({ name }) => guard(() => attachments.has(name)),
    attachmentListSettled: () => guard(() => attachments.listSettled()),
    attachmentRemove: ({ name }) => guard(() => attachments.remove(name)),
    attachmentRead: ({ name, offset, length }) => guard(() => attachments.read(name, offset, length)),
  };
}

type FileNames = 'chooseFiles' | 'acceptDropped' | 'chooseSave' | 'fileRead' | 'fileWrite' | 'fileCommit' | 'fileAbort' | 'showInFolder';

function fileHandlers(services: Services): Pick<IpcHandlers, FileNames> {
  const { files } = services;
  return {
    chooseFiles: async ({ kind, multiple }) => {
      const { title, name, extensions } = FILTERS[kind];
      const chosen = await dialog.showOpenDialog(services.window(), {
        title,
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: [{ name, extensions: [...extensions] }, ...(kind === 'attachment' ? [] : [{ name: '所有文件', extensions: ['*'] }])],
      });
      return chosen.canceled ? ok([]) : files.register(chosen.filePaths);
    },
    acceptDropped: ({ paths }) => files.register(paths),
    chooseSave: async ({ kind, suggestedName }) => {
      const { title, name, extensions } = FILTERS[kind];
      const chosen = await dialog.showSaveDialog(services.window(), {
        title: `保存：${title}`,
        defaultPath: suggestedName,
        filters: [{ name, extensions: [...extensions] }],
      });
      return ok(chosen.canceled || !chosen.filePath ? undefined : files.registerTarget(chosen.filePath));
    },
    fileRead: ({ token, offset, length }) => files.read(token, offset, length),
    fileWrite: ({ token, bytes }) => files.write(token, bytes),
    fileCommit: ({ token }) => files.commit(token),
    fileAbort: ({ token }) => files.abort(token),
    showInFolder: ({ token }) => {
      const path = files.pathOf(token);
      if (!path) return fail('file.unknown-token', '这个文件不是在本次使用中保存的，请在文件管理器里查找。');
      showFolder(path);
      return ok(undefined);
    },
  };
}

type SystemNames = 'fontChain' | 'fontRead' | 'print' | 'printToPdf' | 'openDataDirectory' | 'reportBug';

function systemHandlers(services: Services): Pick<IpcHandlers, SystemNames> {
  return {
    // Below the lock like everything that makes documents, although fonts hold no secrets.
    fontChain: ({ role }) => whenUnlocked(services, () => services.fonts.chain(role)),
    fontRead: ({ id, offset, length }) => whenUnlocked(services, () => services.fonts.read(id, offset, length)),
    print: () =>
      new Promise((resolve) => {
        services.window().webContents.print({ printBackground: true }, (done, reason) => {
          const cancelled = /cancel/i.test(reason ?? '');
          if (done || cancelled) resolve(ok(undefined));
          else resolve(fail('print.failed', '没有打印成功。请检查打印机是否连接，或改用“保存为 PDF”。'));
        });
      }),
    printToPdf: async ({ token }) => {
      const pdf = await services.window().webContents.printToPDF({ printBackground: true, pageSize: 'A4', preferCSSPageSize: true });
      const written = await services.files.write(token, new Uint8Array(pdf));
      if (!written.ok) return written;
      const committed = await services.files.commit(token);
      return committed.ok ? ok({ fileName: committed.value.fileName }) : committed;
    },
    openDataDirectory: async () => {
      await mkdir(services.profile.directory, { recursive: true });
      const problem = await shell.openPath(services.profile.directory);
      return problem ? fail('system.cannot-open', `文件管理器没有打开。数据目录在：${services.profile.directory}`) : ok(undefined);
    },
    reportBug: ({ message, stack }) => {
      services.log.write('bug.renderer', `${message} ${stack}`);
      return ok(undefined);
    },
  };
}
