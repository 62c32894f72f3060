import { codeOf } from './outcome.ts';

export type Posted = { readonly status: number } | { readonly status?: undefined; readonly why: string };

/** Makes a request and reads its status alone. A redirect is an answer: what was meant for one address goes to no other. */
export async function posted(url: string, init: RequestInit, signal: AbortSignal): Promise<Posted> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    await response.body?.cancel();
    return { status: response.status };
  } catch (error) {
    return { why: codeOf(error) };
  }
}
