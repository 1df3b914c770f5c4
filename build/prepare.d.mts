import type { Runtime } from './launch.mjs';

export function isNodeNewEnough(version: string): boolean;
/** Makes the machine ready for starting the application (`run`) or for its tests (`test`). */
export function prepare(purpose: 'run' | 'test'): Promise<Runtime>;
