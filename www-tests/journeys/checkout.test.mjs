// Cards and identities filled by their own choice in the popup: a checkout with lists, and where neither is filled.

import assert from 'node:assert/strict';
import { allValues, html, LOGIN_FORM, MASTER, test } from '../harness.mjs';

const AT = 'https://till.example/';
const PIN = '9753';
const options = (pairs) => pairs.map(([value, text]) => `<option value="${value}">${text}</option>`).join('');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const YEARS = Array.from({ length: 20 }, (_, index) => [`${30 + index}`, `${2030 + index}`]);
const COUNTRIES = [
  ['', 'Choose…'],
  ['77', 'Austria'],
  ['81', 'Germany'],
  ['83', 'Ireland'],
  ['90', 'United Kingdom'],
];
const field = (id, label, rest = '') =>
  `<p><label for="${id}">${label}</label> <input id="${id}" name="${id}" ${rest}></p>`;
const select = (id, label, pairs, rest = '') =>
  `<p><label for="${id}">${label}</label> <select id="${id}" name="${id}" ${rest}>${options(pairs)}</select></p>`;

const ADDRESS = `<form id="address" method="post" action="/address"><h2>Delivery address</h2>
  ${field('given', 'First name', 'autocomplete="given-name"')}${field('family', 'Last name', 'autocomplete="family-name"')}
  ${field('street', 'Address line 1', 'autocomplete="address-line1"')}${field('flat', 'Address line 2', 'autocomplete="address-line2"')}
  ${field('city', 'City', 'autocomplete="address-level2"')}${field('postcode', 'Postcode', 'autocomplete="postal-code"')}
  ${select('country', 'Country', COUNTRIES, 'autocomplete="country"')}${field('tel', 'Telephone', 'type="tel" autocomplete="tel"')}
  <button>Continue</button></form>`;
const PAY = `<form id="pay" method="post" action="/pay"><h2>Payment</h2>
  ${field('holder', 'Name on card', 'autocomplete="cc-name"')}${field('number', 'Card number', 'autocomplete="cc-number" inputmode="numeric" maxlength="19"')}
  ${select('month', 'Expiry month', [['', 'Month'], ...MONTHS.map((name, index) => [`${index}`, name])], 'autocomplete="cc-exp-month"')}
  ${select('year', 'Expiry year', [['', 'Year'], ...YEARS], 'autocomplete="cc-exp-year"')}
  ${field('csc', 'Security code', 'type="password" autocomplete="cc-csc" maxlength="4"')}
  <button>Pay now</button></form>
<script>
  // As such pages do: the number in groups of four.
  document.querySelector('#number').addEventListener('input', ({ target }) => {
    target.value = target.value.replace(/\\D/g, '').replace(/(.{4})(?=.)/g, '$1 ');
  });
</script>`;
const CHECKOUT = `<h1>Checkout</h1>${ADDRESS}${PAY}`;

const CARD = {
  kind: 'card',
  title: 'Green card',
  card: {
    name: 'Maren Okafor',
    number: '4012 8888 8888 1881',
    expiryMonth: '05',
    expiryYear: '2031',
    securityCode: '417',
    pin: PIN,
  },
};
const IDENTITY = {
  kind: 'identity',
  title: 'Maren at home',
  identity: {
    givenName: 'Maren',
    familyName: 'Okafor',
    streetAddress: '4 Pier Street\nFlat 2',
    city: 'Whitby',
    postalCode: 'YO21 3PU',
    country: 'GB',
    tel: '+44 20 7946 0958',
  },
};

async function start(app, body = CHECKOUT, differs = {}) {
  await app.createVault(MASTER);
  app.hosts['till.example'] = html(body);
  const identity = { ...IDENTITY, identity: { ...IDENTITY.identity, ...differs } };
  return { card: await app.addItem(CARD), identity: await app.addItem(identity) };
}

const valuesOf = (page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('input, select')]
        .filter(({ value }) => value !== '')
        .map((each) => [each.id, each.value]),
    ),
  );

test('A card goes into the payment and nowhere else, its month and year chosen from lists', async ({ app }) => {
  const { card } = await start(app);
  const page = await app.openPage(AT);
  const popup = await app.popup(page);
  await popup.waitFor(`[data-item-id="${card.id}"]`);
  await popup.type('#search', 'Green');
  await popup.waitFor({ css: '.dock [data-action="fill"]' });
  await app.shot(popup, 'checkout-row');
  await popup.press('Enter');
  await app.until(async () => (await page.value('#csc')) !== '', 'the card to be filled');
  assert.deepEqual(await valuesOf(page), {
    holder: 'Maren Okafor',
    number: '4012 8888 8888 1881',
    month: '4',
    year: '31',
    csc: '417',
  });
});

test('An identity is filled from its own view, its country found by name; the card stays out', async ({ app }) => {
  const { identity } = await start(app);
  const page = await app.openPage(AT);
  const popup = await app.popup(page);
  await popup.click(`[data-item-id="${identity.id}"]`);
  await popup.waitFor('[data-view="item"] [data-action="fill"]');
  await app.shot(popup, 'checkout-item');
  await popup.close();
  const outcome = await app.fill(page, { item: identity.id });
  assert.deepEqual(outcome.refused, []);
  assert.deepEqual(await valuesOf(page), {
    given: 'Maren',
    family: 'Okafor',
    street: '4 Pier Street',
    flat: 'Flat 2',
    city: 'Whitby',
    postcode: 'YO21 3PU',
    country: '90',
    tel: '+44 20 7946 0958',
  });
});

