// The main job on login pages that nobody here wrote: sign in by hand, accept the offer, sign in again by filling.
// A case passes only when the app itself says that somebody is signed in, both times.

import assert from 'node:assert/strict';
import { isWhole, MASTER, test } from '../harness.mjs';
import { ACCOUNT, PAGES, startApp } from './apps.mjs';

/** These always run: a plain form, a page without a form element, a late dialog, fields in shadow roots. */
const ALWAYS = ['django-admin', 'gradio', 'nodered', 'shadow-shoelace'];
const INSTALL_MS = 600_000;

async function signedIn(page, { submit, success }) {
  await page.click(submit);
  await page.waitFor(success, { timeout_ms: 20_000 });
}

for (const entry of PAGES.filter(({ name }) => isWhole || ALWAYS.includes(name))) {
  test(
    `A real app, ${entry.name}: sign in, accept the offer, and the filled login signs in again`,
    async ({ app }) => {
      const { port } = await startApp(entry.app);
      const url = `http://localhost:${port}${entry.path}`;
      await app.createVault(MASTER);
      const page = await app.openPage(url);
      await page.waitFor(entry.passwordField, { timeout_ms: 20_000 });
      if (entry.userField !== undefined) await page.type(entry.userField, ACCOUNT.user);
      await page.type(entry.passwordField, ACCOUNT.password);
      await signedIn(page, entry);

      // Some apps load their page anew after a sign-in; the prompt goes with the old page and comes with the new one.
      const saved = async () => (await app.items()).length === 1;
      const accept = async () => (await app.prompt(page, { timeout_ms: 3_000 })).click('[data-action="accept"]');
      await app.until(
        async () => (await saved()) || accept().then(saved),
        'the offer in the page to be accepted',
        20_000,
      );
      const [item] = await app.items();
      assert.equal(item.username, entry.user ?? '');
      assert.equal(item.password, ACCOUNT.password);

      // Signed out as a browser is that has forgotten the site.
      await app.engine.clearCookies();
      await page.evaluate(() => localStorage.clear());
      await page.goto(url);
      await page.waitFor(entry.passwordField, { timeout_ms: 20_000 });
      const { filled, refused, blocked } = await app.fill(page);
      assert.deepEqual({ refused, blocked }, { refused: [], blocked: undefined });
      assert.ok(filled.includes('current-password'), `filled ${filled}`);
      await signedIn(page, entry);
    },
    { timeout_ms: INSTALL_MS },
  );
}
