/**
 * Taking in a table of a self-built system (办法 20(一)): open → map columns → check and compare → one commit. Reading
 * and checking happen in the reader; here rows are compared with the ledger and turned into entries. Until the commit
 * nothing is kept anywhere but in memory, so a cancelled import leaves nothing.
 */
import type { Approval } from '#shared/domain/approval.ts';
import { approvalChanges } from '#shared/domain/approval-format.ts';
import { recordKey } from '#shared/domain/identifiers.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { ApprovalState } from '#shared/ledger/record-state.ts';
import type {
  ImportOutcome,
  ImportPreview,
  ImportSettings,
  OnProgress,
  OpenedTable,
  PreviewRow,
  RowOutcome,
  RowRelation,
  WorkstationApi,
} from '../api.ts';
import { type Context, checkSpace, entriesNow, newEntry, record, throttled, today } from '../context.ts';
import { readWhole, saveBytes } from '../file-transfer.ts';
import type { ReaderRow, ReaderSettings, ReaderSheet, ReaderTable, TableReader } from './table-reader.ts';

/** far above any true export; a larger one would not fit beside everything else in memory */
export const MAX_TABLE_BYTES = 200 * 1024 * 1024;
const DEFAULT_SOURCE = '自建业务系统';
/** what one record takes at rest, roughly and generously: for the check of free space */
const BYTES_PER_RECORD = 600;

interface CheckedRow {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly approval: Approval | undefined;
  readonly relation: RowRelation | undefined;
  readonly existing: ApprovalState | undefined;
}

interface TableSession {
  readonly fileName: string;
  readonly reader: TableReader;
  readonly table: ReaderTable;
  readonly parseMilliseconds: number;
  sheet: ReaderSheet;
  settings: ImportSettings | undefined;
  rows: readonly CheckedRow[];
}

export class TableImports {
  readonly #sessions = new Map<string, TableSession>();

  constructor(private readonly context: Context) {}

