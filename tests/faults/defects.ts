/**
 * Defects to plant in the product's own source, each a guard taken away. They are put in by a loader of the
 * test harness while a file is read; the product itself knows no switch for any of them.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { storeDefects } from '../planted/store.ts';
import { topicDefects } from '../planted/topic.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Defect {
  name: string;
  /** A file of the product, and the text in it that the defect replaces. */
  file: string;
  from: string;
  to: string;
  /** Tests that must turn red; none where only a power cut shows it. */
  red: { file: string; test: string }[];
}

export function defectNamed(name: string): Defect {
  const defect = defects.find((planted) => planted.name === name);
  if (!defect) throw new Error(`No defect is called ${name}.`);
  return defect;
}

/** Its file with the defect in it. Throws where the guard it takes away is no longer there. */
export function withDefect({ name, file, from, to }: Defect, source = read(file)): string {
  if (source.split(from).length !== 2)
    throw new Error(`${name}: ${file} does not say this exactly once: ${from}`);
  return source.replace(from, () => to);
}

export function pathOfDefect({ file }: Defect): string {
  return join(root, file);
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

export const defects: readonly Defect[] = [...storeDefects, ...topicDefects];
