// Portal and console over a desk inside this page: no server is asked for anything.
import 'deskside/define/support-portal.js';
import 'deskside/define/support-center.js';
import { createCustomerClient, createTechnicianClient } from 'deskside';
import { createLocalDesk } from 'deskside/local';

const desk = createLocalDesk({ companies: [{ id: 'acme', name: 'Acme' }], technicians: [{ id: 'anna', name: 'Anna Berg' }] });
const customer = createCustomerClient({ transport: desk.transport(), company: 'acme', storage: 'none' });
const technician = createTechnicianClient({ transport: desk.transport(), companies: ['acme'], token: desk.token('anna'), storage: 'none' });

const portal = document.querySelector('support-portal');
const center = document.querySelector('support-center');
if (portal) portal.client = customer;
if (center) center.client = technician;
