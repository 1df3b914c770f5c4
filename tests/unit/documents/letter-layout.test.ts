import { describe, expect, it } from 'vitest';
import { FIRST_PAGE_BOTTOM } from '#shared/documents/letter-head.ts';
import { layOutLetter } from '#shared/documents/letter-layout.ts';
import { placeLine, setParagraph } from '#shared/documents/letter-lines.ts';
import { namesIn } from '#shared/documents/letter-names.ts';
import { CELL, LINE_PITCH, MM_PER_POINT, PORTRAIT } from '#shared/documents/letter-page.ts';
import { type PlannedRow, planTable } from '#shared/documents/letter-table.ts';
import { breakTitle } from '#shared/documents/letter-title.ts';
import type { LetterBlock, LetterContent, LetterToLayOut, TableBlock } from '#shared/domain/letter.ts';
import { counts, measure, textOf, textsOf } from './letter-places.ts';
import { letter, paragraph, SENTENCE } from './letters.ts';

const BODY = { role: 'fangsong', size: 16, cell: CELL } as const;
const WIDTH = 156;

const linesOf = (text: string, first = 0) =>
  setParagraph(text, BODY, measure, { width: WIDTH, first }).map(({ runs }) => runs.map((run) => run.text).join(''));

describe('lines', () => {
  it('hold 28 characters, each on its place of the grid, also marks that a font draws narrower', () => {
    const [line] = setParagraph('审'.repeat(5) + '“管”——'.repeat(4) + '联'.repeat(3), BODY, measure, { width: WIDTH });
    const items = line ? placeLine(line, 28, 37) : [];
    expect(items.map(({ text }) => text).join('')).toHaveLength(28);
    expect((items.at(-1)?.x ?? 0) + (items.at(-1)?.width ?? 0)).toBeCloseTo(28 + 27 * CELL + 16 * MM_PER_POINT, 6);
    const positions = items.flatMap(({ text, x, size, tracking }) => {
      let at = x;
      return [...text].map((character) => {
        const place = at;
        at += (measure('fangsong', character) * size + tracking) * MM_PER_POINT;
        return { character, place };
      });
    });
    positions.forEach(({ character, place }, index) => {
      const inCell = place - (28 + index * CELL);
      if (/[审管联]/.test(character)) expect(inCell).toBeCloseTo(0, 6);
      else expect(inCell >= -1e-6 && inCell < CELL).toBe(true);
    });
  });

  it('neither begin with a closing mark nor end with an opening one', () => {
    for (let length = 20; length < 34; length += 1) {
      for (const tail of ['，然后', '。”然后', '（见附件）。', '《办法》规定', '……然后']) {
        const lines = linesOf('审'.repeat(length) + tail + '管'.repeat(40));
        for (const line of lines) {
          expect(line).not.toMatch(/^[，。、；：！？）》」』〕”…]/);
          expect(line).not.toMatch(/[（《「『〔“]$/);
        }
        expect(lines.join('')).toBe('审'.repeat(length) + tail + '管'.repeat(40));
      }
    }
  });

  it('keep numbers, dates, 〔2026〕12号 and Latin words whole', () => {
    for (let length = 15; length < 32; length += 1) {
      for (const whole of ['〔2026〕12号', '2026年', '11月', '26日', 'JY13708110012345', '36.5%', '——']) {
        const text = /[年月日]$/.test(whole) ? '2026年11月26日' : whole;
        const lines = linesOf(`${'审'.repeat(length)}${text}${'管'.repeat(30)}`);
        expect(
          lines.some((line) => line.includes(whole)),
          `${length} ${whole}`,
        ).toBe(true);
      }
    }
  });

  it('have at most 28 characters: what must not begin a line takes the character before it along', () => {
    const text = '审批，监管。（联动）'.repeat(40);
    for (const line of linesOf(text, 2 * CELL)) expect([...line].length).toBeLessThanOrEqual(28);
    expect(linesOf(`${'审'.repeat(28)}。`)).toEqual(['审'.repeat(27), '审。']);
  });

  it('tear neither 代字 from 〔, nor 〔2026〕 from 12号, nor figures, nor figures from their unit, at whatever place they stand', () => {
    const wholes = ['函〔2026〕12号', '12号', '第20条', '3个', '1,234.56万', '36.5%', '2026年', '137.5', 'JY13708110012345', '50 米'];
    const texts = [
      '济高新审函〔2026〕12号',
      '（济高新审函〔2026〕12号）',
      '于第20条、3个工作日',
      '计1,234.56万元',
      '占36.5%，',
      '2026年1月2日',
      '137.5吨',
    ];
    for (let length = 10; length < 32; length += 1) {
      for (const text of [...texts, 'JY13708110012345', '长50 米']) {
        const lines = linesOf(`${'审'.repeat(length)}${text}${'管'.repeat(30)}`);
        for (const whole of wholes.filter((each) => text.includes(each)))
          expect(
            lines.some((line) => line.includes(whole)),
            `${length} ${text}: ${whole}`,
          ).toBe(true);
      }
    }
  });

  it('keep 发文字号, dates and spans of time together where the line ends flush nevertheless, and tear them apart where it would not', () => {
    const firstOf = (length: number, text: string) => linesOf(`${'审'.repeat(length)}${text}${'管'.repeat(30)}`)[0];
    expect(firstOf(25, '（济高新审函〔2026〕12号）')).toBe('审'.repeat(25));
    // half of the line would be empty
    expect(firstOf(19, '（济高新审函〔2026〕12号）')).toBe(`${'审'.repeat(19)}（济高新审`);
    expect(firstOf(25, '3个工作日')).toBe('审'.repeat(25));
    expect(firstOf(21, '2026年11月23日')).toBe(`${'审'.repeat(21)}2026年11月23日`);
    expect(firstOf(24, '2026年11月23日')).toBe(`${'审'.repeat(24)}2026年`);
    expect(firstOf(25, '2026年11月23日')).toBe('审'.repeat(25));
  });

  it('have no gap wider than 0.15 characters: what stays whole leaves the line before it short instead', () => {
    const gapsIn = (text: string) =>
      setParagraph(text, BODY, measure, { width: WIDTH }).map((line) =>
        Math.max(0, ...line.runs.map(({ tracking }) => tracking * MM_PER_POINT)),
      );
    // what 16 pt type gives up to have 28 characters on a line
    const tight = CELL - 16 * MM_PER_POINT;
    let short = 0;
    for (let length = 12; length < 32; length += 1) {
      for (const text of ['审许〔2026〕321号', '91370811DE0000081P', '2026年11月26日', '3个工作日', '，', '”']) {
        const whole = `${'审'.repeat(length)}${text}${'管'.repeat(30)}`;
        for (const gap of gapsIn(whole)) expect(gap, `${length} ${text}`).toBeLessThanOrEqual(0.15 * CELL + tight + 1e-6);
        short += setParagraph(whole, BODY, measure, { width: WIDTH }).filter(({ width }, index) => index === 0 && width < WIDTH - 1).length;
      }
    }
    // both ways occur
    expect(short).toBeGreaterThan(5);
    expect(setParagraph(`${'审'.repeat(25)}3个工作日`, BODY, measure, { width: WIDTH })[0]?.width).toBeCloseTo(WIDTH, 6);
  });

  it('let an address on the web go on after its marks, and a word that is longer than a line anywhere', () => {
    const address = 'https://www.example.gov.cn/affairs/approval/list?id=370800&page=12';
    const lines = linesOf(`${'审'.repeat(20)}${address}${'管'.repeat(20)}`);
    expect(lines.join('')).toContain(address);
    expect(lines[0]).toBe(`${'审'.repeat(20)}https://www.`);
    expect(linesOf('W'.repeat(200)).length).toBeGreaterThan(2);
  });

  it('end flush where they wrap, unless that would tear them apart', () => {
    const lines = setParagraph(`${SENTENCE}其中2026年11月3日接收12345条，占36.5%。`.repeat(3), BODY, measure, { width: WIDTH });
    for (const line of lines.slice(0, -1)) expect(line.width).toBeCloseTo(WIDTH, 6);
  });
});

