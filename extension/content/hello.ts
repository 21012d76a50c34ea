// One message from a top document, registered only while an offer to save waits somewhere. Knows nothing else.

import { askAsPage } from '../messages.js';

askAsPage('page/hello', {}).catch(() => undefined);
