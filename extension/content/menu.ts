// The mark in a field and the menu below it. Both depend on the form alone, have one size and one timing, and follow
// nothing: when the field or the page moves they close. The rows stand in our own document, which this file never sees.
// It may only refuse a choice, never make one. In a browser that cannot vouch for what is seen the mark opens the popup.

import type { Mark } from '../messages.js';
import { askAsPage } from '../messages.js';
import type { Field } from './dom.js';
import { html, innerFocus, isField, outwards, parent, root } from './dom.js';
import type { Framed, Stand } from './frame.js';
import { openFrame, stand } from './frame.js';
import type { Reading } from './snapshot.js';
import { deepActive } from './snapshot.js';

const MARK_PX = 22;
const MARK_INSET_PX = 6;
const FIELD_LEAST_PX = 90;
/** So long after the touch the mark appears, however fast the background was. */
const MARK_AFTER_MS = 120;
const MENU_PX = { width: 340, height: 214, gap: 4, edge: 8 };
const STILL_MS = 500;
const DOUBTS_MAX = 3;

/** Whether this browser can tell our document that it is seen. */
const vouches = 'isVisible' in IntersectionObserverEntry.prototype;

interface Open extends Framed {
  readonly field: Field;
  readonly nonce: Promise<string | undefined>;
  readonly ratio: number;
  /** Since when nothing was out of place. */
  readonly sinceMs: number;
  isInPlace(): boolean;
}

/** What the owner of the menu may ask of it. */
export interface Menu {
  /** A choice was made in the menu: may it count? If so the menu closes, so that it covers no field. */
  vouch(nonce: string): Promise<boolean>;
  close(): void;
}

