import { createTechnicianClient } from '../client/technician-client.ts';
import type { ClientMaker } from './connect.ts';

export const technicians: ClientMaker = ({ companies, token, storage }, transport) => createTechnicianClient({ transport, companies, token: token ?? '', storage });
