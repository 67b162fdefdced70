// Marks in the contents of a policy the clause that is being read.

export function followContents(): void {
  const links = new Map<string, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.contents-wide a[href^="#"]')) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  if (links.size === 0 || !('IntersectionObserver' in window)) return;

  let current: HTMLAnchorElement | undefined;
  const watcher = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      const next = seen && nearest(seen.target.id, links);
      if (!next || next === current) return;
      current?.removeAttribute('aria-current');
      next.setAttribute('aria-current', 'location');
      keepInView(next);
      current = next;
    },
    // A narrow band below the top: the clause that crosses it is the one being read.
    { rootMargin: '-15% 0px -80% 0px' },
  );
  for (const clause of document.querySelectorAll('.clause[id]')) watcher.observe(clause);
}

/** The link of the clause `4.2.5` or, where the contents do not go so deep, of `4.2` above it. */
function nearest(id: string, links: Map<string, HTMLAnchorElement>): HTMLAnchorElement | undefined {
  const dot = id.lastIndexOf('.');
  return links.get(id) ?? (dot > 0 ? nearest(id.slice(0, dot), links) : undefined);
}

/** Scrolls the contents, never the page. */
function keepInView(link: HTMLElement): void {
  const box = link.closest<HTMLElement>('.contents-wide');
  if (!box) return;
  const inner = link.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    box.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}
