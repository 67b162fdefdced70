// Keys while the player has the focus. Space, and arrows on a slider of the browser's own controls, are the browser's.

const STEP_S = 5;

export function listenToKeys(video: HTMLVideoElement): void {
  video.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = acts(video)[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function acts(video: HTMLVideoElement): Record<string, () => void> {
  return {
    k: () => toggle(video),
    arrowleft: () => move(video, -STEP_S),
    arrowright: () => move(video, STEP_S),
    c: () => toggleCaptions(video),
    f: () => toggleFullScreen(video),
  };
}

function toggle(video: HTMLVideoElement): void {
  if (video.paused) void video.play().catch(() => {});
  else video.pause();
}

function move(video: HTMLVideoElement, by: number): void {
  const end = Number.isFinite(video.duration) ? video.duration : Infinity;
  video.currentTime = Math.max(0, Math.min(end, video.currentTime + by));
}

/** Off, or the track that was last on, or the first. */
function toggleCaptions(video: HTMLVideoElement): void {
  const tracks = [...video.textTracks];
  const shown = tracks.find((track) => track.mode === 'showing');
  if (shown) {
    shown.mode = 'disabled';
    video.dataset['captions'] = shown.language;
    return;
  }
  const next = tracks.find((track) => track.language === video.dataset['captions']) ?? tracks[0];
  if (next) next.mode = 'showing';
}

function toggleFullScreen(video: HTMLVideoElement & { webkitEnterFullscreen?: () => void }): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else if (video.requestFullscreen) void video.requestFullscreen().catch(() => {});
  // iPhones know only this one.
  else video.webkitEnterFullscreen?.();
}