describe('titles (7.3.1)', () => {
  const style = { role: 'xiaobiaosong', size: 22, cell: 22 * MM_PER_POINT } as const;
  const broken = (title: string) => breakTitle(title, style, measure, WIDTH).map(({ runs }) => runs.map(({ text }) => text).join(''));

  it('stand in one line when they fit, and end lines where their writer wants', () => {
    expect(broken('关于商请协助核查的函')).toEqual(['关于商请协助核查的函']);
    expect(broken('关于商请\n协助核查的函')).toEqual(['关于商请', '协助核查的函']);
  });

  it('tear neither words of letters and figures nor figures from their unit', () => {
    const lines = broken('关于2026年第3批JY1370类许可A/B级食品经营有关事项的函');
    expect(lines.length).toBeGreaterThan(1);
    for (const whole of ['2026年', '3批', 'JY1370', 'A/B']) expect(lines.some((line) => line.includes(whole))).toBe(true);
  });

  it('are broken between words, into no block and no hourglass', () => {
    const title = '关于商请协助核查食品经营许可告知承诺不实情况并函复处理意见以及进一步完善审管联动工作机制有关事项的函';
    const lines = broken(title);
    expect(lines.join('')).toBe(title);
    expect(lines).toHaveLength(3);
    const [one = '', two = '', three = ''] = lines;
    expect(two.length < one.length && two.length < three.length).toBe(false);
    for (const word of ['食品', '许可', '告知', '处理', '意见', '完善', '机制', '事项'])
      expect(lines.some((line) => line.includes(word))).toBe(true);
    expect(new Set(lines.map((line) => line.length)).size).toBeGreaterThan(1);
  });
});

