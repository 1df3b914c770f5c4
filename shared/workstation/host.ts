/**
 * What the workstation needs from the machine it runs on. In the application the worker gets these from the renderer,
 * which hands every call to the main process by the typed IPC map (shared/ipc.ts); the command line and the tests give
 * the main process's own classes directly. All bytes are `Uint8Array`; all failures are values.
 */
import type { FontPort } from '#shared/documents/font-port.ts';
import type { OwnKeyring } from '#shared/domain/own-keyring.ts';
import type { Result } from '#shared/domain/result.ts';
import type { JournalPort } from '#shared/ledger/journal-port.ts';

export interface CommittedFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly size: number;
  /** whether what was compared came from the medium itself or through the system's cache; absent where nobody can say */
  readonly readBack?: 'medium' | 'cache';
}

/** A file the user chose (open dialog, drop) or named (save dialog); the path itself stays in the main process. */
export interface FilePort {
  /** at most 4 MiB a call */
  read(token: string, offset: number, length: number): Promise<Result<Uint8Array>>;
  /** appends; at most 4 MiB a call */
  write(token: string, bytes: Uint8Array): Promise<Result<void>>;
  /** flush, fsync, read back and compare, rename into place; returns the SHA-256 (hex) of what was read back */
  commit(token: string): Promise<Result<CommittedFile>>;
  abort(token: string): Promise<Result<void>>;
}

/** Sealed attachment files in the profile, named by a keyed digest so that a name tells a finder nothing. */
export interface AttachmentPort {
  begin(): Promise<Result<string>>;
  write(token: string, bytes: Uint8Array): Promise<Result<void>>;
  commit(token: string, name: string): Promise<Result<void>>;
  abort(token: string): Promise<Result<void>>;
  has(name: string): Promise<Result<boolean>>;
  /** the names of those that have been here long enough that nobody is about to name them; other files in the folder are nobody's business */
  listSettled(): Promise<Result<readonly string[]>>;
  /** for a job that came to nothing; none of that name is no failure */
  remove(name: string): Promise<Result<void>>;
  read(name: string, offset: number, length: number): Promise<Result<Uint8Array>>;
}

/** This computer's SM2 keys: what they do, never what they are; private keys stay in the main process. */
export interface SignerPort {
  /** SM2 with SM3 over `bytes`, user id 1234567812345678, DER-encoded (GB/T 32918.2, GB/T 35276); `by`: fingerprint of a key before */
  sign(bytes: Uint8Array, by?: string): Promise<Result<Uint8Array>>;
  /** SubjectPublicKeyInfo PEM of the present key */
  publicKeyPem(): Promise<Result<string>>;
  keyring(): Promise<Result<OwnKeyring>>;
  /** opens a content key that was wrapped for the key with this fingerprint (GB/T 32918.4) */
  unwrap(fingerprint: string, wrapped: Uint8Array): Promise<Result<Uint8Array>>;
}

export interface Host {
  readonly journal: JournalPort;
  readonly files: FilePort;
  readonly attachments: AttachmentPort;
  readonly signer: SignerPort;
  /** for documents; see shared/documents/pdf.ts */
  readonly fonts: FontPort;
}
