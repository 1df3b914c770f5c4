/**
 * SM4 (GB/T 32907-2016) in GCM (NIST SP 800-38D, RFC 8998), in AssemblyScript: `npm run wasm` compiles it into
 * ../sm4-gcm.generated.ts. ../sm4-module.ts is the only caller and states what stands where in the memory.
 *
 * No branch and no address depends on a key or on data: the S-box is computed with byte shuffles whose tables fit into a
 * register, GHASH the same way, the rest is shifts and XOR. So neither the cache nor the branch predictor tells a program
 * on the same machine anything. What remains: lengths are visible in the time, and keys lie in this memory until it is
 * overwritten (and in registers and on the stack for as long as those aren't used again), which only a program with
 * access to this process can read, and that has the plaintext anyway.
 */

/** bytes */
const BLOCK: usize = 16;
/** SM4 works on eight blocks at once: two groups of four hide each other's latency */
const STRIDE: usize = 8 * BLOCK;
/** GHASH works on sixteen blocks at once */
const LANES: usize = 16;
const SQUARE: usize = LANES * BLOCK;

export const MAX_ADDITIONAL: usize = 65536;
export const MAX_TEXT: usize = 1048576;

export const KEY: usize = memory.data(16, 16);
export const NONCE: usize = memory.data(12, 16);
export const TAG: usize = memory.data(16, 16);
/** 32 words, see expandKey */
const ROUND_KEYS: usize = memory.data(128, 16);
/** the key stream of one stride, or its plain blocks */
const STREAM: usize = memory.data(128, 16);
/** H¹⁶ … H¹, one for each lane */
const POWERS: usize = memory.data(256, 16);
/** for each of 32 nibbles of a block and each of 16 bytes of the product with H¹⁶: the 16 values */
const PRODUCTS: usize = memory.data(8192, 16);
const SQUARE_A: usize = memory.data(256, 16);
const SQUARE_B: usize = memory.data(256, 16);
const NIBBLES: usize = memory.data(512, 16);
/** sixteen running sums, byte by byte: the first 16 bytes are the first bytes of all lanes */
const SUMS: usize = memory.data(256, 16);
const HASH: usize = memory.data(16, 16);
/** room for the additional data, right-aligned to TEXT, with blocks of zeros before it */
const BEFORE_TEXT: usize = memory.data(65536 + 256, 16);
export const TEXT: usize = BEFORE_TEXT + MAX_ADDITIONAL + SQUARE;
/** text, the block of lengths, and the rest of a stride */
const TEXT_ROOM: usize = memory.data(1048576 + 256, 16);

/**
 * The S-box is A·(A·x + c)⁻¹ + c in GF(2⁸); the inverse is taken in GF(2⁴)² with tables of 16 (Hamburg, "Accelerating AES
 * with Vector Permute Instructions", CHES 2009). IN_LOW and IN_HIGH take a byte by nibbles through A, c and into that field,
 * OUT_UPPER and OUT_LOWER back and through A. 0x80 stands for infinity: a shuffle by it gives 0. The last "+ c" is missing
 * here, see expandKey.
 */
const TABLES: usize = memory.data<u8>(
  [
    0x8b, 0x9a, 0xba, 0xab, 0xe2, 0xf3, 0xd3, 0xc2, 0x8d, 0x9c, 0xbc, 0xad, 0xe4, 0xf5, 0xd5, 0xc4, // IN_LOW
    0x00, 0x21, 0xc6, 0xe7, 0x14, 0x35, 0xd2, 0xf3, 0x08, 0x29, 0xce, 0xef, 0x1c, 0x3d, 0xda, 0xfb, // IN_HIGH
    0x80, 0x01, 0x08, 0x0d, 0x0f, 0x06, 0x05, 0x0e, 0x02, 0x0c, 0x0b, 0x0a, 0x09, 0x03, 0x07, 0x04, // 1/x
    0x80, 0x07, 0x0b, 0x0f, 0x06, 0x0a, 0x04, 0x01, 0x09, 0x08, 0x05, 0x02, 0x0c, 0x0e, 0x0d, 0x03, // a/x
    0x00, 0x11, 0x91, 0xe6, 0xac, 0x2c, 0x77, 0xbd, 0x4a, 0xf7, 0xca, 0xdb, 0x80, 0x5b, 0x3d, 0x66, // OUT_UPPER
    0x00, 0x60, 0x65, 0x56, 0x16, 0x13, 0x33, 0x76, 0x40, 0x36, 0x45, 0x25, 0x05, 0x20, 0x73, 0x53, // OUT_LOWER
  ],
  16,
);
const SBOX_CONSTANT: u32 = 0xd3d3d3d3;
/** L of SBOX_CONSTANT: of its five terms the two with equal bytes cancel out, two of the other three do as well */
const ROUND_CONSTANT: u32 = 0x4f4f4f4f;

