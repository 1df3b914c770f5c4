/**
 * Makes the test vectors of the exchange format, tests/fixtures/exchange/, and writes the worked example of
 * docs/package-format.md from them. To be run when the format changes, and only then: signatures and keys are drawn anew.
 *
 *   node build/run-script.mjs --no-window build/exchange-vectors.ts
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bytesToHex, sm3Hex } from '#shared/crypto/digests.ts';
import { fingerprint, publicKeyToPem, sm2PrivateKeyToPem } from '#shared/crypto/sm2.ts';
import { sourceOfBytes } from '#shared/exchange/byte-source.ts';
import { ENVELOPE_CHUNK_BYTES, fromBase64 } from '#shared/exchange/envelope.ts';
import { openPackage } from '#shared/exchange/package-reader.ts';
import { type PackageInput, type WrittenPackage, writePackage } from '#shared/exchange/package-writer.ts';
import { withExample } from './exchange-example.ts';
import {
  KEY_NAMES,
  type KeyName,
  recipientCard,
  senderCards,
  signBy,
  type VectorInput,
  vectorInputs,
  vectorKey,
} from './exchange-vector-content.ts';
import { required } from './node-workstation.ts';

export const VECTORS_FOLDER = 'tests/fixtures/exchange';
export const SPECIFICATION = 'docs/package-format.md';

export interface EnvelopeVector {
  /** whose keys it is wrapped for */
  readonly keys: readonly KeyName[];
  /** the header's JSON */
  readonly header: string;
  /** SM3 of mark, length and JSON: the additional data */
  readonly headerSm3: string;
  readonly contentKey: string;
  readonly chunks: readonly { readonly nonce: string; readonly plainBytes: number; readonly tag: string }[];
  /** of the package inside */
  readonly inside: { readonly size: number; readonly sha256: string };
}

export interface PackageVector {
  readonly file: string;
  /** of {@link vectorInputs} */
  readonly input: string;
  readonly size: number;
  readonly sha256: string;
  readonly sm3: string;
  readonly signer: KeyName;
  /** base64 of sgx/signature.der */
  readonly signature: string;
  /** sgx/package.json */
  readonly descriptor: string;
  /** USCC of the department that opens it */
  readonly openedBy: string;
  readonly entryIds: readonly string[];
  readonly entryTypes: readonly string[];
  readonly attachments: readonly { readonly sha256: string; readonly size: number }[];
  readonly envelope?: EnvelopeVector;
}

export interface Vectors {
  readonly note: string;
  readonly keys: Readonly<Record<KeyName, { readonly file: string; readonly fingerprint: string; readonly publicKeyPem: string }>>;
  readonly packages: readonly PackageVector[];
  readonly cards: readonly {
    readonly file: string;
    readonly key: KeyName;
    readonly replaces?: KeyName;
    readonly revokes: readonly KeyName[];
  }[];
  /** a change of one file that must be refused: one byte XOR 1, or cut to `cut` bytes */
  readonly refusals: readonly { readonly file: string; readonly at?: number; readonly cut?: number; readonly code: string }[];
}

const NOTE =
  'Test vectors of docs/package-format.md. The keys are demo keys that everybody knows, the departments are invented: never use them for anything real. Digests, keys and nonces are hex.';

/** The file in pieces put together; `again` gives the same bytes as before. */
export async function writeVector(input: VectorInput, more: Pick<PackageInput, 'sealFor'> | Pick<PackageInput, 'again'>) {
  const pieces: Uint8Array[] = [];
  const { signer, ...rest } = input;
  const publicKeyPem = publicKeyToPem(vectorKey(signer).publicKey);
  const written = required(
    await writePackage({ ...rest, ...more, publicKeyPem, sign: signBy(signer) }, async (bytes) => void pieces.push(bytes.slice())),
  );
  return { bytes: new Uint8Array(Buffer.concat(pieces)), written };
}

async function describe(
  file: string,
  input: readonly [string, VectorInput],
  made: { readonly bytes: Uint8Array; readonly written: WrittenPackage },
  envelope: EnvelopeVector | undefined,
  inside: Uint8Array,
): Promise<PackageVector> {
  const [name, { recipients, signer }] = input;
  const openedBy = recipients[0]?.uscc ?? '';
  const bag = required(await openPackage(sourceOfBytes(inside), { ownDepartmentId: openedBy, acceptDemo: true }));
  return {
    file,
    input: name,
    size: made.written.size,
    sha256: made.written.sha256,
    sm3: made.written.sm3,
    signer,
    signature: made.written.secrets.signature,
    descriptor: made.written.secrets.descriptor,
    openedBy,
    entryIds: bag.entries.map((entry) => entry.id),
    entryTypes: bag.entries.map((entry) => entry.type),
    attachments: bag.attachments,
    ...(envelope ? { envelope } : {}),
  };
}

