/** The documents of meetings, measured with poppler and qpdf: 纪要 against GB/T 9704-2012 10.3, every distance within half a millimetre. */
import { describe, expect, it } from 'vitest';
import { type AttendanceSheet, attendanceSheetPdf } from '#shared/documents/attendance-sheet.ts';
import { meetingDocumentPdf } from '#shared/documents/meeting-pdf.ts';
import type { MeetingDocumentContent, MeetingDocumentForm } from '#shared/domain/meeting.ts';
import { meetingDocument } from '#shared/domain/meeting-documents.ts';
import { type Box, IssuedLetter } from './letter-measuring.ts';
import { hasTestFonts, officeFonts } from './letters.ts';
import { APPROVAL, attendance, EMERGENCY, facts, MARKET, person } from './meetings.ts';
import { hasPdfPrograms, isEmbeddedSubset, look, NOW, value } from './sheets.ts';

const CELL = 156 / 28;
const PITCH = 225 / 22;
const SMALL = 14 * (25.4 / 72);
const withoutSpace = (text: string) => text.replace(/\s/g, '');
const paragraph = (text: string) => ({ type: 'paragraph' as const, text });

const content = (form: MeetingDocumentForm, more: Partial<MeetingDocumentContent> = {}) => ({ ...meetingDocument(form, facts()), ...more });

const known = new Map<string, IssuedLetter>();

/** Several tests look at the same paper. */
async function issue(which: MeetingDocumentContent): Promise<IssuedLetter> {
  const key = JSON.stringify(which);
  const issued = known.get(key) ?? new IssuedLetter(value(await meetingDocumentPdf(which, officeFonts, NOW)).bytes);
  known.set(key, issued);
  return issued;
}

function near(actual: number | undefined, expected: number, within = 0.5): void {
  expect(Math.abs((actual ?? Number.NaN) - expected), `${actual} should be ${expected}`).toBeLessThanOrEqual(within);
}

function present(box: Box | undefined): Box {
  if (!box) throw new Error('no ink there');
  return box;
}

const pagesOf = (issued: IssuedLetter) => Number(/^Pages: +(\d+)$/m.exec(issued.info())?.[1]);

