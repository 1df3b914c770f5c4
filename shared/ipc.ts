/**
 * The typed contract between renderer and main: every message has a name, a schema for what is asked and a type for
 * what is answered. A handler is registered only through `electron/ipc.ts`, which checks the sender, parses the input
 * and answers with a Result; the preload exposes one named function per message and nothing else.
 */
import { z } from 'zod';
import { type FontDescription, fontRoleSchema } from './documents/font-port.ts';
import type { Department } from './domain/department.ts';
import { departmentSchema } from './domain/department.ts';
import type { OwnKeyring } from './domain/own-keyring.ts';
import type { Result } from './domain/result.ts';
import type { JournalState } from './ledger/journal-port.ts';

const none = z.undefined();
/** a token that the main process gave out for a chosen file: 32 hex digits, good for one purpose */
const token = z.string().regex(/^[0-9a-f]{32}$/);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
/** 4 MiB: a larger message would stall both processes */
export const MAX_CHUNK_BYTES = 4 * 1024 * 1024;
const chunk = bytes.refine((value) => value.byteLength <= MAX_CHUNK_BYTES);
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
/** 16 groups of four */
const fingerprint = z.string().max(100);
const segments = z.array(bytes).min(1).max(10_000);
const passphrase = z.string().min(1).max(200);
const offset = z.number().int().nonnegative();
const driveId = z.string().regex(/^[0-9a-f]{32}$/);
const inboxId = z.string().regex(/^[0-9a-f]{32}$/);
const suggestedName = z.string().min(1).max(200);
const length = z.number().int().positive().max(MAX_CHUNK_BYTES);

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly platform: 'linux' | 'win32' | 'darwin';
  /** for 关于 and 数据位置: where this profile lies on the disk */
  readonly profileDirectory: string;
  readonly demo: false | 'approval' | 'supervision';
  /** `blocked`: the profile can't be opened at all (newer version, unreadable key file); see `problem` */
  readonly state: 'firstRun' | 'locked' | 'unlocked' | 'blocked';
  readonly problem: { readonly code: string; readonly message: string } | undefined;
  readonly department: Department | undefined;
  readonly operator: string | undefined;
  /** this computer's name on its card */
  readonly workstationName: string;
  /** idle minutes until the application locks itself */
  readonly idleMinutes: number;
  /** milliseconds that an unlock attempt has to wait after wrong ones */
  readonly waitMilliseconds: number;
  /** shown on the lock screen of the demo profile only */
  readonly demoPassphrase: string | undefined;
}

export interface Unlocked {
  /** 32 bytes; handed to the worker at once and zero-filled by the renderer */
  readonly dataKey: Uint8Array;
  readonly department: Department;
  readonly operator: string;
}

export interface ChosenFile {
  readonly token: string;
  readonly name: string;
  readonly size: number;
}

export const fileKindSchema = z.enum(['table', 'package', 'card', 'attachment', 'workbook', 'pdf', 'document', 'calendar']);
export type FileKind = z.infer<typeof fileKindSchema>;

/** A USB stick, memory card or external disk that is mounted. Where it is mounted stays in the main process. */
export interface Drive {
  /** opaque, the same as long as the program runs and the drive stays where it is */
  readonly id: string;
  /** the volume's label, else maker and model, else the name of its folder */
  readonly label: string;
  /** as people call it: FAT32, exFAT, NTFS, ext4 …; empty when unknown */
  readonly fileSystem: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** write-protected, or this user may not write there */
  readonly readOnly: boolean;
  /** the largest file that the file system can hold, where that is a limit in practice (FAT32: 4 GiB − 1) */
  readonly maximumFileBytes: number | undefined;
}

export const exchangeRoleSchema = z.enum(['inbox', 'outbox']);
export type ExchangeRole = z.infer<typeof exchangeRoleSchema>;

export interface ExchangeFolder {
  /** chosen by the user and shown to him again in 设置 */
  readonly path: string;
  /** false: gone, not connected, or no answer in time */
  readonly available: boolean;
}

/** The intranet folders, where the user has chosen them. */
export interface ExchangeFolders {
  readonly inbox?: ExchangeFolder;
  readonly outbox?: ExchangeFolder;
}

