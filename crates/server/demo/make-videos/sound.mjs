// Sound of the films: sentences spoken by Debian's espeak-ng, soft tones, one mono track of numbers from -1 to 1.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What espeak-ng writes, and so what all is mixed in. */
export const RATE = 22050;

/** The sentence as samples, without the silence around it. `pace` is in words a minute, as espeak-ng counts them. */
export function speech(sentence, { pace = 165, pitch = 45 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'liangyi-speech-'));
  try {
    const file = join(folder, 'said.wav');
    execFileSync('espeak-ng', ['-v', 'cmn-latn-pinyin', '-s', String(pace), '-p', String(pitch), '-w', file, sentence], { stdio: ['ignore', 'ignore', 'inherit'] });
    const bytes = readFileSync(file);
    if (bytes.readUInt32LE(24) !== RATE) throw new Error(`espeak-ng speaks at ${bytes.readUInt32LE(24)} Hz`);
    const samples = new Float32Array((bytes.length - 44) >> 1).map((_, i) => bytes.readInt16LE(44 + i * 2) / 32768);
    const loud = (sample) => Math.abs(sample) > 0.004;
    const first = samples.findIndex(loud);
    const last = samples.findLastIndex(loud);
    if (first < 0) throw new Error(`nothing was said for ${sentence}`);
    return samples.slice(first, last + 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A bell-like tone of `hertz` that dies away within `seconds`. */
export function tone(hertz, seconds, level) {
  const out = new Float32Array(Math.round(seconds * RATE));
  for (let i = 0; i < out.length; i++) {
    const t = i / RATE;
    const body = Math.sin(2 * Math.PI * hertz * t) + 0.35 * Math.sin(4 * Math.PI * hertz * t) * Math.exp(-3 * t) + 0.12 * Math.sin(6.01 * Math.PI * hertz * t) * Math.exp(-6 * t);
    out[i] = level * body * Math.min(1, t / 0.02) * Math.exp((-4 * t) / seconds) * Math.min(1, (seconds - t) / 0.2);
  }
  return out;
}

/** Adds `part` to `track` from `at` seconds on; what would stand beyond the end is cut. */
export function mix(track, part, at, gain = 1) {
  const from = Math.round(at * RATE);
  for (let i = 0; i < part.length && from + i < track.length; i++) track[from + i] += part[i] * gain;
}

/** The track as a WAV file of 16 bits; a sample that is too loud is a fault of the film. */
export function writeWav(file, track) {
  const bytes = Buffer.alloc(44 + track.length * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + track.length * 2, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(track.length * 2, 40);
  track.forEach((sample, i) => {
    if (Math.abs(sample) > 1) throw new Error(`too loud at ${(i / RATE).toFixed(2)} s`);
    bytes.writeInt16LE(Math.round(sample * 32767), 44 + i * 2);
  });
  writeFileSync(file, bytes);
}
