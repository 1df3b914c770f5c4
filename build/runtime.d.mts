import type { Runtime } from './launch.mjs';

/** Finds the Electron runtime, or gets it. */
export function prepareRuntime(): Promise<Runtime>;
/** Where the official archive is, by the mirror settings in an environment. */
export function officialUrl(environment: Readonly<Record<string, string | undefined>>, version: string, fileName: string): string;
