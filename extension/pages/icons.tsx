// The icons of the interface: a grid of 20, stroke 1.5, round ends, no fill, the colour of the text around them.
// An icon is ornament to assistive technology; the control that bears it has the name.
// Drawn for Latchkey's design language.

import type { JSX } from 'preact';

/** What is drawn, on a grid of 20. */
export const shapes = {
  again: () => <path d="M16 10a6 6 0 1 1-1.9-4.37M16.25 3.25v3.5h-3.5" />,
  back: () => <path d="M16 10H4.25M9 4.75 3.75 10 9 15.25" />,
  archive: () => (
    <>
      <rect x="2.75" y="4" width="14.5" height="3.5" rx="1" />
      <path d="M4 7.5v7a1.5 1.5 0 0 0 1.5 1.5h9a1.5 1.5 0 0 0 1.5-1.5v-7M8 10.5h4" />
    </>
  ),
  bin: () => (
    <path d="M3.5 5.75h13M8 5.5V4a.75.75 0 0 1 .75-.75h2.5A.75.75 0 0 1 12 4v1.5M5.25 5.75l.7 9.6a1.5 1.5 0 0 0 1.5 1.4h5.1a1.5 1.5 0 0 0 1.5-1.4l.7-9.6" />
  ),
  card: () => (
    <>
      <rect x="2.5" y="4.5" width="15" height="11" rx="2" />
      <path d="M2.5 8.25h15M5.5 12.25h3" />
    </>
  ),
  check: () => <path d="m4 10.75 3.75 3.75L16 5.5" />,
  clip: () => (
    <path d="m15.75 9.25-5.6 5.6a3.5 3.5 0 0 1-5-5l6-6a2.35 2.35 0 0 1 3.35 3.35l-5.75 5.75a1.2 1.2 0 0 1-1.7-1.7l5.2-5.2" />
  ),
  copy: () => (
    <>
      <rect x="7.25" y="7.25" width="9.5" height="9.5" rx="2" />
      <path d="M12.75 4.5A1.75 1.75 0 0 0 11 3.25H5A1.75 1.75 0 0 0 3.25 5v6c0 .8.5 1.45 1.25 1.68" />
    </>
  ),
  device: () => (
    <>
      <rect x="2.75" y="4" width="14.5" height="9.5" rx="1.75" />
      <path d="M7 16.5h6M10 13.5v3" />
    </>
  ),
  die: () => (
    <>
      <rect x="3.5" y="3.5" width="13" height="13" rx="3" />
      <path d="M7 7h.01M13 7h.01M10 10h.01M7 13h.01M13 13h.01" stroke-width="2" />
    </>
  ),
  down: () => <path d="m4.75 7.75 5.25 5.25 5.25-5.25" />,
  eye: () => (
    <>
      <path d="M2.25 10C4 6.75 6.7 5 10 5s6 1.75 7.75 5C16 13.25 13.3 15 10 15s-6-1.75-7.75-5Z" />
      <circle cx="10" cy="10" r="2.25" />
    </>
  ),
  eyeoff: () => (
    <path d="M3.5 3.5l13 13M8 5.25A8 8 0 0 1 10 5c3.3 0 6 1.75 7.75 5a10.5 10.5 0 0 1-2.4 2.95M5.3 6.5A10 10 0 0 0 2.25 10C4 13.25 6.7 15 10 15c1.25 0 2.4-.25 3.45-.72" />
  ),
  folder: () => (
    <path d="M2.75 6.5A1.75 1.75 0 0 1 4.5 4.75h2.8l1.95 2h6.25a1.75 1.75 0 0 1 1.75 1.75v5a1.75 1.75 0 0 1-1.75 1.75h-11a1.75 1.75 0 0 1-1.75-1.75Z" />
  ),
  grip: () => <path d="M7.5 5.5h.01M12.5 5.5h.01M7.5 10h.01M12.5 10h.01M7.5 14.5h.01M12.5 14.5h.01" stroke-width="2" />,
  help: () => (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M7.9 8a2.1 2.1 0 1 1 3.3 1.73c-.8.55-1.2.95-1.2 1.77M10 14h.01" />
    </>
  ),
  inbox: () => (
    <path d="M10 2.75v8M6.75 7.75 10 11l3.25-3.25M3.25 11.5v3.25a1.5 1.5 0 0 0 1.5 1.5h10.5a1.5 1.5 0 0 0 1.5-1.5V11.5" />
  ),
  key: () => (
    <>
      <circle cx="6" cy="10" r="3" />
      <path d="M9 10h8.25M13.25 10v2.75M16.25 10v2" />
    </>
  ),
  list: () => <path d="M7.25 5.5h9.25M7.25 10h9.25M7.25 14.5h9.25M3.75 5.5h.01M3.75 10h.01M3.75 14.5h.01" />,
  lock: () => (
    <>
      <rect x="4" y="9" width="12" height="7.75" rx="2" />
      <path d="M6.75 9V6.5a3.25 3.25 0 0 1 6.5 0V9" />
    </>
  ),
  next: () => <path d="m7.75 4.75 5.25 5.25-5.25 5.25" />,
  note: () => (
    <path d="M5 3.25h7.25l3.5 3.5v9a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-11.5a1 1 0 0 1 1-1ZM12 3.5V7h3.5M7 10h6M7 13h4" />
  ),
  org: () => (
    <path d="M4.25 16.5V4.25a1 1 0 0 1 1-1h5.5a1 1 0 0 1 1 1V16.5M11.75 8h3a1 1 0 0 1 1 1v7.5M2.75 16.5h14.5M7 6.75h2M7 10h2M7 13.25h2" />
  ),
  out: () => (
    <path d="M8.5 4.25H5.25a1.5 1.5 0 0 0-1.5 1.5v9a1.5 1.5 0 0 0 1.5 1.5h9a1.5 1.5 0 0 0 1.5-1.5V11.5M11.75 3.75h4.5v4.5M16 4l-6.5 6.5" />
  ),
  panel: () => (
    <path d="M4.5 4h11A1.5 1.5 0 0 1 17 5.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5v-9A1.5 1.5 0 0 1 4.5 4ZM12.25 4v12" />
  ),
  passkey: () => (
    <path d="M8.25 9.25a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8ZM2.75 16.5v-1a4 4 0 0 1 4-4h2.5M15 12.75a2.1 2.1 0 1 0-1.5 0v4.5l1 .9 1.25-1.25-.85-.85.85-.85-.75-.8Z" />
  ),
  past: () => <path d="M4.25 7.25A6.6 6.6 0 1 1 3.4 10M3.25 3.75v3.75H7M10 6.5V10l2.5 1.5" />,
  pencil: () => (
    <path d="m3.5 16.5.8-3.4 8.9-8.9a1.25 1.25 0 0 1 1.8 0l.8.8a1.25 1.25 0 0 1 0 1.8l-8.9 8.9ZM11.75 5.75l2.5 2.5" />
  ),
  plus: () => <path d="M10 4.25v11.5M4.25 10h11.5" />,
  print: () => (
    <path d="M6 7V3.25h8V7M6 14H4.5a1.5 1.5 0 0 1-1.5-1.5v-4A1.5 1.5 0 0 1 4.5 7h11A1.5 1.5 0 0 1 17 8.5v4a1.5 1.5 0 0 1-1.5 1.5H14M6 11.75h8v5H6Z" />
  ),
  pulse: () => <path d="M2.25 10.5h3.5l2.25-6 3.75 11 2.25-5h3.75" />,
  search: () => (
    <>
      <circle cx="9" cy="9" r="5.25" />
      <path d="m13 13 3.75 3.75" />
    </>
  ),
  shield: () => <path d="M10 2.75 4 5v4.5c0 3.6 2.4 6.3 6 7.75 3.6-1.45 6-4.15 6-7.75V5Z" />,
  star: () => <path d="m10 3 2.15 4.5 4.85.65-3.55 3.4.9 4.9L10 14.1l-4.35 2.35.9-4.9L3 8.15l4.85-.65Z" />,
  tag: () => (
    <>
      <path d="M3.25 4.25v5l7.25 7.25a1.2 1.2 0 0 0 1.7 0l4.3-4.3a1.2 1.2 0 0 0 0-1.7L9.25 3.25h-5a1 1 0 0 0-1 1Z" />
      <path d="M6.75 6.75h.01" stroke-width="2" />
    </>
  ),
  tune: () => (
    <>
      <path d="M3 6h7.25M14.75 6H17M3 14h2.25M9.75 14H17" />
      <circle cx="12.5" cy="6" r="2.25" />
      <circle cx="7.5" cy="14" r="2.25" />
    </>
  ),
  user: () => (
    <>
      <circle cx="10" cy="6.75" r="3" />
      <path d="M4 16.75c.4-3.4 2.7-4.75 6-4.75s5.6 1.35 6 4.75" />
    </>
  ),
  warn: () => (
    <path d="M8.8 4.1 2.9 14.3a1.4 1.4 0 0 0 1.2 2.1h11.8a1.4 1.4 0 0 0 1.2-2.1L11.2 4.1a1.4 1.4 0 0 0-2.4 0ZM10 8v3.5M10 13.9h.01" />
  ),
  x: () => <path d="m5 5 10 10M15 5 5 15" />,
} satisfies Record<string, () => JSX.Element>;

export type IconName = keyof typeof shapes;

/** An icon; `small` for 16 px, `flip` for those that point along the line of writing. */
export function Icon({
  name,
  small,
  flip,
  token,
}: {
  readonly name: IconName;
  readonly token?: string;
  readonly small?: boolean;
  readonly flip?: boolean;
}) {
  return (
    <svg
      class={`ic${small ? ' s' : ''}${flip ? ' flip' : ''}`}
      viewBox="0 0 20 20"
      aria-hidden="true"
      data-token={token}
    >
      {shapes[name]()}
    </svg>
  );
}

/** The sign of the house: a key whose bit is the foot of an L. */
export function Sign({ size }: { readonly size: number }) {
  return (
    <svg class="sign" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--brass)" />
      <g fill="none" stroke="var(--on-brass)" stroke-width="2.75" stroke-linejoin="round">
        <circle cx="11.5" cy="9.75" r="3.75" />
        <path d="M11.5 13.5V24.25H23.5M17.25 24v-4M22.125 24v-6" stroke-linecap="square" />
      </g>
    </svg>
  );
}
