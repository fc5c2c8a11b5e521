'use strict';

// The card form. It lives in a sandboxed frame with an origin of its own: the page around it cannot
// read it, and it may send nothing anywhere. What leaves is ciphertext, over a port that is handed
// to the page's exact origin once.
(() => {
  const BRANDS = [
    { name: 'amex', label: 'American Express', starts: /^3[47]/, lengths: [15], cvc: 4 },
    { name: 'unionpay', label: 'UnionPay', starts: /^(62|81)/, lengths: [16, 17, 18, 19], cvc: 3 },
    { name: 'jcb', label: 'JCB', starts: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19], cvc: 3 },
    { name: 'diners', label: 'Diners Club', starts: /^3(0[0-5]|[689])/, lengths: [14, 16, 19], cvc: 3 },
    { name: 'discover', label: 'Discover', starts: /^(6011|64[4-9]|65)/, lengths: [16, 19], cvc: 3 },
    {
      name: 'mastercard',
      label: 'Mastercard',
      starts: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
      lengths: [16],
      cvc: 3,
    },
    { name: 'visa', label: 'Visa', starts: /^4/, lengths: [13, 16, 19], cvc: 3 },
  ];
  const UNKNOWN = { name: 'unknown', label: '', lengths: [12, 13, 14, 15, 16, 17, 18, 19], cvc: 0 };

  const body = document.body;
  const form = document.getElementById('card-form');
  const fields = {
    number: document.getElementById('number'),
    expiry: document.getElementById('expiry'),
    cvc: document.getElementById('cvc'),
    name: document.getElementById('name'),
  };
  const channel = new MessageChannel();
  const page = channel.port1;
  const touched = new Set();

  const digits = (text) => text.replace(/\D/g, '');
  const brandOf = (number) => BRANDS.find((brand) => brand.starts.test(number)) ?? UNKNOWN;

  function luhn(number) {
    let sum = 0;
    for (let i = 0; i < number.length; i++) {
      const digit = Number(number[number.length - 1 - i]);
      const doubled = i % 2 === 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 === 0;
  }

  function grouped(number, brand) {
    const sizes = brand.name === 'amex' ? [4, 6, 5] : [4, 4, 4, 4, 3];
    const groups = [];
    let from = 0;
    for (const size of sizes) {
      if (from < number.length) groups.push(number.slice(from, from + size));
      from += size;
    }
    return groups.join(' ');
  }

  // ---- checks: each answers the name of a text, or nothing when the field is right ----

  function numberProblem() {
    const number = digits(fields.number.value);
    if (number === '') return 'empty';
    const brand = brandOf(number);
    if (number.length < Math.min(...brand.lengths)) return 'short';
    return brand.lengths.includes(number.length) && luhn(number) ? null : 'wrong';
  }

  /** A year of four digits has been made one of two by then, or is still being typed. */
  function expiryParts() {
    const value = digits(fields.expiry.value);
    return { month: Number(value.slice(0, 2)), year: 2000 + Number(value.slice(2, 4)), whole: value.length === 4 };
  }

  function expiryProblem() {
    if (digits(fields.expiry.value) === '') return 'empty';
    const { month, year, whole } = expiryParts();
    if (!whole || month < 1 || month > 12) return 'wrong';
    const [thisYear, thisMonth] = body.dataset.month.split('-').map(Number);
    if (year < thisYear || (year === thisYear && month < thisMonth)) return 'past';
    return year > thisYear + 25 ? 'wrong' : null;
  }

  function cvcProblem() {
    const length = digits(fields.cvc.value).length;
    if (length === 0) return 'empty';
    const wanted = brandOf(digits(fields.number.value)).cvc;
    return wanted === 0 ? (length >= 3 ? null : 'wrong') : length === wanted ? null : 'wrong';
  }

  function nameProblem() {
    return fields.name.value.trim().length > 1 ? null : 'empty';
  }

  const checks = { number: numberProblem, expiry: expiryProblem, cvc: cvcProblem, name: nameProblem };

  function show(name, problem) {
    const field = fields[name];
    const line = document.getElementById(name + '-error');
    field.setAttribute('aria-invalid', problem ? 'true' : 'false');
    field.closest('.field').classList.toggle('is-wrong', Boolean(problem));
    const text = problem ? (field.dataset[problem] ?? field.dataset.wrong) : '';
    if (line.textContent !== text) line.textContent = text;
  }

  function check(name) {
    const problem = checks[name]();
    show(name, problem);
    return problem === null;
  }

  // ---- formatting while typing: digits keep their place around the caret ----

  function reformat(field, format) {
    const caret = field.selectionStart ?? field.value.length;
    const atEnd = caret === field.value.length;
    const before = digits(field.value.slice(0, caret)).length;
    const text = format(field.value);
    if (text === field.value) return;
    field.value = text;
    let at = atEnd ? text.length : 0;
    for (let seen = 0; at < text.length && seen < before; at++) {
      if (/\d/.test(text[at])) seen++;
    }
    field.setSelectionRange(at, at);
  }

  function formatNumber(value) {
    const number = digits(value);
    const brand = brandOf(number);
    return grouped(number.slice(0, Math.max(...brand.lengths)), brand);
  }

  /** Month and year as one types them, and as browsers fill them in: 12/2028, 5/28, 2028-12. */
  function formatExpiry(value) {
    let text = digits(value);
    const parts = value.match(/\d+/g) ?? [];
    if (/^20\d\d$/.test(parts[0]) && parts.length === 2) text = parts[1].padStart(2, '0') + parts[0];
    else if (parts[0]?.length === 1 && /^\s*\d\s*[/.-]/.test(value)) text = '0' + text;
    if (/^[2-9]$/.test(text)) text = '0' + text;
    if (/^\d\d20\d\d$/.test(text)) text = text.slice(0, 2) + text.slice(4);
    text = text.slice(0, /^\d\d20\d$/.test(text) ? 5 : 4);
    return text.length > 2 ? text.slice(0, 2) + ' / ' + text.slice(2) : text;
  }

  /** 12 / 20 may become 12 / 2028: two digits that no card can have any more are not the whole. */
  function isExpiryTyped() {
    const value = digits(fields.expiry.value);
    return value.length === 4 && !value.endsWith('20');
  }

  function showBrand() {
    const brand = brandOf(digits(fields.number.value));
    body.dataset.brand = brand.name;
    document.getElementById('brand-name').textContent = brand.label;
    const length = brand.cvc === 4 ? 4 : 3;
    fields.cvc.maxLength = brand.cvc === 0 ? 4 : length;
    document.getElementById('cvc-hint').textContent =
      length === 4 ? fields.cvc.dataset.hint4 : fields.cvc.dataset.hint3;
  }

  // ---- sealing: JWE compact, RSA-OAEP-256 and A256GCM (RFC 7516) ----

  const utf8 = (text) => new TextEncoder().encode(text);
  const base64url = (bytes) =>
    btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');

  async function seal(card) {
    const jwk = JSON.parse(body.dataset.jwk);
    const protectedHeader = base64url(
      utf8(JSON.stringify({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: jwk.kid })),
    );
    const publicKey = await crypto.subtle.importKey(
      'jwk',
      { kty: jwk.kty, n: jwk.n, e: jwk.e, alg: 'RSA-OAEP-256', ext: true },
      { name: 'RSA-OAEP', hash: 'SHA-256' },
      false,
      ['encrypt'],
    );
    const contentKey = crypto.getRandomValues(new Uint8Array(32));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const wrapped = await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, publicKey, contentKey);
    const aes = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
    contentKey.fill(0);
    const sealed = new Uint8Array(
      await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: utf8(protectedHeader), tagLength: 128 },
        aes,
        utf8(JSON.stringify(card)),
      ),
    );
    const split = sealed.length - 16;
    return [
      protectedHeader,
      base64url(new Uint8Array(wrapped)),
      base64url(iv),
      base64url(sealed.subarray(0, split)),
      base64url(sealed.subarray(split)),
    ].join('.');
  }

  async function answerSeal(request) {
    const wrong = Object.keys(fields).filter((name) => {
      touched.add(name);
      return !check(name);
    });
    if (wrong.length > 0) {
      fields[wrong[0]].focus();
      page.postMessage({ type: 'invalid', request });
      return;
    }
    const { month, year } = expiryParts();
    try {
      const jwe = await seal({
        number: digits(fields.number.value),
        exp_month: month,
        exp_year: year,
        cvc: digits(fields.cvc.value),
        holder_name: fields.name.value.trim(),
      });
      page.postMessage({ type: 'sealed', request, jwe });
    } catch {
      page.postMessage({ type: 'failed', request });
    }
  }

  function setBusy(busy) {
    for (const field of Object.values(fields)) field.readOnly = busy;
    form.setAttribute('aria-busy', String(busy));
  }

  function showProblem({ field, problem }) {
    if (!(field in fields)) return;
    show(field, problem);
    fields[field].focus();
  }

  function forgetCvc() {
    fields.cvc.value = '';
    touched.delete('cvc');
    show('cvc', null);
  }

  page.onmessage = ({ data }) => {
    switch (data?.type) {
      case 'seal':
        answerSeal(data.request);
        break;
      case 'busy':
        setBusy(data.busy === true);
        break;
      case 'problem':
        showProblem(data);
        break;
      case 'forget_cvc':
        forgetCvc();
        break;
    }
  };

  fields.number.addEventListener('input', () => {
    reformat(fields.number, formatNumber);
    showBrand();
    if (touched.has('cvc')) check('cvc');
    const number = digits(fields.number.value);
    const whole = number.length === Math.max(...brandOf(number).lengths.slice(0, 2));
    if (whole && numberProblem() === 'wrong') touched.add('number');
  });
  fields.expiry.addEventListener('input', (event) => {
    if (event.inputType?.startsWith('delete')) return;
    reformat(fields.expiry, formatExpiry);
    if (isExpiryTyped()) touched.add('expiry');
  });
  fields.cvc.addEventListener('input', () =>
    reformat(fields.cvc, (value) => digits(value).slice(0, 4)),
  );

  for (const [name, field] of Object.entries(fields)) {
    field.addEventListener('input', () => touched.has(name) && check(name));
    field.addEventListener('blur', () => {
      if (field.value !== '') touched.add(name);
      if (touched.has(name)) check(name);
    });
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      page.postMessage({ type: 'submit' });
    });
  }
  form.addEventListener('submit', (event) => event.preventDefault());

  function tellHeight() {
    if (window.innerWidth < 200) return; // not laid out yet
    page.postMessage({ type: 'height', pixels: Math.ceil(form.getBoundingClientRect().height) });
  }
  new ResizeObserver(tellHeight).observe(form);

  showBrand();
  // This frame's own origin is opaque; location.origin is the address it came from: the page's.
  window.parent.postMessage({ type: 'tollbridge-card-ready' }, location.origin, [channel.port2]);
  if (globalThis.crypto?.subtle === undefined) page.postMessage({ type: 'insecure' }); // plain http
})();
