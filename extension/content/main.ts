// The first script, in every top document, and in frames once somebody turns to one: is there anything here for us?
// It adds a few listeners and sleeps. Once a field that could be ours is touched, or the document came with a password
// field, it asks the background to put `fields.js` beside it, and goes on noting what is typed.
// It never scans the page, never watches its mutations, and knows no rule by which a field is a user name.

import { askAsPage } from '../messages.js';
import type { Field } from './dom.js';
import { active, attribute, holds, innerFocus, isField, localName } from './dom.js';
import { world } from './world.js';

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
  const wakeFor = (field: Field | null): void => {
    if (field !== null && mayBeOurs(field)) wake();
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
      wakeFor(event.composedPath().find(isField) ?? innerFocus(event.target));
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
  watchFrames();
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', lookAtOnce, { once: true });
  else {
    lookAtOnce();
    // Whoever comes late, as into a frame, may come after the focus.
    if (document.hasFocus()) wakeFor(innerFocus(active(document)));
  }
}

/** So long after asking for the frames it is not asked again, but once at the end if somebody wanted to. */
const FRAMES_MS = 300;

/**
 * Asks for this script in the tab's frames when somebody turns to one: the pointer comes over it, or the focus goes there;
 * and from then on whenever one of this document has been read anew. A frame that nobody turns to costs nothing.
 */
function watchFrames(): void {
  /** Frames that the pointer came over. */
  let seen: WeakSet<EventTarget> | undefined;
  let isTurnedTo = false;
  let waits: 'not' | 'for time' | 'to ask' = 'not';
  const ask = (): void => {
    isTurnedTo = true;
    if (waits !== 'not') {
      waits = 'to ask';
      return;
    }
    waits = 'for time';
    askAsPage('page/frames', {}).catch(() => undefined);
    setTimeout(() => {
      const again = waits === 'to ask';
      waits = 'not';
      if (again) ask();
    }, FRAMES_MS);
  };
  const frameOf = (event: Event): Element | undefined => {
    const [at] = event.composedPath();
    return at instanceof Element && FRAMES.test(localName(at)) ? at : undefined;
  };
  addEventListener(
    'pointerover',
    (event) => {
      const frame = frameOf(event);
      if (frame === undefined || seen?.has(frame)) return;
      seen ??= new WeakSet();
      seen.add(frame);
      ask();
    },
    true,
  );
  // The window has lost the focus, and the document has it still: a frame in it has. Firefox says so a moment later.
  addEventListener('blur', ({ target }) => {
    if (target !== window) return;
    setTimeout(() => {
      if (document.hasFocus()) ask();
    });
  });
  addEventListener(
    'load',
    (event) => {
      // Within a frame this script is because somebody turned to it.
      if ((isTurnedTo || window !== top) && frameOf(event) !== undefined) ask();
    },
    true,
  );
}

const FRAMES = /^(i?frame|object|embed)$/;
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

// A gesture may put this script where it already is; an orphan does not keep its successor from starting.
if (world.latchkey?.lives() !== true) start();
