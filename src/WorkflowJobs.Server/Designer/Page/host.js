// Around Elsa Studio: our session on its requests, one save after the other, nothing typed is lost, and its links lead to our pages.
(() => {
  'use strict';
  const api = location.origin + '/elsa/api';
  const query = new URLSearchParams(location.search);
  const definitionId = query.get('definition');
  const instanceId = query.get('instance');
  const plainFetch = window.fetch.bind(window);
  try { localStorage.setItem('BlazorCulture', 'zh-CN'); } catch { /* Then dates stay English. */ }

  // --- session: a short access token, had for the page's cookie -------------------------------------------------
  let token = null;
  let renewal = null;
  const renew = () => renewal ??= plainFetch('/api/auth/page-token', { method: 'POST' })
    .then(async answer => { token = answer.ok ? (await answer.json()).accessToken : null; return token !== null; }, () => false)
    .finally(() => { renewal = null; });

  async function send(url, init) {
    const once = () => {
      const headers = new Headers(init?.headers);
      if (token) headers.set('Authorization', 'Bearer ' + token);
      return plainFetch(url, { ...init, headers });
    };
    if (!token) await renew();
    const answer = await once();
    return answer.status === 401 && await renew() ? once() : answer;
  }

  // --- saves ----------------------------------------------------------------------------------------------------
  // They go one after the other, each on top of what the one before was answered (If-Match). While one is under way only the newest waits:
  // an older one is dropped and gets the newer one's answer. So no save ever lands on a newer one, and a failure is never repeated behind our back.
  let base = null;
  let running = false;
  const waiting = [];

  const problem = message => new Response(JSON.stringify({ title: message, status: 400, errors: { generalErrors: [message] } }),
    { status: 400, headers: { 'Content-Type': 'application/problem+json' } });

  function save(url, init) {
    const text = typeof init.body === 'string' ? init.body : new TextDecoder().decode(init.body);
    const isPublish = /"publish"\s*:\s*true/.test(text);
    return new Promise(resolve => {
      const last = waiting.at(-1);
      if (last && !last.isPublish) Object.assign(last, { init, text, isPublish, resolve: [...last.resolve, resolve] });
      else waiting.push({ url, init, text, isPublish, resolve: [resolve] });
      if (!running) drain();
    });
  }

  async function drain() {
    running = true;
    while (waiting.length > 0) {
      const next = waiting.shift();
      const answer = await attempt(next);
      for (const resolve of next.resolve) resolve(answer.clone());
    }
    running = false;
  }

  async function attempt({ url, init, text, isPublish }) {
    const answer = await post(url, init, text);
    if (answer.status !== 400 || answer.headers.get('X-Designer-Conflict')) return answer;
    const code = (await answer.clone().json().catch(() => null))?.code;
    if (isPublish && code) {
      // Refused as a publication; as a draft it is stored, so that nothing waits in the browser.
      await post(url, init, asDraft(text));
    } else if (code === 'DRAFT_EMPTIED') {
      // Nothing worth keeping, and the process is as it was.
      forget();
    }
    return answer;
  }

  async function post(url, init, text) {
    const headers = new Headers(init.headers);
    if (base) headers.set('If-Match', base);
    let answer;
    try {
      answer = await send(url, { ...init, body: text, headers });
    } catch {
      keep(text);
      tell('连接不上服务器，这次修改还没有保存，已暂存在本机浏览器中。', ['retry', 'download']);
      return problem('连接不上服务器，没有保存。');
    }
    if (answer.ok) {
      if (answer.headers.has('ETag')) base = answer.headers.get('ETag');
      forget();
      return answer;
    }
    keep(text);
    if (answer.status === 401) {
      isSignedOut = true;
      tell('登录已过期，这次修改还没有保存，已暂存在本机浏览器中。请重新登录后再保存。', ['sign-in', 'retry', 'download']);
      return problem('登录已过期，没有保存。');
    }
    if (answer.status >= 500) {
      tell('服务器出错，这次修改还没有保存，已暂存在本机浏览器中。', ['retry', 'download']);
      return problem('服务器出错，没有保存。');
    }
    if (answer.headers.get('X-Designer-Conflict')) tell('草稿已被他人修改，您的这次修改没有保存，可先下载备份，再重新打开。', ['download', 'reload']);
    return answer;
  }

  // --- what could not be saved stays in this browser --------------------------------------------------------------
  // What is found at opening lies under a name of its own until its author has chosen: a save in between neither loses it nor is overwritten by it.
  const kept = 'designer.unsaved.' + definitionId;
  const found = 'designer.found.' + definitionId;
  const put = (name, value) => { try { localStorage.setItem(name, value); } catch { /* Full: the download remains. */ } };
  const keep = text => { put(kept, JSON.stringify({ at: new Date().toISOString(), base, text })); unsaved = text; };
  const forget = () => { isSignedOut = false; unsaved = null; localStorage.removeItem(kept); bar().hidden = true; offer(); };
  let unsaved = null;
  let isSignedOut = false;
  const bar = () => document.getElementById('designer-bar');

  const actions = {
    'sign-in': () => element('a', '重新登录', { href: '/sign-in', target: '_blank' }),
    retry: () => element('button', '立即保存', { type: 'button', onclick: retry }),
    download: () => element('button', '下载这次修改', { type: 'button', onclick: download }),
    reload: () => element('button', '重新打开', { type: 'button', onclick: () => location.reload() }),
    take: () => element('button', '恢复并保存', { type: 'button', onclick: take }),
    'download-found': () => element('button', '下载', { type: 'button', onclick: () => saveAs(offered().text) }),
    drop: () => element('button', '不要了', { type: 'button', onclick: drop }),
  };
  const element = (name, text, rest) => Object.assign(document.createElement(name), { textContent: text }, rest);
  const tell = (message, names) => { bar().replaceChildren(element('span', message, {}), ...names.map(name => actions[name]())); bar().hidden = false; };

  // As a draft, whatever it was: publishing is asked for anew.
  const asDraft = text => text.replace(/"publish"\s*:\s*true/, '"publish":false');
  const again = text => save(api + '/workflow-definitions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: asDraft(text) });

  async function retry() {
    const answer = await again(unsaved);
    if (answer.ok) location.reload();
    else if (answer.status === 400 && !answer.headers.get('X-Designer-Conflict') && bar().hidden)
      tell((await answer.json()).errors?.generalErrors?.[0] ?? '没有保存。', ['download']);
  }

  const download = () => saveAs(unsaved);

  function saveAs(text) {
    const link = element('a', '', { href: URL.createObjectURL(new Blob([JSON.stringify(JSON.parse(text).model, null, 2)], { type: 'application/json' })), download: definitionId + '-unsaved.json' });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  const offered = () => JSON.parse(localStorage.getItem(found) ?? 'null');

  function lookForKept() {
    const left = localStorage.getItem(kept);
    if (!left) return offer();
    put(found, left);
    localStorage.removeItem(kept);
    offer();
  }

  // It can be put back while nobody, its author included, has saved anything since.
  function offer() {
    const what = offered();
    if (!what) return;
    tell(`本机浏览器中有 ${new Date(what.at).toLocaleString('zh-CN')} 未能保存的修改。`, what.base === base ? ['take', 'download-found', 'drop'] : ['download-found', 'drop']);
  }

  async function take() {
    const what = offered();
    if (what.base !== base) return offer();
    const answer = await again(what.text);
    if (!answer.ok) return;
    drop();
    location.reload();
  }

  function drop() {
    localStorage.removeItem(found);
    bar().hidden = true;
  }

  // Signed in again in another tab: on the way back everything is saved by itself.
  document.addEventListener('visibilitychange', async () => {
    if (!document.hidden && isSignedOut && unsaved !== null && await renew()) await retry();
  });

  window.fetch = async (input, init) => {
    const url = typeof input === 'string' ? input : input.url ?? String(input);
    if (!url.startsWith(api + '/')) return plainFetch(input, init);
    const path = url.slice(api.length).split('?')[0];
    const method = (init?.method ?? 'GET').toUpperCase();
    if (method === 'POST' && path === '/workflow-definitions') return save(url, init);
    const answer = await send(url, init);
    if (answer.ok && answer.headers.has('ETag')) {
      const isFirst = base === null;
      base = answer.headers.get('ETag');
      if (isFirst) lookForKept();
    }
    return answer;
  };

  // --- links that Studio follows open our pages ---------------------------------------------------------------------
  for (const name of ['pushState', 'replaceState']) {
    const original = history[name].bind(history);
    history[name] = (state, title, url) => {
      const target = String(url ?? '');
      const to = /workflows\/(instances|definitions)\/([^/?]+)\/(view|edit)/.exec(target);
      if (!to) return target.includes('workflows/') ? undefined : original(state, title, url);
      window.parent.postMessage({ from: 'designer', open: to[1], id: decodeURIComponent(to[2]) }, location.origin);
      return undefined;
    };
  }

  // --- Studio retracts at one click: ask first ---------------------------------------------------------------------
  window.addEventListener('click', event => {
    const item = event.target instanceof Element ? event.target.closest('[class*="mud-menu-item"], [class*="mud-list-item"], .mud-button-root') : null;
    if (!item || !/^(撤销发布|Unpublish)$/.test(item.textContent.trim())) return;
    if (window.confirm('撤销发布后，新的办理不能再用这个流程开始；运行中的不受影响。确定撤销吗？')) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  }, true);

  document.addEventListener('DOMContentLoaded', () => {
    const place = document.getElementById('designer');
    const provider = document.createElement('elsa-backend-provider');
    provider.setAttribute('remote-endpoint', api);
    const tool = document.createElement(instanceId ? 'elsa-workflow-instance-viewer' : 'elsa-workflow-definition-editor');
    tool.setAttribute(instanceId ? 'instance-id' : 'definition-id', instanceId ?? definitionId ?? '');
    if (instanceId)
      tool.editWorkflowDefinition = id => window.parent.postMessage({ from: 'designer', open: 'definitions', id }, location.origin);
    place.append(provider, tool);
    const drawn = new MutationObserver(() => {
      if (!tool.firstElementChild) return;
      document.getElementById('designer-loading').remove();
      drawn.disconnect();
    });
    drawn.observe(tool, { childList: true });
  });
})();
