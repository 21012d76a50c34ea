// Measures, for docs/performance.md: what Latchkey costs a page without fields. Prints one JSON object; says nothing else.
// Uses Chromium, because only its trace tells scripts apart.
//   node www-tests/bench/pages.mjs [--runs N]

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../driver/index.mjs';
import { html } from '../harness.mjs';
import { emptyExtension } from './empty.mjs';
import { summary } from './numbers.mjs';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    extension: { type: 'string' },
  },
});
const RUNS = Number(options.runs);

/** A page as most are: text and links, nothing to type into. */
const PLAIN = html(
  `<h1>An article</h1>${'<p>Some text with <a href="#x">a link</a> and <b>emphasis</b>, as articles have.</p>'.repeat(400)}`,
);

/** Events in which a script of ours runs, from its compilation to its callbacks; nested ones count once. */
const RUNNING = new Set(['FunctionCall', 'EventDispatch', 'TimerFire']);
const SCRIPT_EVENTS = new Set(['EvaluateScript', 'v8.compile', 'v8.run', 'FunctionCall', 'EventDispatch', 'TimerFire']);

/**
 * Milliseconds of script of one origin in a trace; of some events, or of all.
 * @param {{ traceEvents: any[] }} trace
 * @param {string} origin
 */
function scriptMs({ traceEvents }, origin, events = SCRIPT_EVENTS) {
  const ours = traceEvents
    .filter(({ ph, name, args }) => {
      const url = args?.data?.url ?? args?.fileName ?? args?.data?.scriptName ?? '';
      return ph === 'X' && events.has(name) && url.startsWith(origin);
    })
    .map(({ pid, tid, ts, dur = 0 }) => ({ thread: `${pid} ${tid}`, from: ts, to: ts + dur }))
    .sort((a, b) => a.from - b.from);
  const ends = new Map();
  let total_us = 0;
  for (const { thread, from, to } of ours) {
    const end = ends.get(thread) ?? 0;
    total_us += Math.max(0, to - Math.max(from, end));
    ends.set(thread, Math.max(end, to));
  }
  return total_us / 1000;
}

async function traced(page, url, folder) {
  const file = path.join(folder, 'trace.json');
  await page.raw.tracing.start({
    path: file,
    categories: [
      'devtools.timeline',
      'v8',
      'disabled-by-default-v8.compile',
      'toplevel',
      'disabled-by-default-devtools.timeline',
    ],
  });
  await page.goto(url);
  await new Promise((resolve) => setTimeout(resolve, 400));
  await page.raw.tracing.stop();
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Loads the plain page again and again under trace. */
async function plainPage(app, origin, folder) {
  const url = 'https://plain.example/';
  app.hosts['plain.example'] = PLAIN;
  const page = await app.openPage(url);
  const script_ms = [];
  const decision_ms = [];
  for (let run = 0; run < RUNS; run += 1) {
    const trace = await traced(page, url, folder);
    script_ms.push(scriptMs(trace, origin));
    // What runs once the script stands: its listener for the end of the document, which looks whether there is a field.
    decision_ms.push(scriptMs(trace, origin, RUNNING));
  }
  await page.close();
  return { script_ms, decision_ms };
}

/** Messages that a plain page makes the content script send: its sending is counted in its own world. */
async function messagesOnPlainPage(app) {
  const page = await app.openPage('https://plain.example/');
  // A worker that nobody wakes stays dead: the page is loaded while it sleeps, and its targets are looked at.
  await app.killWorker();
  await page.goto('https://plain.example/?again');
  await page.raw.mouse.click(200, 200);
  await page.raw.mouse.wheel({ deltaY: 500 });
  await page.raw.keyboard.press('Tab');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const session = await app.engine.browser.target().createCDPSession();
  const running = async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.filter(({ type, url }) => type === 'service_worker' && url.startsWith(app.origin)).length;
  };
  const woken = await running();
  // That it would have been seen: one message of a page of ours, and the worker is there.
  await app.status();
  if ((await running()) === 0) throw new Error('A running worker is not seen: the count of messages means nothing.');
  await session.detach();
  await page.close();
  return woken;
}

const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-bench-'));
const app = await launch({ browser: 'chromium', extension: options.extension });
app.hosts['*.example'] = html('<h1>Shop</h1>');
const withLatchkey = await plainPage(app, app.origin, folder);
const messages = await messagesOnPlainPage(app);
await app.close();

// The same page in a browser with another, empty extension: what remains is the page itself.
const bare = await launch({ browser: 'chromium', extension: await emptyExtension(folder) });
const without = await plainPage(bare, app.origin, folder);
await bare.close();
await rm(folder, { recursive: true, force: true });

console.log(
  JSON.stringify(
    {
      plain_page: {
        script_ms: summary(withLatchkey.script_ms),
        decision_ms: summary(withLatchkey.decision_ms),
        script_without_ms: summary(without.script_ms),
        background_wakes: messages,
      },
    },
    null,
    2,
  ),
);
