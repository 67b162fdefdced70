// What axe finds on a page, and a picture of the page for who wants to look: the same for readers' pages and the studio's.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';

import { out } from './chromium.mjs';

/** The rules that dark colours can break where light ones keep them: a dark page differs in nothing else. */
export const COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * A line for each violation. `rules`: only these, by axe's names; `more`: rules that axe leaves off, as its options name them.
 * What stands in a frame (an H5 page, a preview) is another page, which has a test of its own.
 */
export async function violations(page, { rules, more = {} } = {}) {
  // Of what is in order axe keeps one example, not the HTML of every element; and it answers from this page, without a second one.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('iframe').options({ resultTypes: ['violations'], rules: more });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/**
 * The page as it stands is sound: axe finds nothing, and nothing reaches past the side of the screen. `options` are those of `violations`.
 * With LIANGYI_PICTURES set it leaves a picture of the whole page in out/: a second of work each, which only eyes need.
 */
export async function sound(page, name, options) {
  if (process.env.LIANGYI_PICTURES) await page.screenshot({ path: join(out, `${name.replace(/[^\p{L}\d]+/gu, '-')}.png`), fullPage: true });
  assert.deepEqual(await violations(page, options), [], name);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} is ${wide} px wider than the screen`);
}
