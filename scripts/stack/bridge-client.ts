/** The bridge's status API for the stack's own needs. */
import { z } from 'zod';

const deliverySchema = z.looseObject({
  eventKey: z.string(),
  activity: z.string().nullable(),
  state: z.string(),
});
export type BridgeDelivery = z.infer<typeof deliverySchema>;

export class BridgeClient {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** Newest first. */
  async deliveries(limit = 50): Promise<BridgeDelivery[]> {
    const body = await this.#get(`/api/v1/deliveries?limit=${limit}`);
    return z.object({ deliveries: z.array(deliverySchema) }).parse(body).deliveries;
  }

  async #get(path: string): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, { headers: { authorization: `Bearer ${this.#token}` } });
    if (!response.ok) throw new Error(`The bridge answered ${response.status} to ${path}.`);
    return response.json();
  }
}
