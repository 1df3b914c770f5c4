/**
 * The ledger: append-only, two copies, one writer. Opening reads and verifies both copies and mends the one that is
 * behind; appending is one commit, however many segments it takes: all of it is saved, or none.
 *
 * A commit goes to the journal first (fsync in the main process; cut back when it fails), then to IndexedDB (strict;
 * the journal is cut back when it fails), then the head is noted. So "saved" means: it lies twice on the disk.
 */
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts';
import type { JournalPort, JournalState } from '#shared/ledger/journal-port.ts';
import type { Entry } from './entry.ts';
import { type Findings, type FoundSegment, planReconciliation, type ReconciliationPlan } from './reconcile.ts';
import { ENTRIES_PER_SEGMENT, importDataKey, inspectSegment, openSegment, type SealedSegment, sealSegment } from './segment.ts';
import type { SegmentStore } from './segment-store.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** with less room than this, a write that fails without a reason failed for want of room */
const TIGHT_BYTES = 4 * 1024 * 1024;

/** so many decrypted segments (1 MB each at most) may wait in memory */
const SEGMENTS_AT_ONCE = 4;

export interface LedgerNotice {
  readonly level: 'info' | 'warning' | 'error';
  readonly code: string;
  readonly message: string;
}

export interface OpenedLedger {
  readonly ledger: Ledger;
  readonly notices: readonly LedgerNotice[];
  readonly damagedSegments: readonly number[];
}

export interface AppendTimings {
  /** milliseconds */
  readonly seal: number;
  readonly store: number;
}

type Listener = (done: number, total: number) => void;

export class Ledger {
  #tail: Promise<unknown> = Promise.resolve();
  #broken: string | undefined;

  private constructor(
    private readonly journal: JournalPort,
    private readonly store: SegmentStore,
    private readonly key: CryptoKey,
    private head: { readonly seq: number; readonly digest: string },
    readonly readOnly: boolean,
  ) {}

  get segments(): number {
    return this.head.seq;
  }

  get headDigest(): string {
    return this.head.digest;
  }

  /**
   * Opens both copies and hands every segment's entries, in order, to `fold`.
   * Errors: `ledger.newer-version`, `ledger.wrong-key`, `journal.*`, `store.*`. Damage is not an error: what is whole is
   * opened read-only and the damaged segments are named.
   */
  static async open(
    ports: { readonly journal: JournalPort; readonly store: SegmentStore; readonly dataKey: Uint8Array },
    fold: (entries: readonly Entry[]) => void,
    onSegment: Listener = () => undefined,
  ): Promise<Result<OpenedLedger>> {
    const key = await importDataKey(ports.dataKey);
    const gathered = await gather(ports.journal, ports.store);
    if (!gathered.ok) return gathered;
    const { findings, bytesOf, storeProblem } = gathered.value;
    const plan = planReconciliation(findings);
    const unreadable: number[] = [];
    for await (const { seq, entries } of unsealed(key, plan, bytesOf)) {
      if (entries.ok) fold(entries.value);
      else unreadable.push(seq);
      onSegment(seq, plan.headSeq);
    }
    if (unreadable.length > 0 && unreadable.length === plan.source.size) {
      return fail('ledger.wrong-key', '台账不能用本机的密钥解开：密钥文件与台账不是同一套。请把二者从同一份备份恢复，数据没有改动。');
    }
    const readOnly = plan.readOnly || unreadable.length > 0;
    const mended = readOnly ? ok<LedgerNotice[]>([]) : await mend(ports, findings, plan, bytesOf, storeProblem);
    if (!mended.ok) return mended;
    const damagedSegments = [...new Set([...plan.lost, ...plan.conflicting, ...unreadable])].sort((a, b) => a - b);
    const notices = readOnly ? [damageNotice(plan, damagedSegments)] : mended.value;
    const ledger = new Ledger(ports.journal, ports.store, key, { seq: plan.headSeq, digest: plan.headDigest }, readOnly);
    return ok({ ledger, notices, damagedSegments });
  }

