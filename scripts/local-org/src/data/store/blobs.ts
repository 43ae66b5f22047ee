/** Bytes of files, in pieces, so that a large one is never in memory as a whole. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Blobs, StoredBlob } from '../record-store.ts';
import type { SqliteStore } from './index.ts';

const pieceBytes = 512 * 1024;

export class SqliteBlobs implements Blobs {
  readonly #store: SqliteStore;

  constructor(store: SqliteStore) {
    this.#store = store;
  }

  write(pieces: Iterable<Uint8Array>): StoredBlob {
    const hash = createHash('md5');
    this.#store.run(`INSERT INTO _blob (size, md5) VALUES (0, '')`, []);
    const id = Number(this.#store.all('SELECT last_insert_rowid()', [])[0]?.[0]);
    let size = 0;
    let count = 0;
    for (const bytes of inPieces(pieces)) {
      hash.update(bytes);
      size += bytes.length;
      this.#store.run('INSERT INTO _blob_piece (blob, piece, bytes) VALUES (?, ?, ?)', [id, count++, bytes]);
    }
    const md5 = hash.digest('hex');
    this.#store.run('UPDATE _blob SET size = ?, md5 = ? WHERE id = ?', [size, md5, id]);
    return { id, size, md5 };
  }

  adoptFile(path: string): StoredBlob {
    return this.write(fileBytes(path));
  }

  *read(id: number): IterableIterator<Uint8Array> {
    for (let piece = 0; ; piece++) {
      const bytes = this.piece(id, piece);
      if (bytes === null) return;
      yield bytes;
    }
  }

  /** One piece; null behind the last. */
  piece(id: number, piece: number): Uint8Array | null {
    const bytes = this.#store.all('SELECT bytes FROM _blob_piece WHERE blob = ? AND piece = ?', [id, piece])[0]?.[0];
    return bytes instanceof Uint8Array ? bytes : null;
  }

  size(id: number): number {
    return Number(this.#store.all('SELECT size FROM _blob WHERE id = ?', [id])[0]?.[0] ?? 0n);
  }

  /** Makes a stored blob the content of a record's field. */
  attach(record: string, field: string, blob: StoredBlob): void {
    this.#store.run(
      'INSERT INTO _blob_field (record, field, blob) VALUES (?, ?, ?) ON CONFLICT (record, field) DO UPDATE SET blob = excluded.blob',
      [record, field.toLowerCase(), blob.id],
    );
  }

  /** The blob of a record's field; null when it has none. */
  ofField(record: string, field: string): StoredBlob | null {
    const row = this.#store.all(
      'SELECT b.id, b.size, b.md5 FROM _blob_field f JOIN _blob b ON b.id = f.blob WHERE f.record = ? AND f.field = ?',
      [record, field.toLowerCase()],
    )[0];
    return row === undefined ? null : { id: Number(row[0]), size: Number(row[1]), md5: row[2] as string };
  }

  /** Removes the bytes of a record that is gone. */
  detach(record: string): void {
    const blobs = this.#store.all('SELECT blob FROM _blob_field WHERE record = ?', [record]);
    if (blobs.length === 0) return;
    this.#store.run('DELETE FROM _blob_field WHERE record = ?', [record]);
    for (const [blob] of blobs) {
      this.#store.run('DELETE FROM _blob_piece WHERE blob = ?', [blob as bigint]);
      this.#store.run('DELETE FROM _blob WHERE id = ?', [blob as bigint]);
    }
  }
}

/** Evens pieces out to one size. */
function* inPieces(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += pieceBytes) yield piece.subarray(at, at + pieceBytes);
  }
}

function* fileBytes(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(pieceBytes);
      const length = readSync(file, buffer);
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
