// What the code may not say, as selectors for eslint's no-restricted-syntax: rules of docs/architecture.md and of the
// policy under which host pages run.

interface Restriction {
  readonly selector: string;
  readonly message: string;
}

const template = (pattern: string) => `TaggedTemplateExpression[tag.name=/^(html|svg|staticHtml)$/] TemplateElement[value.raw=${pattern}]`;
const style = (pattern: string) => `TaggedTemplateExpression[tag.name='css'] TemplateElement[value.raw=${pattern}]`;

/** Everywhere in src: markup never comes from text. */
export const markup: readonly Restriction[] = [
  { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe)$/]', message: 'Text is text: no markup from strings.' },
  { selector: 'ImportSpecifier[imported.name=/^(unsafeHTML|unsafeSVG|unsafeCSS|unsafeStatic|unsafeMathML)$/]', message: 'Text is text: nothing unsafe.' },
  { selector: 'ImportSpecifier[imported.name="styleMap"]', message: 'A style attribute breaks the content policy: use classes or style.setProperty.' },
  { selector: "CallExpression[callee.property.name='write'][callee.object.name='document']", message: 'Text is text.' },
  { selector: 'NewExpression[callee.name="Function"]', message: 'No code from strings.' },
];

/** In templates and styles of elements. */
export const templates: readonly Restriction[] = [
  { selector: template('/\\sstyle\\s*=/'), message: 'A style attribute breaks the content policy: use classes or style.setProperty.' },
  { selector: template('/<style/'), message: 'Styles are static styles (adopted style sheets), never in a template.' },
  { selector: style('/\\d+rem\\b/'), message: 'A host page may set any root size: use em.' },
  { selector: style('/(^|[\\s;{])(margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right)\\b/'), message: 'Logical sides only: inline-start, inline-end.' },
  { selector: style('/(^|[\\s;{])(left|right)\\s*:/'), message: 'Logical sides only: inset-inline-start, inset-inline-end.' },
  { selector: style('/(text-align|float|clear)\\s*:\\s*(left|right)\\b/'), message: 'Logical sides only: start, end.' },
  { selector: style('/border-(top|bottom)-(left|right)-radius/'), message: 'Logical corners only: border-start-start-radius.' },
  { selector: style('/@media[^{]*(min|max)-(width|height)/'), message: 'An element asks its container, never the window: use @container.' },
];

/** Where time and chance come in from outside. */
export const outside: readonly Restriction[] = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time comes in from outside.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in from outside.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Chance comes in from outside.' },
];

/** In the desk and the rules: nothing waits. */
export const waiting: readonly Restriction[] = [
  { selector: 'AwaitExpression, :function[async=true], ForOfStatement[await=true]', message: 'The desk is synchronous: two commands never interleave.' },
];
