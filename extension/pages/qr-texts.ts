// What is said about reading a QR code. As texts.ts.

import type { QrFailure } from './qr.js';

export const qrTexts = {
  fromPage: 'Read the QR code on this page',
  fromImage: 'Read a QR code from an image',
  fromClipboard: 'Read a QR code from the clipboard',
  found: 'Read. Save the item to keep it.',
} as const;

/** Why a picture gave nothing: what happened, and what to do. */
export const qrFailures: Record<QrFailure, string> = {
  'no-code': 'No QR code is in sight there. Make it larger and wholly visible, and try again.',
  'not-otp': 'That QR code holds no one-time code. Sites show theirs when you set up a second factor.',
  migration: 'That QR code moves many one-time codes at once. Bring it in under “Bring in” on the vault page.',
  'no-picture': 'There is no picture on the clipboard. Copy one, and try again.',
  unreadable: 'That picture cannot be opened. Try a PNG or JPEG, or a screenshot of the page.',
  denied: 'The browser does not show Latchkey this page. Copy a screenshot, and read it from the clipboard.',
};
