// Whether a view fits whoever uses it otherwise than most: by a finger on a telephone, with words of twice the size, in
// forced colours, without motion. Chromium is told so by its protocol, and what the document then shows is judged.

import { FAULTS } from './faults.mjs';

/** A telephone, whose popup is a page as large as the screen. */
const PHONE = { width: 360, height: 740, deviceScaleFactor: 1, mobile: true };

/**
 * Runs in the document: what a finger may miss, which needs 44 px each way. Where a box is smaller, the places around its
 * middle are asked whose they are: a label, a line or a pseudo-element may make it larger.
 * @returns {string[]}
 */
export function TOUCH() {
  const LEAST_PX = 44;
  const MANY = 'button, a[href], input, select, textarea, summary, [role="row"], [role="option"], [role="tab"]';
  const name = (element) => {
    const id = element.id === '' ? '' : `#${element.id}`;
    const classes = [...element.classList].map((each) => `.${each}`).join('');
    const says = (element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 40);
    return `${element.localName}${id}${classes} “${says}”`;
  };
  const isForEars = (element) =>
    element !== null && (getComputedStyle(element).clipPath === 'inset(50%)' || isForEars(element.parentElement));
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const isDrawn = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return isDrawn && width > 1 && height > 1 && !isForEars(element) && element.closest('[inert]') === null;
  };
  // A link within a sentence is as high as its line.
  const isInSentence = (element) =>
    getComputedStyle(element).display.startsWith('inline') &&
    [...element.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
  const isHit = (element, x, y) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (element.contains(top) || top.closest('label')?.control === element);
  };
  const reach = (element, x, y, dx, dy) => {
    let far = 0;
    while (far < LEAST_PX && isHit(element, x + dx * far, y + dy * far)) far += 1;
    return far;
  };
  const found = [];
  for (const element of document.querySelectorAll(MANY)) {
    if (!isSeen(element) || isInSentence(element)) continue;
    const { width, height } = element.getBoundingClientRect();
    if (Math.round(width) >= LEAST_PX && Math.round(height) >= LEAST_PX) continue;
    element.scrollIntoView({ block: 'center', inline: 'nearest' });
    const box = element.getBoundingClientRect();
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    const across = Math.max(Math.round(width), reach(element, ...middle, -1, 0) + reach(element, ...middle, 1, 0));
    const down = Math.max(Math.round(height), reach(element, ...middle, 0, -1) + reach(element, ...middle, 0, 1));
    // A point more or less is the rounding of the places that are asked.
    if (Math.min(across, down) < LEAST_PX - 1) found.push(`${name(element)} takes a finger on ${across} × ${down} px.`);
  }
  return [...new Set(found)];
}

/**
 * Runs in the document, in forced colours: states that nothing but their colour told, focus that is not seen, a measure
 * without a word. Each state is taken away for a moment, and something other than ink must go with it.
 * @returns {string[]}
 */
export function MARKED() {
  const STATES = {
    '[aria-selected="true"]': 'aria-selected',
    '[aria-current]:not([aria-current="false"])': 'aria-current',
    '[aria-pressed="true"]': 'aria-pressed',
    ':checked:not(option)': 'checked',
  };
  const LOOKS =
    `outlineStyle outlineWidth borderBlockStartWidth borderInlineStartWidth borderBlockEndWidth textDecorationLine
    backgroundColor content display visibility opacity insetInlineStart fill`.split(/\s+/);
  const name = (element) => {
    const classes = [...element.classList].map((each) => `.${each}`).join('');
    return `${element.localName}${classes} “${(element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 40)}”`;
  };
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && width > 1 && height > 1;
  };
  const look = (element) =>
    [element, ...element.querySelectorAll('*')]
      .flatMap((each) => [null, '::before', '::after'].map((part) => getComputedStyle(each, part)))
      .map((style) => LOOKS.map((property) => style[property]).join())
      .join();
  const found = [];
  for (const [sel, state] of Object.entries(STATES))
    for (const element of document.querySelectorAll(sel)) {
      if (!isSeen(element)) continue;
      const isOwn = element.matches('input') && getComputedStyle(element).appearance !== 'none';
      // The browser's own boxes heed forced colours by themselves.
      if (isOwn) continue;
      const before = look(element);
      const value = element.getAttribute(state);
      if (state === 'checked') element.checked = false;
      else element.removeAttribute(state);
      const after = look(element);
      if (state === 'checked') element.checked = true;
      else element.setAttribute(state, value);
      if (before === after) found.push(`${name(element)} tells ${state} by its colour alone.`);
    }
  for (const meter of document.querySelectorAll('.meter'))
    if (isSeen(meter) && meter.querySelector('i')?.clientWidth > 0 && meter.textContent.trim() === '')
      found.push('A measure of strength says nothing.');

  const kinds = new Set();
  const had = document.activeElement;
  had?.blur();
  const ring = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  for (const element of document.querySelectorAll(
    'button, a[href], input, select, textarea, summary, [tabindex="0"]',
  )) {
    const kind = `${element.localName} ${element.className} ${element.type} ${element.parentElement.className}`;
    if (kinds.has(kind) || !isSeen(element) || element.disabled) continue;
    kinds.add(kind);
    element.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement !== element) continue;
    if (!ring(element) && !(element.closest('.field') && ring(element.closest('.field'))))
      found.push(`${name(element)} has the focus, and does not show it.`);
  }
  had?.focus?.();
  return [...new Set(found)];
}

