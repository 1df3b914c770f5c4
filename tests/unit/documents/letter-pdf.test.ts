/** Issued letters, measured with poppler and qpdf against GB/T 9704-2012: every distance within half a millimetre. */
import { describe, expect, it } from 'vitest';
import { letterPdf } from '#shared/documents/letter-pdf.ts';
import type { LetterToLayOut } from '#shared/domain/letter.ts';
import { bundledFonts } from '../../../build/node-workstation.ts';
import { type Box, IssuedLetter } from './letter-measuring.ts';
import { hasTestFonts, letter, longLetter, officeFonts, paragraph, SENTENCE, tableOf } from './letters.ts';
import { hasPdfPrograms, isEmbeddedSubset, look, NOW, value } from './sheets.ts';

const CELL = 156 / 28;
const PITCH = 225 / 22;
const withoutSpace = (text: string) => text.replace(/\s/g, '');

async function issue(which: LetterToLayOut): Promise<IssuedLetter> {
  return new IssuedLetter(value(await letterPdf(which, officeFonts, NOW)).bytes);
}

function near(actual: number | undefined, expected: number, within = 0.5): void {
  expect(Math.abs((actual ?? Number.NaN) - expected), `${actual} should be ${expected}`).toBeLessThanOrEqual(within);
}

function present(box: Box | undefined): Box {
  if (!box) throw new Error('no ink there');
  return box;
}

