import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrFail } from '#shared/spreadsheet/failures.ts';
import { nameKey, type XmlHandler, XmlScanner } from '#shared/spreadsheet/xml-scanner.ts';

/** What the scanner tells, as lines. */
function events(xml: string | Uint8Array, cuts: readonly number[] = []): string[] {
  const bytes = typeof xml === 'string' ? new TextEncoder().encode(xml) : xml;
  const lines: string[] = [];
  const handler: XmlHandler = {
    open: (scanner, name, selfClosing) =>
      lines.push(`open ${name} ${scanner.attribute(nameKey('r'))} ${scanner.attribute(nameKey(':id'))} ${selfClosing}`),
    close: (_, name) => lines.push(`close ${name}`),
    text: (scanner, start, end, literal) => {
      const text = scanner.textOf(start, end, literal);
      if (text.trim() !== '') lines.push(`text ${text}`);
    },
  };
  const scanner = new XmlScanner(handler, 'part.xml');
  const places = [0, ...[...cuts].map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  for (let index = 1; index < places.length; index += 1)
    scanner.feed(bytes.slice(places[index - 1], places[index]), index === places.length - 1);
  return lines;
}

const SAMPLE =
  '<?xml version="1.0" encoding="UTF-8"?>\n<!-- <c> --><x:a xmlns:x="u" xmlns:r="v"><x:c r="A1" r:id="rId7" s = \'2\'>甲&amp;乙&#x4E19;&#19969;&lt;</x:c>' +
  '<y:c r="B1">foreign</y:c><x:t r="a>b"/><x:v><![CDATA[<&amp;>]]></x:v ></x:a><!---->';

describe('XmlScanner', () => {
  it('tells tags, attributes, entities and CDATA, and passes over other prefixes', () => {
    expect(events(SAMPLE)).toEqual([
      `open ${nameKey('a')} undefined undefined false`,
      `open ${nameKey('c')} A1 rId7 false`,
      'text 甲&乙丙丁<',
      `close ${nameKey('c')}`,
      'text foreign',
      `open ${nameKey('t')} a>b undefined true`,
      `open ${nameKey('v')} undefined undefined false`,
      'text <&amp;>',
      `close ${nameKey('v')}`,
      `close ${nameKey('a')}`,
    ]);
  });

  it('tells the same wherever the bytes are cut', () => {
    const whole = events(SAMPLE);
    fc.assert(
      fc.property(fc.array(fc.nat(SAMPLE.length + 20), { maxLength: 12 }), (cuts) => {
        expect(events(SAMPLE, cuts)).toEqual(whole);
      }),
    );
  });

  it('reads UTF-16 by its mark and GBK by its declaration', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...'<a><t>审</t></a>'].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])]);
    expect(events(utf16, [7, 15])).toContain('text 审');
    const gbk = new Uint8Array([
      ...new TextEncoder().encode('<?xml version="1.0" encoding="GBK"?><a>'),
      0xc9,
      0xf3,
      ...new TextEncoder().encode('</a>'),
    ]);
    expect(events(gbk, [40])).toContain('text 审');
  });

  it.each([
    ['<a><b></a>', 'table.damaged'],
    ['</a>', 'table.damaged'],
    ['<a r="x', 'table.damaged'],
    ['<a><!-- never closed', 'table.damaged'],
    ['', 'table.damaged'],
    ['<?xml version="1.0" encoding="nonsense"?><a/>', 'table.damaged'],
    ['<!DOCTYPE a><a/>', 'table.xml-doctype'],
  ])('refuses %j', (xml, code) => {
    expect(readOrFail(() => events(xml))).toMatchObject({ ok: false, error: { code, at: { path: 'part.xml' } } });
  });

  it('ends with events or a failure for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '/', '"', '!', '[', '-', 'a', ' ', '=', '&', ';', '?'), maxLength: 60 }),
        (xml) => {
          const read = readOrFail(() => events(xml));
          if (!read.ok) expect(read.error.code).toMatch(/^table\./);
        },
      ),
    );
  });
});
