/** The Word file and the PDF of a letter have the same lines on the same pages, line by line, as LibreOffice lays the file out. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { letterDocx } from '#shared/documents/letter-docx.ts';
import { letterPdf } from '#shared/documents/letter-pdf.ts';
import type { LetterContent, LetterToLayOut } from '#shared/domain/letter.ts';
import { crowded, fullPages, manyParts, NOW } from './letter-docx-samples.ts';
import { hasTestFonts, letter, officeFonts, paragraph, SENTENCE, tableOf } from './letters.ts';
import { value } from './sheets.ts';
import { convertAll, hasWordPrograms } from './word-pages.ts';

const MIXED = `${SENTENCE}其中2026年11月3日接收12345条（济高新审函〔2026〕12号），占36.5%，请在3个工作日内认领；“两书同达”——另行通知。`;
const LONG_TITLE = '关于商请协助核查食品经营许可告知承诺不实情况并函复处理意见以及进一步完善审管联动工作机制有关事项的函';

/** lines of nothing but 汉字: the text ends with a whole line */
const ofLines = (count: number, more: Partial<LetterContent> = {}) => letter({ body: [paragraph('审'.repeat(28 * count - 2))], ...more });
const mixed = (count: number) => Array.from({ length: count }, () => paragraph(MIXED));
const names = (count: number) => Array.from({ length: count }, (_, index) => `宁新区第${index + 1}街道办事处`);

const SAMPLES: Readonly<Record<string, LetterToLayOut>> = {
  short: letter({ body: [paragraph('函')], recipients: [] }),
  // without a signature the text ends the page
  ...Object.fromEntries([13, 14, 15, 16, 17].map((count) => [`unsigned${count}`, ofLines(count, { signatories: [], date: undefined })])),
  ...Object.fromEntries([11, 12, 13, 14, 35].map((count) => [`signed${count}`, ofLines(count)])),
  mixedOne: letter({ body: mixed(3) }),
  mixedTen: letter({ body: mixed(42), annotation: '联系人：张三，电话：0537-3255123', copies: names(9) }),
  tables: letter({ body: [...mixed(1), tableOf(3), ...mixed(2), tableOf(30), ...mixed(9)] }),
  tableEnds: letter({ body: [paragraph(MIXED), tableOf(13)] }),
  enclosed: letter({
    body: mixed(4),
    enclosures: [
      { title: '行政许可事项清单', blocks: [tableOf(40)] },
      { title: '宁新区行政审批服务局2026年11月审批信息与监管部门认领情况对照一览表', blocks: [tableOf(30)], landscape: true },
      { title: '情况说明', blocks: mixed(12) },
    ],
    copies: names(3),
  }),
  recipients: letter({ recipients: names(25), title: LONG_TITLE, body: mixed(5) }),
  headings: letter({
    body: [1, 2, 3, 4].flatMap((number) => [
      { type: 'heading', level: 1, text: `${'一二三四'[number - 1]}、推送范围` } as const,
      { type: 'heading', level: 2, text: '（一）认领' } as const,
      ...mixed(2),
    ]),
  }),
  full: fullPages(),
  many: manyParts(),
  crowded: crowded(),
};

function linesOf(pdf: string): readonly (readonly string[])[] {
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const pages = text.split('\f').slice(0, -1);
  return pages.map((page) =>
    page
      .split('\n')
      .map((line) => line.replace(/\s/g, ''))
      .filter((line) => line !== ''),
  );
}

describe.skipIf(!hasWordPrograms || !hasTestFonts)('Word and PDF (skipped without LibreOffice, poppler or a 仿宋)', () => {
  let converted: Readonly<Record<string, string>>;
  const drawn: Record<string, string> = {};

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'letter-pages-'));
    const files: Record<string, Uint8Array> = {};
    for (const [name, sample] of Object.entries(SAMPLES)) {
      files[name] = await letterDocx(sample, NOW, officeFonts);
      drawn[name] = join(folder, `${name}.pdf`);
      writeFileSync(drawn[name], value(await letterPdf(sample, officeFonts, NOW)).bytes);
    }
    converted = convertAll(files);
  }, 180_000);

  it.each(Object.keys(SAMPLES))('have the same lines on the same pages: %s', (name) => {
    const expected = linesOf(drawn[name] ?? '');
    expect(expected.flat().length).toBeGreaterThan(4);
    expect(linesOf(converted[name] ?? '')).toEqual(expected);
  });

  it('take the samples to where pages end: exactly full, one line over, ten pages', () => {
    const counts = Object.fromEntries(Object.entries(drawn).map(([name, pdf]) => [name, linesOf(pdf).length]));
    const unsigned = [13, 14, 15, 16, 17].map((count) => counts[`unsigned${count}`] ?? 0);
    expect(new Set(unsigned)).toEqual(new Set([1, 2]));
    expect(counts.mixedTen).toBeGreaterThanOrEqual(10);
  });
});
