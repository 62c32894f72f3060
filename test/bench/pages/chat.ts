import { measuredChat } from './measured-chat.ts';

// The conversation as it is built for the script tag; the code is there before anything is measured.
const nowhere = document.createDocumentFragment();
nowhere.append(document.createElement('support-chat'));
window.deskside = Object.assign(window.deskside ?? [], {});
window.deskside.push(['observe', nowhere]);

const chat = document.createElement('support-chat');

window.chat = measuredChat({
  async join(company, token) {
    await customElements.whenDefined('support-chat');
    Object.assign(chat, { token: () => Promise.resolve(token), server: location.origin, company });
    document.body.append(chat);
  },
  show(company, key) {
    chat.setAttribute('request', `${company}/${key}`);
  },
  scroller: () => chat.shadowRoot?.querySelector<HTMLElement>('.scroller'),
  lines: () => chat.shadowRoot?.querySelector<HTMLElement>('.rows'),
});
