// Attacks of group C: somebody who may not ask sends messages, or reads what is kept.
// The senders are real: another extension, the content script's own world, our frame inside a foreign page.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { ACCOUNTS } from '../demo/server.mjs';
import { html, LOGIN_FORM, MASTER, signIn, test } from '../harness.mjs';

const SECRETS = {
  title: 'Canary title',
  username: 'canary-user',
  password: 'canary-Secret-5521',
  notes: 'canary note',
};
const HOST = 'canary.example';

/** Every verb of our own pages, as the messages' types list them. */
const ownVerbs = async () => {
  const source = await readFile(new URL('../../extension/messages.ts', import.meta.url), 'utf8');
  const verbs = [...source.matchAll(/^ {2}'(own\/[a-z-]+)':/gm)].map(([, verb]) => verb);
  assert.ok(verbs.length > 15, 'the list was found');
  return verbs;
};

/** A vault with a canary in it, and a page of its site. */
async function visit(app) {
  app.hosts[HOST] = html(LOGIN_FORM);
  await app.createVault(MASTER);
  const { id } = await app.addItem({ ...SECRETS, url: `https://${HOST}/` });
  return { id, page: await app.openPage(`https://${HOST}/`) };
}

/** Requests that would work from a page of ours. */
const requestsFor = (id, tabId) => ({
  'own/list': { query: '' },
  'own/row': { id },
  'own/item': { id },
  'own/fill': { tabId, id },
  'own/put': { input: { content: { kind: 'note', title: 'x' } } },
  'own/trash': { base: { id, revision: 1 }, trashed: true },
  'own/delete': { bases: [{ id, revision: 1 }] },
  'own/put-settings': { patch: { lockAfterMinutes: 1440 } },
  'own/offers': {},
  'own/last-fill': { tabId },
  'own/inspect': { tabId },
});

const sending = (message) =>
  `browser.runtime.sendMessage(${JSON.stringify(message)}).then((reply) => JSON.stringify(reply ?? null), (error) => JSON.stringify({ thrown: String(error) }))`;

/** The same on a standing line, as the popup's search asks; `cut off` where the background takes none from this sender. */
const lining = (message) =>
  `new Promise((resolve) => { const port = browser.runtime.connect({ name: 'line' });
    port.onMessage.addListener(({ reply }) => resolve(JSON.stringify(reply))); port.onDisconnect.addListener(() => resolve('cut off'));
    port.postMessage({ ask: 1, message: ${JSON.stringify(message)} }); })`;

function assertNoCanary(text, where) {
  for (const canary of [...Object.values(SECRETS), HOST])
    assert.ok(!text.includes(canary), `"${canary}" was found ${where}`);
}

test('Control of the message attacks: a page of ours is answered, and a content script is, for its own verbs', async ({
  app,
}) => {
  const { id, page } = await visit(app);
  assert.equal((await app.desk.ask('own/item', { id })).content.login.password, SECRETS.password);
  const reply = JSON.parse(await app.inContentScript(page, sending({ kind: 'page/hello' })));
  assert.deepEqual(reply, { ok: true, value: null });
  const listed = await app.desk.page.evaluate(lining({ kind: 'own/list', query: 'Canary' }));
  assert.ok(listed.includes(SECRETS.title), 'on a line as well');
});

test('C02', async ({ app }) => {
  const { id, page } = await visit(app);
  const [, other] = app.engine.origins;
  const stranger = await app.engine.openTab(`${other}/page.html`);
  const ask = (to, message) =>
    stranger.evaluate(
      (target, sent) =>
        (target === null ? browser.runtime.sendMessage(sent) : browser.runtime.sendMessage(target, sent)).then(
          (reply) => ({ reply: reply ?? null }),
          (error) => ({ refused: String(error) }),
        ),
      to,
      message,
    );
  assert.deepEqual(
    await ask(null, { kind: 'echo', text: 'here' }),
    { reply: { ok: true, value: 'here' } },
    'control: it can send messages',
  );
  const requests = requestsFor(id, app.tabIdOf(page));
  for (const kind of [...(await ownVerbs()), 'page/hello', 'frame/offer']) {
    const answer = await ask(app.engine.id, { kind, ...requests[kind] });
    assert.ok(answer.refused !== undefined || answer.reply === null, `${kind} was answered: ${JSON.stringify(answer)}`);
  }
  const connected = await stranger.evaluate(
    (target) =>
      new Promise((resolve) => {
        try {
          const port = browser.runtime.connect(target);
          port.onDisconnect.addListener(() => resolve(false));
          setTimeout(resolve, 1_000, true);
        } catch {
          resolve(false);
        }
      }),
    app.engine.id,
  );
  assert.equal(connected, false, 'nor does a port stay open');
  await stranger.close();
  assert.equal((await app.items()).length, 1);
  assert.equal((await app.settings()).lockAfterMinutes < 1440, true);
});

