/**
 * Finds an own record by the key by which two approvals are the same (identifiers.ts, recordKey). Computing 100,000 keys
 * takes some 100 ms, so they are kept from the first question on.
 */
import { recordKey } from '#shared/domain/identifiers.ts';
import type { Projection, RecordState } from '#shared/ledger/projection.ts';

export class RecordKeys {
  #known: Map<string, RecordState> | undefined;

  constructor(
    private readonly projection: Projection,
    private readonly ownId: string,
  ) {}

  find(key: string): RecordState | undefined {
    const found = this.#all().get(key);
    if (!found || recordKey(found.approval) === key) return found;
    // It was corrected since and has another key now, so another record may have this one.
    this.#known = undefined;
    return this.#all().get(key);
  }

  /** To be called after every write, with the positions of the records that it was about. */
  changed(positions: Iterable<number>): void {
    if (!this.#known) return;
    for (const position of positions) this.#note(this.#known, this.projection.records[position]);
  }

  #all(): ReadonlyMap<string, RecordState> {
    if (this.#known) return this.#known;
    const known = new Map<string, RecordState>();
    for (const record of this.projection.records) this.#note(known, record);
    this.#known = known;
    return known;
  }

  #note(known: Map<string, RecordState>, record: RecordState | undefined): void {
    if (record?.ownerId === this.ownId) known.set(recordKey(record.approval), record);
  }
}
