/**
 * The workstation without a window: the main process's own classes behind the same service that the worker runs. For
 * `npm run samples` and the tests; the working store is in memory, the journal is the real file.
 */
import { join } from 'node:path';
import { AttachmentFiles } from '#electron/attachment-files.ts';
import { ChosenFiles } from '#electron/chosen-files.ts';
import { FontLibrary, fontFolders } from '#electron/fonts.ts';
import { Journal } from '#electron/journal.ts';
import { Keystore } from '#electron/keystore.ts';
import type { Department } from '#shared/domain/department.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import type { SegmentStore } from '#shared/ledger/segment-store.ts';
import { LocalTableReader } from '#shared/workstation/tables/local-table-reader.ts';
import { Workstation } from '#shared/workstation/workstation.ts';
import { installedFont } from './bundled-fonts.mjs';
import { testFontFolder } from './test-fonts.mjs';

type Row = { readonly seq: number; readonly bytes: Uint8Array<ArrayBuffer> };

/** A working store that lives as long as the process. */
export class MemorySegmentStore implements SegmentStore {
  readonly #rows = new Map<number, Row>();

  async open(): Promise<Result<void>> {
    return ok(undefined);
  }

  async readAll(): Promise<Result<readonly Row[]>> {
    return ok([...this.#rows.values()].sort((a, b) => a.seq - b.seq));
  }

  async append(segments: readonly Row[]): Promise<Result<void>> {
    return this.replace(segments);
  }

  async replace(segments: readonly Row[]): Promise<Result<void>> {
    for (const { seq, bytes } of segments) this.#rows.set(seq, { seq, bytes });
    return ok(undefined);
  }

  async reset(): Promise<Result<void>> {
    this.#rows.clear();
    return ok(undefined);
  }

  close(): void {}
}

export interface NodeWorkstation {
  readonly workstation: Workstation;
  readonly files: ChosenFiles;
  readonly attachments: AttachmentFiles;
  readonly keystore: Keystore;
  /** a file on disk as the open dialog would hand it over */
  readonly choose: (path: string) => Promise<ChosenFile>;
  /** a target as the save dialog would hand it over */
  readonly target: (path: string) => ChosenFile;
  readonly close: () => Promise<void>;
}

/** The fonts that ship, so that documents look the same on every machine that makes samples or runs tests. */
export function bundledFonts(): FontLibrary {
  return new FontLibrary({ bundled: installedFont, folders: [] });
}

/** As in an office: this machine's own 仿宋 and 楷体, or those that the tests fetched; otherwise the fonts that ship. */
export function officeFonts(): FontLibrary {
  return new FontLibrary({ bundled: installedFont, folders: [...fontFolders(process.platform, process.env), testFontFolder] });
}

/** Opens (or makes) a profile folder. Throws on failures: there is nobody to show them to. */
export async function openNodeWorkstation(input: {
  readonly directory: string;
  readonly department: Department;
  readonly operator: string;
  readonly passphrase: string;
  readonly signingKey?: Parameters<Keystore['create']>[0]['signingKey'];
  readonly computer?: Parameters<Keystore['create']>[0]['workstation'];
  readonly now?: () => Date;
  /** one from before, as the application finds its own again; else an empty one, which is filled from the journal */
  readonly store?: SegmentStore;
  /** those that ship, unless given */
  readonly fonts?: FontLibrary;
}): Promise<NodeWorkstation> {
  // The passphrase of samples and tests is no secret; a cheap derivation keeps them quick.
  const keystore = new Keystore(input.directory, Date.now, { N: 1024, r: 8, p: 1 });
  await keystore.load();
  const { department, operator, passphrase, signingKey, computer } = input;
  const unlocked = required(
    keystore.state === 'firstRun'
      ? await keystore.create({
          department,
          operator,
          passphrase,
          ...(signingKey ? { signingKey } : {}),
          ...(computer ? { workstation: computer } : {}),
        })
      : await keystore.unlock(passphrase),
  );
  const files = new ChosenFiles();
  const attachments = new AttachmentFiles(join(input.directory, 'attachments'), 0);
  const journal = new Journal(join(input.directory, 'ledger'));
  const workstation = new Workstation({
    host: {
      journal,
      files,
      attachments,
      fonts: input.fonts ?? bundledFonts(),
      signer: {
        sign: async (bytes, by) => keystore.sign(bytes, by),
        publicKeyPem: async () => keystore.publicKeyPem(),
        keyring: async () => keystore.keyring(),
        unwrap: async (fingerprint, wrapped) => keystore.unwrap(fingerprint, wrapped),
      },
    },
    store: input.store ?? new MemorySegmentStore(),
    createReader: () => new LocalTableReader(),
    ...(input.now ? { now: input.now } : {}),
  });
  required(await workstation.open(unlocked));
  return {
    workstation,
    files,
    attachments,
    keystore,
    choose: async (path) => {
      const [chosen] = required(await files.register([path]));
      if (!chosen) throw new Error('nothing was chosen');
      return chosen;
    },
    target: (path) => files.registerTarget(path),
    close: async () => {
      workstation.close();
      keystore.lock();
      await files.closeAll();
      await attachments.closeAll();
      await journal.close();
    },
  };
}

/** The value, or an exception with the failure's sentence. */
export function required<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.message}`);
}
