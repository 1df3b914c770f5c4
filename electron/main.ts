/** The main process: life cycle, the one window, and the services that the page may ask for. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, powerMonitor, session, shell } from 'electron';
import { APP_ORIGIN, declareScheme, serveRenderer } from './app-protocol.ts';
import { AttachmentFiles } from './attachment-files.ts';
import { ChosenFiles } from './chosen-files.ts';
import { sendWhenUnlocked } from './delivery-handlers.ts';
import { DEMO_PASSPHRASE, prepareDemo } from './demo-profile.ts';
import { Drives } from './drives.ts';
import { ExchangeFolderKeeper } from './exchange-folders.ts';
import { FontLibrary, fontFolders } from './fonts.ts';
import { createHandlers, lockServices } from './handlers.ts';
import { registerIpc, sendEvent } from './ipc.ts';
import { Journal } from './journal.ts';
import { Keystore } from './keystore.ts';
import { Log } from './log.ts';
import { installMenu } from './menu.ts';
import { resolveProfile } from './profile.ts';
import type { Services } from './services.ts';
import { closeNetwork, restrictContents, restrictSession } from './session-policy.ts';

const profile = resolveProfile(process.argv, app.getPath('appData'), process.cwd());
const log = new Log(profile.logs);
let window: BrowserWindow | undefined;

app.setName('审管联动离线工作站');
mkdirSync(profile.chromium, { recursive: true, mode: 0o700 });
app.setPath('userData', profile.chromium);
// Tables and text need no GPU, and the drivers of many office machines are the likeliest thing to crash.
app.disableHardwareAcceleration();
closeNetwork(app);
declareScheme();

// One instance per profile, decided before any database opens: two would write the same ledger.
if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  process.on('uncaughtException', (error) => log.write('bug.main', error));
  process.on('unhandledRejection', (reason) => log.write('bug.main', reason));
  app.on('second-instance', () => {
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('web-contents-created', (_event, contents) => restrictContents(contents));
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(open)
    .catch((error: unknown) => {
      log.write('bug.start', error);
      dialog.showErrorBox('审管联动离线工作站没有启动', `数据没有改动。请把日志交给技术支持：\n${profile.logs}`);
      app.exit(1);
    });
}

async function open(): Promise<void> {
  const keystore = new Keystore(profile.directory);
  await keystore.load();
  if (profile.demo) await prepareDemo(keystore, profile.demo);
  const files = new ChosenFiles();
  const services: Services = {
    profile,
    keystore,
    journal: new Journal(profile.ledger),
    files,
    attachments: new AttachmentFiles(profile.attachments),
    drives: new Drives(),
    exchangeFolders: new ExchangeFolderKeeper({
      directory: profile.directory,
      files,
      inboxChanged: (detail) => sendWhenUnlocked(services, 'inboxChanged', detail),
    }),
    fonts: new FontLibrary({
      bundled: (file) => join(app.getAppPath(), 'dist', 'fonts', file),
      folders: fontFolders(process.platform, process.env),
    }),
    log,
    window: () => window as BrowserWindow,
    demoPassphrase: profile.demo ? DEMO_PASSPHRASE : undefined,
  };
  restrictSession(session.defaultSession);
  serveRenderer(join(app.getAppPath(), 'dist', 'renderer'));
  registerIpc(createHandlers(services), {
    contents: () => window?.webContents,
    origin: APP_ORIGIN,
    report: (name, error) => log.write(`bug.${name}`, error),
  });
  window = createWindow();
  const contents = window.webContents;
  contents.on('render-process-gone', (_event, details) => {
    // What was acknowledged lies on the disk; the keys go, the page comes back at the lock.
    log.write('renderer.gone', details.reason);
    void lockServices(services).then(() => contents.reload());
  });
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) void lockServices(services);
  });
  const requestLock = (reason: 'menu' | 'system') => sendEvent(contents, 'lockRequested', { reason });
  powerMonitor.on('suspend', () => requestLock('system'));
  powerMonitor.on('lock-screen', () => requestLock('system'));
  installMenu({
    command: (name) => sendEvent(contents, 'command', { name }),
    lock: () => requestLock('menu'),
    openDataDirectory: () => void shell.openPath(profile.directory),
    development: !app.isPackaged,
  });
  await window.loadURL(`${APP_ORIGIN}/`);
}

function createWindow(): BrowserWindow {
  const created = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    title: '审管联动离线工作站',
    backgroundColor: '#f5f7fa',
    webPreferences: {
      preload: join(app.getAppPath(), 'dist', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      // The idle lock and imports go on when the window is behind others.
      backgroundThrottling: false,
    },
  });
  created.once('ready-to-show', () => created.show());
  return created;
}
