// The foot of a step of the first run: what is said of it, the quiet way past it, and the plate that goes on.

import type { ComponentChildren } from 'preact';

export const StepFoot = ({
  children,
  plate,
  action,
  busy = false,
  quiet = false,
  onGo,
}: {
  readonly children?: ComponentChildren;
  readonly plate: string;
  readonly action: string;
  readonly busy?: boolean;
  /** Another plate stands in the step. */
  readonly quiet?: boolean;
  /** Absent where it sends the form around it. */
  readonly onGo?: () => void;
}) => (
  <footer class="stepfoot">
    <div class="grow flex wrap">{children}</div>
    <button
      type={onGo ? 'button' : 'submit'}
      class={quiet ? 'btn plain big' : 'btn plate big'}
      data-action={action}
      aria-disabled={busy}
      {...(onGo ? { onClick: onGo } : {})}
    >
      {plate}
    </button>
  </footer>
);
