/** System.Comparable and System.Comparator. Source: Apex Reference Guide (apex_comparable, apex_interface_System_Comparator). */
import { platformType } from '../declare.ts';

export const ComparableType = platformType({
  name: 'System.Comparable',
  kind: 'interface',
  page: 'apex_comparable',
  members: { 'Integer compareTo(Object objectToCompareTo)': null },
});

export const ComparatorType = platformType({
  name: 'System.Comparator<T>',
  kind: 'interface',
  page: 'apex_interface_System_Comparator',
  members: { 'Integer compare(T o1, T o2)': null },
});
