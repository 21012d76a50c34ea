// A vault that is older than the one that was here last: it opens for reading only, until the user has looked.

import assert from 'node:assert/strict';
import { copyOf, putBack } from '../driver/disk.mjs';
import { MASTER, test } from '../harness.mjs';

test('D10 An older vault put back opens for reading only, says so, and is taken when the user says so', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const url = 'https://shop.example/login';
  await app.addItem({ title: 'Old', username: 'maren', password: 'old-Password-1', url });
  const older = await copyOf(app);
  await app.addItem({ title: 'New', username: 'ines' });
  await app.lock();
  await app.killWorker();
  await putBack(app, older);
  await app.unlock(MASTER);
  assert.equal((await app.status()).alarm, 'older-vault');
  assert.deepEqual(
    (await app.items()).map(({ title }) => title),
    ['Old'],
  );
  await assert.rejects(app.addItem({ title: 'x' }), { code: 'read-only' });
  const page = await app.openPage(url);
  assert.equal((await app.fill(page, { via: 'shortcut' })).blocked, 'read-only');
  await app.killWorker();
  assert.equal((await app.status()).alarm, 'older-vault', 'also for a resumed worker');
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-alarm="older-vault"]');
  await popup.click('[data-action="accept-older"]');
  await popup.waitFor('[data-alarm]', { gone: true });
  await app.addItem({ title: 'After' });
  await app.killWorker();
  assert.equal((await app.status()).alarm, undefined);
  assert.equal((await app.items()).length, 2);
});
