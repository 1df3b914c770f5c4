import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChosenFiles } from '#electron/chosen-files.ts';
import {
  decodeOctal,
  decodeUdevName,
  describeFileSystem,
  type FoundDrive,
  isOffered,
  isUsbPath,
  parseLogicalDisks,
  parseMacMounts,
  parseMountInfo,
} from '#electron/drive-listings.ts';
import { Drives, deviceOf, LINUX_PLACES, readLinuxDrives } from '#electron/drives.ts';
import { Patience } from '#electron/patience.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Drive } from '#shared/ipc.ts';
import { type LoopMount, loopMountProblem, mountLoopOrThrow } from './loop-mount.ts';

const MEDIA = LINUX_PLACES.mediaFolders;

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** laid out as UOS 20, Kylin V10, openEuler and Debian write it; the blanks and the Chinese are in the escapes the kernel uses */
const MOUNT_INFO = [
  '22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw',
  '23 22 8:1 / /boot/efi rw,relatime shared:20 - vfat /dev/sda1 rw,fmask=0077,codepage=437',
  '24 22 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:12 - proc proc rw',
  '40 22 8:5 /home /home rw,relatime shared:30 - ext4 /dev/sda5 rw',
  '90 22 8:17 / /media/kylin/审批局\\040U盘 rw,nosuid,nodev,relatime shared:200 - vfat /dev/sdb1 rw,uid=1000,utf8,errors=remount-ro',
  '91 22 8:33 / /run/media/user/KINGSTON ro,nosuid,nodev,relatime shared:210 master:3 - exfat /dev/sdc1 ro,iocharset=utf8',
  '92 22 8:49 / /media/uos/\\346\\225\\260\\346\\215\\256 rw,nosuid,nodev,relatime - fuseblk /dev/sdd1 rw,user_id=0,default_permissions',
  '93 22 8:65 / /mnt/stick rw,relatime shared:7 - ntfs3 /dev/sde1 rw,uid=0',
  '94 22 7:3 / /media/snap rw - squashfs /dev/loop3 ro',
  '95 22 0:60 / /media/share rw - cifs //server/share rw',
  '',
].join('\n');

describe('the mounts of Linux', () => {
  const mounts = parseMountInfo(MOUNT_INFO);
  const at = (mountPoint: string) => mounts.find((mount) => mount.mountPoint === mountPoint);

  it('reads blanks and Chinese in escapes and as they are, any number of optional fields, and read-only', () => {
    expect(at('/media/kylin/审批局 U盘')).toEqual({
      device: '8:17',
      mountPoint: '/media/kylin/审批局 U盘',
      fileSystem: 'vfat',
      source: '/dev/sdb1',
      readOnly: false,
    });
    expect(at('/run/media/user/KINGSTON')).toMatchObject({ fileSystem: 'exfat', readOnly: true });
    expect(at('/media/uos/数据')).toMatchObject({ fileSystem: 'fuseblk', source: '/dev/sdd1', readOnly: false });
  });

  it('takes errors=remount-ro for no write protection, and a bind of a folder for no drive', () => {
    expect(at('/media/kylin/审批局 U盘')?.readOnly).toBe(false);
    expect(at('/home')).toBeUndefined();
  });

  it.each([
    ['/', true, false],
    ['/boot/efi', true, false],
    ['/media/kylin/审批局 U盘', false, true],
    ['/run/media/user/KINGSTON', false, true],
    ['/media/uos/数据', false, true],
    ['/mnt/stick', true, true],
    ['/mnt/stick', false, false],
    ['/media/snap', true, false],
    ['/media/share', false, false],
  ])('%s, removable %s: offered %s', (mountPoint, removable, expected) => {
    const mount = at(mountPoint);
    expect(mount && isOffered(mount, removable, MEDIA)).toBe(expected);
  });

  it('decodes bytes, not characters, and leaves a lone backslash', () => {
    expect(decodeOctal('a\\040b\\134c')).toBe('a b\\c');
    expect(decodeOctal('\\345\\256\\241批')).toBe('审批');
    expect(decodeOctal('a\\9b')).toBe('a\\9b');
    expect(decodeUdevName('\\xe5\\xae\\xa1\\x20U\\x2f盘')).toBe('审 U/盘');
  });

  it('passes over lines it does not understand', () => {
    expect(parseMountInfo('\n1 2\n36 35 98:0 / /mnt rw master:1\ngarbage - - -')).toEqual([]);
  });

  it('knows a USB path from one that only has usb in a name', () => {
    expect(isUsbPath('/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/host4/target4:0:0/4:0:0:0/block/sdb/sdb1')).toBe(true);
    expect(isUsbPath('/sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda/sda1')).toBe(false);
  });

  it('knows that FAT32 ends at 4 GiB', () => {
    expect(describeFileSystem('vfat')).toEqual({ fileSystem: 'FAT32', maximumFileBytes: 2 ** 32 - 1 });
    expect(describeFileSystem('exfat')).toEqual({ fileSystem: 'exFAT', maximumFileBytes: undefined });
    expect(describeFileSystem('ext4')).toEqual({ fileSystem: 'ext4', maximumFileBytes: undefined });
  });
});

