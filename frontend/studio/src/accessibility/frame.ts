// The frame in which the check runs: laid out as on a phone, seen and reached by nobody, gone when it has answered.
import type { Answer } from './inside';
import type { Found } from './found';

const WIDTH = 360;
const HEIGHT = 800;
/** A long text on a slow phone takes seconds; longer than this, something was not loaded. */
const PATIENCE_MS = 30_000;

function hidden(page: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  // Without `allow-same-origin`: see copy.ts. In Chromium such a frame has a process of its own too, and holds up no key.
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.title = '预览的无障碍检查';
  frame.tabIndex = -1;
  frame.inert = true;
  // Beside the screen, and never `display: none`: what is not laid out cannot be looked at.
  Object.assign(frame.style, { position: 'fixed', left: `-${WIDTH * 2}px`, top: '0', width: `${WIDTH}px`, height: `${HEIGHT}px`, border: '0', pointerEvents: 'none' });
  frame.srcdoc = page;
  return frame;
}

/** Of a page that copy.ts made. Ends the check when `signal` does. */
export function lookAt(page: string, signal: AbortSignal): Promise<Found[]> {
  return new Promise<Found[]>((resolve, reject) => {
    signal.throwIfAborted();
    const frame = hidden(page);
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => end(() => reject(new Error('the check did not answer'))), PATIENCE_MS);
    const stop = () => end(() => reject(signal.reason as Error));
    function end(tell: () => void) {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      port1.close();
      frame.remove();
      tell();
    }
    signal.addEventListener('abort', stop);
    port1.onmessage = ({ data }: MessageEvent<Answer>) => end(() => ('found' in data ? resolve(data.found) : reject(new Error(data.failed))));
    // Its origin has no name, so it can be addressed by none; it gets nothing but the port.
    frame.addEventListener('load', () => frame.contentWindow?.postMessage('look', '*', [port2]), { once: true });
    document.body.append(frame);
  });
}
