// Why an upload stopped, in words, and whether it can go on.

/** What tus-js-client says of an answer that was no success. */
export type UploadError = Error & { originalResponse?: { getBody(): string; getStatus(): number } | null };

/** The file will not do, whatever is tried again; anything else may have gone by when somebody goes on. */
const REFUSALS = new Set([400, 403, 413, 415, 422]);

export function isRefusal({ originalResponse }: UploadError): boolean {
  return REFUSALS.has(originalResponse?.getStatus() ?? 0);
}

export function faultOf({ originalResponse }: UploadError): string {
  try {
    const { detail } = JSON.parse(originalResponse?.getBody() ?? '') as { detail?: string };
    if (detail) return detail;
  } catch {
    // No words from the server: ours follow.
  }
  const status = originalResponse?.getStatus();
  if (status === 413) return '文件太大，超过了本单位剩余的空间。';
  return status ? '服务器没有收下这个文件。' : '网络断开了。恢复以后点“继续”，从断开的地方接着传。';
}
