// The vault in the popup: add, edit, delete, search, the conflict of two pages, copying and clearing, locking.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addAll, LOGINS } from '../demo/items.mjs';
import { launch } from '../driver/index.mjs';
import { contentOf } from '../driver/vault.mjs';
import { changePassword, ended } from '../driver/ways.mjs';
import { html, MASTER, testInTurn as test } from '../harness.mjs';

const LIST = '[data-view="list"]';

async function fullVault(app) {
  await app.createVault(MASTER);
  return addAll(app, LOGINS);
}

test('A login is added, edited and deleted in the popup; the earlier password stays in its history', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const page = await app.openPage('https://shop.example/login');
  const popup = await app.openPopupTab(page);
  await popup.click({ css: '[data-action="add"]', nth: 0 });
  await popup.waitFor('[data-view="edit"]');
  assert.equal(await popup.value('#url'), 'https://shop.example', 'the address of the page is there already');
  await popup.type('#title', 'Lamps');
  await popup.type('#username', 'maren');
  await popup.type('#password', 'first-Password-1');
  await popup.type('#notes', 'two lines');
  await popup.click('[data-action="save"]');
  await popup.waitFor('[data-view="item"]');
  await popup.click('[data-action="edit"]');
  await popup.waitFor('[data-view="edit"]');
  await popup.type('#password', 'second-Password-2');
  await popup.click('[data-action="save"]');
  await popup.waitFor('[data-view="item"] [data-action="history"]');
  const [item, ...more] = await app.items();
  assert.deepEqual(more, []);
  assert.deepEqual(
    [item.title, item.username, item.password, item.notes],
    ['Lamps', 'maren', 'second-Password-2', 'two lines'],
  );
  assert.deepEqual(
    item.history.map(({ password }) => password),
    ['first-Password-1'],
  );

  await popup.click('[data-action="trash"]');
  await popup.waitFor(LIST);
  assert.deepEqual(await app.items(), []);
  const openInTrash = async () => {
    await popup.click('[data-shelf="trash"]');
    await popup.click(`[data-item-id="${item.id}"]`);
    await popup.waitFor('[data-action="restore"]');
  };
  // An empty vault shows no way to its trash: another item stands in the list meanwhile.
  await app.addItem({ title: 'Other' });
  await popup.click('[data-action="settings"]');
  await popup.click('[data-action="back"]');
  await popup.type('#search', 'x');
  await popup.type('#search', '');
  await openInTrash();
  await popup.click('[data-action="restore"]');
  await popup.waitFor(LIST);
  await app.until(async () => (await app.items()).length === 2, 'the item to come back');
  await popup.click('[data-action="back"]');
  const { revision } = (await app.items()).find(({ id }) => id === item.id);
  await app.desk.ask('own/trash', { base: { id: item.id, revision }, trashed: true });
  await openInTrash();
  await popup.click('[data-action="delete"]');
  await popup.click('[data-action="keep"]');
  assert.equal((await app.items('trash')).length, 1, 'asking is not deleting');
  await popup.click('[data-action="delete"]');
  await popup.click('[data-action="confirm-delete"]');
  await popup.waitFor(LIST);
  assert.deepEqual(await app.items('trash'), []);
});

test('The search finds by title, user name and host as it is typed, in any script, and says when there is nothing', async ({
  app,
}) => {
  await fullVault(app);
  const popup = await app.openPopupTab();
  await popup.waitFor('#search');
  const found = async (text) => {
    await popup.type('#search', text);
    // The rows follow the typing; they are stable once two looks agree.
    const titles = () => popup.evaluate(() => [...document.querySelectorAll('.row .a')].map((row) => row.textContent));
    let last = await titles();
    return app.until(async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      const now = await titles();
      const stable = JSON.stringify(now) === JSON.stringify(last);
      last = now;
      return stable && { now };
    }, 'the rows to settle');
  };
  assert.deepEqual((await found('kiln')).now, ['The Kiln']);
  await app.killWorker();
  await popup.bringToFront();
  assert.deepEqual((await found('204817')).now, ['Harbour Bank'], 'also when the background is another by now');
  assert.deepEqual((await found('books.example')).now, ['متجر أمل للكتب']);
  assert.deepEqual((await found('أمل')).now, ['متجر أمل للكتب']);
  assert.deepEqual((await found('no such thing')).now, []);
  await popup.waitFor('.nomatch');
});

