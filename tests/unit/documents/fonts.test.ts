/** Which font draws which character, and where fonts come from. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FontLibrary } from '#electron/fonts.ts';
import { fontRoleSchema } from '#shared/documents/font-port.ts';
import { makePdf, type PdfDefinition } from '#shared/documents/pdf.ts';
import { readFontFaces } from '#shared/documents/sfnt.ts';
import { ipcInputs } from '#shared/ipc.ts';
import { installedFont } from '../../../build/bundled-fonts.mjs';
import { bundledFonts } from '../../../build/node-workstation.ts';
import { hasPdfPrograms, look, NOW, value } from './sheets.ts';

const SERIF = installedFont('NotoSerifSC-Regular.ttf');
const BLACK = installedFont('NotoSerifSC-Black.ttf');
const MONO = installedFont('B612Mono-Regular.ttf');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fonts-'));
});
afterEach(() => rm(folder, { recursive: true }));

const machine = () => new FontLibrary({ bundled: installedFont, folders: [folder] });
const definition = (content: PdfDefinition['content']): PdfDefinition => ({
  title: '试',
  author: '试',
  created: NOW,
  font: 'song',
  fontSize: 12,
  margins: [20, 20, 20, 20],
  content,
});

describe('a font file', () => {
  it('says its name, whether it may be embedded, and which characters it has', async () => {
    const [face, ...more] = readFontFaces(await readFile(SERIF));
    expect(more).toEqual([]);
    expect(face).toMatchObject({ postscriptName: 'NotoSerifSC-Regular', embeddable: true });
    expect(['政', '祎', '玥', 'A', '〓', '□'].map((each) => face?.has(each.codePointAt(0) ?? 0))).toEqual(Array(6).fill(true));
    expect([0x1f600, 0xe000, 0x10ffff].map((each) => face?.has(each))).toEqual([false, false, false]);
    const [mono] = readFontFaces(await readFile(MONO));
    expect(mono?.has(0x39)).toBe(true);
    expect(mono?.has(0x653f)).toBe(false);
  });

  it('says how wide its characters are', async () => {
    const [face] = readFontFaces(await readFile(SERIF));
    const [mono] = readFontFaces(await readFile(MONO));
    const advance = (character: string) => face?.advance(character.codePointAt(0) ?? 0);
    expect([advance('政'), advance('，'), advance('—')]).toEqual([1, 1, 0.89]);
    expect(new Set([...'0Wi.'].map((each) => mono?.advance(each.codePointAt(0) ?? 0))).size).toBe(1);
  });

  it('has no fonts when it is cut off or is none: attack by a damaged file', async () => {
    const bytes = await readFile(MONO);
    expect(readFontFaces(bytes)).toHaveLength(1);
    for (const length of [0, 3, 11, 100, 1000, bytes.length - 4000]) expect(readFontFaces(bytes.subarray(0, length))).toEqual([]);
    expect(readFontFaces(new Uint8Array(5000).fill(0xff))).toEqual([]);
    expect(readFontFaces(new TextEncoder().encode('ttcf'.repeat(100)))).toEqual([]);
  });
});

describe('fonts of a machine', () => {
  it('come from the application when there are none, and say so', async () => {
    for (const role of fontRoleSchema.options) {
      const [first] = value(await bundledFonts().chain(role));
      expect(first?.source).toBe('bundled');
      expect(first?.substitute).toBe(role !== 'mono');
    }
  });

  it('come first when they are there, in whatever folder and case; substitutes follow', async () => {
    await mkdir(join(folder, 'truetype', 'office'), { recursive: true });
    await copyFile(BLACK, join(folder, 'truetype', 'office', 'SimFang.TTF'));
    const chain = value(await machine().chain('fangsong'));
    expect(chain[0]).toMatchObject({ name: '仿宋', source: 'machine', substitute: false });
    expect(chain[1]).toMatchObject({ name: '思源宋体', source: 'bundled', substitute: true });
    expect(value(await machine().chain('kai'))[0]).toMatchObject({ source: 'bundled', substitute: true });
  });

  it('are passed over when damaged or when their licence forbids embedding', async () => {
    await writeFile(join(folder, 'simhei.ttf'), 'no font at all');
    expect(value(await machine().chain('hei'))[0]).toMatchObject({ source: 'bundled' });
    const restricted = await readFile(MONO);
    const count = restricted.readUInt16BE(4);
    const os2 = Array.from({ length: count }, (_, index) => 12 + index * 16).find(
      (at) => restricted.toString('latin1', at, at + 4) === 'OS/2',
    );
    restricted.writeUInt16BE(0x0002, restricted.readUInt32BE((os2 ?? 0) + 8) + 8);
    expect(readFontFaces(restricted)[0]?.embeddable).toBe(false);
    await writeFile(join(folder, 'simhei.ttf'), restricted);
    expect(value(await machine().chain('hei'))[0]).toMatchObject({ source: 'bundled' });
  });

  it('are read by an id that was given out, never by a path: attack by the page', async () => {
    const library = machine();
    const [font] = value(await library.chain('song'));
    const head = value(await library.read(font?.id ?? '', 0, 4));
    expect([...head]).toEqual([0, 1, 0, 0]);
    for (const id of ['font-999', '/etc/passwd', '../../etc/passwd', '']) {
      expect(await library.read(id, 0, 4)).toMatchObject({ ok: false, error: { code: 'font.unknown' } });
    }
    expect(ipcInputs.fontRead.safeParse({ id: '../simsun.ttc', offset: 0, length: 10 }).success).toBe(false);
    expect(ipcInputs.fontRead.safeParse({ id: 'font-1', offset: 0, length: 5 * 1024 * 1024 }).success).toBe(false);
    expect(ipcInputs.fontRead.safeParse({ id: 'font-1', offset: 0, length: 4 * 1024 * 1024 }).success).toBe(true);
    expect(ipcInputs.fontChain.safeParse({ role: 'comic' }).success).toBe(false);
  });

  it('that the PDF library can not take are left out, and the document is made all the same', async () => {
    const broken = await readFile(SERIF);
    const count = broken.readUInt16BE(4);
    for (let at = 12; at < 12 + count * 16; at += 16) {
      // the tables that say how to read the outlines
      if (['head', 'loca', 'maxp'].includes(broken.toString('latin1', at, at + 4)))
        broken.fill(0xff, broken.readUInt32BE(at + 8), broken.readUInt32BE(at + 8) + 54);
    }
    await writeFile(join(folder, 'simsun.ttf'), broken);
    const library = machine();
    expect(value(await library.chain('song'))[0]).toMatchObject({ source: 'machine' });
    const made = value(await makePdf(definition('政务'), library));
    expect(made.fonts).toEqual([{ role: 'song', name: '思源宋体', substitute: true }]);
  });
});

describe.skipIf(!hasPdfPrograms)('characters that a font lacks (skipped where poppler or qpdf is missing)', () => {
  it('are drawn by the next font that has them, and are named', async () => {
    await copyFile(MONO, join(folder, 'simsun.ttf'));
    const made = value(
      await makePdf(definition(['AB政务祎玥', { text: ['12', { text: '局C', fontSize: 20 }], alignment: 'right' }]), machine()),
    );
    expect(made.standIns.filter(({ character }) => '政务祎玥局'.includes(character))).toEqual(
      [...'政务祎玥局'].map((character) => ({ character, role: 'song', fontName: '思源宋体' })),
    );
    const { text, fonts } = look(made.bytes);
    expect(text).toContain('AB政务祎玥');
    expect(text).toContain('12局C');
    expect(fonts.map((line) => line.split(/\s/)[0]?.slice(7)).sort()).toEqual(['B612Mono-Regular', 'NotoSerifSC-Regular']);
  });

  it('become 〓 when no font has them; the page and the answer say which', async () => {
    const made = value(await makePdf(definition('张😀三\u{10ffff}李'), bundledFonts()));
    const missing = made.standIns.filter(({ fontName }) => fontName === undefined).map(({ character }) => character);
    expect(missing).toEqual(['😀', '\u{10ffff}']);
    const { text } = look(made.bytes);
    expect(text).toContain('张〓三〓李');
    expect(text.replace(/\s/g, '')).toContain('〓表示所用字体中没有的字：U+1F600、U+10FFFF');
  });

  it('beyond the first plane are not torn apart where a line may break anywhere', async () => {
    const [ext] = [...'𠮷'];
    const chain = value(await bundledFonts().chain('song'));
    expect(chain.length).toBeGreaterThan(0);
    const made = value(await makePdf(definition({ text: `${ext}王${ext}`.repeat(40), wordBreak: 'break-all' }), bundledFonts()));
    const drawn = made.standIns.length === 0 ? ext : '〓';
    expect(look(made.bytes).text.replace(/\s/g, '')).toContain(`${drawn}王${drawn}`.repeat(40));
  });

  it('that are invisible or turn the direction of reading are left out: attack by a name', async () => {
    const { text } = look(value(await makePdf(definition('宁\u202e新\u200b区\u0007\ufe0f局'), bundledFonts())).bytes);
    expect(text).toContain('宁新区局');
  });
});