describe.skipIf(!hasPdfPrograms || !hasTestFonts)('纪要格式 (skipped without poppler, qpdf or a 仿宋)', () => {
  it('10.3: 标志 red, centred, its top 35 mm below the 版心’s; the number two lines below; 编发机关 左空一字, date 右空一字', async () => {
    const issued = await issue(content('minutes'));
    const page = issued.picture(1);
    const [rule] = page.redRules();
    const emblem = present(page.ink('red', 0, (rule?.top ?? 0) - 1));
    near(emblem.top, 37 + 35);
    near((emblem.left + emblem.right) / 2, 106);
    const number = issued.word(1, '（第3期）');
    near((number.left + number.right) / 2, 106);
    const numberInk = present(page.ink('dark', emblem.bottom, emblem.bottom + 2 * PITCH + 6));
    // two blank lines, and what a 汉字 keeps free above its strokes
    near(numberInk.top - emblem.bottom, 2 * PITCH, 0.6);
    near(issued.word(1, APPROVAL).left, 28 + CELL);
    near(issued.word(1, '2026年11月26日').right, 184 - CELL);
    near(issued.word(1, APPROVAL).top - number.top, 2 * PITCH);
  });

  it('10.3, 7.2.7: one red rule, 4 mm below, as wide as the 版心, on page one only', async () => {
    const issued = await issue(content('minutes'));
    const page = issued.picture(1);
    const rules = page.redRules();
    expect(rules).toHaveLength(1);
    const [rule] = rules;
    const line = present(page.ink('dark', (rule?.top ?? 0) - 12, rule?.top));
    near(rule?.top, line.bottom + 4, 0.6);
    const ink = present(page.ink('red', (rule?.top ?? 0) - 0.3, (rule?.bottom ?? 0) + 0.3));
    near(ink.left, 28);
    near(ink.right, 184);
    expect(issued.picture(2).ink('red')).toBeUndefined();
  });

  it('5.2.3: the text stands on the lines of the page; a full page has 22 lines of 28 characters', async () => {
    const long = paragraph('会议认为监管信息互通共享协同联动高效便民依法'.repeat(100));
    const issued = await issue(content('minutes', { body: [long] }));
    const lines = issued
      .text(2)
      .split('\n')
      .filter((line) => /^[一-龥]+$/.test(line));
    expect(lines.map((line) => line.length)).toEqual(Array(22).fill(28));
    const ink = present(issued.picture(2).ink('dark', 0, 262));
    near(ink.left, 28);
    near(ink.right, 184);
    near(ink.top, 37);
    near(ink.bottom, 37 + 21 * PITCH + 5.64);
    const tops = issued.words(1).filter(({ text }) => text.length === 28);
    const first = issued.words(2).find(({ text }) => text.length === 28)?.top ?? 0;
    for (const { top } of tops) near((top - first) / PITCH, Math.round((top - first) / PITCH), 0.02);
    expect(tops.length).toBeGreaterThan(8);
  });

  it('10.3: 出席, 请假, 列席 one blank line below the text, 左空二字, names aligned after the ：, labels in 黑体', async () => {
    const present_ = [
      { label: '出席', names: Array.from({ length: 30 }, (_, index) => `欧阳${'甲乙丙丁戊己庚辛壬癸'[index % 10]}某`).join('、') },
      { label: '列席', names: `周敏（${MARKET}）` },
    ];
    const { bytes } = value(
      await meetingDocumentPdf(content('minutes', { body: [paragraph('会议议定，如下。')], present: present_ }), officeFonts, NOW),
    );
    const issued = new IssuedLetter(bytes);
    const words = issued.words(1);
    const label = issued.word(1, '出席');
    near(label.left, 28 + 2 * CELL);
    near(issued.word(1, '列席').left, 28 + 2 * CELL);
    const wrapped = words.filter(({ top, text }) => top > label.top + 2 && top < issued.word(1, '列席').top - 2 && text.length > 3);
    expect(wrapped.length).toBeGreaterThan(2);
    near(Math.min(...wrapped.map(({ left }) => left)), 28 + 5 * CELL);
    // the first line of names is one word with its label, whose font has another box
    near(Math.min(...wrapped.map(({ top }) => top)) - issued.word(1, '会议议定').top, 3 * PITCH);
    expect(look(bytes).fonts.join()).toMatch(/NotoSansSC|SourceHanSans|SimHei/i);
  });

  it('7.4: the 版记 ends with the 版心 of the last, even page, between rules of 0.35, 0.25 and 0.35 mm as wide as the 版心', async () => {
    const issued = await issue(content('minutes', { copies: [MARKET, EMERGENCY] }));
    expect(pagesOf(issued)).toBe(2);
    const page = issued.picture(2);
    const box = present(page.ink('dark', 225, 262.6));
    near(box.bottom, 262);
    near(box.left, 28);
    near(box.right, 184);
    near(issued.word(2, '分送').left, 28 + SMALL);
    const words = issued.words(2).filter(({ top }) => top > 240);
    near(words.find(({ text }) => text === APPROVAL)?.left, 28 + SMALL);
    near(words.find(({ text }) => text.endsWith('印发'))?.right, 184 - SMALL);
    expect(withoutSpace(issued.text(2))).toMatch(new RegExp(`分送：${MARKET}，${EMERGENCY}。${APPROVAL}(?:—2—)?2026年11月26日印发`));
    const rules = page.rules('dark').filter(({ top }) => top > 225);
    expect(rules).toHaveLength(3);
    const [upper, middle, lower] = rules.map(({ top, bottom }) => bottom - top);
    for (const [thickness, wanted] of [
      [upper, 0.35],
      [middle, 0.25],
      [lower, 0.35],
    ] as const)
      near(thickness, wanted, 0.15);
  });

  it('7.4, 7.5: where the text ends on page one the 版记 takes page two; behind a blank page neither of them has a number', async () => {
    const short = await issue(content('minutes', { body: [paragraph('会议议定，如下。')] }));
    expect(pagesOf(short)).toBe(2);
    expect(withoutSpace(short.text(1))).toMatch(/—1—$/);
    expect(withoutSpace(short.text(2))).toMatch(/^分送：.*—2—/);
    // two pages of text to the last line
    const full = await issue(
      content('minutes', { body: [paragraph('监'.repeat(28 * 31 - 2))], present: [{ label: '出席', names: '李明' }] }),
    );
    expect(pagesOf(full)).toBe(4);
    expect(withoutSpace(full.text(2))).toMatch(/—2—$/);
    expect(withoutSpace(full.text(3))).toBe('');
    expect(withoutSpace(full.text(4))).toMatch(/^分送[^—]*印发$/);
  });

  it('7.5: every page has its number, the dash 7 mm below the 版心, odd pages 右空一字, even pages 左空一字', async () => {
    const issued = await issue(content('minutes', { body: [paragraph('监'.repeat(28 * 60))] }));
    for (const [page, side] of [
      [1, 'right'],
      [2, 'left'],
      [3, 'right'],
    ] as const) {
      const picture = issued.picture(page);
      const all = present(picture.ink('dark', 263, 290));
      near(side === 'left' ? all.left - 28 : 184 - all.right, SMALL);
      const dash = present(picture.ink('dark', 263, 290, all.left, all.left + 3));
      near((dash.top + dash.bottom) / 2, 269);
    }
  });

  it('a 标志 of 40 characters and 100 分送 still come out whole', async () => {
    const title = `${'宁新区行政审批与监管协调联动工作'.repeat(2)}专题会议纪要`;
    const copies = Array.from({ length: 100 }, (_, index) => `宁新区第${index + 1}街道办事处综合行政执法办公室`);
    const issued = await issue(content('minutes', { title, copies }));
    const all = withoutSpace(issued.text());
    expect(all).toContain(title);
    for (const name of copies) expect(all.replace(/—\d+—/g, '')).toContain(name);
    expect(pagesOf(issued) % 2).toBe(0);
    const emblem = present(issued.picture(1).ink('red', 0, 95));
    near(emblem.top, 72);
    expect(emblem.left).toBeGreaterThan(27);
    expect(emblem.right).toBeLessThan(185);
  });
});