  /**
   * Appends entries as one commit. `isCancelled` is asked until the moment of writing; `onSealed` counts segments.
   * Errors: `ledger.read-only`, `ledger.cancelled`, `journal.disk-full`, `store.disk-full`, `store.write-failed`.
   */
  append(
    entries: readonly Entry[],
    options: { readonly onSealed?: Listener; readonly isCancelled?: () => boolean; readonly onCommitting?: () => void } = {},
  ): Promise<Result<AppendTimings>> {
    const turn = this.#tail.then(() => this.#append(entries, options));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #append(
    entries: readonly Entry[],
    options: { readonly onSealed?: Listener; readonly isCancelled?: () => boolean; readonly onCommitting?: () => void },
  ): Promise<Result<AppendTimings>> {
    if (this.readOnly) return fail('ledger.read-only', '台账有损坏，目前只能查看和导出，不能写入。请先按页面上方的提示恢复。');
    if (this.#broken) return fail('ledger.read-only', this.#broken);
    if (entries.length === 0) return ok({ seal: 0, store: 0 });
    const started = performance.now();
    const sealed = await this.#seal(entries, options);
    if (!sealed) return fail('ledger.cancelled', '已取消，没有写入任何内容。');
    options.onCommitting?.();
    const sealedAt = performance.now();
    const written = await this.#commit(sealed);
    if (!written.ok) return written;
    return ok({ seal: sealedAt - started, store: performance.now() - sealedAt });
  }

  async #seal(
    entries: readonly Entry[],
    options: { readonly onSealed?: Listener; readonly isCancelled?: () => boolean },
  ): Promise<SealedSegment[] | undefined> {
    const total = Math.ceil(entries.length / ENTRIES_PER_SEGMENT);
    const sealed: SealedSegment[] = [];
    for (let index = 0; index < total; index++) {
      if (options.isCancelled?.()) return undefined;
      const slice = entries.slice(index * ENTRIES_PER_SEGMENT, (index + 1) * ENTRIES_PER_SEGMENT);
      const prevDigest = sealed.at(-1)?.digest ?? this.head.digest;
      sealed.push(await sealSegment(this.key, { seq: this.head.seq + index + 1, prevDigest, entries: slice }));
      options.onSealed?.(index + 1, total);
    }
    return options.isCancelled?.() ? undefined : sealed;
  }

  async #commit(sealed: readonly SealedSegment[]): Promise<Result<void>> {
    const last = sealed.at(-1);
    if (!last) return ok(undefined);
    const journaled = await this.journal.append(sealed.map((segment) => segment.bytes));
    if (!journaled.ok) return journaled;
    const stored = await this.store.append(sealed);
    if (!stored.ok) {
      const reverted = await this.journal.revertLast();
      if (!reverted.ok) this.#broken = '上一次写入没有完整收尾，为保护数据已停止写入。请退出程序后重新打开，程序会自动核对两份台账。';
      return explained(stored, this.journal, '磁盘空间不足，没有保存。请腾出空间后再试一次，已有数据没有受影响。');
    }
    this.head = { seq: last.seq, digest: last.digest };
    // Losing this note only weakens the later check for a missing end; the entries themselves are safe by now.
    await this.journal.acknowledge(this.head);
    return ok(undefined);
  }

  /**
   * Reads both copies again and unseals every segment; changes nothing. A copy that is behind or damaged is mended at
   * the next opening.
   */
  async verify(onSegment: Listener = () => undefined): Promise<Result<Pick<OpenedLedger, 'notices' | 'damagedSegments'>>> {
    await this.#tail;
    const gathered = await gather(this.journal, this.store);
    if (!gathered.ok) return gathered;
    const { findings, bytesOf } = gathered.value;
    const plan = planReconciliation(findings);
    const unreadable: number[] = [];
    for await (const { seq, entries } of unsealed(this.key, plan, bytesOf)) {
      if (!entries.ok) unreadable.push(seq);
      onSegment(seq, plan.headSeq);
    }
    const damagedSegments = [...new Set([...plan.lost, ...plan.conflicting, ...unreadable])].sort((a, b) => a - b);
    if (damagedSegments.length > 0) return ok({ notices: [damageNotice(plan, damagedSegments)], damagedSegments });
    const behind = plan.repairStore.length + plan.extendJournal.length > 0 || plan.rebuildJournal;
    const message = '两份台账中有一份不完整。另一份完好，数据没有丢失；请锁定后重新解锁，程序会自动补齐。';
    return ok({ notices: behind ? [{ level: 'warning', code: 'ledger.copy-behind', message }] : [], damagedSegments });
  }

  /** Segments from `first` on, in order, unsealed again. Reading stops when the caller has enough. */
  async read(first: number): Promise<Result<AsyncIterable<{ readonly seq: number; readonly entries: readonly Entry[] }>>> {
    await this.#tail;
    const gathered = await gather(this.journal, this.store);
    if (!gathered.ok) return gathered;
    const { findings, bytesOf } = gathered.value;
    const plan = planReconciliation(findings);
    return ok(readable(unsealed(this.key, plan, bytesOf, first)));
  }

  close(): void {
    this.store.close();
  }
}

async function* readable(
  segments: ReturnType<typeof unsealed>,
): AsyncGenerator<{ readonly seq: number; readonly entries: readonly Entry[] }> {
  for await (const { seq, entries } of segments) if (entries.ok) yield { seq, entries: entries.value };
}

/**
 * The segments that can be taken from one of the copies, in order. A few are under way at once: decryption happens on
 * another thread, and unpacking the next ones fills the time until it answers.
 */
