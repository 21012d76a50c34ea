// Walks the table of save scenarios: what the user does on each page, and what is then offered, in the page and in the
// popup's list. One vault serves them all, each scenario has a site of its own, and each failure says its scenario's name.

import assert from 'node:assert/strict';
import { BROWSERS, MASTER, shareOf, test } from '../harness.mjs';
import { scenarios } from '../scenarios/index.mjs';
import { serve } from '../scenarios/pages.mjs';
import { put, walk } from '../scenarios/walk.mjs';

/** All scenarios with hosts of their own. */
const all = Object.entries(scenarios).flatMap(([subject, list], part) =>
  list.map((scenario, index) => ({ subject, host: `save-${part}-${index}.example`, ...scenario })),
);

/** A vault that holds what all scenarios know, and their sites. @param {import('../driver/index.mjs').App} app */
async function scene(app) {
  await app.createVault(MASTER);
  for (const { host, site = {}, others = {}, saved = [] } of all) {
    app.hosts[host] = serve(site, host);
    for (const [name, pages] of Object.entries(others)) app.hosts[put(name, host)] = serve(pages, host);
    for (const { url, rule = 'domain', ...item } of saved) {
      await app.addItem({ ...item, urls: [{ url: put(url, host), rule, rest: new Uint8Array() }] });
    }
  }
  const left = all.filter(({ neverSave }) => neverSave);
  await app.settings({
    sites: left.map(({ host }) => ({ host, neverSave: true, noMenu: false, rest: new Uint8Array() })),
  });
  const titles = new Map((await app.items()).map(({ id, title }) => [id, title]));
  return { titles };
}

for (const browser of BROWSERS) {
  const share = shareOf(all, browser);
  for (const subject of new Set(share.map((one) => one.subject))) {
    test(
      `Save scenarios: ${subject}`,
      async ({ app, titles }) => {
        const failures = [];
        for (const scenario of share.filter((one) => one.subject === subject)) {
          await walk(app, titles, `https://${scenario.host}`, scenario).catch((error) =>
            failures.push(`${scenario.name}: ${error.message}`),
          );
        }
        assert.deepEqual(failures, [], failures.join('\n'));
      },
      { scene, timeout_ms: 240_000, in: browser },
    );
  }
}
