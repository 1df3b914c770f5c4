/** A real file system on a real (loop) block device for the tests of drives. Needs root; elsewhere the tests are skipped with the reason. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface LoopMount {
  readonly fileSystem: 'vfat' | 'ext4';
  /** the file that is the medium */
  readonly image: string;
  readonly root: string;
  readonly unmount: (lazily?: boolean) => void;
  readonly remove: () => void;
}

const MAKE: Readonly<Record<LoopMount['fileSystem'], (image: string, label: string) => readonly [string, readonly string[]]>> = {
  vfat: (image, label) => ['mkfs.vfat', ['-n', label, image]],
  ext4: (image, label) => ['mkfs.ext4', ['-q', '-F', '-m', '0', '-O', '^has_journal', '-L', label, image]],
};

/** Throws when this machine doesn't let us: not root, no such file system in the kernel, no loop devices. */
function mountLoop(fileSystem: LoopMount['fileSystem'], megabytes: number, folder: string): LoopMount {
  const image = join(folder, 'medium.img');
  const root = join(folder, '审管 U盘');
  mkdirSync(root);
  writeFileSync(image, '');
  truncateSync(image, megabytes * 1024 * 1024);
  const [program, args] = MAKE[fileSystem](image, 'TESTSTICK');
  quietly(program, args);
  quietly('mount', ['-t', fileSystem, '-o', fileSystem === 'vfat' ? 'loop,utf8=1' : 'loop', image, root]);
  let mounted = true;
  const unmount = (lazily = false) => {
    if (mounted) quietly('umount', lazily ? ['-l', root] : [root]);
    mounted = false;
  };
  const remove = () => {
    unmount(true);
    rmSync(folder, { recursive: true, force: true });
  };
  return { fileSystem, image, root, unmount, remove };
}

function quietly(program: string, args: readonly string[]): void {
  execFileSync(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
}

/** vfat, as sticks have it; ext4 where the kernel has no vfat; the reason where neither may be mounted. */
export function tryMountLoop(megabytes: number): LoopMount | string {
  const reasons: string[] = [];
  for (const fileSystem of ['vfat', 'ext4'] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'loop-test-'));
    try {
      return mountLoop(fileSystem, megabytes, folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      reasons.push(`${fileSystem}: ${error instanceof Error ? error.message.trim() : ''}`);
    }
  }
  return reasons.join('; ');
}

/** For the title of a test that is skipped. */
export function loopMountProblem(): string | undefined {
  if (process.platform !== 'linux') return 'no loop devices here';
  const tried = tryMountLoop(4);
  if (typeof tried === 'string') return tried.split('\n')[0];
  tried.remove();
  return undefined;
}

export function mountLoopOrThrow(megabytes: number): LoopMount {
  const mounted = tryMountLoop(megabytes);
  if (typeof mounted === 'string') throw new Error(mounted);
  return mounted;
}
