// Measures, for docs/performance.md: how soon the popup serves, and how soon it answers a key in its search, by the number
// of logins. The screen's refresh is not waited for: the browser draws each frame when it is asked for, so that what is
// measured is the work. Prints one JSON object; says nothing else.
//   node www-tests/bench/popup.mjs [--runs N] [--items N,N] [--extension DIR]

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../driver/index.mjs';
import { html } from '../harness.mjs';
import { p95, summary } from './numbers.mjs';
import { restoreVault } from './restore.mjs';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    items: { type: 'string', default: '1000,10000' },
    extension: { type: 'string' },
  },
});
const RUNS = Number(options.runs);
const SIZES = options.items.split(',').map(Number);
/** What is typed in each run: first letters that find all, then fewer and fewer. */
const TYPED = 'shop number 77';

/** Runs in the popup from its beginning: notes when its search has the focus with rows under it, on the screen. */
function NOTE_USABLE() {
  const isUsable = () =>
    document.activeElement?.id === 'search' && document.querySelectorAll('[data-item-id]').length > 0;
  const observer = new MutationObserver(look);
  function look() {
    if (!isUsable()) return;
    observer.disconnect();
    document.removeEventListener('focusin', look);
    requestAnimationFrame(() => setTimeout(() => performance.mark('usable')));
  }
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener('focusin', look);
}

/** Runs in the popup from its beginning: notes of each key how long it took until what it found was on the screen. */
function NOTE_KEYS() {
  globalThis.answered_ms = [];
  let pressed_ms;
  addEventListener('keydown', ({ timeStamp }) => (pressed_ms = timeStamp), true);
  const { runtime } = browser;
  const send = runtime.sendMessage.bind(runtime);
  // Most answers look like the one before, so that the document cannot tell when they are there.
  runtime.sendMessage = (message) => {
    const asked = send(message);
    const began = pressed_ms;
    if (message.kind !== 'own/list' || began === undefined) return asked;
    pressed_ms = undefined;
    asked.then(() =>
      requestAnimationFrame(() => setTimeout(() => globalThis.answered_ms.push(performance.now() - began))),
    );
    return asked;
  };
}

async function ofPopup(app, page) {
  const usable_ms = [];
  const key_ms = [];
  // The first is a warm-up.
  for (let run = 0; run <= RUNS; run += 1) {
    const tab = await app.engine.openTab('about:blank');
    await tab.bringToFront();
    await tab.setViewport({ width: 380, height: 600 });
    await tab.evaluateOnNewDocument(NOTE_USABLE);
    await tab.evaluateOnNewDocument(NOTE_KEYS);
    await tab.goto(`${app.origin}/pages/popup.html?tab=${app.tabIdOf(page)}`);
    const time_ms = await app.until(
      () => tab.evaluate(() => performance.getEntriesByName('usable')[0]?.startTime ?? null),
      'the popup to be usable',
    );
    for (const [at, key] of [...TYPED].entries()) {
      await tab.keyboard.press(key);
      await app.until(() => tab.evaluate((n) => globalThis.answered_ms.length >= n, at + 1), `an answer to "${key}"`);
    }
    if (run > 0) {
      usable_ms.push(time_ms);
      key_ms.push(...(await tab.evaluate(() => globalThis.answered_ms)));
    }
    await tab.close();
  }
  return { usable_ms: summary(usable_ms), key_ms: summary(key_ms), key_p95_ms: p95(key_ms) };
}

const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-bench-'));
const app = await launch({
  browser: 'chromium',
  extension: options.extension,
  switches: ['--disable-frame-rate-limit', '--disable-gpu-vsync'],
});
try {
  app.hosts['*.example'] = html('<h1>Shop</h1>');
  const found = {};
  for (const items of SIZES) {
    await app.reset();
    await restoreVault(app, items, folder);
    const page = await app.openPage('https://shop-7.example/');
    found[items] = await ofPopup(app, page);
    await page.close();
  }
  console.log(JSON.stringify(found, null, 2));
} finally {
  await app.close();
  await rm(folder, { recursive: true, force: true });
}
