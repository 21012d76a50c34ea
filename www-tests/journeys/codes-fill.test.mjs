// One-time codes filled: beside the password, on a step of their own, box by box; and where they are not filled.

import assert from 'node:assert/strict';
import { html, LOGIN_FORM, MASTER, paths, test } from '../harness.mjs';

const AT = 'https://two.example/';
const URI = 'otpauth://totp/Two:maren?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const COUNTER = 'otpauth://hotp/Two:maren?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=3';
const CODE_FIELD = '<label for="code">One-time code</label><input id="code" name="code" autocomplete="one-time-code">';
const STEP = `<h1>Two-step verification</h1><form method="post" action="/code"><p>Enter the code from your app.</p>${CODE_FIELD}<button>Verify</button></form>`;
const BOXES = `<h1>Two-step verification</h1><form method="post" action="/code"><p>Enter the verification code.</p>${Array.from(
  { length: 6 },
  (_, index) =>
    `<input id="box${index}" name="box${index}" maxlength="1" inputmode="numeric" aria-label="Digit ${index + 1}">`,
).join('')}<button>Verify</button></form>
<script>
  // As such pages do: on to the next box with each sign.
  const boxes = [...document.querySelectorAll('input')];
  boxes.forEach((box, index) => box.addEventListener('input', () => { if (box.value !== '') boxes[index + 1]?.focus(); }));
</script>`;

const SITE = paths({
  '/': html(LOGIN_FORM),
  '/beside': html(LOGIN_FORM.replace('<button>', `${CODE_FIELD}<button>`)),
  '/code': html(STEP),
  '/boxes': html(BOXES),
});

async function start(app, otp = URI) {
  await app.createVault(MASTER);
  app.hosts['two.example'] = SITE;
  const login = { usernames: ['maren'], password: 'Storm-lamp-34', otp };
  return app.addItem({ title: 'Two steps', urls: [AT], login });
}

/** The code that holds now or held just before: a period may end between fill and look. */
async function assertCode(app, id, filled, before) {
  const { now } = await app.desk.ask('own/otp', { id });
  assert.ok([before, now.code].includes(filled), `${filled} is the code of now`);
}
const codeOf = async (app, id) => (await app.desk.ask('own/otp', { id })).now.code;

test('A sign-in in two steps: user name and password, then the code alone, by popup, shortcut and context menu', async ({
  app,
}) => {
  const { id } = await start(app);
  const page = await app.openPage(AT);
  assert.deepEqual((await app.fill(page)).filled, ['username', 'current-password']);
  // The shortcut takes the exact address, so the step stands at the same path of the site's.
  for (const via of ['popup', 'shortcut', 'context-menu']) {
    await page.goto(`${AT}code`);
    const before = await codeOf(app, id);
    const outcome = await app.fill(page, via === 'popup' ? {} : { via });
    assert.deepEqual(outcome, { filled: ['one-time-code'], refused: [] }, via);
    await assertCode(app, id, await page.value('#code'), before);
  }
});

test('A form that asks for all three gets all three, and six boxes get a sign each', async ({ app }) => {
  const { id } = await start(app);
  const page = await app.openPage(`${AT}beside`);
  let before = await codeOf(app, id);
  assert.deepEqual((await app.fill(page)).filled, ['username', 'current-password', 'one-time-code']);
  assert.equal(await page.value('#pass'), 'Storm-lamp-34');
  await assertCode(app, id, await page.value('#code'), before);

  await page.goto(`${AT}boxes`);
  before = await codeOf(app, id);
  const outcome = await app.fill(page);
  assert.equal(outcome.filled.length, 6);
  assert.deepEqual(outcome.refused, []);
  const signs = await page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join(''));
  assert.match(signs, /^\d{6}$/);
  await assertCode(app, id, signs, before);
});

test('The mark stands in a code’s field on a step of its own, and leads to the code', async ({ app }) => {
  const { id } = await start(app);
  const page = await app.openPage(`${AT}code`);
  const before = await codeOf(app, id);
  const outcome = await app.fill(page, { via: 'in-page', item: id, field: '#code' });
  assert.deepEqual(outcome, { filled: ['one-time-code'], refused: [] });
  await assertCode(app, id, await page.value('#code'), before);
});

test(
  'A26: the menu in the page fills no code beside a password, where the code’s field bears no mark',
  async ({ app }) => {
    const { id } = await start(app);
    const page = await app.openPage(`${AT}beside`);
    await page.click('#code');
    await assert.rejects(app.menu.mark(page, 1_500));
    assert.deepEqual((await app.fill(page, { via: 'in-page', item: id })).filled, ['username', 'current-password']);
    assert.equal(await page.value('#code'), '');
  },
  { in: 'chromium' },
);

test('A counter’s code is filled by no way', async ({ app }) => {
  const { id } = await start(app);
  const page = await app.openPage(`${AT}beside`);
  const [item] = await app.items();
  const input = {
    base: { id, revision: item.revision },
    content: { ...item.content, login: { ...item.content.login, otp: COUNTER } },
  };
  await app.desk.ask('own/put', { input });
  await page.goto(`${AT}beside`);
  assert.deepEqual((await app.fill(page)).filled, ['username', 'current-password']);
  assert.equal(await page.value('#code'), '');
  await page.goto(`${AT}code`);
  assert.equal((await app.fill(page)).blocked, 'no-fields');
});

test('A code is not filled on another site, nor into a form that sends it there', async ({ app }) => {
  const { id } = await start(app);
  app.hosts['evil.example'] = html(STEP);
  const evil = await app.openPage('https://evil.example/');
  assert.equal((await app.fill(evil, { item: id })).blocked, 'other-site');
  assert.equal(await evil.value('#code'), '');
  app.hosts['two.example'] = html(STEP.replace('/code', 'https://evil.example/code'));
  const page = await app.openPage(AT);
  assert.equal((await app.fill(page)).blocked, 'foreign-action');
  assert.equal(await page.value('#code'), '');
});
