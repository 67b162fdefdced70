// Times as people write them: `1:02.5`, `62.5`, `00:01:02,500`. In milliseconds.

/** `1:02.500`; hours only where there are some. */
export function stamp(ms: number): string {
  const all = Math.max(0, Math.round(ms));
  const [hours, minutes] = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60];
  const seconds = `${String(Math.floor(all / 1000) % 60).padStart(2, '0')}.${String(all % 1000).padStart(3, '0')}`;
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** `1:02`, for what need not be exact. */
export function short(ms: number): string {
  return stamp(ms).slice(0, -4);
}

/** Null for what is no time. Full-width marks of a Chinese keyboard are taken too. */
export function parse(text: string): number | null {
  const plain = text.trim().replaceAll('：', ':').replace(/[，,。．]/u, '.');
  const parts = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:\.(\d{1,3}))?$/u.exec(plain);
  if (!parts) return null;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = parts;
  if (parts[2] !== undefined && Number(seconds) > 59) return null;
  if (parts[1] !== undefined && Number(minutes) > 59) return null;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}
