// How much the vault's health finds to mend, at a glance in the strip, and the way there; the rows get their signs by the
// same answer. It is asked for a moment after the list came, so that neither the first paint nor a key waits for it.

import { useEffect, useRef, useState } from 'preact/hooks';
import { own } from '../ask.js';
import { Icon } from '../icons.js';
import { listTexts } from '../texts.js';
import { answered } from './filing.js';
import { keepFound } from './found.js';
import { openVaultPage } from './surface.js';

const AFTER_MS = 300;

export function MendWay() {
  const [count, setCount] = useState(0);
  const whole = useRef<object | undefined>(undefined);
  // A search finds nothing new to mend.
  if (answered.value?.searched !== true) whole.current = answered.value;
  const list = answered.value && whole.current;
  useEffect(() => {
    if (!list) return setCount(0);
    const timer = setTimeout(async () => {
      const reply = await own('own/filings', {});
      if (!reply.ok) return;
      setCount(reply.value.toMend);
      keepFound(reply.value.found);
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [list]);
  if (count === 0) return null;
  return (
    <button type="button" class="waiting" data-action="to-mend" onClick={() => openVaultPage('health')}>
      <Icon name="pulse" small />
      {listTexts.toMend(count)}
    </button>
  );
}
