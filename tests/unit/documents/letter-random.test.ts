/** Random letters on their pages: what holds whatever is written (GB/T 9704 5.2, 7.3.5). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutLetter } from '#shared/documents/letter-layout.ts';
import { type LaidOutPage, MM_PER_POINT, type TextItem } from '#shared/documents/letter-page.ts';
import type { LetterBlock, LetterContent, LetterToLayOut } from '#shared/domain/letter.ts';
import { counts, measure, textOf, textsOf } from './letter-places.ts';
import { letter, paragraph, tableOf } from './letters.ts';

describe('random letters', () => {
  const word = fc.constantFrom(
    '审批',
    '监管',
    '，',
    '。',
    '（',
    '）',
    '“',
    '”',
    '——',
    '2026年11月26日',
    'JY1370',
    '〔2026〕12号',
    '祎',
    '《',
    '》',
    ' ',
  );
  const text = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(''));
  const name = fc
    .array(fc.constantFrom('宁新区', '行政审批', '服务局', '市场监督'), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''));
  const table = fc.record({ rows: fc.nat(40), columns: fc.integer({ min: 1, max: 5 }) }).map(({ rows, columns }) => tableOf(rows, columns));
  const heading = fc.record({ type: fc.constant('heading' as const), level: fc.constantFrom(1, 2, 3, 4), text });
  const block: fc.Arbitrary<LetterBlock> = fc.oneof(
    { weight: 5, arbitrary: text.map(paragraph) },
    heading as fc.Arbitrary<LetterBlock>,
    table,
  );
  const content = fc.record({
    letterhead: name,
    title: text,
    recipients: fc.array(name, { maxLength: 40 }),
    body: fc.array(block, { maxLength: 12 }),
    enclosures: fc.array(fc.record({ title: text, blocks: fc.array(block, { maxLength: 4 }), landscape: fc.boolean() }), { maxLength: 4 }),
    signatories: fc.array(name, { maxLength: 5 }),
    seal: fc.boolean(),
    annotation: fc.oneof(fc.constant(''), text),
    copies: fc.array(name, { maxLength: 30 }),
    urgency: fc.constantFrom('', '特急'),
  }) as fc.Arbitrary<Partial<LetterContent>>;
  const letters = fc.tuple(content, fc.boolean()).map(([more, numbered]) => letter(more, numbered));
  const laidOut = (check: (pages: readonly LaidOutPage[], which: LetterToLayOut) => void) =>
    fc.assert(
      fc.property(letters, (which) => check(layOutLetter(which, measure).pages, which)),
      { numRuns: 150 },
    );

  it('have nothing outside the page or in its margins', () => {
    laidOut((pages) => {
      for (const { width, height, items } of pages) {
        for (const item of items) {
          const [right, bottom] = item.kind === 'text' ? [item.x + (item.turned ? 0 : item.width), item.baseline] : [item.x, item.y];
          expect(item.x >= 19.9 && right <= width - 19.9 && bottom > 25.9 && bottom <= height - 19).toBe(true);
        }
      }
    });
  });

  it('have all their text inside the 版心, but 标志 and page numbers, and on page one above 7/8 of a character from the rule (5.2, 10.1)', () => {
    laidOut((pages) => {
      for (const { width, height, items } of pages) {
        const isLandscape = width > height;
        for (const { kind, ...item } of items) {
          if (kind !== 'text' || !('role' in item) || item.turned || item.colour === 'red' || item.role === 'song') continue;
          const [left, right] = isLandscape ? [35, 260] : [28, 184];
          const lowest = isLandscape ? 184 : pages[0]?.items === items ? 270.7 : 262;
          const { text, x, baseline, size } = item;
          const foot = baseline + 0.12 * size * MM_PER_POINT;
          // 28 characters of 3号 have 0.07 mm less than their em each
          const isInside = x >= left - 0.01 && x + item.width <= right + 0.08 && foot <= lowest + 0.01;
          if (!isInside) throw new Error(`${text} ${x} ${x + item.width} ${foot}`);
        }
      }
    });
  });

  it('have at most 22 lines on a page but the first, and never a date without text above it (5.2.3, 7.3.5.1)', () => {
    laidOut((pages, { content }) => {
      pages.forEach((page, index) => {
        const lines = new Set(
          textsOf(page)
            .filter(({ size }) => size === 16)
            .map(({ baseline }) => baseline.toFixed(3)),
        );
        if (index > 0) expect(lines.size).toBeLessThanOrEqual(22);
        const date = textsOf(page).find(({ text }) => text === '2026年11月26日' && content.body.length > 0);
        const seals = page.marks.filter(({ kind }) => kind === 'seal').length;
        if (date && seals > 0) expect(lines.size).toBeGreaterThan(1);
      });
    });
  });

  it('have no text over other text', () => {
    laidOut((pages) => {
      for (const page of pages) {
        const boxes = textsOf(page)
          .filter(({ turned }) => !turned)
          .map(boxOf);
        for (const [index, one] of boxes.entries()) {
          for (const other of boxes.slice(index + 1)) {
            const over = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const under = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            if (over > 0.1 && under > 0.02) throw new Error(`${one.text} | ${other.text}`);
          }
        }
      }
    });
  });

  it('hold every character of their content, as often as it stands there', () => {
    laidOut((pages, { content }) => {
      const drawn = counts(pages.map(textOf).join(''));
      const blocks = [...content.body, ...content.enclosures.flatMap(({ blocks }) => blocks)];
      const parts = [
        content.title,
        content.letterhead,
        ...content.recipients,
        ...content.signatories,
        ...content.copies,
        content.annotation,
      ];
      const enclosed = content.enclosures.flatMap(({ title, blocks }) => (blocks.length > 0 ? [title, title] : [title]));
      const cells = blocks.flatMap((each) => (each.type === 'table' ? each.rows.flat() : [each.text]));
      for (const [character, count] of counts([...parts, ...enclosed, ...cells].join(''))) {
        expect(drawn.get(character) ?? 0, character).toBeGreaterThanOrEqual(count);
      }
    });
  });
});

/** Without the blank half of marks at its ends: the neighbour in the line may use that. */
function boxOf({ text, x, width, baseline, size }: TextItem) {
  const em = size * MM_PER_POINT;
  const left = x + (/^[（《「『〔【“‘]/.test(text) ? em / 2 : 0);
  const right = x + width - (/[，。、；：！？）》」』〕】”’]$/.test(text) ? em / 2 : 0);
  return { text, left, right, top: baseline - 0.88 * em, bottom: baseline + 0.12 * em };
}
