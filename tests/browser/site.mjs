// Finds the pages of the running site by following its links, so that a new kind of page is tested without being told.

import { demoVideos, untilThere } from './liangyi.mjs';

/** One page of each of these must be reachable from the home page. */
export const EXPECTED = [
  '/', '/policies', '/policies/*', '/policies/*?view=text', '/policies/*/*', '/works', '/works/*', '/topics/*', '/audiences/*',
  '/archive', '/archive/*', '/campaigns/*', '/genres/*', '/kinds/*', '/organisations/*', '/people/*', '/glossary', '/feeds', '/partners', '/about', '/report',
];

/** Pages that no link leads to: a search before, with and without results; an error. And a work that is no article, and one that asks, with its
 * questions. */
export const UNLINKED = {
  '/search': '/search', '/search?q=*': '/search?q=短视频', '/search?q=none': '/search?q=qwxzj',
  '/works/missing': '/works/there-is-no-such-work', '/report?about=*': '/report?about=/works/long-image-six-in-one', '/works/long-image': '/works/long-image-six-in-one',
  '/works/asking': '/works/why-two-wings', '/works/quiz': '/works/why-two-wings/quiz', '/works/republish': '/works/why-two-wings/republish', '/works/h5': '/works/h5-five-groups',
};

/** Pages with English words around them: of the site itself, around Chinese, and an error. */
export const ENGLISH = {
  '/en/': '/en/', '/en/works': '/en/works', '/en/topics': '/en/topics', '/en/policies/*': '/en/policies/work-plan-2022', '/en/policies/*/*': '/en/policies/work-plan-2022/2.1',
  '/en/works/*': '/en/works/why-two-wings', '/en/works/*-en': '/en/works/why-two-wings-en', '/en/people': '/en/people', '/en/search': '/en/search?q=短视频',
  '/en/report': '/en/report?about=/works/why-two-wings', '/en/about': '/en/about', '/en/feeds': '/en/feeds', '/en/absent': '/en/absent',
};

/** Views of pages that have a test of their own: `/elder/works/a`, `/hk/`, `/elder-30-tw/search`. */
const VIEW = /^\/(?:elder(?:-30|-36)?(?:-hk|-tw|-en)?|hk|tw|en)\//u;

/** `/works/a` and `/works/b` are one kind, `/works/*`; null for what lists, filters and views make without end, and for H5 pages, which are not ours and have a test of their own. */
export function kind({ pathname, search }) {
  if (VIEW.test(pathname) || pathname.startsWith('/h5/')) return null;
  const [, first, ...rest] = pathname.split('/');
  const path = ['', first, ...rest.map((part) => (part === 'compare' ? part : '*'))].join('/');
  if (search === '' || search === '?view=text') return path + search;
  return path.endsWith('/compare') ? path : null;
}

/** Addresses in `<a href>` of `html`, without fragments. */
function links(html, base) {
  const addresses = [...html.matchAll(/<a\b[^>]*?\bhref="([^"]*)"/gu)].map(([, href]) => new URL(href.replaceAll('&amp;', '&'), base));
  for (const address of addresses) address.hash = '';
  return addresses;
}

/**
 * Walks from the home page of `base`, at most `perKind` pages of each kind.
 * Answers `{ pages: Map(kind → [path]), broken: [text], foreign: Set(address) }`.
 */
export async function walk(base, perKind) {
  const home = new URL('/', base);
  const found = { pages: new Map(), broken: [], foreign: new Set() };
  const seen = new Set([home.href]);
  const open = [{ address: home, from: 'the start' }];
  for (const { address, from } of open) {
    const name = kind(address);
    const known = found.pages.get(name) ?? [];
    if (name === null || known.length >= perKind) continue;
    const answer = await fetch(address);
    if (!answer.ok) found.broken.push(`${address.pathname}${address.search} answers ${answer.status}, linked from ${from}`);
    if (!answer.ok || !answer.headers.get('content-type')?.startsWith('text/html')) continue;
    found.pages.set(name, [...known, address.pathname + address.search]);
    for (const link of links(await answer.text(), address)) {
      if (link.origin !== home.origin) found.foreign.add(link.href);
      else if (!seen.has(link.href)) open.push({ address: link, from: address.pathname });
      seen.add(link.href);
    }
  }
  return found;
}

/**
 * One path of each kind, those without links among them: `[[kind, path]]`. Waits for the demo's short videos, which the lists
 * and their menus show as soon as they are ready: the pages looked at are the fullest there are, whichever test is the first.
 */
export async function samples(base) {
  for (const slug of await demoVideos()) await untilThere(base, `/works/${slug}`);
  const { pages } = await walk(base, 1);
  return [...[...pages].map(([name, [path]]) => [name, path]), ...Object.entries(UNLINKED)];
}
