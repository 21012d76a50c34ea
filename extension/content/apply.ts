// Writes a fill plan into the fields it was made for: the only place that puts a value into a page.
// Each node is checked again just before its own write, because every event handler of the page runs in between.
// It never submits, never writes a password into a field that is not a password field, and sends nothing anywhere.

import type { FieldWrite, FillPlan, Refusal, Role } from '../generated/core.js';
import type { FillOutcome } from '../messages.js';
import type { Field } from './dom.js';
import { formOf, isVisible, root } from './dom.js';
import type { Reading } from './snapshot.js';
import { actionOf } from './snapshot.js';

/** The native setter of a field's value, past what a page put before it. */
const setterOf = (field: Field): ((value: string) => void) | undefined => {
  const prototype =
    field instanceof HTMLInputElement
      ? HTMLInputElement.prototype
      : field instanceof HTMLSelectElement
        ? HTMLSelectElement.prototype
        : HTMLTextAreaElement.prototype;
  return Object.getOwnPropertyDescriptor(prototype, 'value')?.set;
};

/** What a field looked like when the plan was asked for. */
interface Expected {
  readonly field: Field;
  readonly type: string;
  readonly tree: Node;
  readonly form: HTMLFormElement | null;
  readonly action: string;
}

/** Remembers what the plan may rely on; call it in the same turn as the snapshot. */
export function expectations({ fields }: Reading): readonly Expected[] {
  return fields.map((field) => {
    const form = formOf(field);
    return { field, type: field.type, tree: root(field), form, action: actionOf(form) };
  });
}

/** Writes what still may be written and says what came of it. */
export function apply(plan: FillPlan, expected: readonly Expected[]): FillOutcome {
  const filled: Role[] = [];
  const refused: { role: Role; reason: Refusal }[] = plan.refused.map(({ role, reason }) => ({ role, reason }));
  const written: { field: Field; role: Role; value: string }[] = [];
  for (const write of plan.writes) {
    const target = expected[write.field];
    // The page's own focus handler runs here, before the checks; the value is set in the same turn as they are made.
    if (target?.field.isConnected) target.field.focus({ preventScroll: true });
    const reason = target === undefined ? 'changed' : refusal(target, write);
    if (reason !== undefined || target === undefined) {
      refused.push({ role: write.role, reason: reason ?? 'changed' });
      continue;
    }
    const { field } = target;
    const value = field instanceof HTMLSelectElement ? optionFor(field, write) : textFor(field, write, refused);
    if (value === undefined) {
      refused.push({ role: write.role, reason: 'unfit' });
      continue;
    }
    put(field, value);
    written.push({ field, role: write.role, value });
  }
  // Read back only after all are written: a page may take the first value away when the second arrives.
  for (const { field, role, value } of written) {
    if (isSame(field, value)) filled.push(role);
    else refused.push({ role, reason: 'rejected' });
  }
  return { filled, refused, ...(plan.blocked === undefined ? {} : { blocked: plan.blocked }) };
}

function refusal({ field, type, tree, form, action }: Expected, write: FieldWrite): Refusal | undefined {
  const same = field.isConnected && root(field) === tree && field.type === type && formOf(field) === form;
  if (!same || actionOf(form) !== action) return 'changed';
  if (write.role.endsWith('-password') && field.type !== 'password') return 'changed';
  if (field.matches(':disabled')) return 'disabled';
  if (!(field instanceof HTMLSelectElement) && field.readOnly) return 'read-only';
  return isVisible(field) ? undefined : 'hidden';
}

/** Sets a value in the focused field so that frameworks notice: the native setter, the events of typing, and blur. */
function put(field: Field, value: string): void {
  setterOf(field)?.call(field, value);
  field.dispatchEvent(
    new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText', data: null }),
  );
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.blur();
}

/** Pages set numbers in groups and telephone numbers in their own way: blanks and strokes do not make another value. */
const isSame = (field: Field, value: string): boolean =>
  field.value === value || (/^\+?\d{5,}$/.test(bare(value)) && bare(field.value) === bare(value));

const bare = (text: string): string => text.replace(/[\s\-/().]/g, '');
const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
const wordsOf = (text: string): string => ` ${text.match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? ''} `;

/** What is typed: a telephone number is whole where its country's code found no place. */
function textFor(
  field: HTMLInputElement | HTMLTextAreaElement,
  { role, value, others: [whole] }: FieldWrite,
  refused: FillOutcome['refused'],
): string | undefined {
  if (role !== 'tel' || whole === undefined || refused.every((one) => one.role !== 'tel-country-code')) return value;
  return field.maxLength < 0 || whole.length <= field.maxLength ? whole : undefined;
}

/** The choices of a telephone code, and of those that share it the one of the country, if a list shows the codes. */
function dialOptions(options: HTMLOptionElement[], { value, others }: FieldWrite): HTMLOptionElement[] | undefined {
  const of = (text: (option: HTMLOptionElement) => string, words: readonly string[]) =>
    options.filter((option) => words.some((word) => word !== '' && wordsOf(text(option)).includes(wordsOf(word))));
  const codes = [value, `00${value.slice(1)}`];
  const text = of((option) => option.text, codes);
  const found = text.length > 0 ? text : of((option) => option.value, codes);
  if (found.length === 0 && options.every((option) => !/\d/.test(option.text))) return undefined;
  const named = found.filter(
    (option) => of(({ text }) => text, others).includes(option) || others.includes(option.value),
  );
  if (found.length <= 1) return found;
  // "United States" is also the beginning of other names.
  const [best] = named.toSorted((one, other) => one.text.length - other.text.length);
  // Where none is named the code alone counts: the page's own choice of those that have it, or the first with no more.
  const digits = (text: string) => text.match(/\d/g)?.join('') ?? '';
  const isBare = ({ text, value: its }: HTMLOptionElement) =>
    codes.some((code) => digits(code) === (digits(text) || digits(its)));
  const bareOnes = found.filter(isBare);
  const one = best ?? bareOnes.find(({ selected }) => selected) ?? bareOnes[0];
  return one ? [one] : [];
}

/**
 * The value of the choice that says the same: by its whole text, by words of it if no other choice has them, or by its
 * value, in this order; a value may count from nought where the text does not.
 */
function optionFor(select: HTMLSelectElement, write: FieldWrite): string | undefined {
  const { value, others } = write;
  const options = Array.from(select.options).filter((option) => !option.disabled && option.value !== '');
  const dialled = write.role === 'tel-country-code' ? dialOptions(options, write) : undefined;
  if (dialled !== undefined) return dialled[0]?.value;
  const wanted = [value, ...others].filter((one) => one !== '');
  const byText = (one: string) => options.filter((option) => folded(option.text) === folded(one));
  const byWords = (one: string) => options.filter((option) => wordsOf(option.text).includes(wordsOf(one)));
  const byValue = (one: string) => options.filter((option) => folded(option.value) === folded(one));
  const first = wanted.map((one) => byText(one)[0]).find((option) => option !== undefined);
  const only = wanted.map(byWords).find((found) => found.length === 1)?.[0];
  return (first ?? only ?? wanted.map((one) => byValue(one)[0]).find((option) => option !== undefined))?.value;
}
