// A copy of the preview for the check, made to run two scripts of ours and nothing else.
//
// axe has to run inside the page that it looks at: styles, places and what covers what are known there alone. The preview itself
// stays without scripts. Three things hold the copy, and none of them would do alone:
//
// - Cleaning takes out what runs or fetches by itself. The page is read as a document without a window, where nothing runs. What it
//   misses, the other two hold.
// - The sandbox, `allow-scripts` without `allow-same-origin`, gives the frame an origin of its own: whatever runs in it reaches no
//   cookie, no storage and not the app, and cannot lift the sandbox, as a frame of our origin with scripts could. It keeps nothing
//   from being sent elsewhere.
// - The policy alone does that. Beside the app's own policy, which the frame inherits, it lets in those two files by their whole
//   address and our style sheets: no inline script, no handler, no `eval`, and not 'self' either, because the pages that authors
//   upload (H5) are served from this origin too. Nothing else is fetched, and nothing is sent. Where the frame itself may go, the
//   app's `frame-src` says.

/** One transparent pixel: pictures keep their measures, and are not fetched again without a session. */
const NO_PICTURE = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAA';

const ADDRESSES = new Set(['href', 'xlink:href', 'src', 'action', 'formaction']);

/** Browsers read over spaces and control characters in an address. */
function runs(name: string, value: string): boolean {
  return name.startsWith('on') || (ADDRESSES.has(name) && /^javascript:/iu.test(value.replaceAll(/[\s\p{Cc}]/gu, '')));
}

/** `scripts`: paths below `origin`, in the order in which they run. */
export function copyFor(html: string, origin: string, scripts: string[]): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const one of page.querySelectorAll('script, style, iframe, object, embed, base, meta[http-equiv], link:not([rel=stylesheet])')) one.remove();
  for (const one of page.querySelectorAll('*')) for (const name of one.getAttributeNames()) if (runs(name, one.getAttribute(name) ?? '')) one.removeAttribute(name);
  // Where elements stand among their neighbours leads back from this copy to the preview, so these stay.
  for (const one of page.querySelectorAll('source, img, video, audio, track')) {
    for (const name of ['src', 'srcset', 'poster', 'autoplay']) one.removeAttribute(name);
    if (one.tagName === 'IMG') one.setAttribute('src', NO_PICTURE);
  }
  const addresses = scripts.map((path) => new URL(path, origin).href);
  const policy = page.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `default-src 'none'; script-src ${addresses.join(' ')}; style-src ${origin}; img-src data:; form-action 'none'; base-uri 'none'`;
  const loaded = addresses.map((address) => {
    const script = page.createElement('script');
    script.src = address;
    return script;
  });
  page.head.prepend(policy, ...loaded);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}
