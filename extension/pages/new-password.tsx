// A password that is chosen: typed twice, judged while it is typed. It is held by the view that shows this.

import type { Ref } from 'preact';
import { Icon } from './icons.js';
import { Meter, useStrength } from './meter.js';
import { SecretInput } from './parts.js';
import { createTexts } from './texts.js';

export interface Chosen {
  readonly password: string;
  readonly again: string;
}

export const noPassword: Chosen = { password: '', again: '' };

/** What is wrong with a chosen password, if something is. */
export const choiceFault = ({ password, again }: Chosen): 'empty' | 'differ' | undefined =>
  password === '' ? 'empty' : password === again ? undefined : 'differ';

export function NewPassword({
  id,
  label,
  chosen,
  onChange,
  busy,
  big = false,
  firstRef,
  againRef,
}: {
  readonly id: string;
  readonly label: string;
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
  readonly busy: boolean;
  readonly big?: boolean;
  readonly firstRef?: Ref<HTMLInputElement>;
  readonly againRef?: Ref<HTMLInputElement>;
}) {
  const { password, again } = chosen;
  const strength = useStrength(password);
  return (
    <>
      <div>
        <label class="label" for={id}>
          {label}
        </label>
        <SecretInput
          id={id}
          big={big}
          {...(firstRef ? { inputRef: firstRef } : {})}
          value={password}
          onInput={(typed) => onChange({ password: typed, again })}
          busy={busy}
          describedBy={`${id}-strength`}
        />
        <Meter id={`${id}-strength`} password={password} strength={strength} />
      </div>
      <div>
        <label class="label" for={`${id}-again`}>
          {createTexts.again}
        </label>
        <SecretInput
          id={`${id}-again`}
          big={big}
          {...(againRef ? { inputRef: againRef } : {})}
          value={again}
          onInput={(typed) => onChange({ password, again: typed })}
          busy={busy}
          describedBy={`${id}-same`}
        >
          <span class="good flex small" id={`${id}-same`} role="status">
            {password !== '' && password === again && (
              <>
                <Icon name="check" small />
                {createTexts.same}
              </>
            )}
          </span>
        </SecretInput>
      </div>
    </>
  );
}
