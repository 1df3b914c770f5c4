/** The Word file and the PDF of a letter have the same lines on the same pages, line by line, as LibreOffice lays the file out. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { letterDocx } from '#shared/documents/letter-docx.ts';
import { letterPdf } from '#shared/documents/letter-pdf.ts';
import type { LetterContent, LetterToLayOut, TableBlock } from '#shared/domain/letter.ts';
import { crowded, fullPages, manyParts, NOW } from './letter-docx-samples.ts';
import { hasTestFonts, letter, officeFonts, paragraph, SENTENCE, tableOf } from './letters.ts';
import { value } from './sheets.ts';
import { convertAll, hasWordPrograms, pagesOf } from './word-pages.ts';

const MIXED = `${SENTENCE}其中2026年11月3日接收12345条（济高新审函〔2026〕12号），占36.5%，请在3个工作日内认领；“两书同达”——另行通知。`;
const LONG_TITLE = '关于商请协助核查食品经营许可告知承诺不实情况并函复处理意见以及进一步完善审管联动工作机制有关事项的函';

const NUMBER = '济高新市监罚〔2026〕122号';
const RAGGED = [5, 7, 9].map((count) => `${'审'.repeat(count)}（法律文书编号：济高新审食许〔2026〕321号），${'管'.repeat(40)}`);

/** heads and numbers of several lines */
function narrowTable(): TableBlock {
  const columns = ['序号', '法律文书编号', '行政审批事项的名称和说明', '电子文件', '审批内容'].map((title, index) => ({
    title,
    width: [1, 3.3, 3, 1.4, 6][index] ?? 1,
  }));
  const content = '经营方式：零售，其中冷库59立方米，质量负责人具有医疗器械相关专业大专以上学历，2026年11月26日经审查准予许可。';
  return { type: 'table', columns, rows: [1, 2, 3].map((number) => [`${number}`, NUMBER, '第三类医疗器械经营许可', '有', content]) };
}

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
  // 许〔2026〕321号 goes to the next line whole, so far that the line before it ends short
  ragged: letter({ body: [...RAGGED.map(paragraph), ...mixed(1)] }),
  // the closing words go along with the signature, and two lines of the paragraph above it
  pulled: letter({ body: [...mixed(2), paragraph('审'.repeat(28 * 3 - 7)), paragraph('特此函告。')] }),
  pulledWithList: letter({ body: [...mixed(2), paragraph('特此函告。')], enclosures: [{ title: '清单', blocks: [narrowTable()] }] }),
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

  it('end a line short, instead of pulling it apart, where what follows it stays whole', () => {
    const ends = (pdf: string | undefined) =>
      pagesOf(pdf ?? '').flatMap(({ lines }) => lines.filter(({ text }) => text.includes('法律文书编号')).map(({ right }) => right));
    const [expected, found] = [ends(drawn.ragged), ends(converted.ragged)];
    expect(expected).toHaveLength(RAGGED.length);
    for (const right of expected) expect(right).toBeLessThan(180);
    // spaces that programs put between 汉字 and figures
    for (const [index, right] of found.entries()) expect(Math.abs(right - (expected[index] ?? 0))).toBeLessThan(3);
    expect(found).toHaveLength(RAGGED.length);
  });

  it('take the samples to where pages end: exactly full, one line over, ten pages', () => {
    const counts = Object.fromEntries(Object.entries(drawn).map(([name, pdf]) => [name, linesOf(pdf).length]));
    const unsigned = [13, 14, 15, 16, 17].map((count) => counts[`unsigned${count}`] ?? 0);
    expect(new Set(unsigned)).toEqual(new Set([1, 2]));
    expect(counts.mixedTen).toBeGreaterThanOrEqual(10);
  });
});