export interface InboxFile {
  /** opaque; another one when the file was replaced by another version */
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** milliseconds since 1970 */
  readonly modifiedAt: number;
  /** `arriving`: still being copied, or not yet readable as what its name says */
  readonly state: 'complete' | 'arriving' | 'imported';
}

/** `medium`: what was compared came from the medium itself; `cache`: this system or file system only let us read through its cache. */
export type ReadBack = 'medium' | 'cache';

/** name → schema of the input. The outputs are in {@link IpcOutputs}. */
export const ipcInputs = {
  appInfo: none,
  createProfile: z.object({ department: departmentSchema, operator: z.string().trim().min(1).max(50), passphrase }),
  unlock: z.object({ passphrase }),
  recover: z.object({ code: z.string().max(100), newPassphrase: passphrase }),
  changePassphrase: z.object({ current: passphrase, next: passphrase }),
  newRecoveryCode: z.object({ passphrase }),
  lock: none,
  setIdleMinutes: z.object({ minutes: z.number().int().min(1).max(120) }),
  changeDepartment: z.object({ department: departmentSchema, operator: z.string().trim().min(1).max(50) }),
  /** opens the window of a demo profile beside this one */
  openDemo: z.object({ which: z.enum(['approval', 'supervision']) }),

  setWorkstationName: z.object({ name: z.string().trim().min(1).max(50) }),
  /** a new signing key; the passphrase again, because this can't be undone */
  rotateKey: z.object({ passphrase, compromised: z.boolean() }),

  /** `by`: fingerprint of one of this computer's keys before */
  sign: z.object({ bytes: chunk, by: fingerprint.optional() }),
  publicKeyPem: none,
  keyring: none,
  unwrapKey: z.object({ fingerprint, wrapped: bytes.refine((value) => value.byteLength <= 1024) }),

  journalOpen: none,
  journalRead: z.object({ index: offset }),
  journalAppend: z.object({ segments }),
  journalRevertLast: none,
  journalAcknowledge: z.object({ seq: z.number().int().positive(), digest: hex64 }),
  journalBeginRebuild: none,
  journalAddToRebuild: z.object({ segments }),
  journalFinishRebuild: none,
  freeBytes: none,

  chooseFiles: z.object({ kind: fileKindSchema, multiple: z.boolean() }),
  /** files dropped on the window: the preload turns them into paths, only the main process sees those */
  acceptDropped: z.object({ paths: z.array(z.string().min(1).max(4096)).min(1).max(50) }),
  chooseSave: z.object({ kind: fileKindSchema, suggestedName }),
  fileRead: z.object({ token, offset, length }),
  fileWrite: z.object({ token, bytes: chunk }),
  fileCommit: z.object({ token }),
  fileAbort: z.object({ token }),
  /** opens the folder of a file written in this session */
  showInFolder: z.object({ token }),

  drives: none,
  /** `drivesChanged` comes only while this is on */
  watchDrives: z.object({ on: z.boolean() }),
  /** a target in the drive's top folder; a name that is taken gets a counter, nothing is overwritten */
  targetOnDrive: z.object({ driveId, suggestedName }),
  exchangeFolders: none,
  /** by a system dialog; unchanged when the user closes it */
  chooseExchangeFolder: z.object({ role: exchangeRoleSchema }),
  forgetExchangeFolder: z.object({ role: exchangeRoleSchema }),
  /** looks now, and from now on `inboxChanged` comes until the lock */
  inboxFiles: none,
  openInboxFile: z.object({ id: inboxId }),
  /** remembered over restarts by name, size and time */
  markInboxFile: z.object({ id: inboxId, state: z.literal('imported') }),
  /** like `targetOnDrive`, in the outbox folder */
  targetInOutbox: z.object({ suggestedName }),

  attachmentBegin: none,
  attachmentWrite: z.object({ token, bytes: chunk }),
  attachmentCommit: z.object({ token, name: hex64 }),
  attachmentAbort: z.object({ token }),
  attachmentHas: z.object({ name: hex64 }),
  attachmentListSettled: none,
  attachmentRemove: z.object({ name: hex64 }),
  attachmentRead: z.object({ name: hex64, offset, length }),

  /** the font for a role and those that stand in for characters it lacks; an id names a font found before, never a path */
  fontChain: z.object({ role: fontRoleSchema }),
  fontRead: z.object({ id: z.string().regex(/^font-\d{1,4}$/), offset, length }),

  /** prints the window's print view (CSS @media print) */
  print: none,
  /** the print view as PDF, to a save token */
  printToPdf: z.object({ token }),
  openDataDirectory: none,
  /** a bug caught by the renderer's boundary: code and stack only, never data */
  reportBug: z.object({ message: z.string().max(2000), stack: z.string().max(20_000) }),
} as const satisfies Record<string, z.ZodType>;

