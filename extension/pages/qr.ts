// Looks for the QR code of a one-time code in what the user points to: the page in sight, an image file, the clipboard.
// It makes a grey picture of it and has the background read that. It keeps neither picture nor text.

import { own } from './ask.js';

export type QrFailure = 'no-code' | 'not-otp' | 'migration' | 'no-picture' | 'unreadable' | 'denied';
export type Found = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly code: QrFailure };

/** Larger pictures are read smaller. */
const MOST_PIXELS = 8_000_000;

const failed = (code: QrFailure): Found => ({ ok: false, code });

/** What stands in the page of a window. */
export async function fromPage(tabId: number | undefined): Promise<Found> {
  try {
    const { windowId } =
      tabId === undefined
        ? await browser.windows.getCurrent().then(({ id }) => ({ windowId: id }))
        : await browser.tabs.get(tabId);
    if (windowId === undefined) return failed('denied');
    const picture = new Image();
    picture.src = await browser.tabs.captureVisibleTab(windowId, { format: 'png' });
    await picture.decode();
    return await look(picture);
  } catch {
    return failed('denied');
  }
}

export async function fromFile(file: Blob): Promise<Found> {
  return look(file);
}

/** The first picture on the clipboard. */
export async function fromClipboard(): Promise<Found> {
  try {
    for (const entry of await navigator.clipboard.read()) {
      const type = entry.types.find((each) => each.startsWith('image/'));
      if (type !== undefined) return await look(await entry.getType(type));
    }
    return failed('no-picture');
  } catch {
    return failed('no-picture');
  }
}

async function look(source: Blob | HTMLImageElement): Promise<Found> {
  const picture = await greyOf(source).catch(() => undefined);
  if (picture === undefined) return failed('unreadable');
  const reply = await own('own/read-qr', picture);
  picture.grey.fill(0);
  if (!reply.ok) return failed('unreadable');
  const text = reply.value.find((each) => /^(otpauth|steam):/i.test(each));
  if (text !== undefined) return { ok: true, text };
  if (reply.value.some((each) => /^otpauth-migration:/i.test(each))) return failed('migration');
  return failed(reply.value.length === 0 ? 'no-code' : 'not-otp');
}

/** One byte a pixel, by the weights of ITU-R BT.601; what is transparent is white. */
async function greyOf(source: Blob | HTMLImageElement) {
  const bitmap = await createImageBitmap(source);
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (bitmap.width * bitmap.height)));
  const width = Math.max(1, Math.floor(bitmap.width * scale));
  const height = Math.max(1, Math.floor(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    grey[at] = (red * 299 + green * 587 + blue * 114) / 1000;
  }
  data.fill(0);
  return { grey, width, height };
}
