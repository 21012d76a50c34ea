// What is said about reading a QR code. As texts.ts.

import type { QrFailure } from './qr.js';
import { say, texts } from './say.js';

export const qrTexts = texts(() => ({
  fromPage: say('qr_fromPage'),
  fromImage: say('qr_fromImage'),
  fromClipboard: say('qr_fromClipboard'),
  found: say('qr_found'),
}));

/** Why a picture gave nothing: what happened, and what to do. */
export const qrFailures = texts(
  (): Record<QrFailure, string> => ({
    'no-code': say('qrFailures_noCode'),
    'not-otp': say('qrFailures_notOtp'),
    migration: say('qrFailures_migration'),
    'no-picture': say('qrFailures_noPicture'),
    unreadable: say('qrFailures_unreadable'),
    denied: say('qrFailures_denied'),
  }),
);
