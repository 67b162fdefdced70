// A copy of the preview for the check, made to run two scripts of ours and nothing else.
//
// axe has to run inside the page that it looks at: styles, places and what covers what are known there alone. The preview itself
// stays without scripts. The copy is held three ways, each of which would do alone:
//
// - Its frame is `sandbox="allow-scripts"` without `allow-same-origin`, so it has an origin of its own: no cookie, no storage, no way
//   to the app or its server, whatever runs in it. It cannot lift its sandbox, as a frame of our origin with scripts could.
// - Its policy, which the app's own policy is added to, lets it load those two files by their whole address, our style sheets, and
//   nothing else. No inline script, no handler, no `eval`, and not 'self' either: the pages that authors upload (H5) are served
//   from this origin too. It can send nothing anywhere.
// - It is read as a document without a window, where nothing runs, and what runs or fetches by itself is taken out of it first.

/** One transparent pixel: pictures keep their measures, and are not fetched again without a session. */
const NO_PICTURE = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAA';

/** `scripts`: paths below `origin`, in the order in which they run. */
export function copyFor(html: string, origin: string, scripts: string[]): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const one of page.querySelectorAll('script, iframe, object, embed, base, meta[http-equiv], link:not([rel=stylesheet])')) one.remove();
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
