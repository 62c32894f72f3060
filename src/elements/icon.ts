import { html, type TemplateResult } from 'lit';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** The shape of an icon as `lucide` exports it: elements with their attributes. */
export type IconNode = readonly (readonly [string, Attributes])[];

const paths = new WeakMap<IconNode, string>();

/**
 * Draws one icon, imported one by one from `lucide`. Hidden from assistive technology: what it says stands beside it, or
 * in the name of the button around it. All its shapes are one path: a list has many, and each element of them costs.
 */
export function icon(node: IconNode, classes = ''): TemplateResult {
  let path = paths.get(node);
  if (path === undefined) paths.set(node, (path = node.map(([shape, attributes]) => pathOf(shape, attributes)).join('')));
  return html`<svg class="icon ${classes}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${path}></path></svg>`;
}

/**
 * A shape as the data of a path. lucide draws what is none as circles, lines and rectangles with round corners.
 * @throws Error for any other shape: an icon that was chosen must not come out with less.
 */
export function pathOf(shape: string, attributes: Attributes): string {
  const n = (name: string): number => Number(attributes[name] ?? 0);
  switch (shape) {
    case 'path': {
      const path = String(attributes['d']);
      // Where it goes from is the beginning of the picture, not the end of the shape before it.
      return path.startsWith('m') ? `M0 0${path}` : path;
    }
    case 'circle': {
      const r = n('r');
      return `M${n('cx') - r} ${n('cy')}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
    }
    case 'line':
      return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`;
    case 'rect': {
      const r = n('rx');
      const [across, down] = [n('width') - 2 * r, n('height') - 2 * r];
      const corner = (x: number, y: number): string => `a${r} ${r} 0 0 1 ${x} ${y}`;
      return `M${n('x') + r} ${n('y')}h${across}${corner(r, r)}v${down}${corner(-r, r)}h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`;
    }
    default:
      throw new Error(`No icon is drawn with <${shape}>`);
  }
}
