// Cues as a WebVTT file.
import type { Cue } from '../api/types';

function time(ms: number): string {
  const part = (value: number, digits: number) => String(value).padStart(digits, '0');
  return `${part(Math.floor(ms / 3_600_000), 2)}:${part(Math.floor(ms / 60_000) % 60, 2)}:${part(Math.floor(ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`;
}

function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').split('\n').filter((line) => line.trim() !== '').join('\n');
}

export function toVtt(cues: Cue[]): string {
  const shown = cues.filter(({ start, end, text }) => end > start && text.trim() !== '').toSorted((a, b) => a.start - b.start);
  return ['WEBVTT', ...shown.map(({ start, end, text }) => `${time(start)} --> ${time(end)}\n${plain(text)}`)].join('\n\n') + '\n';
}