describe('the logical disks of Windows', () => {
  it('reads none, one and several, with Chinese labels and without', () => {
    expect(parseLogicalDisks('')).toEqual([]);
    expect(parseLogicalDisks('\r\n')).toEqual([]);
    const one =
      '\uFEFF{"DeviceID":"E:","VolumeName":"审批局 U盘","FileSystem":"FAT32","Size":31004360704,"FreeSpace":20480000000,"Access":null}\r\n';
    expect(parseLogicalDisks(one)).toEqual([
      {
        root: 'E:\\',
        label: '审批局 U盘 (E:)',
        fileSystem: 'FAT32',
        freeBytes: 20_480_000_000,
        totalBytes: 31_004_360_704,
        readOnly: false,
        maximumFileBytes: 2 ** 32 - 1,
      },
    ]);
    const several =
      '[{"DeviceID":"F:","VolumeName":"","FileSystem":"NTFS","Size":1000,"FreeSpace":0,"Access":1},' +
      '{"DeviceID":"G:","VolumeName":null,"FileSystem":null,"Size":null,"FreeSpace":null,"Access":0},' +
      '{"DeviceID":"H:","VolumeName":"备份","FileSystem":"exFAT","Size":"64000000000","FreeSpace":"5","Access":3}]';
    expect(parseLogicalDisks(several)).toMatchObject([
      { label: '可移动磁盘 (F:)', readOnly: true, freeBytes: 0 },
      { label: '备份 (H:)', readOnly: false, totalBytes: 64_000_000_000, fileSystem: 'exFAT' },
    ]);
  });

  it('takes no path from the listing: only a drive letter can be a root', () => {
    expect(parseLogicalDisks('{"DeviceID":"C:\\\\Windows","VolumeName":"x","FileSystem":"NTFS","Size":1,"FreeSpace":1}')).toEqual([]);
  });
});

it('reads the mounts of macOS', () => {
  const text = [
    '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
    'map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)',
    '/dev/disk4s1 on /Volumes/我的 U盘 (1) (msdos, local, nodev, nosuid, noowners, noatime)',
    '/dev/disk5s2 on /Volumes/Installer (hfs, local, nodev, nosuid, read-only, noowners)',
  ].join('\n');
  expect(parseMacMounts(text)).toMatchObject([
    { mountPoint: '/Volumes/我的 U盘 (1)', fileSystem: 'msdos', readOnly: false },
    { mountPoint: '/Volumes/Installer', fileSystem: 'hfs', readOnly: true },
  ]);
});

