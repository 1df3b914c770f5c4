/** The workstation while it is open: what its methods work with. */
import { fail, type Result } from '#shared/domain/result.ts';
import type { LedgerNotice } from '#shared/ledger/ledger.ts';
import type { ApprovalView } from './approvals/approval-query.ts';
import type { Standings } from './approvals/approval-rows.ts';
import type { AttachmentVault } from './attachment-vault.ts';
import type { Context } from './context.ts';
import type { LetterIssues } from './letters/letter-issue.ts';
import type { PackageImports } from './packages/package-import.ts';
import type { TableImports } from './tables/table-imports.ts';
import type { Cards } from './trust/cards.ts';

export interface Opened {
  readonly context: Context;
  readonly standings: Standings;
  readonly view: ApprovalView;
  readonly vault: AttachmentVault;
  readonly tables: TableImports;
  readonly incoming: PackageImports;
  readonly cards: Cards;
  readonly letterIssues: LetterIssues;
  notices: readonly LedgerNotice[];
  damaged: readonly number[];
}

export const CLOSED = fail('workstation.closed', '工作站已锁定。请先解锁。');

/** Runs what a method does, or says that nothing is open. */
export type WithOpened = <T>(work: (opened: Opened) => Promise<Result<T>> | Result<T>) => Promise<Result<T>>;
