import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { CFB } from 'xlsx';
import { inspectContainer } from '#shared/spreadsheet/container-gate.ts';
import { MAX_FILE_BYTES } from '#shared/spreadsheet/read-limits.ts';
import { TableSession } from '#shared/spreadsheet/table-session.ts';
import { buildWorkbook, GOOD_ROW, HEADERS, workbookParts } from './workbook-builder.ts';

const good = buildWorkbook({ sheets: [{ rows: [[...HEADERS], [...GOOD_ROW]] }] });

function codeOf(bytes: Uint8Array, name = 'table.xlsx'): string {
  const opened = TableSession.open(bytes, name);
  return opened.ok ? 'ok' : opened.error.code;
}

function messageOf(bytes: Uint8Array): string {
  const opened = TableSession.open(bytes, 'table.xlsx');
  return opened.ok ? '' : opened.error.message;
}

/** Overwrites a field in every header of one entry: `local` and `central` are offsets into the two headers. */
function patchEntry(bytes: Uint8Array, name: string, change: (view: DataView, local: number, central: number) => void): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const positions = [0x04034b50, 0x02014b50].map((signature) => {
    const nameOffset = signature === 0x04034b50 ? 30 : 46;
    for (let at = 0; at + 46 < copy.length; at += 1) {
      const here =
        view.getUint32(at, true) === signature &&
        new TextDecoder().decode(copy.subarray(at + nameOffset, at + nameOffset + name.length)) === name;
      if (here) return at;
    }
    throw new Error(`no header of ${name}`);
  });
  change(view, positions[0] as number, positions[1] as number);
  return copy;
}

/** One entry with zero bytes of deflate and a data descriptor, as LibreOffice writes empty thumbnails. */
function withEmptyDeflate(parts: Record<string, string | Uint8Array>): Uint8Array {
  const stored = zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])),
  );
  const withEntry = zipSync({
    ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])),
    'empty.wmf': [new Uint8Array(0), { level: 0 }],
  });
  expect(withEntry.length).toBeGreaterThan(stored.length);
  return patchEntry(withEntry, 'empty.wmf', (view, local, central) => {
    view.setUint16(local + 8, 8, true);
    view.setUint16(central + 10, 8, true);
    view.setUint16(local + 6, view.getUint16(local + 6, true) | 8, true);
    view.setUint16(central + 8, view.getUint16(central + 8, true) | 8, true);
  });
}

