// What is said of an original in a line.
import type { Asset } from '../api/types';
import { short } from '../captions/time';
import { size } from '../works/words';

export const ASSET_KINDS: Record<Asset['kind'], string> = { picture: '图片', video: '视频', 'long-image': '长图', h5: 'H5 页面' };

export const HOW: Record<Asset['used_by'][number]['how'], string> = { published: '已发布', draft: '正在写', earlier: '只在旧版本里' };

export function facts({ kind, bytes, width, height, duration_ms }: Asset): string {
  const sides = width && height ? `${width}×${height}` : '';
  return [ASSET_KINDS[kind], sides, duration_ms === null ? '' : short(duration_ms), size(bytes)].filter(Boolean).join('，');
}

/** What can be shown of it in a small place; empty where nothing can. */
export function thumbnail({ posters, slices }: Asset): string {
  const small = posters.toSorted((a, b) => a.width - b.width).find(({ width }) => width >= 320) ?? posters.at(-1);
  return small?.url ?? slices[0]?.url ?? '';
}

/** How the rights in it stand, where an editor should know. */
export function standing({ rights }: Asset, now = Date.now()): { words: string; tone: string } | null {
  if (!rights?.expires_on) return null;
  if (rights.expired) return { words: '使用权已过期', tone: 'cinnabar' };
  const days = Math.ceil((Date.parse(`${rights.expires_on}T24:00:00+08:00`) - now) / 86_400_000);
  return days <= 30 ? { words: `使用权还剩${Math.max(days, 0)}天`, tone: 'gamboge' } : null;
}
