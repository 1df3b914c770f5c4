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
export const MAX_ATTACHMENT_BYTES = 2 * 1024 * 1024 * 1024;

type Read = (offset: number, length: number) => Promise<Result<Uint8Array>>;
type Bytes = Uint8Array<ArrayBuffer>;

export class AttachmentVault {
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

  /** Seals a file. Errors: `attachment.too-large`, and those of the ports. */
  async add(source: { readonly name: string; readonly size: number; readonly read: Read }): Promise<Result<Attachment>> {
    if (source.size > MAX_ATTACHMENT_BYTES) {
      return fail('attachment.too-large', `附件“${source.name}”超过 2 GB，没有添加。请拆分或压缩后再试。`, { file: source.name });
    }
    const begun = await this.port.begin();
    if (!begun.ok) return begun;
    const token = begun.value;
    const written = await this.#seal(source, token);
    if (!written.ok) {
      await this.port.abort(token);
      return written;
    }
    const sha256 = written.value;
    const name = await this.#nameOf(sha256);
    const known = await this.port.has(name);
    const kept = known.ok && known.value ? await this.port.abort(token) : await this.port.commit(token, name);
    return kept.ok ? ok({ sha256, name: source.name, size: source.size }) : kept;
  }

  async #seal(source: { readonly name: string; readonly size: number; readonly read: Read }, token: string): Promise<Result<string>> {
    const digest = await createDigest('sha256');
    const prefix = crypto.getRandomValues(new Uint8Array(PREFIX_BYTES));
    const started = await this.port.write(token, prefix);
    if (!started.ok) return started;
    let offset = 0;
    let index = 0;
    do {
      const length = Math.min(CHUNK_BYTES, source.size - offset);
      const plain = length > 0 ? await source.read(offset, length) : ok(new Uint8Array(0));
      if (!plain.ok) return plain;
      if (plain.value.byteLength !== length) {
        return fail('attachment.changed', `附件“${source.name}”在读取时发生了变化，没有添加。请关闭正在编辑它的程序后再试。`, {
          file: source.name,
        });
      }
      digest.update(plain.value);
      offset += length;
      const iv = nonce(prefix, index, offset >= source.size);
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.sealing, plain.value.slice()));
      const done = await this.port.write(token, sealed);
      if (!done.ok) return done;
      index += 1;
    } while (offset < source.size);
    return ok(digest.hex());
  }

  async has(sha256: string): Promise<boolean> {
    const known = await this.port.has(await this.#nameOf(sha256));
    return known.ok && known.value;
  }

  /** Any stretch of the plain file; `size` is the file's, from its record. Error: `attachment.damaged`. */
  async read(attachment: Pick<Attachment, 'sha256' | 'size'>, offset: number, length: number): Promise<Result<Bytes>> {
    const name = await this.#nameOf(attachment.sha256);
    const prefix = await this.port.read(name, 0, PREFIX_BYTES);
    if (!prefix.ok) return prefix;
    const end = Math.min(offset + length, attachment.size);
    const result = new Uint8Array(Math.max(0, end - offset));
    const chunks = Math.max(1, Math.ceil(attachment.size / CHUNK_BYTES));
    for (let index = Math.floor(offset / CHUNK_BYTES); index * CHUNK_BYTES < end; index++) {
      const plain = await this.#openChunk(name, prefix.value, index, index === chunks - 1);
      if (!plain.ok) return plain;
      const from = index * CHUNK_BYTES;
      const part = plain.value.subarray(Math.max(0, offset - from), Math.min(plain.value.byteLength, end - from));
      result.set(part, Math.max(offset, from) - offset);
    }
    return ok(result);
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

function nonce(prefix: Uint8Array, index: number, last: boolean): Bytes {
  const iv = new Uint8Array(12);
  iv.set(prefix);
  new DataView(iv.buffer).setUint32(PREFIX_BYTES, index);
  iv[11] = last ? 1 : 0;
  return iv;
}
