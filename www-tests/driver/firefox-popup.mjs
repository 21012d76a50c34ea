// Firefox's toolbar popup as a surface of the driver. Puppeteer knows tabs only, so this speaks BiDi itself: it
// evaluates in the popup's document, moves the mouse there and presses keys, all as trusted input.

import { surfaceWith } from './page.mjs';

/** Keys by the names that puppeteer uses, as WebDriver's code points. */
const KEYS = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Delete: '\uE017',
  Backspace: '\uE003',
  ArrowDown: '\uE015',
  ArrowUp: '\uE013',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
};

/** @typedef {(method: string, params: object) => Promise<any>} Send */

/** @param {Send} send @param {string} context */
const evaluateIn =
  (send, context) =>
  async (fn, ...args) => {
    // Through JSON, so that objects come back as they do from puppeteer.
    const call = typeof fn === 'string' ? fn : `(${fn})(...${JSON.stringify(args)})`;
    const answer = await send('script.evaluate', {
      expression: `Promise.resolve(${call}).then((value) => JSON.stringify({ value }))`,
      awaitPromise: true,
      target: { context },
    });
    if (answer.type !== 'success') throw new Error(`In the popup: ${answer.exceptionDetails.text}`);
    return JSON.parse(answer.result.value).value;
  };

/**
 * @param {Send} send
 * @param {string} context
 * @param {string} url
 * @param {() => Promise<unknown>} close
 * @returns {import('./chromium.mjs').Popup}
 */
export function popupOver(send, context, url, close) {
  const evaluate = evaluateIn(send, context);
  const act = (actions) => send('input.performActions', { context, actions: [actions] });
  const pressAll = (keys) =>
    act({
      type: 'key',
      id: 'keys',
      actions: keys.flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    });
  return {
    ...surfaceWith({
      url: () => url,
      evaluate,
      async clickOn(expression, { button = 'left' } = {}) {
        const { x, y } = await evaluate(`((element) => {
          element.scrollIntoView({ block: 'nearest' });
          const box = element.getBoundingClientRect();
          return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
        })(${expression})`);
        const number = button === 'right' ? 2 : 0;
        const actions = [
          { type: 'pointerMove', x, y },
          { type: 'pointerDown', button: number },
          { type: 'pointerUp', button: number },
        ];
        await act({ type: 'pointer', id: 'mouse', actions });
      },
      press: (key) => pressAll([KEYS[key] ?? key]),
      typeText: (text) => pressAll([...text]),
    }),
    capture: async () => Buffer.from((await send('browsingContext.captureScreenshot', { context })).data, 'base64'),
    close: async () => {
      await close();
    },
  };
}
