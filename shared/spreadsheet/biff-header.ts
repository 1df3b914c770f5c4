/** The first records of a BIFF stream (MS-XLS 2.1.4): which version, which code page, and whether it is encrypted. */
import { refuseDamaged } from './failures.ts';

export interface BiffHeader {
  /** 2, 3, 4, 5 (Excel 5 and 95) or 8 (97–2003 and WPS) */
  readonly version: 2 | 3 | 4 | 5 | 8;
  readonly encrypted: boolean;
  /** of the texts of version 5 and older; undefined when the file doesn't say */
  readonly codePage: number | undefined;
}

const FILE_PASS = 0x002f;
const CODE_PAGE = 0x0042;
const END_OF_FILE = 0x000a;
/** enough for everything that may stand before FILEPASS and CODEPAGE */
export const BIFF_HEADER_BYTES = 65_536;

/** True when a file begins like a BIFF stream without a container: BOF of version 2, 3, 4 or 5. */
export function looksLikeBiff(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 8 &&
    bytes[0] === 0x09 &&
    versionOf(bytes) !== undefined &&
    (bytes[3] ?? 1) === 0 &&
    (bytes[2] ?? 0) >= 4 &&
    (bytes[2] ?? 0) <= 16
  );
}

export function readBiffHeader(bytes: Uint8Array): BiffHeader {
  const version = versionOf(bytes);
  if (version === undefined) return refuseDamaged('不是有效的 Excel 97–2003 工作簿');
  let encrypted = false;
  let codePage: number | undefined;
  for (let at = 0; at + 4 <= bytes.length; ) {
    const id = word(bytes, at);
    if (id === END_OF_FILE) break;
    if (id === FILE_PASS) encrypted = true;
    if (id === CODE_PAGE) codePage = word(bytes, at + 4);
    at += 4 + word(bytes, at + 2);
  }
  return { version, encrypted, codePage };
}

function versionOf(bytes: Uint8Array): BiffHeader['version'] | undefined {
  switch (word(bytes, 0)) {
    case 0x0009:
      return 2;
    case 0x0209:
      return 3;
    case 0x0409:
      return 4;
    case 0x0809:
      return word(bytes, 4) === 0x0600 ? 8 : 5;
    default:
      return undefined;
  }
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