test('E04 Two pages edit one login: the second is told of the conflict, and nothing is lost', async ({ app }) => {
  await app.createVault(MASTER);
  const { id } = await app.addItem({
    title: 'Shared',
    username: 'maren',
    password: 'before-1',
    url: 'https://shop.example/',
  });
  const row = `[data-item-id="${id}"]`;
  const edit = async () => {
    const popup = await app.openPopupTab();
    await popup.click(row);
    await popup.click('[data-action="edit"]');
    await popup.waitFor('[data-view="edit"]');
    return popup;
  };
  const first = await edit();
  const second = await edit();
  await first.bringToFront();
  await first.type('#password', 'from-the-first-2');
  await first.click('[data-action="save"]');
  await first.waitFor('[data-view="item"]');
  await second.bringToFront();
  await second.type('#username', 'maren.second');
  await second.click('[data-action="save"]');
  await second.waitFor('[data-error="conflict"]');
  assert.equal(await second.value('#username'), 'maren.second', 'what was typed is still there');
  assert.equal((await app.items())[0].password, 'from-the-first-2', 'the first edit stands');

  await second.click('[data-action="overwrite"]');
  await second.waitFor('[data-view="item"]');
  const [item, ...more] = await app.items();
  assert.deepEqual(more, []);
  assert.equal(item.username, 'maren.second');
  const passwords = [item.password, ...item.history.map(({ password }) => password)];
  assert.ok(passwords.includes('from-the-first-2'), 'the first edit is in the history, or still the password');

  const direct = { id, revision: 1 };
  const stale = app.desk.ask('own/put', {
    input: { base: direct, content: contentOf({ title: 'x' }) },
  });
  await assert.rejects(stale, { code: 'conflict' });
  await assert.rejects(app.desk.ask('own/delete', { bases: [direct] }), { code: 'conflict' });
});

/** What the clipboard holds, by pasting it as a user would. */
async function pasted(app) {
  const page = await app.openPage('https://plain.example/');
  await page.click('textarea');
  const mod = 'Control';
  await page.raw.keyboard.down(mod);
  await page.raw.keyboard.press('KeyV');
  await page.raw.keyboard.up(mod);
  // A paste takes its time on a loaded machine; one of nothing is not to be told from it but by waiting.
  await app.until(async () => (await page.value('textarea')) !== '', 'a paste', 1_500).catch(() => undefined);
  const text = await page.value('textarea');
  await page.close();
  return text;
}

test('C14 A copied password is on the clipboard, and is cleared after its time though the worker died meanwhile', async ({
  app,
}) => {
  app.hosts['plain.example'] = html('<textarea></textarea>');
  await app.createVault(MASTER);
  const { id } = await app.addItem({
    title: 'Lamps',
    username: 'maren',
    password: 'to-be-Copied-9',
    url: 'https://shop.example/',
  });
  await app.settings({ clearClipboardSeconds: 10 });
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${id}"]`);
  // The shortest time there is may be over before a loaded machine has pasted; then it is copied once more.
  const copyAndPaste = async () => {
    await popup.bringToFront();
    await popup.click('[data-action="copy-password"]');
    await popup.waitFor('.toast');
    return pasted(app);
  };
  await app.until(async () => (await copyAndPaste()) === 'to-be-Copied-9', 'what was copied to be pasted');
  await app.killWorker();
  await app.until(async () => (await pasted(app)) === '', 'the clipboard to be cleared', 25_000);
});

