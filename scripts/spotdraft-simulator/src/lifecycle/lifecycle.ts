import { stageConflict } from '../errors.ts';
import { Refusal } from '../errors.ts';
import { compositeId } from '../model/contract.ts';
import type { Contract, ExternalMetadata, Person, Signatory } from '../model/contract.ts';
import type { Store } from '../state/store.ts';
import { contractInput } from './contract-input.ts';
import type { ContractInput } from './contract-input.ts';
import { newContract } from './create-contract.ts';
import { systemActor } from './journal.ts';
import type { Journal } from './journal.ts';
import { newKeyPointer } from './key-pointers.ts';

/** What people and SpotDraft itself do with contracts, in the order and with the activities of SpotDraft's own stages. */
export class Lifecycle {
  readonly #store: Store;
  readonly #journal: Journal;

  constructor(store: Store, journal: Journal) {
    this.#store = store;
    this.#journal = journal;
  }

  /** @throws Refusal 400 for input that the workspace does not know, 409 for an id that is taken */
  create(input: ContractInput): Contract {
    const contract = newContract(this.#store, contractInput.parse(input));
    this.#store.state.contracts.push(contract);
    this.#journal.record(contract, 'CONTRACT_CREATED', contract.createdBy, {}, contract.createdAt);
    return contract;
  }

  /** Draft → redlining. */
  send(contract: Contract): void {
    this.#require(contract, ['DRAFT'], 'send to the counterparty');
    contract.status = 'REDLINING';
    contract.sentToCounterpartyAt = this.#store.instant();
    this.#turn(contract);
    const recipients = contract.counterparties.flatMap((party) =>
      party.pocEmail === undefined ? [] : [party.pocEmail],
    );
    this.#journal.record(
      contract,
      'CONTRACT_SENT_TO_COUNTERPARTY',
      contract.businessUser,
      {
        counterparty_email_recipients: { to_recipients: recipients, cc_recipients: [] },
      },
      contract.sentToCounterpartyAt,
    );
  }

  /** Redlining → signing: marked, and the first signatory is invited. */
  requestSignatures(contract: Contract): void {
    this.#require(contract, ['REDLINING'], 'ask for signatures');
    if (contract.signatories.length === 0) throw stageConflict(`${compositeId(contract)} has no signatories.`);
    contract.status = 'SIGN';
    contract.markedForSignatureAt = this.#store.instant();
    const by = contract.legalUser ?? contract.businessUser;
    this.#journal.record(contract, 'CONTRACT_MARK_FOR_EXECUTION', by, {}, contract.markedForSignatureAt);
    this.#journal.record(contract, 'CONTRACT_SIGNATURE_REQUESTED', by);
    this.#inviteNext(contract);
  }

  /** The next signatory signs; the last one executes the contract. */
  sign(contract: Contract): void {
    this.#require(contract, ['SIGN'], 'sign');
    const signatory = pending(contract);
    if (signatory === undefined) throw stageConflict(`${compositeId(contract)} is waiting for nobody's signature.`);
    const at = this.#store.instant();
    signatory.outcome = { signed: true, notes: '', at };
    this.#journal.record(contract, 'CONTRACT_SIGNED', { name: signatory.name, email: signatory.email }, {}, at);
    if (pending(contract) === undefined) this.#executed(contract);
    else this.#inviteNext(contract);
  }

