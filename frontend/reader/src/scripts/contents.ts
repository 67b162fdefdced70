// Marks in the contents of a policy the clause that is being read, and in those of a work its section.

export function followContents(): void {
  const links = new Map<string, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.contents-wide a[href^="#"]')) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  if (links.size === 0 || !('IntersectionObserver' in window)) return;

  let current: HTMLAnchorElement | undefined;
  const mark = (next?: HTMLAnchorElement) => {
    if (!next || next === current) return;
    current?.removeAttribute('aria-current');
    next.setAttribute('aria-current', 'location');
    keepInView(next);
    current = next;
  };
  const clauses = document.querySelectorAll('.clause[id]');
  if (clauses.length > 0) followClauses(clauses, links, mark);
  else followHeadings(links, mark);
}

type Links = Map<string, HTMLAnchorElement>;

function followClauses(clauses: NodeListOf<Element>, links: Links, mark: (next?: HTMLAnchorElement) => void): void {
  const watcher = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      mark(seen && nearest(seen.target.id, links));
    },
    // A narrow band below the top: the clause that crosses it is the one being read.
    { rootMargin: '-15% 0px -80% 0px' },
  );
  for (const clause of clauses) watcher.observe(clause);
}

/** Headings are thin: what is read is below the last one that has passed the line. */
function followHeadings(links: Links, mark: (next?: HTMLAnchorElement) => void): void {
  const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
  const watcher = new IntersectionObserver(
    () => {
      const passed = headings.findLast((heading) => heading.getBoundingClientRect().top <= innerHeight * 0.2 + 1);
      mark(links.get((passed ?? headings[0])?.id ?? ''));
    },
    { rootMargin: '0px 0px -80% 0px' },
  );
  for (const heading of headings) watcher.observe(heading);
}

/** The link of the clause `4.2.5` or, where the contents do not go so deep, of `4.2` above it. */
function nearest(id: string, links: Links): HTMLAnchorElement | undefined {
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
