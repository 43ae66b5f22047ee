import {
  checkExchangeResponse,
  checkRequirements,
  type ExchangeRequest,
  type ExchangeResponse,
  type Requirements,
} from '../contract/index.ts';
import { ConnectionFailure } from '../shared/errors.ts';
import type { Session } from './session.ts';

/**
 * What the org's enabled automations need.
 *
 * @throws ConnectionFailure, also when the answer breaks the contract
 */
export async function fetchRequirements(session: Session, connectionKey: string): Promise<Requirements> {
  const answer = await session.call('GET', `${session.apexPath}/requirements/${encodeURIComponent(connectionKey)}`);
  const checked = checkRequirements(answer);
  if ('value' in checked) return checked.value;
  throw broken('requirements', checked.problem);
}

/**
 * One exchange of acknowledgements, requests and outcomes.
 *
 * @throws ConnectionFailure or OrgRefusal
 */
export async function exchange(
  session: Session,
  connectionKey: string,
  body: ExchangeRequest,
): Promise<ExchangeResponse> {
  const answer = await session.call('POST', `${session.apexPath}/exchange/${encodeURIComponent(connectionKey)}`, body);
  const checked = checkExchangeResponse(answer);
  if ('value' in checked) return checked.value;
  throw broken('exchange', checked.problem);
}

function broken(name: string, problem: string): ConnectionFailure {
  return new ConnectionFailure(
    'salesforce',
    'ORG_ANSWER_INVALID',
    `The org’s answer to ${name} breaks the contract: ${problem}.`,
    'Install a version of the package that fits this bridge.',
  );
}
