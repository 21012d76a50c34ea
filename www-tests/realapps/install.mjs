// Installs the real apps ahead of the tests: node www-tests/realapps/install.mjs. What is installed already takes no time.

import { installApps } from './apps.mjs';

await installApps();
