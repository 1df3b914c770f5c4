/**
 * Removable drives that are mounted, with their room. Asks the system without privileges: mountinfo and /sys on Linux,
 * PowerShell on Windows, `mount` on macOS. The page knows a drive by an opaque id; its place stays here.
 */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, readdir, readFile, readlink, realpath, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Drive } from '#shared/ipc.ts';
import {
  decodeUdevName,
  describeFileSystem,
  type FoundDrive,
  isOffered,
  isUsbPath,
  type Mount,
  onePerDevice,
  parseLogicalDisks,
  parseMacMounts,
  parseMountInfo,
} from './drive-listings.ts';
import { errorCode } from './durable-file.ts';
import { Patience } from './patience.ts';

const run = promisify(execFile);
/** a look costs a few reads of /proc and /sys on Linux, a PowerShell on Windows */
const POLL_MS = process.platform === 'win32' ? 5_000 : 2_000;
const PROGRAM_TIMEOUT_MS = 10_000;

/** Where Linux tells about its drives; the tests lay out others. */
export interface LinuxPlaces {
  readonly mountInfo: string;
  /** device numbers → /sys/devices/… */
  readonly devices: string;
  readonly labels: string;
  readonly mediaFolders: readonly string[];
}

export const LINUX_PLACES: LinuxPlaces = {
  mountInfo: '/proc/self/mountinfo',
  devices: '/sys/dev/block',
  labels: '/dev/disk/by-label',
  mediaFolders: ['/run/media', '/media'],
};

type ReadDrives = () => Promise<readonly FoundDrive[]>;

export class Drives {
  readonly #salt = randomBytes(16);
  #timer: NodeJS.Timeout | undefined;
  #told = '';

  constructor(
    private readonly readDrives: ReadDrives = systemDrives(),
    private readonly pollMilliseconds = POLL_MS,
  ) {}