describe('names in titles (7.3.1)', () => {
  const style = { role: 'xiaobiaosong', size: 22, cell: 22 * MM_PER_POINT } as const;
  const broken = ({ content }: LetterToLayOut) =>
    breakTitle(content.title, style, measure, WIDTH, namesIn(content, content.title)).map(({ runs }) =>
      runs.map(({ text }) => text).join(''),
    );
  const sentence = (name: string, more = '') =>
    paragraph(`2026年11月3日，你局对${name}（统一社会信用代码：91370811DE0000081P）作出${more}决定。`);

  it('are not torn, whether the text, a list, an 附件 or the recipients tell them', () => {
    const shop = '济宁高新区和蓼泉超市有限公司';
    const cancel = `关于建议注销${shop}食品经营许可审批决定的函`;
    expect(broken(letter({ title: cancel, body: [paragraph('函。')] }))[0]).not.toContain(shop);
    const told: readonly Partial<LetterContent>[] = [
      { body: [sentence(shop)] },
      { body: [{ type: 'table', columns: [{ title: '行政相对人', width: 1 }], rows: [[shop]] }] },
      { body: [], enclosures: [{ title: `${shop}现场检查笔录`, blocks: [] }] },
      { body: [], recipients: [`${shop}（演示）`] },
    ];
    for (const more of told)
      expect(broken(letter({ title: cancel, ...more }))).toEqual([`关于建议注销${shop}`, '食品经营许可审批决定的函']);
    const diner = letter({ title: '关于建议依法对济宁高新区拾楠笛饭店予以行政处罚的函', body: [sentence('济宁高新区拾楠笛饭店')] });
    expect(broken(diner)).toEqual(['关于建议依法对济宁高新区拾楠笛饭店', '予以行政处罚的函']);
  });

  it('are not torn either in 《》, in quotes and as terms of the field', () => {
    const quoted = letter({
      title: '关于落实宁新区燃气经营许可审批事项告知承诺不实情况的函',
      body: [sentence('某店', '“燃气经营许可审批事项”')],
    });
    expect(broken(quoted).some((line) => line.includes('燃气经营许可审批事项'))).toBe(true);
    const work = letter({ title: '关于印发《宁新区行政审批与监管协调联动办法》的通知和说明' });
    expect(broken(work).some((line) => line.includes('《宁新区行政审批与监管协调联动办法》'))).toBe(true);
    const kitchen = letter({ title: '关于邀请参加济宁高新区示例中央厨房项目食品经营许可联合踏勘的函' });
    for (const term of ['中央厨房', '食品经营许可', '联合踏勘']) expect(broken(kitchen).some((line) => line.includes(term))).toBe(true);
  });

  it('take one line more for that, but not two', () => {
    const [one, two, three] = ['宁新区第一行政审批服务中心', '宁新区第二行政审批服务中心', '宁新区第三行政审批服务中心'];
    const recipients = [one, two, three];
    const more = letter({ title: `关于${one}与${two}联系的函`, recipients });
    expect(broken(letter({ title: more.content.title, recipients: [] }))).toHaveLength(2);
    const lines = broken(more);
    expect(lines.length).toBeLessThanOrEqual(3);
    for (const name of [one, two]) expect(lines.some((line) => line.includes(name))).toBe(true);
    const tooLong = '某'.repeat(19);
    expect(broken(letter({ title: `关于建议注销${tooLong}等事项的函`, recipients: [tooLong] })).join('')).toBe(
      `关于建议注销${tooLong}等事项的函`,
    );
  });
});

