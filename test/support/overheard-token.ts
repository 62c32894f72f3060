import type { Page } from 'playwright-core';

/** The token with which a page says hello: what anybody who owns the page could read, and use by hand. */
export function overhearToken(page: Page): Promise<string> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        if (typeof payload !== 'string' || !payload.includes('"hello"')) return;
        const { token } = JSON.parse(payload) as { token?: string };
        if (token) resolve(token);
      });
    });
  });
}
