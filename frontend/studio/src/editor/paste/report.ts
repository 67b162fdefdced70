// What a pasted text had and this one has no place for, in words.

export interface Dropped {
  pictures: number;
  media: number;
  /** Addresses that no reader can be sent to. */
  links: number;
  merged: number;
  /** Scripts and parts of forms. */
  active: number;
  styled: boolean;
  deep: boolean;
}

export const nothing = (): Dropped => ({ pictures: 0, media: 0, links: 0, merged: 0, active: 0, styled: false, deep: false });

export function said(dropped: Dropped): string[] {
  const lines = [
    dropped.pictures > 0 && `${dropped.pictures}张图片没有带进来。请先上传到素材库，再用“图片”插入，写明替代文字和来源。`,
    dropped.media > 0 && `${dropped.media}个视频、音频或小程序没有带进来。`,
    dropped.links > 0 && `${dropped.links}个链接的地址读者打不开，只留下了文字。`,
    dropped.merged > 0 && `表格里${dropped.merged}个合并的单元格已拆开，请核对。`,
    dropped.deep && '小标题超过三级，更低的几级并成了一级。',
    dropped.active > 0 && '网页里的脚本、表单已去掉。',
    dropped.styled && '颜色、字号、下划线等样式没有带进来。',
  ].filter((line) => line !== false);
  return lines.length > 0 ? ['已粘贴。', ...lines] : [];
}
