// Undo: what was just saved, updated or put into the trash goes back by one press, in the prompt, in the popup and in the
// editor, also after the worker died; an item that was changed since is left alone, and it says so.

import assert from 'node:assert/strict';
import { html, LOGIN_FORM, MASTER, paths, signIn, testInTurn as test } from '../harness.mjs';

const SITE = 'https://quay.example';
const site = paths({ '/': html(LOGIN_FORM), '/login': html('<h1>Welcome</h1><p id="in">You are in.</p>') });

/** Signs in and gives the page with its prompt. */
async function sent(app, password) {
  const page = await app.openPage(`${SITE}/`);
  await signIn(page, { '#user': 'ada', '#pass': password });
  await page.text('#in');
  return { page, prompt: await app.prompt(page) };
}

const begin = async (app) => {
  app.hosts['quay.example'] = site;
  await app.createVault(MASTER);
};
const historyOf = async (app, id) => (await app.desk.ask('own/item', { id })).history.map(({ password }) => password);

test('Undo: a login that was just saved in the prompt is taken out, and waits again until the tab closes', async ({
  app,
}) => {
  await begin(app);
  const { page, prompt } = await sent(app, 'Tide-Rope-41');
  await app.shot(page, 'prompt-new');
  await prompt.type('#title', 'The quay');
  await prompt.type('#folder', 'Boats');
  await prompt.click('[data-action="accept"]');
  await prompt.waitFor('[data-view="saved"]');
  await app.shot(page, 'prompt-saved');
  const [item] = await app.items();
  assert.deepEqual([item.title, item.content.folder, item.password], ['The quay', 'Boats', 'Tide-Rope-41']);
  assert.deepEqual((await app.desk.ask('own/health')).unscored, [], 'its password was scored');
  assert.deepEqual(await app.offers(page), []);

  await prompt.click('[data-action="undo"]');
  await prompt.waitFor('[data-saved="undone"]');
  await app.shot(page, 'prompt-undone');
  for (const shelf of ['items', 'archive', 'trash']) assert.deepEqual(await app.items(shelf), [], shelf);
  const [offer] = await app.offers(page);
  assert.deepEqual([offer?.kind, offer?.username], ['new', 'ada'], 'the login waits again');
  await app.accept(offer);
  assert.equal((await app.items()).length, 1);
});

test('Undo: an update brings the password of before back without a trace, though the worker died meanwhile', async ({
  app,
}) => {
  await begin(app);
  const { id } = await app.addItem({ title: 'Quay', username: 'ada', password: 'old one', url: `${SITE}/` });
  const { page, prompt } = await sent(app, 'new one');
  await app.shot(page, 'prompt-update');
  await prompt.click('[data-action="accept"]');
  await prompt.waitFor('[data-saved="update"]');
  assert.deepEqual(await historyOf(app, id), ['old one']);
  await app.killWorker();
  await prompt.click('[data-action="undo"]');
  await prompt.waitFor('[data-saved="undone"]');
  assert.equal((await app.items())[0].password, 'old one');
  assert.deepEqual(await historyOf(app, id), []);
  assert.equal((await app.offers(page))[0]?.kind, 'update', 'the new one waits again');
});

test('Undo: an item that was changed since the update is left alone, and the prompt says so', async ({ app }) => {
  await begin(app);
  const { id } = await app.addItem({ title: 'Quay', username: 'ada', password: 'old one', url: `${SITE}/` });
  const { page, prompt } = await sent(app, 'new one');
  await prompt.click('[data-action="accept"]');
  await prompt.waitFor('[data-saved="update"]');
  const item = await app.desk.ask('own/item', { id });
  await app.desk.ask('own/put', {
    input: { base: { id, revision: item.revision }, content: { ...item.content, notes: 'later' } },
  });
  await prompt.click('[data-action="undo"]');
  assert.match(await prompt.text('[data-error]'), /changed since/);
  await app.shot(page, 'prompt-undo-refused');
  assert.equal((await app.items())[0].password, 'new one');
});

