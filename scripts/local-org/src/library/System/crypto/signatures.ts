/** Signatures with RSA and ECDSA keys. Source: Apex Reference Guide, Crypto Class. */
import { createPrivateKey, createPublicKey, sign as signBytes, verify, type KeyObject } from 'node:crypto';
import { ApexBlob, throwApex } from '../../../runtime/index.ts';

const hashes: Readonly<Record<string, string>> = {
  rsa: 'sha1',
  'rsa-sha1': 'sha1',
  'rsa-sha256': 'sha256',
  'rsa-sha384': 'sha384',
  'rsa-sha512': 'sha512',
  'ecdsa-sha256': 'sha256',
  'ecdsa-sha384': 'sha384',
  'ecdsa-sha512': 'sha512',
};

/** @param privateKey PKCS#8, DER */
export function sign(algorithm: string, input: ApexBlob, privateKey: ApexBlob): ApexBlob {
  const key = readKey(() => createPrivateKey({ key: Buffer.from(privateKey.bytes), format: 'der', type: 'pkcs8' }));
  return new ApexBlob(signBytes(hashOf(algorithm), input.bytes, key));
}

/** @param publicKey X.509 SubjectPublicKeyInfo, DER */
export function verifySignature(algorithm: string, data: ApexBlob, signature: ApexBlob, publicKey: ApexBlob): boolean {
  const key = readKey(() => createPublicKey({ key: Buffer.from(publicKey.bytes), format: 'der', type: 'spki' }));
  return verify(hashOf(algorithm), data.bytes, key, signature.bytes);
}

function hashOf(algorithm: string): string {
  return (
    hashes[algorithm.toLowerCase()] ??
    throwApex(
      'System.InvalidParameterValueException',
      `Invalid parameter value "${algorithm}" for parameter "algorithmName"`,
    )
  );
}

/** The key itself never gets into a message. */
function readKey(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch {
    return throwApex('System.InvalidParameterValueException', 'Invalid key. It must be PKCS#8 or X.509, DER-encoded.');
  }
}