export interface IpcOutputs {
  appInfo: AppInfo;
  createProfile: Unlocked & { readonly recoveryCode: string };
  unlock: Unlocked;
  recover: Unlocked & { readonly recoveryCode: string };
  changePassphrase: void;
  newRecoveryCode: { readonly recoveryCode: string };
  lock: void;
  setIdleMinutes: void;
  changeDepartment: void;
  openDemo: void;
  setWorkstationName: void;
  rotateKey: void;
  sign: Uint8Array;
  publicKeyPem: string;
  keyring: OwnKeyring;
  unwrapKey: Uint8Array;
  journalOpen: JournalState;
  journalRead: readonly Uint8Array[];
  journalAppend: void;
  journalRevertLast: void;
  journalAcknowledge: void;
  journalBeginRebuild: void;
  journalAddToRebuild: void;
  journalFinishRebuild: { readonly keptAs: string | undefined };
  freeBytes: number;
  /** empty when the user closed the dialog */
  chooseFiles: readonly ChosenFile[];
  acceptDropped: readonly ChosenFile[];
  /** undefined when the user closed the dialog */
  chooseSave: ChosenFile | undefined;
  fileRead: Uint8Array;
  fileWrite: void;
  fileCommit: { readonly sha256: string; readonly fileName: string; readonly size: number; readonly readBack: ReadBack };
  fileAbort: void;
  showInFolder: void;
  drives: readonly Drive[];
  watchDrives: void;
  targetOnDrive: ChosenFile;
  exchangeFolders: ExchangeFolders;
  chooseExchangeFolder: ExchangeFolders;
  forgetExchangeFolder: ExchangeFolders;
  inboxFiles: readonly InboxFile[];
  openInboxFile: ChosenFile;
  markInboxFile: void;
  targetInOutbox: ChosenFile;
  attachmentBegin: string;
  attachmentWrite: void;
  attachmentCommit: void;
  attachmentAbort: void;
  attachmentHas: boolean;
  attachmentListSettled: readonly string[];
  attachmentRemove: void;
  attachmentRead: Uint8Array;
  fontChain: readonly FontDescription[];
  fontRead: Uint8Array;
  print: void;
  printToPdf: { readonly fileName: string };
  openDataDirectory: void;
  reportBug: void;
}

export type IpcName = keyof typeof ipcInputs;
export type IpcInput<N extends IpcName> = z.infer<(typeof ipcInputs)[N]>;
type IpcArguments<N extends IpcName> = IpcInput<N> extends undefined ? [] : [input: IpcInput<N>];

/** Messages that the main process sends by itself. */
export interface IpcEvents {
  /** lock now: the user asked in the menu, or the system went to sleep or locked its screen */
  lockRequested: { readonly reason: 'menu' | 'system' };
  /** a menu command, e.g. `import`, `new`, `search` */
  command: { readonly name: string };
  /** a drive came, went, or has another amount of room; only after `watchDrives` */
  drivesChanged: { readonly drives: readonly Drive[] };
  /** a file arrived, became complete, went, or the folder itself did; only after `inboxFiles` */
  inboxChanged: { readonly available: boolean; readonly files: readonly InboxFile[] };
}
export type IpcEventName = keyof IpcEvents;

/** What the preload puts on `window.host`. */
export type HostBridge = {
  readonly [N in Exclude<IpcName, 'acceptDropped'>]: (...input: IpcArguments<N>) => Promise<Result<IpcOutputs[N]>>;
} & {
  /** returns the unsubscribe function */
  readonly on: <E extends IpcEventName>(event: E, listener: (detail: IpcEvents[E]) => void) => () => void;
  /** the dropped files' tokens (paths never reach the page) */
  readonly acceptDroppedFiles: (files: readonly File[]) => Promise<Result<readonly ChosenFile[]>>;
};
