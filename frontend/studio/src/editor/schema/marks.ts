// What a stretch of text may be. The order is that of the tree: links outside, code inside.

import { Mark } from '@tiptap/core';

import type { Target } from '../tree';

const WEB = /^(?:https?:\/\/[^/?#\s:@]|mailto:[^@\s?]+@[^@\s?])/iu;
/** What no address may hold. */
const NOT_IN_ADDRESS = /[\p{White_Space}\p{Cc}<>"\\^`{|}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** Where an address leads, as it is typed or pasted; `null` where no reader can be sent. */
export function target(address: string): Target | null {
  const [kind, rest] = [address.slice(0, address.indexOf(':')), address.slice(address.indexOf(':') + 1)];
  if (kind === 'clause') return /^[a-z0-9-]+(?:@[1-9][0-9]*)?#[p0-9.]+$/u.test(rest) ? { to: 'clause', clause: rest } : null;
  if (kind === 'work') return /^[a-z0-9-]+$/u.test(rest) ? { to: 'work', work: rest } : null;
  if (address.startsWith('#')) return /^#[a-z][a-z0-9-]*$/u.test(address) ? { to: 'anchor', anchor: address.slice(1) } : null;
  return WEB.test(address) && !NOT_IN_ADDRESS.test(address) && address.length <= 2048 ? { to: 'web', address } : null;
}

/** As the source has it. */
export function addressOf(to: Target): string {
  switch (to.to) {
    case 'web':
      return to.address;
    case 'clause':
      return `clause:${to.clause}`;
    case 'work':
      return `work:${to.work}`;
    case 'anchor':
      return `#${to.anchor}`;
  }
}

export const Link = Mark.create({
  name: 'link',
  priority: 104,
  inclusive: false,
  addAttributes: () => ({ target: { default: null, parseHTML: (element: HTMLElement) => target(element.getAttribute('href') ?? ''), renderHTML: ({ target: to }) => (to ? { href: addressOf(to as Target), 'data-to': (to as Target).to } : {}) } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => (target(element.getAttribute('href') ?? '') ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ['a', HTMLAttributes, 0],
});

export const Strong = Mark.create({
  name: 'strong',
  priority: 103,
  parseHTML: () => [{ tag: 'strong' }, { tag: 'b' }],
  renderHTML: () => ['strong', 0],
});

export const Emphasis = Mark.create({
  name: 'emphasis',
  priority: 102,
  parseHTML: () => [{ tag: 'em' }, { tag: 'i' }],
  renderHTML: () => ['em', 0],
});

export const Code = Mark.create({
  name: 'code',
  priority: 101,
  code: true,
  parseHTML: () => [{ tag: 'code' }],
  renderHTML: () => ['code', { spellcheck: 'false' }, 0],
});
