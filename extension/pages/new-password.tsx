// A password that is chosen: typed twice, judged while it is typed. One that is guessed at once is taken only if that is
// wanted all the same. It is held by the view that shows this.

import type { Ref } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from './icons.js';
import { isWeak, Meter, useStrength } from './meter.js';
import { SecretInput, Switch } from './parts.js';
import { createTexts } from './texts.js';

export interface Chosen {
  readonly password: string;
  readonly again: string;
  /** It was judged, and is guessed at once. */
  readonly weak?: boolean;
  /** It is wanted all the same. */
  readonly despite?: boolean;
}

export const noPassword: Chosen = { password: '', again: '' };

export type ChoiceFault = 'empty' | 'differ' | 'weak';

/** What is wrong with a chosen password, if something is. */
export function choiceFault({ password, again, weak = false, despite = false }: Chosen): ChoiceFault | undefined {
  if (password === '') return 'empty';
  if (password !== again) return 'differ';
  return weak && !despite ? 'weak' : undefined;
}

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
  readonly onChange: (change: (now: Chosen) => Chosen) => void;
  readonly busy: boolean;
  readonly big?: boolean;
  readonly firstRef?: Ref<HTMLInputElement>;
  readonly againRef?: Ref<HTMLInputElement>;
}) {
  const { password, again, weak = false, despite = false } = chosen;
  const strength = useStrength(password);
  useEffect(() => {
    // More may be typed by the time that it is judged.
    if (isWeak(strength) !== weak) onChange((now) => ({ ...now, weak: isWeak(strength) }));
  }, [strength]);
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
          onInput={(typed) => onChange((now) => ({ ...now, password: typed, despite: false }))}
          busy={busy}
          describedBy={`${id}-strength`}
        />
        <Meter id={`${id}-strength`} password={password} strength={strength} />
        {weak && (
          <Switch
            id={`${id}-despite`}
            name={createTexts.despite}
            on={despite}
            onChange={(on) => onChange((now) => ({ ...now, despite: on }))}
          />
        )}
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
          onInput={(typed) => onChange((now) => ({ ...now, again: typed }))}
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
