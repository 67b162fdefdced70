// An element of a work's page, named so that it is found again in another copy of the same page.
// Runs inside the frame of the check too, so nothing of the app is known here.

/** What of the page is the author's own, and how it is found; the rest is the site's frame around it. */
export const PARTS = { title: '.work-head h1', lead: '.work-head .answer', body: '.with-aside > .body' } as const;

export type Part = keyof typeof PARTS;

export interface Place {
  part: Part;
  /** From the part down: which child, and which child of that. Empty is the part itself. */
  path: number[];
}

/** `null` where it stands in no part. */
export function placeOf(element: Element): Place | null {
  for (const part of Object.keys(PARTS) as Part[]) {
    const path: number[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      if (at.matches(PARTS[part])) return { part, path };
      if (at.parentElement) path.unshift([...at.parentElement.children].indexOf(at));
    }
  }
  return null;
}

/** The nearest that there is: a text may have lost what was found in it. */
export function elementAt(page: Document, { part, path }: Place): Element | null {
  let element = page.querySelector(PARTS[part]);
  for (const index of path) {
    const inner: Element | undefined = element?.children[index];
    if (!inner) break;
    element = inner;
  }
  return element;
}
