/** System.Crypto. Source: Apex Reference Guide, Crypto Class (apex_classes_restful_crypto). */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ApexBlob, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { decrypt, decryptManaged, encrypt, encryptManaged, generateKey } from './crypto/aes.ts';
import { sign, verifySignature } from './crypto/signatures.ts';

const digests: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  'sha-1': 'sha1',
  'sha-256': 'sha256',
  sha256: 'sha256',
  'sha-512': 'sha512',
  sha512: 'sha512',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
};

const macs: Readonly<Record<string, string>> = {
  hmacmd5: 'md5',
  hmacsha1: 'sha1',
  hmacsha256: 'sha256',
  hmacsha512: 'sha512',
};

export const CryptoType = platformType({
  name: 'System.Crypto',
  kind: 'class',
  page: 'apex_classes_restful_crypto',
  nonNull: ['*'],
  members: {
    'static Blob decrypt(String algorithmName, Blob privateKey, Blob initializationVector, Blob cipherText)': decrypt,
    'static Blob decryptWithManagedIV(String algorithmName, Blob privateKey, Blob IVAndCipherText)': decryptManaged,
    'static Blob encrypt(String algorithmName, Blob privateKey, Blob initializationVector, Blob clearText)': encrypt,
    'static Blob encryptWithManagedIV(String algorithmName, Blob privateKey, Blob clearText)': encryptManaged,
    'static Blob generateAesKey(Integer size)': generateKey,
    'static Blob generateDigest(String algorithmName, Blob input)': (algorithm: string, input: ApexBlob) =>
      new ApexBlob(createHash(known(digests, algorithm)).update(input.bytes).digest()),
    'static Blob generateMac(String algorithmName, Blob input, Blob privateKey)': mac,
    'static Integer getRandomInteger()': () => randomBytes(4).readInt32BE(),
    'static Long getRandomLong()': () => randomBytes(8).readBigInt64BE(),
    'static Blob sign(String algorithmName, Blob input, Blob privateKey)': sign,
    'static Boolean verify(String algorithmName, Blob data, Blob signature, Blob publicKey)': verifySignature,
    'static Boolean verifyHMac(String algorithmName, Blob input, Blob privateKey, Blob hmacToVerify)': (
      algorithm: string,
      input: ApexBlob,
      key: ApexBlob,
      expected: ApexBlob,
    ) => equalBytes(mac(algorithm, input, key).bytes, expected.bytes),
  },
  unimplemented: [
    'static Blob signWithCertificate(String algorithmName, Blob input, String certDevName)',
    'static Boolean verify(String algorithmName, Blob data, Blob signature, String certDevName)',
  ],
});

function mac(algorithm: string, input: ApexBlob, key: ApexBlob): ApexBlob {
  return new ApexBlob(createHmac(known(macs, algorithm), key.bytes).update(input.bytes).digest());
}

function known(algorithms: Readonly<Record<string, string>>, name: string): string {
  return (
    algorithms[name.toLowerCase()] ??
    throwApex(
      'System.InvalidParameterValueException',
      `Invalid parameter value "${name}" for parameter "algorithmName"`,
    )
  );
}

/** In constant time for equal lengths. */
function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
