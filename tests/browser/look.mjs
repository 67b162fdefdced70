// One page of the studio as it stands: sound on a phone and a desk, light and dark.

import { COLOURS, sound } from './axe.mjs';

export async function look(page, name) {
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    await sound(page, `studio ${name} at ${width} px`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await sound(page, `studio ${name} at ${width} px in the dark`, { rules: COLOURS });
  }
}
