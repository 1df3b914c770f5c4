/** Everything that is issued, signed or filed is PDF/A-1b (ISO 19005-1): letters of all shapes, the documents of meetings and the one-page sheets. */
import { beforeAll, describe, expect, it } from 'vitest';
import { attendanceSheetPdf } from '#shared/documents/attendance-sheet.ts';
import { deliveryReceiptPdf } from '#shared/documents/delivery-receipt.ts';
import { handoverSheetPdf } from '#shared/documents/handover-sheet.ts';
import { keySheetPdf } from '#shared/documents/key-sheet.ts';
import { letterPdf } from '#shared/documents/letter-pdf.ts';
import { meetingDocumentPdf } from '#shared/documents/meeting-pdf.ts';
import type { LetterContent } from '#shared/domain/letter.ts';
import type { MeetingDocumentForm } from '#shared/domain/meeting.ts';
import { meetingDocument } from '#shared/domain/meeting-documents.ts';
import { withTransferPapers } from '#shared/workstation/handling/transfer-papers.ts';
import { bundledFonts } from '../../../build/node-workstation.ts';
import { letter, longLetter, officeFonts, paragraph, SENTENCE, tableOf } from './letters.ts';
import { facts } from './meetings.ts';
import { expectsPreflight, preflight } from './preflight.ts';
import { handoverInput, keySheetInput, NOW, value } from './sheets.ts';

const heading = { type: 'heading', level: 2, text: '（一）情况' } as const;

/** 移送清单 and 卷内目录 over more than a page each */
function caseLetter(): LetterContent {
  const items = Array.from({ length: 30 }, (_, index) => ({
    documentNumber: `宁新市监罚〔2026〕${index + 1}号`,
    author: '宁新区市场监督管理局',
    title: `现场检查笔录（第${index + 1}次检查）`,
    date: '2026-11-02',
    pages: index + 1,
    remarks: '',
  }));
  return withTransferPapers(letter().content, items);
}

async function letterBytes(content: Partial<LetterContent>, fonts = officeFonts): Promise<Uint8Array> {
  return value(await letterPdf(letter(content), fonts, NOW)).bytes;
}

async function meetingBytes(form: MeetingDocumentForm): Promise<Uint8Array> {
  return value(await meetingDocumentPdf(meetingDocument(form, facts()), officeFonts, NOW)).bytes;
}

const department = '宁新区第一街道办事处综合行政执法办公室（应急管理办公室）';
const wideSheet = {
  title: '例会',
  department,
  facts: [['会议地点', '三楼会议室']] as const,
  people: [{ department, name: '赵祎', position: '' }],
};

const receipt = {
  from: '宁新区市场监督管理局',
  to: '宁新区行政审批服务局',
  title: '关于移送有关案卷材料的函',
  number: '宁新市监函〔2026〕3号',
  date: '2026-11-20',
  items: 30,
  pages: 465,
  checked: undefined,
  now: NOW,
};
const checked = { receivedBy: '赵祎', receivedOn: '2026-11-23', note: '请补送', differences: ['第 2 项 现场检查笔录：缺失'] };

const FILES: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  'a letter with headings and a table': () => letterBytes({ body: [heading, paragraph(SENTENCE), tableOf(60)] }),
  'a letter with 附件 upright and landscape, 抄送, 紧急程度': () =>
    letterBytes({
      enclosures: [
        { title: '清单', blocks: [tableOf(40)], landscape: true },
        { title: '说明', blocks: [paragraph(SENTENCE)] },
      ],
      copies: ['宁新区司法局'],
      urgency: '加急',
    }),
  'a letter with characters that the 仿宋 lacks, and one that no font has': () => letterBytes({ body: [paragraph(`祎、玥、𠮷“A”——😀`)] }),
  'a letter of several full pages': async () => value(await letterPdf(longLetter(), officeFonts, NOW)).bytes,
  'a letter with the fonts that ship': () => letterBytes({ body: [paragraph(SENTENCE), tableOf(3)] }, bundledFonts()),
  案卷移送清单和卷内目录: () => letterBytes(caseLetter()),
  送达回证: async () => value(await deliveryReceiptPdf(receipt, officeFonts)),
  '送达回证 with what was missing': async () => value(await deliveryReceiptPdf({ ...receipt, checked }, officeFonts)),
  交接单: async () => value(await handoverSheetPdf(handoverInput(), officeFonts)),
  密钥确认单: async () => value(await keySheetPdf(keySheetInput(), officeFonts)),
  会议记录: () => meetingBytes('record'),
  会议纪要: () => meetingBytes('minutes'),
  备忘录: () => meetingBytes('memorandum'),
  '签到表 across': async () => value(await attendanceSheetPdf(wideSheet, officeFonts, NOW)).bytes,
};

/** The same file as nobody would accept it: its metadata don't say what it is. */
const spoiled = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('pdfaid', 'pdfaix'), 'latin1');

describe.skipIf(!expectsPreflight)('PDF/A-1b (skipped off Debian where PDFBox preflight is not installed)', () => {
  let verdicts: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    const files: [string, Uint8Array][] = [];
    for (const [name, make] of Object.entries(FILES)) files.push([name, await make()]);
    const [, first = new Uint8Array()] = files[0] ?? [];
    files.push(['spoiled', spoiled(first)]);
    const found = preflight(files.map(([, bytes]) => bytes));
    verdicts = new Map(files.map(([name], index) => [name, found[index] ?? ['not looked at']]));
  }, 60_000);

  it.each(Object.keys(FILES))('holds for %s', (name) => {
    expect(verdicts.get(name)).toEqual([]);
  });

  it('is denied to a file that does not say that it is', () => {
    expect(verdicts.get('spoiled')?.join()).toContain('PDFAIdentificationSchema');
  });
});
