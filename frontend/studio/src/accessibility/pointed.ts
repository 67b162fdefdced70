// What the preview shall show next, of which work: it opens for it, shows it and takes it away.
import { shallowRef } from 'vue';

import type { Place } from './place';

export const pointed = shallowRef<{ work: number; place: Place } | null>(null);
