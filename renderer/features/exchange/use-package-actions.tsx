/** What can be done with one package of the list, as a menu, with the dialogs that do it. */

import type { MenuProps } from 'antd';
import { type ReactNode, useState } from 'react';
import { hasRecords } from '#shared/ledger/entry.ts';
import type { PackageRow } from '#shared/workstation/api.ts';
import { detailText, handoverText, listText, resendText, sheetText } from './delivery-text.ts';
import { HandoverDialog } from './handover-dialog.tsx';
import { PackageDetailDrawer } from './package-detail-drawer.tsx';
import { PackageListDialog } from './package-list-dialog.tsx';
import { ResendDialog } from './resend-dialog.tsx';
import { sheetRequest, useSaveFile } from './use-save-file.tsx';

export interface PackageActions {
  readonly menu: (row: PackageRow) => MenuProps;
  readonly showDetail: (row: PackageRow) => void;
  readonly resend: (row: PackageRow) => void;
  /** put it anywhere on the page */
  readonly dialogs: ReactNode;
}

type Action = 'detail' | 'sheet' | 'list' | 'handOver' | 'resend';

/** In the order of the menu. What was signed once isn't registered again; only approvals have a list. */
export function actionsOf(row: PackageRow, readOnly: boolean): readonly Action[] {
  const out = row.direction === 'out' && row.purpose !== 'sync';
  return [
    'detail',
    ...(out ? (['sheet'] as const) : []),
    ...(hasRecords(row.purpose) ? (['list'] as const) : []),
    ...(out && !readOnly && row.handover === '' ? (['handOver'] as const) : []),
    ...(row.direction === 'out' && row.canResend && !readOnly ? (['resend'] as const) : []),
  ];
}

const LABELS: Readonly<Record<Action, string>> = {
  detail: detailText.action,
  sheet: sheetText.menu,
  list: listText.menu,
  handOver: handoverText.action,
  resend: resendText.action,
};

export function usePackageActions(rows: readonly PackageRow[], readOnly: boolean): PackageActions {
  const { save } = useSaveFile();
  const [detail, setDetail] = useState<string | undefined>(undefined);
  const [listed, setListed] = useState<PackageRow | undefined>(undefined);
  const [handing, setHanding] = useState<PackageRow | undefined>(undefined);
  const [resending, setResending] = useState<{ readonly row: PackageRow; readonly open: boolean } | undefined>(undefined);
  const resend = (row: PackageRow) => setResending({ row, open: true });

  const run: Readonly<Record<Action, (row: PackageRow) => void>> = {
    detail: (row) => setDetail(row.rowId),
    sheet: (row) => void save(sheetRequest(row)),
    list: setListed,
    handOver: setHanding,
    resend,
  };
  const menu = (row: PackageRow): MenuProps => {
    const actions = actionsOf(row, readOnly);
    return {
      items: actions.map((action) => ({ key: action, label: <span data-testid={`packages.${action}`}>{LABELS[action]}</span> })),
      onClick: ({ key, domEvent }) => {
        domEvent.stopPropagation();
        const action = actions.find((candidate) => candidate === key);
        if (action) run[action](row);
      },
    };
  };
  const dialogs = (
    <>
      {/* the row as it stands now, not as it was when the drawer was opened */}
      <PackageDetailDrawer row={rows.find((row) => row.rowId === detail)} rows={rows} menu={menu} onClose={() => setDetail(undefined)} />
      <PackageListDialog row={listed} onClose={() => setListed(undefined)} />
      <HandoverDialog row={handing} onClose={() => setHanding(undefined)} />
      {resending && <ResendDialog {...resending} onClose={() => setResending({ ...resending, open: false })} />}
    </>
  );
  return { menu, showDetail: run.detail, resend, dialogs };
}
