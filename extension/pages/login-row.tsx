// One login among those of a site, where the user chooses which is filled: the menu in a page, and our window for a site
// that asks by the browser itself. It shows no secret and hears nothing.

import type { ComponentChildren } from 'preact';
import type { Row } from '../generated/core.js';
import { Mark } from './mark.js';
import { menuTexts } from './menu-texts.js';

/** What stands at its end is given. */
export const LoginRow = ({
  row,
  id,
  selected,
  children,
}: {
  readonly row: Row;
  readonly id: string;
  readonly selected: boolean;
  readonly children?: ComponentChildren;
}) => (
  // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the list, which names the reached row.
  <div class="row" role="option" id={id} aria-selected={selected} data-item-id={row.id}>
    <Mark title={row.title} domain={row.domain} />
    <div class="clip">
      <div class="a clip">
        <bdi>{row.username || menuTexts.noName}</bdi>
      </div>
      <div class="b clip">
        <bdi>{row.title}</bdi>
      </div>
    </div>
    <div class="end">{children}</div>
  </div>
);
