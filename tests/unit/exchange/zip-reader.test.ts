import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attempt, type Result } from '#shared/domain/result.ts';
import { sourceOfBytes } from '#shared/exchange/byte-source.ts';
import { readWhole } from '#shared/exchange/zip-content.ts';
import { readZip } from '#shared/exchange/zip-reader.ts';
import { concat, type RawEnd, type RawEntry, rawZip } from './raw-zip.ts';

/** Opens and reads everything: name → content as Latin-1 text. */
function open(bytes: Uint8Array): Promise<Result<Record<string, string>>> {
  return attempt(async () => {
    const archive = await readZip(sourceOfBytes(bytes));
    const contents: Record<string, string> = {};
    for (const entry of archive.entries) contents[entry.name] = Buffer.from(await readWhole(archive, entry)).toString('latin1');
    return contents;
  });
}

async function codeOf(entries: readonly RawEntry[], end?: RawEnd): Promise<string> {
  const opened = await open(await rawZip(entries, end));
  if (opened.ok) return 'opened';
  expect(opened.error.message).toMatch(/。$/);
  expect(opened.error.at?.path).toBeTruthy();
  return opened.error.code;
}

const A: RawEntry = { name: 'p/a.txt', content: 'alpha' };
const B: RawEntry = { name: 'p/b.txt', content: 'beta '.repeat(50), deflate: true };
const bytes = (...values: number[]) => Uint8Array.from(values);

