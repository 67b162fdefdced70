// Signing in by another site: which ones, away to one, and what the browser brought back.
import { change, get, Problem } from './client';
import type { Me, SecondStep } from './accounts';

export interface Provider {
  key: string;
  name: string;
}

export interface Identity {
  id: number;
  provider: string;
  label: string;
  created_at: string;
  used_at: string | null;
  usable: boolean;
}

/** What the way back ends with: signed in, a second factor to be shown, or linked. */
export type Outcome = Me | SecondStep | { linked: true };

/** Where somebody was going when they went away; read once. */
const GOING = 'liangyi-oidc-to';

/** None where the door cannot be asked: then there are only the other ways in. */
export async function providers(): Promise<Provider[]> {
  const answer = await get<{ providers: Provider[] }>('/oidc/providers').catch(() => ({ providers: [] }));
  return answer.providers;
}

async function leave(key: string, what: 'sign-in' | 'link' | 'join', body?: unknown) {
  const { url } = await change<{ url: string }>('POST', `/oidc/providers/${encodeURIComponent(key)}/${what}`, body);
  location.assign(url);
  // The page goes away: whoever waits for this, waits on.
  await new Promise<never>(() => {});
}

export async function leaveToSignIn(key: string, to: string): Promise<void> {
  sessionStorage.setItem(GOING, to);
  await leave(key, 'sign-in');
}

export async function leaveToLink(key: string, password: string): Promise<void> {
  sessionStorage.removeItem(GOING);
  await leave(key, 'link', { password });
}

export async function leaveToJoin(key: string, invitee: { token: string; name: string; display_name: string }): Promise<void> {
  sessionStorage.removeItem(GOING);
  await leave(key, 'join', invitee);
}

export function goingTo(): string {
  const to = sessionStorage.getItem(GOING) ?? '/';
  sessionStorage.removeItem(GOING);
  return /^\/(?!\/)/u.test(to) ? to : '/';
}

/** Gives what the provider sent along to the server. */
export async function comeBack(provider: string, brought: URLSearchParams): Promise<Outcome> {
  const error = brought.get('error');
  if (error === 'access_denied') throw new Problem(0, '您在登录服务那边取消了，或没有获准使用。可以重新开始，或用别的方式登录。');
  if (error) throw new Problem(0, `登录服务那边没有成功（${error.slice(0, 60)}）。请重新开始；仍然不行，请告诉管理员。`);
  const [state, code] = [brought.get('state'), brought.get('code')];
  if (!state || !code) throw new Problem(0, '这个网址不完整。请从登录页重新开始。');
  return change<Outcome>('POST', '/oidc/finish', { provider, state, code, issuer: brought.get('iss') });
}
