// Filling a form that is only just coming into sight.

import assert from 'node:assert/strict';
import { html, LOGIN_FORM, MASTER, paths, test } from '../harness.mjs';

/** A dialog as kits of components open it: in its place at once, and for the first moments not to be seen. */
const FADING = `<button id="open">Log in</button><style>
    @keyframes fade { from, 60% { opacity: 0 } to { opacity: 1 } } .fading { animation: fade 500ms linear }
  </style><div id="dialog" hidden>${LOGIN_FORM}</div><script>
    document.querySelector('#open').onclick = () => {
      dialog.hidden = false;
      dialog.className = 'fading';
    };
  </script>`;

test('A form that is only just fading in is filled all the same, and one that stays unseen is not', async ({ app }) => {
  await app.createVault(MASTER);
  app.hosts['fade.example'] = paths({
    '/': html(FADING),
    '/unseen': html(`<div style="opacity: 0">${LOGIN_FORM}</div>`),
  });
  await app.addItem({ title: 'Fade', username: 'maren', password: 'Storm-lamp-34', url: 'https://fade.example/' });
  const page = await app.openPage('https://fade.example/');
  for (const via of ['shortcut', 'context-menu', 'popup']) {
    await page.goto('https://fade.example/');
    await page.click('#open');
    const outcome = await app.fill(page, via === 'context-menu' ? { via, field: '#pass' } : { via });
    assert.deepEqual(outcome, { filled: ['username', 'current-password'], refused: [] }, via);
    assert.equal(await page.value('#pass'), 'Storm-lamp-34');
  }
  await page.goto('https://fade.example/unseen');
  const { filled, blocked } = await app.fill(page, { via: 'shortcut' });
  assert.deepEqual({ filled, blocked }, { filled: [], blocked: 'no-fields' });
  assert.equal(await page.value('#pass'), '');
});