test('What was copied after the password is left alone when its time is over', async ({ app }) => {
  app.hosts['plain.example'] = html('<textarea></textarea>');
  await app.createVault(MASTER);
  const { id } = await app.addItem({
    title: 'Lamps',
    username: 'kept-on-clipboard',
    password: 'to-be-Copied-9',
    url: 'https://shop.example/',
  });
  await app.settings({ clearClipboardSeconds: 10 });
  const popup = await app.openPopupTab();
  await popup.click(`[data-item-id="${id}"]`);
  await popup.click('[data-action="copy-password"]');
  await popup.waitFor('.toast');
  await popup.click('[data-action="copy-username"]');
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  assert.equal(await pasted(app), 'kept-on-clipboard');
});

test('Locking on demand: the popup and every open page of ours ask for the master password, items are gone', async ({
  app,
}) => {
  await fullVault(app);
  const popup = await app.openPopupTab();
  const other = await app.openPopupTab();
  await other.waitFor('[data-item-id]');
  await popup.bringToFront();
  await popup.click('[data-action="lock"]');
  await popup.waitFor('[data-view="unlock"]');
  // Not brought to the front: a page that nobody looks at must not go on holding what it showed either.
  await app.until(async () => (await other.count('[data-view="unlock"]')) > 0, 'the other page to lock');
  assert.equal(await other.count('[data-item-id]'), 0);
  await assert.rejects(app.items(), { code: 'locked' });
  await app.killWorker();
  assert.equal((await app.status()).state, 'locked');
});

/** What session storage holds of the lock's times, and a way to move them: a page of ours may, like the background. */
const lockTimes = (app) => app.desk.page.evaluate(async () => (await browser.storage.session.get('lock')).lock);
const moveLockTimes = (app, patch) =>
  app.desk.page.evaluate(async (change) => {
    const { lock } = await browser.storage.session.get('lock');
    await browser.storage.session.set({ lock: { ...lock, ...change } });
  }, patch);

test('C15 E10 Locking after idle time: the deadline follows the setting, and once it is past the vault is locked', async ({
  app,
}) => {
  await fullVault(app);
  await app.settings({ lockAfterMinutes: 7 });
  await app.items();
  const { deadlineMs } = await lockTimes(app);
  assert.ok(Math.abs(deadlineMs - Date.now() - 7 * 60_000) < 10_000, 'seven minutes from the last use');

  // The list alone is a use, unless a page asks for it anew by itself. What is asked then is answered after it is noted.
  for (const quiet of [true, false]) {
    await moveLockTimes(app, { deadlineMs: Date.now() + 60_000 });
    await app.desk.ask('own/list', { query: '', quiet });
    await app.status();
    assert.equal((await lockTimes(app)).deadlineMs > Date.now() + 5 * 60_000, !quiet, `a use: ${!quiet}`);
  }
  await moveLockTimes(app, { deadlineMs: Date.now() - 1 });
  await assert.rejects(app.items(), { code: 'locked' });
  await app.unlock(MASTER);
  // The page that unlocked asks for its list, which counts as a use; this question is answered after that one.
  await app.items();
  await moveLockTimes(app, { deadlineMs: Date.now() - 1 });
  await app.killWorker();
  assert.equal((await app.status()).state, 'locked', 'also for a worker that was dead when it passed');
  await app.unlock(MASTER);
  // The page that unlocked asks for its list, which counts as a use; this question is answered after that one.
  await app.items();
  await moveLockTimes(app, { seenMs: Date.now() + 3_600_000 });
  assert.equal((await app.status()).state, 'locked', 'also when the clock was set back');
});

// Nobody sets the machine's clocks: what the worker's own say is moved. Firefox lets no test into the background.
test(
  'E10 A clock that is set back a little puts off no lock: the time that passed counts, also for a worker that resumed',
  async ({ app }) => {
    await fullVault(app);
    await app.settings({ lockAfterMinutes: 7 });
    const pass = (minutes) =>
      app.engine.withWorker(app.desk, (session) =>
        session.send('Runtime.evaluate', {
          expression: `{ const past = performance.now.bind(performance); performance.now = () => past() + ${minutes} * 60000; }`,
        }),
      );
    await app.items();
    await pass(6);
    assert.equal((await app.status()).state, 'unlocked', 'the time is not over');
    await pass(1);
    await assert.rejects(app.items(), { code: 'locked' });
    await app.killWorker();
    await app.unlock(MASTER);
    await app.items();
    await app.killWorker();
    assert.equal((await app.status()).state, 'unlocked', 'resumed');
    await pass(7);
    assert.equal((await app.status()).state, 'locked');
  },
  { in: 'chromium' },
);

