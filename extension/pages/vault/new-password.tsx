// A password that is chosen for a file: typed twice, judged while it is typed. It is held by the view that shows this.

import { Icon } from '../icons.js';
import { Meter, useStrength } from '../meter.js';
import { SecretInput } from '../parts.js';
import { createTexts } from '../texts.js';

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
  disabled,
}: {
  readonly id: string;
  readonly label: string;
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
  readonly disabled: boolean;
}) {
  const { password, again } = chosen;
  const strength = useStrength(password);
  return (
    <div class="stack close">
      <div>
        <label class="label" for={id}>
          {label}
        </label>
        <SecretInput
          id={id}
          value={password}
          onInput={(typed) => onChange({ password: typed, again })}
          disabled={disabled}
          describedBy="strength"
        />
        <Meter password={password} strength={strength} />
      </div>
      <div>
        <label class="label" for={`${id}-again`}>
          {createTexts.again}
        </label>
        <SecretInput
          id={`${id}-again`}
          value={again}
          onInput={(typed) => onChange({ password, again: typed })}
          disabled={disabled}
        >
          <span class="good flex small" role="status">
            {password !== '' && password === again && (
              <>
                <Icon name="check" small />
                {createTexts.same}
              </>
            )}
          </span>
        </SecretInput>
      </div>
    </div>
  );
}
