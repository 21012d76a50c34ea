// Writes a fill plan into the fields it was made for: the only place that puts a value into a page.
// Each node is checked again just before its own write, because every event handler of the page runs in between.
// It never submits, never writes a secret into a field that is not a password field, and sends nothing anywhere.

import type { FieldWrite, FillPlan, Refusal, Role } from '../generated/core.js';
import type { FillOutcome } from '../messages.js';
import type { Field } from './dom.js';
import { formOf, isVisible, root } from './dom.js';
import type { Reading } from './snapshot.js';
import { actionOf } from './snapshot.js';

const setInput = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;

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
  const written: { field: HTMLInputElement; write: FieldWrite }[] = [];
  for (const write of plan.writes) {
    const target = expected[write.field];
    // The page's own focus handler runs here, before the checks; the value is set in the same turn as they are made.
    if (target?.field.isConnected) target.field.focus({ preventScroll: true });
    const reason = target === undefined ? 'changed' : refusal(target, write);
    if (reason !== undefined || !(target?.field instanceof HTMLInputElement)) {
      refused.push({ role: write.role, reason: reason ?? 'changed' });
      continue;
    }
    put(target.field, write.value);
    written.push({ field: target.field, write });
  }
  // Read back only after all are written: a page may take the first value away when the second arrives.
  for (const { field, write } of written) {
    if (field.value === write.value) filled.push(write.role);
    else refused.push({ role: write.role, reason: 'rejected' });
  }
  return { filled, refused, ...(plan.blocked === undefined ? {} : { blocked: plan.blocked }) };
}

function refusal({ field, type, tree, form, action }: Expected, write: FieldWrite): Refusal | undefined {
  const same = field.isConnected && root(field) === tree && field.type === type && formOf(field) === form;
  if (!same || actionOf(form) !== action) return 'changed';
  if (write.role === 'current-password' && field.type !== 'password') return 'changed';
  if (field.matches(':disabled')) return 'disabled';
  if (!(field instanceof HTMLInputElement) || field.readOnly) return 'read-only';
  return isVisible(field) ? undefined : 'hidden';
}

/** Sets a value in the focused field so that frameworks notice: the native setter, the events of typing, and blur. */
function put(field: HTMLInputElement, value: string): void {
  setInput?.call(field, value);
  field.dispatchEvent(
    new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText', data: null }),
  );
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.blur();
}
