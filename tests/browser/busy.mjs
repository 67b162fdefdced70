// Time on a machine that others use too: what they do is waited for as many times longer.

import { availableParallelism, loadavg } from 'node:os';

/** How many want each processor of this machine, on average over the last minute; at least one. */
export function crowding() {
  return Math.max(1, loadavg()[0] / availableParallelism());
}