/** GB/T 32907 7.3.2 */
const FK: usize = memory.data<u32>([0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc], 16);

/** τ without its constant on each of 16 bytes. */
@inline
function substitute(x: v128): v128 {
  const low = i8x16.splat(0x0f);
  const invert = v128.load(TABLES, 32);
  const y = v128.xor(
    i8x16.swizzle(v128.load(TABLES), v128.and(x, low)),
    i8x16.swizzle(v128.load(TABLES, 16), v128.and(i16x8.shr_u(x, 4), low)),
  );
  const i = v128.and(i16x8.shr_u(y, 4), low);
  const k = v128.and(y, low);
  const j = v128.xor(i, k);
  const a = i8x16.swizzle(v128.load(TABLES, 48), k);
  const upper = v128.xor(i8x16.swizzle(invert, v128.xor(i8x16.swizzle(invert, i), a)), j);
  const lower = v128.xor(i8x16.swizzle(invert, v128.xor(i8x16.swizzle(invert, j), a)), i);
  return v128.xor(i8x16.swizzle(v128.load(TABLES, 64), upper), i8x16.swizzle(v128.load(TABLES, 80), lower));
}

/** L: b ⊕ b⋘2 ⊕ b⋘10 ⊕ b⋘18 ⊕ b⋘24, on each of four words. */
@inline
function diffuse(b: v128): v128 {
  const p = v128.xor(b, i8x16.shuffle(b, b, 3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14));
  const q = v128.xor(p, i8x16.shuffle(b, b, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  const r = i8x16.shuffle(p, p, 1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12);
  return v128.xor(r, v128.or(i32x4.shl(q, 2), i32x4.shr_u(q, 30)));
}

@inline
function round(a: v128, b: v128, c: v128, d: v128, key: v128): v128 {
  return v128.xor(a, diffuse(substitute(v128.xor(v128.xor(b, c), v128.xor(d, key)))));
}

/** The bytes of each word the other way round. */
@inline
function swapWords(x: v128): v128 {
  return i8x16.shuffle(x, x, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

@inline
function low32(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
}

@inline
function high32(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
}

@inline
function low64(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

@inline
function high64(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
}

/** Four blocks from their words: x0 holds the first words of all four. */
@inline
function storeFour(to: usize, x0: v128, x1: v128, x2: v128, x3: v128): void {
  const a = low32(x0, x1);
  const b = low32(x2, x3);
  const c = high32(x0, x1);
  const d = high32(x2, x3);
  v128.store(to, swapWords(low64(a, b)));
  v128.store(to, swapWords(high64(a, b)), 16);
  v128.store(to, swapWords(low64(c, d)), 32);
  v128.store(to, swapWords(high64(c, d)), 48);
}

/** Enciphers eight blocks, given as words (x: the first four, y: the others), into STREAM. */
function encipher(x0: v128, x1: v128, x2: v128, x3: v128, y0: v128, y1: v128, y2: v128, y3: v128): void {
  for (let key = ROUND_KEYS; key < ROUND_KEYS + 128; key += 16) {
    const k0 = v128.load32_splat(key);
    x0 = round(x0, x1, x2, x3, k0);
    y0 = round(y0, y1, y2, y3, k0);
    const k1 = v128.load32_splat(key, 4);
    x1 = round(x1, x2, x3, x0, k1);
    y1 = round(y1, y2, y3, y0, k1);
    const k2 = v128.load32_splat(key, 8);
    x2 = round(x2, x3, x0, x1, k2);
    y2 = round(y2, y3, y0, y1, k2);
    const k3 = v128.load32_splat(key, 12);
    x3 = round(x3, x0, x1, x2, k3);
    y3 = round(y3, y0, y1, y2, k3);
  }
  storeFour(STREAM, x3, x2, x1, x0);
  storeFour(STREAM + 64, y3, y2, y1, y0);
}

/** The blocks with nonce ‖ counter … counter + 7 (NIST SP 800-38D 6.2: 32 bits, big-endian), enciphered into STREAM. */
function encipherCounters(counter: u32): void {
  const n0 = i32x4.splat(bswap(load<u32>(NONCE)));
  const n1 = i32x4.splat(bswap(load<u32>(NONCE, 4)));
  const n2 = i32x4.splat(bswap(load<u32>(NONCE, 8)));
  const first = i32x4.add(i32x4.splat(counter), i32x4(0, 1, 2, 3));
  encipher(n0, n1, n2, first, n0, n1, n2, i32x4.add(first, i32x4.splat(4)));
}

/** XORs the text with the key stream from counter 2 on; clears what stands behind it up to the end of the stride. */
function applyStream(length: usize): void {
  let counter: u32 = 2;
  const end = TEXT + length;
  let at = TEXT;
  while (at < end) {
    encipherCounters(counter);
    for (let offset: usize = 0; offset < STRIDE; offset += BLOCK) {
      v128.store(at + offset, v128.xor(v128.load(at + offset), v128.load(STREAM + offset)));
    }
    at += STRIDE;
    counter += 8;
  }
  memory.fill(end, 0, at - end);
  memory.fill(STREAM, 0, STRIDE);
}

@inline
function rounded(length: usize): usize {
  return (length + BLOCK - 1) & ~(BLOCK - 1);
}

/** Turns the 16 × 16 bytes at `from` over their diagonal: four perfect shuffles. SQUARE_B is used, the result is in `to`. */
function transpose(from: usize, to: usize): void {
  shuffle(from, SQUARE_B);
  shuffle(SQUARE_B, to);
  shuffle(to, SQUARE_B);
  shuffle(SQUARE_B, to);
}

@inline
function shuffle(from: usize, to: usize): void {
  for (let index: usize = 0; index < 8; index++) {
    const a = v128.load(from + index * 16);
    const b = v128.load(from + index * 16, 128);
    v128.store(to + index * 32, i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
    v128.store(to + index * 32, i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16);
  }
}

/** SUMS = (SUMS ⊕ the sixteen blocks at `from`) · H¹⁶, each lane for itself. */
function absorb(from: usize): void {
  transpose(from, SQUARE_A);
  const low = i8x16.splat(0x0f);
  for (let row: usize = 0; row < SQUARE; row += 16) {
    const x = v128.xor(v128.load(SQUARE_A + row), v128.load(SUMS + row));
    v128.store(NIBBLES + row * 2, v128.and(i16x8.shr_u(x, 4), low));
    v128.store(NIBBLES + row * 2, v128.and(x, low), 16);
  }
  absorbHalf(PRODUCTS, SUMS);
  absorbHalf(PRODUCTS + 128, SUMS + 128);
}

/** Eight of the sixteen bytes of the products: as many sums as stay in registers. */
@inline
function absorbHalf(products: usize, sums: usize): void {
  let s0 = i64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  for (let nibble: usize = NIBBLES; nibble < NIBBLES + 512; nibble += 16) {
    const index = v128.load(nibble);
    s0 = v128.xor(s0, i8x16.swizzle(v128.load(products), index));
    s1 = v128.xor(s1, i8x16.swizzle(v128.load(products, 16), index));
    s2 = v128.xor(s2, i8x16.swizzle(v128.load(products, 32), index));
    s3 = v128.xor(s3, i8x16.swizzle(v128.load(products, 48), index));
    s4 = v128.xor(s4, i8x16.swizzle(v128.load(products, 64), index));
    s5 = v128.xor(s5, i8x16.swizzle(v128.load(products, 80), index));
    s6 = v128.xor(s6, i8x16.swizzle(v128.load(products, 96), index));
    s7 = v128.xor(s7, i8x16.swizzle(v128.load(products, 112), index));
    products += 256;
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
  v128.store(sums, s4, 64);
  v128.store(sums, s5, 80);
  v128.store(sums, s6, 96);
  v128.store(sums, s7, 112);
}

/** `to` ⊕= x · y in GF(2¹²⁸), bit by bit (NIST SP 800-38D 6.3); for the few products outside the loop. */
function multiplyInto(to: usize, x: usize, y: usize): void {
  let high: u64 = 0;
  let low: u64 = 0;
  let v = bswap(load<u64>(y));
  let w = bswap(load<u64>(y, 8));
  for (let half: usize = 0; half < 16; half += 8) {
    let bits = bswap(load<u64>(x + half));
    for (let bit = 0; bit < 64; bit++) {
      const mask = <u64>(<i64>bits >> 63);
      high ^= v & mask;
      low ^= w & mask;
      const reduce = (0 - (w & 1)) & 0xe100000000000000;
      w = (w >> 1) | (v << 63);
      v = (v >> 1) ^ reduce;
      bits <<= 1;
    }
  }
  store<u64>(to, load<u64>(to) ^ bswap(high));
  store<u64>(to, load<u64>(to, 8) ^ bswap(low), 8);
}

/**
 * HASH = GHASH of the additional data, the text and their lengths. Blocks of zeros before the first one change nothing,
 * as the sum begins with 0; they fill up the first sixteen. Everything lies in one row: zeros, additional data, text, lengths.
 */
function hash(additional: usize, length: usize): void {
  const blocks = (rounded(additional) + rounded(length)) / BLOCK + 1;
  const begin = TEXT - rounded(additional);
  const start = begin - ((0 - blocks) & (LANES - 1)) * BLOCK;
  const end = TEXT + rounded(length);
  memory.fill(start, 0, begin - start);
  memory.fill(begin + additional, 0, TEXT - begin - additional);
  memory.fill(TEXT + length, 0, end - TEXT - length);
  store<u64>(end, bswap((<u64>additional) << 3));
  store<u64>(end, bswap((<u64>length) << 3), 8);
  memory.fill(SUMS, 0, SQUARE);
  // the last sixteen are multiplied by H¹⁶ … H¹ instead
  const last = end + BLOCK - SQUARE;
  for (let at = start; at < last; at += SQUARE) absorb(at);
  transpose(SUMS, SQUARE_A);
  memory.fill(HASH, 0, BLOCK);
  for (let offset: usize = 0; offset < SQUARE; offset += BLOCK) {
    v128.store(SQUARE_A + offset, v128.xor(v128.load(SQUARE_A + offset), v128.load(last + offset)));
    multiplyInto(HASH, SQUARE_A + offset, POWERS + offset);
  }
  memory.fill(end, 0, BLOCK);
}

/** The tag of what lies in the memory, by XOR with the enciphered first counter block. */
function tag(additional: usize, length: usize): v128 {
  hash(additional, length);
  encipherCounters(1);
  const result = v128.xor(v128.load(HASH), v128.load(STREAM));
  memory.fill(STREAM, 0, STRIDE);
  return result;
}

/**
 * Takes the key at KEY into use (GB/T 32907 7.3). The round keys take over the S-box's constant, which `substitute` leaves
 * out: without it, words 4–7, 12–15, 20–23 and 28–31 are off by ROUND_CONSTANT = L(constant), every other group of four
 * twice over and thus right, as is the result (words 32–35). A round is right when its key makes up for the off ones of its three words.
 */
export function expandKey(): void {
  let a = bswap(load<u32>(KEY)) ^ load<u32>(FK);
  let b = bswap(load<u32>(KEY, 4)) ^ load<u32>(FK, 4);
  let c = bswap(load<u32>(KEY, 8)) ^ load<u32>(FK, 8);
  let d = bswap(load<u32>(KEY, 12)) ^ load<u32>(FK, 12);
  for (let index: u32 = 0; index < 32; index++) {
    const first = 28 * index;
    // CK (7.3.2): the bytes (4i + j) · 7 mod 256
    const ck = ((first & 255) << 24) | (((first + 7) & 255) << 16) | (((first + 14) & 255) << 8) | ((first + 21) & 255);
    const s = <u32>i32x4.extract_lane(substitute(i32x4.splat(b ^ c ^ d ^ ck)), 0) ^ SBOX_CONSTANT;
    const key = a ^ s ^ rotl(s, 13) ^ rotl(s, 23);
    a = b;
    b = c;
    c = d;
    d = key;
    const off = (((index + 1) >> 2) ^ ((index + 2) >> 2) ^ ((index + 3) >> 2)) & 1;
    store<u32>(ROUND_KEYS + index * 4, key ^ (ROUND_CONSTANT & (0 - off)));
  }
  memory.fill(KEY, 0, BLOCK);
  prepareHash();
}

/** H = SM4(0), its powers and PRODUCTS. */
function prepareHash(): void {
  const zero = i64x2.splat(0);
  encipher(zero, zero, zero, zero, zero, zero, zero, zero);
  memory.fill(POWERS, 0, SQUARE);
  memory.copy(POWERS + 240, STREAM, BLOCK);
  for (let at = POWERS + 224; at >= POWERS; at -= BLOCK) multiplyInto(at, at + BLOCK, POWERS + 240);
  memory.fill(STREAM, 0, STRIDE);
  let v = bswap(load<u64>(POWERS));
  let w = bswap(load<u64>(POWERS, 8));
  for (let nibble: usize = 0; nibble < 32; nibble++) {
    // SUMS holds, for each value of the nibble, its product: the highest bit comes first
    memory.fill(SUMS, 0, BLOCK);
    for (let value: usize = 8; value > 0; value >>= 1) {
      store<u64>(SUMS + value * BLOCK, bswap(v));
      store<u64>(SUMS + value * BLOCK, bswap(w), 8);
      const reduce = (0 - (w & 1)) & 0xe100000000000000;
      w = (w >> 1) | (v << 63);
      v = (v >> 1) ^ reduce;
    }
    for (let value: usize = 3; value < LANES; value++) {
      const rest = value & (value - 1);
      if (rest != 0) {
        const sum = v128.xor(v128.load(SUMS + rest * BLOCK), v128.load(SUMS + (value ^ rest) * BLOCK));
        v128.store(SUMS + value * BLOCK, sum);
      }
    }
    transpose(SUMS, PRODUCTS + nibble * SQUARE);
  }
  memory.fill(SUMS, 0, SQUARE);
}

/** Enciphers the text in place and puts its tag at TAG. The additional data ends at TEXT, but for zeros up to a whole block. */
export function seal(additional: usize, length: usize): void {
  applyStream(length);
  v128.store(TAG, tag(additional, length));
}

/** Deciphers the text in place if the tag at TAG fits; otherwise nothing is deciphered and the result is false. */
export function open(additional: usize, length: usize): bool {
  if (v128.any_true(v128.xor(tag(additional, length), v128.load(TAG)))) return false;
  applyStream(length);
  return true;
}

/** Enciphers whole blocks one by one (ECB) in place: for comparing the block cipher with others. */
export function encipherBlocks(count: usize): void {
  for (let at = TEXT; at < TEXT + count * BLOCK; at += STRIDE) {
    encipher(
      words(at, 0), words(at, 4), words(at, 8), words(at, 12),
      words(at + 64, 0), words(at + 64, 4), words(at + 64, 8), words(at + 64, 12),
    );
    memory.copy(at, STREAM, STRIDE);
  }
}

/** The words at `offset` of four blocks. */
function words(at: usize, offset: usize): v128 {
  const from = at + offset;
  const first = i32x4.replace_lane(i32x4.splat(bswap(load<u32>(from))), 1, bswap(load<u32>(from, 16)));
  return i32x4.replace_lane(i32x4.replace_lane(first, 2, bswap(load<u32>(from, 32))), 3, bswap(load<u32>(from, 48)));
}
