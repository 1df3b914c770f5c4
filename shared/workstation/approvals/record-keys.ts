/**
 * Finds an own record by the key by which two approvals are the same (identifiers.ts, recordKey). Computing 100,000 keys
 * takes some 100 ms, so they are kept from the first question on.
 */
import { recordKey } from '#shared/domain/identifiers.ts';
import type { Projection } from '#shared/ledger/projection.ts';
import type { ApprovalState, RecordState } from '#shared/ledger/record-state.ts';

export class RecordKeys {
  #known: Map<string, ApprovalState> | undefined;

  constructor(
    private readonly projection: Projection,
    private readonly ownId: string,
  ) {}

  find(key: string): ApprovalState | undefined {
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

  #all(): ReadonlyMap<string, ApprovalState> {
    if (this.#known) return this.#known;
    const known = new Map<string, ApprovalState>();
    for (const record of this.projection.records) this.#note(known, record);
    this.#known = known;
    return known;
  }

  #note(known: Map<string, ApprovalState>, record: RecordState | undefined): void {
    if (record?.kind === 'approval' && record.ownerId === this.ownId) known.set(recordKey(record.approval), record);
  }
}
