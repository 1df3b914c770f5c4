/**
 * Evidence files, sealed at rest: chunks of 1 MiB, AES-256-GCM, in the STREAM construction (nonce = 7 random bytes ‖
 * 4-byte counter ‖ last-chunk flag), so a cut, reordered or swapped file is noticed. The file's name on disk is a keyed
 * digest of its content: equal files are kept once, and a name tells a finder nothing.
 *
 * File: 7 bytes nonce prefix, then chunks of up to 1 MiB + 16 bytes tag.
 */
import { createDigest } from '#shared/crypto/digests.ts';
import type { Attachment } from '#shared/domain/approval.ts';
import { FailureError, fail, ok, type Result } from '#shared/domain/result.ts';
import { toHex } from '#shared/ledger/segment.ts';
import type { AttachmentPort } from './host.ts';

const CHUNK_BYTES = 1024 * 1024;
const TAG_BYTES = 16;
const PREFIX_BYTES = 7;
const MAX_PLACES = 1000;
export const MAX_ATTACHMENT_BYTES = 2 * 1024 * 1024 * 1024;

type Read = (offset: number, length: number) => Promise<Result<Uint8Array>>;
type Bytes = Uint8Array<ArrayBuffer>;

export interface AttachmentSource {
  readonly name: string;
  readonly size: number;
  /** asked for ascending stretches, one at a time */
  readonly read: Read;
}

/**
 * What one job seals. A job that comes to nothing takes away what it brought, and only that: a file that was there
 * before, or that another job has met meanwhile, stays.
 */
export class AttachmentBatch {
  readonly #names = new Set<string>();

  constructor(
    private readonly seal: (source: AttachmentSource, batch: AttachmentBatch, names: Set<string>) => Promise<Result<Attachment>>,
    private readonly remove: (batch: AttachmentBatch, names: Iterable<string>) => Promise<void>,
    private readonly settle: (batch: AttachmentBatch, names: Iterable<string>) => void,
  ) {}

  /** As {@link AttachmentVault.add}. */
  add(source: AttachmentSource): Promise<Result<Attachment>> {
    return this.seal(source, this, this.#names);
  }

  /** The ledger names them now. */
  keep(): void {
    this.settle(this, this.#names);
    this.#names.clear();
  }

  /** Nothing names them. */
  async discard(): Promise<void> {
    await this.remove(this, this.#names);
    this.#names.clear();
  }
}

export class AttachmentVault {
  /** where a file is kept and how its nonces begin, by its SHA-256: each would cost a trip to the main process at every read */
  readonly #places = new Map<string, { readonly name: string; readonly prefix: Uint8Array }>();
  /** files that only a running job knows of */
  readonly #fresh = new Map<string, AttachmentBatch>();
  /** names of files that somebody brought or asked for since the vault was opened, and may be about to name */
  readonly #met = new Set<string>();
  /** whether a file is there, its coming and its going are one step each: else one job could take away what another has just found */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly port: AttachmentPort,
    private readonly sealing: CryptoKey,
    private readonly naming: CryptoKey,
  ) {}

  static async create(port: AttachmentPort, dataKey: Uint8Array): Promise<AttachmentVault> {
    const root = await crypto.subtle.importKey('raw', dataKey.slice(), 'HKDF', false, ['deriveKey']);
    const parameters = (purpose: string) => ({
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(0),
      info: new TextEncoder().encode(purpose),
    });
    const sealing = await crypto.subtle.deriveKey(parameters('sgx attachments 1 seal'), root, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const naming = await crypto.subtle.deriveKey(
      parameters('sgx attachments 1 name'),
      root,
      { name: 'HMAC', hash: 'SHA-256', length: 256 },
      false,
      ['sign'],
    );
    return new AttachmentVault(port, sealing, naming);
  }

  /** For one job; ends with `keep` or `discard`. */
  begin(): AttachmentBatch {
    return new AttachmentBatch(
      (source, batch, names) => this.#add(source, batch, names),
      (batch, names) => this.#remove(batch, names),
      (batch, names) => {
        for (const name of names) if (this.#fresh.get(name) === batch) this.#fresh.delete(name);
      },
    );
  }

  /** Seals a file. Errors: `attachment.too-large`, `attachment.changed`, and those of the ports; nothing is left then. */
  async #add(source: AttachmentSource, batch: AttachmentBatch, names: Set<string>): Promise<Result<Attachment>> {
    if (source.size > MAX_ATTACHMENT_BYTES) {
      return fail('attachment.too-large', `附件“${source.name}”超过 2 GB，没有添加。请拆分或压缩后再试。`, { file: source.name });
    }
    const begun = await this.port.begin();
    if (!begun.ok) return begun;
    const token = begun.value;
    const written = await this.#seal(source, token).catch(async (bug: unknown) => {
      await this.port.abort(token);
      throw bug;
    });
    if (!written.ok) {
      await this.port.abort(token);
      return written;
    }
    const sha256 = written.value;
    const name = await this.#nameOf(sha256);
    const kept = await this.#inTurn(async () => {
      if (await this.#meet(name, batch)) return this.port.abort(token);
      const committed = await this.port.commit(token, name);
      if (!committed.ok) return committed;
      this.#places.delete(sha256);
      this.#met.add(name);
      this.#fresh.set(name, batch);
      names.add(name);
      return committed;
    });
    return kept.ok ? ok({ sha256, name: source.name, size: source.size }) : kept;
  }

