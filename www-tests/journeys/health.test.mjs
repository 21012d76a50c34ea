// The health of the vault: each finding with the way to its login, judging what came unjudged, and asking the service of
// exposed passwords, by a server of our own that speaks its protocol.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { assertNowhere, MASTER, testInTurn as test } from '../harness.mjs';

const SERVICE = 'api.pwnedpasswords.com';
const READY = '[data-health="ready"]';

/** The page of the whole vault, at its health. */
const openHealth = async (app) => {
  const page = await app.openOwn('vault.html', '#health');
  await page.waitFor(READY);
  await page.waitFor('[data-finding="breaches"]');
  return page;
};

const findings = (page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[data-finding]')].map((each) => [
        each.dataset.finding,
        each.querySelector('h2').innerText,
      ]),
    ),
  );

const digestOf = (password) => createHash('sha1').update(password).digest('hex').toUpperCase();

/** The service with a few known passwords, padded as the real one; notes what it was asked. */
function service(known, asked, spoil = (_prefix, answer) => answer) {
  return (request, response) => {
    asked.push({ url: request.url, headers: request.headers, method: request.method });
    const prefix = request.url.split('/').at(-1);
    const lines = Object.entries(known)
      .map(([password, count]) => ({ digest: digestOf(password), count }))
      .filter(({ digest }) => digest.startsWith(prefix))
      .map(({ digest, count }) => `${digest.slice(5)}:${count}`);
    for (let line = 0; line < 800; line += 1) lines.push(`${digestOf(`padding ${line}`).slice(5)}:0`);
    const answer = spoil(prefix, { status: 200, body: lines.join('\r\n') });
    response.writeHead(answer.status, {
      'content-type': 'text/plain',
      'access-control-allow-origin': '*',
      'set-cookie': 'seen=1',
      ...answer.headers,
    });
    response.end(answer.body);
  };
}

async function vaultWithFaults(app) {
  await app.createVault(MASTER);
  const settings = await app.openVaultPage('settings');
  await settings.waitFor('#old-after');
  await settings.raw.select('#old-after', '365');
  await app.until(async () => (await app.settings()).oldAfterDays === 365, 'the new limit of age to be kept');
  await settings.close();
  const strong = { strength: 4, username: 'maren' };
  await app.addItem({ title: 'Weak', password: 'lamp-1', strength: 1, url: 'https://weak.example/' });
  await app.addItem({ ...strong, title: 'Twin one', password: 'same-Same-77-lantern', url: 'https://one.example/' });
  await app.addItem({ ...strong, title: 'Twin two', password: 'same-Same-77-lantern', url: 'https://two.example/' });
  await app.addItem({ ...strong, title: 'By http', password: 'ferry-Terminal-88', url: 'http://router.example/' });
  await app.addItem({
    ...strong,
    title: 'No code',
    password: 'oars-And-Soup-1908',
    url: 'https://code.example/',
    login: { offersSecondFactor: true },
  });
  await app.addItem({ title: 'Unjudged', password: 'correct horse battery', url: 'https://new.example/' });
}

