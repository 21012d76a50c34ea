// The background of an extension that is not ours, for the tests: it answers its own page, and fetches what it is told
// to, so that the tests see what such traffic looks like.

browser.runtime.onMessage.addListener((message, _sender, sendResponse) => {
  if (message.kind === 'echo') sendResponse({ ok: true, value: message.text });
  if (message.kind === 'fetch') {
    fetch(message.url).then(
      ({ status }) => sendResponse({ ok: true, value: status }),
      (error) => sendResponse({ ok: false, code: String(error) }),
    );
  }
  return true;
});
