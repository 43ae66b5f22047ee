import { describe, expect, it } from 'vitest';
import { evaluate, messageOf, runApex } from './support/run-apex.ts';

const shapes = `
  public enum Color { RED, GREEN }
  public virtual class Base { public String name; transient String secret = 'x'; }
  public class Shape extends Base {
    public Integer sides; public Double size; public Decimal price; public Long big; public Color color;
    public List<Shape> parts; public Map<String, Date> days; public Datetime at; public Id owner; public Boolean done;
    public Blob raw;
    public Shape() { sides = 99; }
    public String title { get { return 'T' + name; } }
    public Integer counted { get; set; }
  }`;

const text = (body: string): unknown => runApex(`${shapes}\npublic static Object run() { ${body} }`).result;

describe('JSON.serialize', () => {
  it('writes every kind of value by its static type', () => {
    const json =
      text(`Shape s = new Shape(); s.name = 'a"\\n'; s.sides = 3; s.size = 5; s.price = 1.50; s.big = 5000000000L; s.color = Color.GREEN;
      s.days = new Map<String, Date>{ 'd' => Date.newInstance(2024, 1, 31) }; s.at = Datetime.newInstanceGmt(2024, 1, 31, 10, 0, 0);
      s.parts = new List<Shape>(); s.done = true; s.raw = Blob.valueOf('hi');
      return JSON.serialize(s);`);
    expect(json).toBe(
      '{"name":"a\\"\\n","sides":3,"size":5.0,"price":1.50,"big":5000000000,"color":"GREEN","parts":[],"days":{"d":"2024-01-31"},' +
        '"at":"2024-01-31T10:00:00.000Z","owner":null,"done":true,"raw":"aGk=","title":"Ta\\"\\n","counted":null}',
    );
  });

  it('leaves out null members, but not null entries of maps', () => {
    const json = text(`Shape s = new Shape(); s.name = 'a';
      return JSON.serialize(new Map<String, Object>{ 's' => s, 'n' => null, 'd' => 2.0d }, true);`);
    expect(json).toBe('{"s":{"name":"a","sides":99,"title":"Ta"},"n":null,"d":2.0}');
  });

  it('indents objects and keeps arrays in their line', () => {
    expect(evaluate(`JSON.serializePretty(new Map<String, Object>{ 'a' => new List<Integer>{ 1, 2 } })`)).toBe(
      '{\n  "a" : [ 1, 2 ]\n}',
    );
  });

  it('writes records with their attributes', () => {
    expect(evaluate(`JSON.serialize(new Account(Id = '001000000000001AAA', Name = 'Acme', AnnualRevenue = 5))`)).toBe(
      '{"attributes":{"type":"Account","url":"/services/data/v67.0/sobjects/Account/001000000000001AAA"},' +
        '"Id":"001000000000001AAA","Name":"Acme","AnnualRevenue":5}',
    );
  });

  it('refuses what has no JSON form, and cycles', () => {
    expect(messageOf(() => evaluate('JSON.serialize(new Http())'))).toContain(
      'Apex Type unsupported in JSON: System.Http',
    );
    const cycle = `Shape s = new Shape(); s.parts = new List<Shape>{ s }; return JSON.serialize(s);`;
    expect(messageOf(() => text(cycle))).toContain('self-reference');
  });
});

