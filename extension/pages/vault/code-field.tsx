// The field in which a recovery code is typed, wherever it is asked for. It shows what is typed, so that it can be
// compared with the sheet, and keeps nothing.

import { useEffect, useRef } from 'preact/hooks';
import { wayTexts } from './security-texts.js';

export function CodeField({
  value,
  onInput,
  invalid,
  disabled = false,
}: {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly invalid: boolean;
  readonly disabled?: boolean;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div>
      <label class="label" for="recovery-code">
        {wayTexts.codeField}
      </label>
      <div class="field area">
        <textarea
          ref={field}
          id="recovery-code"
          class="secret"
          dir="ltr"
          rows={2}
          value={value}
          disabled={disabled}
          aria-invalid={invalid}
          aria-describedby="recovery-code-hint"
          maxLength={100}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      </div>
      <p class="hint fieldnote" id="recovery-code-hint">
        {wayTexts.codeHint}
      </p>
    </div>
  );
}
