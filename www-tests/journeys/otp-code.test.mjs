// The QR code of a one-time code, read at the user's click: from the page in sight, from an image file, from the
// clipboard; and what is said where there is none.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { html, MASTER, testInTurn as test } from '../harness.mjs';

const CODE = 'otpauth://totp/Harbour%20Bank:maren?secret=JBSWY3DPEHPK3PXP&issuer=Harbour%20Bank';
const svg = await readFile(new URL('otp-code.svg', import.meta.url), 'utf8');
const SECOND_FACTOR = `<h1>Set up a second factor</h1><p>Scan this code.</p>${svg.slice(svg.indexOf('<svg'))}`;

const toldBy = (surface) =>
  surface.waitFor('[data-qr]').then(() => surface.evaluate(() => document.querySelector('[data-qr]').dataset.qr));

const valueIn = (surface) => surface.evaluate(() => document.querySelector('#otp').value);

/** Gives the page's file field a picture that is drawn there. @param {string | undefined} drawing */
const pick = (page, drawing) =>
  page.evaluate(async (text) => {
    const field = document.querySelector('#qr-file');
    const canvas = new OffscreenCanvas(400, 300);
    const context = canvas.getContext('2d');
    context.fillRect(0, 0, 400, 300);
    if (text !== null) {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
      await image.decode();
      context.drawImage(image, 90, 50);
    }
    const files = new DataTransfer();
    files.items.add(new File([await canvas.convertToBlob()], 'code.png', { type: 'image/png' }));
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, drawing ?? null);

test('A QR code on the page is read in the popup, and the item gives the code it stands for', async ({ app }) => {
  await app.createVault(MASTER);
  const { id } = await app.addItem({
    title: 'Harbour Bank',
    username: 'maren',
    password: 'pier-4',
    url: 'https://bank.test/',
  });
  app.hosts['bank.test'] = html(SECOND_FACTOR);
  const page = await app.openPage('https://bank.test/');
  const popup = await app.popup(page);
  await popup.waitFor(`[data-item-id="${id}"]`);
  await popup.click('.dock [data-action="open"]');
  await popup.click('[data-action="edit"]');
  await popup.click('[data-action="qr-page"]');
  assert.equal(await toldBy(popup), 'found');
  assert.equal(await valueIn(popup), CODE);
  await app.shot(popup, 'edit-qr');
  await popup.click('[data-action="save"]');
  await popup.waitFor('[data-view="item"]');
  const { now } = await app.desk.ask('own/otp', { id });
  assert.match(now.code, /^\d{6}$/);
});

test('A page without a QR code is said to have none', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await app.openPage('https://shop.example/login');
  const popup = await app.popup(page);
  await popup.click('[data-action="add"]');
  await popup.click('[data-action="qr-page"]');
  assert.equal(await toldBy(popup), 'no-code');
  assert.equal(await valueIn(popup), '');
});

test('A QR code is read from an image file and from the clipboard', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await app.openPopupTab();
  await page.click('[data-action="add"]');
  await page.waitFor('[data-action="qr-image"]');
  await pick(page, svg);
  assert.equal(await toldBy(page), 'found');
  assert.equal(await valueIn(page), CODE);
  await pick(page);
  await app.until(async () => (await toldBy(page)) === 'no-code', 'the picture without a code to be told of');
  await page.evaluate((text) => {
    // Headless browsers share no clipboard: what would lie on it.
    navigator.clipboard.read = async () => [
      {
        types: ['text/html', 'image/svg+xml'],
        getType: async () => {
          const image = new Image();
          image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
          await image.decode();
          const canvas = new OffscreenCanvas(200, 200);
          canvas.getContext('2d').drawImage(image, 0, 0);
          return canvas.convertToBlob();
        },
      },
    ];
  }, svg);
  await page.click('[data-action="qr-clipboard"]');
  await app.until(async () => (await toldBy(page)) === 'found', 'the code to be read');
  assert.equal(await valueIn(page), CODE);
});
