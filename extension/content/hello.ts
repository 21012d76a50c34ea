// One message from a document, registered only while an offer to save waits somewhere. Knows nothing else.

import { askAsPage } from '../messages.js';

/** The status that the document came with; a sign-in that ends in one of these has failed, whatever the page shows. */
const [entry] = performance.getEntriesByType('navigation');
const status = entry instanceof PerformanceNavigationTiming ? entry.responseStatus : 0;
askAsPage('page/hello', { refused: [400, 401, 403, 422, 429].includes(status) }).catch(() => undefined);
