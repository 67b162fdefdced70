// The one way to the server: same origin, session cookie, faults as words for the editor.

export const ROOT = '/api/studio/v1';

/** Asked of every request that changes something; a foreign page cannot set it. */
export const OWN_REQUEST = { 'X-Liangyi-Request': '1' };

/** A fault with a sentence that can be shown. `status` is 0 where no answer came. */
export class Problem extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, detail: string, body?: unknown) {
    super(detail);
    this.status = status;
    this.body = body;
  }
}

const UNREACHABLE = '连不上服务器。请检查网络，稍后再试。';

function sentence(status: number, body: unknown): string {
  const { detail, title } = (body ?? {}) as { detail?: string; title?: string };
  if (detail || title) return detail ?? title ?? '';
  if (status === 401) return '登录已失效，请重新登录。';
  if (status === 403) return '您的账号没有做这件事的权限。';
  if (status === 404) return '没有找到，可能已被删除。';
  if (status === 429) return '操作太频繁，请稍等片刻再试。';
  return status >= 500 ? '服务器出了问题，请稍后再试。' : '请求没有成功。';
}

let signedOut: () => void = () => {};

/** What to do when the server says that nobody is signed in. */
export function whenSignedOut(act: () => void): void {
  signedOut = act;
}

let owed: () => void = () => {};

/** What to do when the server says that a second factor has to be set up first. */
export function whenSecondFactorIsOwed(act: () => void): void {
  owed = act;
}

export type Query = Record<string, string | number | undefined>;

export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return ROOT + path + (search && `?${search}`);
}

async function send(method: string, path: string, init: RequestInit): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(path, { method, credentials: 'same-origin', cache: 'no-store', ...init });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw new Problem(0, UNREACHABLE);
  }
  const text = await answer.text();
  const json = /[/+]json/u.test(answer.headers.get('content-type') ?? '');
  const body: unknown = json && text ? JSON.parse(text) : undefined;
  if (answer.ok) return json ? body : text;
  if (answer.status === 401 && !(method === 'POST' && path.endsWith('/session'))) signedOut();
  if (answer.status === 403 && (body as { second_factor?: string } | undefined)?.second_factor === 'required') owed();
  throw new Problem(answer.status, sentence(answer.status, body), body);
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await send('GET', address(path, query), { signal })) as T;
}

/** A page, as its HTML. */
export async function getPage(path: string, query: Query = {}, signal?: AbortSignal): Promise<string> {
  return (await send('GET', address(path, query), { signal })) as string;
}

export async function change<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const headers = body === undefined ? OWN_REQUEST : { ...OWN_REQUEST, 'Content-Type': 'application/json' };
  return (await send(method, ROOT + path, { headers, body: body === undefined ? null : JSON.stringify(body) })) as T;
}

/** Sends the bytes of a file as they are. */
export async function sendFile<T>(path: string, file: Blob, query: Query = {}): Promise<T> {
  const headers = { ...OWN_REQUEST, 'Content-Type': 'application/octet-stream' };
  return (await send('POST', address(path, query), { headers, body: file })) as T;
}

export function words(fault: unknown): string {
  return fault instanceof Problem ? fault.message : '出了意外的问题，请刷新页面再试。';
}
