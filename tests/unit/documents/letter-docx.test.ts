/** Letters as Word files: what stands in them, and where LibreOffice puts it (GB/T 9704-2012 10.1). */
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { letterDocx } from '#shared/documents/letter-docx.ts';
import { crowded, fullPages, letter, manyParts, NOW } from './letter-docx-samples.ts';
import { convertAll, hasWordPrograms, inkOf, type Page, pagesOf } from './word-pages.ts';

type Parts = Readonly<Record<string, string>>;

/** 156 mm have 28 characters */
const CELL = 156 / 28;
const PITCH = (28.95 * 25.4) / 72;

function partsOf(bytes: Uint8Array): Parts {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

/** Tags that close as they open, no attribute twice: Word offers to repair anything else, LibreOffice drops the part silently. */
function assertWellFormed(name: string, xml: string): void {
  const open: string[] = [];
  for (const [tag, close, element = '', rest = '', self] of xml.replace(/<\?[^>]*\?>/g, '').matchAll(/<(\/?)([\w:]+)([^>]*?)(\/?)>/g)) {
    const attributes = [...rest.matchAll(/([\w:]+)="/g)].map(([, attribute]) => attribute);
    if (new Set(attributes).size !== attributes.length) throw new Error(`${name}: ${tag}`);
    if (close) expect(open.pop(), name).toBe(element);
    else if (!self) open.push(element);
  }
  expect(open, name).toEqual([]);
  expect(xml.replace(/<[^>]*>/g, ''), name).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/);
}

/** The names of an element's children, for each element of a name. */
function childrenOf(xml: string, element: string): readonly (readonly string[])[] {
  const inside = [...xml.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'))].map(([, inner = '']) => inner);
  return inside.map((inner) => {
    let depth = 0;
    const names: string[] = [];
    for (const [, close, name = '', , self] of inner.matchAll(/<(\/?)([\w:]+)([^>]*?)(\/?)>/g)) {
      if (close) depth -= 1;
      else {
        if (depth === 0) names.push(name);
        if (!self) depth += 1;
      }
    }
    return names;
  });
}

/** CT_PPr and CT_SectPr of ISO/IEC 29500-1, as far as they are used here */
const PARAGRAPH_ORDER = 'pStyle keepNext keepLines pageBreakBefore framePr tabs autoSpaceDE autoSpaceDN spacing ind jc outlineLvl sectPr';
const SECTION_ORDER = 'footerReference type pgSz pgMar pgNumType titlePg docGrid';

describe('the parts of a Word file', () => {
  it('are well-formed, named by content types and reached by relationships that lead somewhere', async () => {
    for (const sample of [letter(), fullPages(), manyParts()]) {
      const parts = partsOf(await letterDocx(sample, NOW));
      for (const [name, xml] of Object.entries(parts)) assertWellFormed(name, xml);
      const types = parts['[Content_Types].xml'] ?? '';
      for (const [, name = ''] of types.matchAll(/PartName="\/([^"]+)"/g)) expect(Object.keys(parts)).toContain(name);
      const named = new Set([...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, name]) => name));
      for (const name of Object.keys(parts)) expect(named.has(name) || name.endsWith('.rels') || name.startsWith('['), name).toBe(true);
      for (const [name, xml] of Object.entries(parts).filter(([each]) => each.endsWith('.rels'))) {
        const base = name.replace(/_rels\/[^/]+$/, '');
        for (const [, target = ''] of xml.matchAll(/Target="([^"]+)"/g)) expect(Object.keys(parts)).toContain(base + target);
      }
      const ids = [...(parts['word/_rels/document.xml.rels'] ?? '').matchAll(/ Id="([^"]+)"/g)].map(([, id]) => id);
      for (const [, id] of (parts['word/document.xml'] ?? '').matchAll(/r:id="([^"]+)"/g)) expect(ids).toContain(id);
    }
  });

  it('have their elements in the order of the schema, and no drawing has the number of another', async () => {
    const parts = partsOf(await letterDocx(manyParts(), NOW));
    const xml = parts['word/document.xml'] ?? '';
    const check = (element: string, order: readonly string[]) => {
      const all = childrenOf(xml, element);
      expect(all.length).toBeGreaterThan(3);
      for (const names of all) {
        const places = names.map((name) => order.indexOf(name.replace('w:', '')));
        expect(places, names.join(' ')).not.toContain(-1);
        expect([...places].sort((a, b) => a - b)).toEqual(places);
      }
    };
    check('w:pPr', PARAGRAPH_ORDER.split(' '));
    check('w:sectPr', SECTION_ORDER.split(' '));
    const pages = Object.entries(parts).filter(([name]) => /^word\/(?:document|footer\d+)\.xml$/.test(name));
    const ids = pages.flatMap(([, each]) => [...each.matchAll(/<wp:docPr id="(\d+)"/g)].map(([, id]) => id));
    expect(ids.length).toBeGreaterThan(5);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('say page, grid and parity, the fonts with their stand-ins, and who made it when', async () => {
    const parts = partsOf(await letterDocx(letter(), NOW));
    const document = parts['word/document.xml'] ?? '';
    // the first section's text goes below the 版心 on page one (10.1), and its footers push it up on all others
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="14\d\d" w:left="1587"/);
    expect(partsOf(await letterDocx(manyParts(), NOW))['word/document.xml']).toContain('w:right="1474" w:bottom="1984" w:left="1587"');
    expect(document).toContain('<w:docGrid w:linePitch="579"/>');
    expect(document).toContain('<w:titlePg/>');
    expect(parts['word/settings.xml']).toContain('<w:evenAndOddHeaders/>');
    expect(parts['word/fontTable.xml']).toMatch(/w:name="仿宋_GB2312"><w:altName w:val="仿宋,[^"]*FandolFang/);
    expect(parts['docProps/core.xml']).toContain('<dc:title>宁新区行政审批服务局关于推送2026年11月审批信息的函</dc:title>');
    expect(parts['docProps/core.xml']).toContain('<dc:creator>宁新区行政审批服务局</dc:creator>');
    expect(parts['docProps/core.xml']?.match(/2026-11-26T02:30:00\.000Z/g)).toHaveLength(2);
  });

  it('are the same bytes for the same letter and clock, and others for another clock', async () => {
    const [first, second] = [await letterDocx(manyParts(), NOW), await letterDocx(manyParts(), NOW)];
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.compare(first, await letterDocx(manyParts(), new Date(0)))).not.toBe(0);
  });

  it('keep text as text: attack by markup, fields, controls and lone surrogates in every place', async () => {
    const hostile = '</w:t><w:instrText>INCLUDETEXT "file:///etc/passwd"</w:instrText>&\u0000\u0008\u202e\ud800"';
    const content = {
      title: hostile,
      letterhead: hostile,
      recipients: [hostile],
      signatories: [hostile],
      annotation: hostile,
      copies: [hostile],
    };
    const table = { type: 'table' as const, caption: hostile, columns: [{ title: hostile, width: 1 }], rows: [[hostile]] };
    const body = [{ type: 'paragraph' as const, text: hostile }, { type: 'heading' as const, level: 1 as const, text: hostile }, table];
    const parts = partsOf(await letterDocx(letter({ ...content, body, enclosures: [{ title: hostile, blocks: body }] }), NOW));
    for (const [name, xml] of Object.entries(parts)) {
      assertWellFormed(name, xml);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(xml, name).not.toMatch(/[\u0000-\u0008\u202e\ud800]/);
    }
    expect(parts['word/document.xml']).not.toContain('<w:instrText');
    expect(parts['word/document.xml']).toContain('INCLUDETEXT');
  });
});

