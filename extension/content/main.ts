// The first script, in every document of every frame: is there anything here for us?
// It adds five listeners and sleeps. Once a field that could be ours is touched, or the document came with a password
// field, it asks the background to put `fields.js` beside it, and goes on noting what is typed.
// It never scans the page, never watches its mutations, and knows no rule by which a field is a user name.

import { askAsPage } from '../messages.js';
import type { Field } from './dom.js';
import { attribute, holds, innerFocus, isField, localName } from './dom.js';
import { world } from './world.js';

// A gesture may put this script where it already is; an orphan does not keep its successor from starting.
if (world.latchkey?.lives() !== true) start();

function start(): void {
  const life = {
    // Asked for late: `browser` is not made for a document that has nothing for us. An orphan may have none at all.
    lives: () => browser.runtime?.id !== undefined,
    typed: new WeakMap<Field, string>(),
    anyTyped: false,
    awake: false,
  };
  world.latchkey = life;
  let asked = false;
  const wake = (): void => {
    if (life.awake || asked) return;
    asked = true;
    askAsPage('page/fields', {}).catch(() => {
      asked = false;
    });
  };
  const lookAtOnce = (): void => {
    if (holds('input[type=password]')) wake();
  };

  addEventListener(
    'input',
    (event) => {
      const field = event.composedPath().find(isField) ?? innerFocus(event.target);
      if (!event.isTrusted || field === null) return;
      life.anyTyped = true;
      life.typed.set(field, field.value);
      if (mayBeOurs(field)) wake();
    },
    true,
  );
  addEventListener(
    'focusin',
    (event) => {
      if (life.awake) return;
      const field = event.composedPath().find(isField) ?? innerFocus(event.target);
      if (field !== null && mayBeOurs(field)) wake();
    },
    true,
  );
  addEventListener(
    'pointerdown',
    ({ isTrusted }) => {
      if (!isTrusted) return;
      // What was typed may be sent by this very press, and its page be gone at once: nobody may be asleep then.
      if (life.anyTyped && life.awake) askAsPage('page/typing', {}).catch(() => undefined);
      else if (!life.awake && holds(':autofill')) wake();
    },
    true,
  );
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', lookAtOnce, { once: true });
  else lookAtOnce();
}

const KINDS = new Set(['text', 'email', 'tel', 'password', 'number', 'url']);
const SEARCHES = /search|query|\bq\b|such|recherch|busca|cerca|zoek|szukaj|sök|\bara|поиск|найти|搜|検索|검색|بحث/i;

/** Whether a field could be one of a login, a card or an address: any but a search box. */
function mayBeOurs(field: Field): boolean {
  if (!(field instanceof HTMLInputElement) || !KINDS.has(field.type)) return false;
  if (field.type === 'password') return true;
  const says = ['name', 'id', 'role', 'placeholder', 'aria-label', 'autocomplete'].map((name) =>
    attribute(field, name),
  );
  const form = field.closest('form');
  if (form !== null) says.push(attribute(form, 'role'), attribute(form, 'action'));
  return !SEARCHES.test(says.join(' ')) && localName(field) === 'input';
}
