import type { Rule } from 'eslint';

// An eslint rule: what a person reads comes from src/locales, so a template holds no words of its own, neither between
// tags nor in an attribute that is read out or shown.

const shown = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label']);
const letter = /\p{L}/u;

const noWordsInTemplates: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'words of the interface stand in src/locales alone' },
    messages: { words: 'Words of the interface stand in src/locales, not in a template: "{{words}}".' },
    schema: [],
  },
  create(context) {
    return {
      TaggedTemplateExpression(node) {
        if (node.tag.type !== 'Identifier' || !['html', 'svg', 'staticHtml'].includes(node.tag.name)) return;
        const markup = node.quasi.quasis
          .map((part) => part.value.raw)
          .join('\u0000')
          .replaceAll(/<!--[^]*?-->/g, '');
        const words = [...textOf(markup), ...attributesOf(markup)].map((text) => text.replaceAll('\u0000', '').trim()).filter((text) => letter.test(text));
        for (const found of words) context.report({ node, messageId: 'words', data: { words: found } });
      },
    };
  },
};

export default noWordsInTemplates;

const tag = /<\/?[a-zA-Z\u0000][^\s>]*(?:[^>"']|"[^"]*"|'[^']*')*>/g;

/** Entities such as &nbsp; are signs, not words. */
function textOf(markup: string): readonly string[] {
  return markup.replaceAll(tag, '\u0001').replaceAll(/&#?\w+;/g, '').split('\u0001');
}

function attributesOf(markup: string): readonly string[] {
  const found: string[] = [];
  for (const [whole] of markup.matchAll(tag)) {
    for (const [, name = '', , inDouble, inSingle] of whole.matchAll(/([\w-]+)\s*=\s*("([^"]*)"|'([^']*)')/g)) {
      if (shown.has(name)) found.push(inDouble ?? inSingle ?? '');
    }
  }
  return found;
}
