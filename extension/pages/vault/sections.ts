// The sections of the vault page, in the order in which they are listed. It only names them.

import type { ComponentType } from 'preact';
import { generatorTexts } from '../generator-texts.js';
import type { IconName } from '../icons.js';
import { ExportSection } from './export.js';
import { exportTexts } from './export-texts.js';
import { GeneratorSection } from './generator.js';
import { HealthSection } from './health.js';
import { healthTexts } from './health-texts.js';
import { HelpSection } from './help/help.js';
import { helpTexts } from './help/texts.js';
import { ImportSection } from './import.js';
import { importTexts } from './import-texts.js';
import { ItemsSection } from './items.js';
import { itemsTexts } from './items-texts.js';
import { SecuritySection } from './security.js';
import { securityTexts } from './security-texts.js';
import { SettingsSection } from './settings.js';
import { sectionTexts } from './settings-texts.js';

export interface SectionEntry {
  /** Its name in the page's address, after `#` and before a slash. */
  readonly id: string;
  readonly icon: IconName;
  readonly name: string;
  readonly Section: ComponentType;
  /** `panes` brings its own main parts and fills the page; any other gets a column to read in. */
  readonly frame?: 'panes';
}

export const sections: readonly SectionEntry[] = [
  { id: 'items', icon: 'list', name: itemsTexts.section, Section: ItemsSection, frame: 'panes' },
  { id: 'health', icon: 'pulse', name: healthTexts.section, Section: HealthSection, frame: 'panes' },
  { id: 'generator', icon: 'die', name: generatorTexts.heading, Section: GeneratorSection, frame: 'panes' },
  { id: 'import', icon: 'inbox', name: importTexts.name, Section: ImportSection },
  { id: 'export', icon: 'out', name: exportTexts.name, Section: ExportSection },
  { id: 'security', icon: 'shield', name: securityTexts.name, Section: SecuritySection },
  { id: 'settings', icon: 'tune', name: sectionTexts.name, Section: SettingsSection },
  { id: 'help', icon: 'help', name: helpTexts.name, Section: HelpSection, frame: 'panes' },
];
