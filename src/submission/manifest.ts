/** What a package holds, file by file, so that anybody can check it without us: JSON, and the text `sha256sum -c` reads. */
interface ManifestFile {
  path: string;
  sha256: string;
  /** In bytes. */
  size: number;
  mediaType: string;
  /** Line of the frozen list; the workbook has none. */
  line: number | null;
}

export interface Manifest {
  format: 'licheng-package/1';
  packageId: string;
  schoolCode: string;
  schoolYear: number;
  gradeBand: string;
  batch: number;
  division: string;
  roster: string;
  rosterCode: string;
  issue: number;
  regulation: string;
  requestedAt: string;
  lines: number;
  files: readonly ManifestFile[];
}

export const manifestPath = 'manifest.json';
export const sumsPath = 'manifest-sha256.txt';

/** The same manifest always gives the same text. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** One line per file, two spaces between hash and path, the manifest itself included. */
export function sumsText(files: readonly { path: string; sha256: string }[]): string {
  return files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
}

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
};

/** Where a line's file lies in the package. No name, number or ID of a person stands in it. */
export function pathOf(line: number, slot: 'document' | 'media', mediaType: string): string {
  return `files/${String(line).padStart(5, '0')}-${slot}.${extensions[mediaType] ?? 'bin'}`;
}
