/** What the main process has for the page's questions; made once, in main.ts. */
import type { BrowserWindow } from 'electron';
import type { AttachmentFiles } from './attachment-files.ts';
import type { ChosenFiles } from './chosen-files.ts';
import type { Drives } from './drives.ts';
import type { ExchangeFolderKeeper } from './exchange-folders.ts';
import type { FontLibrary } from './fonts.ts';
import type { Journal } from './journal.ts';
import type { Keystore } from './keystore.ts';
import type { Log } from './log.ts';
import type { Profile } from './profile.ts';

export interface Services {
  readonly profile: Profile;
  readonly keystore: Keystore;
  readonly journal: Journal;
  readonly files: ChosenFiles;
  readonly attachments: AttachmentFiles;
  readonly drives: Drives;
  readonly exchangeFolders: ExchangeFolderKeeper;
  readonly fonts: FontLibrary;
  readonly log: Log;
  readonly window: () => BrowserWindow;
  readonly demoPassphrase: string | undefined;
}