describe('what /proc and /sys say together', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drives-test-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function lay(path: string, content: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  function link(path: string, target: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
  }

  it('names a stick by its label, by maker and model, or by its folder; finds an encrypted one under its mapping', async () => {
    for (const name of ['a', 'b', 'c', 'fixed']) mkdirSync(join(folder, 'mnt', name), { recursive: true });
    const usb = 'devices/pci0/usb1/1-2/host4/block';
    for (const [disk, part] of [
      ['sdb', 'sdb1'],
      ['sdc', 'sdc1'],
    ] as const) {
      lay(`${usb}/${disk}/removable`, '1\n');
      lay(`${usb}/${disk}/device/vendor`, 'Kingston\n');
      lay(`${usb}/${disk}/device/model`, 'DataTraveler 3.0\n');
      lay(`${usb}/${disk}/${part}/partition`, '1\n');
    }
    lay('devices/pci0/ata1/block/sda/removable', '0\n');
    lay('devices/pci0/ata1/block/sda/sda7/partition', '7\n');
    link('devices/virtual/block/dm-0/slaves/sdc1', `${folder}/${usb}/sdc/sdc1`);
    link('block/8:17', `${folder}/${usb}/sdb/sdb1`);
    link('block/8:7', `${folder}/devices/pci0/ata1/block/sda/sda7`);
    link('block/253:0', `${folder}/devices/virtual/block/dm-0`);
    link('labels/我的\\x20U盘', '../../sdb1');
    lay(
      'mountinfo',
      [
        `1 0 8:17 / ${folder}/mnt/a rw - vfat /dev/sdb1 rw`,
        `2 0 253:0 / ${folder}/mnt/b rw - ext4 /dev/mapper/luks-1 rw`,
        `3 0 8:7 / ${folder}/mnt/fixed rw - ext4 /dev/sda7 rw`,
        `4 0 99:1 / ${folder}/mnt/c ro - exfat /dev/other rw`,
        `5 0 99:2 / ${folder}/mnt/gone rw - exfat /dev/gone rw`,
      ].join('\n'),
    );
    const places = { mountInfo: join(folder, 'mountinfo'), devices: join(folder, 'block'), labels: join(folder, 'labels') };
    const model = 'Kingston DataTraveler 3.0';
    expect(await deviceOf(places.devices, '8:17')).toEqual({ removable: true, model });
    expect(await deviceOf(places.devices, '253:0')).toEqual({ removable: true, model });
    expect(await deviceOf(places.devices, '8:7')).toEqual({ removable: false, model: undefined });
    expect(await deviceOf(places.devices, '99:1')).toBeUndefined();
    // the temporary folder is no place for packages, whatever carries it
    expect(await readLinuxDrives({ ...places, mediaFolders: [] })).toEqual([]);
    const drives = await readLinuxDrives({ ...places, mediaFolders: [join(folder, 'mnt')] });
    expect(drives.map(({ label, readOnly }) => [label, readOnly])).toEqual([
      ['我的 U盘', false],
      [model, false],
      ['fixed', false],
      ['c', true],
    ]);
  });
});

const problem = loopMountProblem();