  #remove(batch: AttachmentBatch, names: Iterable<string>): Promise<void> {
    return this.#inTurn(async () => {
      for (const name of names) {
        if (this.#fresh.get(name) !== batch) continue;
        this.#fresh.delete(name);
        await this.port.remove(name);
      }
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Who meets a file may name it from now on, so another job that brought it no longer takes it away. */
  async #meet(name: string, batch?: AttachmentBatch): Promise<boolean> {
    const known = await this.port.has(name);
    if (!known.ok || !known.value) return false;
    this.#met.add(name);
    if (this.#fresh.get(name) !== batch) this.#fresh.delete(name);
    return true;
  }

  /** One chunk is read and one written while one is sealed. */
  async #seal(source: AttachmentSource, token: string): Promise<Result<string>> {
    const digest = await createDigest('sha256');
    const prefix = crypto.getRandomValues(new Uint8Array(PREFIX_BYTES));
    const read = (offset: number) => readChunk(source, offset);
    let writing = this.port.write(token, prefix);
    let coming: Promise<Result<Uint8Array>> | undefined = read(0);
    try {
      for (let index = 0; coming !== undefined; index += 1) {
        const plain = await coming;
        coming = undefined;
        if (!plain.ok) return plain;
        const end = index * CHUNK_BYTES + plain.value.byteLength;
        if (end < source.size) coming = read(end);
        digest.update(plain.value);
        const iv = nonce(prefix, index, end >= source.size);
        const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.sealing, plain.value.slice()));
        const done = await writing;
        if (!done.ok) return done;
        writing = this.port.write(token, sealed);
      }
      const done = await writing;
      return done.ok ? ok(digest.hex()) : done;
    } finally {
      // nothing is under way any more when the file is given up
      await Promise.allSettled([writing, coming]);
    }
  }

  async has(sha256: string): Promise<boolean> {
    const name = await this.#nameOf(sha256);
    return this.#inTurn(() => this.#meet(name));
  }

  /** Any stretch of the plain file; `size` is the file's, from its record. Error: `attachment.damaged`. */
  async read(attachment: Pick<Attachment, 'sha256' | 'size'>, offset: number, length: number): Promise<Result<Bytes>> {
    const place = await this.#placeOf(attachment.sha256);
    if (!place.ok) return place;
    const { name, prefix } = place.value;
    const end = Math.min(offset + length, attachment.size);
    const result = new Uint8Array(Math.max(0, end - offset));
    const chunks = Math.max(1, Math.ceil(attachment.size / CHUNK_BYTES));
    for (let index = Math.floor(offset / CHUNK_BYTES); index * CHUNK_BYTES < end; index++) {
      const plain = await this.#openChunk(name, prefix, index, index === chunks - 1);
      if (!plain.ok) {
        this.#places.delete(attachment.sha256);
        return plain;
      }
      const from = index * CHUNK_BYTES;
      const part = plain.value.subarray(Math.max(0, offset - from), Math.min(plain.value.byteLength, end - from));
      result.set(part, Math.max(offset, from) - offset);
    }
    return ok(result);
  }

  /**
   * Takes away the files that were left by earlier runs of the program, weeks ago, and that no entry names: of an editor that was never
   * saved, of a job that the power cut. `named` are the SHA-256 of all that entries name; whatever was brought, or found to be
   * there, since the vault was opened stays, for its entry may come in a moment. Ends early when `goOn` says no. Returns how many went.
   */
  async sweep(named: ReadonlySet<string>, goOn: () => boolean): Promise<Result<number>> {
    const listed = await this.port.listSettled();
    if (!listed.ok) return listed;
    const unnamed = new Set(listed.value.filter((name) => !this.#met.has(name)));
    for (const sha256 of named) {
      if (unnamed.size === 0 || !goOn()) return ok(0);
      unnamed.delete(await this.#nameOf(sha256));
    }
    let removed = 0;
    for (const name of unnamed) {
      const gone = await this.#inTurn(async () => {
        // what was met meanwhile is somebody's
        if (this.#met.has(name) || !goOn()) return ok(false);
        const done = await this.port.remove(name);
        return done.ok ? ok(true) : done;
      });
      if (!gone.ok) return gone;
      if (gone.value) removed += 1;
    }
    return ok(removed);
  }

  async #placeOf(sha256: string): Promise<Result<{ readonly name: string; readonly prefix: Uint8Array }>> {
    const known = this.#places.get(sha256);
    if (known) return ok(known);
    const name = await this.#nameOf(sha256);
    const prefix = await this.port.read(name, 0, PREFIX_BYTES);
    if (!prefix.ok) return prefix;
    const place = { name, prefix: prefix.value };
    if (this.#places.size >= MAX_PLACES) this.#places.clear();
    this.#places.set(sha256, place);
    return ok(place);
  }

  async #openChunk(name: string, prefix: Uint8Array, index: number, last: boolean): Promise<Result<Bytes>> {
    const sealed = await this.port.read(name, PREFIX_BYTES + index * (CHUNK_BYTES + TAG_BYTES), CHUNK_BYTES + TAG_BYTES);
    if (!sealed.ok) return sealed;
    try {
      const iv = nonce(prefix, index, last);
      return ok(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.sealing, sealed.value.slice())));
    } catch {
      return fail('attachment.damaged', '附件的内容已损坏或被改动，不能打开。请从备份恢复数据目录中的 attachments 文件夹。');
    }
  }

  /** Like {@link read}, for code that can only throw. */
  async readOrThrow(attachment: Pick<Attachment, 'sha256' | 'size'>, offset: number, length: number): Promise<Bytes> {
    const read = await this.read(attachment, offset, length);
    if (!read.ok) throw new FailureError(read.error);
    return read.value;
  }

  async #nameOf(sha256: string): Promise<string> {
    return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', this.naming, new TextEncoder().encode(sha256))));
  }
}

async function readChunk({ name, size, read }: AttachmentSource, offset: number): Promise<Result<Uint8Array>> {
  const length = Math.min(CHUNK_BYTES, size - offset);
  const plain = length > 0 ? await read(offset, length) : ok(new Uint8Array(0));
  if (!plain.ok || plain.value.byteLength === length) return plain;
  return fail('attachment.changed', `附件“${name}”在读取时发生了变化，没有添加。请关闭正在编辑它的程序后再试。`, { file: name });
}

function nonce(prefix: Uint8Array, index: number, last: boolean): Bytes {
  const iv = new Uint8Array(12);
  iv.set(prefix);
  new DataView(iv.buffer).setUint32(PREFIX_BYTES, index);
  iv[11] = last ? 1 : 0;
  return iv;
}
