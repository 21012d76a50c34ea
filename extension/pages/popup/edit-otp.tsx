// The one-time code in the editor: typed, or read from a QR code at the user's click. It shows what came of that.

import { useRef, useState } from 'preact/hooks';
import { SecretInput } from '../parts.js';
import type { Found, QrFailure } from '../qr.js';
import { fromClipboard, fromFile, fromPage } from '../qr.js';
import { qrFailures, qrTexts } from '../qr-texts.js';
import { editTexts } from '../texts.js';
import { tabId } from './state.js';
import { isPopup } from './surface.js';

export function OtpField({ otp, onChange }: { readonly otp: string; readonly onChange: (otp: string) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState<QrFailure | 'found' | undefined>();
  const read = async (looking: Promise<Found>) => {
    setTold(undefined);
    const found = await looking;
    if (found.ok) onChange(found.text);
    setTold(found.ok ? 'found' : found.code);
  };
  return (
    <div>
      <label class="label" for="otp">
        {editTexts.otp}
      </label>
      <SecretInput id="otp" value={otp} onInput={onChange} maxLength={10000} describedBy="otp-hint" />
      <p class="hint fieldnote" id="otp-hint">
        {editTexts.otpHint}
      </p>
      <p class="hint fieldnote">
        {isPopup() ? (
          <button type="button" class="link" data-action="qr-page" onClick={() => void read(fromPage(tabId.value))}>
            {qrTexts.fromPage}
          </button>
        ) : (
          <button type="button" class="link" data-action="qr-image" onClick={() => picker.current?.click()}>
            {qrTexts.fromImage}
          </button>
        )}
      </p>
      <p class="hint fieldnote">
        <button type="button" class="link" data-action="qr-clipboard" onClick={() => void read(fromClipboard())}>
          {qrTexts.fromClipboard}
        </button>
      </p>
      <input
        ref={picker}
        type="file"
        id="qr-file"
        class="visually-hidden"
        accept="image/*"
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void read(fromFile(file));
          currentTarget.value = '';
        }}
      />
      <p class="small fieldnote" role="status" data-qr={told}>
        {told === undefined ? '' : told === 'found' ? qrTexts.found : qrFailures[told]}
      </p>
    </div>
  );
}
