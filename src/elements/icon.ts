import { svg, type TemplateResult, html } from 'lit';

/** The shape of an icon as `lucide` exports it: elements with their attributes. */
export type IconNode = readonly (readonly [string, Readonly<Record<string, string | number | undefined>>])[];

/**
 * Draws one icon, imported one by one from `lucide`. Hidden from assistive technology: what it says stands beside it, or
 * in the name of the button around it.
 */
export function icon(node: IconNode, classes = ''): TemplateResult {
  return html`<svg class="icon ${classes}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${node.map(([tag, attributes]) => shape(tag, attributes))}</svg>`;
}

/** The few shapes that lucide uses, spelled out: templates cannot name elements at run time. */
function shape(tag: string, a: Readonly<Record<string, string | number | undefined>>): TemplateResult {
  switch (tag) {
    case 'path':
      return svg`<path d=${a['d'] ?? ''}></path>`;
    case 'circle':
      return svg`<circle cx=${a['cx'] ?? 0} cy=${a['cy'] ?? 0} r=${a['r'] ?? 0}></circle>`;
    case 'rect':
      return svg`<rect x=${a['x'] ?? 0} y=${a['y'] ?? 0} width=${a['width'] ?? 0} height=${a['height'] ?? 0} rx=${a['rx'] ?? 0}></rect>`;
    case 'line':
      return svg`<line x1=${a['x1'] ?? 0} y1=${a['y1'] ?? 0} x2=${a['x2'] ?? 0} y2=${a['y2'] ?? 0}></line>`;
    case 'polyline':
      return svg`<polyline points=${a['points'] ?? ''}></polyline>`;
    case 'polygon':
      return svg`<polygon points=${a['points'] ?? ''}></polygon>`;
    case 'ellipse':
      return svg`<ellipse cx=${a['cx'] ?? 0} cy=${a['cy'] ?? 0} rx=${a['rx'] ?? 0} ry=${a['ry'] ?? 0}></ellipse>`;
    default:
      return svg``;
  }
}