async function describeEnvelope(bytes: Uint8Array, written: WrittenPackage, keys: readonly KeyName[], inside: Uint8Array) {
  const secrets = written.secrets.envelope;
  if (!secrets) throw new Error('not sealed');
  const header = fromBase64(secrets.header);
  const text = new TextDecoder().decode(header.subarray(8));
  const { nonce } = JSON.parse(text) as { readonly nonce: string };
  const count = Math.ceil(inside.length / ENVELOPE_CHUNK_BYTES);
  const chunks = Array.from({ length: count }, (_, index) => {
    const plainBytes = Math.min(ENVELOPE_CHUNK_BYTES, inside.length - index * ENVELOPE_CHUNK_BYTES);
    const end = header.length + index * (ENVELOPE_CHUNK_BYTES + 16) + plainBytes;
    const number = index.toString(16).padStart(8, '0');
    return { nonce: `${nonce}${number}${index === count - 1 ? '01' : '00'}`, plainBytes, tag: bytesToHex(bytes.subarray(end, end + 16)) };
  });
  return {
    keys,
    header: text,
    headerSm3: await sm3Hex(header),
    contentKey: bytesToHex(fromBase64(secrets.contentKey)),
    chunks,
    inside: { size: inside.length, sha256: createHash('sha256').update(inside).digest('hex') },
  };
}

async function makeVectors(): Promise<Vectors> {
  const save = (name: string, content: string | Uint8Array) => writeFileSync(join(VECTORS_FOLDER, name), content);
  for (const name of KEY_NAMES) save(`demo-key-${name}.pem`, sm2PrivateKeyToPem(vectorKey(name).privateKey, vectorKey(name).publicKey));
  const card = await recipientCard();
  save('card-recipient.sgcard', card);
  for (const [name, text] of Object.entries(await senderCards())) save(`${name}.sgcard`, text);
  const packages: PackageVector[] = [];
  const sealedFor: Readonly<Record<string, readonly KeyName[]>> = {
    approvals: ['recipient'],
    'two-chunks': ['recipient', 'other-recipient'],
  };
  for (const input of Object.entries(vectorInputs(card))) {
    const [name, content] = input;
    const keys = sealedFor[name];
    const made = await writeVector(content, keys ? { sealFor: keys.map((key) => vectorKey(key).publicKey) } : {});
    const { descriptor, signature } = made.written.secrets;
    const plain = await writeVector(content, { again: { descriptor, signature } });
    if (keys) {
      const envelope = await describeEnvelope(made.bytes, made.written, keys, plain.bytes);
      save(`${name}.sgxe`, made.bytes);
      packages.push(await describe(`${name}.sgxe`, input, made, envelope, plain.bytes));
    }
    if (name === 'two-chunks') continue;
    save(`${name}.sgx`, plain.bytes);
    packages.push(await describe(`${name}.sgx`, input, plain, undefined, plain.bytes));
  }
  return { note: NOTE, keys: keyVectors(), packages, cards: CARDS, refusals: refusalsOf(packages) };
}

const CARDS: Vectors['cards'] = [
  { file: 'card.sgcard', key: 'sender', revokes: [] },
  { file: 'card-successor.sgcard', key: 'sender-next', replaces: 'sender', revokes: [] },
  { file: 'card-after-leak.sgcard', key: 'sender-next', revokes: ['sender'] },
  { file: 'card-recipient.sgcard', key: 'recipient', revokes: [] },
];

function keyVectors(): Vectors['keys'] {
  const keys = KEY_NAMES.map((name) => {
    const { publicKey } = vectorKey(name);
    const file = `demo-key-${name}.pem`;
    return [name, { file, fingerprint: fingerprint(publicKey), publicKeyPem: publicKeyToPem(publicKey) }] as const;
  });
  return Object.fromEntries(keys) as Vectors['keys'];
}

function refusalsOf(packages: readonly PackageVector[]): Vectors['refusals'] {
  const find = (file: string) => packages.find((each) => each.file === file);
  const [plain, large] = [find('approvals.sgx'), find('two-chunks.sgxe')];
  if (!plain || !large?.envelope) throw new Error('the vectors lack a package');
  const start = 8 + new TextEncoder().encode(large.envelope.header).length;
  return [
    // the header's digest is in every chunk
    { file: large.file, at: 8 + large.envelope.header.indexOf('"nonce":"') + 9, code: 'package.envelope.damaged' },
    { file: large.file, at: 8 + large.envelope.header.indexOf('"cipher"') + 1, code: 'package.envelope.header' },
    { file: large.file, at: start, code: 'package.envelope.damaged' },
    { file: large.file, at: large.size - 1, code: 'package.envelope.damaged' },
    // the first chunk alone isn't marked as the last one
    { file: large.file, cut: start + ENVELOPE_CHUNK_BYTES + 16, code: 'package.envelope.damaged' },
    { file: large.file, cut: start, code: 'package.envelope.truncated' },
    { file: plain.file, cut: plain.size - 1, code: 'package.zip.truncated' },
    { file: plain.file, at: 10, code: 'package.zip.header-mismatch' },
  ];
}

async function main(): Promise<void> {
  rmSync(VECTORS_FOLDER, { recursive: true, force: true });
  mkdirSync(VECTORS_FOLDER, { recursive: true });
  const vectors = await makeVectors();
  writeFileSync(join(VECTORS_FOLDER, 'expected.json'), `${JSON.stringify(vectors, null, 2)}\n`);
  const read = (file: string) => new Uint8Array(readFileSync(join(VECTORS_FOLDER, file)));
  writeFileSync(SPECIFICATION, withExample(readFileSync(SPECIFICATION, 'utf8'), vectors, read));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
