// One file, brought to the server of this page in two ways. Times in milliseconds.
import { createCustomerClient } from '../../../src/client/customer-client.ts';
import { webSocketTransport } from '../../../src/transports/websocket.ts';

declare global {
  interface Window {
    /** With nothing but `fetch`. */
    plain(): Promise<number>;
    /** Through the client, from the choice to its place in the log. */
    whole(): Promise<number>;
  }
}

const client = createCustomerClient({ transport: webSocketTransport(location.origin), company: 'acme', storage: 'none' });
const chat = client.submit({ name: 'Kim', email: 'kim@example.com', description: 'It is large' });

function chosen(): File {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('No file has been chosen');
  return file;
}

window.plain = async () => {
  const began = performance.now();
  await fetch('/bench/put', { method: 'PUT', body: chosen() });
  return performance.now() - began;
};

window.whole = async () => {
  const conversation = await chat;
  const began = performance.now();
  await conversation.sendFile(chosen());
  return performance.now() - began;
};
