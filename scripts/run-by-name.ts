/** Runs `<folder>/<name>.ts` with the remaining arguments, or lists the names there are. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export function runByName(folder: string, files: readonly string[]): void {
  const names = files.filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, ''));
  const [name, ...rest] = process.argv.slice(2);
  if (!name || !names.includes(name)) {
    console.error(`Which one? ${names.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  process.exitCode =
    spawnSync('node', [join(folder, `${name}.ts`), ...rest], { stdio: 'inherit' }).status ?? 1;
}
