// The words around the articles: search, the list, and the report of a problem. Plain and brief.

import type { Sentences } from '../../error-texts.js';
import { counted, say, sentences, texts } from '../../say.js';

export const helpTexts = texts(() => ({
  name: say('help_name'),
  search: say('help_search'),
  articles: say('help_articles'),
  none: (query: string) => say('help_none', query),
  found: (n: number) => counted('help_found', n),
  stuck: say('help_stuck'),
  report: say('help_report'),
  back: say('help_back'),
}));

export const reportTexts = texts(() => ({
  heading: say('report_heading'),
  lead: say('report_lead'),
  page: (n: number) => counted('report_page', n),
  locked: say('report_locked'),
  preview: say('report_preview'),
  copy: say('report_copy'),
  save: say('report_save'),
  copied: say('report_copied'),
  notCopied: sentences('report_notCopied') satisfies Sentences,
  fileName: 'latchkey-report',
}));