test('E10 A clock that is set back while the worker is dead: its alarm has noted the clock meanwhile, and puts off no lock', async ({
  app,
}) => {
  await fullVault(app);
  await app.settings({ lockAfterMinutes: 7 });
  await app.items();
  const alarm = () => app.desk.page.evaluate(() => browser.alarms.get('lock'));
  assert.ok((await alarm()).scheduledTime <= Date.now() + 61_000, 'it rings within a minute');
  const ring = () => app.desk.page.evaluate(() => browser.alarms.create('lock', { when: Date.now() + 500 }));

  // Five minutes pass without use: the last note is as old.
  const { deadlineMs } = await lockTimes(app);
  const before = { deadlineMs: deadlineMs - 5 * 60_000, seenMs: Date.now() - 5 * 60_000 };
  await moveLockTimes(app, before);
  await app.killWorker();
  await ring();
  await app.until(async () => (await lockTimes(app)).seenMs > before.seenMs, 'the clock to be noted', 60_000);
  const noted = await lockTimes(app);
  assert.ok(noted.seenMs > before.seenMs + 4 * 60_000, 'as it shows now');
  assert.equal(noted.deadlineMs, before.deadlineMs, 'which is no use');
  await app.until(async () => (await alarm())?.scheduledTime > Date.now() + 30_000, 'the next minute’s alarm');

  // Then the clock is set back by two minutes, which is less than what passed since the last use.
  await app.killWorker();
  await moveLockTimes(app, { deadlineMs: noted.deadlineMs + 120_000, seenMs: noted.seenMs + 120_000 });
  await ring();
  await app.until(async () => (await lockTimes(app)) === undefined, 'the alarm to lock', 60_000);
  assert.equal((await app.status()).state, 'locked');
  assert.equal(await alarm(), undefined, 'nothing wakes a background with a locked vault');
});

test('Locking after idle time: the alarm locks by itself, without anybody asking', async ({ app }) => {
  await fullVault(app);
  const watcher = await app.openPopupTab();
  await watcher.waitFor('[data-item-id]');
  const [name] = await app.desk.page.evaluate(async () => (await browser.alarms.getAll()).map((alarm) => alarm.name));
  assert.equal(name, 'lock');
  // Its list is noted as a use by now.
  await app.status();
  await moveLockTimes(app, { deadlineMs: Date.now() + 500 });
  // The browser's own clock rings: only the moment is nearer than a user would set it.
  await app.desk.page.evaluate((alarm) => browser.alarms.create(alarm, { when: Date.now() + 1_000 }), name);
  await watcher.waitFor('[data-view="unlock"]', { timeout_ms: 60_000 });
  assert.equal((await app.status()).state, 'locked');
});

// Firefox tells no extension that the screen is locked.
test(
  'Locking with the system: as the setting says, also for a worker that was dead when the screen was locked',
  async ({ app }) => {
    await app.createVault(MASTER);
    await app.settings({ lockWithSystem: false });
    await app.engine.lockSystem(app.desk);
    assert.equal((await app.status()).state, 'unlocked');
    await app.settings({ lockWithSystem: true });
    await app.killWorker();
    await app.engine.lockSystem(app.desk);
    await app.until(async () => (await app.status()).state === 'locked', 'the vault to lock');
  },
  { in: 'chromium' },
);

