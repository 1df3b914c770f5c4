/** Names for files that are written into a folder of somebody else's: a stick, an intranet folder. */

/** ext4 and most others allow 255 bytes a name; the part file's suffix and a counter need their share. */
const MAX_NAME_BYTES = 220;
/** not allowed on FAT, exFAT, NTFS or in a share of Windows, and never a way out of the folder */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is meant
const NOT_ALLOWED = /[\u0000-\u001f\u007f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g;
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
const FALLBACK_NAME = '未命名';

/** One component, valid on every system that may read the medium: no separators, devices, hidden names, ends of dots or blanks. */
export function safeFileName(suggested: string): string {
  const plain = suggested
    .normalize('NFC')
    .replace(NOT_ALLOWED, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(WINDOWS_DEVICE, '_$1');
  return fitName(plain || FALLBACK_NAME);
}

/** `包.sgx`, 2 → `包 (2).sgx`; 1 is the name itself. */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const { stem, extension } = splitName(name);
  return `${stem} (${number})${extension}`;
}

function fitName(name: string): string {
  const { stem, extension } = splitName(name);
  const characters = [...stem];
  while (characters.length > 1 && Buffer.byteLength(characters.join('') + extension) > MAX_NAME_BYTES) characters.pop();
  return characters.join('') + extension;
}

function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const extension = /(?<=.)\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  return { stem: name.slice(0, name.length - extension.length), extension };
}
