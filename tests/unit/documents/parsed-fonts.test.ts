/** Fonts stay parsed between documents; nothing of one document may show in the next. */
import { describe, expect, it } from 'vitest';
import { letterPdf } from '#shared/documents/letter-pdf.ts';
import { makePdf } from '#shared/documents/pdf.ts';
import { bundledFonts } from '../../../build/node-workstation.ts';
import { hasTestFonts, letter, officeFonts, paragraph } from './letters.ts';
import { hasPdfPrograms, look, NOW, value } from './sheets.ts';

/** U+2F00 looks like 一 and is drawn by the same glyph, but is another character. */
const RADICAL_ONE = '\u2f00';

const withText = (text: string) => letter({ body: [paragraph(text)] });
const bytesOf = async (text: string, fonts: Parameters<typeof letterPdf>[1]) => value(await letterPdf(withText(text), fonts, NOW)).bytes;

describe('fonts that are shared by documents', () => {
  it('give the same bytes whether they were parsed for this document or for another', async () => {
    for (const fonts of hasTestFonts ? [bundledFonts(), officeFonts] : [bundledFonts()]) {
      const first = await bytesOf('关于一件事情', fonts);
      await bytesOf('另外一封信，字更多，顺序也不同：事情一件于关', fonts);
      expect(Buffer.compare(await bytesOf('关于一件事情', fonts), first)).toBe(0);
      // read and parsed anew
      if (fonts !== officeFonts) expect(Buffer.compare(await bytesOf('关于一件事情', bundledFonts()), first)).toBe(0);
    }
  });

  it.skipIf(!hasPdfPrograms)(
    'keep no characters of another letter: a glyph of two characters is copied as what this letter says',
    async () => {
      const shared = bundledFonts();
      await bytesOf(`第${RADICAL_ONE}项`, shared);
      const warm = await bytesOf('第一项', shared);
      expect(Buffer.compare(warm, await bytesOf('第一项', bundledFonts()))).toBe(0);
      const { text } = look(warm);
      expect(text).toContain('第一项');
      expect(text).not.toContain(RADICAL_ONE);
    },
  );

  it('serve documents that are made at the same time', async () => {
    const shared = bundledFonts();
    const texts = ['一封信', '两封信', '三封信'];
    const together = await Promise.all(texts.map((text) => bytesOf(text, shared)));
    for (const [index, text] of texts.entries()) {
      expect(Buffer.compare(together[index] ?? new Uint8Array(), await bytesOf(text, bundledFonts()))).toBe(0);
    }
  });

  it('serve drawn and laid out documents alike', async () => {
    const shared = bundledFonts();
    const sheet = { title: '表', author: '测试', created: NOW, font: 'song' as const, fontSize: 12, margins: [20, 20, 20, 20] as const };
    const make = async (fonts: typeof shared) => value(await makePdf({ ...sheet, content: '一张表' }, fonts)).bytes;
    const cold = await make(bundledFonts());
    await bytesOf('一封信', shared);
    expect(Buffer.compare(await make(shared), cold)).toBe(0);
  });
});
