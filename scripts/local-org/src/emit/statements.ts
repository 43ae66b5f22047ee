/** Statements of the bound tree as lines of JavaScript; every statement begins a line of its own. */
import type { BoundBlock, BoundStatement } from '../types/bound.ts';
import type { FieldSymbol } from '../types/symbols.ts';
import { jsLocalName } from '../types/emitted-names.ts';
import { ExpressionEmitter, quote } from './expressions.ts';
import type { ScriptWriter } from './script.ts';

type Of<K extends BoundStatement['kind']> = Extract<BoundStatement, { readonly kind: K }>;

/** Emits the body of one method, accessor, constructor or initialiser. */
export class BodyEmitter {
  readonly #writer: ScriptWriter;
  readonly #expressions: ExpressionEmitter;
  readonly #temporaries: string[] = [];
  #temporaryCount = 0;
  #hasLoop = false;
  readonly #bareReturn: string;

  /** @param bareReturn what `return;` gives: a constructor gives the object */
  constructor(writer: ScriptWriter, property: FieldSymbol | null, bareReturn: 'null' | 'this' = 'null') {
    this.#writer = writer;
    this.#bareReturn = bareReturn;
    this.#expressions = new ExpressionEmitter({
      writer,
      property,
      temporary: (prefix) => {
        const name = `${prefix}$${++this.#temporaryCount}`;
        this.#temporaries.push(name);
        return name;
      },
    });
  }

  get expressions(): ExpressionEmitter {
    return this.#expressions;
  }

  /**
   * Writes `head {`, what `write` emits, and `}`. Temporaries and the loop counter are declared on the head's own line:
   * they are known only when the body was written.
   */
  body(head: string, write: () => void): void {
    const at = this.#writer.reserve();
    this.#writer.indented(write);
    const names = [...this.#temporaries, ...(this.#hasLoop ? ['$ticks = 0'] : [])];
    this.#writer.fill(at, names.length === 0 ? `${head} {` : `${head} { let ${names.join(', ')};`);
    this.#writer.line('}');
  }

  block(block: BoundBlock): void {
    for (const statement of block.statements) this.statement(statement);
  }

  statement(s: BoundStatement): void {
    if (s.kind === 'block') {
      this.#braced('', s);
      return;
    }
    const count = this.#writer.counter(s.position);
    const write = (text: string): void => this.#writer.line(`${count}${text}`, s.position);
    switch (s.kind) {
      case 'local':
        write(`let ${jsLocalName(s.local)} = ${s.value === null ? 'null' : this.#expressions.emit(s.value)};`);
        return;
      case 'expression':
        write(`${this.#expressions.emit(s.expression)};`);
        return;
      case 'return':
        write(s.value === null ? `return ${this.#bareReturn};` : `return ${this.#expressions.emit(s.value)};`);
        return;
      case 'break':
        write('break;');
        return;
      case 'continue':
        write('continue;');
        return;
      case 'throw':
        write(`throw R.thrown(${this.#expressions.emit(s.value)});`);
        return;
      case 'dml':
        write(this.#dml(s));
        return;
      case 'if':
        this.#if(s, count);
        return;
      case 'while':
        this.#loop(`${count}while (${this.#expressions.condition(s.condition)})`, s.body, s);
        return;
      case 'dowhile':
        this.#doWhile(s, count);
        return;
      case 'for':
        this.#for(s, count);
        return;
      case 'foreach':
        this.#forEach(s, count);
        return;
      case 'try':
        this.#try(s, count);
        return;
      case 'switch':
        this.#switch(s, count);
        return;
      case 'runas':
        this.#runAs(s, count);
    }
  }

  #braced(head: string, body: BoundStatement, tail = '}'): void {
    this.#writer.line(`${head}${head === '' ? '' : ' '}{`, body.position);
    this.#writer.indented(() => (body.kind === 'block' ? this.block(body) : this.statement(body)));
    this.#writer.line(tail);
  }

  /** No function around the body: it may return, break and continue. */
  #runAs(s: Of<'runas'>, count: string): void {
    this.#writer.line(`${count}{`, s.position);
    this.#writer.indented(() => {
      this.#writer.line(`const $back = R.runAs(${this.#expressions.emit(s.user)});`, s.position);
      this.#writer.line('try {');
      this.#writer.indented(() => this.block(s.body));
      this.#writer.line('} finally {');
      this.#writer.indented(() => this.#writer.line('$back();'));
      this.#writer.line('}');
    });
    this.#writer.line('}');
  }

  #if(s: Of<'if'>, count: string): void {
    const head = `${count}if (${this.#expressions.condition(s.condition)}) {`;
    this.#writer.line(head, s.position);
    this.#writer.indented(() => this.#inner(s.then));
    if (s.otherwise !== null) {
      this.#writer.line('} else {');
      this.#writer.indented(() => this.#inner(s.otherwise!));
    }
    this.#writer.line('}');
  }

  #inner(s: BoundStatement): void {
    if (s.kind === 'block') this.block(s);
    else this.statement(s);
  }

  #loop(head: string, body: BoundStatement, s: BoundStatement): void {
    this.#hasLoop = true;
    this.#writer.line(`${head} {`, s.position);
    this.#loopBody(body);
    this.#writer.line('}');
  }

  #loopBody(body: BoundStatement): void {
    this.#writer.indented(() => {
      this.#writer.line('if ((++$ticks & 1023) === 0) R.tick();');
      this.#inner(body);
    });
  }

  #doWhile(s: Of<'dowhile'>, count: string): void {
    this.#hasLoop = true;
    this.#writer.line(`${count}do {`, s.position);
    this.#loopBody(s.body);
    this.#writer.line(`} while (${this.#expressions.condition(s.condition)});`, s.position);
  }

  #for(s: Of<'for'>, count: string): void {
    this.#writer.line(`${count}{`, s.position);
    this.#writer.indented(() => {
      for (const initializer of s.initializers) this.statement(initializer);
      const condition = s.condition === null ? '' : this.#expressions.condition(s.condition);
      const updates = s.updates.map((update) => this.#expressions.emit(update)).join(', ');
      this.#loop(`for (; ${condition}; ${updates})`, s.body, s);
    });
    this.#writer.line('}');
  }

  #forEach(s: Of<'foreach'>, count: string): void {
    this.#hasLoop = true;
    const source = this.#expressions.emit(s.iterable);
    const walk = {
      list: 'iterateList',
      set: 'iterateSet',
      iterable: 'iterate',
      soql: 'iterateList',
      'soql-batch': 'iterateBatches',
    }[s.over];
    this.#writer.line(`${count}for (let ${jsLocalName(s.local)} of R.${walk}(${source})) {`, s.position);
    this.#loopBody(s.body);
    this.#writer.line('}');
  }

  #dml(s: Of<'dml'>): string {
    const target = this.#expressions.emit(s.target);
    const externalId = s.externalId === null ? 'null' : this.#writer.constant(s.externalId);
    const mergeWith = s.mergeWith === null ? 'null' : this.#expressions.emit(s.mergeWith);
    return `R.dml(${quote(s.operation)}, ${target}, ${quote(s.access)}, ${externalId}, ${mergeWith});`;
  }

  #try(s: Of<'try'>, count: string): void {
    this.#writer.line(`${count}try {`, s.position);
    this.#writer.indented(() => this.block(s.body));
    if (s.catches.length > 0) this.#catches(s);
    if (s.finally !== null) {
      // After an exception that Apex cannot catch no finally block runs.
      const body = s.finally;
      this.#writer.line('} finally {');
      this.#writer.indented(() => {
        this.#writer.line('if (R.runsFinally()) {');
        this.#writer.indented(() => this.block(body));
        this.#writer.line('}');
      });
    }
    this.#writer.line('}');
  }

  #catches(s: Of<'try'>): void {
    const caught = `caught$${++this.#temporaryCount}`;
    this.#writer.line(`} catch (error$) { const ${caught} = R.caught(error$);`);
    this.#writer.indented(() => {
      s.catches.forEach((clause, i) => {
        this.#writer.line(
          `${i === 0 ? '' : '} else '}if (R.isInstance(${caught}, ${this.#writer.constant(clause.type)})) {`,
        );
        this.#writer.indented(() => {
          this.#writer.line(`let ${jsLocalName(clause.local)} = ${caught};`);
          this.block(clause.body);
        });
      });
      this.#writer.line('} else throw error$;');
    });
  }

  #switch(s: Of<'switch'>, count: string): void {
    const subject = `subject$${++this.#temporaryCount}`;
    this.#writer.line(`${count}{ const ${subject} = ${this.#expressions.emit(s.subject)};`, s.position);
    this.#writer.indented(() => {
      s.branches.forEach((branch, i) => {
        this.#writer.line(`${i === 0 ? '' : '} else '}if (${this.#when(branch, subject, s)}) {`, branch.body.position);
        this.#writer.indented(() => {
          if (branch.when.kind === 'type') this.#writer.line(`let ${jsLocalName(branch.when.local)} = ${subject};`);
          this.block(branch.body);
        });
      });
      if (s.otherwise !== null) {
        this.#writer.line(s.branches.length === 0 ? '{' : '} else {');
        const otherwise = s.otherwise;
        this.#writer.indented(() => this.block(otherwise));
      }
      if (s.branches.length > 0 || s.otherwise !== null) this.#writer.line('}');
    });
    this.#writer.line('}');
  }

  #when(branch: Of<'switch'>['branches'][number], subject: string, s: Of<'switch'>): string {
    if (branch.when.kind === 'type') return `R.isInstance(${subject}, ${this.#writer.constant(branch.when.type)})`;
    const exact = s.subject.type.symbol.qualifiedName === 'String';
    return branch.when.values
      .map((value) =>
        exact
          ? `${subject} === ${this.#expressions.emit(value)}`
          : `R.object.equal(${subject}, ${this.#expressions.emit(value)})`,
      )
      .join(' || ');
  }
}