describe.skipIf(problem !== undefined)(`a drive that is really mounted${problem ? ` (skipped: ${problem})` : ''}`, () => {
  let stick: LoopMount;
  beforeEach(() => {
    stick = mountLoopOrThrow(24);
  });
  afterEach(() => stick.remove());

  const read = (): Promise<readonly FoundDrive[]> => readLinuxDrives({ ...LINUX_PLACES, mediaFolders: [dirname(stick.root)] });

  it('is listed with its room, without its place, and takes a file under a free name', async () => {
    const drives = new Drives(read);
    const [drive, ...others] = value(await drives.list());
    expect(others).toEqual([]);
    expect(drive).toMatchObject({ fileSystem: stick.fileSystem === 'vfat' ? 'FAT32' : 'ext4', readOnly: false });
    expect(drive?.totalBytes).toBeGreaterThan(15_000_000);
    expect(drive?.totalBytes).toBeLessThanOrEqual(24 * 1024 * 1024);
    expect(drive?.freeBytes).toBeLessThanOrEqual(drive?.totalBytes ?? 0);
    expect(JSON.stringify(drive)).not.toContain(dirname(stick.root));
    const files = new ChosenFiles();
    const { token } = value(await files.registerNewTarget(value(await drives.rootOf(drive?.id ?? '')), '包.sgx'));
    value(await files.write(token, Buffer.alloc(3_000_000, 7)));
    value(await files.commit(token));
    expect(await readdir(stick.root)).toContain('包.sgx');
    const after = value(await drives.list())[0];
    expect(after?.id).toBe(drive?.id);
    expect((drive?.freeBytes ?? 0) - (after?.freeBytes ?? 0)).toBeGreaterThanOrEqual(3_000_000);
  });

  it('is write-protected when the system says so', async () => {
    execFileSync('mount', ['-o', 'remount,ro', stick.root]);
    const drives = new Drives(read);
    const [drive] = value(await drives.list());
    expect(drive?.readOnly).toBe(true);
    expect(await drives.rootOf(drive?.id ?? '')).toMatchObject({ ok: false, error: { code: 'drive.read-only' } });
  });

  it('comes and goes while somebody listens, and nothing is told after that', async () => {
    const drives = new Drives(read, 30);
    const told: (readonly Drive[])[] = [];
    drives.watch((now) => told.push(now));
    await until(() => told.length === 1);
    const id = told[0]?.[0]?.id ?? '';
    stick.unmount();
    await until(() => told.length === 2);
    expect(told.map((list) => list.length)).toEqual([1, 0]);
    expect(await drives.rootOf(id)).toMatchObject({ ok: false, error: { code: 'drive.gone' } });
    drives.stop();
    execFileSync('mount', ['-o', 'loop', stick.image, stick.root]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(told).toHaveLength(2);
    execFileSync('umount', [stick.root]);
  });

  it('is chosen by its own id only: an id of another run or a made-up one opens nothing', async () => {
    const [drive] = value(await new Drives(read).list());
    const drives = new Drives(read);
    expect(value(await drives.list())[0]?.id).not.toBe(drive?.id);
    for (const id of [drive?.id ?? '', '0'.repeat(32)]) {
      expect(await drives.rootOf(id)).toMatchObject({ ok: false, error: { code: 'drive.gone' } });
    }
  });
});

it('says so when the system gives no listing', async () => {
  const drives = new Drives(() => readLinuxDrives({ ...LINUX_PLACES, mountInfo: '/nowhere' }));
  expect(await drives.list()).toMatchObject({ ok: false, error: { code: 'drive.cannot-list' } });
});

describe('places that give no answer', () => {
  it.skipIf(process.platform === 'win32')('are asked once: a call that hangs holds one thread, not all of them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patience-test-'));
    try {
      // opening a pipe that nobody writes to hangs in the system, as a share whose server is gone does
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const patience = new Patience(100);
      let asked = 0;
      const ask = () =>
        patience.ask('share', async () => {
          asked += 1;
          const file = await open(pipe, 'r');
          await file.close();
          return 'answered';
        });
      const started = performance.now();
      expect(await Promise.all([ask(), ask(), ask(), ask(), ask(), ask()])).toEqual(Array(6).fill(undefined));
      expect(await ask()).toBeUndefined();
      expect(asked).toBe(1);
      expect(performance.now() - started).toBeLessThan(2_000);
      // other places and ordinary files are served meanwhile
      expect(await patience.ask('disk', () => readdir(folder))).toEqual(['pipe']);
      execFileSync('sh', ['-c', 'echo > "$1"', 'sh', pipe]);
      await until(async () => (await patience.ask('share', async () => 'back')) === 'back');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('answer in turn when they do answer, and their errors stay errors', async () => {
    const patience = new Patience(1_000);
    const order: number[] = [];
    const answers = [1, 2, 3].map((each) =>
      patience.ask('share', async () => {
        await new Promise((resolve) => setTimeout(resolve, 30 - each * 9));
        order.push(each);
        return each;
      }),
    );
    expect(await Promise.all(answers)).toEqual([1, 2, 3]);
    expect(order).toEqual([1, 2, 3]);
    await expect(patience.ask('share', () => readdir('/nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await patience.ask('share', async () => 'next')).toBe('next');
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let count = 0; count < 200; count += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it never came true');
}
