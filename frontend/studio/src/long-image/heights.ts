// How tall each part of a long image is. The server says it of the whole alone, so a part is measured where it is chosen
// and remembered on this device; one that is missing follows from the whole.

const PREFIX = 'liangyi:height:';

/** As the picture stands, turned upright; `null` where the browser cannot show it. */
export async function measured(file: File): Promise<number | null> {
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  const shown = await new Promise<boolean>((answer) => {
    picture.onload = () => answer(true);
    picture.onerror = () => answer(false);
  });
  URL.revokeObjectURL(picture.src);
  return shown ? picture.naturalHeight : null;
}

export function rememberHeight(digest: string, height: number): void {
  try {
    localStorage.setItem(PREFIX + digest, String(height));
  } catch {
    // The words stay where they are, and the editor hears of it.
  }
}

function remembered(digest: string): number | null {
  try {
    return Number(localStorage.getItem(PREFIX + digest)) || null;
  } catch {
    return null;
  }
}

/** In the order of the parts. `whole`: of all together, where it is known. */
export function heightsOf(parts: string[], whole: number | null): (number | null)[] {
  const known = parts.map(remembered);
  const open = known.filter((height) => height === null).length;
  if (whole === null || open !== 1) return known;
  return known.map((height) => height ?? whole - known.reduce<number>((sum, one) => sum + (one ?? 0), 0));
}
