/**
 * Options that requests give for writes, and errors of rows as replies tell them. Source: REST API Developer Guide, "Duplicate Rule
 * Header", "Assignment Rule Header".
 */
import { ApexId } from '../runtime/index.ts';
import type { DmlError, DmlOptions } from '../runtime/ports.ts';
import type { FieldSchema } from '../schema/model.ts';
import type { ApiRequest } from './messages.ts';
import { recordToJson } from './records.ts';

/** Options of a write through the API: as the signed-in user, with all of its rights and rules. */
export function apiDmlOptions(
  request: ApiRequest,
  operation: DmlOptions['operation'],
  allOrNone: boolean,
  externalId: FieldSchema | null = null,
): DmlOptions {
  const duplicates = headerValues(request, 'sforce-duplicate-rule-header');
  return {
    operation,
    access: 'user',
    sharing: true,
    allOrNone,
    namespace: null,
    externalId,
    duplicateRule: {
      allowSave: duplicates.get('allowsave') === 'true',
      runAsCurrentUser: duplicates.get('runascurrentuser') === 'true',
    },
    assignmentRule: assignmentRule(request),
  };
}

/** Unless the header says otherwise, active assignment rules apply. */
function assignmentRule(request: ApiRequest): NonNullable<DmlOptions['assignmentRule']> {
  const given = (request.headers['sforce-auto-assign'] ?? 'true').trim();
  const isFlag = /^(true|false)$/i.test(given);
  return {
    useDefault: given.toLowerCase() === 'true',
    ruleId: isFlag ? null : ApexId.isValid(given) ? ApexId.of(given).value : given,
  };
}

/** `allowSave=true; runAsCurrentUser=false`, names in lower case. */
function headerValues(request: ApiRequest, name: string): Map<string, string> {
  const parts = (request.headers[name] ?? '').split(/[;,]/).map((part) => part.split('='));
  return new Map(parts.map(([key = '', value = '']) => [key.trim().toLowerCase(), value.trim().toLowerCase()]));
}

/** What replies tell of a duplicate: ids, and fields where the request asks for them. */
export function duplicateResult(error: DmlError, request: ApiRequest): Record<string, unknown> {
  const { duplicates } = error;
  if (duplicates === undefined) return {};
  const details = headerValues(request, 'sforce-duplicate-rule-header').get('includerecorddetails') === 'true';
  return {
    duplicateResult: {
      allowSave: duplicates.allowSave,
      duplicateRule: duplicates.rule,
      duplicateRuleEntityType: duplicates.object,
      errorMessage: duplicates.message,
      matchResults: duplicates.matches.map((match) => ({
        entityType: match.object,
        errors: [],
        matchEngine: match.engine,
        matchRecords: match.records.map(({ record, confidence, fields }) => ({
          additionalInformation: [],
          fieldDiffs: fields,
          matchConfidence: confidence,
          record: details
            ? recordToJson(record)
            : { attributes: recordToJson(record)['attributes'], Id: record.id?.value },
        })),
        rule: match.rule,
        size: match.records.length,
        success: true,
      })),
    },
  };
}

/** An error of a row in the form of collections. */
export function rowErrorBody(error: DmlError, request: ApiRequest): RowErrorBody {
  const { statusCode, message, fields } = error;
  return { ...duplicateResult(error, request), statusCode, message, fields };
}

export interface RowErrorBody {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
  readonly duplicateResult?: unknown;
}