describe('signatures (7.3.5)', () => {
  it('take whole paragraphs along, or two lines of one at least: no page begins with the last line of a paragraph that is torn for them', () => {
    let torn = 0;
    let closing = 0;
    for (let lines = 8; lines < 40; lines += 1) {
      for (const enclosures of [[], [{ title: '清单', blocks: [] }]]) {
        const body = [paragraph('甲'.repeat(28 * (lines - 5))), paragraph('乙'.repeat(28 * 4 - 7)), paragraph('特此函告。')];
        const { pages } = layOutLetter(letter({ body, enclosures }), measure);
        const counted = pages.map((page) => textsOf(page).filter(({ text }) => /^[甲乙]+$|^特此函告。$/.test(text)));
        const last = counted.at(-1) ?? [];
        const ofLast = last.filter(({ text }) => text.startsWith('乙')).length;
        // a page that has room for one line more ends for the signature, not because it is full
        const isPulled = (counted.at(-2)?.at(-1)?.baseline ?? 300) + LINE_PITCH < (pages.length === 2 ? FIRST_PAGE_BOTTOM : 262);
        if (isPulled) expect([0, 2, 3, 4]).toContain(ofLast);
        if (isPulled && ofLast === 2) torn += 1;
        if (isPulled && ofLast === 0) closing += 1;
        // 特此函告。 goes alone only where 附件说明 stands below it
        if (enclosures.length === 0) expect(last.length).toBeGreaterThanOrEqual(2);
        else expect(last.length).toBeGreaterThanOrEqual(1);
      }
    }
    expect([torn > 0, closing > 0]).toEqual([true, true]);
  });

  it('never stand alone on a page: at least two lines of the text go along, whatever its length', () => {
    let moved = 0;
    for (let lines = 8; lines < 45; lines += 1) {
      const { pages } = layOutLetter(letter({ body: [paragraph('审'.repeat(28 * lines - 12))] }), measure);
      const last = textsOf(pages.at(-1)).filter(({ size, role }) => size === 16 && role === 'fangsong');
      expect(last.filter(({ text }) => /^审+$/.test(text)).length).toBeGreaterThanOrEqual(2);
      expect(textOf(pages.at(-1))).toContain('2026年11月26日');
      if (pages.length > 1 && last.filter(({ text }) => /^审+$/.test(text)).length === 2) moved += 1;
    }
    expect(moved).toBeGreaterThan(0);
  });

  it('leave room for seals that neither touch each other nor leave the 版心, the first within a line of the text', () => {
    const signatories = ['宁新区行政审批服务局', '宁新区市场监督管理局', '宁新区生态环境局', '宁新区司法局', '宁新区财政局'];
    for (let count = 1; count <= 5; count += 1) {
      const { pages } = layOutLetter(letter({ signatories: signatories.slice(0, count) }), measure);
      const seals = pages.flatMap(({ marks }) => marks.filter(({ kind }) => kind === 'seal'));
      expect(seals).toHaveLength(count);
      for (const seal of seals) expect(seal.x >= 28 && seal.x + seal.width <= 184 && seal.y + seal.height < 272.1).toBe(true);
      const onPages = pages.map(({ marks }) => marks.filter(({ kind }) => kind === 'seal'));
      for (const page of onPages) {
        for (const [index, one] of page.entries()) {
          for (const other of page.slice(index + 1)) {
            expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(42);
          }
        }
      }
      const text = textsOf(pages[0]).find(({ text }) => text.includes('特此函询'));
      const foot = (text?.baseline ?? 0) + 0.12 * 16 * MM_PER_POINT;
      if (onPages[0]?.[0]) expect(onPages[0][0].y - foot).toBeLessThan(LINE_PITCH);
    }
  });
});

