import { SupportProvider } from '../elements/support-provider/support-provider.ts';
import './connection.ts';

SupportProvider.define();
