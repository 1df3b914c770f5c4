/**
 * The application service: one method per thing a user does. It holds the open ledger, its projection and the views on
 * it; the parts beside this file do the work. Closing it (or ending its worker) is what locking means.
 */

import { fingerprint, publicKeyFromPem } from '#shared/crypto/sm2.ts';
import { checkApproval } from '#shared/domain/approval-checks.ts';
import { approvalToDraft } from '#shared/domain/approval-format.ts';
import type { Department } from '#shared/domain/department.ts';
import { departmentSchema } from '#shared/domain/department.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { Ledger, type LedgerNotice } from '#shared/ledger/ledger.ts';
import { Projection, type RecordState } from '#shared/ledger/projection.ts';
import type { SegmentStore } from '#shared/ledger/segment-store.ts';
import type { ApprovalDetail, LedgerState, OnProgress, PackageRow, WorkstationApi } from './api.ts';
import { ApprovalView } from './approval-query.ts';
import { Standings, searchTexts, toRow } from './approval-rows.ts';
import { correctApproval, MANUAL_SOURCE, recordApproval } from './approval-writing.ts';
import { AttachmentVault } from './attachment-vault.ts';
import { claim, returnRecords } from './claims.ts';
import { type Context, newEntry, record, throttled, today } from './context.ts';
import { DEMO_DEPARTMENTS } from './demo/demo-departments.ts';
import { demoKeys } from './demo/demo-keys.ts';
import { demoStory } from './demo/demo-story.ts';
import type { Host } from './host.ts';
import { JobRegister } from './jobs.ts';
import { overviewOf } from './overview.ts';
import { exportApprovals, exportReceipt, suggestName } from './package-export.ts';
import { PackageImports } from './package-import.ts';
import { directoryRows, packageRows } from './package-rows.ts';
import { RecordKeys } from './record-keys.ts';
import { SearchIndex } from './search-index.ts';
import { TableImports } from './table-imports.ts';
import type { TableReaderFactory } from './table-reader.ts';
import { timelineOf } from './timeline.ts';
import { exportRows, saveSealedAttachment } from './view-export.ts';

export interface WorkstationPorts {
  readonly host: Host;
  readonly store: SegmentStore;
  readonly createReader: TableReaderFactory;
  readonly now?: () => Date;
}

interface Opened {
  readonly context: Context;
  readonly standings: Standings;
  readonly view: ApprovalView;
  readonly vault: AttachmentVault;
  readonly tables: TableImports;
  readonly incoming: PackageImports;
  notices: readonly LedgerNotice[];
  damaged: readonly number[];
}

const CLOSED = fail('workstation.closed', '工作站已锁定。请先解锁。');

/** An empty demo profile gets its story when it is opened for the first time. */
async function fillDemo(context: Context): Promise<Result<void>> {
  if (!context.department.demo || context.projection.entryIds.size > 0 || context.ledger.readOnly) return ok(undefined);
  const which = context.department.uscc === DEMO_DEPARTMENTS.approval.uscc ? 'approval' : 'supervision';
  const filled = await record(context, demoStory(which, context.now(), demoKeys()).entries);
  return filled.ok ? ok(undefined) : filled;
}

export class Workstation implements WorkstationApi {
  #opened: Opened | undefined;
  readonly #jobs = new JobRegister();

  constructor(private readonly ports: WorkstationPorts) {}

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
      notices,
      damaged: damagedSegments,
    };
    for (const { position } of projection.records) searchIndex.setLater(position, textsAt);
    const filled = await fillDemo(context);
    if (!filled.ok) return filled;
    const profiled = await this.#profile(context, input.department);
    if (!profiled.ok) return profiled;
    return this.ledgerState();
  }

  /** Own department and operator, as the key file has them, become facts of the ledger when they are new or changed. */
  async #profile(context: Context, department: Department): Promise<Result<void>> {
    context.department = department;
    if (context.ledger.readOnly || JSON.stringify(context.projection.department) === JSON.stringify(department)) return ok(undefined);
    const saved = await record(context, [newEntry(context, 'department.profiled', department.uscc, { department })]);
    return saved.ok ? ok(undefined) : saved;
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
      const found = context.projection.byRecordId.get(recordId);
      if (!found) return fail('approval.not-found', '这条记录不在台账中。请返回列表后再试。');
      const row = toRow(context, standings.of(found), found, today(context));
      return ok({ row, approval: found.approval, own: row.own, timeline: timelineOf(context, found) });
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
      const found = context.projection.byRecordId.get(recordId);
      return found ? ok(approvalToDraft(found.approval)) : fail('approval.not-found', '这条记录不在台账中。请返回列表后再试。');
    });

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

  ownFingerprint: WorkstationApi['ownFingerprint'] = async () =>
    this.#with(async ({ context }) => {
      const pem = await context.host.signer.publicKeyPem();
      if (!pem.ok) return pem;
      const publicKey = publicKeyFromPem(pem.value);
      return publicKey.ok ? ok(fingerprint(publicKey.value)) : publicKey;
    });

  packages: WorkstationApi['packages'] = async () => this.#with(({ context, standings }) => ok(packageRows(context, standings)));
  suggestPackageName: WorkstationApi['suggestPackageName'] = async ({ recipient, purpose }) =>
    this.#with(({ context }) => ok(suggestName(context, recipient, purpose)));
  exportPackage: WorkstationApi['exportPackage'] = async (input) =>
    this.#with(async (opened) => this.#packageRow(opened, await exportApprovals(opened.context, opened.vault, input)));
  exportReceipt: WorkstationApi['exportReceipt'] = async (input) =>
    this.#with(async (opened) => this.#packageRow(opened, await exportReceipt(opened.context, input)));

  #packageRow({ context, standings }: Opened, id: Result<string>): Result<PackageRow> {
    if (!id.ok) return id;
    const row = packageRows(context, standings).find((each) => each.packageId === id.value);
    if (!row) throw new Error('an exported package is missing from the projection');
    return ok(row);
  }

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

  async #with<T>(work: (opened: Opened) => Promise<Result<T>> | Result<T>): Promise<Result<T>> {
    return this.#opened ? work(this.#opened) : CLOSED;
  }
}
