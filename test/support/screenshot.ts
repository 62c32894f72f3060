// Takes the picture of the README anew: the page without a server, with a request in the middle of its chat. `npm run screenshot`.
import { mkdir } from 'node:fs/promises';
import { ConsolePage } from './console-page.ts';
import { english } from './labels.ts';
import { launch, seen, visit } from './people.ts';
import { PortalPage } from './portal-page.ts';
import { startServer } from './server.ts';

const server = await startServer();
const browser = await launch();
try {
  const { page } = await visit(browser, server, '/');
  await page.setViewportSize({ width: 1720, height: 940 });
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await page.goto(`${server.origin}/local`);
  const portal = new PortalPage(page);
  const desk = new ConsolePage(page);
  const { transcript, composer } = portal.chat;
  await portal.file({ name: 'Kim Customer', email: 'kim@example.com', description: 'Since this morning the coffee machine on the third floor grinds, and then says E07.' });
  await desk.hasRow(desk.all, 'Kim Customer');
  await desk.select(desk.all, 'Kim Customer');
  await desk.act(english.assign);
  await desk.act(english.join);
  await seen(composer.last());
  const say = async (who: 'first' | 'last', text: string) => {
    const field = composer[who]();
    await field.fill(text);
    await field.press('Enter');
    await seen(transcript.first().getByText(text));
    await seen(transcript.last().getByText(text));
  };
  await say('last', 'Hello Kim. E07 is the brewing unit. Is the small door on the left closed?');
  await say('first', 'It was not! Now it heats up again.');
  await say('last', 'Good. Let it rinse once, and tell me whether E07 comes back.');
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await mkdir('docs/images', { recursive: true });
  await page.screenshot({ path: 'docs/images/portal-and-console.png' });
} finally {
  await browser.close();
  await server.stop();
}