test('A restart of the browser keeps the vault, locked', async ({ app }) => {
  await fullVault(app);
  await app.restart();
  assert.equal((await app.status()).state, 'locked');
  await app.unlock(MASTER);
  const titles = (await app.items()).map(({ title }) => title).sort();
  assert.deepEqual(titles, LOGINS.map(({ title }) => title).sort());
});

test('D28 The master password opens the vault however it is typed: composed or not, with one blank or another', async ({
  app,
}) => {
  const composed = 'acht stille Möwen über Föhr 41';
  await app.createVault(composed);
  await app.addItem({ title: 'One', password: 'One-secret-1' });
  for (const typed of [
    composed.normalize('NFD'),
    composed.replaceAll(' ', '\u00a0'),
    composed.replaceAll(' ', '\u3000'),
  ]) {
    assert.notEqual(typed, composed);
    await app.lock();
    await app.unlock(typed);
    assert.equal((await app.items()).length, 1);
  }
  await app.lock();
  await assert.rejects(app.unlock(composed.replaceAll('ö', 'o')), { code: 'wrong-password' });
});

test('E03 The browser is killed right after a login was saved: the login is there', async ({ app }) => {
  await fullVault(app);
  await app.addItem({ title: 'Saved last', username: 'maren', password: 'saved-Last-7', url: 'https://last.example/' });
  await app.restart({ killed: true });
  assert.equal((await app.status()).state, 'locked');
  await app.unlock(MASTER);
  const items = await app.items();
  assert.equal(items.length, LOGINS.length + 1);
  assert.equal(items.find(({ title }) => title === 'Saved last').password, 'saved-Last-7');
});

test('E05 Two pages unlock at once: both show the list, and the vault is one', async ({ app }) => {
  await fullVault(app);
  await app.lock();
  const pages = [await app.openPopupTab(), await app.openPopupTab()];
  for (const page of pages) {
    await page.bringToFront();
    await page.type('#master-password', MASTER);
  }
  // Both presses are under way before either derivation has ended.
  await Promise.all(pages.map((page) => page.evaluate(() => document.querySelector('[data-action="unlock"]').click())));
  for (const page of pages) {
    await page.bringToFront();
    await page.waitFor('[data-item-id]', { timeout_ms: 30_000 });
  }
  await app.addItem({ title: 'After both', password: 'after-Both-1' });
  assert.equal((await app.items()).length, LOGINS.length + 1);
  for (const page of pages) await page.close();
});

test('E14 The page closes, and the worker dies, while the password is being derived: the next try unlocks', async ({
  app,
}) => {
  // In the midst: our page says that it works, and then it is gone, and the worker with it.
  const breakOff = async (page, action) => {
    await page.evaluate((name) => document.querySelector(`[data-action="${name}"]`).click(), action);
    await page.waitFor('.blade.work');
    await page.close();
    await app.killWorker();
  };
  const first = await app.openPopupTab();
  await first.type('#master-password', MASTER);
  await first.type('#master-password-again', MASTER);
  await breakOff(first, 'create');
  assert.equal((await app.status()).state, 'none', 'nothing was made');

  await fullVault(app);
  await app.lock();
  const page = await app.openPopupTab();
  await page.type('#master-password', MASTER);
  await breakOff(page, 'unlock');
  assert.equal((await app.status()).state, 'locked');
  await app.unlock(MASTER);
  assert.equal((await app.items()).length, LOGINS.length);
});

// What a wasm module may take is bounded by a switch of Chromium's; Firefox has none. The module itself is starved in Node.
test(
  'I06 Without memory for the derivation it is said what to do; no vault is made or opened with lower parameters',
  async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'latchkey-starved-'));
    const within = async (switches, work) => {
      const app = await launch({ browser: 'chromium', profile, switches });
      try {
        return await work(app);
      } finally {
        await app.close();
      }
    };
    // A little less than the 64 MiB of the floor.
    const starved = ['--js-flags=--wasm-max-mem-pages=1000'];
    const assertTold = (attempt) =>
      assert.rejects(
        attempt,
        (error) => error.code === 'kdf-memory' && /Close some tabs or programs/.test(error.message),
      );
    const slotsOf = async (app) => (await app.status()).slots;
    try {
      await within(starved, async (app) => {
        await assertTold(app.createVault(MASTER));
        assert.equal((await app.status()).state, 'none');
      });
      const slots = await within([], async (app) => {
        await app.createVault(MASTER);
        return slotsOf(app);
      });
      await within(starved, async (app) => {
        await assertTold(app.unlock(MASTER));
        assert.deepEqual([(await app.status()).state, await slotsOf(app)], ['locked', slots]);
      });
      await within([], async (app) => {
        await app.unlock(MASTER);
        assert.deepEqual(await slotsOf(app), slots);
      });
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  },
  { in: 'chromium' },
);

