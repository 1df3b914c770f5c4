/**
 * The application service: one method per thing a user does. It holds the open ledger, its projection and the views on
 * it; the parts beside this file do the work. Closing it (or ending its worker) is what locking means.
 */

import { checkApproval } from '#shared/domain/approval-checks.ts';
import { approvalToDraft } from '#shared/domain/approval-format.ts';
import type { Department } from '#shared/domain/department.ts';
import { departmentSchema } from '#shared/domain/department.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { Ledger } from '#shared/ledger/ledger.ts';
import { Projection, type RecordState } from '#shared/ledger/projection.ts';
import type { SegmentStore } from '#shared/ledger/segment-store.ts';
import type { ApprovalDetail, LedgerState, OnProgress, WorkstationApi } from './api.ts';
import { ApprovalView } from './approvals/approval-query.ts';
import { Standings, searchTexts, toRow } from './approvals/approval-rows.ts';
import { correctApproval, MANUAL_SOURCE, recordApproval } from './approvals/approval-writing.ts';
import { RecordKeys } from './approvals/record-keys.ts';
import { AttachmentVault } from './attachment-vault.ts';
import { type Context, newEntry, record, throttled, today } from './context.ts';
import { fillDemo } from './demo/demo-filling.ts';
import type { Host } from './host.ts';
import { JobRegister } from './jobs.ts';
import { LetterIssues } from './letters/letter-issue.ts';
import { MeetingMethods } from './meetings/meeting-methods.ts';
import { CLOSED, type Opened, type WithOpened } from './opened.ts';
import { overviewOf } from './overview.ts';
import { estimatePackage, exportDirectory, exportReceipt, exportRecords } from './packages/package-export.ts';
import { explainGap, gapRows, handOverPackage } from './packages/package-follow-up.ts';
import { PackageImports } from './packages/package-import.ts';
import { saveHandoverSheet, saveKeySheet, savePackageList } from './packages/package-papers.ts';
import { resendPackage } from './packages/package-resend.ts';
import { packageRows } from './packages/package-rows.ts';
import { suggestName } from './packages/package-sending.ts';
import { exportSync } from './packages/package-sync.ts';
import { firstRow, sentRows } from './packages/sent-rows.ts';
import { claim, returnRecords } from './records/claims.ts';
import { conflictDetail, conflictRows, settleConflict } from './records/conflict-settling.ts';
import { timelineOf } from './records/timeline.ts';
import { SearchIndex } from './search-index.ts';
import { findApprovals, recordRows, supervisionDetail, supervisionDraft, supervisionsAbout } from './supervision/supervision-reading.ts';
import { checkInput, correctSupervision, recordSupervision } from './supervision/supervision-writing.ts';
import { TableImports } from './tables/table-imports.ts';
import type { TableReaderFactory } from './tables/table-reader.ts';
import { exportRows, saveSealedAttachment } from './tables/view-export.ts';
import { Cards, saveOwnCard } from './trust/cards.ts';
import { confirmKnownKey, directoryRows, nameCoordinator, ownFingerprint, ownKeys, recordOwnKeys, revokeKey } from './trust/trust.ts';

export interface WorkstationPorts {
  readonly host: Host;
  readonly store: SegmentStore;
  readonly createReader: TableReaderFactory;
  readonly now?: () => Date;
}

export class Workstation extends MeetingMethods implements WorkstationApi {
  #opened: Opened | undefined;
  #sweeping: Promise<Result<number>> = Promise.resolve(CLOSED);
  readonly #jobs = new JobRegister();

  constructor(private readonly ports: WorkstationPorts) {
    super();
  }

  async open(input: Parameters<WorkstationApi['open']>[0]): Promise<Result<LedgerState>> {
    const { host, store, createReader } = this.ports;
    const onProgress = throttled(input.onProgress);
    const projection = new Projection(input.department.uscc);
    onProgress({ text: '正在核对台账', fraction: 0 });
    const opened = await Ledger.open(
      { journal: host.journal, store, dataKey: input.dataKey },
      (entries) => projection.fold(entries),
      (done, total) => onProgress({ text: `正在打开台账第 ${done} / ${total} 段`, fraction: done / total }),
    );
    if (!opened.ok) return opened;
    const { ledger, notices, damagedSegments } = opened.value;
    const keyring = await host.signer.keyring();
    if (!keyring.ok) return keyring;
    const searchIndex = new SearchIndex();
    const textsAt = (position: number) => searchTexts(projection.records[position] as RecordState);
    const standings = new Standings(projection, input.department.uscc);
    const recordKeys = new RecordKeys(projection, input.department.uscc);
    const context: Context = {
      host,
      ledger,
      projection,
      searchIndex,
      recordKeys,
      createReader,
      jobs: this.#jobs,
      now: this.ports.now ?? (() => new Date()),
      department: projection.department ?? input.department,
      operator: input.operator,
      series: keyring.value.workstation.id,
      changed: (positions) => {
        standings.forget(positions);
        recordKeys.changed(positions);
        for (const position of positions) searchIndex.setLater(position, textsAt);
      },
    };
    const vault = await AttachmentVault.create(host.attachments, input.dataKey);
    this.#opened = {
      context,
      standings,
      vault,
      view: new ApprovalView(context, standings),
      tables: new TableImports(context),
      incoming: new PackageImports(context, vault),
      cards: new Cards(context),
      letterIssues: new LetterIssues(context, vault),
      notices,
      damaged: damagedSegments,
    };
    for (const { position } of projection.records) searchIndex.setLater(position, textsAt);
    const filled = await fillDemo(context, vault, onProgress);
    if (!filled.ok) return filled;
    const recorded = await recordOwnKeys(context, this.#profile(context, input.department));
    if (!recorded.ok) return recorded;
    this.#sweeping = this.#sweep(this.#opened);
    return this.ledgerState();
  }

