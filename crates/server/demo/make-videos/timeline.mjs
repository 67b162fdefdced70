// When everything happens: lines follow each other as long as their sentences take, scenes as long as their lines.

import { RATE, speech } from './sound.mjs';

/** Seconds before a scene's first line, between its lines, after its last. */
const [BEFORE, BETWEEN, AFTER] = [0.55, 0.3, 0.7];

/** Characters of a caption line at most, in Chinese. */
const LINE = 16;

const ms = (seconds) => Math.round(seconds * 1000);

/**
 * Scenes with `start` and `end`, and their lines with `start`, `end` and `samples` (of a spoken line).
 * A line is `{ zh, say, en }`, `|` parting the lines of a caption; without speech it is `{ seconds }`, which draws only.
 */
export function timeline(film) {
  let now = 0;
  const scenes = film.scenes.map((scene) => {
    const start = now;
    now += BEFORE;
    const lines = scene.lines.map((line, i) => {
      if (i > 0) now += BETWEEN;
      const samples = line.zh && speech(line.say ?? line.zh.replaceAll('|', ''), film.voice);
      const begin = now;
      now += samples ? samples.length / RATE : line.seconds;
      return { ...line, samples, start: begin, end: now };
    });
    now += scene.after ?? AFTER;
    return { ...scene, start, end: now, lines };
  });
  return { scenes, seconds: now };
}

/** Captions in `language` (`zh` or `en`): a cue stands a little longer than it is said, and never over the next one. */
export function cues(scenes, language) {
  const lines = scenes.flatMap((scene) => scene.lines).filter((line) => line.samples);
  return lines.map((line, i) => {
    const words = line[language];
    if (!words) throw new Error(`no ${language} for ${line.zh}`);
    const text = words.replaceAll('|', '\n');
    const long = language === 'zh' && text.split('\n').find((row) => row.length > LINE);
    if (long) throw new Error(`${long}: more than ${LINE} characters`);
    const next = lines[i + 1]?.start ?? Infinity;
    return { start: ms(line.start), end: Math.min(ms(line.end + 0.25), ms(next) - 40), text };
  });
}
