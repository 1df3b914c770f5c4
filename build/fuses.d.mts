export type FuseName =
  | 'RunAsNode'
  | 'EnableCookieEncryption'
  | 'EnableNodeOptionsEnvironmentVariable'
  | 'EnableNodeCliInspectArguments'
  | 'EnableEmbeddedAsarIntegrityValidation'
  | 'OnlyLoadAppFromAsar'
  | 'LoadBrowserProcessSpecificV8Snapshot'
  | 'GrantFileProtocolExtraPrivileges';

/** What is shipped. */
export function packagedFuses(platform: string): Readonly<Record<FuseName, boolean>>;
/** What developers and tests use. */
export const developmentFuses: Readonly<Partial<Record<FuseName, boolean>>>;
/** Burns fuses into an executable; the ones not named stay as they are. `resign` renews the ad-hoc signature on macOS. */
export function applyFuses(
  executable: string,
  fuses: Readonly<Partial<Record<FuseName, boolean>>>,
  options?: { readonly resign?: boolean },
): Promise<void>;
/** undefined: this Electron doesn't have the fuse */
export function readFuses(executable: string): Promise<Readonly<Record<FuseName, boolean | undefined>>>;
