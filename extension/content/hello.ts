// One message from a document, registered only while an offer to save waits somewhere. Knows nothing else.

import { askAsPage } from '../messages.js';
import { isRefusalStatus } from './refusals.js';

/** How the document came, and with which status. */
const [entry] = performance.getEntriesByType('navigation');
const isKnown = entry instanceof PerformanceNavigationTiming;
const refused = isKnown && isRefusalStatus(entry.responseStatus);
const followed = isKnown && entry.type === 'navigate' && document.referrer !== '';
askAsPage('page/hello', { refused, followed }).catch(() => undefined);
