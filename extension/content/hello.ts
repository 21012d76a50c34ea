// One message from a document, registered only while an offer to save waits somewhere. Knows nothing else.

import { askAsPage } from '../messages.js';
import { isRefusalStatus } from './refusals.js';

/** The status that the document came with. */
const [entry] = performance.getEntriesByType('navigation');
const status = entry instanceof PerformanceNavigationTiming ? entry.responseStatus : 0;
askAsPage('page/hello', { refused: isRefusalStatus(status) }).catch(() => undefined);
