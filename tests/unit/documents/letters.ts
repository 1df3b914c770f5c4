/** Letters to lay out, and the fonts of a machine that has a 仿宋 and a 楷体. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FontLibrary } from '#electron/fonts.ts';
import type { LetterBlock, LetterContent, LetterToLayOut } from '#shared/domain/letter.ts';
import { installedFont } from '../../../build/bundled-fonts.mjs';
import { testFontFolder } from '../../../build/test-fonts.mjs';

export const hasTestFonts = existsSync(join(testFontFolder, 'FandolFang-Regular.otf'));

/** As on a department's machine; the same library for all, as in the application. */
export const officeFonts = new FontLibrary({ bundled: installedFont, folders: [testFontFolder] });

export const SENTENCE =
  '你局报送的关于进一步加强事中事后监管工作的材料收悉，经会同有关部门认真研究，现将审批信息推送情况和下一步工作安排函告如下，请结合职责抓好落实。';

export function paragraph(text: string): LetterBlock {
  return { type: 'paragraph', text };
}

export function letter(more: Partial<LetterContent> = {}, numbered = true): LetterToLayOut {
  return {
    content: {
      kind: 'inquiry',
      letterhead: '宁新区行政审批服务局',
      title: '关于商请协助核查食品经营许可有关情况的函',
      recipients: ['宁新区市场监督管理局'],
      body: [paragraph(SENTENCE), paragraph('特此函询，请予函复。')],
      enclosures: [],
      signatories: ['宁新区行政审批服务局'],
      date: '2026-11-26',
      seal: true,
      annotation: '',
      copies: [],
      urgency: '',
      ...more,
    },
    number: numbered ? { code: '宁新审函', year: 2026, sequence: 12 } : undefined,
  };
}

/** Full-width characters only, so many that page two is full. */
export function longLetter(): LetterToLayOut {
  return letter({ body: [paragraph('监管信息互通共享协同联动高效便民依法行政'.repeat(150))] });
}

export function tableOf(rows: number, columns = 4): LetterBlock {
  return {
    type: 'table',
    caption: '行政许可事项清单',
    columns: Array.from({ length: columns }, (_, index) => ({
      title: ['序号', '事项名称', '许可证编号', '备注', '联系人'][index % 5] ?? '',
      width: [1, 4, 3, 2, 2][index % 5] ?? 1,
      align: index === 0 ? 'center' : 'left',
    })),
    rows: Array.from({ length: rows }, (_, row) =>
      [`${row + 1}`, `食品经营许可（第${row + 1}号经营场所）`, `JY${13708110000 + row}`, '—', '张三'].slice(0, columns),
    ),
  };
}
