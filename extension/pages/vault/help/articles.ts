// All articles, in the order in which they are listed.

import type { Article } from './article.js';
import { keeping } from './keeping.js';
import { knowing } from './knowing.js';
import { using } from './using.js';

export const articles: readonly Article[] = [...using, ...keeping, ...knowing];