  decline(contract: Contract, notes = ''): void {
    this.#require(contract, ['SIGN'], 'decline');
    const signatory = pending(contract);
    if (signatory === undefined) throw stageConflict(`${compositeId(contract)} is waiting for nobody's signature.`);
    const at = this.#store.instant();
    signatory.outcome = { signed: false, notes, at };
    this.#journal.record(
      contract,
      'CONTRACT_SIGNATURE_DECLINED',
      { name: signatory.name, email: signatory.email },
      {},
      at,
    );
  }

  /** One stage further. */
  advance(contract: Contract): void {
    if (contract.status === 'DRAFT') this.send(contract);
    else if (contract.status === 'REDLINING') this.requestSignatures(contract);
    else if (contract.status === 'SIGN') this.sign(contract);
    else throw stageConflict(`${compositeId(contract)} is ${contract.status} and goes no further.`);
  }

  /** All stages that are left, up to execution. */
  execute(contract: Contract): void {
    this.#require(contract, ['DRAFT', 'REDLINING', 'SIGN'], 'execute');
    while (contract.status !== 'EXECUTED') this.advance(contract);
  }

  hold(contract: Contract): void {
    this.#require(contract, ['DRAFT', 'REDLINING', 'SIGN'], 'put on hold');
    contract.statusBeforeHold = contract.status;
    contract.status = 'ON_HOLD';
    this.#touch(contract);
  }

  resume(contract: Contract): void {
    this.#require(contract, ['ON_HOLD'], 'resume');
    contract.status = contract.statusBeforeHold ?? 'REDLINING';
    delete contract.statusBeforeHold;
    this.#touch(contract);
  }

  /** @throws Refusal 400 for an executed contract, in SpotDraft's words */
  void(contract: Contract, note: string, by: Person = contract.businessUser): void {
    if (contract.status === 'EXECUTED') throw new Refusal(400, 'Cannot void an executed contract.');
    this.#require(contract, ['DRAFT', 'REDLINING', 'SIGN', 'ON_HOLD'], 'void');
    contract.status = 'VOIDED';
    contract.voidNote = note;
    this.#journal.record(contract, 'CONTRACT_VOIDED', by);
  }

  delete(contract: Contract): void {
    if (contract.deleted) throw stageConflict(`${compositeId(contract)} is deleted already.`);
    contract.deleted = true;
    this.#journal.record(contract, 'CONTRACT_DELETED', contract.businessUser);
  }

  /** Links the contract to a record of another system, or to another one. */
  link(contract: Contract, external: ExternalMetadata): void {
    this.#requirePresent(contract);
    const activity =
      contract.externalMetadata === undefined
        ? 'CONTRACT_EXTERNAL_METADATA_CREATED'
        : 'CONTRACT_EXTERNAL_METADATA_UPDATED';
    contract.externalMetadata = external;
    this.#journal.record(contract, activity, contract.businessUser);
  }

  /** @throws Refusal 400 for fields or values that the contract's type does not have */
  setMetadata(contract: Contract, values: Readonly<Record<string, unknown>>): void {
    this.#requirePresent(contract);
    const type = this.#store.workspace.contractTypes.find((candidate) => candidate.id === contract.contractTypeId);
    if (type === undefined) throw new Refusal(400, `The workspace has no contract type ${contract.contractTypeId}.`);
    const pointers = Object.entries(values).map(([name, value]) => newKeyPointer(this.#store, type, name, value));
    for (const pointer of pointers) {
      const known = contract.keyPointers.find((candidate) => candidate.fieldName === pointer.fieldName);
      if (known === undefined) contract.keyPointers.push(pointer);
      else known.value = pointer.value;
      this.#journal.record(
        contract,
        known === undefined ? 'CONTRACT_KEY_POINTER_CREATION' : 'CONTRACT_KEY_POINTER_UPDATION',
        contract.businessUser,
      );
    }
  }

  #executed(contract: Contract): void {
    const at = this.#store.instant();
    contract.status = 'EXECUTED';
    contract.executedAt = at;
    contract.file.versionId = this.#store.next('version');
    const delay = contract.file.delayMs ?? 0;
    if (delay > 0) contract.file.availableFrom = new Date(this.#store.now().getTime() + delay).toISOString();
    this.#journal.record(contract, 'CONTRACT_EXECUTED', systemActor, {}, at);
  }

  #inviteNext(contract: Contract): void {
    const next = pending(contract);
    if (next === undefined) return;
    next.requestedAt = this.#store.instant();
    this.#journal.record(
      contract,
      'CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT',
      systemActor,
      {
        signatory: { name: next.name, email: next.email },
      },
      next.requestedAt,
    );
  }

  #turn(contract: Contract): void {
    contract.turns += 1;
    contract.lastTurnAt = this.#store.instant();
  }

  #touch(contract: Contract): void {
    contract.updatedAt = this.#store.instant();
    this.#store.changed();
  }

  #require(contract: Contract, statuses: readonly Contract['status'][], action: string): void {
    this.#requirePresent(contract);
    if (statuses.includes(contract.status)) return;
    throw stageConflict(
      `${compositeId(contract)} is ${contract.status}; to ${action} it must be ${statuses.join(' or ')}.`,
    );
  }

  #requirePresent(contract: Contract): void {
    if (contract.deleted) throw stageConflict(`${compositeId(contract)} is deleted.`);
  }
}

/** The signatory whose turn it is: in order, and not yet acted. */
function pending(contract: Contract): Signatory | undefined {
  if (contract.signatories.some((signatory) => signatory.outcome?.signed === false)) return undefined;
  return [...contract.signatories]
    .sort((a, b) => a.order - b.order)
    .find((signatory) => signatory.outcome === undefined);
}
