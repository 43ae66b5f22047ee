/** Modifiers and annotations in front of declarations. */
import type { AnnotationContext, ModifierContext } from '@apexdevtools/apex-parser';
import type { Annotation, Modifiers } from './ast.ts';
import { at, optional } from './adapter.ts';
import { unquote } from './text.ts';

export function modifiersOf(contexts: readonly ModifierContext[]): Modifiers {
  const words = new Set<string>();
  const annotations: Annotation[] = [];
  for (const context of contexts) {
    const annotation = optional(context.annotation());
    if (annotation !== null) annotations.push(annotationOf(annotation));
    else words.add(wordOf(context));
  }
  return { words, annotations };
}

/** `with sharing` is two tokens and one modifier. */
function wordOf(context: ModifierContext): string {
  return (context.children ?? []).map((child) => child.getText().toLowerCase()).join(' ');
}

function annotationOf(context: AnnotationContext): Annotation {
  const values = new Map<string, string>();
  const pairs = optional(context.elementValuePairs());
  const single = optional(context.elementValue());
  if (single !== null) values.set('value', valueText(single.getText(), context));
  for (const pair of pairs?.elementValuePair_list() ?? []) {
    values.set(pair.id().getText().toLowerCase(), valueText(pair.elementValue().getText(), context));
  }
  return { name: context.id().getText(), arguments: values, position: at(context) };
}

function valueText(text: string, context: AnnotationContext): string {
  return text.startsWith("'") ? unquote(text, at(context)) : text;
}
