// Accounts as people meet them: invited by a link, a second factor, recovery codes, administering, the audit log.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { open } from './chromium.mjs';
import { look } from './look.mjs';
import { account, signIn } from './studio.mjs';

const PASSWORD = 'correct horse battery';

/** The six digits of RFC 6238, as an app on a telephone makes them. */
function digits(secret, step) {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/gu).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', key).update(counter).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** An app that never gives a code twice. */
function app(secret) {
  let last = 0;
  return async () => {
    const present = () => Math.floor(Date.now() / 30_000);
    while (last > present()) await sleep(200);
    last = Math.max(last + 1, present());
    return digits(secret, last);
  };
}

test('somebody invited by a link makes an account, protects it, and comes in with both factors or a recovery code', async (t) => {
  const admin = await signIn(t, await account('accounts-admin', { roles: ['administrator'] }));
  await admin.getByRole('link', { name: '人员' }).click();
  await admin.getByRole('button', { name: '邀请', exact: true }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('受邀的人');
  await dialog.getByRole('checkbox', { name: '编辑' }).check();
  await look(admin, 'invite');
  await dialog.getByRole('button', { name: '生成邀请链接' }).click();
  const link = await dialog.getByLabel('一次性链接，只显示这一次').inputValue();
  await look(admin, 'invited');
  await dialog.getByRole('button', { name: '完成' }).click();
  await admin.getByRole('heading', { name: '还没有接受的邀请' }).waitFor();
  await look(admin, 'staff');

  const page = await open(t);
  await page.goto(`/studio/join#${link.split('#')[1]}`);
  await page.getByText('作者、编辑').waitFor();
  await look(page, 'join');
  await page.getByLabel('用户名').fill('invited');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('再输入一次密码').fill(PASSWORD);
  await page.getByRole('button', { name: '设置好并进入工作台' }).click();
  await page.getByRole('heading', { name: /您好/u }).waitFor();
  assert.equal(await page.getByRole('link', { name: '人员' }).count(), 0, 'an author administers nothing');

  await page.getByRole('link', { name: /受邀的人/u }).click();
  await page.getByRole('heading', { name: '我的账号' }).waitFor();
  await page.getByText('本机').waitFor();
  await look(page, 'account');
  await page.getByRole('button', { name: '开启两步验证' }).click();
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '继续' }).click();
  const code = app((await page.locator('.secret').textContent()).replaceAll(' ', ''));
  await look(page, 'enrolment');
  await page.getByLabel('2. 填应用显示的六位验证码').fill(await code());
  await page.getByRole('button', { name: '开启', exact: true }).click();
  const list = page.getByRole('list', { name: '恢复码' }).getByRole('listitem');
  await list.nth(9).waitFor();
  const codes = await list.allTextContents();
  assert.equal(codes.length, 10);
  await look(page, 'recovery-codes');
  await page.getByLabel('我已经保存好了').check();
  await page.getByRole('button', { name: '完成' }).click();
  await page.getByText('已开启').waitFor();

  for (const second of [code, () => codes[0]]) {
    await page.getByRole('button', { name: '退出', exact: true }).click();
    await page.getByLabel('用户名').fill('invited');
    await page.locator('#password').fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByLabel('验证码').waitFor();
    assert.ok(await page.getByLabel('验证码').evaluate((field) => field === document.activeElement));
    await page.getByLabel('验证码').fill('000000');
    await page.getByRole('button', { name: '验证并登录' }).click();
    await page.getByRole('alert').waitFor();
    await look(page, 'second-step');
    await page.getByLabel('验证码').fill(await second());
    await page.getByRole('button', { name: '验证并登录' }).click();
    await page.getByRole('heading', { name: /您好/u }).waitFor();
  }

  await admin.reload();
  await admin.getByRole('button', { name: '管理受邀的人' }).click();
  await look(admin, 'staff-dialog');
  await dialog.getByRole('button', { name: /收回.*编辑/u }).click();
  await admin.getByRole('status').filter({ hasText: '角色已收回' }).waitFor();
  await dialog.getByRole('link', { name: '看这个账号的审计日志' }).click();
  await admin.getByRole('list', { name: '记录' }).getByText('使用恢复码').first().waitFor();
  await look(admin, 'audit');
  await admin.getByLabel('操作').selectOption('role-revoked');
  await admin.getByRole('status').filter({ hasText: '列出1条记录' }).waitFor();
  assert.match(await admin.getByRole('list', { name: '记录' }).textContent(), /收回角色.*（编辑）/su);
});

test('who has to have a second factor is led to it and can do nothing else before', async (t) => {
  const boss = await account('rules-admin', { roles: ['administrator'] });
  const author = await signIn(t, await account('rules-author', { roles: ['author'] }));
  const admin = await signIn(t, boss);
  await admin.goto('/studio/account');
  await admin.getByRole('button', { name: '开启两步验证' }).click();
  await admin.getByLabel('密码', { exact: true }).fill(boss.password);
  await admin.getByRole('button', { name: '继续' }).click();
  const code = app((await admin.locator('.secret').textContent()).replaceAll(' ', ''));
  await admin.getByLabel('2. 填应用显示的六位验证码').fill(await code());
  await admin.getByRole('button', { name: '开启', exact: true }).click();
  await admin.getByLabel('我已经保存好了').check();
  await admin.getByRole('button', { name: '完成' }).click();
  await admin.getByRole('link', { name: '人员' }).click();
  await admin.getByLabel('哪个组织').selectOption({ label: '临水市科学技术协会（示例）' });
  await admin.getByLabel('要求', { exact: true }).selectOption('everyone');
  await admin.getByRole('button', { name: '设置', exact: true }).click();
  await admin.getByText('要求已更新').waitFor();
  try {
    await author.getByRole('link', { name: '作品', exact: true }).click();
    await author.getByText('您所在的组织要求使用两步验证').waitFor();
    await look(author, 'owing');
    await author.goto('/studio/works');
    await author.getByRole('heading', { name: '我的账号' }).waitFor();
  } finally {
    const call = admin.getByRole('button', { name: /取消临水市/u });
    await call.click();
    // The words of before may still stand: nobody is asked any more when the button is gone.
    await call.waitFor({ state: 'detached' });
  }
});

test('a password is set anew by a link', async (t) => {
  const { name } = await account('forgetful', { roles: ['author'] });
  const admin = await signIn(t, await account('helpful', { roles: ['administrator'] }));
  await admin.goto(`/studio/staff?q=${name}`);
  await admin.getByRole('button', { name: `管理测试-${name}` }).click();
  await admin.getByRole('button', { name: '重设密码的链接' }).click();
  const link = await admin.getByLabel('一次性链接，只显示这一次').inputValue();
  const page = await open(t);
  await page.goto(`/studio/password#${link.split('#')[1]}`);
  await look(page, 'password');
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输入一次').fill(PASSWORD);
  await page.getByRole('button', { name: '设置新密码' }).click();
  await page.waitForURL(/sign-in$/u);
  await signIn(t, { name, password: PASSWORD });
});
