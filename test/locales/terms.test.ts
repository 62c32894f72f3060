import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Standing } from '../../src/domain/request.ts';
import { de } from '../../src/locales/de/index.ts';
import { en } from '../../src/locales/en/index.ts';
import { english, german } from '../support/labels.ts';

const languages = [
  [en, english],
  [de, german],
] as const;

/** Every text of a language by its path; what is made of names and numbers is left out. */
function texts(terms: object, path = ''): readonly (readonly [path: string, text: string])[] {
  return Object.entries(terms).flatMap(([name, term]: [string, unknown]) => {
    const at = path ? `${path}.${name}` : name;
    if (typeof term === 'string') return [[at, term] as const];
    return typeof term === 'object' && term !== null ? texts(term, at) : [];
  });
}

for (const [{ lang, common, chat, portal, console: desk, details }, labels] of languages) {
  describe(`The words in ${lang} are those that were promised for`, () => {
    it('the portal and the chat', () => {
      assert.deepEqual([portal.name, portal.email, portal.description, portal.submit], [labels.name, labels.email, labels.description, labels.submit]);
      assert.deepEqual([chat.message, chat.send, common.file.upload], [labels.message, labels.send, labels.uploadFile]);
      assert.equal(common.file.select, lang === 'de' ? 'Datei auswählen' : 'Select File');
    });

    it('views, columns and panes', () => {
      const { views, columns } = desk;
      assert.deepEqual([views.all, views.new, views.active, views.completed], labels.views);
      assert.deepEqual([columns.submitted, columns.id, columns.customer, columns.company, columns.status, columns.technician], labels.columns);
      assert.deepEqual([desk.supportCenter, desk.supportRequests, desk.mySupportRequests, columns.on], [labels.supportCenter, labels.supportRequests, labels.mySupportRequests, labels.myColumns[0]]);
    });

    it('the parts of the details, and every status', () => {
      const { standings } = labels;
      assert.deepEqual([details.actions, details.chatMessages, details.details, details.sourceInformation], labels.parts);
      assert.deepEqual([details.requestId, details.customerEmail, details.company, details.status, details.technician], labels.detailTerms);
      assert.deepEqual([details.ipAddress, details.deviceType, details.operatingSystem, details.webBrowser], labels.sourceTerms);
      const promised: Readonly<Record<Standing, string>> = {
        new: standings.new,
        waiting: standings.waiting,
        'in-progress': standings.inProgress,
        'in-chat': standings.inChat,
        'chat-ended': standings.ended,
        completed: standings.completed,
      };
      assert.deepEqual(common.standing, promised);
    });

    it('actions and availability', () => {
      const { actions } = chat;
      assert.deepEqual([actions.assign, actions.unassign, actions['join-chat'], actions['end-chat'], actions.close], [labels.assign, labels.unassign, labels.join, labels.end, labels.close]);
      assert.deepEqual([actions['share-file'], desk.available, desk.unavailable], [labels.uploadFile, labels.available, labels.unavailable]);
    });
  });
}

describe('German', () => {
  const all = texts({ chat: de.chat, conversation: de.conversation, portal: de.portal, console: de.console, details: de.details });

  it('leaves no sentence in English', () => {
    const same = new Map(texts({ chat: en.chat, conversation: en.conversation, portal: en.portal, console: en.console, details: en.details }));
    assert.deepEqual(
      all.filter(([path, text]) => / /.test(text) && same.get(path) === text && path !== 'console.supportCenter').map(([path]) => path),
      [],
    );
  });

  it('says Sie to everybody', () => {
    assert.deepEqual(
      all.filter(([, text]) => /\b(du|dich|dir|dein\w*|euch|euer\w*)\b/i.test(text)),
      [],
    );
  });

  it('has words for everything', () => {
    assert.deepEqual(
      all.filter(([, text]) => text.trim() === ''),
      [],
    );
  });
});
