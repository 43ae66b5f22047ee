/** Future methods. Source: Apex Developer Guide, "Future Methods" (apex_invoking_future_methods). */
import { listTypeOf } from '../../library/index.ts';
import { ApexList, currentFrame, throwApex } from '../../runtime/index.ts';
import { makeType } from '../../types/platform-types.ts';
import type { MethodSymbol } from '../../types/symbols.ts';
import { typeName } from '../../types/symbols.ts';
import { decodeGraph, encodeGraph } from '../encode.ts';
import { describeError } from '../errors.ts';
import type { JobParts } from './parts.ts';
import type { JobRow } from './queue.ts';

interface StoredCall {
  /** Of the method, in its class. */
  readonly key: string;
  readonly args: string;
}

export class Futures {
  readonly #parts: JobParts;

  constructor(parts: JobParts) {
    this.#parts = parts;
  }

  /** A call of a future method inside the running transaction. */
  call(method: MethodSymbol, args: readonly unknown[]): void {
    const { entryPoint, limits, ports, user } = currentFrame();
    const owner = method.owner.qualifiedName;
    if (entryPoint === 'future' || entryPoint === 'batch') {
      const parameters = method.parameters.map(({ type }) => typeName(type)).join(', ');
      throwApex(
        'System.AsyncException',
        `Future method cannot be called from a future or batch method: ${owner}.${method.name}(${parameters})`,
      );
    }
    limits.consume('futureCalls');
    const list = new ApexList(listTypeOf(makeType(ports.program.platformType('System.Object'))), [...args]);
    const call: StoredCall = { key: method.key, args: encodeGraph(list) };
    this.#parts.queue.add({
      kind: 'future',
      className: owner,
      state: JSON.stringify(call),
      userId: user.id,
      values: { MethodName: method.name },
    });
  }

  /** Runs a queued call. It ends together with its data: one that a crash interrupts runs again. Returns its error. */
  run(id: string): unknown {
    const { queue, transactions } = this.#parts;
    return transactions.write(() => {
      const job = queue.take(id) ? queue.find(id) : null;
      if (job === null) return null;
      const error = this.#execute(job);
      queue.end(id, error === null ? 'Completed' : 'Failed', error === null ? null : describeError(error));
      return error;
    });
  }

  #execute(job: JobRow): unknown {
    const { transactions, graphs, userById } = this.#parts;
    const outcome = transactions.attempt({ entryPoint: 'future', user: userById(job.userId) }, () => {
      const { key, args } = JSON.parse(job.state) as StoredCall;
      const { symbol } = graphs.type(job.className);
      const method = symbol.methods.get(key.slice(0, key.indexOf('$')))?.find((candidate) => candidate.key === key);
      if (method === undefined) throw new Error(`The future method ${job.className}.${key} does not exist any more.`);
      currentFrame().ports.program.callStatic(method, (decodeGraph(args, graphs) as ApexList).items);
    });
    return outcome.ok ? null : outcome.error;
  }
}