function compound(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const file = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${name}`, content);
  return new Uint8Array(CFB.write(file, { type: 'buffer' }));
}

/** Records id → body as a BIFF stream. */
function biffStream(records: readonly (readonly [id: number, body: readonly number[]])[]): Uint8Array {
  return Uint8Array.from(records.flatMap(([id, body]) => [id & 255, id >> 8, body.length & 255, body.length >> 8, ...body]));
}

const BOF8 = [0x0809, [0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]] as const;
const END = [0x000a, []] as const;

describe('what a file is', () => {
  it('tells workbooks, old workbooks and text apart by content, not by name', () => {
    expect(inspectContainer(good)).toMatchObject({ ok: true, value: { kind: 'xlsx' } });
    expect(inspectContainer(compound({ Workbook: biffStream([BOF8, END]) }))).toMatchObject({
      ok: true,
      value: { kind: 'biff', header: { version: 8 } },
    });
    expect(inspectContainer(biffStream([[0x0009, [0x02, 0x00, 0x10, 0x00]], END]))).toMatchObject({
      ok: true,
      value: { kind: 'biff', header: { version: 2 } },
    });
    expect(inspectContainer(strToU8('PK,名称\r\n1,甲'))).toMatchObject({ ok: true, value: { kind: 'text' } });
  });

  it('says what the file really is when the extension is wrong', () => {
    const opened = TableSession.open(good, '导出.xls');
    expect(opened.ok && opened.value.notes.join()).toContain('.xls，内容实际是.xlsx 工作簿');
    const fromText = TableSession.open(strToU8('名称,日期\r\n甲,2025-01-01'), '导出.xls');
    expect(fromText.ok && fromText.value.notes.join()).toContain('内容实际是文本');
  });

  it.each([
    ['nothing', new Uint8Array(0), 'table.empty'],
    ['PDF', strToU8('%PDF-1.7 …'), 'table.not-a-table'],
    [
      'a picture',
      Uint8Array.from([
        0x89,
        0x50,
        0x4e,
        0x47,
        0x0d,
        0x0a,
        0x1a,
        0x0a,
        0,
        0,
        0,
        0x0d,
        0x49,
        0x48,
        0x44,
        0x52,
        ...Array.from({ length: 200 }, (_, i) => i % 7),
      ]),
      'table.not-a-table',
    ],
    ['a Word document', zipSync({ '_rels/.rels': strToU8('<a/>'), 'word/document.xml': strToU8('<a/>') }), 'table.not-a-table'],
    ['an archive of something', zipSync({ 'a.txt': strToU8('a') }), 'table.not-a-table'],
    ['an empty archive', zipSync({}), 'table.not-a-table'],
    ['an old Word document', compound({ WordDocument: new Uint8Array(5000) }), 'table.not-a-table'],
    ['OpenDocument', zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8('<a/>') }), 'table.unsupported-format'],
    ['HTML called .xls', strToU8('\ufeff<html><table><tr><td>1</td></tr></table></html>'), 'table.unsupported-format'],
    [
      'SpreadsheetML 2003',
      strToU8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
      'table.unsupported-format',
    ],
    ['SYLK', strToU8('ID;PWXL;N;E\r\n'), 'table.unsupported-format'],
  ])('refuses %s with a sentence that says what to do', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
    expect(messageOf(bytes)).toMatch(/请.+。$/);
  });

  it('tells macros, which are never run, in every format that can have them', () => {
    const parts = { '_rels/.rels': strToU8('<a/>'), 'xl/vbaProject.bin': strToU8('x') };
    expect(inspectContainer(zipSync({ ...parts, 'xl/workbook.bin': strToU8('x') }))).toMatchObject({
      value: { kind: 'xlsb', macros: true },
    });
    expect(inspectContainer(zipSync({ ...parts, 'xl/workbook.xml': strToU8('<a/>') }))).toMatchObject({
      value: { kind: 'xlsx', macros: true },
    });
    const old = compound({ Workbook: biffStream([BOF8, END]), '_VBA_PROJECT_CUR/dir': new Uint8Array(10) });
    expect(inspectContainer(old)).toMatchObject({ value: { kind: 'biff', macros: true } });
    expect(inspectContainer(good)).toMatchObject({ value: { macros: false } });
  });

  it('refuses files over 200 MB before looking inside', () => {
    expect(inspectContainer(new Uint8Array(MAX_FILE_BYTES + 1))).toMatchObject({ ok: false, error: { code: 'table.too-large' } });
  });
});

describe('passwords', () => {
  const sentence = /设有打开密码.*去掉密码后另存/;

  it('refuses an encrypted .xlsx (a compound file with EncryptedPackage)', () => {
    const bytes = compound({ EncryptionInfo: new Uint8Array(100), EncryptedPackage: new Uint8Array(9000) });
    expect(codeOf(bytes)).toBe('table.encrypted');
    expect(messageOf(bytes)).toMatch(sentence);
  });

  it.each([
    ['in a large stream', 6000],
    ['in the mini stream', 0],
  ])('refuses an .xls with a FILEPASS record %s', (_, padding) => {
    const stream = biffStream([
      BOF8,
      [0x002f, [1, 0, 1, 0]],
      ...Array.from({ length: padding / 100 }, () => [0x0031, Array(96).fill(0)] as const),
      END,
    ]);
    const bytes = compound({ Workbook: stream });
    expect(codeOf(bytes, 'table.xls')).toBe('table.encrypted');
    expect(messageOf(bytes)).toMatch(sentence);
  });

  it('refuses encrypted ZIP entries', () => {
    const bytes = patchEntry(good, 'xl/styles.xml', (view, _, central) => view.setUint16(central + 8, 1, true));
    expect(codeOf(bytes)).toBe('table.encrypted-entry');
  });
});

describe('hostile and damaged containers', () => {
  it('reads a file with an empty deflated part and a data descriptor, at which the library never returns', () => {
    const parts = workbookParts({ sheets: [{ rows: [[...HEADERS], [...GOOD_ROW]] }] });
    expect(codeOf(withEmptyDeflate(parts))).toBe('ok');
  });

  it('refuses the same in an .xlsb, which the library would have to read', () => {
    expect(codeOf(withEmptyDeflate({ '_rels/.rels': '<a/>', 'xl/workbook.bin': 'x' }))).toBe('table.damaged');
  });

  it('refuses a part that claims content and has none', () => {
    const bytes = patchEntry(withEmptyDeflate(workbookParts({ sheets: [{ rows: [['a']] }] })), 'empty.wmf', (view, _, central) =>
      view.setUint32(central + 24, 1_000_000, true),
    );
    expect(codeOf(bytes)).toBe('table.damaged');
  });

  it('stops a bomb while it inflates, whatever size it declares', () => {
    const chunks: Uint8Array[] = [];
    const zip = new Zip((_, chunk) => chunks.push(chunk));
    for (const [name, text] of Object.entries(workbookParts({ sheets: [{ rows: [] }] }))) {
      if (name.includes('sheet1')) continue;
      const part = new ZipDeflate(name);
      zip.add(part);
      part.push(typeof text === 'string' ? strToU8(text) : text, true);
    }
    const bomb = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 9 });
    zip.add(bomb);
    bomb.push(strToU8('<worksheet><sheetData>'));
    const spaces = new Uint8Array(1_000_000).fill(0x20);
    for (let count = 0; count < 60; count += 1) bomb.push(spaces, count === 59);
    zip.end();
    const bytes = new Uint8Array(Buffer.concat(chunks));
    const lying = patchEntry(bytes, 'xl/worksheets/sheet1.xml', (view, _, central) => view.setUint32(central + 24, 1000, true));
    expect(bytes.length).toBeLessThan(200_000);
    expect(codeOf(bytes)).toBe('table.zip-bomb');
    expect(codeOf(lying)).toBe('table.zip-bomb');
  });

  it('notices a wrong length or checksum', () => {
    expect(codeOf(patchEntry(good, 'xl/worksheets/sheet1.xml', (view, _, central) => view.setUint32(central + 16, 7, true)))).toBe(
      'table.damaged',
    );
    const shorter = patchEntry(good, 'xl/worksheets/sheet1.xml', (view, _, central) => view.setUint32(central + 24, 7, true));
    expect(codeOf(shorter)).toBe('table.damaged');
  });

  it('refuses local headers that differ from the directory, unknown methods and duplicate names', () => {
    expect(codeOf(patchEntry(good, 'xl/styles.xml', (view, local) => view.setUint8(local + 30, 0x5a)))).toBe('table.damaged');
    expect(
      codeOf(
        patchEntry(good, 'xl/styles.xml', (view, local, central) => [
          view.setUint16(local + 8, 14, true),
          view.setUint16(central + 10, 14, true),
        ]),
      ),
    ).toBe('table.damaged');
    const parts = workbookParts({ sheets: [{ rows: [['a']] }] });
    expect(
      codeOf(
        zipSync({
          ...Object.fromEntries(Object.entries(parts).map(([n, p]) => [n, typeof p === 'string' ? strToU8(p) : p])),
          'XL/Styles.xml': strToU8('<a/>'),
        }),
      ),
    ).toBe('table.damaged');
  });

  it('refuses overlapping parts', () => {
    const bytes = patchEntry(good, 'xl/styles.xml', (view, _, central) => view.setUint32(central + 20, 100_000, true));
    expect(codeOf(bytes)).toBe('table.damaged');
    const overlapping = patchEntry(good, 'xl/workbook.xml', (view, _, central) =>
      view.setUint32(central + 20, view.getUint32(central + 20, true) + 40, true),
    );
    expect(codeOf(overlapping)).toBe('table.damaged');
  });

  it('refuses more than 10,000 parts', () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`x/${index}`, new Uint8Array(0)]));
    expect(codeOf(zipSync({ '_rels/.rels': strToU8('<a/>'), ...many }, { level: 0 }))).toBe('table.too-many-parts');
  });

  it('refuses a file that was cut off, wherever', () => {
    for (let length = 4; length < good.length; length += 97) expect(codeOf(good.slice(0, length))).toBe('table.damaged');
  });

  it.each([
    ['sheet', 'xl/worksheets/sheet1.xml'],
    ['string table', 'xl/sharedStrings.xml'],
    ['workbook', 'xl/workbook.xml'],
  ])('refuses a DOCTYPE (entity bomb) in the %s', (_, part) => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>';
    expect(codeOf(buildWorkbook({ sheets: [{ rows: [['a']] }], parts: { [part]: bomb } }))).toBe('table.xml-doctype');
  });

  it('ends at compound files whose sectors run in circles', () => {
    const bytes = compound({
      Workbook: biffStream([BOF8, ...Array.from({ length: 100 }, () => [0x0031, Array(96).fill(0)] as const), END]),
    });
    const view = new DataView(bytes.buffer);
    const directory = (view.getUint32(48, true) + 1) * 512;
    expect(directory).toBeLessThan(bytes.length);
    for (let sector = 0; sector < 20; sector += 1) {
      const copy = bytes.slice();
      const table = (new DataView(copy.buffer).getUint32(76, true) + 1) * 512;
      new DataView(copy.buffer).setUint32(table + sector * 4, sector, true);
      expect(typeof codeOf(copy, 'table.xls')).toBe('string');
    }
  });

  it('survives any single changed byte with data or a failure', () => {
    for (let at = 0; at < good.length; at += 13) {
      const copy = good.slice();
      copy[at] = (copy[at] as number) ^ 0x55;
      const opened = TableSession.open(copy, 'table.xlsx');
      if (!opened.ok) expect(opened.error.code).toMatch(/^table\./);
    }
  });
});
