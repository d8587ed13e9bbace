// Signing what a provider wants signed. Russian signatures (ГОСТ Р 34.10, CMS) are made where the certificate's key is: the
// worker hands over the text and gets the signature.
import { signatureOf } from '../lib/bytes.js';
import { read } from './streams.js';

/** Makes an attached signature (CMS with the text in it) of a text with the certificate of an account. */
export interface Certificate {
  sign(text: string): Blob | ArrayBuffer | Uint8Array | Promise<Blob | ArrayBuffer | Uint8Array>;
}

/** The part of a service binding that is needed; VPC services and certificates for mTLS have it too. */
export interface Service {
  fetch(url: string, init: RequestInit): Promise<Response>;
}

/** Signatures with a chain of certificates and a time stamp in them are some tens of kilobytes. */
const mostBytes = 256 * 1024;

/** Nobody has this host (RFC 2606): a binding decides by itself where a request goes. */
const address = 'https://signer.invalid/';

const signWith = async (service: Service, text: string): Promise<Uint8Array> => {
  const headers = { 'content-type': 'text/plain; charset=utf-8', accept: 'application/octet-stream' };
  const response = await service.fetch(address, { method: 'POST', redirect: 'manual', headers, body: text });
  const bytes = response.status === 200 && response.body ? await read(response.body, mostBytes) : undefined;
  if (!bytes?.byteLength) throw new TypeError('not signed');
  return bytes;
};

/** A certificate behind a service: the text is posted to it, and its answer, 200, is the signature as it is. */
export const signer = (service: Service): Certificate => ({ sign: (text) => signWith(service, text) });

/** The bytes of a signature; nothing when there are none, or more than a signature has. What was thrown goes nowhere. */
export const signatureBy = async (certificate: Certificate, text: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  try {
    const bytes = await signatureOf(await certificate.sign(text));
    return bytes?.byteLength && bytes.byteLength <= mostBytes ? bytes : undefined;
  } catch {
    return undefined;
  }
};
