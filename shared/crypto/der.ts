/** The little of DER (X.690) that keys, signatures and wrapped keys need. Only writing: what is read is written again and compared. */

export const DER_INTEGER = 0x02;
export const DER_OCTETS = 0x04;
export const DER_SEQUENCE = 0x30;

/** One value with its tag and the shortest form of its length; less than 64 KiB. */
export function encodeDer(tag: number, content: Uint8Array): Uint8Array {
  const { length } = content;
  if (length > 0xffff) throw new RangeError('too long for this DER writer');
  if (length < 0x80) return Uint8Array.of(tag, length, ...content);
  if (length < 0x100) return Uint8Array.of(tag, 0x81, length, ...content);
  return Uint8Array.of(tag, 0x82, length >> 8, length & 0xff, ...content);
}

/** INTEGER of an unsigned big-endian number. */
export function encodeDerInteger(number: Uint8Array): Uint8Array {
  let start = 0;
  while (start < number.length - 1 && number[start] === 0) start += 1;
  const digits = number.subarray(start);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return encodeDer(DER_INTEGER, Uint8Array.of(...sign, ...digits));
}

/** True when both hold the same bytes. Not for secrets: it stops at the first difference. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** PEM exactly as OpenSSL writes it: 64 characters a line, LF. */
export function encodePem(label: string, der: Uint8Array): string {
  const lines = btoa(String.fromCharCode(...der)).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