describe('ZIP gate: what it lets in', () => {
  it('reads stored and deflated entries, folders, and harmless extra fields', async () => {
    const times = bytes(0x55, 0x54, 5, 0, 3, 1, 2, 3, 4);
    const zip = await rawZip([
      { name: 'p/', attributes: 0x41ed0010 },
      { ...A, extra: times },
      { ...B, flags: 2 },
      { name: 'p/空 文件.txt' },
    ]);
    expect(await open(zip)).toEqual({
      ok: true,
      value: { 'p/': '', 'p/a.txt': 'alpha', 'p/b.txt': 'beta '.repeat(50), 'p/空 文件.txt': '' },
    });
  });

  it('inflates whatever zlib deflates, at any level and size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 40_000 }),
            fc.nat(255).map((byte) => new Uint8Array(900).fill(byte)),
          ),
          { maxLength: 4 },
        ),
        fc.integer({ min: 0, max: 9 }),
        async (parts, level) => {
          const content = concat(...parts, bytes(1, 2, 3));
          const raw = new Uint8Array(deflateRawSync(content, { level }));
          fc.pre(content.length <= raw.length * 100);
          const zip = await rawZip([{ name: 'a', content, raw, method: 8 }]);
          expect(await open(zip)).toEqual({ ok: true, value: { a: Buffer.from(content).toString('latin1') } });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('ZIP gate: names, each refused on every system', () => {
  const cases: readonly (readonly [name: string, code: string])[] = [
    ['/etc/passwd', 'name-absolute'],
    ['//server/share', 'name-absolute'],
    ['../up', 'name-dots'],
    ['p/../../up', 'name-dots'],
    ['p/./a', 'name-dots'],
    ['..', 'name-dots'],
    ['p//a', 'name-segment'],
    ['p/a//', 'name-segment'],
    ['..\\up', 'name-backslash'],
    ['\\\\server\\share', 'name-backslash'],
    ['C:\\a', 'name-backslash'],
    ['C:/a', 'name-drive'],
    ['c:a', 'name-drive'],
    ['p/a.txt:stream', 'name-stream'],
    ['p/a\0.txt', 'name-control'],
    ['p/a\n', 'name-control'],
    ['p/\u{7f}', 'name-control'],
    ['p/\u{85}', 'name-control'],
    ['p/\u{202e}gpj.exe', 'name-control'],
    ['p/\u{200d}a', 'name-control'],
    ['\u{feff}p/a', 'name-control'],
    ['p/CON', 'name-device'],
    ['p/con.txt', 'name-device'],
    ['p/Aux .tar.gz', 'name-device'],
    ['NUL/a', 'name-device'],
    ['p/COM1', 'name-device'],
    ['p/lpt9.log', 'name-device'],
    ['p/COM¹', 'name-device'],
    ['p/CONIN$', 'name-device'],
    ['p/a.', 'name-trailing'],
    ['p/a ', 'name-trailing'],
    ['p /a', 'name-trailing'],
    ['p/...', 'name-trailing'],
    ['p/a?', 'name-character'],
    ['p/<a>', 'name-character'],
    ['p/"', 'name-character'],
    ['p/a|b', 'name-character'],
    ['', 'name-empty'],
    [`p/${'长'.repeat(90)}`, 'name-too-long'],
    ['a/'.repeat(300), 'name-too-long'],
  ];
  it.each(cases)('%j', async (name, code) => {
    expect(await codeOf([A, { name, content: 'x' }])).toBe(`package.zip.${code}`);
  });

  it('lets ordinary names pass', async () => {
    for (const name of ['p/交接单（一）.pdf', 'p/a b.txt', 'p/.hidden', 'p/console.txt', 'p/COM10', 'p/a..b', 'p/100%']) {
      expect(await codeOf([{ name, content: 'x' }]), name).toBe('opened');
    }
  });

  const pairs: readonly (readonly [left: string, right: string, code: string])[] = [
    ['p/a', 'p/a', 'name-duplicate'],
    ['p/a', 'p/A', 'name-collision'],
    ['p/é', 'p/e\u{301}', 'name-collision'],
    ['p/straße', 'p/STRASSE', 'name-collision'],
    ['p/\u{212a}', 'p/k', 'name-collision'],
    ['p/a', 'p/a/b', 'name-collision'],
    ['p/A', 'p/a/b', 'name-collision'],
    ['p/a/x', 'P/a/y', 'name-collision'],
    ['p/a/', 'p/a', 'name-collision'],
    ['p/a/', 'p/a/', 'name-duplicate'],
  ];
  it.each(pairs)('%j beside %j', async (left, right, code) => {
    expect(await codeOf([{ name: left }, { name: right }])).toBe(`package.zip.${code}`);
    expect(await codeOf([{ name: right }, { name: left }])).toBe(`package.zip.${code}`);
  });

  it('names that are not UTF-8, or not ASCII without the UTF-8 flag', async () => {
    expect(await codeOf([{ name: bytes(0x61, 0xff), flags: 0x0800 }])).toBe('package.zip.name-encoding');
    expect(await codeOf([{ name: bytes(0xb2, 0xe2), flags: 0 }])).toBe('package.zip.name-encoding');
    expect(await codeOf([{ name: bytes(0xc0, 0xaf, 0x61), flags: 0x0800 }])).toBe('package.zip.name-encoding'); // overlong /
    expect(await codeOf([{ name: bytes(0xed, 0xa0, 0x80), flags: 0x0800 }])).toBe('package.zip.name-encoding'); // surrogate
  });

  it('shows a hostile name without its control characters', async () => {
    const opened = await open(await rawZip([{ name: 'p/\u{1b}[31m\u{202e}x' }]));
    if (opened.ok) throw new Error('opened');
    expect(opened.error.at?.path).toBe('p/\u{FFFD}[31m\u{FFFD}x');
    expect(opened.error.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('ZIP gate: kinds, flags and methods', () => {
  const cases: readonly (readonly [what: string, entry: Partial<RawEntry>, code: string])[] = [
    ['a symbolic link', { attributes: 0xa1ff0000 }, 'special-entry'],
    ['a device', { attributes: 0x21800000 }, 'special-entry'],
    ['a pipe', { attributes: 0x11800000 }, 'special-entry'],
    ['a socket', { attributes: 0xc1800000 }, 'special-entry'],
    ['a folder that claims to be a file', { attributes: 0x10 }, 'special-entry'],
    ['a volume label', { attributes: 0x08 }, 'special-entry'],
    ['a reparse point', { attributes: 0x400 }, 'special-entry'],
    ['traditional encryption', { flags: 1 }, 'encrypted'],
    ['strong encryption', { flags: 0x40 }, 'encrypted'],
    ['masked headers', { flags: 0x2000 }, 'encrypted'],
    ['a data descriptor', { flags: 8 }, 'data-descriptor'],
    ['patched data', { flags: 0x20 }, 'flags'],
    ['a reserved flag', { flags: 0x8000 }, 'flags'],
    ['bzip2', { method: 12 }, 'method'],
    ['AES', { method: 99 }, 'method'],
    ['a comment', { comment: bytes(0x61) }, 'entry-comment'],
    ['another disk', { disk: 1 }, 'multi-disk'],
    ['a zip64 extra field', { extra: bytes(1, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0) }, 'extra-field'],
    ['a second name', { extra: bytes(0x75, 0x70, 1, 0, 1) }, 'extra-field'],
    ['a second name, centrally', { centralExtra: bytes(0x75, 0x70, 1, 0, 1) }, 'extra-field'],
    ['an extra field that is too long', { extra: bytes(0x55, 0x54, 9, 0, 1) }, 'extra-field'],
    ['half an extra field', { extra: bytes(0x55, 0x54, 0) }, 'extra-field'],
    ['zip64 sizes', { size: 0xffffffff, compressedSize: 0xffffffff }, 'zip64'],
    ['two sizes of a stored entry', { size: 4 }, 'stored-size'],
    ['an empty deflate stream', { method: 8, raw: bytes(), size: 0 }, 'inflate'],
  ];
  it.each(cases)('refuses %s', async (_what, fields, code) => {
    expect(await codeOf([B, { ...A, ...fields }])).toBe(`package.zip.${code}`);
  });

  it('refuses a folder with content', async () => {
    expect(await codeOf([{ name: 'p/', content: 'x' }])).toBe('package.zip.directory-size');
  });
});

describe('ZIP gate: local header ≠ central directory', () => {
  const cases: readonly (readonly [what: string, local: NonNullable<RawEntry['local']>])[] = [
    ['name', { name: 'p/x.txt' }],
    ['longer name', { name: 'p/a.txt.exe' }],
    ['shorter name', { name: 'p/a' }],
    ['flags', { flags: 2 }],
    ['method', { method: 8 }],
    ['time', { time: 1 }],
    ['CRC-32', { crc32: 1 }],
    ['size', { size: 4 }],
    ['compressed size', { compressedSize: 4 }],
  ];
  it.each(cases)('refuses another %s', async (_what, local) => {
    expect(await codeOf([{ ...A, local }, B])).toMatch(/^package\.zip\.(header-mismatch|overlap)$/);
    expect(await codeOf([B, { ...A, local }])).toMatch(/^package\.zip\.(header-mismatch|overlap)$/);
  });

  it('refuses another mark', async () => {
    expect(await codeOf([{ ...A, localSignature: 0x08074b50 }])).toBe('package.zip.header-mismatch');
  });
});

describe('ZIP gate: every byte belongs to one thing', () => {
  const junk = new TextEncoder().encode('#!/bin/sh\n');
  it.each([
    ['bytes in front, offsets adjusted', [A, B], { prefix: junk }, 'prefix-bytes'],
    ['bytes between entries', [A, { ...B, before: junk }], {}, 'gap'],
    ['bytes before the directory', [A, B], { beforeDirectory: junk }, 'gap'],
    ['bytes after the directory', [A, B], { beforeEnd: junk }, 'directory'],
    ['bytes at the end', [A, B], { suffix: junk }, 'trailing-bytes'],
    ['a comment', [A, B], { comment: junk }, 'comment'],
    ['a count that is too high', [A, B], { count: 3 }, 'directory'],
    ['a count that is too low', [A, B], { count: 1 }, 'directory'],
    ['two counts', [A, B], { countOnDisk: 1 }, 'directory'],
    ['disks', [A, B], { disk: 1 }, 'multi-disk'],
    ['zip64 count', [A, B], { count: 0xffff }, 'zip64'],
    ['zip64 offset', [A, B], { directoryOffset: 0xffffffff }, 'zip64'],
    ['a zip64 locator', [A, B], { beforeEnd: concat(bytes(0x50, 0x4b, 6, 7), new Uint8Array(16)) }, 'zip64'],
    ['a directory elsewhere', [A, B], { directoryOffset: 0 }, 'directory'],
    ['no entries', [], {}, 'empty'],
    ['one content for two names', [A, { ...A, name: 'p/c.txt', offset: 0, absent: true }], {}, 'overlap'],
    ['an entry inside another', [A, { ...A, name: 'p/c.txt', offset: 10, absent: true }], {}, 'overlap'],
    ['an entry in the directory', [A, { ...A, name: 'p/c.txt', offset: 42, absent: true }], {}, 'overlap'],
  ] as const)('refuses %s', async (_what, entries, end, code) => {
    expect(await codeOf(entries, end)).toBe(`package.zip.${code}`);
  });

  it('refuses bytes in front whose offsets were not adjusted', async () => {
    const opened = await open(concat(junk, await rawZip([A, B])));
    expect(opened).toMatchObject({ ok: false, error: { code: 'package.zip.directory' } });
  });

  it('refuses two ZIPs in one file', async () => {
    expect(await open(concat(await rawZip([A]), await rawZip([B])))).toMatchObject({ ok: false, error: { code: 'package.zip.directory' } });
  });

  it('refuses what is no ZIP, and says when one was cut off', async () => {
    const zip = await rawZip([A, B]);
    for (let length = 0; length < zip.length; length += 1) {
      const opened = await open(zip.subarray(0, length));
      expect(opened, `${length} bytes`).toMatchObject({
        ok: false,
        error: { code: length < 22 ? 'package.zip.not-zip' : 'package.zip.truncated' },
      });
    }
    expect(await open(new TextEncoder().encode('一份普通的文本文件，不是数据包'))).toMatchObject({
      ok: false,
      error: { code: 'package.zip.not-zip' },
    });
  });
});

describe('ZIP gate: sizes are enforced, not believed', () => {
  it('refuses more than 10,000 entries, takes 10,000', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `p/${index}` }));
    expect(await codeOf(many)).toBe('package.zip.too-many-entries');
    expect(await codeOf(many.slice(1))).toBe('opened');
  });

  it('refuses an expansion over 100:1 before inflating anything', async () => {
    expect(await codeOf([{ name: 'a', content: new Uint8Array(1_000_000), deflate: true }])).toBe('package.zip.ratio');
  });

  it('stops at the declared size', async () => {
    const content = new Uint8Array(5_000_000);
    expect(await codeOf([{ name: 'a', content, deflate: true, size: 100_000 }])).toBe('package.zip.size');
    expect(await codeOf([{ name: 'a', content: 'abc', deflate: true, size: 4 }])).toBe('package.zip.size');
  });

  it('refuses more than 4 GiB in all', async () => {
    const huge = (name: string): RawEntry => ({ name, size: 0xfffffffe, compressedSize: 0xfffffffe, method: 8, offset: 0, absent: true });
    expect(await codeOf([A, huge('b'), huge('c')])).toBe('package.size.expanded');
  });

  it('refuses a wrong CRC-32 and damaged deflate data', async () => {
    expect(await codeOf([{ ...A, crc32: 1 }])).toBe('package.zip.crc');
    expect(await codeOf([{ ...B, crc32: 1 }])).toBe('package.zip.crc');
    expect(await codeOf([{ ...B, raw: bytes(7, 7, 7) }])).toBe('package.zip.inflate');
    const whole = new Uint8Array(deflateRawSync(Buffer.from(B.content as string)));
    expect(await codeOf([{ ...B, raw: whole.subarray(0, -1) }])).toBe('package.zip.inflate');
  });

  it('refuses bytes behind the end of a deflate stream, wherever the pieces end', async () => {
    for (const length of [10, 16_380, 16_383, 16_384, 16_385, 16_386, 40_000]) {
      const content = new Uint8Array(length).map((_, index) => (index * 7919) % 251);
      const stored = new Uint8Array(deflateRawSync(content, { level: 0 }));
      expect(await codeOf([{ name: 'a', content, method: 8, raw: stored }]), `${length}`).toBe('opened');
      for (const more of [1, 2, 100, 16_384 - (stored.length % 16_384) + 1]) {
        const raw = concat(stored, new Uint8Array(more));
        expect(await codeOf([{ name: 'a', content, method: 8, raw }]), `${length}+${more}`).toBe('package.zip.inflate');
      }
    }
  });

  it('never throws anything but a failure, whatever single byte is altered', async () => {
    const zip = await rawZip([A, B]);
    for (let index = 0; index < zip.length; index += 1) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const altered = zip.slice();
        altered[index] = (altered[index] as number) ^ flip;
        await open(altered);
      }
    }
  });
});
