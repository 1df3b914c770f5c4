/**
 * UUID version 7 (RFC 9562 5.7): the first 48 bits are the time in milliseconds, so ids sort by the time they were made.
 * Entries, records, packages and imports are named by them.
 */

const RANDOM_BYTES = 10;
/** Random bytes are fetched for this many ids at once: one call of the generator costs more than its bytes. */
const POOL_IDS = 1024;

/** The counter of RFC 9562 6.2 method 1 fills rand_a (12 bits); it begins below 1,024, so a millisecond has room for 3,072 ids. */
const COUNTER_START_LIMIT = 1024;
const COUNTER_LIMIT = 4096;

const HYPHEN = 45;
const VERSION_7 = 55;

/** Character code of the hexadecimal digit for the low four bits of `value`, lower case. */
function digit(value: number): number {
  const nibble = value & 15;
  return nibble < 10 ? 48 + nibble : 87 + nibble;
}

/**
 * The UUID for a time (milliseconds since 1970, a whole number below 2^48) and 10 random bytes, of which 74 bits are
 * used. The same input gives the same id; the demo data is made this way. Lower case, with hyphens.
 */
export function uuidv7(nowMilliseconds: number, random: Uint8Array): string {
  if (random.length < RANDOM_BYTES) throw new Error('uuidv7 needs 10 random bytes');
  if (!Number.isInteger(nowMilliseconds) || nowMilliseconds < 0 || nowMilliseconds >= 2 ** 48) {
    throw new Error('uuidv7 needs a whole number of milliseconds below 2^48');
  }
  return format(nowMilliseconds, (byteAt(random, 0) << 8) | byteAt(random, 1), random, 2);
}

let pool = new Uint8Array(0);
let poolOffset = 0;
let lastMilliseconds = 0;
let counter = 0;

/**
 * A new id, greater (as text) than every id this process made before: within a millisecond a counter rises, and when
 * the clock is set back or the counter is used up the id's time runs ahead of the clock.
 */
export function createUuid(): string {
  if (poolOffset + RANDOM_BYTES > pool.length) {
    if (pool.length === 0) pool = new Uint8Array(POOL_IDS * RANDOM_BYTES);
    crypto.getRandomValues(pool);
    poolOffset = 0;
  }
  const offset = poolOffset;
  poolOffset += RANDOM_BYTES;
  const now = Date.now();
  if (now > lastMilliseconds) restartCounter(now, offset);
  else {
    counter += 1;
    if (counter >= COUNTER_LIMIT) restartCounter(lastMilliseconds + 1, offset);
  }
  return format(lastMilliseconds, counter, pool, offset + 2);
}

function restartCounter(milliseconds: number, offset: number): void {
  lastMilliseconds = milliseconds;
  counter = ((byteAt(pool, offset) << 8) | byteAt(pool, offset + 1)) % COUNTER_START_LIMIT;
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] as number;
}

/**
 * `randomA`: 12 bits; `random` from `offset`: 8 bytes, the first two bits of which the variant replaces. One call with
 * all 36 character codes gives a flat string four times as fast as joining pieces.
 */
function format(milliseconds: number, randomA: number, random: Uint8Array, offset: number): string {
  const high = Math.floor(milliseconds / 0x10000);
  const low = milliseconds % 0x10000;
  const b0 = byteAt(random, offset);
  const b1 = byteAt(random, offset + 1);
  const b2 = byteAt(random, offset + 2);
  const b3 = byteAt(random, offset + 3);
  const b4 = byteAt(random, offset + 4);
  const b5 = byteAt(random, offset + 5);
  const b6 = byteAt(random, offset + 6);
  const b7 = byteAt(random, offset + 7);
  // biome-ignore format: one group of the UUID per line
  return String.fromCharCode(
    digit(high >>> 28), digit(high >>> 24), digit(high >>> 20), digit(high >>> 16), digit(high >>> 12), digit(high >>> 8), digit(high >>> 4), digit(high), HYPHEN,
    digit(low >>> 12), digit(low >>> 8), digit(low >>> 4), digit(low), HYPHEN,
    VERSION_7, digit(randomA >>> 8), digit(randomA >>> 4), digit(randomA), HYPHEN,
    digit(8 | ((b0 >>> 4) & 3)), digit(b0), digit(b1 >>> 4), digit(b1), HYPHEN,
    digit(b2 >>> 4), digit(b2), digit(b3 >>> 4), digit(b3), digit(b4 >>> 4), digit(b4),
    digit(b5 >>> 4), digit(b5), digit(b6 >>> 4), digit(b6), digit(b7 >>> 4), digit(b7),
  );
}
