// Articles for every day: the beginning, saving and filling, a page that does not fill, ways that save time, settings,
// locking.
// Plain English, brief, and true of this version: what does not work yet is said.

import { say } from '../../say.js';
import type { Article } from './article.js';

export const using: readonly Article[] = [
  {
    id: 'start',
    title: say('help_start_title'),
    lead: say('help_start_lead'),
    also: say('help_start_also'),
    blocks: [
      {
        steps: [
          say('help_start_1_1'),
          say('help_start_1_2'),
          say('help_start_1_3'),
          say('help_start_1_4'),
          say('help_start_1_5'),
        ],
      },
      { heading: say('help_start_2') },
      say('help_start_3'),
      say('help_start_panel'),
      say('help_start_4'),
      {
        beware: say('help_start_5'),
      },
      { heading: say('help_start_6') },
      say('help_start_7'),
    ],
  },
  {
    id: 'save-and-fill',
    title: say('help_saveAndFill_title'),
    lead: say('help_saveAndFill_lead'),
    also: say('help_saveAndFill_also'),
    blocks: [
      { heading: say('help_saveAndFill_1') },
      say('help_saveAndFill_2'),
      say('help_saveAndFill_3'),
      say('help_saveAndFill_4'),
      { heading: say('help_saveAndFill_5') },
      {
        points: [
          say('help_saveAndFill_6_1'),
          say('help_saveAndFill_6_2'),
          say('help_saveAndFill_6_3'),
          say('help_saveAndFill_6_4'),
          say('help_saveAndFill_6_6'),
          say('help_saveAndFill_6_5'),
        ],
      },
      say('help_saveAndFill_7'),
      say('help_saveAndFill_8'),
      { heading: say('help_saveAndFill_9') },
      say('help_saveAndFill_10'),
      { heading: say('help_saveAndFill_11') },
      say('help_saveAndFill_12'),
      { heading: say('help_saveAndFill_13') },
      say('help_saveAndFill_14'),
    ],
  },
  {
    id: 'will-not-fill',
    title: say('help_willNotFill_title'),
    lead: say('help_willNotFill_lead'),
    also: say('help_willNotFill_also'),
    blocks: [
      { heading: say('help_willNotFill_1') },
      say('help_willNotFill_2'),
      {
        beware: say('help_willNotFill_3'),
      },
      { heading: say('help_willNotFill_4') },
      {
        steps: [say('help_willNotFill_5_1'), say('help_willNotFill_5_2'), say('help_willNotFill_5_3')],
      },
      { heading: say('help_willNotFill_6') },
      {
        points: [
          say('help_willNotFill_7_1'),
          say('help_willNotFill_7_2'),
          say('help_willNotFill_7_3'),
          say('help_willNotFill_7_4'),
        ],
      },
      { heading: say('help_willNotFill_8') },
      {
        points: [
          say('help_willNotFill_9_1'),
          say('help_willNotFill_9_2'),
          say('help_willNotFill_9_3'),
          say('help_willNotFill_9_4'),
        ],
      },
      { heading: say('help_willNotFill_10') },
      say('help_willNotFill_11'),
      { heading: say('help_willNotFill_12') },
      say('help_willNotFill_13'),
    ],
  },
  {
    id: 'everyday',
    title: say('help_everyday_title'),
    lead: say('help_everyday_lead'),
    also: say('help_everyday_also'),
    blocks: [
      { heading: say('help_everyday_1') },
      say('help_everyday_2'),
      { heading: say('help_everyday_3') },
      say('help_everyday_4'),
      { heading: say('help_everyday_5') },
      say('help_everyday_6'),
      { heading: say('help_everyday_7') },
      say('help_everyday_8'),
      say('help_everyday_9'),
    ],
  },
  {
    id: 'settings',
    title: say('help_settings_title'),
    lead: say('help_settings_lead'),
    also: say('help_settings_also'),
    blocks: [
      { heading: say('help_settings_1') },
      say('help_settings_2'),
      { heading: say('help_settings_3') },
      say('help_settings_4'),
      { heading: say('help_settings_5') },
      say('help_settings_6'),
      { heading: say('help_settings_7') },
      say('help_settings_8'),
    ],
  },
  {
    id: 'locking',
    title: say('help_locking_title'),
    lead: say('help_locking_lead'),
    also: say('help_locking_also'),
    blocks: [
      say('help_locking_1'),
      say('help_locking_2'),
      { heading: say('help_locking_3') },
      say('help_locking_4'),
      say('help_locking_5'),
      { heading: say('help_locking_6') },
      say('help_locking_7'),
    ],
  },
];