describe('tables', () => {
  it('centre heads between words and never stretch what stands in cells; 〔2026〕12号 stays whole where the column has room for it', () => {
    const number = '济高新市监罚〔2026〕122号';
    const columns = [
      { title: '电子文件', width: 3 },
      { title: '法律文书编号', width: 6 },
      { title: '行政审批事项的名称和说明', width: 5 },
      { title: '其他', width: 12 },
    ];
    const table: TableBlock = { type: 'table', columns, rows: [['有电子件', number, '审批内容含2026年11月26日的全部材料说明', '无']] };
    const { head, rows } = planTable(table, PORTRAIT, measure);
    const linesIn = (cell: PlannedRow['cells'][number] | undefined) =>
      cell?.lines.map(({ runs }) => runs.map(({ text }) => text).join('')) ?? [];
    expect(linesIn(head.cells[0])).toEqual(['电子', '文件']);
    expect(linesIn(head.cells[2]).every((line) => !/^[称明]|[名说]$/.test(line))).toBe(true);
    expect(head.cells.every(({ column }) => column.align === 'center')).toBe(true);
    expect(linesIn(rows[0]?.cells[1])).toEqual(['济高新市监罚', '〔2026〕122号']);
    for (const cell of [...head.cells, ...(rows[0]?.cells ?? [])]) {
      for (const line of cell.lines) for (const { tracking } of line.runs) expect(tracking).toBeCloseTo(0, 6);
    }
    const slim = planTable(
      {
        type: 'table',
        columns: [
          { title: '号', width: 1 },
          { title: '其他', width: 6 },
        ],
        rows: [[number, '']],
      },
      PORTRAIT,
      measure,
    );
    expect(linesIn(slim.rows[0]?.cells[0])).toEqual(['济高新市', '监罚', '〔2026〕', '122号']);
  });

  it('let a row that is higher than a page go on on the next ones, each time below the head, with every character', () => {
    const columns = [
      { title: '事项', width: 2 },
      { title: '说明', width: 1 },
    ];
    const table: LetterBlock = {
      type: 'table',
      columns,
      rows: [
        ['前', '前'],
        ['甲'.repeat(2000), '乙'.repeat(1500)],
        ['后', '后'],
      ],
    };
    const { pages } = layOutLetter(letter({ body: [table] }), measure);
    expect(pages.length).toBeGreaterThan(3);
    const withRow = pages.map(textOf).filter((text) => text.includes('乙'));
    expect(withRow.length).toBeGreaterThan(3);
    for (const text of withRow) expect(text.split('事项')).toHaveLength(2);
    const all = counts(pages.map(textOf).join(''));
    expect([all.get('甲'), all.get('乙')]).toEqual([2000, 1500]);
  });
});
