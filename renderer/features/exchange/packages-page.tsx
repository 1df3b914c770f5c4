/** 数据包: what was sent and what came, how far each has got, what is missing, and the ways to make and take in another one. */
import { ExportOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import type { GapRow, PackageRow } from '#shared/workstation/api.ts';
import { useSelection } from '../../app/selection.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { ConflictNotice } from '../../components/conflict-notice.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { CreatePackageDrawer } from './create-package-drawer.tsx';
import './exchange.css';
import './output.css';
import { GapAlert } from './gap-alert.tsx';
import { gapText } from './gap-text.ts';
import { GapsDrawer } from './gaps-drawer.tsx';
import { IntranetPanel } from './intranet-panel.tsx';
import { MoreMenu } from './more-menu.tsx';
import { PackageTabs } from './package-tabs.tsx';
import { ReceiptBar } from './receipt-bar.tsx';
import { importText, packagesText } from './text.ts';
import { useImportPackage } from './use-import-package.tsx';
import { usePackageActions } from './use-package-actions.tsx';
import { useReceiptExport } from './use-receipt.tsx';

const NONE: readonly PackageRow[] = [];
const NO_GAPS: readonly GapRow[] = [];

export interface PackagesPageProps {
  /** begins with that drawer open */
  readonly show?: 'gaps';
}

export function PackagesPage({ show }: PackagesPageProps) {
  const packages = useAsync(() => workstation().packages());
  const gaps = useAsync(() => workstation().gaps());
  const conflicts = useAsync(() => workstation().conflicts());
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const chosen = useSelection((selection) => selection.records.length);
  // records picked in the list were picked to be packed: begin at once
  const [creating, setCreating] = useState(chosen > 0 && !readOnly);
  const [gapsOpen, setGapsOpen] = useState(show === 'gaps');
  const importing = useImportPackage();
  const receipt = useReceiptExport();
  const rows = packages.value ?? NONE;
  const actions = usePackageActions(rows, readOnly);
  return (
    <FileDrop hint={importText.dropHint} testId="packages.drop" onFiles={importing.drop} className="packages">
      <PageHeader
        title={packagesText.title}
        description={packagesText.subtitle}
        actions={<Actions readOnly={readOnly} onImport={importing.choose} onCreate={() => setCreating(true)} />}
      />
      <ReceiptBar packages={rows} receipt={receipt} disabled={readOnly} />
      <GapAlert gaps={gaps.value ?? NO_GAPS} onOpen={() => setGapsOpen(true)} />
      <ConflictNotice conflicts={conflicts.value?.length ?? 0} />
      <FailureAlert failure={packages.failure} onRetry={packages.reload} />
      <FailureAlert failure={gaps.failure} title={gapText.failed} onRetry={gaps.reload} />
      <IntranetPanel readOnly={readOnly} onOpen={importing.open} />
      <PackageTabs
        rows={rows}
        loading={packages.loading && packages.value === undefined}
        disabled={readOnly}
        actions={actions}
        onCreate={() => setCreating(true)}
        onImport={importing.choose}
      />
      <CreatePackageDrawer open={creating} onClose={() => setCreating(false)} />
      <GapsDrawer open={gapsOpen} gaps={gaps.value ?? NO_GAPS} onResend={actions.resend} onClose={() => setGapsOpen(false)} />
      {actions.dialogs}
      {importing.dialog}
      {receipt.dialog}
    </FileDrop>
  );
}

interface ActionsProps {
  readonly readOnly: boolean;
  readonly onImport: () => void;
  readonly onCreate: () => void;
}

function Actions({ readOnly, onImport, onCreate }: ActionsProps) {
  return (
    <>
      <MoreMenu disabled={readOnly} />
      <Tooltip title={readOnly ? packagesText.readOnly : importText.dropTip} mouseEnterDelay={0.6}>
        <Button icon={<InboxOutlined />} disabled={readOnly} onClick={onImport} data-testid="packages.import">
          {packagesText.import}
        </Button>
      </Tooltip>
      <Tooltip title={readOnly ? packagesText.readOnly : ''} mouseEnterDelay={0.6}>
        <Button type="primary" icon={<ExportOutlined />} disabled={readOnly} onClick={onCreate} data-testid="packages.create">
          {packagesText.create}
        </Button>
      </Tooltip>
    </>
  );
}
