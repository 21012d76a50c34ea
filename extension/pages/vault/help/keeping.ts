// Articles on what is to be kept: the master password, moving, backups, and what to do when something fails.
// Plain English, brief, and true of this version: what does not work yet is said.

import { say } from '../../say.js';
import type { Article } from './article.js';

export const keeping: readonly Article[] = [
  {
    id: 'master-password',
    title: say('help_masterPassword_title'),
    lead: say('help_masterPassword_lead'),
    also: say('help_masterPassword_also'),
    blocks: [
      { heading: say('help_masterPassword_1') },
      {
        points: [say('help_masterPassword_2_1'), say('help_masterPassword_2_2'), say('help_masterPassword_2_3')],
      },
      { heading: say('help_masterPassword_3') },
      {
        steps: [
          say('help_masterPassword_4_1'),
          say('help_masterPassword_4_2'),
          say('help_masterPassword_4_3'),
          say('help_masterPassword_4_4'),
        ],
      },
      say('help_masterPassword_5'),
      say('help_masterPassword_startOver'),
      { heading: say('help_masterPassword_6') },
      say('help_masterPassword_7'),
      { heading: say('help_masterPassword_8') },
      say('help_masterPassword_9'),
    ],
  },
  {
    id: 'moving',
    title: say('help_moving_title'),
    lead: say('help_moving_lead'),
    also: say('help_moving_also'),
    blocks: [
      { heading: say('help_moving_1') },
      {
        steps: [
          say('help_moving_2_1'),
          say('help_moving_2_2'),
          say('help_moving_2_3'),
          say('help_moving_2_4'),
          say('help_moving_2_5'),
        ],
      },
      say('help_moving_3'),
      { heading: say('help_moving_7') },
      {
        points: [
          say('help_moving_8_1'),
          say('help_moving_8_2'),
          say('help_moving_8_3'),
          say('help_moving_8_4'),
          say('help_moving_8_5'),
          say('help_moving_8_6'),
          say('help_moving_8_7'),
        ],
      },
      { heading: say('help_moving_4') },
      say('help_moving_5'),
      say('help_moving_6'),
      { heading: say('help_moving_9') },
      {
        points: [say('help_moving_10_1'), say('help_moving_10_2'), say('help_moving_10_3'), say('help_moving_10_4')],
      },
    ],
  },
  {
    id: 'backups',
    title: say('help_backups_title'),
    lead: say('help_backups_lead'),
    also: say('help_backups_also'),
    blocks: [
      {
        beware: say('help_backups_1'),
      },
      { heading: say('help_backups_2') },
      {
        steps: [say('help_backups_3_1'), say('help_backups_3_2'), say('help_backups_3_3')],
      },
      say('help_backups_4'),
      say('help_backups_5'),
      { heading: say('help_backups_6') },
      say('help_backups_7'),
      say('help_backups_8'),
      { heading: say('help_backups_9') },
      {
        steps: [say('help_backups_10_1'), say('help_backups_10_2'), say('help_backups_10_3')],
      },
      say('help_backups_11'),
      say('help_backups_12'),
    ],
  },
  {
    id: 'trouble',
    title: say('help_trouble_title'),
    lead: say('help_trouble_lead'),
    also: say('help_trouble_also'),
    blocks: [
      { heading: say('help_trouble_1') },
      say('help_trouble_2'),
      { heading: say('help_trouble_3') },
      {
        points: [say('help_trouble_4_1'), say('help_trouble_4_2'), say('help_trouble_4_3')],
      },
      { heading: say('help_trouble_5') },
      say('help_trouble_6'),
      { heading: say('help_trouble_7') },
      say('help_trouble_8'),
      { heading: say('help_trouble_9') },
      say('help_trouble_10'),
      { heading: say('help_trouble_11') },
      say('help_trouble_12'),
      { heading: say('help_trouble_13') },
      say('help_trouble_14'),
    ],
  },
];
