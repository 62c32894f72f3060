// The globals that the browser tests' runner gives; its own types bring far more.

interface Suite {
  timeout(ms: number): void;
}
type Body = (this: Suite) => void | Promise<void>;

declare function describe(name: string, body: (this: Suite) => void): void;
declare function it(name: string, body: Body): void;
declare function before(body: Body): void;
declare function after(body: Body): void;
declare function beforeEach(body: Body): void;
declare function afterEach(body: Body): void;