/** The extension, on a computer whose derivation at the floor takes a quarter of a second by its own clock. */
async function quickExtension(app) {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-quick-'));
  await cp(app.extension, folder, { recursive: true });
  const worker = path.join(folder, 'pages', 'kdf-worker.js');
  const clock = 'let told_ms = 0; performance.now = () => (told_ms += 250);\n';
  await writeFile(worker, clock + (await readFile(worker, 'utf8')));
  return folder;
}

test(
  'I06 With memory for the floor alone a password is made at the calibrated cost or not at all, unless less is pressed for',
  async ({ app }) => {
    const extension = await quickExtension(app);
    const profiles = await Promise.all(
      ['roomy', 'scarce'].map((name) => mkdtemp(path.join(tmpdir(), `latchkey-${name}-`))),
    );
    const within = async (profile, switches, work) => {
      const other = await launch({ browser: 'chromium', extension, profile, switches });
      try {
        return await work(other);
      } finally {
        await other.close();
      }
    };
    const costs = async (other) =>
      (await other.status()).slots.map(({ factors: [{ kdf }] }) => [kdf.memoryKib / 1024, kdf.passes]);
    const NEXT = 'nine slow barges past Runcorn 7';
    /** Tries it twice, hears twice that memory is short, and that nothing has changed; then presses. */
    const pressForLess = async (page, action, was) => {
      for (const time of ['first', 'second']) {
        await page.click(`[data-action="${action}"]`);
        await page.waitFor(`[data-action="${action}"][aria-disabled="false"]`, { timeout_ms: 20_000 });
        assert.equal(await page.count('[data-error="kdf-memory"]'), 1, `the ${time} time`);
        assert.deepEqual(await was(), was.expected, `the ${time} time`);
      }
      await app.shot(page, `short-of-memory-${action}`);
      assert.match(await page.text('[data-error="kdf-memory"]'), /less memory \(easier to guess\)/);
      await page.click('[data-action="less-memory"]');
    };
    try {
      await within(profiles[0], [], async (other) => {
        await other.createVault(MASTER);
        assert.deepEqual(await costs(other), [[256, 3]]);
      });
      // The floor's 64 MiB fit, twice as much does not.
      await within(profiles[1], ['--js-flags=--wasm-max-mem-pages=1500'], async (other) => {
        const popup = await other.openPopupTab();
        await popup.type('#master-password', MASTER);
        await popup.type('#master-password-again', MASTER);
        const state = Object.assign(async () => (await other.status()).state, { expected: 'none' });
        await pressForLess(popup, 'create', state);
        await other.until(async () => (await other.status()).state === 'unlocked', 'the vault', 60_000);
        assert.deepEqual(await costs(other), [[64, 10]]);

        const page = await other.openVaultPage('security');
        const { slots } = await other.status();
        await changePassword(page, { old: MASTER, next: NEXT, only: true, press: false });
        const kept = Object.assign(async () => (await other.status()).slots, { expected: slots });
        await pressForLess(page, 'change-password', kept);
        await ended(page, 'password');
        assert.deepEqual(await costs(other), [[64, 10]]);
        await other.lock();
        await other.unlock(NEXT);
      });
    } finally {
      for (const folder of [extension, ...profiles])
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  },
  { timeout_ms: 5 * 60_000, in: 'chromium' },
);
