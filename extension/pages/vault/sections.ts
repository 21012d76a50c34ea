// The sections of the vault page, in the order in which they are listed. It only names them.

import type { ComponentType } from 'preact';
import type { IconName } from '../icons.js';
import { ExportSection } from './export.js';
import { exportTexts } from './export-texts.js';
import { ImportSection } from './import.js';
import { importTexts } from './import-texts.js';

export interface SectionEntry {
  /** Its name in the page's address, after `#`. */
  readonly id: string;
  readonly icon: IconName;
  readonly name: string;
  readonly Section: ComponentType;
}

export const sections: readonly SectionEntry[] = [
  { id: 'import', icon: 'inbox', name: importTexts.name, Section: ImportSection },
  { id: 'export', icon: 'out', name: exportTexts.name, Section: ExportSection },
];