/**
 * Runs in the document, with reduced motion: what moves all the same. Work that goes on may step once a second.
 * @returns {string[]}
 */
export function STILL() {
  const seconds = (list) => list.split(', ').map((each) => Number.parseFloat(each) * (each.endsWith('ms') ? 0.001 : 1));
  const isLong = (list) => seconds(list).some((each) => each > 0.001);
  const found = [];
  for (const element of document.querySelectorAll('*'))
    for (const part of [undefined, '::before', '::after']) {
      const style = getComputedStyle(element, part);
      const what = `${element.localName}.${element.className}${part ?? ''}`;
      if (isLong(style.transitionDuration) && style.transitionProperty !== 'none') found.push(`${what} fades.`);
      const isStepped = style.animationTimingFunction.startsWith('steps(');
      if (style.animationName !== 'none' && isLong(style.animationDuration) && !isStepped) found.push(`${what} moves.`);
      if (style.scrollBehavior === 'smooth') found.push(`${what} glides.`);
    }
  return [...new Set(found)];
}

const frame = (surface) =>
  surface.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))');

/**
 * Asks all of it of a view that stands in a tab of Chromium. What the protocol feigned ends with its session.
 * @param {{ raw?: import('puppeteer-core').Page, evaluate: Function, session?: Function }} surface
 * @param {{ page?: { raw: import('puppeteer-core').Page }, again?: () => Promise<any> }} [options] Of a view that stands
 *   inside a page: that page, and how the view is had again if it closes when the window changes.
 * @returns {Promise<string[]>}
 */
export async function fitFaults(surface, { page = surface, again = async () => surface } = {}) {
  const session = await page.raw.createCDPSession();
  const isInside = page !== surface;
  const found = [];
  let seen = surface;
  const ask = async (where, ...questions) => {
    await frame(seen);
    for (const question of questions)
      found.push(...(await seen.evaluate(question)).map((fault) => `${where}: ${fault}`));
  };
  /** Feigns a window, and what the document in it is told; a frame of another process has to be told by itself. */
  const feign = async (metrics, touch, features) => {
    const told = [
      ['Emulation.setTouchEmulationEnabled', touch ? { enabled: true, maxTouchPoints: 1 } : { enabled: false }],
      ['Emulation.setEmulatedMedia', { features }],
    ];
    if (metrics === undefined) await session.send('Emulation.clearDeviceMetricsOverride');
    else await session.send('Emulation.setDeviceMetricsOverride', metrics);
    for (const [order, how] of told) await session.send(order, how);
    seen = await again();
    if (isInside) for (const [order, how] of told) await seen.session().send(order, how);
  };
  const grow = (size) => seen.evaluate((to) => document.documentElement.style.setProperty('font-size', to), size);
  try {
    // A page that was not made for telephones would be laid out wide, and what stands in it with it.
    await feign({ ...PHONE, mobile: !isInside }, true, []);
    await ask('on a telephone', FAULTS, TOUCH);
    await grow('200%');
    await ask('with large words', FAULTS);
    await grow('');
    await feign(undefined, false, [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await ask('in forced colours, without motion', MARKED, FAULTS, STILL);
    if (isInside) await feign(undefined, false, []);
  } finally {
    await session.detach();
  }
  return found;
}
