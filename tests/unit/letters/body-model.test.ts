/** The letter's body as it is edited: numbers that follow the order (GB/T 9704 7.3.3), and cells as Excel gives them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blocksOf,
  cellsOf,
  chineseCount,
  converted,
  inserted,
  moved,
  numberOf,
  removed,
  renumbered,
  withCells,
  wordsOf,
} from '#renderer/components/paper/body-model.ts';
import { beginHistory, edited, redone, undone } from '#renderer/components/paper/history.ts';
import { templateOf } from '#renderer/features/letters/save-template-dialog.tsx';
import type { LetterBlock, LetterContent } from '#shared/domain/letter.ts';

type Level = 1 | 2 | 3 | 4;
const heading = (level: Level, text: string): LetterBlock => ({ type: 'heading', level, text });
const paragraph = (text: string): LetterBlock => ({ type: 'paragraph', text });
const texts = (blocks: readonly LetterBlock[]) => blocks.map((block) => (block.type === 'table' ? '表' : block.text));

describe('GB/T 9704 7.3.3: 一、（一）1.（1）', () => {
  it('counts each level on until a higher one begins', () => {
    const blocks = [
      heading(1, '甲'),
      heading(2, '子'),
      heading(3, '丑'),
      heading(4, '寅'),
      heading(4, '卯'),
      heading(2, '辰'),
      heading(3, '巳'),
      heading(1, '乙'),
      heading(2, '午'),
    ];
    expect(texts(renumbered(blocks))).toEqual([
      '一、甲',
      '（一）子',
      '1.丑',
      '（1）寅',
      '（2）卯',
      '（二）辰',
      '1.巳',
      '二、乙',
      '（一）午',
    ]);
  });

  it('moving, adding and taking away number anew; words stay', () => {
    const blocks = renumbered([heading(1, '甲'), paragraph('文'), heading(1, '乙')]);
    expect(texts(moved(blocks, 2, 0))).toEqual(['一、乙', '二、甲', '文']);
    expect(texts(inserted(blocks, 0, heading(1, '丙')))).toEqual(['一、丙', '二、甲', '文', '三、乙']);
    expect(texts(removed(blocks, 0))).toEqual(['文', '一、乙']);
    expect(texts(moved(blocks, 0, 3))).toEqual(texts(blocks));
  });

  it('a heading that becomes a paragraph loses its number, and gets one again', () => {
    const [plain] = [converted(heading(1, '一、情况'), 'paragraph', 1)];
    expect(plain).toEqual(paragraph('情况'));
    expect(texts(renumbered([converted(paragraph('情况'), 'heading', 2)]))).toEqual(['（一）情况']);
  });

  it('never eats words: a year or a measure at the beginning isn’t a number of ours', () => {
    for (const words of ['2026年的工作', '1.5米以上', '一年以内', '十分重要']) expect(wordsOf(words)).toBe(words);
  });

  it('whatever the order, numbering twice changes nothing, and what a heading says stays', () => {
    const block = fc.record({ level: fc.constantFrom<Level>(1, 2, 3, 4), words: fc.stringMatching(/^[甲乙丙丁]{0,5}$/) });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 40 }), fc.nat(40), fc.nat(40), (list, from, to) => {
        const numbered = renumbered(list.map(({ level, words }) => heading(level, words)));
        const after = moved(numbered, from, to);
        expect(renumbered(after)).toEqual(after);
        expect(after.map((each) => (each.type === 'heading' ? wordsOf(each.text) : '')).sort()).toEqual(
          list.map(({ words }) => words).sort(),
        );
        for (const each of after) if (each.type === 'heading') expect(numberOf(each.text)).not.toBe('');
      }),
    );
  });

  it('counts in Chinese as far as letters go', () => {
    expect([1, 9, 10, 11, 20, 21, 99].map(chineseCount)).toEqual(['一', '九', '十', '十一', '二十', '二十一', '九十九']);
  });
});

describe('pasting', () => {
  it('reads cells with tabs, line breaks and quotation marks', () => {
    expect(cellsOf('名称\t数量\r\n"甲\n乙"\t"说""好"""\r\n')).toEqual([
      ['名称', '数量'],
      ['甲\n乙', '说"好"'],
    ]);
    expect(cellsOf('"没有后引号\t二')).toEqual([['"没有后引号', '二']]);
  });

  it('what Excel writes comes back cell by cell', () => {
    const cell = fc.stringMatching(/^[甲乙"\n\t1]{0,6}$/).map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const quoted = (text: string) => (/["\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const written = `${rows.map((row) => row.map(quoted).join('\t')).join('\r\n')}\r\n`;
        expect(cellsOf(written)).toEqual(rows.map((row) => row.map((text) => text.replaceAll('\r\n', '\n'))));
      }),
    );
  });

  it('fills a table from a place on, and makes the rows and columns that are missing', () => {
    const table = { type: 'table' as const, columns: [{ title: '甲', width: 1 }], rows: [['1']] };
    const filled = withCells(table, 0, 1, [['a', 'b'], ['c']]);
    expect(filled.columns).toHaveLength(3);
    expect(filled.rows).toEqual([
      ['1', 'a', 'b'],
      ['', 'c', ''],
    ]);
    expect(withCells(table, -1, 0, [['新名'], ['x']])).toMatchObject({ columns: [{ title: '新名' }], rows: [['x']] });
  });

  it('a cell that changes leaves the other rows the same objects: neither the history nor the screen has them anew', () => {
    const rows = Array.from({ length: 30 }, (_, row) => [String(row), '']);
    const before = { type: 'table' as const, columns: ['甲', '乙'].map((title) => ({ title, width: 1 })), rows };
    const after = withCells(before, 7, 1, [['改']]);
    expect(after.rows[7]).toEqual(['7', '改']);
    expect(before.rows[7]).toEqual(['7', '']);
    expect(after.rows.filter((cells, row) => cells !== before.rows[row])).toHaveLength(1);
    expect(after.columns.every((column, index) => column === before.columns[index])).toBe(true);
  });

  it('lines become paragraphs, cells a table with its head, a word stays a word', () => {
    expect(blocksOf('第一段\n\n第二段')).toEqual([paragraph('第一段'), paragraph('第二段')]);
    expect(blocksOf('甲\t乙\n1\t2')).toMatchObject([{ columns: [{ title: '甲' }, { title: '乙' }], rows: [['1', '2']] }]);
    expect(blocksOf('一个词')).toBeUndefined();
  });
});

describe('undo and redo', () => {
  it('typing on in one part is one step, another part or a pause begins the next', () => {
    let history = beginHistory('');
    history = edited(history, '甲', 'title', 1000);
    history = edited(history, '甲乙', 'title', 1400);
    history = edited(history, '甲乙丙', 'title', 5000);
    history = edited(history, '甲乙丙丁', 'body', 5100);
    const back = [undone(history), undone(undone(history)), undone(undone(undone(history)))];
    expect(back.map(({ present }) => present)).toEqual(['甲乙丙', '甲乙', '']);
    expect(redone(undone(history)).present).toBe('甲乙丙丁');
  });

  it('whatever was done: undone to the beginning and redone to the end', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.constantFrom('', 'title', 'body'), fc.nat(3000))), (steps) => {
        let at = 0;
        let history = beginHistory('begin');
        for (const [value, part, pause] of steps) {
          at += pause;
          history = edited(history, value, part, at);
        }
        const end = history.present;
        for (const _ of steps) history = undone(history);
        expect(history.present).toBe('begin');
        for (const _ of steps) history = redone(history);
        expect(history.present).toBe(end);
      }),
    );
  });
});

describe('own templates', () => {
  it('keep the words, not what belongs to one letter: date, letter answered, files', () => {
    const content: LetterContent = {
      kind: 'reply',
      letterhead: '某局',
      title: '某局关于某事的复函',
      recipients: ['甲局'],
      body: [paragraph('文')],
      enclosures: [{ title: '清单', blocks: [], file: { sha256: 'a'.repeat(64), name: 'a.pdf', size: 1 } }],
      signatories: ['某局'],
      date: '2026-11-26',
      seal: true,
      annotation: '',
      copies: [],
      urgency: '',
      answers: { from: '乙局', title: '来函', number: '' },
    };
    const { date, answers, enclosures, ...rest } = templateOf(content);
    expect([date, answers]).toEqual([undefined, undefined]);
    expect(enclosures).toEqual([{ title: '清单', blocks: [] }]);
    expect(rest.body).toEqual(content.body);
  });
});
