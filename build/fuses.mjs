/**
 * The one place where Electron's fuses are decided; forge.config.ts burns them into what is shipped, prepare.mjs into the
 * runtime that developers and tests use, and a test reads them back. A fuse switches a feature off inside the executable,
 * so that nobody can switch it on again with a variable or a command line argument.
 */
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/** '1' and '0' as they stand in the executable */
const ENABLED = 0x31;
const DISABLED = 0x30;

/**
 * What is shipped. Integrity checking of the asar archive exists on Windows and macOS only.
 * @param {NodeJS.Platform | string} platform
 * @returns {Readonly<Record<import('./fuses.mjs').FuseName, boolean>>}
 */
export function packagedFuses(platform) {
  return {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: platform === 'win32' || platform === 'darwin',
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  };
}

/** For developing and testing: Playwright drives the main process through --inspect; there is no snapshot of our own. */
export const developmentFuses = Object.freeze({
  EnableNodeCliInspectArguments: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
});

/**
 * Burns fuses into an executable; the ones not named stay as they are.
 * @param {string} executable
 * @param {Readonly<Partial<Record<import('./fuses.mjs').FuseName, boolean>>>} fuses
 * @param {{ readonly resign?: boolean }} [options] resign: renew the ad-hoc signature macOS asks for
 */
export async function applyFuses(executable, fuses, options = {}) {
  const wire = Object.fromEntries(Object.entries(fuses).map(([name, value]) => [FuseV1Options[name], value]));
  await flipFuses(executable, { version: FuseVersion.V1, resetAdHocDarwinSignature: options.resign === true, ...wire });
}

/**
 * Reads the fuses of an executable.
 * @param {string} executable
 * @returns {Promise<Readonly<Record<import('./fuses.mjs').FuseName, boolean | undefined>>>} undefined: this Electron doesn't have the fuse
 */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  const names = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
  return Object.fromEntries(names.map((name) => [name, toBoolean(wire[FuseV1Options[name]])]));
}

/** @param {number | undefined} state */
function toBoolean(state) {
  if (state === ENABLED) return true;
  return state === DISABLED ? false : undefined;
}
