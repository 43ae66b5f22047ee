import { describe, expect, it } from 'vitest';
import { platformTypes, platformSpecs } from '../../src/library/index.ts';
import { createRegistry } from '../../src/library/registry.ts';
import { parseSignature } from '../../src/library/signature.ts';
import { typeName } from '../../src/types/symbols.ts';

describe('registry', () => {
  it('resolves every signature and parent of every type', () => {
    for (const type of platformTypes.all()) {
      expect(type.methods, type.qualifiedName).toBeInstanceOf(Map);
      expect(Array.isArray(type.interfaces), type.qualifiedName).toBe(true);
      for (const overloads of type.methods.values()) {
        // Instance methods are found by key at run time; static ones are bound by the checker, which sees type arguments too.
        const keys = overloads.map((method) =>
          method.isStatic ? method.parameters.map((parameter) => typeName(parameter.type)).join() : method.key,
        );
        expect(new Set(keys).size, `${type.qualifiedName}.${overloads[0]!.name}`).toBe(keys.length);
      }
    }
  });

  it('finds types of System and Schema without a prefix, and others with one, in any case', () => {
    expect(platformTypes.find(null, 'string')?.qualifiedName).toBe('String');
    expect(platformTypes.find(null, 'SObjectField')?.qualifiedName).toBe('Schema.SObjectField');
    expect(platformTypes.find('system', 'DMLEXCEPTION')?.qualifiedName).toBe('System.DmlException');
    expect(platformTypes.find(null, 'NoSuchType')).toBeUndefined();
  });

  it('gives methods their key, parameters and return type', () => {
    const put = platformTypes.get('System.Map').methods.get('put')![0]!;
    expect(put.key).toBe('put$object$object');
    expect(typeName(put.returnType)).toBe('V');
    const split = platformTypes.get('System.String').methods.get('split')!;
    expect(split.map((method) => method.key)).toEqual(['split$string', 'split$string$integer']);
    expect(typeName(split[0]!.returnType)).toBe('List<String>');
  });

  it('refuses a signature that is not one', () => {
    expect(() => parseSignature('String substring(Integer)')).toThrow(/a name expected at column 25/);
  });

  it('starts fast', () => {
    expect(createRegistry(platformSpecs).find('System', 'String')).toBeDefined();
  });
});
