/**
 * Label.get and Label.translationExists. Source: Apex Reference Guide, Label Class (apex_class_System_Label).
 * `Label.X` and `System.Label.X` are syntax of the checker; the class is kept out of System so that it does not hide them.
 */
import { currentFrame, throwApex } from '../../runtime/index.ts';
import { platformType, type PlatformTypeSpec } from '../declare.ts';
import { required } from '../support.ts';

const LabelType = platformType({
  name: 'Label.Label',
  kind: 'class',
  page: 'apex_class_System_Label',
  members: {
    'static String get(String namespace, String label)': get,
    'static String get(String namespace, String label, String language)': get,
    // Labels are kept in the org's language only.
    'static Boolean translationExists(String namespace, String label, String language)': () => false,
  },
});

/** @throws System.IllegalArgumentException for a label that does not exist */
function get(namespace: string | null, name: string | null): string {
  return (
    currentFrame().ports.program.label(namespace, required(name)) ??
    throwApex('System.IllegalArgumentException', `There is no label ${name}`)
  );
}

export const labelTypes: readonly PlatformTypeSpec[] = [LabelType];
