// Debian's Chromium as a drawing board: a page of a given size whose script draws and whose pixels are read.

import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../../../tests/browser/', import.meta.url))('playwright-core');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];

/** Calls `act` with a blank page of `width` × `height` pixels, and closes the browser whatever happens. */
export async function withPage(width, height, act) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1 });
    return await act(page);
  } finally {
    await browser.close();
  }
}
