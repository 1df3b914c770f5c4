/** The documents of meetings as Word files: what stands in them, and where LibreOffice puts it (GB/T 9704-2012 10.3). */
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { meetingDocumentDocx } from '#shared/documents/meeting-docx.ts';
import type { MeetingDocumentContent, MeetingDocumentForm } from '#shared/domain/meeting.ts';
import { meetingDocument } from '#shared/domain/meeting-documents.ts';
import { APPROVAL, EMERGENCY, facts, MARKET } from './meetings.ts';
import { NOW } from './sheets.ts';
import { convertAll, hasWordPrograms, inkOf, type Page, pagesOf } from './word-pages.ts';

const CELL = 156 / 28;
const PITCH = (28.95 * 25.4) / 72;
const SMALL = 14 * (25.4 / 72);

const content = (form: MeetingDocumentForm, more: Partial<MeetingDocumentContent> = {}) => ({ ...meetingDocument(form, facts()), ...more });
const paragraph = (text: string) => ({ type: 'paragraph' as const, text });
const partsOf = (bytes: Uint8Array): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));

describe('the parts of a Word file', () => {
  it('say who made it when, and are the same bytes for the same content and clock', async () => {
    const [first, second] = [await meetingDocumentDocx(content('minutes'), NOW), await meetingDocumentDocx(content('minutes'), NOW)];
    expect(Buffer.compare(first, second)).toBe(0);
    const parts = partsOf(first);
    expect(parts['docProps/core.xml']).toContain('<dc:title>审批与监管联络员例会纪要（第3期）</dc:title>');
    expect(parts['docProps/core.xml']).toContain(`<dc:creator>${APPROVAL}</dc:creator>`);
    expect(parts['docProps/core.xml']?.match(/2026-11-26T02:30:00\.000Z/g)).toHaveLength(2);
  });

  it('keep text as text: attack by markup, fields, controls and lone surrogates in every place', async () => {
    const hostile = '</w:t><w:instrText>INCLUDETEXT "file:///etc/passwd"</w:instrText>&\u0000\u0008\u202e\ud800"';
    const table = { type: 'table' as const, caption: hostile, columns: [{ title: hostile, width: 1 }], rows: [[hostile]] };
    const factsOnly = {
      type: 'table' as const,
      columns: [
        { title: '', width: 1 },
        { title: '', width: 4 },
      ],
      rows: [[hostile, `${hostile}\n${hostile}`]],
    };
    const names = { title: hostile, issue: hostile, department: hostile, signatories: [hostile], copies: [hostile] };
    const more = { ...names, present: [{ label: hostile, names: hostile }], body: [paragraph(hostile), table, factsOnly] };
    for (const form of ['record', 'minutes', 'memorandum'] as const) {
      for (const [name, xml] of Object.entries(partsOf(await meetingDocumentDocx(content(form, more), NOW)))) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(xml, name).not.toMatch(/[\u0000-\u0008\u202e\ud800]/);
        expect(xml, name).not.toContain('<w:instrText>INCLUDE');
        expect(xml.replace(/<[^>]*>/g, ''), name).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/);
      }
    }
  });

  it('begin the 版记 of a 纪要 on an even page when the last page has no room for it', async () => {
    const short = partsOf(await meetingDocumentDocx(content('minutes', { body: [paragraph('会议议定，如下。')] }), NOW));
    expect(short['word/document.xml']).toContain('<w:type w:val="evenPage"/>');
    expect(partsOf(await meetingDocumentDocx(content('minutes', { copies: [MARKET] }), NOW))['word/document.xml']).not.toContain(
      'evenPage',
    );
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
  const ink = (name: string, number: number) => inkOf(pdfs[name] ?? '', number);
  const near = (actual: number | undefined, expected: number, within = 1) => {
    expect(Math.abs((actual ?? Number.NaN) - expected), `${actual} should be ${expected}`).toBeLessThanOrEqual(within);
  };

  beforeAll(async () => {
    const samples = {
      minutes: content('minutes', { copies: [MARKET, EMERGENCY] }),
      full: content('minutes', { body: [paragraph('监管'.repeat(28 * 20))] }),
      record: content('record'),
      memorandum: content('memorandum'),
    };
    const files = await Promise.all(
      Object.entries(samples).map(async ([name, each]) => [name, await meetingDocumentDocx(each, NOW)] as const),
    );
    pdfs = convertAll(Object.fromEntries(files));
    pages = Object.fromEntries(Object.entries(pdfs).map(([name, pdf]) => [name, pagesOf(pdf)]));
  }, 120_000);

  it('has the 标志 red at 72 mm, centred, the red rule as wide as the 版心 4 mm below 编发机关 and date (10.3)', () => {
    const { box, bands } = ink('minutes', 1);
    const rules = bands('red', 28.5, 183.5);
    expect(rules).toHaveLength(1);
    const [rule] = rules;
    const emblem = box('red', { left: 0, right: 210, top: 0, bottom: (rule?.top ?? 0) - 0.5 });
    near(emblem?.top, 72);
    near(((emblem?.left ?? 0) + (emblem?.right ?? 0)) / 2, 106);
    const head = box('black', { left: 0, right: 210, top: (rule?.top ?? 0) - 12, bottom: (rule?.top ?? 0) - 0.3 });
    near(rule?.top, (head?.bottom ?? 0) + 4);
    near(head?.left, 28 + CELL);
    near(head?.right, 184 - CELL);
    const across = box('red', { left: 0, right: 210, top: Math.floor(rule?.top ?? 0), bottom: Math.ceil(rule?.bottom ?? 0) });
    near(across?.left, 28, 0.5);
    near(across?.right, 184, 0.5);
    const number = line(page('minutes', 1), '（第3期）');
    near((number.left + number.right) / 2, 106);
  });

  it('has the lines of the PDF’s pages: 22 on a full page, numbers outside from page one on (5.2.3, 7.5)', () => {
    const second = page('full', 2).lines.filter(({ text }) => /^(?:监管){14}$/.test(text));
    expect(second).toHaveLength(22);
    for (const [index, { top }] of second.entries()) near(top - (second[0]?.top ?? 0), index * PITCH, 0.2);
    const first = page('full', 1).lines.filter(({ text }) => /^(?:监管){13,14}$/.test(text));
    expect(first).toHaveLength(11);
    near(line(page('full', 1), /^—1—$/).right, 184 - SMALL);
    near(line(page('full', 2), /^—2—$/).left, 28 + SMALL);
  });

  it('has 出席, 请假, 列席 左空二字, names after the ： (10.3)', () => {
    const last = page('minutes', 2);
    for (const label of ['出席：', '请假：', '列席：']) near(line(last, label).left, 28 + 2 * CELL);
    const at = last.lines.findIndex(({ text }) => text.startsWith('出席：'));
    near(last.lines[at + 1]?.left, 28 + 5 * CELL, 3);
  });

  it('has the 版记 between rules at the foot of the last page (7.4)', () => {
    const last = page('minutes', 2);
    near(line(last, '分送：').left, 28 + SMALL);
    near(line(last, `${APPROVAL}2026年11月26日印发`).left, 28 + SMALL);
    near(line(last, /日印发$/).right, 184 - SMALL);
    const rules = ink('minutes', 2).bands('black', 29, 183);
    expect(rules).toHaveLength(3);
    near(rules[2]?.bottom, 262);
    near((rules[2]?.top ?? 0) - (rules[0]?.top ?? 0), 2 * 9.26);
  });

  it('has facts in a table as wide as the 版心, each name of a party in a line of its own, not spread', () => {
    const first = page('memorandum', 1);
    for (const party of [APPROVAL, MARKET, EMERGENCY]) {
      const words = line(first, new RegExp(`${party}$`));
      expect(words.right).toBeLessThan(120);
    }
    const table = ink('memorandum', 1).box('black', { left: 0, right: 210, top: 58, bottom: 90 });
    near(table?.left, 28);
    near(table?.right, 184);
  });

  it('ends a 会议记录 with lines to sign on, and a 备忘录 with a row for each party', () => {
    const last = pages.record?.at(-1);
    if (!last) throw new Error('no page');
    const [chair, recorder] = [line(last, '主持人（签字）：'), line(last, '记录人（签字）：')];
    near(chair.left, 28 + 2 * CELL);
    near(recorder.top - chair.top, 2 * PITCH);
    near(chair.right, 184);
    const signed = pages.memorandum?.at(-1);
    expect(signed?.lines.map(({ text }) => text).join('')).toMatch(new RegExp(`各方签署：.*${APPROVAL}.*${MARKET}.*${EMERGENCY}`));
    near((signed && line(signed, MARKET).top - line(signed, APPROVAL).top) ?? 0, 18, 1.5);
  });
});
