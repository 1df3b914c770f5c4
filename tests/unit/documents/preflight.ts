/** PDFBox's preflight: whether PDF files are PDF/A-1b (ISO 19005-1), said by a program that has nothing to do with ours. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const JARS = ['preflight', 'pdfbox2', 'fontbox2', 'xmpbox', 'commons-logging', 'jaxb-api', 'javax.activation'].map(
  (name) => `/usr/share/java/${name}.jar`,
);
const VALIDATOR = 'org.apache.pdfbox.preflight.Validator_A1b';

/** Debian and its relatives get the jars before tests run (build/system-packages.mjs): there a missing one is a failure, elsewhere a reason to skip. */
export const expectsPreflight = existsSync('/usr/bin/dpkg-query') || JARS.every(existsSync);

/**
 * One start of Java for all files.
 * @returns for each file, in order, what is wrong with it; nothing when it is PDF/A-1b
 */
export function preflight(files: readonly Uint8Array[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-'));
  try {
    const names = files.map((bytes, index) => {
      const name = join(folder, `${index}.pdf`);
      writeFileSync(name, bytes);
      return name;
    });
    const list = join(folder, 'list');
    writeFileSync(list, names.join('\n'));
    execFileSync('java', ['-cp', JARS.join(':'), VALIDATOR, 'xml', 'group', list], { stdio: ['ignore', 'ignore', 'pipe'] });
    const report = readFileSync(`${list}.preflight.xml`, 'utf8');
    return files.map((_, index) => verdictOf(report, `${index}.pdf`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the report doesn't speak of isn't proven. */
function verdictOf(report: string, name: string): readonly string[] {
  const [, part] = new RegExp(`<preflight name="${name}">(.*?)</preflight>`, 's').exec(report) ?? [];
  if (part === undefined) return ['the report does not name this file'];
  if (part.includes('<isValid type="PDF/A1-b">true</isValid>')) return [];
  return [...part.matchAll(/<code>(.*?)<\/code>\s*<details>(.*?)<\/details>/gs)].map(([, code, details]) => `${code} ${details}`);
}
