/** A disk in a file: an ext4 image on a loop device, so that a power cut can be had by copying the file. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface LoopDisk {
  /** Where it is mounted. */
  root: string;
  /** The image as it is at this moment, in another file: what was not flushed is not in it. */
  copy(image?: string): string;
  /** Takes the disk away for good and mounts a copy in its place. */
  swap(image: string): void;
  /** Unmounts and removes everything. */
  remove(): void;
}

/** Why no loop disk can be had here, or undefined. */
export function noLoopDisk(): string | undefined {
  if (process.platform !== 'linux') return 'Loop-mounted images need Linux.';
  if (process.getuid?.() !== 0)
    return 'Mounting an image needs root. Run this as root, for example in a container with --privileged.';
  for (const [program, parcel] of [
    ['mkfs.ext4', 'e2fsprogs'],
    ['mount', 'mount'],
  ] as const) {
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
    } catch {
      return `${program} is not installed here (package ${parcel}).`;
    }
  }
  return undefined;
}

export function makeLoopDisk(bytes: number): LoopDisk {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-disk-'));
  // Open to the database's own user, so that its cluster need not move elsewhere.
  chmodSync(dir, 0o755);
  const root = join(dir, 'mount');
  mkdirSync(root);
  let mounted = join(dir, '0.img');
  let copies = 0;
  const disk: LoopDisk = {
    root,
    copy(image = mounted) {
      copies += 1;
      const copied = join(dir, `${copies}.img`);
      execFileSync('cp', ['--sparse=always', image, copied]);
      return copied;
    },
    swap(image) {
      unmount(root);
      rmSync(mounted);
      mounted = image;
      mount(mounted, root);
    },
    remove() {
      process.off('exit', disk.remove);
      unmount(root);
      rmSync(dir, { recursive: true, force: true });
    },
  };
  writeFileSync(mounted, '');
  truncateSync(mounted, bytes);
  execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', mounted]);
  mount(mounted, root);
  process.on('exit', disk.remove);
  return disk;
}

/**
 * The journal is written only when somebody asks: with the usual five seconds, a commit by the clock could fall
 * into the copying and hide a missing flush, or tear the copy.
 */
function mount(image: string, root: string): void {
  execFileSync('mount', ['-o', 'loop,commit=300', image, root]);
}

/** The loop device goes with its last mount. */
function unmount(root: string): void {
  for (let tries = 0; ; tries += 1) {
    try {
      execFileSync('umount', [root], { stdio: 'ignore' });
      return;
    } catch (error) {
      if (!isMounted(root)) return;
      if (tries === 50) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

function isMounted(root: string): boolean {
  try {
    execFileSync('mountpoint', ['-q', root]);
    return true;
  } catch {
    return false;
  }
}
