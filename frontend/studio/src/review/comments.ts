// Comments on a work under review, and the words of its preview that they are about.

export interface Comment {
  by: string;
  mine: boolean;
  words: string;
  at: string;
}

export interface CommentThread {
  id: number;
  quote: string | null;
  /** Its words stand in the newest text. */
  found: boolean;
  resolved_at: string | null;
  resolved_by: string | null;
  comments: Comment[];
}

export interface Comments {
  threads: CommentThread[];
}

/** The frame in which the work is shown: of our own origin, and without scripts. */
function shown(): Window | null {
  return document.querySelector<HTMLIFrameElement>('.preview iframe, iframe.preview')?.contentWindow ?? null;
}

/** What is selected there, on one line. */
export function selected(): string {
  return shown()?.getSelection()?.toString().replaceAll(/\s+/gu, ' ').trim() ?? '';
}

/** Selects these words there, so that they are seen; false where they are not found. */
export function show(words: string): boolean {
  const inside = shown();
  const page = inside?.document;
  if (!inside || !page) return false;
  const wanted = words.replaceAll(/\s+/gu, '');
  const walker = page.createTreeWalker(page.querySelector('main') ?? page.body, NodeFilter.SHOW_TEXT);
  // Every character that is no white space, and where it stands.
  const places: [Text, number][] = [];
  let text = '';
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    for (let at = 0; at < node.data.length; at += 1) {
      const character = node.data.charAt(at);
      if (/\s/u.test(character)) continue;
      text += character;
      places.push([node, at]);
    }
  }
  const begin = text.indexOf(wanted);
  const first = places[begin];
  const last = places[begin + wanted.length - 1];
  if (begin < 0 || !first || !last) return false;
  inside.getSelection()?.setBaseAndExtent(first[0], first[1], last[0], last[1] + 1);
  first[0].parentElement?.scrollIntoView({ block: 'center' });
  return true;
}
