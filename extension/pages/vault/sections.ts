// The sections of the vault page, in the order in which they are listed. It only names them.

import type { ComponentType } from 'preact';
import type { IconName } from '../icons.js';
import { SecuritySection } from './security.js';
import { securityTexts } from './security-texts.js';

export interface SectionEntry {
  /** Its name in the page's address, after `#`. */
  readonly id: string;
  readonly icon: IconName;
  readonly name: string;
  readonly Section: ComponentType;
}

export const sections: readonly SectionEntry[] = [
  { id: 'security', icon: 'shield', name: securityTexts.name, Section: SecuritySection },
];
