/** The classes of the elements. Importing them defines no tag: see `define()` of each, or deskside/define. */
export { SupportProvider } from './support-provider/support-provider.ts';
export { SupportPortal } from './support-portal/support-portal.ts';
export { SupportRequestForm } from './support-request-form/support-request-form.ts';
export { SupportChat } from './support-chat/support-chat.ts';
export { FileUpload } from './file-upload/file-upload.ts';
export { SupportCenter } from './support-center/support-center.ts';
export { RequestList } from './request-list/request-list.ts';
export { RequestDetails } from './request-details/request-details.ts';
export { SupportElement } from './support-element.ts';
export { clientContext, setConnector, type AnyClient, type Connection, type Connector, type Lease } from './context.ts';
export type { Token } from '../client/credentials.ts';
export * from './events.ts';
export * from './upload-events.ts';
export { registerLocale, type Locale } from '../locales/languages.ts';