async function* unsealed(
  key: CryptoKey,
  plan: ReconciliationPlan,
  bytesOf: Gathered['bytesOf'],
  first = 1,
): AsyncGenerator<{ readonly seq: number; readonly entries: Result<Entry[]> }> {
  const seqs = [...plan.source.keys()].filter((seq) => seq >= first);
  const begin = async (seq: number) => {
    const bytes = await bytesOf(seq, plan);
    return bytes && openSegment(key, bytes);
  };
  const underWay = seqs.slice(0, SEGMENTS_AT_ONCE).map(begin);
  for (const [index, seq] of seqs.entries()) {
    const entries = await underWay.shift();
    const next = seqs[index + SEGMENTS_AT_ONCE];
    if (next !== undefined) underWay.push(begin(next));
    if (entries) yield { seq, entries };
  }
}

interface Gathered {
  readonly findings: Findings;
  readonly bytesOf: (seq: number, plan: ReconciliationPlan) => Promise<Bytes | undefined>;
  readonly storeProblem: boolean;
}

/** Reads both copies and checks each segment's own digest. */
async function gather(journal: JournalPort, store: SegmentStore): Promise<Result<Gathered>> {
  const state = await journal.open();
  if (!state.ok) return state;
  const opened = await store.open();
  if (!opened.ok && opened.error.code !== 'store.unreadable') return opened;
  const rows = opened.ok ? await store.readAll() : opened;
  const good: FoundSegment[] = [];
  const damaged: number[] = [];
  const storeBytes = new Map<number, Bytes>();
  const inspected = await Promise.all((rows.ok ? rows.value : []).map(async (row) => ({ row, header: await inspectSegment(row.bytes) })));
  for (const { row, header } of inspected) {
    if (!header.ok && header.error.code === 'segment.newer-version') return fail('ledger.newer-version', header.error.message);
    if (header.ok && header.value.seq === row.seq) {
      good.push(header.value);
      storeBytes.set(row.seq, row.bytes);
    } else damaged.push(row.seq);
  }
  const found = await readJournal(journal, state.value, storeBytes, good);
  if (!found.ok) return found;
  const findings: Findings = {
    store: { good, damaged },
    journal: {
      good: found.value.good,
      damagedInside: state.value.damages.some((damage) => !damage.tail) || found.value.damagedInside,
      damagedTail: state.value.damages.some((damage) => damage.tail),
      exists: state.value.exists,
    },
    acknowledged: state.value.acknowledged,
  };
  const bytesOf: Gathered['bytesOf'] = async (seq, plan) =>
    plan.source.get(seq) === 'store' ? storeBytes.get(seq) : found.value.bytes.get(seq);
  return ok({ findings, bytesOf, storeProblem: !rows.ok });
}

/**
 * The journal's list of digests comes from its own scan; where the store holds the same segment, that is enough. Only
 * records with something the store lacks are read over and inspected here.
 */
async function readJournal(
  journal: JournalPort,
  state: JournalState,
  storeBytes: ReadonlyMap<number, Bytes>,
  inStore: readonly FoundSegment[],
): Promise<Result<{ good: FoundSegment[]; bytes: Map<number, Bytes>; damagedInside: boolean }>> {
  const known = new Map(inStore.map((segment) => [segment.seq, segment]));
  const good: FoundSegment[] = [];
  const bytes = new Map<number, Bytes>();
  let damagedInside = false;
  for (const [index, record] of state.records.entries()) {
    const matches = record.digests.every((digest, position) => known.get(record.firstSeq + position)?.digest === digest);
    if (matches) {
      for (let seq = record.firstSeq; seq <= record.lastSeq; seq++) good.push(known.get(seq) as FoundSegment);
      continue;
    }
    const read = await journal.read(index);
    if (!read.ok) return read;
    for (const segment of read.value) {
      const copy = segment.slice();
      const header = await inspectSegment(copy);
      if (!header.ok && header.error.code === 'segment.newer-version') return fail('ledger.newer-version', header.error.message);
      if (!header.ok) {
        damagedInside = true;
        continue;
      }
      good.push(header.value);
      if (!storeBytes.has(header.value.seq) || known.get(header.value.seq)?.digest !== header.value.digest)
        bytes.set(header.value.seq, copy);
    }
  }
  return ok({ good, bytes, damagedInside });
}

