import { countRowFrames, customer, painted, topKeys, watchRows } from './measured.ts';

// The console as it is built for the script tag; the code is there before anything is measured.
countRowFrames();
const nowhere = document.createDocumentFragment();
nowhere.append(document.createElement('support-center'));
window.deskside = Object.assign(window.deskside ?? [], {});
window.deskside.push(['observe', nowhere]);

const center = document.createElement('support-center');
let company = '';
let newcomer: Awaited<ReturnType<typeof customer>> | undefined;

/** The list of all requests, inside the console. */
const list = (): ShadowRoot | null => center.shadowRoot?.querySelector('#panel-view .list')?.shadowRoot ?? null;
const top = (): readonly string[] => topKeys(list()?.querySelector('tbody'));

function change(selector: string, within: ParentNode | null | undefined): Promise<number> {
  const button = within?.querySelector<HTMLElement>(selector);
  if (!button) throw new Error(`The console has no ${selector}`);
  const before = top().join();
  return painted(
    () => button.click(),
    () => top().join() !== before,
  );
}

window.bench = {
  async first(id, token) {
    company = id;
    await customElements.whenDefined('support-center');
    Object.assign(center, { token: () => Promise.resolve(token) });
    center.setAttribute('server', location.origin);
    center.setAttribute('company', id);
    const time = await painted(
      () => document.body.append(center),
      () => top().length > 0,
    );
    newcomer = await customer(company);
    return time;
  },
  sort: (column) => change(`thead .${column} button`, list()),
  view: (name) => change(`#tab-view-${name}`, center.shadowRoot),
  live() {
    let key = '';
    return painted(
      () => (key = newcomer?.submit() ?? ''),
      () => top()[0] === key,
    );
  },
  top,
  watch() {
    const body = list()?.querySelector('tbody');
    if (!body) throw new Error('The console shows no rows');
    return watchRows(body);
  },
};
