// A file of Word, WPS or an editor of Markdown on its way into a work.
import { shallowRef } from 'vue';

import { sendFile } from '../api/client';
import type { ImportedDocument } from '../api/documents';

export const DOCUMENTS = '.docx,.md,.markdown,application/vnd.openxmlformats-officedocument.wordprocessingml.document,text/markdown';
const MOST_BYTES = 50 * 1024 * 1024;

export function isDocument({ name }: { name: string }): boolean {
  return /\.(?:docx?|wps|md|markdown)$/iu.test(name);
}

/** Why it need not travel; empty where it may. */
export function misfit({ name, size }: { name: string; size: number }): string {
  if (/\.(?:doc|wps)$/iu.test(name)) return '这是旧格式的文档。请用 Word 或 WPS 打开，另存为 .docx，再导入。';
  if (!isDocument({ name })) return '这里只能导入 Word 文档（.docx）和 Markdown 文件（.md）。';
  if (size === 0) return '文件是空的。请检查是不是选对了文件。';
  return size > MOST_BYTES ? '文件超过 50 MB。请在 Word 或 WPS 里压缩图片，或者拆成几篇，再导入。' : '';
}

export function readFile(file: File): Promise<ImportedDocument> {
  return sendFile<ImportedDocument>('/documents/import', file, { name: file.name });
}

/** Read while its work was begun, for the page of that work to go on with. */
export const waiting = shallowRef<{ work: number; read: ImportedDocument } | null>(null);
