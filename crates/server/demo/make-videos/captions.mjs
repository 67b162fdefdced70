// Captions as editing programs write them: SRT in UTF-8 or GBK, ASS. Times come from the film's own timeline.

import { execFileSync } from 'node:child_process';

const pad = (number, digits = 2) => String(number).padStart(digits, '0');

/** `[hours, minutes, seconds, milliseconds]` of whole milliseconds. */
const parts = (ms) => [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60, ms % 1000];

function srtTime(ms) {
  const [h, m, s, rest] = parts(ms);
  return `${pad(h)}:${pad(m)}:${pad(s)},${pad(rest, 3)}`;
}

function assTime(ms) {
  const [h, m, s, rest] = parts(Math.round(ms / 10) * 10);
  return `${h}:${pad(m)}:${pad(s)}.${pad(rest / 10)}`;
}

/** SubRip; lines end as on Windows, where such files come from. */
export function srt(cues) {
  return cues.map(({ start, end, text }, i) => `${i + 1}\n${srtTime(start)} --> ${srtTime(end)}\n${text}\n`).join('\n').replaceAll('\n', '\r\n');
}

/** Advanced SubStation Alpha with one style, as Aegisub writes it. */
export function ass(cues, { title, width, height }) {
  const size = Math.round(Math.min(width, height) / 17);
  const style = `Style: Default,Noto Sans CJK SC,${size},&H00F6FAFB,&H000000FF,&H00472A0E,&H80000000,-1,0,0,0,100,100,0,0,1,3,0,2,60,60,${Math.round(height / 12)},1`;
  const events = cues.map(({ start, end, text }) => `Dialogue: 0,${assTime(start)},${assTime(end)},Default,,0,0,0,,${text.replaceAll('\n', '\\N')}`);
  return `\u{FEFF}[Script Info]
Title: ${title}
ScriptType: v4.00+
PlayResX: ${width}
PlayResY: ${height}
WrapStyle: 0

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
${style}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
${events.join('\n')}
`;
}

/** The text in GBK; a character that GBK lacks is an error. */
export const gbk = (text) => execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GBK'], { input: text });
