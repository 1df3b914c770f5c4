import fc from 'fast-check';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { normaliseForSearch, SearchIndex } from '#shared/workstation/search-index.ts';

interface Texts {
  readonly texts: readonly string[];
  readonly nameTexts: readonly string[];
}

function indexOf(records: readonly Texts[]): SearchIndex {
  const index = new SearchIndex();
  records.forEach(({ texts, nameTexts }, position) => {
    index.set(position, texts, nameTexts);
  });
  return index;
}

const single = (...texts: string[]): Texts => ({ texts, nameTexts: texts });
const found = (index: SearchIndex, query: string): number[] => [...index.search(query)];

/** Letters of all readings, by pinyin-pro itself; a Latin letter is its own. */
function lettersOf(character: string): readonly string[] {
  if (/^[a-z]$/i.test(character)) return [character.toLowerCase()];
  return pinyin(character, { multiple: true, toneType: 'none', type: 'array', nonZh: 'removed' })
    .map((reading) => reading.normalize('NFD').charAt(0))
    .filter((letter) => /^[a-z]$/.test(letter));
}

function naiveInitials(text: string, word: string): boolean {
  const letters = [...text.normalize('NFKC')].map(lettersOf).filter((list) => list.length > 0);
  return letters.some((_, start) => [...word].every((letter, offset) => letters[start + offset]?.includes(letter) ?? false));
}

/** What search means, said as plainly as possible. */
function naiveSearch(records: readonly Texts[], query: string): number[] {
  const words = query
    .split(/\s+/)
    .map(normaliseForSearch)
    .filter((word) => word !== '');
  return records.flatMap(({ texts, nameTexts }, position) => {
    const hit = words.every(
      (word) =>
        texts.some((text) => normaliseForSearch(text).includes(word)) ||
        (/^[a-z]{2,}$/.test(word) && nameTexts.some((text) => naiveInitials(text, word))),
    );
    return hit ? [position] : [];
  });
}

describe('normaliseForSearch', () => {
  it('treats the ways of writing the same thing alike', () => {
    const number = '济高新审(2026)12号';
    for (const written of ['济高新审〔2026〕12号', '济高新审[2026] 12号', '济高新审【２０２６】１２号', '济高新审（2026）\u300012号']) {
      expect(normaliseForSearch(written)).toBe(number);
    }
    expect(normaliseForSearch('\u200bＡbC\ufeff ①')).toBe('abc1');
  });
});

describe('search', () => {
  const index = indexOf([
    {
      texts: ['济宁高新区恒岳食品有限公司', '食品经营许可', '济高新审〔2026〕12号'],
      nameTexts: ['济宁高新区恒岳食品有限公司', '食品经营许可'],
    },
    { texts: ['重阳长乐商行', '药品经营许可', 'JY13708'], nameTexts: ['重阳长乐商行'] },
    { texts: ['张三', '道路运输经营许可', 'SP-jn-01'], nameTexts: ['张三', '道路运输经营许可'] },
  ]);

  it('finds substrings of any field, whatever the width, case and brackets', () => {
    expect(found(index, '经营许可')).toEqual([0, 1, 2]);
    expect(found(index, '审[２０２６]12')).toEqual([0]);
    expect(found(index, 'jy137')).toEqual([1]);
    expect(found(index, '公司食品')).toEqual([]);
  });

  it('finds nothing across the border of two fields', () => {
    expect(found(index, '有限公司食品')).toEqual([]);
    expect(found(index, 'gssp')).toEqual([]);
    expect(found(index, '公司\uFFFE食品')).toEqual([]);
  });

  it('wants every word', () => {
    expect(found(index, '食品 许可')).toEqual([0]);
    expect(found(index, '许可　张三')).toEqual([2]);
    expect(found(index, '许可 李四')).toEqual([]);
  });

  it('finds names by initials with any reading, and only names', () => {
    expect(found(index, 'hysp')).toEqual([0]);
    expect(found(index, 'cyclsh')).toEqual([1]);
    expect(found(index, 'zyzy')).toEqual([1]);
    expect(found(index, 'SP')).toEqual([0, 2]);
    expect(found(index, 'jyxk')).toEqual([0, 2]);
    expect(found(index, 'jngx 12号')).toEqual([0]);
  });

  it('does not try a single letter as an initial', () => {
    expect(found(index, 'z')).toEqual([]);
    expect(found(index, 'j')).toEqual([1, 2]);
  });

  it('gives everything for an empty query', () => {
    expect(found(index, ' \u3000 ')).toEqual([0, 1, 2]);
    expect(found(new SearchIndex(), '')).toEqual([]);
  });

  it('goes on right from a single letter to initials, where the longer query finds more', () => {
    expect(found(index, 'h')).toEqual([]);
    expect(found(index, 'hy')).toEqual([0]);
  });

  it('sees a replaced record at once', () => {
    const own = indexOf([single('甲店'), single('乙店')]);
    expect(found(own, '甲')).toEqual([0]);
    own.set(1, ['甲二店'], []);
    own.set(2, ['甲三店'], []);
    expect(found(own, '甲')).toEqual([0, 1, 2]);
    expect(found(own, '乙')).toEqual([]);
  });
});

describe('building', () => {
  it('stops at the deadline, says so, and goes on where it stopped', () => {
    const index = indexOf(Array.from({ length: 1000 }, (_, position) => single(`第${position}家食品店`)));
    expect(index.waiting).toBe(1000);
    expect(index.ensureBuilt(0)).toBe(false);
    const left = index.waiting;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(1000);
    expect(index.ensureBuilt()).toBe(true);
    expect(index.waiting).toBe(0);
    expect(index.size).toBe(1000);
    expect(found(index, '999')).toEqual([999]);
  });

  it('is not needed before a search', () => {
    expect(found(indexOf([single('重庆'), single('上海')]), 'zq')).toEqual([0]);
  });
});

describe('against a naive search', () => {
  const character = fc.constantFrom(...'济宁重长行乐单许可证食AbＣ１2〔〕（)[- \u3000\u200b﨑𫟹〇ς');
  const text = fc.array(character, { maxLength: 8 }).map((characters) => characters.join(''));
  const record = fc.record({ texts: fc.array(text, { maxLength: 3 }), nameTexts: fc.array(text, { maxLength: 2 }) });
  const query = fc.array(fc.constantFrom(...'济宁重长行许可Ａb2〔)- jnczhxlyk'), { maxLength: 5 }).map((characters) => characters.join(''));
  const step = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), position: fc.nat({ max: 11 }), record }),
    fc.record({ kind: fc.constant('search' as const), query }),
    fc.record({ kind: fc.constant('type' as const), query }),
  );

  it('finds the same after any changes, for new and for growing queries', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), fc.array(step, { maxLength: 8 }), (start, steps) => {
        const records = [...start];
        const index = indexOf(records);
        for (const next of steps) {
          if (next.kind === 'set') {
            const position = Math.min(next.position, records.length);
            records[position] = next.record;
            index.set(position, next.record.texts, next.record.nameTexts);
          } else {
            const from = next.kind === 'type' ? 1 : next.query.length;
            for (let length = from; length <= next.query.length; length += 1) {
              const typed = next.query.slice(0, length);
              expect(found(index, typed), typed).toEqual(naiveSearch(records, typed));
            }
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
