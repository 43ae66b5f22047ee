/** Flows and static resources of the project as rows; written anew at each start, as a deployment does, with their ids kept. */
import { ApexId } from '../../runtime/index.ts';
import type { FlowDefinition } from '../../schema/flows/model.ts';
import type { StaticResource } from '../../schema/static-resources.ts';
import type { SqliteStore } from '../store/index.ts';
import type { Rows } from './rows.ts';

/** Source: Object Reference, "FlowDefinitionView". */
export function installFlows(
  rows: Rows,
  store: SqliteStore,
  flows: ReadonlyMap<string, FlowDefinition>,
  namespace: string | null,
): void {
  removeOthers(rows, store, 'FlowDefinitionView', 'ApiName', new Set(flows.keys()));
  for (const flow of flows.values()) {
    rows.put('FlowDefinitionView', 'ApiName', flow.name, {
      DurableId: flow.name,
      Label: flow.name,
      NamespacePrefix: namespace,
      ProcessType: flow.processType,
      TriggerType: flow.trigger?.type ?? null,
      IsActive: flow.active,
    });
  }
}

/** Source: Object Reference, "StaticResource". */
export function installStaticResources(
  rows: Rows,
  store: SqliteStore,
  resources: readonly StaticResource[],
  namespace: string | null,
): void {
  removeOthers(rows, store, 'StaticResource', 'Name', new Set(resources.map(({ name }) => name.toLowerCase())));
  for (const resource of resources) {
    const blob = store.blobs.adoptFile(resource.content);
    const id = rows.put('StaticResource', 'Name', resource.name, {
      NamespacePrefix: namespace,
      ContentType: resource.contentType,
      CacheControl: resource.cacheControl,
      Description: resource.description,
      BodyLength: blob.size,
    });
    store.blobs.detach(id);
    store.blobs.attach(ApexId.of(id).value, 'Body', blob);
  }
}

function removeOthers(
  rows: Rows,
  store: SqliteStore,
  objectName: string,
  field: string,
  kept: ReadonlySet<string>,
): void {
  const object = rows.schema.object(objectName, null);
  if (object === undefined) throw new Error(`the schema has no object ${objectName}`);
  for (const [id, name] of store.all(`SELECT "Id", "${field}" FROM ${store.table(object)}`, [])) {
    if (kept.has(String(name).toLowerCase())) continue;
    store.blobs.detach(String(id));
    store.removeRow(object, String(id));
  }
}