test('C04', async ({ app }) => {
  const { id, page } = await visit(app);
  const requests = requestsFor(id, app.tabIdOf(page));
  for (const kind of await ownVerbs()) {
    const text = await app.inContentScript(page, sending({ kind, ...requests[kind] }));
    assert.deepEqual(JSON.parse(text), { ok: false, code: 'forbidden' }, kind);
  }
  for (const kind of ['own/list', 'page/hello'])
    assert.equal(await app.inContentScript(page, lining({ kind, ...requests[kind] })), 'cut off', kind);
  for (const kind of ['frame/offer', 'frame/accept', 'frame/dismiss', 'constructor', '__proto__', 'toString']) {
    const text = await app.inContentScript(page, sending({ kind, nonce: 'x', edits: {}, never: false }));
    assert.deepEqual(JSON.parse(text), { ok: false, code: 'forbidden' }, kind);
  }
  const [item, ...more] = await app.items();
  assert.deepEqual([item.title, more.length], [SECRETS.title, 0], 'and nothing was changed');
});

test('C07', async ({ app, browser }) => {
  const { page } = await visit(app);
  const kept = await app.desk.page.evaluate(async () => Object.keys(await browser.storage.session.get()));
  assert.ok(kept.includes('resume'), 'control: a page of ours sees what is kept');
  const session = await app.inContentScript(
    page,
    `(async () => { try { return JSON.stringify(await browser.storage.session.get()); } catch (error) { return 'denied: ' + error; } })()`,
  );
  assert.match(session, /^denied: /);
  const local = await app.inContentScript(
    page,
    `(async () => { try { return JSON.stringify(await browser.storage.local.get()); } catch (error) { return 'denied: ' + error; } })()`,
  );
  if (browser === 'firefox') {
    // It cannot be closed there: what lies in it says nothing of what is kept.
    assertNoCanary(local, 'in storage.local');
    const known = ['vaultMade', 'seen', 'firstRun'];
    assert.deepEqual(
      Object.keys(JSON.parse(local)).filter((name) => !known.includes(name)),
      [],
      'that there is a vault, its number and hash, and how far the first run came, no more',
    );
  } else {
    assert.match(local, /^denied: /);
  }
  const databases = await app.inContentScript(page, `indexedDB.databases().then((all) => JSON.stringify(all))`);
  assert.equal(databases, '[]', 'the vault’s database belongs to another origin');
});

test('C17', async ({ app }) => {
  const { username, password } = ACCOUNTS.shop;
  const { id } = await visit(app);
  const page = await app.openPage('https://shop.example/login');
  await signIn(page, { '#email': username, '#password': password });
  const prompt = await app.prompt(page);
  const requests = requestsFor(id, app.tabIdOf(page));
  const menuVerbs = ['menu/rows', 'menu/choose', 'menu/popup', 'menu/hide'];
  const pageVerbs = ['page/hello', 'page/redeem', 'page/captured', 'page/settled', 'page/menu', 'page/mark'];
  const kinds = [...(await ownVerbs()), ...pageVerbs, ...menuVerbs];
  for (const kind of kinds) {
    const reply = JSON.parse(await prompt.evaluate(sending({ kind, ...requests[kind] })));
    assert.deepEqual(reply, { ok: false, code: 'forbidden' }, kind);
  }
  assert.equal(await prompt.evaluate(lining({ kind: 'own/list', ...requests['own/list'] })), 'cut off');
  for (const kind of ['frame/offer', 'frame/accept', 'frame/dismiss']) {
    const reply = JSON.parse(
      await prompt.evaluate(sending({ kind, nonce: crypto.randomUUID(), edits: {}, never: false })),
    );
    assert.equal(reply.ok, false, `${kind} with a nonce of its own making`);
  }
  assert.equal((await app.items()).length, 1, 'nothing was saved by it');
  // Control: the same frame, used as it is meant to be.
  await prompt.click('[data-action="accept"]');
  await app.until(async () => (await app.items()).length === 2, 'the login to be saved');
});
