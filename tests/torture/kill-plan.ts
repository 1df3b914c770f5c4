/** Chooses, repeatably, how each round goes: how many files, and when the kill comes. */

/** a number from 0 to 1 */
export type Random = () => number;

export interface KillPlan {
  /** the 20,000 rows come as so many tables, one after another */
  readonly files: 1 | 10;
  /**
   * anywhere: from choosing the file to its result page; commit: from the click on 导入 to the result page; write: from the
   * journal's first new byte to the result page
   */
  readonly kind: 'anywhere' | 'commit' | 'write';
  /** in which file, from 1 */
  readonly file: number;
  /** of that stretch of time */
  readonly fraction: number;
  /** the next start is killed as well, after this fraction of the time that opening takes */
  readonly again: number | undefined;
}

/** Every second kill comes anywhere in the import, the others while a commit is under way. */
const KINDS = ['anywhere', 'write', 'anywhere', 'write', 'anywhere', 'commit'] as const;

const AGAIN_EVERY = 4;

/** A round's plan depends on the seed and its number alone, so that it can be repeated whatever happened before. */
export function planRound(number: number, seed: number): KillPlan {
  const random = randomSequence(seed * 1009 + number);
  const index = number - 1;
  const kind = KINDS[index % KINDS.length] ?? 'anywhere';
  const files = Math.floor(index / 2) % 2 === 0 ? 1 : 10;
  const file = 1 + Math.floor(random() * files);
  const fraction = random();
  const again = number % AGAIN_EVERY === 0 ? random() : undefined;
  // The two copies are written in the first part of the stretch: squaring puts more of the kills there.
  return { files, kind, file, fraction: kind === 'write' ? fraction ** 2 : fraction, again };
}

/** mulberry32: small and repeatable; nothing here needs to be unguessable. */
export function randomSequence(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  const drawn = list.map((item) => ({ item, lot: random() }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ item }) => item);
}
