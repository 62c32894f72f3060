import Camera from 'lucide/dist/esm/icons/camera.mjs';
import { html, type TemplateResult } from 'lit';
import { icon } from '../icon.ts';

/** For phones, whose pickers do not all offer the camera. @param compact the icon alone, for a composer. */
export function cameraButton(label: string, compact: boolean, disabled: boolean, picked: (event: Event) => void): TemplateResult {
  const open = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLElement && currentTarget.nextElementSibling instanceof HTMLInputElement) currentTarget.nextElementSibling.click();
  };
  const input = html`<input type="file" class="camera" hidden accept="image/*" capture="environment" @change=${picked} />`;
  return compact
    ? html`<button type="button" class="button plain icon-only" aria-label=${label} title=${label} ?disabled=${disabled} @click=${open}>${icon(Camera)}</button>${input}`
    : html`<button type="button" class="button" ?disabled=${disabled} @click=${open}>${icon(Camera)} ${label}</button>${input}`;
}
