// How far somebody has come in a course, kept on this device alone. Without this file, or where nothing may be kept, a course is a
// list in an order, and every step of it is a link.

/** The slugs of the works that were read, of one course. */
function read(course: string): Set<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`course:${course}`) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []);
  } catch {
    return new Set();
  }
}

function keep(course: string, works: Set<string>): void {
  try {
    if (works.size > 0) localStorage.setItem(`course:${course}`, JSON.stringify([...works]));
    else localStorage.removeItem(`course:${course}`);
  } catch {
    // Nothing may be kept here.
  }
}

/** On a work that was opened from a course: read is what was read to its end. */
function followWork(): void {
  const { inCourse, step } = document.querySelector<HTMLElement>('[data-in-course]')?.dataset ?? {};
  const end = document.querySelector('.work-foot');
  if (!inCourse || !step || !end) return;
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    keep(inCourse, read(inCourse).add(step));
    seen.disconnect();
  });
  seen.observe(end);
}

/** On the page of a course: what was read, and where to go on. */
function showProgress(): void {
  const line = document.querySelector<HTMLElement>('[data-course]');
  const course = line?.dataset['course'];
  if (!line || !course) return;
  const steps = [...document.querySelectorAll<HTMLAnchorElement>('a[data-step]')];
  const far = line.querySelector<HTMLElement>('[data-far]');
  const go = line.querySelector<HTMLAnchorElement>('[data-go]');
  const forget = line.querySelector<HTMLButtonElement>('[data-forget]');
  const start = go?.textContent ?? '';
  const show = () => {
    const done = read(course);
    const left = steps.filter((one) => !done.has(one.dataset['step'] ?? ''));
    for (const one of steps) {
      const mark = one.parentElement?.querySelector<HTMLElement>('[data-done]');
      if (mark) mark.hidden = left.includes(one);
    }
    const begun = left.length < steps.length;
    if (far) far.textContent = begun ? `${far.dataset['far']} ${steps.length - left.length} / ${steps.length}` : '';
    if (forget) forget.hidden = !begun;
    // Whoever has read everything begins anew.
    if (go) go.href = (left[0] ?? steps[0] ?? go).href;
    if (go) go.textContent = begun && left.length > 0 ? (go.dataset['go'] ?? start) : start;
  };
  forget?.addEventListener('click', () => {
    keep(course, new Set());
    show();
    go?.focus();
  });
  show();
  // Back from a work that was read meanwhile.
  addEventListener('pageshow', show);
}

export function followCourse(): void {
  followWork();
  showProgress();
}
