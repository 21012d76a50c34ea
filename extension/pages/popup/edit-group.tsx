// Fields of the editor that belong together, under one name where there is room for it.

import type { ComponentChildren } from 'preact';

export const EditGroup = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }) => (
  <section class="editgroup stack" aria-label={name}>
    <h2 class="gh">{name}</h2>
    {children}
  </section>
);
