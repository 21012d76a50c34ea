// What a page says after a form was sent: its notices, and all its words where they are few. Whether that speaks of a
// failed sign-in is the core's to say. Reads only.

import { attribute, body, shownText, title, walk } from './dom.js';

const ELEMENTS_MAX = 20_000;
const NOTICES_MAX = 12;
const NOTICE_MAX = 250;
/** A page of no more characters is an answer and little else. */
const SHORT_MAX = 600;
const ROLES = new Set(['alert', 'alertdialog', 'status']);
const NAMED = /error|alert|danger|invalid|fail|warn|notice|notif|message|flash|toast/i;

/** A line for each title, notice and block. */
export function said(): string {
  const lines = [title().slice(0, NOTICE_MAX)];
  let seen = 0;
  walk(document, (element) => {
    seen += 1;
    if (isNotice(element)) {
      const words = element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        ? shownText(element)
        : '';
      // What is called so and holds more is a part of the page.
      if (words !== '' && words.length <= NOTICE_MAX) lines.push(words);
    }
    return seen < ELEMENTS_MAX && lines.length <= NOTICES_MAX;
  });
  const whole = shownText(body(document));
  if (whole.length <= SHORT_MAX) lines.push(whole);
  return lines.join('\n');
}

const isNotice = (element: Element): boolean =>
  ROLES.has(attribute(element, 'role')) ||
  attribute(element, 'aria-live') === 'assertive' ||
  NAMED.test(attribute(element, 'class')) ||
  NAMED.test(attribute(element, 'id'));
