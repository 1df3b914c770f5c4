/**
 * What the workstation needs from the machine it runs on. In the application the worker gets these from the renderer,
 * which hands every call to the main process by the typed IPC map (shared/ipc.ts); the command line and the tests give
 * the main process's own classes directly. All bytes are `Uint8Array`; all failures are values.
 */
import type { FontPort } from '#shared/documents/font-port.ts';
import type { Result } from '#shared/domain/result.ts';
import type { JournalPort } from '#shared/ledger/journal-port.ts';

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
  /** for documents; see shared/documents/pdf.ts */
  readonly fonts: FontPort;
}
