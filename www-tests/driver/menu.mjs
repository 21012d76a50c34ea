// The mark in a field and the menu below it, as a person uses them: the mouse comes, stays a moment, and presses.
// Both stand in closed shadow roots; from outside only their hosts can be seen, which is all this needs.

import { until } from './page.mjs';

/** @typedef {import('./page.mjs').Page} Page */
/** @typedef {import('./page.mjs').Surface} Surface */

/** The mark is small and the menu is not, whatever a page does to their sizes. */
const MARK_MAX_PX = 60;
const LOGIN_FIELDS = ['input[type=password]', 'input[type=email], input[type=text], input:not([type])'];
/** How long a person looks before pressing. */
const LOOK_MS = 650;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Hosts that stand in the page's top layer as children of `html`: their boxes. @param {Page} page */
export const hosts = (page) =>
  page.evaluate(() =>
    [...document.documentElement.children]
      .filter((each) => each.getAttribute('popover') === 'manual' && each.matches(':popover-open'))
      .map((each) => {
        const { left, top, width, height } = each.getBoundingClientRect();
        return { left, top, width, height };
      }),
  );

/** The mark's box, once it is there. @param {Page} page @param {number} [timeout_ms] */
export const markOf = (page, timeout_ms) =>
  until(
    async () => (await hosts(page)).find(({ width }) => width > 0 && width < MARK_MAX_PX),
    'the mark in the field',
    timeout_ms,
  );

/**
 * Clicks into the field, or into one after the other until one bears the mark, and presses that.
 * @param {Page} page
 * @param {import('./page.mjs').Selector} [field]
 */
export async function openMenu(page, field) {
  const mark = await until(async () => {
    for (const sel of field === undefined ? await loginFields(page) : [field]) {
      await page.click(sel);
      const found = await markOf(page, 1_500).catch(() => undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  }, 'the mark in a field');
  await pressAt(page, mark.left + mark.width / 2, mark.top + mark.height / 2);
}

/** Fields in sight that may be of a login, passwords first. @param {Page} page */
async function loginFields(page) {
  const found = [];
  for (const css of LOGIN_FIELDS) {
    const count = await page.count(css);
    for (let nth = 0; nth < count; nth += 1) {
      const sel = { css, nth };
      if (
        await page.waitFor(sel, { timeout_ms: 0 }).then(
          () => true,
          () => false,
        )
      )
        found.push(sel);
    }
  }
  return found;
}

/** @param {Page} page @param {number} x @param {number} y */
async function pressAt(page, x, y) {
  await page.raw.mouse.move(x - 3, y - 2);
  await page.raw.mouse.move(x, y, { steps: 3 });
  await page.raw.mouse.click(x, y, { delay: 60 });
}

/** The menu in the page as a surface, once it shows something. @param {Page} page @param {number} [timeout_ms] */
export const menuOf = (page, timeout_ms) =>
  until(
    async () => {
      const frame = (await page.frames()).find((each) => each.url().includes('/pages/menu.html'));
      return frame !== undefined && (await frame.count('[data-view="menu"]')) > 0 && frame;
    },
    'the menu in the page',
    timeout_ms,
  );

/** Where an element of the menu stands in the page. @param {Page} page @param {Surface} menu */
export async function placeIn(page, menu, sel) {
  await menu.waitFor(sel);
  const host = (await hosts(page)).find(({ width }) => width > MARK_MAX_PX);
  const { css, nth = 0 } = typeof sel === 'string' ? { css: sel } : sel;
  const inner = await menu.evaluate(
    (css, nth) => {
      const element = document.querySelectorAll(css)[nth];
      element.scrollIntoView({ block: 'nearest' });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    },
    css,
    nth,
  );
  if (host === undefined) throw new Error('The menu is gone.');
  return { x: host.left + inner.x, y: host.top + inner.y };
}

/** Moves to a row, looks, and presses it. @param {Page} page @param {Surface} menu @param {import('./page.mjs').Selector} sel */
export async function chooseRow(page, menu, sel) {
  const { x, y } = await placeIn(page, menu, sel);
  const { mouse } = page.raw;
  await mouse.move(x - 40, y - 3);
  await mouse.move(x, y, { steps: 6 });
  await sleep(LOOK_MS);
  await mouse.click(x, y, { delay: 60 });
}
