import { SupportError } from '../../../src/client/errors.ts';
import type { Transport } from '../../../src/client/transport.ts';

/** tus by hand, where the client's own is one for browsers. */
export function uploadTo(server: string): Transport['upload'] {
  return async (company, file, { role, secret, token }) => {
    const headers = { Authorization: role === 'customer' ? `Desk ${secret ?? ''}` : `Bearer ${token ?? ''}`, 'Tus-Resumable': '1.0.0' };
    const endpoint = `${server}/desks/${company}/files`;
    const metadata = `filename ${Buffer.from(file.name).toString('base64')}`;
    const created = await answered(fetch(endpoint, { method: 'POST', headers: { ...headers, 'Upload-Length': String(file.size), 'Upload-Metadata': metadata } }));
    const address = new URL(created.headers.get('location') ?? '', endpoint);
    const body = new Uint8Array(await file.arrayBuffer());
    await answered(fetch(address, { method: 'PATCH', headers: { ...headers, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' }, body }));
    return address.pathname.split('/').at(-1) ?? '';
  };
}

async function answered(sent: Promise<Response>): Promise<Response> {
  const response = await sent;
  if (response.ok) return response;
  throw new SupportError(response.status === 401 ? 'unauthorised' : 'file_refused');
}
