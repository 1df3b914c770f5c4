/**
 * Expected failures are values (house rule 4): they carry a stable code, a Chinese sentence that says what to do next,
 * and the place where it happened. Bugs throw; one boundary catches them.
 */
export interface Place {
  readonly file?: string;
  readonly sheet?: string;
  /** 1-based, as a spreadsheet shows it */
  readonly row?: number;
  /** column letter(s), as a spreadsheet shows them */
  readonly column?: string;
  /** path of an entry inside a package, or of a field inside a record */
  readonly path?: string;
}

export interface Failure {
  /** stable, dotted, e.g. `package.digest-mismatch`; tests and the manual refer to it */
  readonly code: string;
  /** Chinese, complete sentences, says what to do next; never contains personal data or keys */
  readonly message: string;
  readonly at?: Place;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: string, message: string, at?: Place): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: at ? { code, message, at } : { code, message } };
}

/** Ends an exhaustive `switch`; the compiler complains when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}

/** Carries a Failure through code that can only throw (streams, callbacks); unwrapped again by {@link attempt}. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
    this.name = 'FailureError';
  }
}

/** Runs `work`; a thrown FailureError becomes a failed Result, anything else keeps flying. */
export async function attempt<T>(work: () => Promise<T> | T): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, error: error.failure };
    throw error;
  }
}
