// When nothing is in anybody's way: no key for a while, no word being composed, and the browser idle.
import { afterComposition } from '../works/composition';

/** After the last key. */
const PAUSE_MS = 2000;
const IDLE_WITHIN_MS = 3000;
const KEYS = ['keydown', 'input', 'compositionstart', 'compositionupdate', 'compositionend'];

/** Safari has no idle callbacks. */
function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(() => act(), { timeout: IDLE_WITHIN_MS });
  else setTimeout(act);
}

export class Quiet {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wanted = 0;
  private readonly typed: () => void;

  /** `typed` is told of every key. */
  constructor(typed: () => void) {
    this.typed = typed;
    for (const name of KEYS) document.addEventListener(name, this.typed, { capture: true, passive: true });
  }

  /** Runs `act` when it is quiet; what was waiting before is forgotten. */
  wait(act: () => void): void {
    this.forget();
    const mine = this.wanted;
    this.timer = setTimeout(() => afterComposition(() => whenIdle(() => mine === this.wanted && act())), PAUSE_MS);
  }

  forget(): void {
    this.wanted += 1;
    clearTimeout(this.timer);
  }

  end(): void {
    this.forget();
    for (const name of KEYS) document.removeEventListener(name, this.typed, { capture: true });
  }
}
