// Pictures of a file, one after the other into the library.
import { watch } from 'vue';

import type { ImportedPicture } from '../api/documents';
import type { Asset } from '../api/types';
import { items } from '../uploads/items';
import { cancel, upload } from '../uploads/queue';
import type { Draft } from '../works/draft';

export interface Asked {
  picture: ImportedPicture;
  /** To be shown while its form is open. */
  address: string;
  wanted: boolean;
  alt: string;
  credit: string;
  licence: string;
}

function file({ name, media_type: type, base64 }: ImportedPicture): File {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.codePointAt(0) ?? 0);
  return new File([bytes], name, { type });
}

export function asked(pictures: ImportedPicture[]): Asked[] {
  return pictures.map((picture) => ({ picture, address: URL.createObjectURL(file(picture)), wanted: true, alt: picture.alt, credit: picture.credit, licence: picture.licence ?? '' }));
}

/** The original in the library, or in words why it is not there. */
export async function bring({ picture }: Asked, stem: string, { id, content }: Draft): Promise<Asset | string> {
  // Two files with the name 1.png are no help to anybody who looks through the library.
  const whole = new File([file(picture)], `${stem}-${picture.name}`, { type: picture.media_type });
  const item = upload(whole, { use: 'figure', work: id, title: content.title, organisation: content.organisations[0] ?? '' });
  if (typeof item === 'string') return item;
  const begun = item.id;
  const ended = await new Promise<Asset | string>((resolve) => {
    const stop = watch(
      () => {
        const now = items.get(begun);
        if (!now) return '上传已取消';
        if (now.travel === 'refused' || now.travel === 'failed') return now.fault || '没有传上去';
        return now.travel === 'arrived' ? (now.asset ?? now.fault) : '';
      },
      (state) => {
        if (!state) return;
        resolve(state);
        queueMicrotask(() => stop());
      },
      { immediate: true },
    );
  });
  if (items.has(begun)) await cancel(begun);
  return ended;
}
