// A report of a problem, in full view: the user reads it, then copies or saves it. Nothing is sent.
// What it says is the background's, field by field (diagnosis.ts); here it is only written down.

import { useEffect, useState } from 'preact/hooks';
import type { Diagnosis } from '../../../diagnosis.js';
import type { ErrorCode } from '../../../generated/core.js';
import { own } from '../../ask.js';
import { datedName, download } from '../../download.js';
import { errorTexts } from '../../error-texts.js';
import { Icon } from '../../icons.js';
import { Note } from '../../parts.js';
import { reportTexts } from './texts.js';

/** The tab that the popup stood on, if it led here. */
function aboutTab(): number | undefined {
  const named = new URLSearchParams(location.search).get('about') ?? '';
  return /^\d{1,15}$/.test(named) ? Number(named) : undefined;
}

export function ReportView() {
  const about = aboutTab();
  const [found, setFound] = useState<Diagnosis | undefined>();
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const [copied, setCopied] = useState<boolean | undefined>();
  useEffect(() => {
    void own('own/diagnosis', about === undefined ? {} : { tabId: about }).then((reply) => {
      if (reply.ok) setFound(reply.value);
      else setFailed(reply.code);
    });
  }, []);
  const text = found && `${JSON.stringify(found, null, 2)}\n`;
  return (
    <article class="article" data-shown="report">
      <h1 class="display">{reportTexts.heading}</h1>
      <p class="second">{reportTexts.lead}</p>
      {failed && <Note tone="bad" text={errorTexts[failed]} awaited />}
      {found?.page && <p class="second">{reportTexts.page(found.page.fields.length)}</p>}
      {found && found.vault === 'locked' && <Note tone="brass" text={reportTexts.locked} />}
      {text !== undefined && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard. */}
          <section class="reported" aria-label={reportTexts.preview} tabIndex={0}>
            <pre>{text}</pre>
          </section>
          <div class="flex wrap">
            <button
              type="button"
              class="btn plate"
              data-action="copy-report"
              onClick={() =>
                void navigator.clipboard.writeText(text).then(
                  () => setCopied(true),
                  () => setCopied(false),
                )
              }
            >
              <Icon name="copy" small />
              {reportTexts.copy}
            </button>
            <button
              type="button"
              class="btn plain"
              data-action="save-report"
              onClick={() => download(datedName(reportTexts.fileName, 'txt'), [new TextEncoder().encode(text)])}
            >
              <Icon name="inbox" small />
              {reportTexts.save}
            </button>
            <span class="small second" role="status">
              {copied && reportTexts.copied}
            </span>
          </div>
          {copied === false && <Note tone="bad" text={reportTexts.notCopied} awaited />}
        </>
      )}
    </article>
  );
}