describe.skipIf(!hasPdfPrograms || !hasTestFonts)('会议记录 and 备忘录 (skipped without poppler, qpdf or a 仿宋)', () => {
  it('have the title of 2号小标宋 centred at the top of the 版心, facts in a table as wide as it, all pages numbered', async () => {
    for (const form of ['record', 'memorandum'] as const) {
      const issued = await issue(content(form));
      const title = issued.word(1, '2026年11月审批与监管联络员例会');
      near((title.left + title.right) / 2, 106);
      const page = issued.picture(1);
      near(page.ink('dark', 30, 47)?.top, 37, 1);
      const table = present(page.ink('dark', 55, 80));
      near(table.left, 28);
      near(table.right, 184);
      for (let number = 1; number <= pagesOf(issued); number += 1) {
        expect(withoutSpace(issued.text(number))).toMatch(new RegExp(`—${number}—$`));
      }
    }
  });

  it('a 会议记录 ends with lines for 主持人 and 记录人, a 备忘录 with a place for each party, never alone on a page', async () => {
    const record = await issue(content('record'));
    const last = pagesOf(record);
    const text = withoutSpace(record.text(last));
    expect(text).toMatch(/会议于11时10分结束。主持人（签字）：日期：记录人（签字）：日期：—\d—$/);
    const sign = record.word(last, '主持人（签字）');
    const line = present(record.picture(last).ink('dark', sign.top + 5.4, sign.top + 8, sign.right + 2, 150));
    expect(line.right - line.left).toBeGreaterThan(38);
    const memorandum = await issue(content('memorandum'));
    const end = withoutSpace(memorandum.text(pagesOf(memorandum)));
    expect(end).toContain('各执一份，共同遵守。各方签署：单位（盖章）代表（签字）日期');
    for (const party of [APPROVAL, MARKET, EMERGENCY]) expect(end).toContain(party);
  });

  it('attendance of 300 people goes on over pages, and each page’s part of the table has its upper rule', async () => {
    const people = Array.from({ length: 300 }, (_, index) =>
      person(`欧阳某${index}`, `宁新区第${index % 40}街道办事处`, { position: '副主任' }),
    );
    const long = meetingDocument(
      'record',
      facts({ record: { head: { startedAt: '', endedAt: '', remarks: '', attendance: people }, items: [] } }),
    );
    const issued = await issue(long);
    expect(pagesOf(issued)).toBeGreaterThan(2);
    const all = withoutSpace(issued.text());
    for (const { name } of people) expect(all).toContain(name);
    const top = present(issued.picture(2).ink('dark', 30, 37.6));
    near(top.top, 37);
    near(top.left, 28);
    near(top.right, 184);
  });

  it('has a bookmark for the title and for each heading', async () => {
    const marks = (await issue(content('minutes'))).bookmarks();
    expect(marks).toEqual([
      '审批与监管联络员例会纪要',
      '  一、关于食品经营许可告知承诺核查标准',
      '  二、关于审批信息推送中联系方式填写规范',
    ]);
  });

  it('is PDF 1.4 with all fonts embedded as subsets, clean for qpdf, and the same bytes for the same content and clock', async () => {
    for (const form of ['record', 'minutes', 'memorandum'] as const) {
      const { bytes } = value(await meetingDocumentPdf(content(form), officeFonts, NOW));
      const { info, fonts } = look(bytes);
      expect(info).toMatch(/^PDF version: +1\.4$/m);
      expect(info).toContain(APPROVAL);
      for (const font of fonts) expect(font).toSatisfy(isEmbeddedSubset);
      expect(Buffer.compare(bytes, value(await meetingDocumentPdf(content(form), officeFonts, NOW)).bytes)).toBe(0);
    }
    expect(look(value(await meetingDocumentPdf(content('minutes'), officeFonts, NOW)).bytes).info).toMatch(
      /^Title: +审批与监管联络员例会纪要（第3期）$/m,
    );
  });
});

