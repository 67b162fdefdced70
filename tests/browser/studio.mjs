// People of the studio for the tests: accounts made by the command line, signed in by the app's own page; a small video.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { binary, open, out, settings } from './chromium.mjs';
import { command } from './liangyi.mjs';

export const ORGANISATION = 'linshui-city';

const run = promisify(execFile);

/** Makes an account with `roles` in the organisation, standing for `person` of the demo; answers its name and password. */
export async function account(name, { roles, person, admin = false }) {
  const said = await command(binary, settings, 'user', 'add', name, '--display-name', `测试-${name}`, ...(admin ? ['--admin'] : []));
  for (const role of roles ?? []) await command(binary, settings, 'user', 'grant', name, ORGANISATION, role);
  if (person) await command(binary, settings, 'user', 'person', name, person);
  return { name, password: said.match(/password: (\S+)/u)[1] };
}

/** A page of the studio in a browser of its own, signed in. */
export async function signIn(t, { name, password }, options) {
  const page = await open(t, options);
  await page.goto('/studio/');
  await page.getByLabel('用户名').fill(name);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: /您好/u }).waitFor();
  return page;
}

/** Six seconds of moving picture and a tone, upright, as a phone writes it; `mark` makes the bytes its own. */
export async function clip(mark) {
  const file = join(out, `${mark}.mp4`);
  const picture = `testsrc2=size=360x640:rate=25:duration=6`;
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-metadata', `comment=${mark}`];
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', 'sine=440:duration=6', ...coding, file]);
  return file;
}

/** Waits until the app says that the server has all that was typed. */
export async function saved(page) {
  await page.locator('[data-saving="saved"]').waitFor();
}

/** Begins a work by the app's own pages; answers its address in the studio. */
export async function begin(page, kind, title) {
  await page.goto('/studio/works/new');
  await page.getByRole('radio', { name: kind }).check();
  await page.getByLabel('标题').fill(title);
  const genre = page.getByLabel('解读类型');
  if ((await genre.inputValue()) === '') await genre.selectOption('expert');
  await page.getByRole('button', { name: '建立并开始编辑' }).click();
  await page.waitForURL(/\/studio\/works\/\d+$/u);
  await page.locator('#field-title').waitFor();
  return new URL(page.url()).pathname;
}

/** Writes `text` as the source of the body, in place of what is there. */
export async function writeSource(page, text) {
  await page.getByRole('button', { name: '源码' }).click();
  await page.locator('textarea#field-body').fill(text);
  await page.getByRole('button', { name: '源码' }).click();
  await page.locator('[data-body="ready"] #field-body').waitFor();
}

/** The body's source, as the app would save it. */
export async function readSource(page) {
  await page.getByRole('button', { name: '源码' }).click();
  const text = await page.locator('textarea#field-body').inputValue();
  await page.getByRole('button', { name: '源码' }).click();
  await page.locator('[data-body="ready"] #field-body').waitFor();
  return text;
}

/** The text in the structured editor, when it can be typed into. */
export async function canvas(page) {
  const text = page.locator('[data-body="ready"] #field-body');
  await text.waitFor();
  return text;
}
