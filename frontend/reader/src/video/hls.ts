// The one file that knows hls.js; built as a chunk of its own and loaded on play where the browser has no HLS.
// vite.config.ts leaves out of it what our playlists never use.
import Hls from 'hls.js';

/**
 * Plays `playlist` in `video` from `start` seconds on. The ways back are the browser's own: `failed` is called where
 * nothing can be played through this one.
 */
export function attach(video: HTMLVideoElement, playlist: string, start: number, failed: () => void): void {
  if (!Hls.isSupported()) return failed();
  const hls = new Hls({
    // The worker would need `blob:` scripts in the policy of every page; 60 s of video do not need it.
    enableWorker: false,
    capLevelToPlayerSize: true,
    startPosition: start,
    maxBufferLength: 20,
  });
  let mended = false;
  hls.on(Hls.Events.ERROR, (_, error) => {
    if (!error.fatal) return;
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR && !mended) {
      mended = true;
      hls.recoverMediaError();
      return;
    }
    hls.destroy();
    failed();
  });
  hls.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => {
    video.dataset['rung'] = String(hls.levels[level]?.height ?? level);
  });
  hls.loadSource(playlist);
  hls.attachMedia(video);
}