/** Carries the plan out: the copy that is behind is completed from the other; returns what the user is to be told. */
async function mend(
  ports: { readonly journal: JournalPort; readonly store: SegmentStore },
  findings: Findings,
  plan: ReconciliationPlan,
  bytesOf: Gathered['bytesOf'],
  storeProblem: boolean,
): Promise<Result<LedgerNotice[]>> {
  const notices: LedgerNotice[] = [];
  if (storeProblem) {
    const reset = await ports.store.reset();
    if (!reset.ok) return explained(reset, ports.journal, NO_ROOM_TO_OPEN);
  }
  if (plan.repairStore.length > 0) {
    const repaired = await repairStore(ports.store, plan, bytesOf);
    if (!repaired.ok) return explained(repaired, ports.journal, NO_ROOM_TO_OPEN);
    const newest = findings.acknowledged?.seq ?? 0;
    const unfinished = !storeProblem && findings.store.damaged.length === 0 && plan.repairStore.every((seq) => seq > newest);
    if (!unfinished) {
      const text = `工作库（IndexedDB）缺少或损坏 ${plan.repairStore.length} 段，已从台账日志恢复，全部核对无误，数据没有丢失。`;
      notices.push({ level: 'warning', code: 'ledger.store-restored', message: text });
    }
  }
  if (plan.rebuildJournal) {
    const kept = await rebuildJournal(ports.journal, plan, bytesOf);
    if (!kept.ok) return kept;
    const where = kept.value ? `损坏的原文件保留为“${kept.value}”，供查验。` : '';
    const text = `台账日志有损坏，已从工作库重建，全部核对无误，数据没有丢失。${where}建议检查磁盘。`;
    notices.push({ level: 'warning', code: 'ledger.journal-rebuilt', message: text });
  } else if (plan.extendJournal.length > 0) {
    const extended = await extendJournal(ports.journal, plan, bytesOf);
    if (!extended.ok) return extended;
    const text = `台账日志末尾缺少 ${plan.extendJournal.length} 段，已从工作库补齐，全部核对无误，数据没有丢失。`;
    notices.push({ level: 'warning', code: 'ledger.journal-extended', message: text });
  }
  if (plan.headSeq > 0 && findings.acknowledged?.digest !== plan.headDigest) {
    await ports.journal.acknowledge({ seq: plan.headSeq, digest: plan.headDigest });
  }
  return ok(notices);
}

const NO_ROOM_TO_OPEN = '磁盘空间不足，工作库不能从台账日志恢复，台账没有打开。请腾出空间后再试一次，数据没有改动。';

/** Chromium often gives no reason, or another one, when the disk is full. */
async function explained(
  failed: { readonly ok: false; readonly error: Failure },
  journal: JournalPort,
  noRoom: string,
): Promise<{ readonly ok: false; readonly error: Failure }> {
  const free = await journal.freeBytes();
  return free.ok && free.value < TIGHT_BYTES ? fail('store.disk-full', noRoom) : failed;
}

async function repairStore(store: SegmentStore, plan: ReconciliationPlan, bytesOf: Gathered['bytesOf']): Promise<Result<void>> {
  const batch: { seq: number; bytes: Bytes }[] = [];
  for (const seq of plan.repairStore) {
    const bytes = await bytesOf(seq, plan);
    if (bytes) batch.push({ seq, bytes });
  }
  return store.replace(batch);
}

async function rebuildJournal(
  journal: JournalPort,
  plan: ReconciliationPlan,
  bytesOf: Gathered['bytesOf'],
): Promise<Result<string | undefined>> {
  const begun = await journal.beginRebuild();
  if (!begun.ok) return begun;
  for (let seq = 1; seq <= plan.headSeq; seq++) {
    const bytes = await bytesOf(seq, plan);
    if (!bytes) throw new Error(`segment ${seq} vanished during the rebuild`);
    const added = await journal.addToRebuild([bytes]);
    if (!added.ok) return added;
  }
  const finished = await journal.finishRebuild();
  return finished.ok ? ok(finished.value.keptAs) : finished;
}

async function extendJournal(journal: JournalPort, plan: ReconciliationPlan, bytesOf: Gathered['bytesOf']): Promise<Result<void>> {
  for (const seq of plan.extendJournal) {
    const bytes = await bytesOf(seq, plan);
    if (!bytes) throw new Error(`segment ${seq} vanished during the repair`);
    const appended = await journal.append([bytes]);
    if (!appended.ok) return appended;
  }
  return ok(undefined);
}

function damageNotice(plan: ReconciliationPlan, damaged: readonly number[]): LedgerNotice {
  const names = damaged.length > 20 ? `${damaged.slice(0, 20).join('、')} 等 ${damaged.length} 段` : `第 ${damaged.join('、')} 段`;
  const why = plan.conflicting.length > 0 ? '工作库与台账日志各自完整但内容不同' : '工作库与台账日志两份都有损坏';
  const message = `${why}：${names}不能恢复。其余内容已以只读方式打开，可以查看和导出；程序没有改动任何文件。请先备份整个数据目录，再从备份恢复或联系技术支持。`;
  return { level: 'error', code: 'ledger.damaged', message };
}
