/**
 * What the workstation needs from the machine it runs on. In the application the worker gets these from the renderer,
 * which hands every call to the main process by the typed IPC map (shared/ipc.ts); the command line and the tests give
 * the main process's own classes directly. All bytes are `Uint8Array`; all failures are values.
 */
import type { Result } from '#shared/domain/result.ts';

/** One record of the journal: a commit, i.e. one or more sealed segments that became durable together. */
export interface JournalRecordInfo {
  /** sequence numbers of the first and last segment inside, 1-based, consecutive */
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** hex digests of the segments inside, in order */
  readonly digests: readonly string[];
}

export interface JournalDamage {
  /** byte offset in ledger.journal where unreadable bytes begin, and how many */
  readonly offset: number;
  readonly length: number;
  /** true when it is the file's end: a torn last write */
  readonly tail: boolean;
}

export interface JournalState {
  readonly records: readonly JournalRecordInfo[];
  readonly damages: readonly JournalDamage[];
  /** the head noted after the last acknowledged commit; undefined on a new profile */
  readonly acknowledged: { readonly seq: number; readonly digest: string } | undefined;
  readonly exists: boolean;
}

export interface JournalPort {
  open(): Promise<Result<JournalState>>;
  /** the segments of one record by its position in `records` */
  read(index: number): Promise<Result<readonly Uint8Array[]>>;
  /** appends one commit with fsync; on failure the file is cut back to what it was */
  append(segments: readonly Uint8Array[]): Promise<Result<void>>;
  /** takes back the last append when the other store failed */
  revertLast(): Promise<Result<void>>;
  /** notes the head after both stores have the commit */
  acknowledge(head: { seq: number; digest: string }): Promise<Result<void>>;
  /** moves a damaged journal aside (kept) and starts a new one, atomically put in place by `finishRebuild` */
  beginRebuild(): Promise<Result<void>>;
  addToRebuild(segments: readonly Uint8Array[]): Promise<Result<void>>;
  finishRebuild(): Promise<Result<{ readonly keptAs: string | undefined }>>;
  /** bytes free on the volume of the profile */
  freeBytes(): Promise<Result<number>>;
}

/** A file the user chose (open dialog, drop) or named (save dialog); the path itself stays in the main process. */
export interface FilePort {
  /** at most 4 MiB a call */
  read(token: string, offset: number, length: number): Promise<Result<Uint8Array>>;
  /** appends; at most 4 MiB a call */
  write(token: string, bytes: Uint8Array): Promise<Result<void>>;
  /** flush, fsync, read back and compare, rename into place; returns the SHA-256 (hex) of what was read back */
  commit(token: string): Promise<Result<{ readonly sha256: string; readonly fileName: string; readonly size: number }>>;
  abort(token: string): Promise<Result<void>>;
}

/** Sealed attachment files in the profile, named by a keyed digest so that a name tells a finder nothing. */
export interface AttachmentPort {
  begin(): Promise<Result<string>>;
  write(token: string, bytes: Uint8Array): Promise<Result<void>>;
  commit(token: string, name: string): Promise<Result<void>>;
  abort(token: string): Promise<Result<void>>;
  has(name: string): Promise<Result<boolean>>;
  read(name: string, offset: number, length: number): Promise<Result<Uint8Array>>;
}

/** The department's SM2 key: signatures only, the private key never comes here. */
export interface SignerPort {
  /** SM2 with SM3 over `bytes`, user id 1234567812345678, DER-encoded (GB/T 32918.2, GB/T 35276) */
  sign(bytes: Uint8Array): Promise<Result<Uint8Array>>;
  /** SubjectPublicKeyInfo PEM */
  publicKeyPem(): Promise<Result<string>>;
}

export interface Host {
  readonly journal: JournalPort;
  readonly files: FilePort;
  readonly attachments: AttachmentPort;
  readonly signer: SignerPort;
}
