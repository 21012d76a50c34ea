// Measures, for docs/performance.md: how soon the popup serves, and how soon it answers a key in its search, by the number
// of logins. The wait for the screen's next refresh is left out, so that what is measured is the work: until the document
// has the answer, and the frame that draws it; of a key both are told. (A browser that refreshes without end draws its
// own window all the while, beside what is measured.) Prints one JSON object; says nothing else.
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

/**
 * Runs in the popup from its beginning, before the two below. Called when an answer is there, it tells how long the work
 * took since `began_ms`, its drawing included, and how long it was until that ended.
 */
function TELL_DRAWN() {
  globalThis.whenDrawn = async (began_ms, tell) => {
    // What is drawn is changed within this task, some turns of its queue later. A message would come after the frame.
    for (let turn = 0; turn < 100; turn += 1) await null;
    // The frame would lay it out before it calls anybody.
    document.body.getBoundingClientRect();
    const changed_ms = performance.now() - began_ms;
    requestAnimationFrame(() => {
      const frame_ms = performance.now();
      setTimeout(() => {
        const now_ms = performance.now();
        tell(changed_ms + now_ms - frame_ms, now_ms - began_ms);
      });
    });
  };
}

/** Runs in the popup from its beginning: notes when its search has the focus with rows under it, drawn. */
function NOTE_USABLE() {
  const isUsable = () =>
    document.activeElement?.id === 'search' && document.querySelectorAll('[data-item-id]').length > 0;
  const observer = new MutationObserver(look);
  function look() {
    if (!isUsable()) return;
    observer.disconnect();
    document.removeEventListener('focusin', look);
    globalThis.whenDrawn(0, (took_ms) => (globalThis.usable_ms = took_ms));
  }
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener('focusin', look);
}

/** Runs in the popup from its beginning: notes of each key what its answer took, and when it was on the screen. */
function NOTE_KEYS() {
  globalThis.answered_ms = [];
  let pressed_ms;
  addEventListener('keydown', ({ timeStamp }) => (pressed_ms = timeStamp), true);
  const { runtime } = browser;
  const connect = runtime.connect.bind(runtime);
  // Most answers look like the one before, so that the document cannot tell when they are there.
  runtime.connect = (...of) => {
    const port = connect(...of);
    const post = port.postMessage.bind(port);
    port.postMessage = (message) => {
      const began_ms = pressed_ms;
      pressed_ms = undefined;
      if (began_ms !== undefined) {
        // The popup listened first, and so has the answer by then.
        const heard = () => {
          port.onMessage.removeListener(heard);
          globalThis.whenDrawn(began_ms, (...times_ms) => globalThis.answered_ms.push(times_ms));
        };
        port.onMessage.addListener(heard);
      }
      post(message);
    };
    return port;
  };
}

async function ofPopup(app, page) {
  const usable_ms = [];
  const key_ms = [];
  const screen_ms = [];
  // The first is a warm-up.
  for (let run = 0; run <= RUNS; run += 1) {
    const tab = await app.engine.openTab('about:blank');
    await tab.bringToFront();
    await tab.setViewport({ width: 380, height: 600 });
    await tab.evaluateOnNewDocument(TELL_DRAWN);
    await tab.evaluateOnNewDocument(NOTE_USABLE);
    await tab.evaluateOnNewDocument(NOTE_KEYS);
    await tab.goto(`${app.origin}/pages/popup.html?tab=${app.tabIdOf(page)}`);
    const time_ms = await app.until(() => tab.evaluate(() => globalThis.usable_ms ?? null), 'the popup to be usable');
    for (const [at, key] of [...TYPED].entries()) {
      await tab.keyboard.press(key);
      await app.until(() => tab.evaluate((n) => globalThis.answered_ms.length >= n, at + 1), `an answer to "${key}"`);
    }
    if (run > 0) {
      usable_ms.push(time_ms);
      for (const [work_ms, all_ms] of await tab.evaluate(() => globalThis.answered_ms)) {
        key_ms.push(work_ms);
        screen_ms.push(all_ms);
      }
    }
    await tab.close();
  }
  return {
    usable_ms: summary(usable_ms),
    key_ms: summary(key_ms),
    key_p95_ms: p95(key_ms),
    screen_p95_ms: p95(screen_ms),
  };
}

const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-bench-'));
const app = await launch({
  browser: 'chromium',
  extension: options.extension,
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
