export { createLocalDesk } from './local-desk.ts';
export type { LocalClock, LocalCompany, LocalCustomer, LocalDesk, LocalDeskOptions, LocalTechnician } from './local-desk.ts';
export type { ExampleRequest, ExampleStep } from './examples.ts';
