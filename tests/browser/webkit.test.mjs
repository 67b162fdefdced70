// A policy in WebKit, the third engine, as WebKitGTK has it: Debian's WebDriver on a screen of its own. Where either is not
// installed, the test says so.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { url } from './chromium.mjs';
import { freePort } from './liangyi.mjs';

const DRIVER = '/usr/bin/WebKitWebDriver';
const SCREEN = '/usr/bin/Xvfb';
const missing = [DRIVER, SCREEN].filter((program) => !existsSync(program));

/** Starts a program that is stopped when test `t` ends. */
function run(t, program, args, options) {
  const child = spawn(program, args, options);
  t.after(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  return child;
}

/** The name of a screen that nobody else has. */
async function screen(t) {
  const server = run(t, SCREEN, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(server.stdio[3], 'data');
  return `:${String(number).trim()}`;
}

/** `ask(method, path, body)` of a session that ends with test `t`. */
async function session(t) {
  const port = await freePort();
  run(t, DRIVER, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env: { ...process.env, DISPLAY: await screen(t), GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1' } });
  const send = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    assert.ok(answer.ok, `${method} ${path}: ${value?.error} ${value?.message}`);
    return value;
  };
  for (let tries = 0; tries < 300 && !(await send('GET', '/status').then(() => true, () => false)); tries += 1) await sleep(100);
  const { sessionId } = await send('POST', '/session', { capabilities: { alwaysMatch: {} } });
  t.after(() => send('DELETE', `/session/${sessionId}`).catch(() => {}));
  return (method, path, body) => send(method, `/session/${sessionId}${path}`, body);
}

test('a policy reads in WebKit as it does elsewhere', async (t) => {
  if (missing.length > 0) {
    t.skip(`${missing.join(' and ')} not installed`);
    return;
  }
  const ask = await session(t);
  const say = (script, ...args) => ask('POST', '/execute/sync', { script, args });
  const until = async (what, script) => {
    for (let tries = 0; tries < 200; tries += 1) {
      if (await say(script)) return;
      await sleep(100);
    }
    assert.fail(what);
  };
  await ask('POST', '/window/rect', { width: 1280, height: 900 });
  await ask('POST', '/url', { url: new URL('/policies/work-plan-2022', url).href });
  assert.match(await say('return document.querySelector("h1").textContent'), /工作方案/u);
  assert.ok((await say('return document.querySelectorAll(".clause[id]").length')) >= 39);
  assert.ok((await say('return document.documentElement.scrollWidth - document.documentElement.clientWidth')) <= 0, 'it is wider than the screen');

  await say('document.getElementById("4.2.5").scrollIntoView()');
  await until('the contents do not follow', 'return document.querySelector(".contents-wide [aria-current]") !== null');

  const [term] = Object.values(await ask('POST', '/element', { using: 'css selector', value: 'a.term' }));
  await ask('POST', `/element/${term}/click`, {});
  await until('a term is not explained', 'const note = document.querySelector(".term-note:target"); return note !== null && getComputedStyle(note).position === "fixed"');
  const [close] = Object.values(await ask('POST', '/element', { using: 'css selector', value: '.term-note:target a.button' }));
  await ask('POST', `/element/${close}/click`, {});
  await until('its explanation stays open', 'return document.querySelector(".term-note:target") === null');

  await ask('POST', '/url', { url: new URL('/elder/policies/work-plan-2022', url).href });
  assert.ok((await say('return parseFloat(getComputedStyle(document.querySelector(".official p")).fontSize)')) >= 24);
});
