/**
 * The set-up of a SpotDraft workspace: what an administrator defined before any contract exists.
 */

/** What a metadata field holds; decides the shape of its values and of its descriptors. */
export type FieldKind =
  'text' | 'number' | 'boolean' | 'date' | 'choice' | 'choices' | 'currency' | 'duration' | 'address';

export interface MetadataField {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required?: boolean;
  readonly helpText?: string;
  /** For `choice` and `choices`: what people see and what the API sends. */
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}

export interface ContractType {
  readonly id: number;
  readonly name: string;
  readonly fields: readonly MetadataField[];
}

export interface Template {
  readonly id: number;
  readonly name: string;
  readonly contractTypeId: number;
  readonly counterpartyKind: 'Organisation' | 'Individual';
}

export interface Entity {
  readonly id: number;
  readonly name: string;
  readonly referenceId: string;
  readonly jurisdiction: { readonly id: number; readonly name: string; readonly code2: string };
  readonly organizationType: { readonly id: number; readonly name: string };
  readonly address: {
    readonly id: number;
    readonly lineOne: string;
    readonly city: string;
    readonly state: string;
    readonly zipcode: string;
  };
  readonly isPrimary: boolean;
}

export interface WorkspaceUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly designation: string;
}

/** An object of a native integration, to which `object_configuration_id` refers. */
export interface ObjectConfiguration {
  readonly id: string;
  readonly name: string;
}

export interface Workspace {
  readonly id: number;
  readonly organization: string;
  readonly users: readonly WorkspaceUser[];
  /** E-mail of the user the API credentials belong to. */
  readonly credentialUser: string;
  readonly contractTypes: readonly ContractType[];
  readonly templates: readonly Template[];
  readonly entities: readonly Entity[];
  readonly objectConfigurations: readonly ObjectConfiguration[];
}
