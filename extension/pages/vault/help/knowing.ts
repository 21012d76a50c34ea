// Articles on what to expect: what Health finds, a breach, several devices, what leaves the computer, and where protection ends.
// Plain English, brief, and true of this version: what does not work yet is said.

import { say } from '../../say.js';
import type { Article } from './article.js';

export const knowing: readonly Article[] = [
  {
    id: 'health',
    title: say('help_health_title'),
    lead: say('help_health_lead'),
    also: say('help_health_also'),
    blocks: [
      { heading: say('help_health_1') },
      {
        points: [say('help_health_2_1'), say('help_health_2_2'), say('help_health_2_3')],
      },
      say('help_health_3'),
      { heading: say('help_health_4') },
      say('help_health_5'),
    ],
  },
  {
    id: 'breach',
    title: say('help_breach_title'),
    lead: say('help_breach_lead'),
    also: say('help_breach_also'),
    blocks: [
      { heading: say('help_breach_1') },
      {
        steps: [say('help_breach_2_1'), say('help_breach_2_2'), say('help_breach_2_3')],
      },
      say('help_breach_3'),
      { heading: say('help_breach_4') },
      say('help_breach_5'),
      { heading: say('help_breach_6') },
      say('help_breach_7'),
      { heading: say('help_breach_8') },
      say('help_breach_9'),
    ],
  },
  {
    id: 'devices',
    title: say('help_devices_title'),
    lead: say('help_devices_lead'),
    also: say('help_devices_also'),
    blocks: [
      say('help_devices_1'),
      say('help_devices_2'),
      say('help_devices_3'),
      { heading: say('help_devices_4') },
      say('help_devices_5'),
      say('help_devices_6'),
    ],
  },
  {
    id: 'leaves',
    title: say('help_leaves_title'),
    lead: say('help_leaves_lead'),
    also: say('help_leaves_also'),
    blocks: [
      say('help_leaves_1'),
      say('help_leaves_2'),
      say('help_leaves_3'),
      say('help_leaves_4'),
      { heading: say('help_leaves_5') },
      say('help_leaves_6'),
    ],
  },
  {
    id: 'limits',
    title: say('help_limits_title'),
    lead: say('help_limits_lead'),
    also: say('help_limits_also'),
    blocks: [
      {
        points: [
          say('help_limits_1_1'),
          say('help_limits_1_2'),
          say('help_limits_1_3'),
          say('help_limits_1_4'),
          say('help_limits_1_5'),
          say('help_limits_1_6'),
          say('help_limits_1_7'),
          say('help_limits_1_8'),
          say('help_limits_1_9'),
          say('help_limits_1_10'),
          say('help_limits_1_11'),
        ],
      },
      say('help_limits_2'),
    ],
  },
];
