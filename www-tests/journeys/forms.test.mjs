// Forms that ask in a way of their own: a card's number box by box, a company, single characters of a password, labels
// that float. Each is filled as a user would, or refused with a word why.

import assert from 'node:assert/strict';
import { allValues, html, MASTER, test } from '../harness.mjs';

const AT = 'https://counter.example/';
const PASSWORD = 'Storm-lamp-34';
const boxes = (rooms, type = 'tel') =>
  rooms.map((room, at) => `<input id="box${at}" name="box${at}" type="${type}" maxlength="${room}">`).join('');
const PAY = (rooms) => `<h1>Payment</h1><form method="post" action="/pay">
  <p><label for="holder">Name on card</label> <input id="holder"></p>
  <p><label for="box0">Card number</label> ${boxes(rooms)}</p>
  <p><label for="csc">CVC</label> <input id="csc" type="password" maxlength="4"></p><button>Pay now</button></form>
<script>
  // As such pages do: on to the next box once one is full.
  const row = [...document.querySelectorAll('[id^=box]')];
  row.forEach((box, at) => box.addEventListener('input', () => { if (box.value.length === box.maxLength) row[at + 1]?.focus(); }));
</script>`;
const ADDRESS = `<h1>Invoice</h1><form method="post" action="/invoice">
  <p><label for="given">First name</label> <input id="given"></p><p><label for="family">Last name</label> <input id="family"></p>
  <p><label for="firm">Company (optional)</label> <input id="firm" autocomplete="organization"></p>
  <p><label for="vat">Company VAT number</label> <input id="vat"></p>
  <p><label for="line">Address</label> <input id="line"></p><p><label for="post">Postcode</label> <input id="post"></p>
  <div><input id="born"><span class="form-label" aria-hidden="true">Birthday</span></div><button>Continue</button></form>`;
// Names of fields as old pages and new ones have them: a cell beside a whole table, a label that names no field.
const LOOSE = `<h1>Delivery</h1><form method="post" action="/deliver">
  <table><tr><td>First name</td><td><table><tr><td><input id="q1"></td></tr></table></td></tr>
    <tr><td>Last name</td><td><table><tr><td><input id="q2"></td></tr></table></td></tr></table>
  <div><label>Address</label><div><input id="q3" placeholder="Name of the house"></div></div>
  <div><select id="q4"><option>Parcel</option><option>Letter</option></select><label>Postcode</label><input id="q5"></div>
  <button>Continue</button></form>`;
// The same elements with labels that stand behind their fields and float above them.
const FLOATING = `<h1>Delivery</h1><form method="post" action="/deliver"><div><input id="q1" placeholder=" "><label>First name</label>
  <input id="q2" placeholder=" "><label>Last name</label><input id="q3" placeholder=" "><label>Postcode</label></div>
  <button>Continue</button></form>`;
const SENT = `<h1>Tideline</h1><section><p>We sent a verification code to your telephone.</p>
  <form method="post" action="/go"><input id="q1" name="q1"><button>Continue</button></form></section>`;
const PARTS = `<h1>Log in</h1><form method="post" action="/parts"><p><label for="user">User name</label> <input id="user" name="user"></p>
  <fieldset><legend>Enter characters 2, 5 and 7 of your password</legend>${boxes([1, 1, 1], 'password')}</fieldset><button>Log in</button></form>`;
const STEP = `<h1>Security</h1><form method="post" action="/step"><p>Please enter the 2nd, 5th and 7th characters of your password.</p>
  <input id="some" name="some" type="password"><button>Continue</button></form>`;

const CARD = { number: '4012 8888 8888 1881', name: 'Maren Okafor', securityCode: '417' };
const IDENTITY = {
  givenName: 'Maren',
  familyName: 'Okafor',
  organization: 'Tideline Ltd',
  birthday: '1987-03-09',
  streetAddress: '4 Pier Street',
  postalCode: 'YO21 3PU',
};

async function scene(app) {
  await app.createVault(MASTER);
  const card = await app.addItem({ kind: 'card', title: 'Green card', card: CARD });
  const identity = await app.addItem({ kind: 'identity', title: 'Maren', identity: IDENTITY });
  const login = await app.addItem({ title: 'Counter', username: 'maren', password: PASSWORD, url: AT });
  return { card, identity, login };
}

const visit = (app, body) => {
  app.hosts['counter.example'] = html(body);
  return app.openPage(AT);
};
const row = (page) => page.evaluate(() => [...document.querySelectorAll('[id^=box]')].map(({ value }) => value));

test(
  'A card’s number goes into its boxes piece by piece, and into none where it does not fit',
  async ({ app, card }) => {
    for (const [rooms, pieces] of [
      [
        [4, 4, 4, 4],
        ['4012', '8888', '8888', '1881'],
      ],
      [
        [4, 6, 6],
        ['4012', '888888', '881881'],
      ],
    ]) {
      const page = await visit(app, PAY(rooms));
      assert.deepEqual((await app.fill(page, { item: card.id })).refused, []);
      assert.deepEqual(await row(page), pieces);
      assert.equal(await page.value('#csc'), '417');
      await page.close();
    }
    const page = await visit(app, PAY([4, 6, 5]));
    const { refused } = await app.fill(page, { item: card.id });
    assert.deepEqual(refused, [{ role: 'cc-number', reason: 'unfit' }]);
    assert.deepEqual(await row(page), ['', '', '']);
  },
  { scene },
);

test(
  'A company is filled where one says who one is, and a birthday whose label floats',
  async ({ app, identity }) => {
    const page = await visit(app, ADDRESS);
    await app.fill(page, { item: identity.id });
    assert.equal(await page.value('#firm'), 'Tideline Ltd');
    assert.equal(await page.value('#vat'), '');
    assert.equal(await page.value('#post'), 'YO21 3PU');
    const roles = (await app.classify(page)).map(({ role }) => role);
    assert.equal(roles.at(-1), 'bday');
  },
  { scene },
);

test(
  'Fields are known by a cell beside their table, a label that names none, and a sentence before the form',
  async ({ app }) => {
    const page = await visit(app, LOOSE);
    const roles = async (of) => (await app.classify(of)).map(({ role }) => role);
    assert.deepEqual(await roles(page), ['given-name', 'family-name', 'address-line1', 'other', 'postal-code']);
    await page.close();
    const floating = await visit(app, FLOATING);
    assert.deepEqual(await roles(floating), ['given-name', 'family-name', 'postal-code']);
    await floating.close();
    const step = await visit(app, SENT);
    assert.deepEqual(await roles(step), ['one-time-code']);
    await step.close();
    const linked = await visit(app, SENT.replace('telephone', '<a href="/">telephone</a>'));
    assert.deepEqual(await roles(linked), ['other']);
  },
  { scene },
);

test(
  'Single characters of a password are refused with a word why, by popup and shortcut',
  async ({ app, login }) => {
    const refused = [{ role: 'current-password', reason: 'part' }];
    for (const via of ['popup', 'shortcut']) {
      const page = await visit(app, PARTS);
      const outcome = await app.fill(page, via === 'popup' ? { item: login.id } : { via });
      assert.deepEqual([outcome.filled, outcome.refused], [['username'], refused], via);
      assert.deepEqual(await allValues(page), ['maren'], via);
      await page.close();
    }
    const page = await visit(app, STEP);
    const popup = await app.popup(page);
    await popup.click(`[data-item-id="${login.id}"]`);
    await popup.waitFor({ css: 'body', text: 'Password is asked for in single characters' });
    await app.shot(popup, 'parts-refused');
    await popup.close();
    assert.deepEqual(await allValues(page), []);
  },
  { scene },
);
