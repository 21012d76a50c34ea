// The theme of a page, set on its root. The tokens do the rest.

import type { Theme } from '../settings-messages.js';

export function showTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
}
