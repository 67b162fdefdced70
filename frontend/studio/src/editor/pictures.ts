// Where a picture of the library can be seen, by the name that a text has for it: the digest of its original.

import { get } from '../api/client';
import type { Asset } from '../api/types';

const known = new Map<string, Promise<string | null>>();

export function remember({ digest, posters }: Asset): void {
  if (posters.length > 0) known.set(digest, Promise.resolve(smallest(posters)));
}

export function smallest(posters: Asset['posters']): string {
  return posters.toSorted((a, b) => a.width - b.width).find(({ width }) => width >= 640)?.url ?? posters.at(-1)?.url ?? '';
}

/** `null` where there is none, or none that this account may see. */
export function addressOf(picture: string): Promise<string | null> {
  let found = known.get(picture);
  if (!found) {
    found = get<{ assets: Asset[] }>('/assets', { kind: 'picture', q: picture, limit: 1 }).then(
      ({ assets: [asset] }) => (asset?.digest === picture && asset.posters.length > 0 ? smallest(asset.posters) : null),
      () => null,
    );
    known.set(picture, found);
  }
  return found;
}