describe('JSON.deserialize', () => {
  it('fills objects without running constructors, ignoring what is unknown', () => {
    const json = text(`Shape s = (Shape) JSON.deserialize(
        '{"NAME":"a","size":2,"price":"3.10","big":7,"color":"red","parts":[{"sides":1}],"days":{"x":"2024-02-29"},' +
        '"at":"2024-01-31T11:00:00+01:00","owner":"005000000000001","done":false,"nope":[1,{"a":2}]}', Shape.class);
      return JSON.serialize(s, true);`);
    expect(json).toBe(
      '{"name":"a","size":2.0,"price":3.10,"big":7,"color":"RED","parts":[{"sides":1,"title":"Tnull"}],"days":{"x":"2024-02-29"},' +
        '"at":"2024-01-31T10:00:00.000Z","owner":"005000000000001AAA","done":false,"title":"Ta"}',
    );
  });

  it('is strict where asked', () => {
    expect(messageOf(() => text(`return JSON.deserializeStrict('{"nope":1}', Shape.class);`))).toContain(
      'Unknown field: Probe.Shape.nope',
    );
  });

  it('reads records and their children', () => {
    const body = `Account a = (Account) JSON.deserialize('{"attributes":{"type":"Account"},"Name":"Acme","Contacts":{"records":[{"LastName":"Roe"}]}}', Account.class);
      return a.Name + a.Contacts[0].LastName;`;
    expect(text(body)).toBe('AcmeRoe');
    expect(messageOf(() => text(`return JSON.deserialize('{"Foo__c":1}', Account.class);`))).toContain(
      "No such column 'Foo__c'",
    );
  });

  it('keeps the kinds of numbers without types', () => {
    const body = `Map<String, Object> m = (Map<String, Object>) JSON.deserializeUntyped('{"i":1,"l":3000000000,"d":1.5,"a":[true,null]}');
      return (m.get('i') instanceof Integer) + ',' + (m.get('l') instanceof Long) + ',' + (m.get('d') instanceof Decimal) + ',' + m.get('a');`;
    expect(text(body)).toBe('true,true,true,(true, null)');
  });

  it.each([
    ['{"a":', 'end-of-input'],
    ['{a:1}', 'double-quote to start field name'],
    ['[1 2]', 'expecting comma'],
    ['nul', "Unrecognized token 'nul'"],
    ['[1]x', 'end of the text'],
    ['', 'No content'],
  ])('refuses %s', (json, message) => {
    expect(messageOf(() => evaluate(`JSON.deserializeUntyped('${json}')`))).toMatch(/^System.JSONException/);
    expect(messageOf(() => evaluate(`JSON.deserializeUntyped('${json}')`))).toContain(message);
  });

  it('refuses values of another kind', () => {
    expect(messageOf(() => text(`return JSON.deserialize('{"sides":"x"}', Shape.class);`))).toContain(
      'Illegal value for primitive: x',
    );
    expect(messageOf(() => text(`return JSON.deserialize('{"sides":3000000000}', Shape.class);`))).toContain(
      'out of range of int',
    );
    expect(messageOf(() => text(`return JSON.deserialize('[1]', Shape.class);`))).toContain("Expected '{'");
  });
});

describe('JSONParser and JSONGenerator', () => {
  it('walks tokens and reads values on the way', () => {
    const body = `JSONParser p = JSON.createParser('{"a":1,"s":{"sides":4},"b":[true]}');
      String seen = '';
      while (p.nextToken() != null) {
        if (p.getCurrentToken() == JSONToken.FIELD_NAME && p.getText() == 's') {
          p.nextToken();
          Shape s = (Shape) p.readValueAs(Shape.class);
          seen += '<' + s.sides + '>';
        } else { seen += p.getCurrentName() + ':' + p.getText() + ' '; }
      }
      return seen;`;
    expect(text(body)).toBe('null:{ a:a a:1 <4>b:b b:[ null:true b:] null:} ');
  });

  it('skips children', () => {
    const body = `JSONParser p = JSON.createParser('{"a":{"b":[1,2]},"c":3}');
      p.nextToken(); p.nextToken(); p.nextToken(); p.skipChildren(); p.nextToken(); p.nextToken();
      return p.getCurrentName() + p.getIntegerValue();`;
    expect(text(body)).toBe('c3');
  });

  it('generates text', () => {
    const body = `JSONGenerator g = JSON.createGenerator(false);
      g.writeStartObject(); g.writeStringField('a', 'x'); g.writeNumberField('n', 1); g.writeNumberField('d', 2.0d); g.writeFieldName('l');
      g.writeStartArray(); g.writeBoolean(true); g.writeNull(); g.writeEndArray(); g.writeObjectField('o', new List<Integer>{ 1 });
      return g.getAsString();`;
    expect(text(body)).toBe('{"a":"x","n":1,"d":2.0,"l":[true,null],"o":[1]}');
  });
});