test('A telephone number is parted where a list asks for its country code, by the country where several share one', async ({
  app,
}) => {
  const DIAL = [
    ['', 'Code'],
    ...['France +33', 'Guernsey +44', 'Italy +39', 'United Kingdom Islands +44', 'United Kingdom +44'].map(
      (text, n) => [`${n}`, text],
    ),
  ];
  const parted = `<form><h2>Delivery address</h2>${field('given', 'First name', 'autocomplete="given-name"')}
    ${select('dial', 'Country code', DIAL, 'autocomplete="tel-country-code"')}${field('tel', 'Phone', 'type="tel"')}<button>Continue</button></form>`;
  const { identity } = await start(app, parted);
  const page = await app.openPage(AT);
  assert.deepEqual((await app.fill(page, { item: identity.id })).refused, []);
  assert.deepEqual(await valuesOf(page), { given: 'Maren', dial: '4', tel: '20 7946 0958' });
});

test('A telephone number and a postal code go into the boxes that part them', async ({ app }) => {
  const boxes = (id, label, rooms) =>
    `<p>${label} ${rooms.map((room, n) => `<input id="${id}${n}" name="${id}${n}" maxlength="${room}">`).join(' - ')}</p>`;
  const parted = `<form><h2>お届け先</h2>${field('given', '名')}${boxes('zip', '郵便番号', [3, 4])}${boxes('tel', '電話番号', [4, 4, 4])}<button>次へ</button></form>`;
  const { identity } = await start(app, parted, { postalCode: '100-0001', tel: '+81 90-1234-5678' });
  const page = await app.openPage(AT);
  assert.deepEqual((await app.fill(page, { item: identity.id })).refused, []);
  assert.deepEqual(await valuesOf(page), {
    given: 'Maren',
    zip0: '100',
    zip1: '0001',
    tel0: '090',
    tel1: '1234',
    tel2: '5678',
  });
});

test('A telephone code is chosen by its digits, whatever country the address has; where a list lacks it the number is whole', async ({
  app,
}) => {
  const lists = {
    names: ['France (+33)', 'Germany (+49)', 'United Kingdom (+44)'],
    before: ['+33 France', '+49 Germany', '+44 United Kingdom'],
    without: ['France (+33)', 'Germany (+49)', 'Italy (+39)', 'Spain (+34)'],
    regions: ['+33', '+49', '+44-1481', '+44'],
    favoured: ['+44', '+49', '+33', '+44'],
    flags: ['🇫🇷 +33', '🇬🇬 +44', '🇬🇧 +44'],
  };
  const form = (
    name,
    texts,
  ) => `<form><h2>Delivery address</h2>${field('given', 'First name', 'autocomplete="given-name"')}
    ${select('dial', 'Country code', [['', 'Code'], ...texts.map((text, n) => [`${n}`, text])], 'autocomplete="tel-country-code"')}
    ${field('tel', 'Phone', 'type="tel"')}<button>${name}</button></form>`;
  const { identity } = await start(app, form('Continue', lists.names), { country: 'DE' });
  for (const [name, expected, refused] of [
    ['names', { dial: '2', tel: '20 7946 0958' }, []],
    ['before', { dial: '2', tel: '20 7946 0958' }, []],
    // What names no country tells them apart by nothing but the code.
    ['regions', { dial: '3', tel: '20 7946 0958' }, []],
    ['favoured', { dial: '0', tel: '20 7946 0958' }, []],
    ['flags', { dial: '1', tel: '20 7946 0958' }, []],
    ['without', { tel: '+44 20 7946 0958' }, [{ role: 'tel-country-code', reason: 'unfit' }]],
  ]) {
    app.hosts[new URL(AT).hostname] = html(form('Continue', lists[name]));
    const page = await app.openPage(AT);
    assert.deepEqual((await app.fill(page, { item: identity.id })).refused, refused, name);
    assert.deepEqual(await valuesOf(page), { given: 'Maren', ...expected }, name);
    await page.close();
  }
});

test('What a list does not offer, and what the page takes away, is said and the rest is filled', async ({ app }) => {
  const { card, identity } = await start(
    app,
    CHECKOUT.replace(options(COUNTRIES), options(COUNTRIES.slice(0, 3))) +
      `<script>document.querySelector('#holder').addEventListener('change', ({ target }) => { target.value = ''; });</script>`,
  );
  const page = await app.openPage(AT);
  assert.deepEqual((await app.fill(page, { item: identity.id })).refused, [{ role: 'country', reason: 'unfit' }]);
  assert.equal(await page.value('#country'), '');
  assert.equal(await page.value('#city'), 'Whitby');
  assert.deepEqual((await app.fill(page, { item: card.id })).refused, [{ role: 'cc-name', reason: 'rejected' }]);
  assert.equal(await page.value('#csc'), '417');
});

test('Neither is filled without encryption, into a sign-in, or inside another site', async ({ app }) => {
  const { card, identity } = await start(app);
  app.hosts['framing.example'] = html(`<h1>Offers</h1><iframe src="${AT}" width="600" height="900"></iframe>`);
  app.hosts['login.example'] = html(
    LOGIN_FORM.replace(
      '<button>',
      `${field('x', 'Card', 'autocomplete="cc-number"')}${field('y', 'Name', 'autocomplete="name"')}<button>`,
    ),
  );
  const cases = [
    ['http://till.example/', 'insecure-page'],
    ['https://login.example/', 'no-fields'],
    ['https://framing.example/', 'foreign-ancestor'],
  ];
  for (const [url, why] of cases) {
    const page = await app.openPage(url);
    for (const { id } of [card, identity]) assert.equal((await app.fill(page, { item: id })).blocked, why, url);
    assert.deepEqual(await allValues(page), [], url);
    await page.close();
  }
});
