// Somebody who hands files in, for the benchmarks: an account made by the command line, signed in and uploading by HTTP.

import { command } from '../browser/liangyi.mjs';

/** An editor of the organisation, signed in: the headers of what they ask. */
export async function editor(binary, { url, settings }, organisation) {
  const name = `bench-${organisation}`;
  const said = await command(binary, settings, 'user', 'add', name);
  await command(binary, settings, 'user', 'grant', name, organisation, 'editor');
  const marks = { 'X-Liangyi-Request': '1', Origin: new URL(url).origin };
  const body = JSON.stringify({ name, password: said.match(/password: (\S+)/u)[1] });
  const answer = await fetch(`${url}/api/studio/v1/session`, { method: 'POST', headers: { ...marks, 'Content-Type': 'application/json' }, body });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return { ...marks, Cookie: answer.headers.get('set-cookie').split(';')[0] };
}

/** Begins an upload of so many bytes (tus 1.0.0); where its bytes go. */
export async function begin({ url }, headers, organisation, name, length) {
  const encoded = (text) => Buffer.from(text).toString('base64');
  const metadata = `filename ${encoded(name)},organisation ${encoded(organisation)}`;
  const asked = { ...headers, 'Tus-Resumable': '1.0.0', 'Upload-Length': String(length), 'Upload-Metadata': metadata };
  const made = await fetch(`${url}/api/studio/v1/uploads`, { method: 'POST', headers: asked });
  if (made.status !== 201) throw new Error(`upload of ${name}: ${made.status} ${await made.text()}`);
  return new URL(made.headers.get('Location'), url);
}