describe.skipIf(!hasPdfPrograms || !hasTestFonts)('a letter of 信函格式 (skipped without poppler, qpdf or a 仿宋)', () => {
  it('10.1: 标志 30 mm below the top, double rules 4 mm below it and 20 mm above the foot, 170 mm long, centred, red', async () => {
    const page = (await issue(letter())).picture(1);
    const emblem = present(page.ink('red', 0, 44));
    near(emblem.top, 30);
    near((emblem.left + emblem.right) / 2, 105);
    const rules = page.redRules();
    expect(rules).toHaveLength(4);
    const [one, two, three, four] = rules.map(({ top, bottom }) => ({ top, bottom, thickness: bottom - top }));
    near(one?.top, emblem.bottom + 4);
    near(four?.bottom, 277);
    near(one?.thickness, 0.79, 0.15);
    near(two?.thickness, 0.26, 0.15);
    near(three?.thickness, 0.26, 0.15);
    near(four?.thickness, 0.79, 0.15);
    for (const [from, to] of [
      [emblem.bottom + 3, emblem.bottom + 7],
      [270, 280],
    ]) {
      const rule = present(page.ink('red', from, to));
      near(rule.left, 20);
      near(rule.right, 190);
    }
  });

  it('10.1: 发文字号 flush right and 紧急程度 flush left, 7/8 of a character below the rule; no page number on page one', async () => {
    const issued = await issue(letter({ urgency: '特急' }));
    near(issued.word(1, '12号').right, 184);
    near(issued.word(1, '特急').left, 28);
    const page = issued.picture(1);
    const foot = page.redRules()[1]?.bottom ?? 0;
    near(page.ink('dark', foot, foot + 12)?.top, foot + 4.94);
    expect(page.ink('dark', 262)).toBeUndefined();
    expect(issued.text(1)).not.toContain('—');
  });

  it('7.3.1, 7.3.2: the title two blank lines below, in lines that make no block, 主送 one blank line below it, flush left', async () => {
    const title = '关于商请协助核查食品经营许可告知承诺不实情况并函复处理意见以及进一步完善审管联动工作机制有关事项的函';
    const issued = await issue(letter({ title }));
    const page = issued.picture(1);
    const foot = page.redRules()[1]?.bottom ?? 0;
    near(page.ink('dark', foot + 12, 200)?.top, foot + 4.94 + 3 * PITCH);
    const lines = issued
      .text(1)
      .split('\n')
      .filter((line) => title.includes(line) && line.length > 1);
    expect(lines.join('')).toBe(title);
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const [first, last] = [issued.word(1, line).left, issued.word(1, line).right];
      near((first + last) / 2, 106);
    }
    near(issued.word(1, '宁新区市场监督管理局：').left, 28);
  });

  it('5.2.3: a full page has 22 lines of 28 characters that fill 156 mm × 225 mm from (28, 37)', async () => {
    const issued = await issue(longLetter());
    const lines = issued
      .text(2)
      .split('\n')
      .filter((line) => /^[一-龥]+$/.test(line));
    expect(lines.map((line) => line.length)).toEqual(Array(22).fill(28));
    const ink = present(issued.picture(2).ink('dark', 0, 262));
    near(ink.left, 28);
    near(ink.right, 184);
    near(ink.top, 37);
    // the last of 22 pitches is not all character: 16 pt of 28.99
    near(ink.bottom, 37 + 21 * PITCH + 5.64);
    const words = issued.words(2).filter(({ text }) => text.length === 28);
    words.forEach(({ top, left, right }, index) => {
      near(top - (words[0]?.top ?? 0), index * PITCH, 0.1);
      near(left, 28, 0.1);
      near(right, 184, 0.1);
    });
  });

  it('10.1: the text of page one ends at least 7/8 of a character above the second rule', async () => {
    const page = (await issue(longLetter())).picture(1);
    const third = page.redRules()[2]?.top ?? 0;
    const bottom = present(page.ink('dark', 100, 277)).bottom;
    expect(third - bottom).toBeGreaterThanOrEqual(4.9);
    expect(third - bottom).toBeLessThan(4.94 + PITCH);
  });

  it('7.3.5.1: with a seal the date 右空四字, 署名 centred above it', async () => {
    const issued = await issue(letter());
    const date = issued.word(1, '2026年11月26日');
    near(date.right, 184 - 4 * CELL);
    const words = issued.words(1).filter(({ text }) => text === '宁新区行政审批服务局');
    const name = words.at(-1);
    near(((name?.left ?? 0) + (name?.right ?? 0)) / 2, (date.left + date.right) / 2);
    near(date.top - (name?.top ?? 0), PITCH);
  });

  it('7.3.5.2: without one 署名 右空二字, the date begins two characters to the right; a longer date 右空二字', async () => {
    const issued = await issue(letter({ seal: false }));
    const name = issued
      .words(1)
      .filter(({ text }) => text === '宁新区行政审批服务局')
      .at(-1);
    near(name?.right, 184 - 2 * CELL);
    near(issued.word(1, '2026年').left, (name?.left ?? 0) + 2 * CELL);
    const short = await issue(letter({ seal: false, signatories: ['区局'] }));
    near(short.word(1, '2026年').right, 184 - 2 * CELL);
    near(short.words(1).find(({ text }) => text === '区局')?.left, short.word(1, '2026年').left - 2 * CELL);
  });

  it('7.5: page numbers from page two on, the dash 7 mm below the 版心, odd 右空一字, even 左空一字', async () => {
    const issued = await issue(longLetter());
    for (const [page, side] of [
      [2, 'left'],
      [3, 'right'],
    ] as const) {
      expect(withoutSpace(issued.text(page))).toMatch(new RegExp(`—${page}—$`));
      const picture = issued.picture(page);
      const all = present(picture.ink('dark', 263, 290));
      const edge = side === 'left' ? all.left - 28 : 184 - all.right;
      near(edge, 4.94);
      const dash = present(picture.ink('dark', 263, 290, all.left, all.left + 3));
      near((dash.top + dash.bottom) / 2, 269);
    }
  });

  it('repeats the head of a table of 200 rows on every page, and keeps the rows in order', async () => {
    const issued = await issue(letter({ body: [paragraph(SENTENCE), tableOf(200), paragraph('特此函告。')] }));
    const pages = Number(/^Pages: +(\d+)$/m.exec(issued.info())?.[1]);
    expect(pages).toBeGreaterThan(5);
    const texts = Array.from({ length: pages }, (_, index) => withoutSpace(issued.text(index + 1)));
    const withRows = texts.filter((text) => text.includes('经营场所'));
    for (const text of withRows) expect(text.split('许可证编号')).toHaveLength(2);
    const numbers = [...texts.join('').matchAll(/JY(\d{11})/g)].map(([, number]) => Number(number) - 13_708_109_999);
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });

  it('7.3.7, 8: 附件 on pages of their own, 附件1 in line 1, the title centred in line 3, landscape where asked; bookmarks lead there', async () => {
    const blocks = [paragraph(SENTENCE)];
    const enclosures = [
      { title: '行政许可事项清单', blocks: [tableOf(3)] },
      { title: '情况说明', blocks, landscape: true },
      { title: '另送的文件', blocks: [] },
    ];
    const body = [{ type: 'heading', level: 1, text: '一、基本情况' } as const, ...blocks];
    const issued = await issue(letter({ body, enclosures }));
    expect(withoutSpace(issued.text(1))).toContain('附件：1.行政许可事项清单2.情况说明3.另送的文件');
    near(issued.word(2, '附件1').left, 28);
    const picture = issued.picture(2);
    near(picture.ink('dark', 30, 45)?.top, 37);
    near(picture.ink('dark', 46, 70)?.top, 37 + 2 * PITCH);
    const title = issued.word(2, '行政许可事项清单');
    near((title.left + title.right) / 2, 106);
    expect(issued.info()).toMatch(/Page +3 size: +841\.89 x 595\.27/);
    // page 3 is odd: its head lies at the binding edge
    near(issued.picture(3).ink('dark', 20, 36, 35)?.top, 28);
    expect(issued.bookmarks()).toEqual([letter().content.title, '  一、基本情况', '附件1　行政许可事项清单', '附件2　情况说明']);
  });

  it('7.4: 抄送 ends with the last page’s 版心, 4号, 左右空一字, wrapped lines below the first name', async () => {
    const copies = Array.from({ length: 8 }, (_, index) => `宁新区第${index + 1}街道办事处`);
    const issued = await issue(letter({ copies }));
    near(issued.word(1, '抄送').left, 28 + 4.94);
    near(issued.picture(1).ink('dark', 230, 270)?.bottom, 262);
    expect(withoutSpace(issued.text(1))).toMatch(/抄送：宁新区第1街道办事处，.*第8街道办事处。$/);
    const second = issued.words(1).filter(({ top }) => top > 250);
    near(Math.min(...second.map(({ left }) => left)), 28 + 4 * 4.94);
  });

  it('7.3.2: 60 recipients go to the 版记, so that page one shows the text; the paper names all of them', async () => {
    const recipients = Array.from({ length: 60 }, (_, index) => `宁新区第${index + 1}街道办事处`);
    const issued = await issue(letter({ recipients }));
    expect(withoutSpace(issued.text(1))).toContain('你局报送的关于进一步加强事中事后监管工作');
    expect(withoutSpace(issued.text(1))).not.toContain('街道办事处');
    const all = withoutSpace(issued.text()).replace(/—\d—/g, '');
    expect(all).toContain(`主送：${recipients.join('，')}。`);
  });

  it('is PDF 1.4 with all fonts embedded as subsets, clean for qpdf, and says who wrote it', async () => {
    const { bytes, fonts } = value(await letterPdf(letter({ body: [tableOf(2), paragraph('祎')] }), officeFonts, NOW));
    const { info, fonts: embedded } = look(bytes);
    expect(info).toMatch(/^PDF version: +1\.4$/m);
    expect(info).toMatch(/^Title: +关于商请协助核查食品经营许可有关情况的函（宁新审函〔2026〕12号）$/m);
    expect(info).toMatch(/^Author: +宁新区行政审批服务局$/m);
    for (const font of embedded) expect(font).toSatisfy(isEmbeddedSubset);
    expect(embedded.join()).toContain('FandolFang');
    expect(fonts.find(({ role }) => role === 'fangsong')).toMatchObject({ name: 'Fandol 仿宋', substitute: true });
  });

  it('names every character that another font had to draw, or none has', async () => {
    const { standIns } = value(await letterPdf(letter({ body: [paragraph('祎、玥、𠮷等三人')] }), officeFonts, NOW));
    expect(standIns).toEqual([
      { character: '祎', role: 'fangsong', fontName: '思源宋体' },
      { character: '玥', role: 'fangsong', fontName: '思源宋体' },
      { character: '𠮷', role: 'fangsong', fontName: undefined },
    ]);
  });

  it('has no number and no date while it is a draft, and nothing moves when it gets them', async () => {
    const draft = await issue(letter({ date: undefined }, false));
    expect(draft.text()).not.toMatch(/〔|2026/);
    const final = await issue(letter());
    near(draft.picture(1).ink('dark', 70, 95)?.top, present(final.picture(1).ink('dark', 70, 95)).top, 0.01);
    near(
      draft
        .words(1)
        .filter(({ text }) => text === '宁新区行政审批服务局')
        .at(-1)?.left,
      final
        .words(1)
        .filter(({ text }) => text === '宁新区行政审批服务局')
        .at(-1)?.left ?? 0,
    );
  });

  it('gives the same bytes for the same letter, fonts and clock', async () => {
    const [first, second] = [await letterPdf(longLetter(), officeFonts, NOW), await letterPdf(longLetter(), officeFonts, NOW)];
    expect(Buffer.compare(value(first).bytes, value(second).bytes)).toBe(0);
  });
});

describe.skipIf(!hasPdfPrograms)('with the fonts that ship (skipped without poppler or qpdf)', () => {
  it('a letter keeps the grid, although there is no 仿宋', async () => {
    const issued = new IssuedLetter(value(await letterPdf(longLetter(), bundledFonts(), NOW)).bytes);
    const lines = issued
      .text(2)
      .split('\n')
      .filter((line) => /^[一-龥]+$/.test(line));
    expect(lines.map((line) => line.length)).toEqual(Array(22).fill(28));
    const ink = present(issued.picture(2).ink('dark', 0, 262));
    near(ink.left, 28);
    near(ink.right, 184);
  });
});
