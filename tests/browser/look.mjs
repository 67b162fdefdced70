// One page of the studio by axe, on a phone and a desk, light and dark; nothing stands out at the side.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';

import { out } from './chromium.mjs';

const WIDTHS = [360, 1440];
const SCHEMES = ['light', 'dark'];

/** The frame of a preview is a reader's page, which has a test of its own; no script runs in it. */
export async function violations(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).exclude('iframe').analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

export async function look(page, name) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(out, `studio-${name}-${width}-${colorScheme}.png`), fullPage: true });
      assert.deepEqual(await violations(page), [], `${name} at ${width} px, ${colorScheme}`);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${name} at ${width} px is ${overflow} px wider than the screen`);
  }
}