/** Watches for a person's touch of a field; only in the document of the whole tab. */
export function watchFields(read: () => Reading): Menu {
  /** What a field was when the background was asked about it, and the mark that it bears. */
  const known = new WeakMap<Field, { readonly type: string; readonly bears: Mark | undefined }>();
  let mark: (Stand & { readonly field: Field; readonly bears: Mark }) | undefined;
  let open: Open | undefined;
  let doubts = 0;

  const closeMenu = (): void => {
    open?.remove();
    open = undefined;
  };
  const close = (): void => {
    closeMenu();
    mark?.remove();
    mark = undefined;
  };
  /** The page did what no page has to do to our menu. After three times it opens the popup instead. */
  const doubt = (): void => {
    doubts += 1;
    close();
    if (doubts >= DOUBTS_MAX) quietly(askAsPage('page/popup', { covered: true }));
  };

  const touch = async (field: HTMLInputElement, byKey: boolean): Promise<void> => {
    if (mark?.field === field && mark.host.isConnected) return;
    close();
    const bears = await markOf(field, byKey);
    if (bears === undefined || deepActive() !== field || mark !== undefined) return;
    const at = markPlace(field);
    if (at === undefined) return;
    const sign = signOf(NAMES[bears], () => openMenu(field, bears, false));
    mark = { ...stand(sign, SIGN, at), field, bears };
  };

  const markOf = async (field: HTMLInputElement, byKey: boolean): Promise<Mark | undefined> => {
    const before = known.get(field);
    // A form may grow into one of ours: the next press asks again, not every key.
    if (before?.type === field.type && (before.bears !== undefined || byKey)) return before.bears;
    const { snapshot, fields } = read();
    const asked = askAsPage('page/mark', { snapshot, field: fields.indexOf(field) });
    const [reply] = await Promise.all([asked.catch(() => undefined), sleep(MARK_AFTER_MS)]);
    const bears = (reply?.ok === true && reply.value) || undefined;
    known.set(field, { type: field.type, bears });
    return bears;
  };

  const openMenu = (field: Field, bears: Mark, byKey: boolean): void => {
    closeMenu();
    if (!vouches || doubts >= DOUBTS_MAX || isElsewhere()) {
      quietly(askAsPage('page/popup', { covered: doubts >= DOUBTS_MAX }));
      return;
    }
    const at = menuPlace(field);
    const fieldAt = field.getBoundingClientRect();
    const framed = openFrame('pages/menu.html', at.place, (word) => {
      if (word['doubt'] === true) doubt();
      if (word['done'] === true) {
        closeMenu();
        if (word['back'] === true) field.focus({ preventScroll: true });
      }
    });
    const asked = askAsPage('page/menu', { mark: bears }).catch(() => undefined);
    const nonce = asked.then((reply) => (reply?.ok === true ? reply.value.nonce : undefined));
    const isInPlace = (): boolean =>
      parent(framed.host) === html(document) &&
      framed.host.matches(':popover-open') &&
      isAt(framed.host, at.box) &&
      !isElsewhere();
    const now: Open = { ...framed, field, nonce, ratio: devicePixelRatio, sinceMs: performance.now(), isInPlace };
    open = now;
    void nonce.then((found) => {
      if (open !== now) return;
      if (found === undefined) closeMenu();
      else framed.say({ nonce: found, ratio: now.ratio });
    });
    // No page has a reason to touch our host.
    const tampering = new MutationObserver(() => {
      if (open === now) doubt();
    });
    tampering.observe(framed.host, { attributes: true, childList: true });
    if (byKey) framed.frame.addEventListener('load', () => framed.frame.focus({ preventScroll: true }));
    const watch = (): void => {
      if (open !== now) return;
      if (!field.isConnected || !isAt(field, fieldAt) || document.visibilityState !== 'visible') close();
      else if (!isInPlace()) doubt();
      else requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  };

  const onTouch = (event: Event): void => {
    const [first] = event.composedPath();
    const field = isField(first) ? first : innerFocus(event.target);
    if (!event.isTrusted || !(field instanceof HTMLInputElement)) return;
    if (event instanceof KeyboardEvent) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') close();
      if (event.key === 'ArrowDown' && event.type === 'keydown' && !event.repeat && mark?.field === field) {
        event.preventDefault();
        if (open === undefined) openMenu(field, mark.bears, true);
        else open.frame.focus({ preventScroll: true });
      }
      if (event.key === 'Escape' || event.type === 'keydown') return;
    }
    void touch(field, event instanceof KeyboardEvent);
  };
  addEventListener('pointerup', onTouch, true);
  addEventListener('keydown', onTouch, true);
  // Whoever comes by the keyboard lifts the first key in the field.
  addEventListener('keyup', onTouch, true);
  const isOurs = (target: EventTarget | null): boolean => target === mark?.host || target === open?.host;
  const leave = ({ target, isTrusted }: Event): void => {
    if (isTrusted && !isOurs(target) && target !== mark?.field) close();
  };
  addEventListener('pointerdown', leave, true);
  addEventListener('focusin', leave, true);
  for (const moved of ['scroll', 'resize', 'pagehide'])
    addEventListener(moved, close, { capture: true, passive: true });

  return {
    async vouch(nonce) {
      const now = open;
      if (now === undefined || (await now.nonce) !== nonce || open !== now) return false;
      const still = performance.now() - now.sinceMs >= STILL_MS && devicePixelRatio === now.ratio;
      const isSound = still && now.isInPlace() && document.visibilityState === 'visible' && now.field.isConnected;
      // The choice is for the form in which the menu was opened; the focus says which that is.
      if (isSound) {
        close();
        now.field.focus({ preventScroll: true });
      } else doubt();
      return isSound;
    },
    close,
  };
}

