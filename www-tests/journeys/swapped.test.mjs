// Sealed bytes in one another's place, as whoever writes to the store could put them: whole records, parts of records,
// pieces of the index. What was swapped is named as damaged or refused and is never shown with fields exchanged, what
// was not opens as always, and nobody on the network hears of any of it.

import assert from 'node:assert/strict';
import { copyOf, putBack } from '../driver/disk.mjs';
import { allValues, assertNowhere, html, LOGIN_FORM, MASTER, once, requestsBeside, test } from '../harness.mjs';

const SITE = 'https://plain.example';
/** The password of the one without an address is an address itself: in the wrong role it would be asked for. */
const LOGINS = {
  shop: { title: 'Pier Goods', username: 'maren.okafor', password: 'kept-Lantern-4', urls: [`${SITE}/`] },
  bare: { title: 'Kiln Ware', username: 'ines.tamm', password: 'https://first-lantern.example/', urls: [] },
  other: { title: 'Reed Mill', username: 'tove.lind', password: 'still-Lantern-9', urls: ['https://other.example/'] },
};
const SECRETS = [MASTER, 'first-lantern', ...Object.values(LOGINS).map(({ password }) => password)];

// Where the parts of an item's record begin (docs/format.md): head, wrapped content key, sealed fields.
const [KEY_AT, FIELDS_AT] = [22, 94];
const LEAF_SEAL_AT = 1;

const itemKey = (id) => `item/${id}`;
const leafKey = (id) => `leaf/${id.slice(0, 2)}`;

/** The records with some of them made anew; `make` gets the bytes of a record by its name. */
const withRecords = (records, make) => {
  const all = new Map(records);
  return [...new Map([...records, ...make((key) => all.get(key))])];
};

/** Exchanges the same part of two records, or all of them. */
const exchange =
  (from = 0, to = undefined) =>
  (records, one, other) =>
    withRecords(records, (bytes) => {
      const within = (whole, part) => [
        ...bytes(whole).slice(0, from),
        ...bytes(part).slice(from, to),
        ...(to === undefined ? [] : bytes(whole).slice(to)),
      ];
      return [
        [one, within(one, other)],
        [other, within(other, one)],
      ];
    });

const ofItems = (swap) => (records, ids) => swap(records, itemKey(ids.shop), itemKey(ids.bare));

/**
 * The swaps: `damaged` are the logins that cannot be read any more, `lost` those that are not listed any more, because
 * their piece of the index is gone; then the vault says so and is for reading only.
 */
const SWAPS = {
  'nothing (control)': { swap: (records) => records },
  'the records of two items': { swap: ofItems(exchange()), damaged: ['shop', 'bare'] },
  'all but the heads of two items': { swap: ofItems(exchange(KEY_AT)), damaged: ['shop', 'bare'] },
  'the keys of two items': { swap: ofItems(exchange(KEY_AT, FIELDS_AT)), damaged: ['shop', 'bare'] },
  'the fields of two items': { swap: ofItems(exchange(FIELDS_AT)), damaged: ['shop', 'bare'] },
  "one item's fields in both": {
    swap: (records, { shop, bare }) =>
      withRecords(records, (bytes) => [
        [itemKey(shop), [...bytes(itemKey(shop)).slice(0, FIELDS_AT), ...bytes(itemKey(bare)).slice(FIELDS_AT)]],
      ]),
    damaged: ['shop'],
  },
  'the overview in the place of the fields': {
    swap: (records, { shop }) =>
      withRecords(records, (bytes) => [
        [itemKey(shop), [...bytes(itemKey(shop)).slice(0, FIELDS_AT), ...bytes(leafKey(shop)).slice(LEAF_SEAL_AT)]],
      ]),
    damaged: ['shop'],
  },
  'the fields in the place of the overview': {
    swap: (records, { shop }) =>
      withRecords(records, (bytes) => [
        [leafKey(shop), [...bytes(leafKey(shop)).slice(0, LEAF_SEAL_AT), ...bytes(itemKey(shop)).slice(FIELDS_AT)]],
      ]),
    lost: ['shop'],
  },
  'the overviews of two items': {
    swap: (records, { shop, bare }) => exchange()(records, leafKey(shop), leafKey(bare)),
    lost: ['shop', 'bare'],
  },
  'the settings and the list of sites': { swap: (records) => exchange()(records, 'settings', 'sites'), lost: [] },
};

/** The logins, each in a leaf of its own: one that came beside another is made once more. */
async function makeLogins(app) {
  const ids = {};
  for (const [name, login] of Object.entries(LOGINS)) {
    const isBeside = () => Object.keys(ids).some((one) => one !== name && leafKey(ids[one]) === leafKey(ids[name]));
    do ids[name] = (await app.addItem(login)).id;
    while (isBeside());
  }
  return ids;
}

/** Names of the records that are not the same in both; what is one device's own, and no part of the vault, aside. */
const differing = (some, others) => {
  const [one, other] = [new Map(some), new Map(others)];
  const names = [...new Set([...one.keys(), ...other.keys()])].filter((key) => !key.startsWith('local/'));
  return names.filter((key) => String(one.get(key)) !== String(other.get(key)));
};