  /** Error: `drive.cannot-list`. */
  async list(): Promise<Result<readonly Drive[]>> {
    const found = await this.#find();
    return found.ok ? ok(found.value.map(({ root, ...rest }) => ({ id: this.#idOf(root), ...rest }))) : found;
  }

  /** The drive's top folder. Errors: `drive.gone`, `drive.read-only`, `drive.cannot-list`. */
  async rootOf(id: string): Promise<Result<string>> {
    const found = await this.#find();
    if (!found.ok) return found;
    const drive = found.value.find(({ root }) => this.#idOf(root) === id);
    if (!drive) return fail('drive.gone', '这个 U 盘已经不在了。请重新插好，等它出现在列表里，再选一次。');
    if (drive.readOnly) return fail('drive.read-only', `“${drive.label}”是只读的，不能写入。请检查写保护开关，或换一个 U 盘。`);
    return ok(drive.root);
  }

  /** Tells every change until {@link stop}; the first listing is told too. One listener: the one window. */
  watch(changed: (drives: readonly Drive[]) => void): void {
    this.stop();
    const look = async (timer: () => NodeJS.Timeout | undefined) => {
      const listed = await this.list();
      if (timer() !== this.#timer || !listed.ok) return;
      const now = JSON.stringify(listed.value);
      if (now === this.#told) return;
      this.#told = now;
      changed(listed.value);
    };
    let looking = false;
    const tick = async () => {
      if (looking) return;
      looking = true;
      await look(() => timer).finally(() => {
        looking = false;
      });
    };
    const timer = setInterval(() => void tick(), this.pollMilliseconds);
    this.#timer = timer;
    void tick();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#told = '';
  }

  async #find(): Promise<Result<readonly FoundDrive[]>> {
    try {
      return ok(await this.readDrives());
    } catch {
      // A system without PowerShell or /proc still has the save dialog.
      return fail('drive.cannot-list', '系统没有给出可移动磁盘的列表。请用“其他位置”选择 U 盘。');
    }
  }

  #idOf(root: string): string {
    return createHash('sha256').update(this.#salt).update(root).digest('hex').slice(0, 32);
  }
}

function systemDrives(): ReadDrives {
  const patience = new Patience();
  switch (process.platform) {
    case 'win32':
      return readWindowsDrives;
    case 'darwin':
      return () => readMacDrives(patience);
    default:
      return () => readLinuxDrives(LINUX_PLACES, patience);
  }
}

export async function readLinuxDrives(places: LinuxPlaces, patience: Patience = new Patience()): Promise<readonly FoundDrive[]> {
  const mounts = parseMountInfo(await readFile(places.mountInfo, 'utf8')).filter(({ source }) => source.startsWith('/dev/'));
  const labels = await readLabels(places.labels);
  const candidates = await Promise.all(
    onePerDevice(mounts, places.mediaFolders).map(async (mount) => {
      const device = await deviceOf(places.devices, mount.device);
      return { mount, device, offered: isOffered(mount, device?.removable ?? false, places.mediaFolders) };
    }),
  );
  const drives = candidates
    .filter(({ offered }) => offered)
    .map(({ mount, device }) => measure(mount, labels.get(basename(mount.source)) ?? device?.model, patience));
  return (await Promise.all(drives)).filter((drive) => drive !== undefined);
}

/** Room and rights; undefined when the drive goes meanwhile or doesn't answer. */
function measure(mount: Mount, label: string | undefined, patience: Patience): Promise<FoundDrive | undefined> {
  return patience.ask(mount.mountPoint, async () => {
    try {
      const room = await statfs(mount.mountPoint);
      return {
        root: mount.mountPoint,
        label: label || basename(mount.mountPoint),
        ...describeFileSystem(mount.fileSystem),
        freeBytes: room.bavail * room.bsize,
        totalBytes: room.blocks * room.bsize,
        readOnly: mount.readOnly || !(await mayWrite(mount.mountPoint)),
      };
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      return undefined;
    }
  });
}

async function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** device name (`sdb1`) → label */
async function readLabels(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await orUndefined(readdir(folder));
  const pairs = await Promise.all(
    (names ?? []).map(async (name) => [basename((await orUndefined(readlink(join(folder, name)))) ?? ''), decodeUdevName(name)] as const),
  );
  return new Map(pairs);
}

interface BlockDevice {
  readonly removable: boolean;
  /** maker and model; a disk made of others (dm, loop) has none */
  readonly model: string | undefined;
}

/** `number` as in `8:17`; undefined: the kernel knows no such device */
export async function deviceOf(devices: string, number: string): Promise<BlockDevice | undefined> {
  const path = await orUndefined(realpath(join(devices, number)));
  if (!path) return undefined;
  // an encrypted stick is a mapping (dm-0) whose only slave is the stick's partition
  const [slave] = (await orUndefined(readdir(join(path, 'slaves')))) ?? [];
  const below = (slave && (await orUndefined(realpath(join(path, 'slaves', slave))))) || path;
  // a partition lies inside its disk
  const disk = (await readText(join(below, 'partition'))) === undefined ? below : dirname(below);
  const names = await Promise.all(['vendor', 'model'].map((name) => readText(join(disk, 'device', name))));
  return {
    removable: isUsbPath(`${below}/`) || (await readText(join(disk, 'removable'))) === '1',
    model: names.filter(Boolean).join(' ') || undefined,
  };
}

async function readText(path: string): Promise<string | undefined> {
  return (await orUndefined(readFile(path, 'utf8')))?.trim();
}

/** Devices come and go while they are looked at. */
async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

/** DriveType 2: removable. The console's own code page would turn Chinese labels into question marks. */
const LOGICAL_DISKS =
  '[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-CimInstance Win32_LogicalDisk -Filter "DriveType=2" | ' +
  'Select-Object DeviceID,VolumeName,FileSystem,Size,FreeSpace,Access | ConvertTo-Json -Compress';

async function readWindowsDrives(): Promise<readonly FoundDrive[]> {
  const { stdout } = await run(
    'powershell.exe',
    ['-NoProfile', '-NonInteractive', '-EncodedCommand', Buffer.from(LOGICAL_DISKS, 'utf16le').toString('base64')],
    { encoding: 'utf8', timeout: PROGRAM_TIMEOUT_MS, windowsHide: true },
  );
  return parseLogicalDisks(stdout);
}

async function readMacDrives(patience: Patience): Promise<readonly FoundDrive[]> {
  const { stdout } = await run('/sbin/mount', [], { encoding: 'utf8', timeout: PROGRAM_TIMEOUT_MS });
  const drives = await Promise.all(parseMacMounts(stdout).map((mount) => measure(mount, undefined, patience)));
  return drives.filter((drive) => drive !== undefined);
}
