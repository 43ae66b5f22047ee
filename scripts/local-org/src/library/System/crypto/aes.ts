/** AES-CBC with PKCS#7 padding, as Crypto.encrypt uses it. Source: Apex Reference Guide, Crypto Class. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ApexBlob, throwApex } from '../../../runtime/index.ts';

const ivLength = 16;
const keyBits: Readonly<Record<string, number>> = { AES128: 128, AES192: 192, AES256: 256 };

export function encrypt(algorithm: string, key: ApexBlob, iv: ApexBlob, clear: ApexBlob): ApexBlob {
  const cipher = createCipheriv(cipherName(algorithm, key), key.bytes, checkedIv(iv.bytes));
  return new ApexBlob(Buffer.concat([cipher.update(clear.bytes), cipher.final()]));
}

/** @throws System.SecurityException when key, vector and text do not belong together */
export function decrypt(algorithm: string, key: ApexBlob, iv: ApexBlob, encrypted: ApexBlob): ApexBlob {
  const decipher = createDecipheriv(cipherName(algorithm, key), key.bytes, checkedIv(iv.bytes));
  try {
    return new ApexBlob(Buffer.concat([decipher.update(encrypted.bytes), decipher.final()]));
  } catch {
    return throwApex('System.SecurityException', 'Given final block not properly padded');
  }
}

/** The vector stands before the encrypted bytes. */
export function encryptManaged(algorithm: string, key: ApexBlob, clear: ApexBlob): ApexBlob {
  const iv = new ApexBlob(randomBytes(ivLength));
  return new ApexBlob(Buffer.concat([iv.bytes, encrypt(algorithm, key, iv, clear).bytes]));
}

export function decryptManaged(algorithm: string, key: ApexBlob, encrypted: ApexBlob): ApexBlob {
  const iv = new ApexBlob(encrypted.bytes.subarray(0, ivLength));
  return decrypt(algorithm, key, iv, new ApexBlob(encrypted.bytes.subarray(ivLength)));
}

export function generateKey(size: number): ApexBlob {
  if (!Object.values(keyBits).includes(size)) invalid(`Invalid AES key size: ${size}. It must be 128, 192 or 256`);
  return new ApexBlob(randomBytes(size / 8));
}

function cipherName(algorithm: string, key: ApexBlob): string {
  const bits = keyBits[algorithm.toUpperCase()];
  if (bits === undefined) return invalid(`Invalid parameter value "${algorithm}" for parameter "algorithmName"`);
  if (key.bytes.length * 8 !== bits) return invalid(`Invalid private key. Must be ${bits / 8} bytes.`);
  return `aes-${bits}-cbc`;
}

function checkedIv(iv: Uint8Array): Uint8Array {
  return iv.length === ivLength ? iv : invalid(`Invalid initialization vector. Must be ${ivLength} bytes.`);
}

function invalid(message: string): never {
  return throwApex('System.InvalidParameterValueException', message);
}