test('Undo: in the popup, an accepted offer, a saved edit and an item in the trash go back by one press', async ({
  app,
}) => {
  await begin(app);
  const { page } = await sent(app, 'Tide-Rope-41');
  const popup = await app.popup(page);
  await popup.click('form.offer [data-action="accept"]');
  await popup.waitFor('[data-undo="new"]');
  await app.shot(popup, 'popup-undo');
  await popup.click('[data-action="undo"]');
  await popup.waitFor('[data-undo]', { gone: true });
  assert.deepEqual(await app.items(), []);
  await popup.click('form.offer [data-action="accept"]');
  await popup.waitFor('[data-undo="new"]');
  await popup.close();

  const vault = await app.openVaultPage('items');
  await vault.click('[data-item-id]');
  await vault.click('[data-action="edit"]');
  await vault.type('#title', 'Another name');
  await vault.click('[data-action="save"]');
  await vault.waitFor('[data-undo="edit"]');
  await app.shot(vault, 'item-undo');
  await vault.click('[data-action="undo"]');
  await vault.waitFor('[data-undo]', { gone: true });
  assert.equal((await app.items())[0].title, 'quay.example');

  await vault.click('[data-action="trash"]');
  await vault.waitFor('[data-undo="trash"]');
  await app.shot(vault, 'trash-undo');
  assert.equal((await app.items()).length, 0);
  await vault.click('[data-action="undo"]');
  await app.until(async () => (await app.items()).length === 1, 'the item to come back');
});

test('Undo: it takes an open vault, goes once, and knows only what was made', async ({ app }) => {
  await begin(app);
  await app.addItem({ title: 'Quay', username: 'ada', password: 'old one', url: `${SITE}/` });
  const last = await app.desk.ask('own/undoable');
  assert.equal(last?.kind, 'new');
  await assert.rejects(app.desk.ask('own/undo', { id: 'another' }), (error) => error.code === 'not-found');
  await app.lock();
  await assert.rejects(app.desk.ask('own/undo', { id: last.id }), (error) => error.code === 'locked');
  await app.unlock(MASTER);
  await app.desk.ask('own/undo', { id: last.id });
  assert.deepEqual(await app.items(), []);
  assert.equal(await app.desk.ask('own/undoable'), null);
});

test(
  'Undo: the newest five wait, whichever window they came from',
  async ({ app }) => {
    await begin(app);
    const page = await app.openPage(`${SITE}/`, { inPrivate: true });
    await signIn(page, { '#user': 'ada', '#pass': 'Tide-Rope-41' });
    await page.text('#in');
    const offer = await app.until(async () => (await app.offers(page))[0], 'the offer to wait');
    await app.accept(offer);
    await page.close();
    for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) await app.addItem({ title });
    for (let undone = 0; undone < 5; undone += 1) {
      const { id } = await app.desk.ask('own/undoable');
      await app.desk.ask('own/undo', { id });
    }
    assert.equal(await app.desk.ask('own/undoable'), null);
    assert.deepEqual(
      (await app.items()).map(({ content }) => content.login?.usernames[0]),
      ['ada'],
    );
  },
  // In Firefox an extension that is allowed in private windows does not survive its own reload under the driver.
  { in: 'chromium' },
);

test(
  'Undo: what cannot be noted is saved all the same',
  async ({ app }) => {
    await begin(app);
    // The worker's own storage fails for this one name, as for want of room.
    const expression = `{
      const get = chrome.storage.session.get.bind(chrome.storage.session);
      chrome.storage.session.get = (name) => (name === 'undos' ? Promise.reject(new Error('no room')) : get(name));
    }`;
    await app.engine.withWorker(app.desk, async (session) => {
      const { exceptionDetails } = await session.send('Runtime.evaluate', { expression });
      assert.equal(exceptionDetails, undefined);
    });
    await assert.rejects(app.desk.ask('own/undoable'), 'it does fail');
    await app.addItem({ title: 'Quay' });
    assert.equal((await app.items()).length, 1);
  },
  // Nothing but Chromium's protocol reaches into the background.
  { in: 'chromium' },
);

test('A34 After three offers in a tab that nobody answers the next ones wait in the popup alone', async ({ app }) => {
  await begin(app);
  const page = await app.openPage(`${SITE}/`);
  const send = async (user) => {
    await page.goto(`${SITE}/`);
    await signIn(page, { '#user': user, '#pass': 'Tide-Rope-41' });
    await page.text('#in');
    await app.until(
      async () => (await app.offers(page)).some(({ username }) => username === user),
      `the offer of ${user}`,
    );
  };
  for (const user of ['ada', 'bea', 'cid']) {
    await send(user);
    await app.prompt(page);
  }
  await send('dov');
  await assert.rejects(app.prompt(page, { timeout_ms: 1_500 }), /Waited in vain/);
  assert.ok(
    (await app.offers(page)).some(({ username }) => username === 'dov'),
    'it waits in the popup',
  );
});
