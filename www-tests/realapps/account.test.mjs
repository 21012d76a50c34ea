// The life of an account on a real app: its sign-up with a generated password, saved, undone and saved after all; a
// sign-in seen while the vault is locked; and the change of its password, begun at the item. The app says each time that
// somebody is signed in, or that the password was changed.

import assert from 'node:assert/strict';
import { pageOver } from '../driver/page.mjs';
import { MASTER, test } from '../harness.mjs';
import { startApp } from './apps.mjs';

const SAID = { css: 'h1', text: 'Signed in' };
let fresh = 0;

test(
  'A real app, allauth: an account from its sign-up with a made password to the change of that password',
  async ({ app }) => {
    const { port } = await startApp('django');
    const at = (path) => `http://localhost:${port}${path}`;
    await app.createVault(MASTER);
    fresh += 1;
    const username = `settler${fresh}`;

    // The generator by the context menu fills both fields.
    const page = await app.openPage(at('/accounts/signup/?next=/done/'));
    await page.type('#id_username', username);
    const on = { surface: page, sel: { css: '#id_password1', nth: 0 }, page, desk: app.desk };
    await app.engine.chooseMenuItem('make', app.tabIdOf(page), on);
    const made = await app.until(async () => (await page.value('#id_password1')) || undefined, 'the new password');
    assert.equal(await page.value('#id_password2'), made);
    await page.click({ css: 'button', text: 'Sign Up' });
    await page.waitFor(SAID, { timeout_ms: 20_000 });

    // Offered in the page, edited, saved, undone, and saved from the popup's list.
    const prompt = await app.prompt(page);
    await prompt.type('#title', 'Allauth');
    await prompt.click('[data-action="accept"]');
    await prompt.waitFor('[data-view="saved"]');
    assert.deepEqual(
      (await app.items()).map((item) => [item.title, item.username, item.password]),
      [['Allauth', username, made]],
    );
    await prompt.click('[data-action="undo"]');
    await prompt.waitFor('[data-saved="undone"]');
    assert.deepEqual(await app.items(), []);
    const [again] = await app.offers(page);
    await app.accept(again);
    const [{ id }] = await app.items();

    // The change begins at the item; the app has no page of that name, so the saved address opens and the user goes on.
    await app.desk.ask('own/change-password', { id });
    const tab = await app.until(async () => {
      const tabs = await app.desk.page.evaluate(() => browser.tabs.query({ url: 'http://localhost/*' }));
      return tabs.find((each) => each.id !== app.tabIdOf(page) && each.status === 'complete');
    }, 'the tab for the change');
    const raw = await app.until(
      async () =>
        (await app.desk.page.browser().pages()).find((other) => other.url() === tab.url && other !== page.raw),
      'its page',
    );
    const other = pageOver(raw, app.shots);
    await other.bringToFront();
    await other.goto(at('/accounts/password/change/'));
    const outcome = await app.desk.ask('own/fill-change', { tabId: tab.id });
    assert.equal(outcome.blocked, undefined);
    assert.equal(await other.value('#id_oldpassword'), made);
    const next = await other.value('#id_password1');
    assert.notEqual(next, made);
    assert.equal(await other.value('#id_password2'), next);
    await other.click({ css: 'button', text: 'Change Password' });
    await other.waitFor({ css: 'body', text: 'successfully' }, { timeout_ms: 20_000 });
    const [update] = await app.until(async () => {
      const found = await app.desk.ask('own/offers', { tabId: tab.id });
      return found.length > 0 && found;
    }, 'the offer to update');
    assert.deepEqual([update.kind, update.offer.base.id, update.offer.password], ['update', id, next]);
    await app.desk.ask('own/accept', { offerId: update.id, edits: {} });
    const { history } = await app.desk.ask('own/item', { id });
    assert.deepEqual(
      [(await app.items())[0].password, history.map(({ password }) => password)],
      [next, [made]],
      'the old one is in the history',
    );
    await other.close();

    // While the vault is locked nothing stands in the page, and what was sent waits for the key.
    await app.desk.ask('own/lock', {});
    await app.engine.clearCookies();
    // The admin lets no one in but its staff: of that sign-in nothing may wait beside the one that follows.
    await page.goto(at('/admin/login/?next=/done/'));
    await page.type('#id_username', username);
    await page.type('#id_password', next);
    await page.click('[type=submit]');
    await page.waitFor('.errornote', { timeout_ms: 20_000 });
    await page.goto(at('/accounts/login/?next=/done/'));
    await page.type('#id_login', username);
    await page.type('#id_password', next);
    await page.click({ css: 'button[type=submit]', nth: 0 });
    await page.waitFor(SAID, { timeout_ms: 20_000 });
    const waiting = await app.until(async () => {
      const found = await app.offers(page);
      return found.length > 0 && found;
    }, 'the word that something waits');
    assert.deepEqual(
      waiting.map(({ kind }) => kind),
      ['unlock'],
    );
    assert.ok(!(await page.frames()).some((frame) => frame.url().includes('/pages/prompt.html')));
    await app.unlock(MASTER);
    assert.deepEqual(await app.offers(page), [], 'it is known already');
  },
  { timeout_ms: 300_000 },
);
