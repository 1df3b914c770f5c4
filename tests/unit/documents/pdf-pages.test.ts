/** Pages of evidence files, from their bytes (卷内目录: 页数); what can't be read is not guessed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { deliveryReceiptPdf } from '#shared/documents/delivery-receipt.ts';
import { makePdf } from '#shared/documents/pdf.ts';
import { pdfPageCount } from '#shared/documents/pdf-pages.ts';
import { bundledFonts } from '../../../build/node-workstation.ts';
import { value } from './sheets.ts';

const hasQpdf = spawnSync('qpdf', ['--version']).error === undefined;
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

async function sample(pages: number): Promise<Uint8Array> {
  const content = Array.from({ length: pages }, (_, index) => ({
    text: `第 ${index + 1} 页`,
    ...(index > 0 ? { pageBreak: 'before' as const } : {}),
  }));
  const definition = { title: '样本', author: '测试', created: new Date('2026-11-23T02:00:00.000Z'), font: 'song' as const, fontSize: 12 };
  return value(await makePdf({ ...definition, margins: [20, 20, 20, 20], content }, bundledFonts())).bytes;
}

/** The same document as qpdf writes it with these options. */
function rewritten(pdf: Uint8Array, options: readonly string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-pages-'));
  try {
    const [from, to] = [join(folder, 'from.pdf'), join(folder, 'to.pdf')];
    writeFileSync(from, pdf);
    execFileSync('qpdf', [...options, from, to]);
    return readFileSync(to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const tree = (kids: string, more = '') =>
  `%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count 999/Kids[${kids}]>> endobj\n${more}\ntrailer <</Root 1 0 R>>`;

describe('pages of a PDF', () => {
  it('are counted in files of a PDF library, whatever the number', async () => {
    for (const pages of [1, 2, 37]) expect(pdfPageCount(await sample(pages))).toBe(pages);
  });

  it.skipIf(!hasQpdf)('are counted in object streams, in linearized files, and after pages were taken out', async () => {
    const pdf = await sample(12);
    expect(pdfPageCount(rewritten(pdf, ['--object-streams=generate']))).toBe(12);
    expect(pdfPageCount(rewritten(pdf, ['--linearize']))).toBe(12);
    expect(pdfPageCount(rewritten(pdf, ['--pages', '.', '3-5', '--']))).toBe(3);
  });

  it('are those of the newest revision of the file (ISO 32000-1 7.5.6)', () => {
    const first = tree('3 0 R', '3 0 obj <</Type/Page>> endobj');
    const second = '\n4 0 obj <</Type/Page>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R 4 0 R]>> endobj\ntrailer <</Root 1 0 R>>';
    expect(pdfPageCount(bytes(first))).toBe(1);
    expect(pdfPageCount(bytes(first + second))).toBe(2);
  });

  it('are the pages that are there, not those that /Count claims', () => {
    expect(pdfPageCount(bytes(tree('3 0 R', '3 0 obj <</Type/Page>> endobj')))).toBe(1);
  });

  it('are left to a person where the file does not hold together: a loop, a missing page, no PDF, half a PDF', async () => {
    expect(pdfPageCount(bytes(tree('2 0 R')))).toBeUndefined();
    expect(pdfPageCount(bytes(tree('3 0 R')))).toBeUndefined();
    expect(pdfPageCount(bytes('PK\u0003\u0004 not a PDF /Root 1 0 R'))).toBeUndefined();
    const whole = await sample(3);
    expect(pdfPageCount(whole.subarray(0, whole.byteLength / 2))).toBeUndefined();
    expect(pdfPageCount(new Uint8Array(0))).toBeUndefined();
  });

  it('an object stream that would become gigabytes is given up, in bounded time', () => {
    const bomb = zlibSync(new Uint8Array(200 * 1024 * 1024), { level: 9 });
    const head = bytes(
      tree('3 0 R', `3 0 obj <</Type/Page>> endobj\n9 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${bomb.length}>>`),
    );
    const file = Buffer.concat([
      head,
      bytes('\n9 0 obj <</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode>>stream\n'),
      bomb,
      bytes('\nendstream endobj'),
    ]);
    const started = performance.now();
    expect(pdfPageCount(file)).toBe(1);
    expect(performance.now() - started).toBeLessThan(5000);
  }, 30_000);
});

describe('办法 21(二): 送达回证', () => {
  const input = {
    from: '高新区市场监督管理局',
    to: '高新区行政审批服务局',
    title: '关于移送某某有限公司有关案卷材料的函',
    number: '济高新市监函〔2026〕8号',
    date: '2026-11-23',
    items: 3,
    pages: 6,
    checked: undefined,
    now: new Date('2026-11-24T02:00:00.000Z'),
  };
  const differences = Array.from({ length: 60 }, (_, index) => `第 ${index + 1} 项 ${'很长的题名'.repeat(20)}：缺失`);

  it('is one page whatever it has to say', async () => {
    const checked = { receivedBy: '赵科员', receivedOn: '2026-11-24', note: '补送后另行签收。'.repeat(60), differences };
    for (const each of [input, { ...input, checked: { ...checked, differences: [], note: '' } }, { ...input, checked }]) {
      expect(pdfPageCount(value(await deliveryReceiptPdf(each, bundledFonts())))).toBe(1);
    }
  });
});