test('The health of the vault names what is wrong, shows it as plot and table, and leads to each login', async ({
  app,
}) => {
  await vaultWithFaults(app);
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-action="to-mend"]');
  assert.equal(await popup.text('[data-action="to-mend"]'), '3 to mend', 'at a glance in the popup');
  await popup.close();
  const page = await openHealth(app);
  const told = await findings(page);
  assert.deepEqual(Object.keys(told), [
    'weak',
    'reused',
    'insecureAddress',
    'lacksSecondFactor',
    'unscored',
    'breaches',
  ]);
  assert.equal(told.weak, '1 password is weak');
  assert.equal(told.reused, '2 logins share a password with another');
  assert.equal(await page.text('h1'), 'Three things to mend.');
  assert.deepEqual(
    [await page.count('.plot .point.weak'), await page.count('.plot .point.shared'), await page.count('.plot .point')],
    [1, 2, 6],
  );
  await app.shot(page, 'health');
  await page.click('[data-action="as-table"]');
  const cells = await page.evaluate(() =>
    [...document.querySelectorAll('.healthtable tbody tr')].map((row) => row.querySelector('td').textContent),
  );
  assert.deepEqual(cells, ['4', '0', '0', '1', '0', '1']);

  await page.click('[data-finding="reused"] [data-action="show"]');
  await app.shot(page, 'health-open');
  await page.click({ css: '[data-finding="reused"] .findingrow', text: 'Twin two' });
  await page.waitFor('[data-view="item"] [data-action="edit"]');
  await app.shot(page, 'health-item');
  await page.click('[data-action="edit"]');
  await page.type('#password', 'a-New-One-for-two-31');
  await page.click('[data-action="save"]');
  await page.waitFor('[data-view="item"] [data-action="history"]');
  await page.click('[data-action="back"]');
  await page.waitFor(READY);
  await app.until(async () => !('reused' in (await findings(page))), 'the report without that finding');
  assert.equal((await app.items()).find(({ title }) => title === 'Twin two').password, 'a-New-One-for-two-31');
});

test('Passwords that nobody judged are judged on this device, and the report knows them then', async ({ app }) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'From a file', username: 'maren', password: 'password1' });
  await app.addItem({ title: 'Another', password: 'lamp-Rope-7-Skye-Herons' });
  const page = await openHealth(app);
  assert.deepEqual(Object.keys(await findings(page)), ['unscored', 'breaches']);
  assert.equal(await page.text('h1'), 'Nothing found so far.');
  await page.click('[data-action="judge"]');
  await page.waitFor('[data-finding="weak"]');
  await page.waitFor('[data-finding="unscored"]', { gone: true });
  assert.equal((await findings(page)).weak, '1 password is weak', 'the other is not');
  const item = (await app.items()).find(({ title }) => title === 'From a file');
  assert.equal(item.password, 'password1');
  assert.equal(item.history.length, 0, 'its password was not replaced');
});

test('Exposed passwords are asked for only if switched on, by five digits, once a week, and found', async ({ app }) => {
  const asked = [];
  const exposed = 'oars-And-Soup-1908';
  app.hosts[SERVICE] = service({ [exposed]: 4113 }, asked);
  await vaultWithFaults(app);
  const page = await openHealth(app);
  await assert.rejects(app.desk.ask('own/ask-exposed'), { code: 'forbidden' });
  assert.equal(await page.count('[data-action="ask-exposed"]'), 0);
  assert.deepEqual(asked, [], 'nothing is asked unasked');

  await page.click('#check-exposed');
  await page.waitFor('[data-action="ask-exposed"]');
  assert.deepEqual(asked, [], 'switching it on asks nothing by itself');
  await page.click('[data-action="ask-exposed"]');
  await page.waitFor('[data-finding="exposed"]');
  await page.waitFor('[data-said="asked"]');
  await page.click('[data-finding="exposed"] [data-action="show"]');
  const shown = await page.text('[data-finding="exposed"]');
  assert.ok(shown.includes('No code') && shown.includes('4,113'), shown);
  await app.shot(page, 'health-exposed');

  const items = await app.items();
  const prefixes = new Set(items.map(({ password }) => digestOf(password).slice(0, 5)));
  assert.equal(prefixes.size, 5);
  assert.deepEqual(new Set(asked.map(({ url }) => url)), new Set([...prefixes].map((prefix) => `/range/${prefix}`)));
  assert.equal(asked.length, 5, 'each password once');
  for (const { headers, method } of asked) {
    assert.equal(method, 'GET');
    assert.equal(headers['add-padding'], 'true');
    assert.deepEqual([headers.cookie, headers.referer], [undefined, undefined]);
  }
  await assertNowhere(
    app,
    items.flatMap(({ password }) => [password, digestOf(password), digestOf(password).slice(0, 6)]),
  );

  await page.click('[data-action="ask-exposed"]');
  await page.waitFor('[data-said="asked"]');
  assert.equal(asked.length, 5, 'an answer counts for a week');
  await app.restart();
  await app.unlock(MASTER);
  assert.deepEqual(
    (await app.desk.ask('own/health')).exposed.map(({ count }) => Number(count)),
    [4113],
    'what was said is kept in the vault',
  );
});

