import { customerVerdicts, type Action, type Verdict } from '../domain/lifecycle.ts';
import type { RequestState, Stars } from '../domain/request.ts';
import type { CustomerConversation } from './client.ts';
import { OpenConversation } from './conversation.ts';

/** An own request, from its customer's side. */
export class OpenCustomerConversation extends OpenConversation implements CustomerConversation {
  withdraw(): Promise<void> {
    return this.decide('withdraw');
  }

  async rate(stars: Stars, comment = ''): Promise<void> {
    await this.desk.post({ type: 'rate', key: this.known(), stars, comment });
  }

  protected verdicts(state: RequestState): ReadonlyMap<Action, Verdict> {
    return customerVerdicts(state, this.desk.$settings.get()?.rating ?? false);
  }
}
