// A vault that is older than the one that was here last: it opens for reading only, until the user has looked.

import assert from 'node:assert/strict';
import { MASTER, test } from '../harness.mjs';

/** All records, as whoever can read and write the disk has them. */
const copyOf = (app) =>
  app.desk.page.evaluate(async () => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('latchkey'));
    const store = database.transaction('records').objectStore('records');
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    database.close();
    return keys.map((key, index) => [key, [...new Uint8Array(values[index])]]);
  });

const putBack = (app, records) =>
  app.desk.page.evaluate(async (all) => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('latchkey'));
    const store = database.transaction('records', 'readwrite').objectStore('records');
    await done(store.clear());
    for (const [key, bytes] of all) await done(store.put(Uint8Array.from(bytes), key));
    database.close();
  }, records);

test('An older vault put back opens for reading only, says so, and is taken when the user says so', async ({ app }) => {
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