// Sixty logins, of which forty are asked for at once: by chance alone the forty, or their order, are as the vault has them
// less than once in 10^15 runs. Four are asked for abreast, so within four the order is nobody's.
test('Which passwords are asked for first, and in which order, tells nothing of the order of the vault', async ({
  app,
}) => {
  const asked = [];
  app.hosts[SERVICE] = service({}, asked);
  await app.createVault(MASTER);
  await app.settings({ checkExposed: true });
  const added = [];
  for (let number = 100; number < 160; number += 1) {
    const password = `rope-Ladder-${number}`;
    const { id } = await app.addItem({ title: `Login ${number}`, username: 'maren', password, strength: 4 });
    added.push({ id, prefix: digestOf(password).slice(0, 5) });
  }
  const prefixesOf = (logins) => logins.map(({ prefix }) => prefix);
  const byId = added.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const orders = [added, byId].flatMap((order) => [prefixesOf(order), prefixesOf(order).reverse()]);
  assert.equal(new Set(orders[0]).size, 60, 'no two passwords have the same five digits');

  const reply = await app.desk.ask('own/ask-exposed');
  assert.deepEqual([reply.passwords, reply.silent, reply.left], [40, 0, 20]);
  const drawn = asked.map(({ url }) => url.split('/').at(-1));
  const byFours = (prefixes) =>
    Array.from({ length: prefixes.length / 4 }, (_, at) => prefixes.slice(4 * at, 4 * at + 4).toSorted());
  assert.equal(new Set(drawn).size, 40);
  for (const order of orders) {
    assert.notDeepEqual(new Set(drawn), new Set(order.slice(0, 40)), 'the forty are drawn');
    const chosen = order.filter((prefix) => drawn.includes(prefix));
    assert.equal(chosen.length, 40, 'nothing else is asked for');
    assert.notDeepEqual(byFours(drawn), byFours(chosen), 'their order is drawn');
  }

  const rest = await app.desk.ask('own/ask-exposed');
  assert.deepEqual([rest.passwords, rest.left], [20, 0]);
  const all = asked.map(({ url }) => url.split('/').at(-1));
  assert.deepEqual(all.toSorted(), orders[0].toSorted(), 'each once');
});

test('A service that fails, redirects or answers without end finds nothing, harms nothing, and the page says so', async ({
  app,
}) => {
  const asked = [];
  const seen = [];
  app.hosts['elsewhere.example'] = (request, response) => {
    seen.push(request.url);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('');
  };
  const spoilt = [
    () => ({ status: 503, body: '' }),
    () => ({ status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' }),
    () => ({ status: 200, body: 'A'.repeat(3 * 1024 * 1024) }),
  ];
  let way = 0;
  app.hosts[SERVICE] = service({ 'ferry-Terminal-88': 9 }, asked, (_prefix, answer) => spoilt[way]?.() ?? answer);
  await app.createVault(MASTER);
  await app.addItem({ title: 'Ferry', password: 'ferry-Terminal-88', strength: 4 });
  await app.settings({ checkExposed: true });
  const page = await openHealth(app);
  for (; way < spoilt.length; way += 1) {
    await page.click('[data-action="ask-exposed"]');
    await page.waitFor('[data-said="silent"]');
    assert.equal(asked.length, way + 1, 'asked once, not again and again');
    assert.deepEqual((await app.desk.ask('own/health')).exposed, []);
  }
  assert.deepEqual(seen, [], 'no redirect is followed');
  // What was not answered was not noted either: it is asked for again.
  await page.click('[data-action="ask-exposed"]');
  await page.waitFor('[data-finding="exposed"]');
});
