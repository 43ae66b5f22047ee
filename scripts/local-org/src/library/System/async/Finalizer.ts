/** System.Finalizer and FinalizerContext. Source: Apex Reference Guide (apex_interface_System_Finalizer, apex_interface_System_FinalizerContext). */
import { ApexId, PlatformObject, type ApexException, type EnumValue } from '../../../runtime/index.ts';
import { platformType } from '../../declare.ts';
import { enumConstant } from '../../enum-members.ts';

export const FinalizerType = platformType({
  name: 'System.Finalizer',
  kind: 'interface',
  page: 'apex_interface_System_Finalizer',
  members: { 'void execute(System.FinalizerContext context)': null },
});

export const FinalizerContextType = platformType({
  name: 'System.FinalizerContext',
  kind: 'interface',
  page: 'apex_interface_System_FinalizerContext',
  members: {
    'Id getAsyncApexJobId()': null,
    'Exception getException()': null,
    'String getRequestId()': null,
    'System.ParentJobResult getResult()': null,
  },
});

class FinalizerContextObject extends PlatformObject {
  readonly #jobId: ApexId;
  readonly #requestId: string;
  readonly #error: ApexException | null;
  readonly #failed: boolean;

  constructor(jobId: ApexId, requestId: string, error: ApexException | null, failed: boolean) {
    super('System.FinalizerContext');
    this.#jobId = jobId;
    this.#requestId = requestId;
    this.#error = error;
    this.#failed = failed;
  }

  getasyncapexjobid$(): ApexId {
    return this.#jobId;
  }

  getexception$(): ApexException | null {
    return this.#error;
  }

  getrequestid$(): string {
    return this.#requestId;
  }

  getresult$(): EnumValue {
    return enumConstant('System.ParentJobResult', this.#failed ? 'UNHANDLED_EXCEPTION' : 'SUCCESS');
  }
}

/**
 * What a Finalizer's execute() gets.
 * @param failed for jobs that ended by something that is no Apex exception; by default whether there is one
 */
export function finalizerContext(
  jobId: string,
  requestId: string,
  error: ApexException | null,
  failed = error !== null,
): object {
  return new FinalizerContextObject(ApexId.of(jobId), requestId, error, failed);
}