  /**
   * While the first page is read: sealed files that no entry names go. Never beside a ledger that is not whole, or was mended
   * just now: what can't be read, or is missing at its end, may name them.
   */
  async #sweep(opened: Opened): Promise<Result<number>> {
    const { context, vault, notices, damaged } = opened;
    if (context.ledger.readOnly || notices.length > 0 || damaged.length > 0) return ok(0);
    return vault.sweep(context.projection.namedFiles, () => this.#opened === opened);
  }

  /** How many files went after opening; for the command line and tests. */
  swept(): Promise<Result<number>> {
    return this.#sweeping;
  }

  /** Own department and operator, as the key file has them, become facts of the ledger when they are new or changed. */
  #profile(context: Context, department: Department): readonly Entry[] {
    context.department = department;
    if (JSON.stringify(context.projection.department) === JSON.stringify(department)) return [];
    return [newEntry(context, 'department.profiled', department.uscc, { department })];
  }

  /** Builds the search index in idle moments; true when nothing is left to do. */
  buildIndex(milliseconds: number): boolean {
    return this.#opened?.context.searchIndex.ensureBuilt(performance.now() + milliseconds) ?? true;
  }

  async ledgerState(): Promise<Result<LedgerState>> {
    const opened = this.#opened;
    if (!opened) return CLOSED;
    const { ledger, projection } = opened.context;
    return ok({
      entries: projection.entryIds.size,
      segments: ledger.segments,
      records: projection.records.length,
      headDigest: ledger.headDigest,
      readOnly: ledger.readOnly,
      damagedSegments: opened.damaged,
      notices: opened.notices,
    });
  }

  async verifyLedger(onProgress?: OnProgress): Promise<Result<LedgerState>> {
    const opened = this.#opened;
    if (!opened) return CLOSED;
    const report = throttled(onProgress);
    const checked = await opened.context.ledger.verify((done, total) =>
      report({ text: `正在核对第 ${done} / ${total} 段`, fraction: total > 0 ? done / total : 1 }),
    );
    if (!checked.ok) return checked;
    opened.notices = checked.value.notices;
    opened.damaged = checked.value.damagedSegments;
    return this.ledgerState();
  }

  async cancel(jobId: string): Promise<void> {
    this.#jobs.cancel(jobId);
  }

  overview: WorkstationApi['overview'] = async () => this.#with(({ context, standings }) => ok(overviewOf(context, standings)));

  queryApprovals: WorkstationApi['queryApprovals'] = async (query) => this.#with(({ view }) => ok(view.run(query)));
  approvalPage: WorkstationApi['approvalPage'] = async (offset, limit) =>
    this.#with(({ view }) => ok(view.page(offset, Math.min(limit, 1000))));
  approvalIds: WorkstationApi['approvalIds'] = async () => this.#with(({ view }) => ok(view.ids()));
  approvalFacets: WorkstationApi['approvalFacets'] = async () => this.#with(({ view }) => ok(view.facets()));

  approvalDetail: WorkstationApi['approvalDetail'] = async (recordId) =>
    this.#with(({ context, standings }): Result<ApprovalDetail> => {
      const found = context.projection.approval(recordId);
      if (!found) return fail('approval.not-found', '这条记录不在台账中。请返回列表后再试。');
      const row = toRow(context, standings.of(found), found, today(context));
      return ok({
        row,
        approval: found.approval,
        own: row.own,
        supervisions: supervisionsAbout(context, standings, recordId),
        timeline: timelineOf(context, found),
      });
    });

  checkDraft: WorkstationApi['checkDraft'] = async (draft, acceptedReason) =>
    this.#with(({ context }) => {
      const reason = acceptedReason?.trim();
      return ok(
        checkApproval(draft, { sourceSystem: MANUAL_SOURCE, today: today(context), ...(reason ? { acceptedReason: reason } : {}) }),
      );
    });

  recordApproval: WorkstationApi['recordApproval'] = async (input) =>
    this.#with(({ context, vault }) => recordApproval(context, vault, input));
  correctApproval: WorkstationApi['correctApproval'] = async (input) =>
    this.#with(({ context, vault }) => correctApproval(context, vault, input));

  draftOf: WorkstationApi['draftOf'] = async (recordId) =>
    this.#with(({ context }) => {
      const found = context.projection.approval(recordId);
      return found ? ok(approvalToDraft(found.approval)) : fail('approval.not-found', '这条记录不在台账中。请返回列表后再试。');
    });

  findApprovals: WorkstationApi['findApprovals'] = async (input) =>
    this.#with(({ context, standings }) => ok(findApprovals(context, standings, input)));
  recordRows: WorkstationApi['recordRows'] = async ({ records }) =>
    this.#with(({ context, standings }) => ok(recordRows(context, standings, records)));
  supervisionDetail: WorkstationApi['supervisionDetail'] = async (recordId) =>
    this.#with(({ context, standings }) => supervisionDetail(context, standings, recordId));
  checkSupervision: WorkstationApi['checkSupervision'] = async (input) => this.#with(({ context }) => checkInput(context, input));
  recordSupervision: WorkstationApi['recordSupervision'] = async (input) =>
    this.#with(({ context, vault }) => recordSupervision(context, vault, input));
  correctSupervision: WorkstationApi['correctSupervision'] = async (input) =>
    this.#with(({ context, vault }) => correctSupervision(context, vault, input));
  supervisionDraft: WorkstationApi['supervisionDraft'] = async (recordId) =>
    this.#with(({ context, standings }) => supervisionDraft(context, standings, recordId));

  exportView: WorkstationApi['exportView'] = async (input) =>
    this.#with(({ context, standings, view }) => exportRows(context, standings, view.rows, input));
  saveAttachment: WorkstationApi['saveAttachment'] = async (input) =>
    this.#with(({ context, vault }) => saveSealedAttachment(context, vault, input));

  openTable: WorkstationApi['openTable'] = async (input) => this.#with(({ tables }) => tables.open(input));
  reopenTable: WorkstationApi['reopenTable'] = async (input) => this.#with(({ tables }) => tables.reopen(input));
  previewImport: WorkstationApi['previewImport'] = async (input) => this.#with(({ tables }) => tables.preview(input));
  previewRows: WorkstationApi['previewRows'] = async (input) => this.#with(({ tables }) => tables.previewRows(input));
  saveRejects: WorkstationApi['saveRejects'] = async (input) => this.#with(({ tables }) => tables.saveRejects(input));
  commitImport: WorkstationApi['commitImport'] = async (input) => this.#with(({ tables }) => tables.commit(input));
  async discardImport(importId: string): Promise<void> {
    this.#opened?.tables.discard(importId);
  }

  directory: WorkstationApi['directory'] = async () => this.#with(({ context }) => ok(directoryRows(context)));

  saveDirectoryDepartment: WorkstationApi['saveDirectoryDepartment'] = async (department) =>
    this.#with(async ({ context }) => {
      const parsed = departmentSchema.safeParse(department);
      if (!parsed.success)
        return fail('directory.invalid', '部门资料不完整或格式不对，请按提示修改。', {
          path: parsed.error.issues[0]?.path.join('.') ?? '',
        });
      if (parsed.data.uscc === context.department.uscc) return fail('directory.self', '这是本部门的统一社会信用代码，不需要登记到名录。');
      if ((parsed.data.demo ?? false) !== (context.department.demo ?? false)) {
        return fail('directory.demo-mixed', '演示数据里只能登记演示部门，正式数据里不能登记演示部门。');
      }
      const saved = await record(context, [newEntry(context, 'directory.changed', parsed.data.uscc, { department: parsed.data })]);
      return saved.ok ? ok(undefined) : saved;
    });

  confirmKey: WorkstationApi['confirmKey'] = async (input) => this.#with(({ incoming }) => incoming.confirmKey(input));

  ownFingerprint: WorkstationApi['ownFingerprint'] = async () => this.#with(({ context }) => ownFingerprint(context));
  ownKeys: WorkstationApi['ownKeys'] = async () => this.#with(({ context }) => ownKeys(context));
  noteOwnKeys: WorkstationApi['noteOwnKeys'] = async () =>
    this.#with(async ({ context }) => {
      const recorded = await recordOwnKeys(context);
      return recorded.ok ? ownKeys(context) : recorded;
    });
  saveOwnCard: WorkstationApi['saveOwnCard'] = async (input) => this.#with(({ context }) => saveOwnCard(context, input));
  saveKeySheet: WorkstationApi['saveKeySheet'] = async (input) => this.#with(({ context }) => saveKeySheet(context, input));
  openCard: WorkstationApi['openCard'] = async (input) => this.#with(({ cards }) => cards.open(input));
  acceptCard: WorkstationApi['acceptCard'] = async (input) => this.#with(({ cards }) => cards.accept(input));
  async closeCard(openId: string): Promise<void> {
    this.#opened?.cards.close(openId);
  }
  confirmKnownKey: WorkstationApi['confirmKnownKey'] = async (input) => this.#with(({ context }) => confirmKnownKey(context, input));
  revokeKey: WorkstationApi['revokeKey'] = async (input) => this.#with(({ context }) => revokeKey(context, input));
  nameCoordinator: WorkstationApi['nameCoordinator'] = async (input) => this.#with(({ context }) => nameCoordinator(context, input));

  packages: WorkstationApi['packages'] = async () => this.#with(({ context, standings }) => ok(packageRows(context, standings)));
  gaps: WorkstationApi['gaps'] = async () => this.#with(({ context, standings }) => ok(gapRows(context, packageRows(context, standings))));
  explainGap: WorkstationApi['explainGap'] = async (input) => this.#with(({ context }) => explainGap(context, input));
  suggestPackageName: WorkstationApi['suggestPackageName'] = async (input) => this.#with(({ context }) => suggestName(context, input));
  estimatePackage: WorkstationApi['estimatePackage'] = async (input) => this.#with(({ context }) => estimatePackage(context, input));
  exportPackage: WorkstationApi['exportPackage'] = async (input) =>
    this.#with(async (opened) => sentRows(opened, await exportRecords(opened.context, opened.vault, input)));
  exportReceipt: WorkstationApi['exportReceipt'] = async (input) =>
    this.#with(async (opened) => firstRow(sentRows(opened, await exportReceipt(opened.context, opened.vault, input))));
  exportDirectory: WorkstationApi['exportDirectory'] = async (input) =>
    this.#with(async (opened) => sentRows(opened, await exportDirectory(opened.context, opened.vault, input)));
  exportSync: WorkstationApi['exportSync'] = async (input) =>
    this.#with(async (opened) => {
      const sent = await exportSync(opened.context, opened.vault, input);
      const row = firstRow(sentRows(opened, sent));
      return row.ok ? ok({ row: row.value, more: sent.ok && sent.value.more }) : row;
    });
  resendPackage: WorkstationApi['resendPackage'] = async (input) =>
    this.#with(async (opened) => {
      const rows = sentRows(opened, await resendPackage(opened.context, opened.vault, input));
      return rows.ok ? firstRow(ok(rows.value.filter((row) => row.rowId === input.rowId))) : rows;
    });
  handOverPackage: WorkstationApi['handOverPackage'] = async (input) => this.#with(({ context }) => handOverPackage(context, input));
  saveHandoverSheet: WorkstationApi['saveHandoverSheet'] = async (input) => this.#with(({ context }) => saveHandoverSheet(context, input));
  savePackageList: WorkstationApi['savePackageList'] = async (input) => this.#with(({ context }) => savePackageList(context, input));

  conflicts: WorkstationApi['conflicts'] = async () => this.#with(({ context }) => ok(conflictRows(context)));
  conflictDetail: WorkstationApi['conflictDetail'] = async (input) => this.#with(({ context }) => conflictDetail(context, input));
  settleConflict: WorkstationApi['settleConflict'] = async (input) => this.#with(({ context }) => settleConflict(context, input));

  openPackage: WorkstationApi['openPackage'] = async (input) => this.#with(({ incoming }) => incoming.open(input));
  importPackage: WorkstationApi['importPackage'] = async (input) => this.#with(({ incoming }) => incoming.import(input));
  async closePackage(openId: string): Promise<void> {
    await this.#opened?.incoming.close(openId);
  }

  claim: WorkstationApi['claim'] = async (input) => this.#with(({ context, standings }) => claim(context, standings, input));
  returnRecords: WorkstationApi['returnRecords'] = async (input) =>
    this.#with(({ context, standings }) => returnRecords(context, standings, input));

  /** For the command line and tests; the application ends the worker instead. */
  close(): void {
    this.#opened?.tables.discardAll();
    this.#opened?.context.ledger.close();
    this.#opened = undefined;
  }

  protected readonly withOpened: WithOpened = (work) => this.#with(work);

  async #with<T>(work: (opened: Opened) => Promise<Result<T>> | Result<T>): Promise<Result<T>> {
    return this.#opened ? work(this.#opened) : CLOSED;
  }
}