describe.skipIf(!hasWordPrograms)('as LibreOffice lays it out (skipped where it or poppler is missing)', () => {
  let pdfs: Readonly<Record<string, string>>;
  let pages: Readonly<Record<string, readonly Page[]>>;
  const page = (name: string, number: number): Page => {
    const found = pages[name]?.[number - 1];
    if (!found) throw new Error(`no page ${number} of ${name}`);
    return found;
  };
  const line = ({ lines }: Page, text: string | RegExp) => {
    const found = lines.find((each) => (typeof text === 'string' ? each.text.includes(text) : text.test(each.text)));
    if (!found) throw new Error(`no line ${text} among ${lines.map((each) => each.text).join(' | ')}`);
    return found;
  };
  /** the date, and 署名 above it: the same words as 发文机关标志 */
  const signed = (on: Page) => {
    const at = on.lines.findIndex(({ text }) => /^2026年11月26日$/.test(text));
    const [name, date] = [on.lines[at - 1], on.lines[at]];
    if (!name || !date || name.text !== '宁新区行政审批服务局') throw new Error('no signature');
    return [date, name] as const;
  };
  const ink = (name: string, number: number) => inkOf(pdfs[name] ?? '', number);
  const near = (actual: number | undefined, expected: number, within = 1) => {
    expect(Math.abs((actual ?? Number.NaN) - expected), `${actual} should be ${expected}`).toBeLessThanOrEqual(within);
  };

  beforeAll(async () => {
    const samples = { one: letter(), full: fullPages(), many: manyParts(), crowded: crowded() };
    const files = await Promise.all(Object.entries(samples).map(async ([name, each]) => [name, await letterDocx(each, NOW)] as const));
    pdfs = convertAll(Object.fromEntries(files));
    pages = Object.fromEntries(Object.entries(pdfs).map(([name, pdf]) => [name, pagesOf(pdf)]));
  }, 120_000);

  it('has 发文机关标志 at 30 mm and red double rules of 170 mm, 4 mm below it and at 277 mm (10.1)', () => {
    const { box, bands } = ink('one', 1);
    const rules = bands('red', 20.3, 189.7);
    expect(rules).toHaveLength(4);
    const [thick, thin, upper, lower] = rules.map(({ top, bottom }) => bottom - top);
    for (const each of [thick, lower]) near(each, 0.79, 0.2);
    for (const each of [thin, upper]) near(each, 0.26, 0.2);
    const emblem = box('red', { left: 0, right: 210, top: 0, bottom: (rules[0]?.top ?? 0) - 0.5 });
    near(emblem?.top, 30);
    near(((emblem?.left ?? 0) + (emblem?.right ?? 0)) / 2, 105);
    near((rules[0]?.top ?? 0) - (emblem?.bottom ?? 0), 4);
    near(rules[3]?.bottom, 277, 0.3);
    const across = box('red', { left: 0, right: 210, top: 270, bottom: 280 });
    near(across?.left, 20, 0.3);
    near(across?.right, 190, 0.3);
    // on the first page only
    expect(ink('full', 2).box('red', { left: 0, right: 210, top: 0, bottom: 297 })).toBeUndefined();
  });

  it('has 紧急程度 flush left and 发文字号 flush right, 7/8 of a character below the rule (10.1)', () => {
    const { box, bands } = ink('one', 1);
    const rule = bands('red', 20.3, 189.7)[1]?.bottom ?? 0;
    const row = box('black', { left: 0, right: 210, top: rule + 1, bottom: rule + 14 });
    near(row?.left, 28);
    near(row?.right, 184);
    near((row?.top ?? 0) - rule, 4.94);
    expect(line(page('one', 1), '特急').text).toContain('宁新审函〔2026〕12号');
  });

  it('fills the 版心 with 22 lines of 28 characters (5.2)', () => {
    const lines = page('full', 2).lines.filter(({ text }) => text.startsWith('审') || /^.{28}$/.test(text));
    const text = lines.filter(({ text: each }) => !each.includes('—'));
    expect(text.slice(0, 21).map((each) => [...each.text].length)).toEqual(Array.from({ length: 21 }, () => 28));
    const tops = text.map(({ top }) => top);
    for (const [index, top] of tops.slice(0, 21).entries()) near(top - (tops[0] ?? 0), index * PITCH, 0.1);
    const box = ink('full', 2).box('black', { left: 0, right: 210, top: 0, bottom: 264 });
    near(box?.left, 28);
    near(box?.right, 184);
    // a line of exact pitch has the type in its lower part
    near(box?.top, 37 + 0.8 * PITCH - 0.85 * 5.64);
    expect(page('full', 2).lines.filter(({ top }) => top < 262)).toHaveLength(22);
    expect(box?.bottom).toBeLessThanOrEqual(262);
  });

  it('has the title centred in lines that grow or shrink, two lines below; 主送 one line below it; text 左空二字 (7.3.1–7.3.3)', () => {
    const first = page('one', 1);
    const [upper, lower] = [line(first, '宁新区行政审批服务局关于'), line(first, '审批信息的函')];
    for (const { left, right } of [upper, lower]) near((left + right) / 2, 106, 1.5);
    const number = line(first, '宁新审函');
    // bottoms of the boxes of type: 22 points against 16
    near(lower.bottom - upper.bottom, 35 * (25.4 / 72), 0.3);
    near(upper.bottom - number.bottom, (28.95 * 2.2 + 28 + 0.25 * 6) * (25.4 / 72), 1);
    expect(upper.right - upper.left).not.toBeCloseTo(lower.right - lower.left, 0);
    near(line(first, '宁新区市场监督管理局').left, 28);
    for (const text of ['一、推送范围', '（一）认领', '根据《济宁高新区', '特此函告']) near(line(first, text).left, 28 + 2 * CELL);
  });

  it('with a seal has the date 右空四字 and 署名 centred above it (7.3.5.1)', () => {
    const [date, signature] = signed(page('one', 1));
    near(date.right, 184 - 4 * CELL);
    near((signature.left + signature.right) / 2, 184 - 7.5 * CELL);
    near(date.top - signature.top, PITCH, 0.3);
    near(line(page('one', 1), '（联系人').left, 28 + 2 * CELL);
  });

  it('without a seal has 署名 右空二字 and the date two characters to the right of its beginning (7.3.5.2)', () => {
    const second = pages.many?.find(({ lines }) => lines.some(({ text }) => /^2026年11月26日$/.test(text)));
    if (!second) throw new Error('no date');
    const [date, name] = signed(second);
    near(name.right, 184 - 2 * CELL);
    near(date.left - name.left, 2 * CELL);
  });

  it('aligns the names of 附件说明, and 附件 begin pages with their titles on line 3 (7.3.4, 7.3.7)', () => {
    // it may be torn by the end of a page
    const all = (pages.many ?? []).flatMap(({ lines }) => lines);
    const at = (text: RegExp) => all.findIndex((each) => text.test(each.text));
    near(all[at(/^附件：1\.审批信息清单$/)]?.left, 28 + 2 * CELL);
    near(all[at(/^2\.宁新区/)]?.left, 28 + 5 * CELL);
    near(all[at(/^2\.宁新区/) + 1]?.left, 28 + 6 * CELL);
    const start = pages.many?.find(({ lines }) => lines[0]?.text === '附件1');
    near(start?.lines[0]?.left, 28);
    near((start?.lines[1]?.top ?? 0) - (start?.lines[0]?.top ?? 0), 2 * PITCH, 2);
  });

  it('repeats the heads of tables on every page, and turns pages for landscape 附件 (8)', () => {
    const tables = (pages.many ?? []).filter(({ lines }) => lines.some(({ text }) => text.includes('食品经营许可')));
    expect(tables.length).toBeGreaterThan(5);
    for (const { lines } of tables) expect(lines.filter(({ text }) => /序号.*行政相对人.*审批日期/.test(text))).toHaveLength(1);
    const turned = tables.filter(({ width, height }) => width > height);
    expect(turned.length).toBeGreaterThan(2);
    for (const { width, height } of turned) expect([width, height].map(Math.round)).toEqual([297, 210]);
    const rows = tables.flatMap(({ lines }) => lines.filter(({ text }) => text.includes('食品经营许可')));
    expect(rows).toHaveLength(120);
  });

  it('has page numbers outside, odd pages right, even pages left, none on page one (7.5, 10.1)', () => {
    expect(page('one', 1).lines.filter(({ text }) => /—/.test(text))).toEqual([]);
    const [even, odd] = [line(page('full', 2), /^—2—$/), line(page('full', 3), /^—3—$/)];
    near(even.left, 28 + 4.94);
    near(odd.right, 184 - 4.94);
    // the dash stands 7 mm below the 版心
    near(ink('full', 2).box('black', { left: 28, right: even.left + 3, top: 264, bottom: 280 })?.top, 269);
    const turned = (pages.many ?? []).map((each, index) => [each, index + 1] as const).filter(([{ width, height }]) => width > height);
    for (const [, number] of turned.slice(0, 2)) {
      const box = ink('many', number).box('black', { left: 20, right: 33, top: 0, bottom: 210 });
      near(number % 2 === 0 ? box?.top : box?.bottom, number % 2 === 0 ? 28 + 4.94 : 184 - 4.94, 1.5);
    }
  });

  it('has 抄送 at the foot of the last page, 左右空一字, wrapped lines after the ： (7.4.1)', () => {
    const last = pages.many?.at(-1);
    if (!last) throw new Error('no page');
    near(line(last, '抄送：').left, 28 + 4.94);
    near(last.lines[1]?.left, 28 + 4 * 4.94);
    const box = ink('many', pages.many?.length ?? 0).box('black', { left: 0, right: 210, top: 200, bottom: 264 });
    expect(box?.bottom).toBeGreaterThan(257);
    expect(box?.bottom).toBeLessThanOrEqual(262);
    expect(line(page('one', 1), '抄送：区政府办公室。').bottom).toBeGreaterThan(255);
  });

  it('moves 主送 that leave page one no room to the 版记, and lets it go on on as many pages as it takes (7.3.2)', () => {
    const lines = (pages.crowded ?? []).flatMap((each) => each.lines);
    expect(page('crowded', 1).lines.some(({ text }) => text.includes('第7街道'))).toBe(false);
    expect(lines.some(({ text }) => text.startsWith('主送：'))).toBe(true);
    // a name may go on on the next page, behind the page's number
    const text = lines.map((each) => each.text.replace(/^—\d+—$/, '')).join('');
    for (let index = 1; index <= 120; index += 1) expect(text).toContain(`第${index}街道办事处`);
    for (const { text: each, top, bottom } of lines.filter(({ text: one }) => one.includes('街道办事处'))) {
      expect(top, each).toBeGreaterThan(37);
      expect(bottom, each).toBeLessThan(263);
    }
  });
});
