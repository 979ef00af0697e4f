/** Fetches the web font only where the device has no Chinese font of its own (it outweighs the whole product). */
export async function fetchFontIfNeeded(): Promise<void> {
  if (hasChineseFont()) return;
  await import('./web-font.ts');
}

/** Without a font every character is drawn as the same empty box. */
function hasChineseFont(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = 24;
  canvas.height = 24;
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) return true;
  const drawn = (character: string) => {
    brush.clearRect(0, 0, 24, 24);
    brush.font = '20px sans-serif';
    brush.fillText(character, 0, 20);
    return brush.getImageData(0, 0, 24, 24).data.join();
  };
  return drawn('一') !== drawn('歷');
}
