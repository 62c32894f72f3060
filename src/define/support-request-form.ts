import { SupportRequestForm } from '../elements/support-request-form/support-request-form.ts';
import './connection.ts';

SupportRequestForm.define();
