// The pages of group B: how a page may try to have the menu chosen from without being seen, or moved under the pointer.
// Each names what it does; `plain: true` says that it has no effect, so that the menu stays in plain sight, which the
// test proves by a picture. In every other case the most careful choice that a person can make must release nothing.

import { attackPage } from './page.mjs';

/** @typedef {{ page: ReturnType<typeof attackPage>, plain?: boolean }} Attack */

/** @param {string} attack @param {{ plain?: boolean, body?: string }} [about] @returns {Attack} */
const by = (attack, { plain = false, body } = {}) => ({ page: attackPage(attack, body), plain });

const flicker = (hertz, part) =>
  by(`onMenu((host) => {
    const cover = onTop(over(host, 'pointer-events:none'));
    always(() => { cover.style.visibility = (performance.now() * ${hertz} / 1000) % 1 < ${part} ? 'visible' : 'hidden'; });
  });`);
const onTopOf = (css, text) =>
  by(`onMenu((host) => { onTop(over(host, ${JSON.stringify(css)}), ${JSON.stringify(text ?? '')}); });`);
const onRoot = (css) => by(`onMenu(() => style(${JSON.stringify(`html { ${css} }`)}));`, { plain: true });

/** By id, each with the ways to do it. @type {Record<string, Record<string, Attack>>} */
export const clickjacking = {
  B01: {
    'inline style': by(`onMenu((host) => host.style.setProperty('opacity', '0.001', 'important'));`),
    'style sheet': by(`style('html > div, [popover] { opacity: 0 !important }');`, { plain: true }),
  },
  B02: {
    'shadow root': by(
      `onMenu((host) => { document.title = host.shadowRoot === null ? 'closed' : 'open'; host.shadowRoot?.firstChild?.style.setProperty('opacity', '0'); });`,
      { plain: true },
    ),
  },
  B03: { 'body nearly clear': by(`onMenu(() => { document.body.style.opacity = '0.001'; });`, { plain: true }) },
  B04: {
    'html nearly clear': by(
      `onMenu(() => { document.documentElement.style.cssText = 'opacity: 0.001; background: linear-gradient(#fff, #eee)'; });`,
      { plain: true },
    ),
  },
  B05: {
    class: by(
      `style('.gone { opacity: 0 !important }'); onMenu(() => { document.documentElement.className = 'gone'; });`,
      { plain: true },
    ),
    'class on the host': by(`style('.gone { opacity: 0 !important }'); onMenu((host) => host.classList.add('gone'));`),
    'adopted sheet': by(
      `onMenu(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('html, html > * { opacity: 0 !important }'); document.adoptedStyleSheets = [sheet]; });`,
      { plain: true },
    ),
    layer: by(`style('@layer first { html > div { opacity: 0 !important; visibility: hidden !important } }');`, {
      plain: true,
    }),
    animation: by(
      `style('@keyframes gone { to { opacity: 0 } } html > div { animation: gone 1ms forwards !important }');`,
      { plain: true },
    ),
    'scripted animation': by(
      `onMenu((host) => host.animate([{ opacity: 0 }, { opacity: 0 }], { duration: 1e6, fill: 'forwards' }));`,
      { plain: true },
    ),
  },
  B06: {
    filter: onRoot('filter: opacity(0)'),
    'clip-path': onRoot('clip-path: inset(50%)'),
    mask: onRoot('mask-image: linear-gradient(transparent, transparent)'),
    'blend mode': onRoot('mix-blend-mode: difference'),
    scale: by(`onMenu(() => style('html { scale: 0.2 }'));`),
    'scale on the host': by(
      `style('html > div { scale: 0.1 !important; transform: scale(0.1) !important; filter: opacity(0) !important; clip-path: inset(50%) !important; mix-blend-mode: multiply !important }');`,
      { plain: true },
    ),
  },
  B07: {
    'a node between': by(
      `const between = document.createElement('between'); between.style.opacity = '0.001'; document.documentElement.insertBefore(between, document.body); between.append(document.body);`,
      { plain: true },
    ),
    'two bodies': by(
      `onMenu(() => { const second = document.createElement('body'); second.style.cssText = 'opacity: 0; position: fixed; inset: 0'; document.documentElement.append(second); document.body.style.opacity = '0'; });`,
      { plain: true },
    ),
  },
  B08: {
    'stacked opacities': by(
      `onMenu(() => style('html { opacity: 0.61 } body { opacity: 0.61 } body * { opacity: 0.61 } html > div { opacity: 0.61 !important }'));`,
      { plain: true },
    ),
  },
  B09: { 'part of it': onTopOf('clip-path: inset(0 0 30px 0); pointer-events: none') },
  B10: { 'all of it': onTopOf('pointer-events: none') },
  B11: {
    'every frame': by(
      `onMenu((host) => { const cover = onTop(over(host, 'pointer-events: none')); always(() => { cover.hidePopover(); cover.showPopover(); }); });`,
    ),
  },
  B12: {
    dialog: by(
      `onMenu((host) => { const dialog = document.createElement('dialog'); dialog.style.cssText = over(host, 'position: fixed; margin: 0; pointer-events: none'); document.body.append(dialog); dialog.showModal(); });`,
    ),
    'full screen': by(`onMenu(() => later(50, () => document.body.requestFullscreen().catch(() => {})));`),
    'document picture-in-picture': by(
      `onMenu(() => later(50, () => window.documentPictureInPicture?.requestWindow({ width: 400, height: 300 }).catch(() => {})));`,
    ),
  },
  B16: {
    removed: by(
      `addEventListener('blur', () => [...document.documentElement.children].filter(isMenu).forEach((host) => host.remove()));`,
    ),
    'put elsewhere': by(
      `addEventListener('blur', () => [...document.documentElement.children].filter(isMenu).forEach((host) => { document.body.append(host); host.showPopover(); }));`,
    ),
    'removed at once': by(`onMenu((host) => later(300, () => host.remove()));`),
  },
  B22: {
    'mask on the host': by(
      `style('html > div { mask-image: linear-gradient(transparent, transparent) !important; -webkit-mask-box-image: linear-gradient(transparent, transparent) !important; mask: linear-gradient(transparent, transparent) !important }');`,
      { plain: true },
    ),
    'mask inline': by(
      `onMenu((host) => host.style.setProperty('mask-image', 'linear-gradient(transparent, transparent)', 'important'));`,
    ),
    'box image on html': by(
      `onMenu(() => style('html { -webkit-mask-box-image: linear-gradient(transparent, transparent) }'));`,
      { plain: true },
    ),
  },
  B23: {
    'zoomed html': by(`style('html { zoom: 0.5 }');`),
    'html zoomed later': by(`onMenu(() => style('html { zoom: 1.5 }'));`),
    'zoomed host': by(`style('html > div { zoom: 0.2 !important }');`, { plain: true }),
    'zoomed parent': by(
      `onMenu((host) => { const parent = document.createElement('section'); parent.style.zoom = '0.2'; document.body.append(parent); (parent.moveBefore ?? parent.insertBefore).call(parent, host, null); if (!host.matches(':popover-open')) host.showPopover(); });`,
    ),
  },
  B24: {
    '10 Hz, half': flicker(10, 0.5),
    '30 Hz, most': flicker(30, 0.85),
    // Not 60: against a screen of 60 Hz the cover would stand still, and be away for more than half a second at a time.
    '50 Hz, half': flicker(50, 0.5),
    'every second frame': by(
      `onMenu((host) => { const cover = onTop(over(host, 'pointer-events:none')); let n = 0; always(() => { n += 1; cover.style.visibility = n % 2 ? 'visible' : 'hidden'; }); });`,
    ),
  },
  B25: {
    'by style': by(`onMenu((host) => later(700, () => { host.style.cssText = 'translate: 0 60px !important'; }));`),
    'by a sheet': by(
      `onMenu(() => later(700, () => style('html > div { translate: 0 60px !important; margin-top: 60px !important }')));`,
      { plain: true },
    ),
    'by html': by(`onMenu(() => later(700, () => style('html { transform: translateY(60px) }')));`),
  },
  B26: {
    'field follows the pointer': by(
      `onMenu(() => later(400, () => { document.querySelector('form').style.translate = '0 30px'; }));`,
    ),
    'page scrolls': by(`onMenu(() => later(400, () => scrollBy(0, 40)));`, { body: '<p style="height:3000px"></p>' }),
    'field grows': by(
      `onMenu(() => later(400, () => { document.querySelector('#user').style.height = '60px'; document.querySelector('#pass').style.width = '200px'; }));`,
    ),
  },
  B27: {
    'into a div': by(
      `onMenu((host) => later(300, () => { const home = document.createElement('div'); home.style.cssText = 'opacity: 0.01'; document.body.append(home); (home.moveBefore ?? home.insertBefore).call(home, host, null); if (!host.matches(':popover-open')) host.showPopover(); }));`,
    ),
    'into a dialog': by(
      `onMenu((host) => later(300, () => { const home = document.createElement('dialog'); document.body.append(home); home.showModal(); (home.moveBefore ?? home.insertBefore).call(home, host, null); if (!host.matches(':popover-open')) host.showPopover(); }));`,
    ),
  },
  B28: {
    'view transition': by(
      `style('::view-transition, ::view-transition-group(*), ::view-transition-old(*), ::view-transition-new(*) { pointer-events: none; animation-duration: 60s }');
       onMenu(() => { const again = () => document.startViewTransition?.(() => {}).finished.then(again, again); again(); });`,
    ),
  },
  B29: {
    'box shadow': by(
      `onMenu((host) => { const b = boxOf(host); onTop('inset:auto;left:0;top:0;width:1px;height:1px;pointer-events:none;box-shadow:' + (b.left + b.width / 2) + 'px ' + (b.top + b.height / 2) + 'px 0 300px #fff'); });`,
    ),
    outline: by(
      `onMenu((host) => { const b = boxOf(host); onTop('inset:auto;left:' + (b.left + b.width / 2) + 'px;top:' + (b.top + b.height / 2) + 'px;width:1px;height:1px;pointer-events:none;outline:300px solid #fff'); });`,
    ),
    'text shadow': by(
      `onMenu((host) => { const b = boxOf(host); onTop('inset:auto;left:' + b.left + 'px;top:' + (b.top - 400) + 'px;width:400px;pointer-events:none;background:none;font:300px/1 sans-serif;color:transparent;text-shadow:0 400px 0 #fff,40px 400px 0 #fff', '███'); });`,
    ),
    'drop shadow': by(
      `onMenu((host) => { const b = boxOf(host); onTop('inset:auto;left:' + b.left + 'px;top:-400px;width:' + b.width + 'px;height:' + b.height + 'px;background:#fff;pointer-events:none;filter:drop-shadow(0 ' + (b.top + 400) + 'px 0 #fff)'); });`,
    ),
    backdrop: by(
      `style('.veil::backdrop { background: #fff; pointer-events: none }'); onMenu(() => { const veil = onTop('inset:auto;left:0;top:0;width:1px;height:1px;pointer-events:none'); veil.classList.add('veil'); });`,
    ),
  },
  B30: {
    'hide and show': by(
      `onMenu((host) => always(() => { if (host.isConnected) { host.hidePopover(); host.showPopover(); } }));`,
    ),
  },
};
