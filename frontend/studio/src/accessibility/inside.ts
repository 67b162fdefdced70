// Runs beside axe inside the frame of the check, in an origin of its own: it knows the page that it stands in, a port to answer
// on, and nothing of the app. Built like a worker (`?worker&url`), because such a frame can load no module, only one plain script.
import type { AxeResults, RunOptions } from 'axe-core';

import { foundAt, type Found, type Impact } from './found';
import { PARTS } from './place';
import { LEFT_OUT, TAGS, TO_BE_LOOKED_AT } from './rules';

/** What a script of our own says to who made the frame. */
export type Answer = { found: Found[] } | { failed: string };

/** From `axe.min.js`, which the page loads before this. */
declare const axe: { run(context: object, options: RunOptions): Promise<AxeResults> };

const OPTIONS: RunOptions = {
  runOnly: { type: 'tag', values: TAGS },
  rules: { ...Object.fromEntries(LEFT_OUT.map((rule) => [rule, { enabled: false }])), 'identical-links-same-purpose': { enabled: true } },
  resultTypes: ['violations', 'incomplete'],
  elementRef: true,
  // It would fetch the style sheets once more, for a rule that is not asked for.
  preload: false,
};

async function look(): Promise<Found[]> {
  const here = Object.values(PARTS).filter((part) => document.querySelector(part));
  const { violations, incomplete } = await axe.run({ include: here.map((part) => [part]) }, OPTIONS);
  const told = [...violations, ...incomplete.filter(({ id }) => TO_BE_LOOKED_AT.has(id))];
  return told.flatMap(({ id, impact, nodes }) =>
    nodes.flatMap((node) => (node.element ? (foundAt(node.element, id, (node.impact ?? impact ?? 'moderate') as Impact) ?? []) : [])),
  );
}

addEventListener('message', ({ source, ports: [port] }) => {
  if (source !== parent || !port) return;
  const answer = (said: Answer) => port.postMessage(said);
  look().then((found) => answer({ found }), (fault) => answer({ failed: String(fault) }));
});
