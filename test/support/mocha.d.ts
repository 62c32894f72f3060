// The globals that the browser tests' runner gives; its own types bring far more.

interface MochaSuite {
  timeout(ms: number): void;
}
type MochaBody = (this: MochaSuite) => void | Promise<void>;

declare function describe(name: string, body: (this: MochaSuite) => void): void;
declare function it(name: string, body: MochaBody): void;
declare function before(body: MochaBody): void;
declare function after(body: MochaBody): void;
declare function beforeEach(body: MochaBody): void;
declare function afterEach(body: MochaBody): void;
