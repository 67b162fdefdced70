// What a file has to be for what it is meant for: said before it travels, and again when the server has looked into it.
// Absent from here: the way it travels, the screen.

/** What an upload is for: the media library, a picture in a text, a video's poster, a part of a long image, the video itself, the zip of an H5 page. */
export type Use = 'library' | 'figure' | 'poster' | 'part' | 'video' | 'h5';

/** `long-image` is what the server joins, `h5` what it makes of a zip; nobody has one as a file. */
export type FileKind = 'picture' | 'video' | 'captions' | 'zip' | 'long-image' | 'h5';

const PICTURES = 'image/png,image/jpeg,image/webp,image/gif,image/avif,image/heic,image/heif,image/tiff,.heic,.heif,.avif,.tif,.tiff';
/** With the endings that browsers have no type for. */
const VIDEOS = 'video/*,.mkv,.flv,.ts,.mts,.m2ts';

/** What the browser's own dialog offers first. */
export const ACCEPT: Record<Use, string> = { library: `${VIDEOS},${PICTURES}`, figure: PICTURES, poster: PICTURES, part: PICTURES, video: VIDEOS, h5: '.zip,application/zip' };

/** As far as the name and what the browser makes of it tell; `null` where only the server can know. */
export function kindOf({ name, type }: { name: string; type: string }): FileKind | null {
  if (/\.(?:srt|vtt|ass|ssa)$/iu.test(name)) return 'captions';
  if (/\.zip$/iu.test(name)) return 'zip';
  if (type.startsWith('image/')) return 'picture';
  return type.startsWith('video/') ? 'video' : null;
}

const CAPTIONS = '这是字幕文件，不在这里上传。请打开那件短视频的“字幕与章节”，点“导入字幕文件”。';
const NO_VIDEO = '这是图片，不是视频。请选择视频文件；要用这张图片作封面，先传视频，再到“封面”那里上传它。';
const NO_PICTURE = '这是视频，不是图片。请选择 PNG、JPEG、WebP、AVIF、HEIC、GIF 或 TIFF 图片；要发布视频，请新建一件“短视频”。';

const ZIP = '这是 zip 压缩包，只有 H5 作品用得上。请新建一件“H5”，在它的编辑页上传；如果里面是图片或视频，请先解压。';
const NO_ZIP = '这不是 zip 压缩包。请把页面的全部文件打包为 zip，index.html 放在最外层，再上传。';

/** Why a file of this kind does not do, and what to do instead; empty where it may. */
export function misfit(use: Use, kind: FileKind | null): string {
  if (kind === 'captions') return CAPTIONS;
  if (use === 'h5') return kind === 'zip' || kind === 'h5' ? '' : NO_ZIP;
  if (kind === 'zip' || kind === 'h5') return ZIP;
  if (kind === null || use === 'library') return '';
  if (use === 'video') return kind === 'video' ? '' : NO_VIDEO;
  return kind === 'picture' ? '' : NO_PICTURE;
}