const sheet = (more: Partial<AttendanceSheet> = {}): AttendanceSheet => ({
  title: '2026年11月审批与监管联络员例会',
  department: APPROVAL,
  facts: [
    ['会议时间', '2026年11月25日9时30分至11时'],
    ['会议地点', '区政务服务中心305会议室'],
  ],
  people: attendance(),
  ...more,
});

describe.skipIf(!hasPdfPrograms || !hasTestFonts)('签到表 (skipped without poppler, qpdf or a 仿宋)', () => {
  const print = async (which: AttendanceSheet) => new IssuedLetter(value(await attendanceSheetPdf(which, officeFonts, NOW)).bytes);

  it('has a row to sign for everybody who is expected, at least 11 mm high, and empty ones to the foot of the page', async () => {
    const issued = await print(sheet());
    expect(pagesOf(issued)).toBe(1);
    const text = withoutSpace(issued.text(1));
    expect(text).toMatch(/签到表会议时间：2026年11月25日9时30分至11时会议地点：区政务服务中心305会议室序号单位姓名职务/);
    expect(text).toContain('联系电话签名');
    for (const { name } of attendance()) expect(text).toContain(name);
    const numbers = issued.words(1).filter(({ text: word, left }) => /^\d+$/.test(word) && left < 40);
    expect(numbers.length).toBeGreaterThan(attendance().length + 3);
    numbers.forEach(({ text: word, top }, index) => {
      expect(word).toBe(String(index + 1));
      if (index > 0) expect(top - (numbers[index - 1]?.top ?? 0)).toBeGreaterThanOrEqual(10.9);
    });
    const foot = present(issued.picture(1).ink('dark', 200, 263)).bottom;
    expect(foot).toBeGreaterThan(262 - 11.5);
    expect(foot).toBeLessThanOrEqual(262.3);
  });

  it('repeats its head on every page', async () => {
    const people = Array.from({ length: 60 }, (_, index) => person(`某${index}`, MARKET));
    const issued = await print(sheet({ people }));
    expect(pagesOf(issued)).toBeGreaterThan(3);
    for (let page = 1; page <= pagesOf(issued); page += 1) expect(withoutSpace(issued.text(page)).split('序号单位姓名')).toHaveLength(2);
  });

  it('lies across where long names of units would take more than two lines', async () => {
    const people = [person('欧阳某', '宁新区第一街道办事处综合行政执法办公室（应急管理办公室）', { position: '副主任' })];
    const issued = await print(sheet({ people }));
    expect(issued.info()).toMatch(/Page +1 size: +841\.89 x 595\.2/);
    expect(issued.text(1)).toContain('宁新区第一街道办事处');
  });
});
