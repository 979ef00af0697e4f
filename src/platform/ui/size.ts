/** `3.2 MB`, `640 KB`: 1 MB is 1,048,576 bytes, as the limits are counted. */
export function sizeText(bytes: number): string {
  const [unit, name] = bytes >= 1_048_576 ? [1_048_576, 'MB'] : bytes >= 1024 ? [1024, 'KB'] : [1, 'B'];
  // Rounded up to one digit: nothing over a limit may look like the limit.
  return `${Math.ceil((bytes / unit) * 10) / 10} ${name}`;
}
