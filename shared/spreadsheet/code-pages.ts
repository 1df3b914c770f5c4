/** Texts of .xls before 1997 are bytes in a Windows code page; Chinese files say 936 (GBK). */

const CODE_PAGES: ReadonlyMap<number, string> = new Map([
  [936, 'gb18030'],
  [54936, 'gb18030'],
  [950, 'big5'],
  [932, 'shift_jis'],
  [949, 'euc-kr'],
  [10_000, 'macintosh'],
  [0x8000, 'macintosh'],
]);

/** A decoder for the code page that a file names; where it names none, GB18030, which holds ASCII too. */
export function codePageDecoder(codePage: number | undefined): TextDecoder {
  if (codePage === undefined) return new TextDecoder('gb18030');
  const isWindows = codePage >= 1250 && codePage <= 1258;
  return new TextDecoder(isWindows ? `windows-${codePage}` : (CODE_PAGES.get(codePage) ?? 'windows-1252'));
}
