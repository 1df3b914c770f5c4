import type { HostBridge } from '#shared/ipc.ts';

declare global {
  interface Window {
    /** put there by electron/preload.ts */
    readonly host: HostBridge;
  }
}
