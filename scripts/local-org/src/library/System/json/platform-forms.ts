/** Objects of the platform that have a JSON form: those that tests make from JSON, having no constructor. */
import { AddressValue, Decimal, DoubleBox, type PlatformObject } from '../../../runtime/index.ts';
import { actionErrorForm, actionForm, actionResultForm } from '../../Invocable/json-forms.ts';

export interface JsonForm {
  /** Apex types of the members by name. */
  readonly members: Readonly<Record<string, string>>;
  /** Values of the members. */
  readonly read: (self: PlatformObject) => Readonly<Record<string, unknown>>;
  /** An object from the members that the JSON has; null when it cannot be made from JSON. */
  readonly make: ((values: Readonly<Record<string, unknown>>) => PlatformObject) | null;
}

/** Records have addresses with all parts of their object, blank ones too. */
const addressForm: JsonForm = {
  members: {
    city: 'String',
    country: 'String',
    countryCode: 'String',
    geocodeAccuracy: 'String',
    latitude: 'Double',
    longitude: 'Double',
    postalCode: 'String',
    state: 'String',
    stateCode: 'String',
    street: 'String',
  },
  read: (self) => {
    if (!(self instanceof AddressValue)) return {};
    const parts = [...self.parts()].map(([name, part]) => [
      name,
      part instanceof Decimal ? new DoubleBox(part.toNumber()) : part,
    ]);
    return Object.fromEntries(parts) as Record<string, unknown>;
  },
  make: null,
};

const forms: Readonly<Record<string, JsonForm>> = {
  'System.Address': addressForm,
  'Invocable.Action': actionForm,
  'Invocable.Action.Error': actionErrorForm,
  'Invocable.Action.Result': actionResultForm,
};

/** The form of a platform type by its full name. */
export function jsonFormOf(type: string): JsonForm | undefined {
  return forms[type];
}
