/**
 * Which keys each department has and how far each is believed (exchange package, Trust). A department may have several:
 * one per computer. Folding doesn't depend on the order: a revocation holds whenever it comes.
 */
import type { EntryOf } from './entry.ts';

export type KeyEntry = EntryOf<'key.learned' | 'key.confirmed' | 'key.revoked'>;

/** superseded: replaced by a key that it signed; what it signed before that still holds */
export type KeyTrustState = 'unconfirmed' | 'confirmed' | 'superseded' | 'revoked';

export interface KeyState {
  readonly departmentId: string;
  readonly fingerprint: string;
  readonly publicKeyPem: string;
  readonly workstation: string;
  /** the card's text, to be passed on; undefined when the key came with a package */
  readonly card: string | undefined;
  readonly trust: KeyTrustState;
  /** `superseded`: when the new key was made; packages made later aren't believed */
  readonly supersededAt: string | undefined;
  /** in order of time, then id */
  readonly history: readonly KeyEntry[];
}

export class KeyRegister {
  /** department id → fingerprint → entries in order */
  readonly #entries = new Map<string, Map<string, KeyEntry[]>>();
  /** fingerprint of a replaced key → when its successor was made */
  readonly #replaced = new Map<string, string>();

  fold(entry: KeyEntry): void {
    const { departmentId, fingerprint } = entry.payload;
    const keys = this.#entries.get(departmentId) ?? new Map<string, KeyEntry[]>();
    this.#entries.set(departmentId, keys);
    const history = keys.get(fingerprint) ?? [];
    keys.set(fingerprint, history);
    history.push(entry);
    history.sort(compareKeyEntries);
    if (entry.type !== 'key.confirmed' || entry.payload.replaces === undefined) return;
    const since = entry.payload.since ?? entry.at;
    const known = this.#replaced.get(entry.payload.replaces);
    if (known === undefined || since < known) this.#replaced.set(entry.payload.replaces, since);
  }

  /** Of one department, in the order in which they became known. */
  of(departmentId: string): readonly KeyState[] {
    const keys = this.#entries.get(departmentId);
    if (!keys) return [];
    return [...keys.values()].flatMap((history) => this.#stateOf(history) ?? []).sort((a, b) => compareFirst(a, b));
  }

  find(departmentId: string, fingerprint: string): KeyState | undefined {
    const history = this.#entries.get(departmentId)?.get(fingerprint);
    return history && this.#stateOf(history);
  }

  /** Keys that may be sealed for, and that sign what is believed. */
  usable(departmentId: string): readonly KeyState[] {
    return this.of(departmentId).filter((key) => key.trust === 'confirmed');
  }

  departments(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Whoever has a stolen key can name a successor with it: when the key falls, what it vouched for falls too. */
  #holds({ payload }: EntryOf<'key.confirmed'>): boolean {
    if (payload.means !== 'rotation' || payload.replaces === undefined) return true;
    return !this.#entries.get(payload.departmentId)?.get(payload.replaces)?.some(isRevocation);
  }

  /** A key that only a revocation names isn't known: nothing could be checked with it. */
  #stateOf(history: readonly KeyEntry[]): KeyState | undefined {
    const known = history.filter((entry): entry is Exclude<KeyEntry, EntryOf<'key.revoked'>> => entry.type !== 'key.revoked');
    const first = known[0];
    if (!first) return undefined;
    const { departmentId, fingerprint, publicKeyPem } = first.payload;
    const supersededAt = this.#replaced.get(fingerprint);
    const revoked = history.length > known.length;
    const confirmed = known.some((entry) => entry.type === 'key.confirmed' && this.#holds(entry));
    return {
      departmentId,
      fingerprint,
      publicKeyPem,
      workstation: known.findLast((entry) => entry.payload.workstation)?.payload.workstation ?? '',
      card: known.findLast((entry) => entry.payload.card)?.payload.card,
      trust: revoked ? 'revoked' : !confirmed ? 'unconfirmed' : supersededAt ? 'superseded' : 'confirmed',
      supersededAt,
      history,
    };
  }
}

function isRevocation(entry: KeyEntry): boolean {
  return entry.type === 'key.revoked';
}

function compareFirst(a: KeyState, b: KeyState): number {
  const [left, right] = [a.history[0], b.history[0]];
  return left && right ? compareKeyEntries(left, right) : 0;
}

function compareKeyEntries(a: KeyEntry, b: KeyEntry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
