/**
 * The department card (`.sgcard`): who a department is and which key is its own, signed by that key (exchange package,
 * Trust). A file is text: one or more statements, each a line of canonical JSON followed by its signatures, so that
 * openssl alone can check it (docs/verify-by-hand.md):
 *
 *   {"created":…,"department":…,"kind":"card","publicKey":…,"sgcard":1,"workstation":…}
 *   signature: <base64 of the DER, by the key in the card, over the bytes of the line before, without its LF>
 *   signature-by-previous: <the same by the key that this one replaces>          (only with "replaces")
 *
 * A statement of kind `revocation` is signed by the key it revokes: whoever has a stolen key can only end it with this.
 */
import { z } from 'zod';
import { fingerprint, publicKeyFromPem, verifySm2 } from '#shared/crypto/sm2.ts';
import { departmentSchema } from '#shared/domain/department.ts';
import { FailureError, fail, ok, type Result } from '#shared/domain/result.ts';
import { revocationReasonSchema } from '#shared/ledger/entry.ts';
import { canonicalJson } from './entry-lines.ts';
import { fromBase64, toBase64 } from './envelope.ts';

export const CARD_FORMAT = 1;
/** a card with its signatures is about 1 KB */
export const MAX_CARD_BYTES = 256 * 1024;
/** of one statement with its signatures: what an entry of the ledger can keep */
const MAX_STATEMENT_CHARACTERS = 8000;
const MAX_STATEMENTS = 50;

const created = z.iso.datetime({ precision: 3 });
const readableFingerprint = z.string().regex(/^[0-9A-F]{4}( [0-9A-F]{4}){15}$/);

const cardSchema = z.strictObject({
  sgcard: z.literal(CARD_FORMAT),
  kind: z.literal('card'),
  created,
  department: departmentSchema.strict(),
  /** SubjectPublicKeyInfo PEM */
  publicKey: z.string().max(1000),
  /** the computer whose key this is, for people */
  workstation: z.string().max(50),
  /** fingerprint of the key before, which signed this card too */
  replaces: readableFingerprint.optional(),
});
export type CardStatement = z.infer<typeof cardSchema>;

const revocationSchema = z.strictObject({
  sgcard: z.literal(CARD_FORMAT),
  kind: z.literal('revocation'),
  created,
  departmentId: z.string().regex(/^[0-9A-Z]{18}$/),
  publicKey: z.string().max(1000),
  reason: revocationReasonSchema,
});
export type RevocationStatement = z.infer<typeof revocationSchema>;

export interface ReadCard {
  readonly statement: CardStatement;
  readonly fingerprint: string;
  /** true when the key `replaces` says it is replaced by this one; `previous` proves it */
  readonly signedByPrevious: Uint8Array | undefined;
  /** the line that was signed */
  readonly line: string;
  /** statement and signatures, as kept in the ledger and passed on */
  readonly text: string;
}

export interface ReadRevocation {
  readonly statement: RevocationStatement;
  readonly fingerprint: string;
  readonly text: string;
}

export interface CardFile {
  readonly cards: readonly ReadCard[];
  readonly revocations: readonly ReadRevocation[];
}

export type Sign = (bytes: Uint8Array) => Promise<Result<Uint8Array>>;

// ---- writing ----

/** One statement with its signatures. `signByPrevious` goes with `replaces`. */
export async function writeStatement(
  statement: CardStatement | RevocationStatement,
  sign: Sign,
  signByPrevious?: Sign,
): Promise<Result<string>> {
  const line = canonicalJson(statement);
  const bytes = new TextEncoder().encode(line);
  const signature = await sign(bytes);
  if (!signature.ok) return signature;
  const lines = [line, `signature: ${toBase64(signature.value)}`];
  if (signByPrevious) {
    const previous = await signByPrevious(bytes);
    if (!previous.ok) return previous;
    lines.push(`signature-by-previous: ${toBase64(previous.value)}`);
  }
  return ok(`${lines.join('\n')}\n`);
}

// ---- reading ----

/** Every statement, each with its signatures checked. Errors: `card.too-large`, `.malformed`, `.newer`, `.signature`. */
export function readCardFile(bytes: Uint8Array): Result<CardFile> {
  try {
    return ok(readAll(bytes));
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, error: error.failure };
    throw error;
  }
}

