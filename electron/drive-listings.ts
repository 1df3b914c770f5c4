/** What the systems say about mounted drives, as text, turned into values. Pure: the texts come from electron/drives.ts. */
import { z } from 'zod';

export interface Mount {
  /** `8:17`, as /sys/dev/block names it; made up by the kernel for what has no block device */
  readonly device: string;
  readonly mountPoint: string;
  /** the file system's own name for it: vfat, exfat, ntfs3, fuseblk, ext4 … */
  readonly fileSystem: string;
  /** usually /dev/sdb1 */
  readonly source: string;
  readonly readOnly: boolean;
}

export interface FoundDrive {
  /** where it is mounted; never leaves the main process */
  readonly root: string;
  readonly label: string;
  readonly fileSystem: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly readOnly: boolean;
  readonly maximumFileBytes: number | undefined;
}

/**
 * /proc/self/mountinfo (proc(5)): `36 35 8:17 / /media/u/U盘 rw,nosuid - vfat /dev/sdb1 rw,…`; an unknown number of
 * optional fields stands before the `-`. Only mounts of a whole file system: binds of a folder inside one are left out.
 */
export function parseMountInfo(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.split(' ');
    const dash = fields.indexOf('-', 6);
    const [, , device, root, mountPoint, options] = fields;
    const [fileSystem, source, superOptions] = dash < 0 ? [] : fields.slice(dash + 1);
    if (!device || root !== '/' || !mountPoint || !options || !fileSystem || !source) return [];
    const readOnly = hasOption(options, 'ro') || hasOption(superOptions ?? '', 'ro');
    return [{ device, mountPoint: decodeOctal(mountPoint), fileSystem, source: decodeOctal(source), readOnly }];
  });
}

function hasOption(options: string, name: string): boolean {
  return options.split(',').includes(name);
}

/** `/media/u/\345\256\241\040U` → `/media/u/审 U`: blanks come as octal escapes, other bytes as they are. */
export function decodeOctal(text: string): string {
  return decodeEscapes(text, /\\([0-3][0-7]{2})/g, 8);
}

/** /dev/disk/by-label: `我的\x20U盘` → `我的 U盘`; udev escapes every byte it thinks unsafe. */
export function decodeUdevName(name: string): string {
  return decodeEscapes(name, /\\x([0-9a-fA-F]{2})/g, 16);
}

/** Escapes are bytes of UTF-8, so neighbours belong together. */
function decodeEscapes(text: string, pattern: RegExp, radix: number): string {
  const bytes: number[] = [];
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    bytes.push(...Buffer.from(text.slice(done, match.index)), Number.parseInt(match[1] ?? '', radix));
    done = match.index + match[0].length;
  }
  return Buffer.from([...bytes, ...Buffer.from(text.slice(done))]).toString('utf8');
}

/** What carries the running system is no place for packages, also where it runs from a USB disk. */
const SYSTEM_FOLDERS = /^\/(boot|usr|var|home|root|opt|etc|dev|proc|sys|tmp|data|recovery|backup|persistent|sysroot|snap)?(\/|$)/;

/**
 * Whether a mount is offered: the medium can be taken out, or the desktop mounted it where it mounts such media
 * (`/run/media/<user>` on Fedora and openEuler, `/media/<user>` on Debian, UOS and Kylin, `/media` on older ones).
 */
export function isOffered(mount: Mount, removable: boolean, mediaFolders: readonly string[]): boolean {
  if (mount.fileSystem === 'squashfs' || !mount.source.startsWith('/dev/')) return false;
  if (mediaFolders.some((folder) => mount.mountPoint.startsWith(`${folder}/`))) return true;
  return removable && !SYSTEM_FOLDERS.test(mount.mountPoint);
}

/** One mount a device: under a media folder if there is one, else the first. */
export function onePerDevice(mounts: readonly Mount[], mediaFolders: readonly string[]): readonly Mount[] {
  const inMedia = (mount: Mount) => mediaFolders.some((folder) => mount.mountPoint.startsWith(`${folder}/`));
  const kept = new Map<string, Mount>();
  for (const mount of mounts) {
    const before = kept.get(mount.device);
    if (!before || (inMedia(mount) && !inMedia(before))) kept.set(mount.device, mount);
  }
  return [...kept.values()];
}

/** /sys/dev/block/8:17 leads to e.g. /sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/…/block/sdb/sdb1 */
export function isUsbPath(path: string): boolean {
  return /\/usb\d+\//.test(path);
}

const FAT32_MAXIMUM = 0xffff_ffff;

const FILE_SYSTEMS: Readonly<Record<string, string>> = {
  vfat: 'FAT32',
  msdos: 'FAT32',
  fat32: 'FAT32',
  fat: 'FAT',
  exfat: 'exFAT',
  ntfs: 'NTFS',
  ntfs3: 'NTFS',
  // ntfs-3g and exfat-fuse look alike from outside
  fuseblk: 'NTFS/exFAT',
  hfs: 'HFS+',
  apfs: 'APFS',
  iso9660: '光盘',
  cd9660: '光盘',
  udf: '光盘',
};

/** The name that people know it by, and its limit where packages could reach it. */
export function describeFileSystem(name: string): { readonly fileSystem: string; readonly maximumFileBytes: number | undefined } {
  const fileSystem = FILE_SYSTEMS[name.toLowerCase()] ?? name;
  return { fileSystem, maximumFileBytes: fileSystem.startsWith('FAT') ? FAT32_MAXIMUM : undefined };
}

const bytes = z.coerce.number().nonnegative();
const logicalDisk = z.object({
  DeviceID: z.string().regex(/^[A-Za-z]:$/),
  VolumeName: z.string().nullish(),
  FileSystem: z.string().nullish(),
  /** null while no medium is in the reader */
  Size: bytes.nullish(),
  FreeSpace: bytes.nullish(),
  /** 1: read only; 0 or nothing: not known; 3: read and write */
  Access: z.number().nullish(),
});

/** `Win32_LogicalDisk` as PowerShell's JSON: nothing for none, an object for one, an array for more. */
export function parseLogicalDisks(text: string): readonly FoundDrive[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return [];
  const raw: unknown = JSON.parse(trimmed);
  return (Array.isArray(raw) ? raw : [raw]).flatMap((entry: unknown) => {
    const disk = logicalDisk.safeParse(entry);
    if (!disk.success || !disk.data.Size) return [];
    const { DeviceID, VolumeName, FileSystem, Size, FreeSpace, Access } = disk.data;
    return [
      {
        root: `${DeviceID}\\`,
        label: `${VolumeName?.trim() || '可移动磁盘'} (${DeviceID})`,
        ...describeFileSystem(FileSystem ?? ''),
        freeBytes: FreeSpace ?? 0,
        totalBytes: Size,
        readOnly: Access === 1,
      },
    ];
  });
}

/** `mount` of macOS: `/dev/disk4s1 on /Volumes/我的 U盘 (msdos, local, nodev, read-only)`. */
export function parseMacMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\/dev\/\S+) on (\/Volumes\/.+) \(([^,)]+)((?:, [^,)]+)*)\)$/.exec(line);
    if (!match) return [];
    const [, source = '', mountPoint = '', fileSystem = '', options = ''] = match;
    return [{ device: source, mountPoint, fileSystem, source, readOnly: options.split(', ').includes('read-only') }];
  });
}
