import { createCustomerClient } from '../client/customer-client.ts';
import type { ClientMaker } from './connect.ts';

export const customers: ClientMaker = ({ companies, token, storage }, transport) => createCustomerClient({ transport, company: companies[0] ?? '', token, storage });
