/**
 * The gate for names inside a ZIP. Refused on every system is what any system could misunderstand: a package that opens
 * on one machine must open, and mean the same, on every other (design: exchange package, Opening).
 */

import type { Failure } from '#shared/domain/result.ts';
import { type PackageFailureCode, packageFailure, refuse } from './failures.ts';

/** Longest name in bytes, and longest part of it; file systems end at 255. */
export const MAX_NAME_BYTES = 512;
const MAX_SEGMENT_BYTES = 255;
/** Folders in folders, the file included: 10,000 names of 250 folders each would keep the checks below busy for a minute. */
const MAX_SEGMENTS = 32;
/** a character is at most 3 bytes a UTF-16 unit */
const MAX_UTF8_BYTES_A_UNIT = 3;
const encoder = new TextEncoder();

/** Windows reserves these, with any extension, in every folder (superscript digits included). */
const DEVICE_NAME = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|COM[0-9¹²³]|LPT[0-9¹²³])$/;

/** What is wrong with an entry's name (a trailing `/` marks a folder), or undefined. */
export function checkEntryName(name: string): Failure | undefined {
  const code = nameProblem(name);
  return code === undefined ? undefined : packageFailure(code, { path: name });
}

function nameProblem(name: string): PackageFailureCode | undefined {
  if (name === '') return 'package.zip.name-empty';
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(name)) return 'package.zip.name-control';
  if (name.includes('\\')) return 'package.zip.name-backslash';
  if (name.startsWith('/')) return 'package.zip.name-absolute';
  if (/^[A-Za-z]:/.test(name)) return 'package.zip.name-drive';
  if (name.includes(':')) return 'package.zip.name-stream';
  if (/[<>"|?*]/.test(name)) return 'package.zip.name-character';
  if (isLonger(name, MAX_NAME_BYTES)) return 'package.zip.name-too-long';
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (segments.length > MAX_SEGMENTS) return 'package.zip.name-too-long';
  for (const segment of segments) {
    const code = segmentProblem(segment);
    if (code !== undefined) return code;
  }
  return undefined;
}

function segmentProblem(segment: string): PackageFailureCode | undefined {
  if (segment === '') return 'package.zip.name-segment';
  if (segment === '.' || segment === '..') return 'package.zip.name-dots';
  if (/[. ]$/.test(segment)) return 'package.zip.name-trailing';
  const stem = (segment.split('.')[0] ?? '').trimEnd().toUpperCase();
  if (DEVICE_NAME.test(stem)) return 'package.zip.name-device';
  return isLonger(segment, MAX_SEGMENT_BYTES) ? 'package.zip.name-too-long' : undefined;
}

function isLonger(text: string, bytes: number): boolean {
  return text.length * MAX_UTF8_BYTES_A_UNIT > bytes && encoder.encode(text).length > bytes;
}

/**
 * What a name is to a file system that ignores case and Unicode forms. Upper, then lower case is the nearest that plain
 * JavaScript comes to full case folding (ß = SS, K = K); NFC before and after undoes composed forms. No character folds to
 * or from a `/`, so the folded name has the same parts.
 */
export function foldName(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/**
 * Refuses names that occur twice, that some file system can't tell apart, and files that are also folders of others.
 * Names of folders end in `/`.
 */
export function refuseCollidingNames(names: readonly string[]): void {
  const seen = new Set<string>();
  const files = new Map<string, string>();
  /** folded path of every folder, given or implied → how it is spelt */
  const folders = new Map<string, string>();
  for (const name of names) {
    if (seen.has(name)) refuse('package.zip.name-duplicate', { path: name });
    seen.add(name);
    const folded = foldName(name);
    if (!name.endsWith('/')) {
      if (files.has(folded)) refuse('package.zip.name-collision', { path: name });
      files.set(folded, name);
    }
    let foldedSlash = folded.indexOf('/');
    for (let slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      const folder = name.slice(0, slash);
      const foldedFolder = folded.slice(0, foldedSlash);
      if ((folders.get(foldedFolder) ?? folder) !== folder) refuse('package.zip.name-collision', { path: name });
      folders.set(foldedFolder, folder);
      foldedSlash = folded.indexOf('/', foldedSlash + 1);
    }
  }
  for (const [folded, name] of files) if (folders.has(folded)) refuse('package.zip.name-collision', { path: name });
}
