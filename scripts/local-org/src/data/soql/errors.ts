/** The platform's words for wrong queries. Source: SOQL and SOSL Reference; messages as Apex shows them. */
import { newException } from '../../runtime/exceptions.ts';

type HiddenFields = ReadonlyMap<string, ReadonlySet<string>>;

const seeNames = 'Please reference your WSDL or the describe call for the appropriate names.';

/** @throws System.QueryException with the message */
export function throwQuery(message: string, hidden: HiddenFields | null = null): never {
  const error = newException('System.QueryException', message);
  if (hidden !== null) error.inaccessibleFields = hidden;
  throw error;
}

export function throwUnsupportedObject(name: string, hidden: HiddenFields | null = null): never {
  throwQuery(
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' ` +
      `after the entity name. ${seeNames}`,
    hidden,
  );
}

export function throwNoSuchColumn(field: string, object: string, hidden: HiddenFields | null = null): never {
  throwQuery(
    `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the ` +
      `'__c' after the custom field name. ${seeNames}`,
    hidden,
  );
}

/** A relationship that does not exist, `where`: "field path" or "FROM part of query call". */
export function throwNoSuchRelationship(name: string, where: string): never {
  throwQuery(
    `Didn't understand relationship '${name}' in ${where}. If you are attempting to use a custom relationship, be sure to ` +
      `append the '__r' after the custom relationship name. ${seeNames}`,
  );
}
