/**
 * What was typed and isn't in the ledger yet when the window locks or closes. Pages that save by themselves register here
 * while they are behind: the last seconds are written before the keys go.
 */
export type Flush = () => Promise<boolean>;

const pending = new Set<Flush>();
/** a ledger that doesn't answer must not keep the window from locking */
const LONGEST_MS = 3000;

/** Registers; the answer takes it back. */
export function keepSafe(flush: Flush): () => void {
  pending.add(flush);
  return () => {
    pending.delete(flush);
  };
}

/** Undefined when nothing is behind; otherwise true when all of it is in the ledger. The writing begins at once. */
export function flushUnsaved(): Promise<boolean> | undefined {
  if (pending.size === 0) return undefined;
  const all = Promise.all([...pending].map((flush) => flush().catch(() => false))).then((done) => done.every(Boolean));
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), LONGEST_MS));
  return Promise.race([all, late]);
}

/**
 * Closing the window waits for what is behind, and closes it then. What can't be saved keeps the window open once, so that
 * the page can say why; closing once more closes.
 */
export function closeSafely(target: Pick<Window, 'addEventListener' | 'close'>): void {
  let warned = false;
  let flushing = false;
  let written = false;
  target.addEventListener('beforeunload', (event) => {
    // the page may not have drawn yet that nothing is behind any more
    if (written) {
      written = false;
      return;
    }
    if (flushing) return event.preventDefault();
    const flushed = warned ? undefined : flushUnsaved();
    if (!flushed) return;
    event.preventDefault();
    flushing = true;
    void flushed.then((saved) => {
      flushing = false;
      written = saved;
      warned = !saved;
      if (saved) target.close();
    });
  });
}
