'use strict';

// The page around the card frame. It sees ciphertext only. What may have happened to money is
// always asked of the server: nothing here tries a payment again by itself.
(() => {
  const main = document.getElementById('main');
  const base = '/pay/' + encodeURIComponent(main.dataset.session);

  /** How long the card frame may take, to load and to seal. */
  const FRAME_MILLIS = 15_000;

  function wait(millis) {
    return new Promise((resolve) => setTimeout(resolve, millis));
  }

  function reload() {
    location.replace(base + location.search);
  }

  // ---- the form ----

  function startForm() {
    const frame = document.getElementById('card-frame');
    const button = document.getElementById('pay');
    const again = document.getElementById('retry');
    const notice = document.getElementById('notice');
    const live = document.getElementById('live');
    let ticket = main.dataset.ticket;
    let card = null;
    let waiting = null;
    let asked = 0;
    let usable = true;
    let retry = null;
    let busy = false;
    let wanted = false;

    function say(text) {
      live.textContent = text;
    }

    function setBusy(value) {
      busy = value;
      button.setAttribute('aria-disabled', String(value));
      button.classList.toggle('is-busy', value);
      card?.postMessage({ type: 'busy', busy: value });
      say(value ? main.dataset.textBusy : '');
    }

    /** Shows a text, with a button that tries again where that can help. */
    function showNotice(text, how = null) {
      retry = how;
      again.hidden = how === null;
      notice.querySelector('p').textContent = text;
      notice.hidden = text === '';
      if (text !== '') notice.focus();
    }

    function onCard({ data }) {
      switch (data?.type) {
        case 'height':
          if (Number.isFinite(data.pixels)) frame.style.height = Math.min(data.pixels, 900) + 'px';
          break;
        case 'submit':
          pay();
          break;
        case 'insecure':
          usable = false;
          frame.hidden = true;
          button.setAttribute('aria-disabled', 'true');
          showNotice(main.dataset.textInsecure);
          break;
        case 'sealed':
        case 'invalid':
        case 'failed':
          if (waiting?.request === data.request) waiting.resolve(data);
          break;
      }
    }

    window.addEventListener('message', (event) => {
      // The frame is sandboxed, so its origin is the opaque one; its window is the proof.
      const ready =
        event.source === frame.contentWindow &&
        event.origin === 'null' &&
        event.data?.type === 'tollbridge-card-ready';
      if (!ready || event.ports.length !== 1) return;
      card = event.ports[0];
      card.onmessage = onCard;
      main.classList.add('is-ready');
      button.setAttribute('aria-disabled', 'false');
      frame.hidden = false;
      if (retry === loadCard) showNotice('');
      if (wanted) pay();
    });

    function sealed() {
      return new Promise((resolve) => {
        const request = ++asked;
        waiting = { request, resolve };
        card.postMessage({ type: 'seal', request });
        setTimeout(() => {
          if (waiting?.request === request) waiting = null; // what comes now is not sent any more
          resolve({ type: 'silent' });
        }, FRAME_MILLIS);
      });
    }

    async function send(jwe) {
      const answer = await fetch(base + '/pay', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Checkout-Ticket': ticket },
        body: JSON.stringify({ jwe, locale: document.documentElement.lang }),
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        keepalive: true,
        signal: AbortSignal.timeout(60_000),
      });
      return told(answer);
    }

    /**
     * The request may still be on its way, or be answered slowly: how the session stands tells
     * nothing about it yet. So the try is withdrawn: what was not started then never will be.
     */
    async function whatBecameOfIt() {
      for (let tries = 0; tries < 5; tries++) {
        await wait(1_000 * (tries + 1));
        try {
          return await withdraw();
        } catch {
          // still away
        }
      }
      return { outcome: 'unreachable', message: main.dataset.textUnreachable };
    }

    async function withdraw() {
      const answer = await fetch(base + '/withdraw?lang=' + document.documentElement.lang, {
        method: 'POST',
        headers: { Accept: 'application/json', 'X-Checkout-Ticket': ticket },
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(10_000),
      });
      return told(answer);
    }

    function follow(answer) {
      if (answer.ticket) ticket = answer.ticket;
      switch (answer.outcome) {
        case 'complete':
        case 'checking':
        case 'expired':
        case 'reload':
          reload();
          return;
        case 'invalid_card':
          card.postMessage({ type: 'problem', field: answer.field, problem: 'wrong' });
          showNotice(answer.message ?? '');
          break;
        case 'stale':
          showNotice(answer.message);
          break;
        case 'declined':
        case 'unreachable':
          card.postMessage({ type: 'forget_cvc' });
          showNotice(answer.message);
          break;
        default: // nothing is known that this page could say: the server's page says it
          reload();
          return;
      }
      setBusy(false);
    }

    async function pay() {
      wanted = card === null;
      if (busy || wanted || !usable) return;
      setBusy(true);
      showNotice('');
      const { type, jwe } = await sealed();
      if (type !== 'sealed') {
        setBusy(false);
        notSealed(type);
        return;
      }
      let answer;
      try {
        answer = await send(jwe);
      } catch {
        answer = await whatBecameOfIt();
      }
      follow(answer);
    }

    /** Nothing has left the page: that may be said. */
    function notSealed(type) {
      switch (type) {
        case 'silent':
          showNotice(main.dataset.textSilent, pay);
          break;
        case 'failed':
          showNotice(main.dataset.textFailed);
          break;
      }
    }

    function loadCard() {
      frame.hidden = false;
      frame.src = frame.dataset.src;
      setTimeout(() => {
        if (card !== null) return;
        frame.hidden = true; // what it shows instead is the browser's, and no help
        showNotice(main.dataset.textAway, loadCard);
      }, FRAME_MILLIS);
    }

    button.addEventListener('click', pay);
    again.addEventListener('click', () => {
      const how = retry;
      showNotice('');
      how?.();
    });
    loadCard();
  }

  // ---- asking ----

  async function status() {
    const answer = await fetch(base + '/status?lang=' + document.documentElement.lang, {
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(10_000),
    });
    return told(answer);
  }

  /** What the server said; anything but a plain answer tells nothing about the money. */
  function told(answer) {
    if (!answer.ok) throw new Error('status ' + answer.status);
    return answer.json();
  }

  async function pollStatus() {
    for (let tries = 0; ; tries++) {
      await wait(Math.min(1_500 + tries * 250, 5_000));
      try {
        const { outcome } = await status();
        if (outcome !== 'checking') {
          reload();
          return;
        }
      } catch {
        // the next turn asks again
      }
    }
  }

  // ---- after success: back to the shop, unless the shopper would rather stay ----

  async function startReturn() {
    const line = document.getElementById('return-line');
    const stay = document.getElementById('stay');
    let staying = false;
    stay.addEventListener('click', () => {
      staying = true;
      line.hidden = true;
      document.getElementById('live').textContent = '';
      document.getElementById('return').focus();
    });
    line.hidden = false;
    document.getElementById('live').textContent = main.dataset.textSeconds;
    const seconds = document.getElementById('seconds');
    for (let left = Number(main.dataset.returnSeconds); left > 0; left--) {
      seconds.textContent = String(left);
      await wait(1_000);
      if (staying) return;
    }
    location.assign(document.getElementById('return').href);
  }

  const items = document.getElementById('items');
  if (items && window.matchMedia('(max-width: 859px)').matches) items.open = items.dataset.short === 'true';

  switch (main.dataset.view) {
    case 'form':
      startForm();
      break;
    case 'checking':
      pollStatus();
      break;
    case 'success':
      startReturn();
      break;
  }
})();
