/** Tells once that the end of a work came into view: the page's own path, and nothing of who reads. */
export function tellEnd(): void {
  const end = document.querySelector('[data-end]');
  const seen = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting && navigator.sendBeacon('/tally', location.pathname)) seen.disconnect();
  });
  if (end) seen.observe(end);
}
