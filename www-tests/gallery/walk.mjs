// Walks through all views of one browser, stage by stage, and has each looked at: reaches it, tells its faults, and gives
// its surface to whoever takes the pictures. A view that cannot be reached is a fault like any other.

import { mayAnswer, windowThatAsks } from '../asking.mjs';
import { FAULTS } from './faults.mjs';
import { fitFaults } from './fit.mjs';
import { SHOP, STAGES } from './views.mjs';

/** The vault page's window: a whole one, the same at 200 % zoom, and a side panel. */
export const WIDE = { width: 1280, height: 800 };
export const NARROW = [
  { width: 640, height: 400 },
  { width: 320, height: 640 },
];

export const SCHEMES = ['dark', 'light'];

/**
 * @param {import('../driver/index.mjs').App} app
 * @param {{ wanted?: RegExp, fits?: boolean, take?: (name: string, surface: object, schemes: string[]) => Promise<string[]> }} [options] `take` gets what is
 *   to be photographed, and gives the faults that it finds in the pictures.
 * @returns {Promise<{ views: [string, string[]][], faults: string[] }>} The views with the themes of their pictures.
 */
export async function walk(app, { wanted = /./, fits = false, take = async () => [] } = {}) {
  const told = { views: [], faults: [] };
  let standing;
  const stand = async (url) => {
    await standing?.close();
    standing = await app.openPage(url);
    return standing;
  };
  for (const { prepare, views } of STAGES) {
    await prepare(app);
    for (const view of views) {
      if (!wanted.test(view.name) || (view.only ?? app.browser) !== app.browser) continue;
      if (view.on === 'window' && !(await mayAnswer(app))) continue;
      const look = async (name, surface, { judged = surface, schemes = SCHEMES } = {}) => {
        told.views.push([name, schemes]);
        const faults = [...(await judged.evaluate(FAULTS)), ...(await take(name, surface, schemes))];
        told.faults.push(...faults.map((fault) => `${name}: ${fault}`));
      };
      try {
        const fit = async (surface, inside) =>
          told.faults.push(...(await fitFaults(surface, inside)).map((fault) => `${view.name} ${fault}`));
        await reach(app, view, view.keeps && standing ? async () => standing : stand, look, fits ? fit : undefined);
      } catch (error) {
        told.views.push([view.name, []]);
        told.faults.push(`${view.name}: it could not be reached. ${String(error).split('\n')[0]}`);
      }
    }
  }
  await standing?.close();
  return told;
}

/** Opens a view, has it looked at, and closes it; `fit` looks at it once more, a popup at its page in a tab. */
async function reach(app, view, stand, look, fit) {
  if (view.on === 'vault') {
    const page = await app.openVaultPage(view.section);
    try {
      await page.raw.setViewport(WIDE);
      await page.waitFor(view.wait);
      await view.act?.(page, app);
      await look(view.name, page);
      for (const size of NARROW) {
        await page.raw.setViewport(size);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        await look(`${view.name}-${size.width}`, page, { schemes: ['light'] });
      }
      await fit?.(page);
    } finally {
      await page.close();
    }
    return;
  }
  const page = await stand(view.url ?? SHOP);
  if (view.on === 'page') {
    await page.waitFor(view.wait);
    await view.act?.(page, app);
    const inner = await view.inner?.(page, app);
    await look(view.name, page, { judged: inner });
    const again = async () => {
      await view.act?.(page, app);
      return view.inner?.(page, app);
    };
    await fit?.(inner, { page, ...(view.closes ? { again } : {}) });
    return;
  }
  if (view.on === 'window') {
    const asked = await windowThatAsks(app, page);
    try {
      // As large as it is opened; puppeteer gives every page its own size.
      await asked.raw.setViewport({ width: 420, height: 520 });
      await asked.waitFor(view.wait);
      await look(view.name, asked);
      await fit?.(asked);
    } finally {
      await asked.click('[data-action="cancel"]');
    }
    return;
  }
  const surface = await app.popup(page);
  try {
    await surface.waitFor(view.wait);
    await view.act?.(surface, app);
    await look(view.name, surface);
  } finally {
    await surface.close();
  }
  if (fit === undefined) return;
  // No protocol makes the popup behind a button as wide as a telephone.
  const tab = await app.openPopupTab(page);
  try {
    await tab.waitFor(view.wait);
    await view.act?.(tab, app);
    await fit(tab);
  } finally {
    await tab.close();
  }
}
