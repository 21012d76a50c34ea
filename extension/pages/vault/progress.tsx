// How far a long work is: the blade, the count, and Cancel.

import { words } from '../words.js';

export const Progress = ({
  label,
  part,
  onCancel,
}: {
  /** What is being done, with its count. */
  readonly label: string;
  /** From 0 to 1; absent if it cannot be known. */
  readonly part?: number | undefined;
  readonly onCancel?: () => void;
}) => (
  <div class="progress" data-progress={part ?? ''}>
    <span class={part === undefined ? 'blade brass work' : 'blade brass'} aria-hidden="true">
      <i {...(part === undefined ? {} : { style: { inlineSize: `${Math.round(part * 100)}%` } })} />
    </span>
    <div class="flex between">
      <span class="small num" role="status">
        {label}
      </span>
      {onCancel && (
        <button type="button" class="btn plain" data-action="cancel" onClick={onCancel}>
          {words.cancel}
        </button>
      )}
    </div>
  </div>
);