/** What an item that opens must be, and one that does not. */
const wholeOrNamed = (name, damaged) =>
  damaged.includes(name) ? { title: LOGINS[name].title, damaged: 'damaged-item' } : { ...LOGINS[name] };

/** Opens the items one by one in a page of ours: one that was swapped is named, and nothing of another shows in it. */
async function walk(page, ids, { damaged, lost }, when) {
  await page.waitFor('#rows-others [data-item-id], #rows-site [data-item-id]');
  for (const name of Object.keys(LOGINS)) {
    const row = `.results [data-item-id="${ids[name]}"]`;
    if (lost?.includes(name)) {
      assert.equal(await page.count(row), 0, `${when}: ${name} has no row`);
      continue;
    }
    // A row of this very site would fill; the keyboard opens any.
    await page.click('#search');
    await page.type('#search', LOGINS[name].title);
    await page.waitFor(row);
    await page.waitFor({ css: '.results [data-item-id]', nth: 1 }, { gone: true });
    await page.raw.keyboard.down('Shift');
    await page.press('Enter');
    await page.raw.keyboard.up('Shift');
    const view = `[data-view="item"] [data-item-id="${ids[name]}"]`;
    if (damaged.includes(name)) {
      await page.waitFor(`${view} [data-error="damaged-item"]`);
      assert.ok((await page.text(`${view} [data-error="damaged-item"]`)).length > 40, `${when}: ${name}`);
      assert.equal(await page.count(`${view} [data-action^="copy-"]`), 0, `${when}: ${name} has nothing to copy`);
    } else {
      await page.waitFor(`${view} [data-action="copy-password"]`);
      assert.equal(await page.count(`${view} [data-error]`), 0, `${when}: ${name}`);
    }
    const shown = await page.evaluate((css) => document.querySelector(css).outerHTML, view);
    for (const [another, { title, username, password, urls }] of Object.entries(LOGINS)) {
      if (another === name) continue;
      for (const part of [title, username, password, ...urls.map((url) => new URL(url).hostname)])
        assert.ok(!shown.includes(part), `${when}: ${part} in ${name}`);
    }
    assert.ok(!shown.includes('first-lantern'), `${when}: a password stands open in ${name}`);
    // Where the list stands beside the item there is no way back to it.
    const back = '[data-view="item"] [data-action="back"]';
    if (await page.evaluate((css) => document.querySelector(css).checkVisibility(), back)) await page.click(back);
  }
}

test(
  'D05 Records, keys, fields and overviews in one another’s place: named or refused, never exchanged, and no request goes out',
  async ({ app }) => {
    app.hosts['plain.example'] = html(LOGIN_FORM);
    await app.createVault(MASTER);
    const ids = await makeLogins(app);
    await app.settings({ sites: [{ host: 'plain.example', neverSave: true, noMenu: false, rest: new Uint8Array() }] });
    await app.lock();
    const whole = await copyOf(app);

    for (const [when, { swap, damaged = [], lost }] of Object.entries(SWAPS)) {
      await app.lock();
      const swapped = swap(whole, ids);
      await putBack(app, swapped);
      await app.unlock(MASTER);

      assert.equal((await app.status()).alarm, lost === undefined ? undefined : 'damaged', when);
      const items = await app.items();
      for (const name of Object.keys(LOGINS)) {
        const item = items.find(({ id }) => id === ids[name]);
        if (lost?.includes(name)) assert.equal(item, undefined, `${when}: ${name} is not listed`);
        else {
          const expected = wholeOrNamed(name, damaged);
          const found = Object.fromEntries(Object.keys(expected).map((key) => [key, item[key]]));
          assert.deepEqual(found, expected, `${when}: ${name}`);
          assert.equal(item.damaged, expected.damaged, `${when}: ${name}`);
        }
      }

      const page = await app.openPage(`${SITE}/login`);
      const popup = await app.openPopupTab(page);
      const vault = await app.openVaultPage('items');
      for (const surface of [popup, vault]) {
        await surface.bringToFront();
        if (lost !== undefined) await surface.waitFor('[data-alarm="damaged"]');
        await walk(surface, ids, { damaged, lost }, when);
        await surface.close();
      }

      const filled = await app.fill(page, { via: 'shortcut' });
      if (damaged.length > 0 || lost !== undefined) {
        assert.deepEqual(await allValues(page), [], `${when}: nothing is filled`);
        const unlisted = lost?.includes('shop') ? 'not-found' : 'read-only';
        assert.equal(filled.blocked, lost === undefined ? 'damaged-item' : unlisted, when);
        assert.deepEqual(differing(await copyOf(app), swapped), [], `${when}: nothing of it is written`);
        await assertNowhere(app, SECRETS);
      } else {
        assert.deepEqual(await allValues(page), [LOGINS.shop.username, LOGINS.shop.password], when);
      }
      await page.close();
      assert.deepEqual(requestsBeside(app, SITE), [], `${when}: nobody else is asked for anything`);
    }
  },
  { timeout_ms: 6 * 60_000, in: once('chromium') },
);
