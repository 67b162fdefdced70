// One check of what was saved last. A chunk of its own with everything that only a check needs; axe itself is fetched by the frame.
import axe from 'axe-core/axe.min.js?url';
import { rules } from 'axe-core/locales/zh_CN.json';

import { getPage } from '../api/client';
import { copyFor } from './copy';
import { lookAt } from './frame';
import inside from './inside.ts?worker&url';
import { shown, type Shown } from './shown';

/** Says what is shown in the list. Nothing of a check that `signal` ended comes back. */
export async function check(work: number, version: number, signal: AbortSignal): Promise<Shown[]> {
  const html = await getPage(`/works/${work}/preview`, { version }, signal);
  const found = await lookAt(copyFor(html, location.origin, [axe, inside]), signal);
  return shown(found, rules);
}
