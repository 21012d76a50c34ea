// How much the vault's health finds to mend, at a glance in the strip, and the way there. It is asked for once
// nobody has typed for a moment, so that neither the first paint nor a key waits for it.

import { useEffect, useRef, useState } from 'preact/hooks';
import { own } from '../ask.js';
import { keepFound } from '../found.js';
import { Icon } from '../icons.js';
import { whenStill } from '../still.js';
import { listTexts } from '../texts.js';
import { renewals } from './news.js';
import { listing } from './state.js';
import { openVaultPage } from './surface.js';

const AFTER_MS = 1_000;

export function MendWay() {
  const [count, setCount] = useState(0);
  const total = listing.value?.total ?? 0;
  const told = useRef('');
  // How many there are, and whether something changed elsewhere.
  const state = `${total} ${renewals.value}`;
  // Whoever types is not made to wait: it takes its time with a large vault, and is asked for once.
  useEffect(() => {
    if (total === 0) return setCount(0);
    if (told.current === state) return;
    let isOver = false;
    void (async () => {
      await whenStill(AFTER_MS);
      if (isOver) return;
      const reply = await own('own/filings', {});
      if (!reply.ok) return;
      told.current = state;
      setCount(reply.value.toMend);
      // The rows get their signs by the same answer.
      keepFound(reply.value.found);
    })();
    return () => {
      isOver = true;
    };
  }, [state]);
  if (count === 0) return null;
  return (
    <button type="button" class="waiting" data-action="to-mend" onClick={() => openVaultPage('health')}>
      <Icon name="pulse" small />
      {listTexts.toMend(count)}
    </button>
  );
}
