// The pictures that README and stores show, made from those of the gallery, so that none can grow old beside them.
// A store's picture is 1280 by 800: the vault page as it is, anything smaller on the design's own ground with a line of text.

import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import puppeteer from 'puppeteer-core';

const SIZE = { width: 1280, height: 800 };

/** README's pictures, by those of the gallery. */
const README = {
  'popup-list-light': 'popup-list-light',
  'popup-list-dark': 'popup-list-dark',
  'popup-create-light': 'popup-create-light',
  'save-prompt-light': 'page-prompt-light',
};

/** The stores' pictures in their order: one as it is, or popups beside a line that says what they show. */
const STORE = [
  { name: '1-fill', pictures: ['popup-list-light'], line: 'The login for this site is on top. Enter fills it.' },
  { name: '2-save', whole: 'page-prompt-light' },
  { name: '3-vault', whole: 'vault-item-light' },
  { name: '4-health', whole: 'vault-health-light' },
  {
    name: '5-private',
    pictures: ['popup-create-light', 'popup-list-dark'],
    line: 'One password to remember. No account, no server.',
  },
];

const INK = '#1b1c1e';
const GROUND = '#f4f3ef';

/** @param {string} gallery The folder of the pictures. @param {string} root */
export async function renewDocuments(gallery, root) {
  const file = (name) => path.join(gallery, `${name}.png`);
  for (const [to, from] of Object.entries(README))
    await copyFile(file(from), path.join(root, 'docs/images', `${to}.png`));
  await mkdir(path.join(root, 'docs/store'), { recursive: true });
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/lib/chromium/chromium',
    defaultViewport: SIZE,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage();
    for (const { name, whole, pictures, line } of STORE) {
      const sources = await Promise.all((pictures ?? [whole]).map(async (each) => dataUrl(await readFile(file(each)))));
      await page.setContent(whole === undefined ? beside(sources, line) : filling(sources[0]), { waitUntil: 'load' });
      await page.screenshot({ path: path.join(root, 'docs/store', `${name}.png`) });
    }
  } finally {
    await browser.close();
  }
}

const dataUrl = (bytes) => `data:image/png;base64,${bytes.toString('base64')}`;
const FRAME = `<!doctype html><meta charset="utf-8"><style>* { margin: 0; } body { inline-size: 1280px; block-size: 800px;
  overflow: hidden; background: ${GROUND}; color: ${INK}; }`;

const filling = (source) => `${FRAME} img { inline-size: 1280px; }</style><img src="${source}">`;

const beside = (
  sources,
  line,
) => `${FRAME} body { display: flex; align-items: center; justify-content: center; gap: 56px; }
  p { font: 40px/1.3 "P052", "Noto Serif", Georgia, serif; max-inline-size: 320px; }
  img { border-radius: 14px; box-shadow: 0 12px 40px #0003, 0 0 0 1px #0001; }</style>
  <p>${line}</p>${sources.map((source) => `<img src="${source}">`).join('')}`;
