export type RuntimeSource = 'override' | 'official' | 'installed' | 'registry';

export interface Runtime {
  readonly folder: string;
  readonly executable: string;
  readonly version: string;
  readonly source: RuntimeSource;
}

/** The runtime that is ready to use; undefined when there is none yet. */
export function findRuntime(): Runtime | undefined;
/** Path of the Electron executable; throws with a Chinese message when nothing has been prepared. */
export function runtimePath(): string;
/** Electron's own switches, the application's folder, then the application's arguments (e.g. `['--profile', folder]`). */
export function appArguments(applicationArguments?: readonly string[]): string[];
/** The environment for a child process that opens windows. */
export type DisplayEnvironment = Record<string, string>;
/**
 * Runs `work` with a display: the one there is, or (Linux without one, or `own: true`) a virtual one that is ended afterwards.
 */
export function withDisplay<T>(
  work: (environment: DisplayEnvironment) => Promise<T>,
  options?: { readonly own?: boolean; readonly announce?: boolean },
): Promise<T>;