  async open(input: Parameters<WorkstationApi['openTable']>[0]): Promise<Result<OpenedTable>> {
    const { jobs, host, createReader } = this.context;
    const at = { file: input.fileName };
    if (input.size > MAX_TABLE_BYTES) {
      return fail('table.too-large', `“${input.fileName}”超过 200 MB，不能一次导入。请按年份或事项拆成几个文件。`, at);
    }
    const onProgress = throttled(input.onProgress);
    jobs.begin(input.jobId);
    const reader = createReader(input.size);
    const signal = jobs.signal(input.jobId);
    const stop = () => reader.close();
    signal.addEventListener('abort', stop);
    try {
      const bytes = await readWhole(host.files, input.token, input.size, (fraction) =>
        onProgress({ text: '正在读取文件', fraction: fraction * 0.1 }),
      );
      if (!bytes.ok) return bytes;
      const started = performance.now();
      const table = await reader.open(bytes.value, input.fileName, onProgress);
      if (signal.aborted) return cancelled();
      if (!table.ok) return table;
      const first = table.value.sheets.find((sheet) => !sheet.hidden && sheet.rows > 0) ?? table.value.sheets[0];
      if (!first) return fail('table.no-sheet', `“${input.fileName}”里没有工作表。请确认导出的文件是否完整。`, at);
      const sheet = await reader.describe(first.name);
      if (signal.aborted) return cancelled();
      if (!sheet.ok) return sheet;
      const importId = createUuid();
      const parseMilliseconds = performance.now() - started;
      const session: TableSession = {
        fileName: input.fileName,
        reader,
        table: table.value,
        parseMilliseconds,
        sheet: sheet.value,
        settings: undefined,
        rows: [],
      };
      this.#sessions.set(importId, session);
      return ok(await this.#describe(importId, session, undefined));
    } finally {
      signal.removeEventListener('abort', stop);
      jobs.end(input.jobId);
      await host.files.abort(input.token);
      if (![...this.#sessions.values()].some((session) => session.reader === reader)) reader.close();
    }
  }

  async reopen(input: Parameters<WorkstationApi['reopenTable']>[0]): Promise<Result<OpenedTable>> {
    const session = this.#sessions.get(input.importId);
    if (!session) return gone();
    const sheet = await session.reader.describe(input.sheet, input.headerRows);
    if (!sheet.ok) return sheet;
    session.sheet = sheet.value;
    return ok(await this.#describe(input.importId, session, input.sourceSystem));
  }

  async #describe(importId: string, session: TableSession, sourceSystem: string | undefined): Promise<OpenedTable> {
    const { projection } = this.context;
    const { sheet, table, reader } = session;
    const known = [...new Set([...projection.mappings.keys(), ...projection.sourceSystems])];
    const system = sourceSystem ?? (await this.#likelySystem(session)) ?? DEFAULT_SOURCE;
    const remembered = projection.mappings.get(system);
    const columns = remembered ? await reader.applyRemembered(sheet.columns, remembered.columns) : undefined;
    const mapping = columns ? { columns: { ...sheet.guessed.columns, ...columns }, constants: remembered?.constants ?? {} } : sheet.guessed;
    return {
      importId,
      fileName: session.fileName,
      format: table.format,
      sheets: table.sheets,
      sheet: sheet.sheet,
      headerRows: sheet.headerRows,
      dataRows: sheet.dataRows,
      columns: sheet.columns,
      mapping,
      mappingFrom: columns ? 'remembered' : 'guessed',
      sourceSystem: system,
      knownSourceSystems: known,
      missing: await reader.missing(mapping),
      notes: [...table.notes, ...sheet.notes],
    };
  }

  /** The source system whose remembered columns fit this table best, when all of them are there. */
  async #likelySystem(session: TableSession): Promise<string | undefined> {
    let best: { readonly system: string; readonly fields: number } | undefined;
    for (const [system, mapping] of this.context.projection.mappings) {
      const applied = Object.keys(await session.reader.applyRemembered(session.sheet.columns, mapping.columns)).length;
      if (applied > 0 && applied >= new Set(Object.values(mapping.columns)).size && applied > (best?.fields ?? 0)) {
        best = { system, fields: applied };
      }
    }
    return best?.system;
  }

  async preview(input: Parameters<WorkstationApi['previewImport']>[0]): Promise<Result<ImportPreview>> {
    const session = this.#sessions.get(input.importId);
    if (!session) return gone();
    const { jobs } = this.context;
    jobs.begin(input.jobId);
    try {
      const started = performance.now();
      const checked = await this.#check(session, input.settings, undefined, input.jobId, throttled(input.onProgress));
      if (!checked.ok) return checked;
      const checkMilliseconds = performance.now() - started - checked.value.compare;
      session.settings = input.settings;
      session.rows = checked.value.rows;
      const problemKinds = await session.reader.problemKinds();
      return ok({
        importId: input.importId,
        ...countOutcomes(session.rows),
        problemKinds,
        timings: { parse: session.parseMilliseconds, check: checkMilliseconds, compare: checked.value.compare },
      });
    } finally {
      jobs.end(input.jobId);
    }
  }

  async #check(
    session: TableSession,
    settings: ImportSettings,
    acceptedReason: string | undefined,
    jobId: string,
    onProgress: OnProgress,
  ): Promise<Result<{ readonly rows: readonly CheckedRow[]; readonly compare: number }>> {
    const begun = await session.reader.beginCheck(this.#readerSettings(settings, acceptedReason));
    if (!begun.ok) return begun;
    const comparison = new Comparison(this.context);
    const rows: CheckedRow[] = [];
    const total = Math.max(1, session.sheet.dataRows);
    let compare = 0;
    // The reader checks the next batches while one is on its way and one is compared.
    const asked = [nextRows(session.reader), nextRows(session.reader)];
    for (;;) {
      const batch = (await asked.shift()) ?? [];
      if (this.context.jobs.isCancelled(jobId)) return cancelled();
      if (batch.length === 0) break;
      asked.push(nextRows(session.reader));
      const started = performance.now();
      for (const row of batch) rows.push(comparison.classify(row));
      compare += performance.now() - started;
      onProgress({ text: `正在核对第 ${rows.length.toLocaleString('zh-CN')} 行`, fraction: Math.min(1, rows.length / total) });
    }
    return ok({ rows, compare });
  }

  #readerSettings(settings: ImportSettings, acceptedReason: string | undefined): ReaderSettings {
    return { ...settings, today: today(this.context), ...(acceptedReason ? { acceptedReason } : {}) };
  }

  async previewRows(
    input: Parameters<WorkstationApi['previewRows']>[0],
  ): Promise<Result<{ readonly total: number; readonly rows: readonly PreviewRow[] }>> {
    const session = this.#sessions.get(input.importId);
    if (!session) return gone();
    const shown = session.rows.filter((row) => isShown(row, input.show));
    const page = shown.slice(input.offset, input.offset + input.limit);
    const details = await session.reader.details(page.map((row) => row.row));
    const rows = page.map((row, index): PreviewRow => {
      const detail = details[index];
      return {
        row: row.row,
        outcome: row.outcome,
        relation: row.relation,
        draft: detail?.draft ?? {},
        problems: detail?.problems ?? [],
        changes:
          row.relation === 'changed' && row.existing && row.approval
            ? approvalChanges(row.existing.approval, merged(row.approval, row.existing))
            : [],
      };
    });
    return ok({ total: shown.length, rows });
  }

  async saveRejects(
    input: Parameters<WorkstationApi['saveRejects']>[0],
  ): Promise<Result<{ readonly rows: number; readonly fileName: string }>> {
    const session = this.#sessions.get(input.importId);
    if (!session) return gone();
    const rejected = session.rows.filter((row) => row.outcome === 'rejected').map((row) => row.row);
    const bytes = await session.reader.rejectsWorkbook(rejected);
    const saved = await saveBytes(this.context.host.files, input.token, ok(bytes));
    return saved.ok ? ok({ rows: rejected.length, ...saved.value }) : saved;
  }

  async commit(input: Parameters<WorkstationApi['commitImport']>[0]): Promise<Result<ImportOutcome>> {
    const session = this.#sessions.get(input.importId);
    if (!session?.settings) return gone();
    const { settings } = session;
    const { jobs } = this.context;
    const onProgress = throttled(input.onProgress);
    jobs.begin(input.jobId);
    try {
      const reason = input.acceptReason?.trim();
      if (reason) {
        const again = await this.#check(session, settings, reason, input.jobId, onProgress);
        if (!again.ok) return again;
        session.rows = again.value.rows;
      }
      const mappingEntries = input.remember ? [await this.#rememberedMapping(session, settings)] : [];
      const { entries, counts } = this.#entries(input.importId, session, mappingEntries);
      const space = await checkSpace(this.context, entries.length * BYTES_PER_RECORD);
      if (!space.ok) return space;
      const saved = await record(this.context, entries, {
        isCancelled: () => jobs.isCancelled(input.jobId),
        onSealed: (done, total) => onProgress({ text: `正在加密第 ${done} / ${total} 段`, fraction: (done / total) * 0.95 }),
        onCommitting: () => onProgress({ text: '正在写入磁盘', fraction: 0.97, committing: true }),
      });
      if (!saved.ok) return saved;
      this.discard(input.importId);
      const { seal, store, index } = saved.value;
      return ok({ ...counts, timings: { seal, store, index } });
    } finally {
      jobs.end(input.jobId);
    }
  }

  async #rememberedMapping(session: TableSession, settings: ImportSettings): Promise<Entry> {
    const columns = await session.reader.rememberable(session.sheet.columns, settings.mapping);
    const { sourceSystem } = settings;
    const constants = settings.mapping.constants as Record<string, string>;
    return newEntry(this.context, 'mapping.remembered', sourceSystem, { sourceSystem, columns: { ...columns }, constants });
  }

  #entries(importId: string, session: TableSession, before: readonly Entry[]) {
    const counts = { recorded: 0, corrected: 0, unchanged: 0, rejected: 0 };
    const entries: Entry[] = [...before];
    const fact = entriesNow(this.context);
    for (const row of session.rows) {
      if (!row.approval || row.outcome === 'rejected') counts.rejected += 1;
      else if (row.relation === 'new') {
        counts.recorded += 1;
        entries.push(fact('approval.recorded', createUuid(), { approval: row.approval, importId }));
      } else if (row.relation === 'changed' && row.existing) {
        counts.corrected += 1;
        const { recordId, revision } = row.existing;
        const approval = merged(row.approval, row.existing);
        const reason = `由表格“${session.fileName}”更新`.slice(0, 500);
        entries.push(fact('approval.corrected', recordId, { approval, revision: revision + 1, reason, importId }));
      } else counts.unchanged += 1;
    }
    const sourceSystem = session.settings?.sourceSystem ?? DEFAULT_SOURCE;
    entries.push(newEntry(this.context, 'import.committed', importId, { fileName: session.fileName, sourceSystem, ...counts }));
    return { entries, counts };
  }

  discard(importId: string): void {
    this.#sessions.get(importId)?.reader.close();
    this.#sessions.delete(importId);
  }

  discardAll(): void {
    for (const importId of [...this.#sessions.keys()]) this.discard(importId);
  }
}

/** Compares rows with the ledger and with each other: 同一法律文书编号、同一行政相对人 is the same record. */
class Comparison {
  readonly #seen = new Set<string>();

  constructor(private readonly context: Context) {}

  classify({ row, approval, level }: ReaderRow): CheckedRow {
    const outcome: RowOutcome = approval === undefined ? 'rejected' : level === 'none' ? 'accepted' : 'warned';
    if (!approval) return { row, outcome, approval, relation: undefined, existing: undefined };
    this.context.projection.shareTexts(approval);
    const key = recordKey(approval);
    const existing = this.context.recordKeys.find(key);
    const relation = this.#seen.has(key) ? 'repeated' : !existing ? 'new' : isSame(existing, approval) ? 'same' : 'changed';
    this.#seen.add(key);
    return { row, outcome, approval, relation, existing };
  }
}

/** Asked ahead, so a failure may come when nobody waits any more; who waits still gets it. */
function nextRows(reader: TableReader): ReturnType<TableReader['nextRows']> {
  const rows = reader.nextRows();
  rows.catch(() => undefined);
  return rows;
}

function isSame(existing: ApprovalState, approval: Approval): boolean {
  return approvalChanges(existing.approval, merged(approval, existing)).length === 0;
}

/** A table has no attachments and doesn't move a record to another system: both stay as the ledger has them. */
function merged(approval: Approval, { approval: before }: ApprovalState): Approval {
  const next = { ...approval, sourceSystem: before.sourceSystem };
  return before.attachments ? { ...next, attachments: before.attachments } : next;
}

function isShown(row: CheckedRow, show: RowOutcome | 'all' | 'changed'): boolean {
  if (show === 'all') return true;
  return show === 'changed' ? row.relation === 'changed' : row.outcome === show;
}

function countOutcomes(rows: readonly CheckedRow[]) {
  const relations: Record<RowRelation, number> = { new: 0, changed: 0, same: 0, repeated: 0 };
  const outcomes: Record<RowOutcome, number> = { accepted: 0, warned: 0, rejected: 0 };
  for (const row of rows) {
    outcomes[row.outcome] += 1;
    if (row.relation) relations[row.relation] += 1;
  }
  return { rows: rows.length, ...outcomes, relations };
}

function gone() {
  return fail('import.gone', '这次导入已经结束或取消。请重新选择文件。');
}

function cancelled() {
  return fail('job.cancelled', '已取消，没有导入任何内容。');
}
