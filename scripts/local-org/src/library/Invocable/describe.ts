/**
 * What Invocable.Action.getDescribe gives. Source: Apex Reference Guide, Action.DescribeResult Class
 * (apex_class_Invocable_Action_DescribeResult) and its siblings.
 */
import { platformType, type PlatformTypeSpec } from '../declare.ts';

export const describeTypes: readonly PlatformTypeSpec[] = [
  platformType({
    name: 'Invocable.Action.DescribeResult',
    kind: 'class',
    page: 'apex_class_Invocable_Action_DescribeResult',
    unimplemented: [
      'Invocable.Action getAction()',
      'String getDescription()',
      'Boolean getHasCallout()',
      'List<Invocable.Action.InputParameter> getInputs()',
      'String getLabel()',
      'String getName()',
      'List<Invocable.Action.OutputParameter> getOutputs()',
    ],
  }),
  platformType({
    name: 'Invocable.Action.InputParameter',
    kind: 'class',
    page: 'apex_class_Invocable_Action_InputParameter',
    unimplemented: [
      'String getDescription()',
      'String getLabel()',
      'String getName()',
      'Boolean getRequired()',
      'String getType()',
    ],
  }),
  platformType({
    name: 'Invocable.Action.OutputParameter',
    kind: 'class',
    page: 'apex_class_Invocable_Action_OutputParameter',
    unimplemented: ['String getDescription()', 'String getLabel()', 'String getName()', 'String getType()'],
  }),
];