function readAll(bytes: Uint8Array): CardFile {
  if (bytes.length > MAX_CARD_BYTES) refuseCard('card.too-large', '这个文件太大，不是部门名片。请确认选择的是 .sgcard 文件。');
  const blocks = blocksOf(textOf(bytes));
  if (blocks.length === 0 || blocks.length > MAX_STATEMENTS) malformed();
  const cards: ReadCard[] = [];
  const revocations: ReadRevocation[] = [];
  for (const block of blocks) {
    const read = readStatement(block);
    if ('line' in read) cards.push(read);
    else revocations.push(read);
  }
  return { cards, revocations };
}

/** The card that a coordinator passed on, or that the ledger kept. Errors as {@link readCardFile}. */
export function readCardText(text: string): Result<ReadCard> {
  const read = readCardFile(new TextEncoder().encode(text));
  if (!read.ok) return read;
  const [card] = read.value.cards;
  if (!card || read.value.cards.length > 1 || read.value.revocations.length > 0) return fail('card.malformed', MALFORMED);
  return ok(card);
}

/** True when the card was signed by the key it says it replaces. */
export function isSignedBy(card: ReadCard, previousPem: string): boolean {
  const previous = publicKeyFromPem(previousPem);
  if (!previous.ok || !card.signedByPrevious || fingerprint(previous.value) !== card.statement.replaces) return false;
  return verifySm2(new TextEncoder().encode(card.line), card.signedByPrevious, previous.value);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return malformed();
  }
}

/** A statement begins with `{`; the lines with its signatures follow. CR LF is taken too: mail programs and editors make it. */
function blocksOf(text: string): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line === '') continue;
    if (line.startsWith('{')) blocks.push([line]);
    else (blocks.at(-1) ?? malformed()).push(line);
  }
  return blocks;
}

function readStatement(block: readonly string[]): ReadCard | ReadRevocation {
  const [line = '', ...rest] = block;
  const text = `${block.join('\n')}\n`;
  if (text.length > MAX_STATEMENT_CHARACTERS) malformed();
  const statement = parseStatement(line);
  const signatures = signaturesOf(rest);
  const own = signatures.get('signature') ?? malformed();
  const publicKey = publicKeyFromPem(statement.publicKey);
  if (!publicKey.ok) return malformed();
  if (!verifySm2(new TextEncoder().encode(line), own, publicKey.value)) {
    refuseCard('card.signature', '名片的签名与内容不符：名片被改动过，或者不是由它写明的密钥签的。请不要使用，并请对方重新导出名片。');
  }
  const readable = fingerprint(publicKey.value);
  const previous = signatures.get('signature-by-previous');
  if (statement.kind === 'revocation') return previous ? malformed() : { statement, fingerprint: readable, text };
  if ((statement.replaces === undefined) !== (previous === undefined)) malformed();
  return { statement, fingerprint: readable, signedByPrevious: previous, line, text };
}

function parseStatement(line: string): CardStatement | RevocationStatement {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return malformed();
  }
  const format = z.object({ sgcard: z.number() }).safeParse(value);
  if (!format.success) return malformed();
  if (format.data.sgcard > CARD_FORMAT) refuseCard('card.newer', '这张名片的格式比本程序支持的新。请升级本程序后再导入。');
  const parsed = z.discriminatedUnion('kind', [cardSchema, revocationSchema]).safeParse(value);
  if (!parsed.success || canonicalJson(parsed.data) !== line) return malformed();
  return parsed.data;
}

function signaturesOf(lines: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  for (const line of lines) {
    const [, name, base64] = /^(signature|signature-by-previous): ([A-Za-z0-9+/]{1,200}={0,2})$/.exec(line) ?? [];
    if (name === undefined || base64 === undefined || found.has(name) || base64.length % 4 !== 0) return malformed();
    const signature = fromBase64(base64);
    // RFC 4648 3.5: the last character may hold bits that say nothing; a card has one way of being written only
    if (toBase64(signature) !== base64) return malformed();
    found.set(name, signature);
  }
  return found;
}

const MALFORMED = '这个文件不是部门名片，或者内容已损坏。请确认选择的是 .sgcard 文件；如无误，请对方重新导出名片。';

function malformed(): never {
  return refuseCard('card.malformed', MALFORMED);
}

function refuseCard(code: string, message: string): never {
  throw new FailureError({ code, message });
}
