// Passkeys: from what the server asks to what the browser's authenticators answer, and why they did not, in words.
import { change, Problem } from './client';

interface Ceremony {
  ceremony: string;
  options: Options;
}

interface Described {
  type: 'public-key';
  id: string;
}

/** As JSON carries it: bytes are base64url (WebAuthn Level 3, section 5.1). */
interface Options {
  challenge: string;
  user?: { id: string; name: string; displayName: string };
  excludeCredentials?: Described[];
  allowCredentials?: Described[];
  [more: string]: unknown;
}

/** Whether this browser knows passkeys at all. */
export const KNOWN = typeof window !== 'undefined' && 'PublicKeyCredential' in window;

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '');
}

function described(list: Described[] | undefined) {
  return (list ?? []).map((one) => ({ type: one.type, id: bytes(one.id) }));
}

/** What went wrong between browser and authenticator, said to a person. */
function told(fault: unknown): Problem {
  const name = fault instanceof DOMException ? fault.name : '';
  if (name === 'NotAllowedError') return new Problem(0, '没有完成验证：可能是取消了，或等待太久。请再试一次。');
  if (name === 'InvalidStateError') return new Problem(0, '这台设备上已经有本账号的通行密钥，不用再登记。');
  if (name === 'SecurityError') return new Problem(0, '浏览器不允许在这个网址使用通行密钥。请从本站的正式网址打开工作台。');
  if (name === 'NotSupportedError' || name === 'ConstraintError') {
    return new Problem(0, '这台设备不能保存通行密钥，或没有设置指纹、面容或 PIN。请先在设备上设置，或换一台设备。');
  }
  return new Problem(0, '浏览器没能使用通行密钥。请换一个浏览器，或用别的方式登录。');
}

function answered(credential: PublicKeyCredential) {
  const { response } = credential;
  const given =
    response instanceof AuthenticatorAttestationResponse
      ? { attestationObject: text(response.attestationObject), transports: response.getTransports() }
      : assertion(response as AuthenticatorAssertionResponse);
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(response.clientDataJSON), ...given },
  };
}

function assertion(response: AuthenticatorAssertionResponse) {
  return {
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : null,
  };
}

async function ask(act: Promise<Credential | null>) {
  const credential = await act.catch((fault: unknown) => {
    throw told(fault);
  });
  if (!(credential instanceof PublicKeyCredential)) throw told(null);
  return answered(credential);
}

/** Makes a new passkey; recovery codes, where the account had none. */
export async function register(password: string, name: string): Promise<string[] | null> {
  const { ceremony, options } = await change<Ceremony>('POST', '/passkeys/begin', { password });
  const user = { ...options.user, id: bytes(options.user?.id ?? '') };
  const publicKey = { ...options, user, challenge: bytes(options.challenge), excludeCredentials: described(options.excludeCredentials) };
  const credential = await ask(navigator.credentials.create({ publicKey: publicKey as unknown as PublicKeyCredentialCreationOptions }));
  return (await change<{ recovery_codes: string[] | null }>('POST', '/passkeys', { ceremony, name, credential })).recovery_codes;
}

/** Begins at `path`/begin: what the server wants to be asked, and under which name it waits for the answer. */
async function begin(path: string) {
  const { ceremony, options } = await change<Ceremony>('POST', `${path}/begin`);
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: described(options.allowCredentials) };
  return { ceremony, publicKey: publicKey as unknown as PublicKeyCredentialRequestOptions };
}

/** Begins at `path`/begin, answers at `path`. */
export async function answerPasskey<T>(path: string): Promise<T> {
  const { ceremony, publicKey } = await begin(path);
  return change<T>('POST', path, { ceremony, credential: await ask(navigator.credentials.get({ publicKey })) });
}

/** As long as the server waits for an answer, less what the way there may take. */
const OFFERED_MS = 4.5 * 60 * 1000;

/** Whether this browser offers passkeys among what it fills into a field (conditional mediation; WebAuthn Level 3, section 5.1.7). */
async function fillsIn(): Promise<boolean> {
  return KNOWN && typeof PublicKeyCredential.isConditionalMediationAvailable === 'function' && (await PublicKeyCredential.isConditionalMediationAvailable());
}

/**
 * As {@link answerPasskey}, with a passkey that somebody chooses where the browser fills in names: `null` where none was chosen
 * before `signal`, where the browser does not offer it or anything else is in the way, of which nothing is said, because nobody asked.
 */
export async function offerPasskey<T>(path: string, signal: AbortSignal): Promise<T | null> {
  if (!(await fillsIn().catch(() => false))) return null;
  while (!signal.aborted) {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), OFFERED_MS);
    const chosen = await begin(path)
      .then(async ({ ceremony, publicKey }) => {
        const credential = await navigator.credentials.get({ publicKey, mediation: 'conditional', signal: AbortSignal.any([signal, over.signal]) });
        return { ceremony, credential };
      })
      .catch(() => null)
      .finally(() => clearTimeout(timer));
    // Chosen: from here on somebody waits, and is told what is wrong.
    if (chosen?.credential instanceof PublicKeyCredential) return change<T>('POST', path, { ceremony: chosen.ceremony, credential: answered(chosen.credential) });
    if (!over.signal.aborted) return null;
  }
  return null;
}
