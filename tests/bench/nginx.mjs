// Debian's nginx with a configuration of its own in a temporary folder: one compressed page, served from a file.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../browser/liangyi.mjs';
import { comparable } from './page.mjs';

/** `add_header` lines that repeat what liangyi sends; nginx sets length and type by itself. */
function headerLines(headers) {
  const { 'content-length': _length, 'content-type': _type, ...rest } = comparable(headers);
  return Object.entries(rest).map(([name, value]) => {
    // nginx would read a variable there, and knows no way to say that it is none.
    if (value.includes('$')) throw new Error(`the header ${name}: ${value} cannot be repeated in nginx's configuration`);
    return `add_header ${name} "${value.replace(/["\\]/gu, '\\$&')}";`;
  });
}

/** As fast as nginx goes with a small file: open descriptors kept, no log, connections kept. */
function configuration(folder, port, headers) {
  return `
daemon off;
worker_processes ${availableParallelism()};
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=16;
  etag off;
  types { }
  default_type "${headers['content-type']}";
  server {
    listen 127.0.0.1:${port};
    root ${folder};
    location = /page { ${headerLines(headers).join(' ')} }
  }
}
`;
}

async function untilListening(url, child, folder) {
  for (let i = 0; i < 100 && child.exitCode === null; i += 1) {
    if (await fetch(url).catch(() => null)) return;
    await sleep(50);
  }
  throw new Error(`nginx did not start; its reasons are in ${folder}/error.log`);
}

/** Serves `page` (see page.mjs) out of `folder`, which is made here. Answers `{ url, stop }`. */
export async function startNginx(folder, page) {
  await mkdir(folder, { recursive: true });
  // Started as root, nginx gives its workers to another user, who must reach the file.
  for (const path of [join(folder, '..'), folder]) await chmod(path, 0o755);
  await writeFile(join(folder, 'page'), page.body);
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port, page.headers));
  const child = spawn('/usr/sbin/nginx', ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}/page`;
  await untilListening(url, child, folder);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
}
