import { system, type System } from '../../domain/systems.ts';

interface ClientHints {
  readonly platform?: string;
  readonly mobile?: boolean;
}

/** The device this page runs on: which files it can send, and how the button is called, hang on it. The server looks for itself. */
export function ownDevice(): System {
  const { userAgent, maxTouchPoints } = navigator;
  const hints: ClientHints | undefined = 'userAgentData' in navigator ? (navigator.userAgentData as ClientHints) : undefined;
  // Deprecated, and the only thing that tells an iPad from a Mac.
  const platform = hints?.platform ?? navigator.platform;
  return system(userAgent, { userAgent, platform, touchPoints: maxTouchPoints, ...(hints?.mobile !== undefined && { mobile: hints.mobile }) });
}
