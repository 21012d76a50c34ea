// Offers to save on the pages of real apps and kits: sign up, sign in, fail to, change the password; each walked and judged
// as the table says. The accounts are the apps' own, and each change has one to itself.

import assert from 'node:assert/strict';
import { BROWSERS, MASTER, shareOf, test } from '../harness.mjs';
import { walk } from '../scenarios/walk.mjs';
import { startApp } from './apps.mjs';
import { SPARES } from './pages.mjs';
import { saving } from './saving.mjs';

const spares = [...SPARES];
let fresh = 0;

/** A scenario in which every text has its names. */
function named(scenario) {
  const spare = JSON.stringify(scenario).includes('{spare}') ? spares.shift() : '';
  assert.ok(spare !== undefined, 'an account that nobody used before');
  fresh += 1;
  const put = (text) => text.replaceAll('{spare}', spare).replaceAll('{fresh}', `newcomer${fresh}`);
  return JSON.parse(JSON.stringify(scenario), (_, value) => (typeof value === 'string' ? put(value) : value));
}

async function walkApp(app, origin, scenario) {
  const { saved = [], ...rest } = named(scenario);
  // As a browser is that has never been there.
  await app.engine.clearCookies();
  const page = await app.openPage(rest.start.replace('%', new URL(origin).host));
  await page.evaluate(() => localStorage.clear());
  await page.close();
  for (const { url, rule, ...item } of saved) {
    await app.addItem({
      ...item,
      urls: [{ url: url.replace('%', new URL(origin).host), rule, rest: new Uint8Array() }],
    });
  }
  const items = await app.items();
  await walk(app, new Map(items.map(({ id, title }) => [id, title])), origin, rest);
  // What the next one finds is its own.
  for (const { id, revision } of items) await app.desk.ask('own/trash', { base: { id, revision }, trashed: true });
}

for (const browser of BROWSERS) {
  const share = shareOf(saving, browser);
  for (const name of new Set(share.map(({ app }) => app))) {
    test(
      `Save scenarios on a real app: ${name}`,
      async ({ app }) => {
        const { port } = await startApp(name);
        await app.createVault(MASTER);
        const failures = [];
        for (const scenario of share.filter((one) => one.app === name)) {
          await walkApp(app, `http://localhost:${port}`, scenario).catch((error) =>
            failures.push(`${scenario.name}: ${error.message}`),
          );
        }
        assert.deepEqual(failures, [], failures.join('\n'));
      },
      { timeout_ms: 600_000, in: browser },
    );
  }
}
