/**
 * GB18030 as Chinese systems write their exports. The platform only decodes it, so the table of its two-byte part is
 * gained from the decoder itself; that holds all that sample files need (GBK: 21,886 characters).
 */

/** lead and trail bytes of the two-byte part (GB 18030-2022, 5.2) */
const LEAD = { first: 0x81, last: 0xfe } as const;
const TRAIL = { first: 0x40, last: 0xfe, unused: 0x7f } as const;

/** @throws RangeError for a character that needs four bytes */
export function encodeGb18030(text: string): Uint8Array {
  const table = twoByteTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) {
      bytes.push(code);
      continue;
    }
    const pair = table.get(character);
    if (!pair) throw new RangeError(`U+${code.toString(16).toUpperCase()} needs four bytes in GB18030`);
    bytes.push(...pair);
  }
  return Uint8Array.from(bytes);
}

let known: ReadonlyMap<string, readonly [number, number]> | undefined;

function twoByteTable(): ReadonlyMap<string, readonly [number, number]> {
  if (known) return known;
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly [number, number]>();
  for (let lead: number = LEAD.first; lead <= LEAD.last; lead += 1) {
    for (let trail: number = TRAIL.first; trail <= TRAIL.last; trail += 1) {
      if (trail === TRAIL.unused) continue;
      table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  known = table;
  return table;
}
