// What a form carries beside its fields: what is hidden in it, and the words it shows. A page that remembers the account
// names the user so. Told as fields that nobody types into; the core decides whether they name anybody.

import type { FieldSnapshot } from '../generated/core.js';
import type { Field } from './dom.js';
import { attribute, body, formOf, outwards, shownText } from './dom.js';

const HIDDEN_MAX = 10;
const VALUE_MAX = 200;
const TEXT_MAX = 2_000;
/** So far around a form, or a field without one, its words are looked for. */
const LEVELS = 3;

const { querySelectorAll } = Element.prototype;

/** Fields of the form around a password, and what they hold; `form` is its index in the snapshot. */
export function remembered(password: Field, form: number): { fields: FieldSnapshot[]; values: string[] } {
  let around: Element = formOf(password) ?? password;
  for (let level = 0; level < LEVELS; level += 1) {
    const up = outwards(around);
    if (up === null) break;
    around = up;
    if (up === body(document)) break;
  }
  const within = formOf(password) ?? around;
  const hidden = Array.from(querySelectorAll.call(within, 'input[type=hidden]'))
    .filter((input) => input instanceof HTMLInputElement)
    .filter(({ value }) => value !== '' && value.length <= VALUE_MAX)
    .slice(0, HIDDEN_MAX);
  return {
    fields: [
      // The words come last, so that they are the first to go where there is no room.
      ...hidden.map((input) => silent('input', 'hidden', form, input)),
      silent('output', '', form),
    ],
    values: [...hidden.map(({ value }) => value), shownText(around).slice(0, TEXT_MAX)],
  };
}

const silent = (tag: string, inputType: string, form: number, input?: HTMLInputElement): FieldSnapshot => ({
  form,
  tag,
  inputType,
  name: input === undefined ? '' : attribute(input, 'name').slice(0, 200),
  id: input === undefined ? '' : attribute(input, 'id').slice(0, 200),
  autocomplete: input === undefined ? '' : attribute(input, 'autocomplete').toLowerCase().slice(0, 200),
  label: '',
  placeholder: '',
  nearby: '',
  host: '',
  maxLength: undefined,
  visible: false,
  enabled: true,
  readOnly: true,
  focused: false,
  options: [],
});
