// What a script could try that got into the page. Each attempt tells what came of it.

const violations = [];
globalThis.violations = violations;
document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(event.effectiveDirective);
});

const attempts = {
  // biome-ignore lint/security/noGlobalEval: that it is refused is what the tests see
  eval: () => globalThis.eval('1 + 1'),
  Function: () => new Function('return 1')(),
  fetch: () => fetch('https://elsewhere.invalid/data'),
  'fetch of our own': () => fetch('/index.html'),
  XMLHttpRequest: () =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.onload = resolve;
      request.onerror = () => reject(new Error('refused'));
      request.open('GET', 'https://elsewhere.invalid/data');
      request.send();
    }),
  WebSocket: () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket('wss://elsewhere.invalid/');
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error('refused'));
    }),
  innerHTML: () => {
    document.createElement('p').innerHTML = '<b>markup</b>';
  },
  'script text': () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ranInline = true';
    document.body.append(script);
  },
  'worker of a blob': () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
      worker.onmessage = resolve;
      worker.onerror = () => reject(new Error('refused'));
    }),
  picture: () =>
    new Promise((resolve, reject) => {
      const picture = new Image();
      picture.onload = resolve;
      picture.onerror = () => reject(new Error('refused'));
      picture.src = 'https://elsewhere.invalid/picture.png';
    }),
};

/** Tries everything, outside of what a debugger evaluates. */
globalThis.tryAll = () =>
  new Promise((resolve) => {
    setTimeout(async () => {
      const results = {};
      for (const [name, attempt] of Object.entries(attempts)) {
        try {
          await attempt();
          results[name] = 'done';
        } catch {
          results[name] = 'refused';
        }
      }
      resolve(results);
    });
  });
