// What every page of the demo has: the switches of its bar. They change <html>, and the elements follow.

const root = document.documentElement;

function remember(name: string, value: string): void {
  const url = new URL(location.href);
  url.searchParams.set(name, value);
  history.replaceState(history.state, '', url);
  // Links inside the demo take language and colours along.
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const target = new URL(link.href);
    if (target.origin !== location.origin) continue;
    target.searchParams.set(name, value);
    link.href = target.href;
  }
}

function isDark(): boolean {
  return root.dataset['scheme'] === 'dark' || (root.dataset['scheme'] !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-switch]') : null;
  if (button?.dataset['switch'] === 'lang') {
    root.lang = root.lang === 'de' ? 'en' : 'de';
    remember('lang', root.lang);
  }
  if (button?.dataset['switch'] === 'scheme') {
    root.dataset['scheme'] = isDark() ? 'light' : 'dark';
    remember('scheme', root.dataset['scheme']);
  }
});

const asked = new URL(location.href).searchParams;
for (const name of ['lang', 'scheme']) {
  const value = asked.get(name);
  if (value !== null) remember(name, value);
}
