/**
 * A ZIP that isn't one of our packages but holds a bag of somebody else: told apart, so that the user hears that the file
 * is whole and only lacks the signature, or what is wrong with it, instead of "no package".
 */
import { FailureError } from '#shared/domain/result.ts';
import { BAGIT_PATH } from './bag.ts';
import { PAYLOAD_FOLDER } from './bag-tag-files.ts';
import { validateBag } from './bag-validation.ts';
import { refuse } from './failures.ts';
import { readContent } from './zip-content.ts';
import type { ZipArchive } from './zip-reader.ts';

/** Where only our own packages have files; with one of these it is ours, however damaged. */
const OWN_FOLDER = 'sgx/';

/**
 * Throws `package.bag.unsigned` for a valid bag without `sgx/`, its own failure for an invalid one; returns when it is no
 * bag, or our own package. The work is bounded as for packages: the gate's limits, every file read once.
 */
export async function refuseForeignBag(archive: ZipArchive, signal: AbortSignal | undefined): Promise<void> {
  const base = baseFolder(archive);
  if (base === undefined) return;
  const files = archive.entries
    .filter(({ name }) => name !== base)
    .map((entry) => ({ path: entry.name.slice(base.length), size: entry.size, read: () => readContent(archive, entry, signal) }));
  const result = await validateBag(files, signal);
  if (!result.ok) throw new FailureError(result.error);
  refuse('package.bag.unsigned', { path: `${base}${BAGIT_PATH}`, detail: result.value.version });
}

/** The bag's base folder (`''` for files at the root, or the one top folder with `/`), or undefined when there is none. */
function baseFolder({ entries }: ZipArchive): string | undefined {
  const top = `${entries[0]?.name.split('/')[0] ?? ''}/`;
  const bases = entries.every(({ name }) => name.startsWith(top)) ? [top] : [''];
  return bases.find((base) => isForeignBag(entries.map(({ name }) => name.slice(base.length))));
}

/** bagit.txt, or what remains of a bag that lost it: a payload and a manifest. */
function isForeignBag(paths: readonly string[]): boolean {
  if (paths.some((path) => path.startsWith(OWN_FOLDER))) return false;
  const hasManifest = paths.some((path) => /^manifest-[^/]+\.txt$/.test(path));
  return paths.includes(BAGIT_PATH) || (hasManifest && paths.some((path) => path.startsWith(PAYLOAD_FOLDER)));
}