/** The page has put something else on the stage: full screen, a locked pointer, a window of its own on top. */
function isElsewhere(): boolean {
  const onTop = (globalThis as { documentPictureInPicture?: { readonly window: unknown } }).documentPictureInPicture;
  const video = (document as { pictureInPictureElement?: unknown }).pictureInPictureElement;
  const locked = document.fullscreenElement ?? document.pointerLockElement ?? video ?? onTop?.window;
  return locked !== null && locked !== undefined;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function isAt(element: Element, { left, top, width, height }: Box): boolean {
  const box = element.getBoundingClientRect();
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1;
  return near(box.left, left) && near(box.top, top) && near(box.width, width) && near(box.height, height);
}

const pixels = ({ left, top, width, height }: Box): Readonly<Record<string, string>> => ({
  inset: `${top}px auto auto ${left}px`,
  'inline-size': `${width}px`,
  'block-size': `${height}px`,
});

/** Below the field, or above it where there is no room; always whole inside the window. */
function menuPlace(field: Field): { readonly box: Box; readonly place: Readonly<Record<string, string>> } {
  const { width, height, gap, edge } = MENU_PX;
  const at = field.getBoundingClientRect();
  const below = at.bottom + gap;
  const above = at.top - gap - height;
  const wanted = below + height + edge <= innerHeight || above < edge ? below : above;
  const top = Math.round(Math.max(edge, Math.min(wanted, innerHeight - height - edge)));
  const left = Math.round(Math.max(edge, Math.min(at.left, innerWidth - width - edge)));
  const box = { left, top, width, height };
  return { box, place: pixels(box) };
}

/** At the inner end of the field, before whatever the page itself put there. */
function markPlace(field: HTMLInputElement): Readonly<Record<string, string>> | undefined {
  // Beside a modal dialog nothing of ours could be pressed.
  for (let up: Element | null = field; up !== null; up = outwards(up)) if (up.matches(':modal')) return undefined;
  if (isElsewhere()) return undefined;
  const at = field.getBoundingClientRect();
  if (at.width < FIELD_LEAST_PX || at.height < MARK_PX - 4) return undefined;
  const top = Math.round(at.top + (at.height - MARK_PX) / 2);
  const leftward = getComputedStyle(field).direction === 'rtl';
  const tree = root(field);
  const hit = (x: number): Element | null =>
    tree instanceof ShadowRoot || tree instanceof Document ? tree.elementFromPoint(x, at.top + at.height / 2) : null;
  for (let step = 0; step < 3; step += 1) {
    const inset = MARK_INSET_PX + step * (MARK_PX + MARK_INSET_PX);
    const left = Math.round(leftward ? at.left + inset : at.right - inset - MARK_PX);
    if (hit(left + MARK_PX / 2) === field || step === 2) return pixels({ left, top, width: MARK_PX, height: MARK_PX });
  }
  return undefined;
}

const SIGN = `
button { all: unset; display: block; inline-size: 100%; block-size: 100%; border-radius: 5px; cursor: default }
svg { display: block; inline-size: 100%; block-size: 100% }
@media (pointer: coarse) { button { position: relative } button::after { content: ''; position: absolute; inset: -11px } }
rect { fill: light-dark(#e3b54a, #ddb155) } g { fill: none; stroke: light-dark(#1d1808, #1a1508); stroke-width: 2.75; stroke-linejoin: round }
@media (forced-colors: active) { svg { forced-color-adjust: none } }`;
const CUTS: readonly (readonly [name: string, attributes: Readonly<Record<string, string>>])[] = [
  ['circle', { cx: '11.5', cy: '9.75', r: '3.75' }],
  ['path', { d: 'M11.5 13.5V24.25H23.5M17.25 24v-4M22.125 24v-6', 'stroke-linecap': 'square' }],
];

/** What a press of the sign begins. */
const NAMES: Readonly<Record<Mark, string>> = {
  saved: browser.i18n.getMessage('mark_saved'),
  'new-password': browser.i18n.getMessage('mark_newPassword'),
};

/** The sign as a button. A press of it leaves the focus in the field. */
function signOf(name: string, press: () => void): HTMLElement {
  const draw = (name: string, attributes: Readonly<Record<string, string>>): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const sign = draw('svg', { viewBox: '0 0 32 32', 'aria-hidden': 'true' });
  const cuts = draw('g', {});
  cuts.append(...CUTS.map(([name, attributes]) => draw(name, attributes)));
  sign.append(draw('rect', { width: '32', height: '32', rx: '8' }), cuts);
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1;
  button.title = 'Latchkey';
  button.setAttribute('aria-label', name);
  button.append(sign);
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', ({ isTrusted }) => {
    if (isTrusted) press();
  });
  return button;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function quietly(asked: Promise<unknown>): void {
  asked.catch(() => undefined);
}
