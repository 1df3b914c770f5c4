/** Papers that are issued as PDF: the preview that becomes the paper, and the bytes that stay what they were. */
import { sha256Hex } from '#shared/crypto/digests.ts';
import type { PdfFile } from '#shared/documents/pdf.ts';
import type { Attachment } from '#shared/domain/approval.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { AttachmentBatch, AttachmentVault } from './attachment-vault.ts';

export interface PdfPreview {
  readonly pdf: Uint8Array;
  readonly pages: number;
  /** names of the fonts that aren't the typeface asked for */
  readonly substitutes: readonly string[];
  /** characters that another font draws, with its name, or none */
  readonly standIns: readonly string[];
}

/** Keeps the last one: a page that asks again for what it shows costs nothing. */
export class PdfPreviews<Paper> {
  #last: { readonly key: string; readonly pdf: PdfFile } | undefined;

  constructor(private readonly make: (paper: Paper) => Promise<Result<PdfFile>>) {}

  async of(paper: Paper): Promise<Result<PdfPreview>> {
    const key = canonicalJson(paper);
    if (this.#last?.key !== key) {
      const made = await this.make(paper);
      if (!made.ok) return made;
      this.#last = { key, pdf: made.value };
    }
    const { bytes, pages, fonts, standIns } = this.#last.pdf;
    return ok({
      // a copy: the page takes the bytes over
      pdf: bytes.slice(),
      pages,
      substitutes: fonts.filter(({ substitute }) => substitute).map(({ name }) => name),
      standIns: standIns.map(({ character, fontName }) => (fontName === undefined ? character : `${character}（${fontName}）`)),
    });
  }
}

/** The PDF lies in the vault before the entry names it; without the entry the batch takes it away again. */
export function sealPdf(batch: AttachmentBatch, name: string, { bytes }: PdfFile): Promise<Result<Attachment>> {
  return batch.add({ name, size: bytes.length, read: async (offset, length) => ok(bytes.slice(offset, offset + length)) });
}

/** The stored bytes, not a new layout: what is printed in ten years is what was issued. `damaged`: which paper, in Chinese. */
export async function readIssuedPdf(vault: AttachmentVault, pdf: Attachment, damaged: string): Promise<Result<Uint8Array>> {
  const bytes = await vault.read(pdf, 0, pdf.size);
  if (!bytes.ok || (await sha256Hex(bytes.value)) === pdf.sha256) return bytes;
  return fail('attachment.damaged', `${damaged}，不能使用。请从备份恢复数据目录中的 attachments 文件夹。`);
}
