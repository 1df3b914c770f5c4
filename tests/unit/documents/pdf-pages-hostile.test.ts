/**
 * Evidence files come from others, and their pages are counted in the process that holds the keys: no file may cost more than
 * its size. Computing time, not the clock, so that a busy machine says the same.
 */
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { MOST_PDF_BYTES, pdfPageCount } from '#shared/documents/pdf-pages.ts';

const MEGABYTE = 1024 * 1024;
const MOST_CPU_MS = 3000;
const MOST_MEMORY = 400 * MEGABYTE;

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const HEAD = '%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n';
const TAIL = '\ntrailer <</Root 1 0 R>>';
const withTree = (nodes: string) => bytes(`${HEAD}${nodes}${TAIL}`);

function objectStream(content: Uint8Array, first: number): Buffer {
  const head = bytes(`\n9 0 obj <</Type /ObjStm /N 1 /First ${first} /Filter /FlateDecode>>stream\n`);
  return Buffer.concat([head, zlibSync(content), bytes('\nendstream endobj')]);
}

function junk(size: number): Uint8Array {
  const made = new Uint8Array(size);
  for (let index = 0, state = 1; index < size; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    made[index] = state >>> 24;
  }
  return made;
}

const kids = (numbers: readonly number[]) => numbers.map((number) => `${number} 0 R`).join(' ');
const numbered = (count: number, node: (number: number) => string) =>
  Array.from({ length: count }, (_, index) => node(index + 2)).join('\n');

const HOSTILE: Readonly<Record<string, () => Uint8Array>> = {
  'half a million objects that never end': () => bytes(`%PDF-1.7\n${'1 0 obj '.repeat(500_000)}`),
  'object streams that all reach to the end of the file': () =>
    bytes(`%PDF-1.7\n${'1 0 obj<</Type/ObjStm/FlateDecode>>stream\n'.repeat(50_000)}endstream${TAIL}`),
  'a hundred object streams of 60 MB each': () => {
    const bomb = objectStream(new Uint8Array(60 * MEGABYTE), 4);
    return Buffer.concat([bytes(HEAD), ...Array.from({ length: 100 }, () => bomb)]);
  },
  'an object stream with a hundred thousand objects at one place': () => {
    const pairs = `${Array.from({ length: 100_000 }, (_, index) => `${index} 0`).join(' ')} `;
    return Buffer.concat([bytes(HEAD), objectStream(bytes(pairs + 'x'.repeat(28 * MEGABYTE)), pairs.length), bytes(TAIL)]);
  },
  'an object stream of nothing but numbers': () =>
    Buffer.concat([bytes(HEAD), objectStream(bytes('1 '.repeat(14 * MEGABYTE)), 28 * MEGABYTE), bytes(TAIL)]),
  'a page tree two hundred thousand levels deep': () =>
    withTree(numbered(200_000, (number) => `${number} 0 obj<</Kids[${number + 1} 0 R]>>endobj`)),
  'a page tree whose nodes have each other': () =>
    withTree(
      numbered(9000, (number) => `${number} 0 obj<</Kids[${kids(Array.from({ length: 50 }, (_, next) => number + 1 + next))}]>>endobj`),
    ),
  'a million kids': () => withTree(`2 0 obj<</Kids[${'3 0 R '.repeat(1_000_000)}]>>endobj`),
  'ten thousand and one pages': () =>
    withTree(
      `2 0 obj<</Kids[${kids(Array.from({ length: 10_001 }, (_, index) => index + 3))}]>>endobj\n${numbered(10_003, (number) => (number > 2 ? `${number} 0 obj<</Type/Page>>endobj` : ''))}`,
    ),
  'millions of roots': () => bytes(`%PDF-1.7\n${'/Root 1 0 R '.repeat(2_000_000)}`),
  'millions of roots that are none': () => bytes(`%PDF-1.7\n${`/Root${' '.repeat(20)}1234567890${' '.repeat(20)}`.repeat(500_000)}`),
  'digits without end': () => bytes(`%PDF-1.7\n${'1'.repeat(30 * MEGABYTE)}`),
  'numbers without end': () => bytes(`%PDF-1.7\n${'1234567890 12345 '.repeat(2_000_000)}`),
  'the largest file that is looked at, all junk': () => Buffer.concat([bytes(HEAD), junk(MOST_PDF_BYTES - 1000)]),
  '200 MB of junk': () => new Uint8Array(200 * MEGABYTE),
};

describe('counting the pages of a file that is made to hurt', () => {
  it.each(Object.entries(HOSTILE))(
    '%s: in bounded time and memory',
    (_name, make) => {
      const file = make();
      const [cpu, memory] = [process.cpuUsage(), process.resourceUsage().maxRSS];
      expect(pdfPageCount(file)).toBeOneOf([undefined, 1]);
      const { user, system } = process.cpuUsage(cpu);
      expect((user + system) / 1000).toBeLessThan(MOST_CPU_MS);
      expect((process.resourceUsage().maxRSS - memory) * 1024).toBeLessThan(MOST_MEMORY);
    },
    60_000,
  );

  it('what comes after a bomb in the same file is still looked at, but nothing more is inflated', () => {
    const page = '2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Type/Page>>endobj';
    const bomb = objectStream(new Uint8Array(60 * MEGABYTE), 4);
    expect(pdfPageCount(Buffer.concat([bytes(HEAD), bomb, bytes(page), bytes(TAIL)]))).toBe(1);
    const inside = '2 0 3 19 ';
    const hidden = objectStream(bytes(`${inside}<</Kids[3 0 R]>>  <</Type/Page>>`), inside.length);
    expect(pdfPageCount(Buffer.concat([bytes(HEAD), hidden, bytes(TAIL)]))).toBe(1);
    expect(pdfPageCount(Buffer.concat([bytes(HEAD), bomb, hidden, bytes(TAIL)]))).toBeUndefined();
  });
});
