/**
 * Packaging with Electron Forge 8. Forge needs Node.js 22.13 or newer, more than developing and testing do, so its packages are
 * not among this project's dependencies; makers are therefore given by name, and the part of Forge's configuration type that is
 * used here is written down below. docs/dependencies.md says how to make a package.
 *
 * `npm run build` comes first: only dist/ goes into the package. With ELECTRON_ZIP_DIR set, Forge takes
 * `electron-v<version>-<platform>-<arch>.zip` from that folder instead of downloading it.
 */
import { join } from 'node:path';
import { applyFuses, packagedFuses } from './build/fuses.mjs';

type Platform = 'linux' | 'win32' | 'darwin' | 'mas';

interface Maker {
  readonly name: string;
  readonly platforms: readonly Platform[];
  readonly config?: Readonly<Record<string, unknown>>;
}

interface ForgeConfiguration {
  readonly packagerConfig: {
    readonly name: string;
    readonly executableName: string;
    readonly appBundleId: string;
    readonly appCopyright: string;
    readonly asar: boolean;
    readonly prune: boolean;
    readonly electronZipDir?: string;
    /** true: leave out; the path begins with `/` and is empty for the project's folder itself */
    readonly ignore: (path: string) => boolean;
  };
  readonly makers: readonly Maker[];
  readonly hooks: {
    readonly packageAfterExtract: (
      configuration: unknown,
      folder: string,
      electronVersion: string,
      platform: Platform,
      arch: string,
    ) => Promise<void>;
  };
}

const EXECUTABLE = 'shenguan-workstation';
const PRODUCT = '审管联动离线工作站';
const zipDirectory = process.env.ELECTRON_ZIP_DIR;

/** Everything the application needs is bundled into dist/; source maps and the build's stamp stay at home. */
function isShipped(path: string): boolean {
  if (path === '' || path === '/package.json' || path === '/LICENSE' || path === '/dist') return true;
  return path.startsWith('/dist/') && !path.endsWith('.map') && path !== '/dist/.stamp';
}

/** Where the executable lies in the unpacked Electron, before Forge gives it this product's name. */
function executableOf(folder: string, platform: Platform): string {
  if (platform === 'win32') return join(folder, 'electron.exe');
  return platform === 'linux' ? join(folder, 'electron') : join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
}

const configuration: ForgeConfiguration = {
  packagerConfig: {
    name: PRODUCT,
    executableName: EXECUTABLE,
    appBundleId: 'cn.shenguan.workstation',
    appCopyright: 'Mulan PSL v2',
    asar: true,
    // node_modules is left out as a whole, so there is nothing to prune
    prune: false,
    ...(zipDirectory === undefined ? {} : { electronZipDir: zipDirectory }),
    ignore: (path) => !isShipped(path),
  },
  makers: [
    { name: '@electron-forge/maker-zip', platforms: ['linux', 'win32', 'darwin'] },
    {
      name: '@electron-forge/maker-deb',
      platforms: ['linux'],
      config: {
        options: {
          name: EXECUTABLE,
          productName: PRODUCT,
          bin: EXECUTABLE,
          maintainer: '审管联动离线工作站团队',
          section: 'utils',
          categories: ['Office'],
          // xz takes minutes for a few per cent; `gzip` is meant for trying a package out
          compression: process.env.DEB_COMPRESSION ?? 'xz',
        },
      },
    },
    {
      name: '@electron-forge/maker-squirrel',
      platforms: ['win32'],
      config: { name: 'shenguan_workstation', exe: `${EXECUTABLE}.exe`, setupExe: `${EXECUTABLE}-setup.exe` },
    },
  ],
  hooks: {
    packageAfterExtract: async (_configuration, folder, _electronVersion, platform, arch) => {
      await applyFuses(executableOf(folder, platform), packagedFuses(platform === 'mas' ? 'darwin' : platform), {
        resign: platform === 'darwin' && arch === 'arm64',
      });
    },
  },
};

export default configuration;
