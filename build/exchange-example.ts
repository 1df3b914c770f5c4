/** The worked example of docs/package-format.md, written from the test vectors: a test holds the page to it. */
import { bytesToHex } from '#shared/crypto/digests.ts';
import { fromBase64 } from '#shared/exchange/envelope.ts';
import type { Vectors } from './exchange-vectors.ts';

const BEGIN = '<!-- example: written by build/exchange-vectors.ts -->\n';
const END = '<!-- end of the example -->\n';

/** The page with the example between its marks replaced. */
export function withExample(page: string, vectors: Vectors, read: (file: string) => Uint8Array): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('the page has no place for the example');
  return page.slice(0, begin + BEGIN.length) + exampleText(vectors, read) + page.slice(end);
}

function exampleText(vectors: Vectors, read: (file: string) => Uint8Array): string {
  const sealed = vectors.packages.find((each) => each.file === 'approvals.sgxe');
  const plain = vectors.packages.find((each) => each.file === 'approvals.sgx');
  if (!sealed?.envelope || !plain) throw new Error('the vectors lack the example');
  const [outside, inside] = [read(sealed.file), read(plain.file)];
  const { envelope } = sealed;
  const start = outside.length - envelope.inside.size - 16;
  const text = new TextDecoder();
  const tagManifest = contentOf(inside, 'tagmanifest-sha256.txt');
  const recipient = vectors.keys.recipient;
  return [
    `\`approvals.sgxe\`, ${sealed.size} bytes, is \`approvals.sgx\`, ${plain.size} bytes, sealed for one key, \`${recipient.file}\`, whose fingerprint is`,
    block(recipient.fingerprint),
    `Mark and length (${start - 8} = \`${bytesToHex(outside.subarray(4, 8))}\`), then the header's text:`,
    block(bytesToHex(outside.subarray(0, 8)), envelope.header),
    'SM3 of these bytes, the additional data of the chunk; the content key that `wrapped` gives; the nonce of the only chunk (prefix, number 0, the last one):',
    block(envelope.headerSm3, envelope.contentKey, envelope.chunks[0]?.nonce ?? ''),
    `The package begins with the first line, its ciphertext with the second; the tag, the file's last 16 bytes, is the third. Size: ${start} + ${plain.size} + 16 = ${sealed.size}.`,
    block(bytesToHex(inside.subarray(0, 32)), bytesToHex(outside.subarray(start, start + 32)), envelope.chunks[0]?.tag ?? ''),
    'Inside, the tag manifest, and the signature over it by `demo-key-sender.pem`:',
    block(text.decode(tagManifest).trimEnd(), ...(bytesToHex(fromBase64(plain.signature)).match(/.{1,96}/g) ?? [])),
    'The only line of `data/entries.ndjson`:',
    block(text.decode(contentOf(inside, 'data/entries.ndjson')).trimEnd()),
    'SM3 of the sealed file, as the 交接单 states it:',
    block(sealed.sm3),
  ].join('\n');
}

const block = (...lines: readonly string[]) => `\n\`\`\`\n${lines.join('\n')}\n\`\`\`\n`;

/** Content of a file in a `stored-1` container: after the local header that ends in its name. */
function contentOf(zip: Uint8Array, path: string): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let offset = 0; view.getUint32(offset, true) === 0x04034b50; ) {
    const [size, nameBytes] = [view.getUint32(offset + 18, true), view.getUint16(offset + 26, true)];
    const start = offset + 30 + nameBytes;
    const name = new TextDecoder().decode(zip.subarray(offset + 30, start));
    if (name.endsWith(`/${path}`)) return zip.subarray(start, start + size);
    offset = start + size;
  }
  throw new Error(`no ${path}`);
}
