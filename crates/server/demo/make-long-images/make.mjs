// `node crates/server/demo/make-long-images/make.mjs` draws the demo's long image anew, in the parts in which it is handed in,
// and prints its panels as the front matter of the work has them. Needs Debian's chromium, the Noto CJK fonts, and `npm ci` in
// tests/browser. No picture and no font comes from anywhere else.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { withPage } from '../make-videos/chromium.mjs';
import { AZURE, CINNABAR, DEEP, EDGE, INK, INK_2, PAPER, WASH, box, disc, headline, picture, shape, stroke, text, tick } from '../make-videos/draw.mjs';
import { PANELS, PARTS } from './six-in-one.mjs';

const WIDTH = 1080;
const OUT = fileURLToPath(new URL('../works/pictures/', import.meta.url));
const pens = { AZURE, CINNABAR, DEEP, EDGE, INK, INK_2, PAPER, WASH, box, disc, headline, shape, stroke, text, tick, WIDTH };

let top = 0;
for (const panel of PANELS) {
  panel.top = top;
  top += panel.height;
}

mkdirSync(OUT, { recursive: true });
await withPage(WIDTH, 800, async (page) => {
  await page.setContent('<style>body{margin:0}svg{display:block}</style><body></body>');
  for (const [name, from, to] of PARTS) {
    const panels = PANELS.slice(from, to);
    const height = panels.reduce((sum, panel) => sum + panel.height, 0);
    const body = panels.map((panel) => `<g transform="translate(0 ${panel.top - panels[0].top})">${panel.draw(pens)}</g>`).join('');
    await page.setViewportSize({ width: WIDTH, height });
    await page.evaluate((markup) => { document.body.innerHTML = markup; }, picture(WIDTH, height, PAPER, body));
    writeFileSync(`${OUT}${name}`, await page.screenshot({ type: 'png' }));
  }
});

for (const panel of PANELS) {
  const lines = panel.words.split('\n').map((line) => (line === '' ? '' : `        ${line}`));
  console.log(`    - top: ${panel.top}\n      bottom: ${panel.top + panel.height}\n      text: |-\n${lines.join('\n')}`);
}
