// Passkeys as people use them, with Chromium's virtual authenticator: registered, signed in with alone, after the password, revoked.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';

import { binary, open, out } from './chromium.mjs';
import { command, freePort, start } from './liangyi.mjs';
import { look } from './look.mjs';

/** A site of its own: browsers make passkeys for names, and the other one is at a number. */
let site;
let password;

before(async () => {
  const port = await freePort();
  const more = { LIANGYI_LISTEN: `127.0.0.1:${port}`, LIANGYI_BASE_URL: `http://localhost:${port}`, LIANGYI_RUN_WORKER: 'false' };
  site = await start(binary, join(out, 'passkeys.log'), more, { demo: false });
  const said = await command(binary, site.settings, 'user', 'add', 'keyholder', '--display-name', '持有人', '--admin');
  password = said.match(/password: (\S+)/u)[1];
});

after(async () => assert.equal(await site?.stop(), 0));

/** A page with an authenticator that is there and sees its owner; and what DevTools says of it. */
async function withAuthenticator(t) {
  const page = await open(t);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options });
  // It answers whatever it is asked while its owner is present, also what is only offered where the user name is filled in.
  const present = (enabled) => devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  const leave = async () => {
    await present(false);
    await page.getByRole('button', { name: '退出', exact: true }).click();
    await page.getByRole('button', { name: '用通行密钥进入' }).waitFor();
  };
  const sees = (isUserVerified) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  const keys = async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  return { page, sees, keys, present, leave };
}

const studio = (path) => `${site.url.replace('127.0.0.1', 'localhost')}/studio${path}`;

async function byPassword(page, who = { name: 'keyholder', password }) {
  await page.getByLabel('用户名').fill(who.name);
  await page.locator('#password').fill(who.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

test('a passkey is registered, opens the door alone and after the password, and is revoked', async (t) => {
  const { page, sees, keys, present, leave } = await withAuthenticator(t);
  await page.goto(studio('/'));
  await byPassword(page);
  await page.getByRole('heading', { name: /您好/u }).waitFor();
  await page.goto(studio('/account'));
  const card = page.getByRole('region', { name: '通行密钥' });
  await card.getByRole('button', { name: '登记通行密钥' }).click();
  await card.getByLabel('名称').fill('办公室电脑');
  await card.getByLabel('密码').fill(password);
  await page.keyboard.press('Enter');
  const codes = page.getByRole('list', { name: '恢复码' }).getByRole('listitem');
  await codes.nth(9).waitFor();
  const recovery = await codes.allTextContents();
  await look(page, 'passkey-recovery-codes');
  await page.getByLabel('我已经保存好了').check();
  await page.getByRole('button', { name: '完成' }).click();
  await card.getByText('办公室电脑').waitFor();
  const [made] = await keys();
  assert.equal([made.rpId, made.isResidentCredential].join(' '), 'localhost true', 'it is bound to the host, and found without a name');
  await look(page, 'passkeys');

  // Alone, by keyboard.
  await leave();
  await page.getByRole('button', { name: '用通行密钥进入' }).focus();
  await look(page, 'sign-in');
  await present(true);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /您好/u }).waitFor();

  // Nobody seen: refused in words, and the door is still there.
  await leave();
  await sees(false);
  await present(true);
  await page.getByRole('button', { name: '用通行密钥进入' }).click();
  await page.getByRole('alert').waitFor();
  await present(false);
  await sees(true);

  // After the password: by passkey, and by a recovery code.
  await byPassword(page);
  await page.getByRole('button', { name: '用通行密钥验证' }).waitFor();
  await look(page, 'second-step-passkey');
  await present(true);
  await page.getByRole('button', { name: '用通行密钥验证' }).click();
  await page.getByRole('heading', { name: /您好/u }).waitFor();
  await leave();
  await byPassword(page);
  await page.getByLabel('验证码').fill(recovery[0]);
  await page.getByRole('button', { name: '验证并登录' }).click();
  await page.getByRole('heading', { name: /您好/u }).waitFor();

  await page.goto(studio('/account'));
  await card.getByRole('button', { name: '撤销通行密钥“办公室电脑”' }).click();
  await card.getByLabel('密码').fill(password);
  await card.getByRole('button', { name: '撤销', exact: true }).click();
  await card.getByText('还没有登记').waitFor();
  await leave();
  await present(true);
  await page.getByRole('button', { name: '用通行密钥进入' }).click();
  await page.getByRole('alert').filter({ hasText: '没有在本站登记' }).waitFor();
});

test('the browser offers a passkey where the user name is filled in, and says nothing where it cannot', async (t) => {
  const { page, keys } = await withAuthenticator(t);
  const said = await command(binary, site.settings, 'user', 'add', 'filled-in', '--display-name', '另一位', '--admin');
  const who = { name: 'filled-in', password: said.match(/password: (\S+)/u)[1] };
  await page.goto(studio('/'));
  await byPassword(page, who);
  await page.getByRole('heading', { name: /您好/u }).waitFor();
  await page.goto(studio('/account'));
  const card = page.getByRole('region', { name: '通行密钥' });
  await card.getByRole('button', { name: '登记通行密钥' }).click();
  await card.getByLabel('名称').fill('手机');
  await card.getByLabel('密码').fill(who.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('我已经保存好了').check();
  await page.getByRole('button', { name: '完成' }).click();
  await card.getByText('手机').waitFor();
  assert.equal((await keys()).length, 1);
  // The virtual authenticator chooses for its owner: nobody types and no button is pressed.
  await page.context().clearCookies();
  await page.goto(studio('/sign-in'));
  await page.getByRole('heading', { name: /您好/u }).waitFor();

  // A browser without it: the door as it always was.
  await page.context().clearCookies();
  await page.addInitScript(() => delete PublicKeyCredential.isConditionalMediationAvailable);
  await page.goto(studio('/sign-in'));
  await page.getByRole('button', { name: '用通行密钥进入' }).waitFor();
  assert.equal(await page.getByLabel('用户名').getAttribute('autocomplete'), 'username webauthn');
  assert.equal(await page.getByRole('alert').count(), 0);
});
