// The steps that storage takes, as the build that tells them does (`cargo xtask build --steps`): they are counted from an
// order, and at one of them the worker stops, to be ended, or the disk is full, or what is read or written is spoiled. A
// stopped background of Firefox stops its whole extension process, our pages too: there nothing is told of the stop, and
// nothing but the browser can be ended.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './index.mjs';

const TELLING = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../target/steps');
/** A step that no change comes to. */
export const NEVER = 1_000_000;

/** So long a page of ours may keep silent before its process counts as stopped. */
const SILENT_MS = 3_000;

/** Works with a browser of its own, Chromium if none is named, that has the telling build. @param {(app: import('./index.mjs').App) => Promise<void>} work */
export async function withTelling(work, options = {}) {
  const app = await launch({ browser: 'chromium', extension: TELLING, ...options });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

/** Listens to the steps in the desk's page. */
const listen = (app) =>
  app.desk.page.evaluate(() => {
    globalThis.told ??= [];
    globalThis.steps ??= Object.assign(new BroadcastChannel('latchkey-steps'), {
      onmessage: ({ data }) => globalThis.told.push(data),
    });
  });

/**
 * Gives an order for the step of this number, counted from now on, or for the first of this name; and forgets what was
 * told before.
 * @param {number | string} at
 * @param {'stop' | 'fill the disk' | 'damage'} what
 * @param {string} [of] what the names of the steps that are counted match
 */
export async function order(app, at, what, of) {
  // Wakes the worker by what needs no vault: whether it goes on with an unlocked one is among the steps.
  await app.desk.ask('own/menu');
  await listen(app);
  await app.desk.page.evaluate(
    (given) => {
      globalThis.told.length = 0;
      globalThis.steps.postMessage({ order: given });
    },
    { at, what, ...(of === undefined ? {} : { of }) },
  );
  await told(app, ({ heard }) => heard === true);
}

/** Waits for a step, or for what else is told. */
export const told = (app, isIt) =>
  app.until(async () => (await app.desk.page.evaluate(() => globalThis.told)).find(isIt), 'a step to be told', 20_000);

/** The steps since the last order. */
export const steps = (app) => app.desk.page.evaluate(() => globalThis.told.filter(({ step }) => step !== undefined));

/** Waits until the worker has stopped at the step of the order; → the step, which Firefox cannot tell. */
export async function stopped(app) {
  if (app.browser === 'chromium') return (await told(app, ({ what }) => what === 'stop')).step;
  const answers = () => {
    const silence = new Promise((resolve) => setTimeout(() => resolve(false), SILENT_MS));
    // It is never answered once the browser is ended.
    return Promise.race([app.desk.page.evaluate(() => true).catch(() => false), silence]);
  };
  await app.until(async () => !(await answers()), 'the extension to stop', 20_000);
  return 'a step';
}
