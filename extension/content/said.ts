// What a page says after a form was sent: its title, its notices, and all its words where they are few. What that means
// is the core's to say. Reads only.

import { attribute, body, isShown, shownText, title, walk } from './dom.js';

const ELEMENTS_MAX = 20_000;
/** Most elements that are taken for notices. */
const NOTICES_MAX = 60;
const NOTICE_MAX = 250;
/** A page of no more characters is an answer and little else. */
const SHORT_MAX = 600;
const ROLES = new Set(['alert', 'alertdialog', 'status']);
const NAMED = /error|alert|danger|invalid|fail|warn|notice|notif|message|flash|toast|success/i;

/** A line for the title and for each notice and block. */
export function said(): string {
  const lines = [title().slice(0, NOTICE_MAX)];
  let [seen, notices] = [0, 0];
  walk(document, (element) => {
    seen += 1;
    if (isNotice(element)) {
      notices += 1;
      const words = isShown(element) ? shownText(element) : '';
      // What is called so and holds more is a part of the page.
      if (words.length <= NOTICE_MAX) lines.push(words);
    }
    return seen < ELEMENTS_MAX && notices < NOTICES_MAX;
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
