/** Issued letters as files, as poppler sees them. */
import { execFileSync } from 'node:child_process';

/** The text of each page, without the spaces and line ends of the layout. */
export function pdfPages(file: string): readonly string[] {
  const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
  return text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s/g, ''));
}

export function pdfWords(file: string): string {
  return pdfPages(file).join('');
}

/** A field of the document's information: `Title`, `Pages` … */
export function pdfField(file: string, name: string): string {
  const facts = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  return new RegExp(`^${name}: +(.*)$`, 'm').exec(facts)?.[1] ?? '';
}

/** One line a font. */
export function pdfFonts(file: string): readonly string[] {
  return execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2);
}

/** Throws when qpdf finds an error or anything to warn of. */
export function assertSound(file: string): void {
  execFileSync('qpdf', ['--check', file], { stdio: ['ignore', 'ignore', 'pipe'] });
}
