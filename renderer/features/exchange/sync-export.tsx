/** 同步: what this computer knows, for the department's other computers whose cards were imported and compared. */
import { Alert, Typography } from 'antd';
import { ok } from '#shared/domain/result.ts';
import type { OwnKeys } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { syncExportText } from './delivery-text.ts';
import { OutputDialog } from './output-dialog.tsx';

const words = syncExportText;

export interface SyncExportProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function SyncExport({ open, onClose }: SyncExportProps) {
  const own = useSession((session) => session.info?.department);
  const keys = useAsync(() => workstation().ownKeys());
  const computers = keys.value ? otherComputers(keys.value) : [];
  const none = keys.value !== undefined && computers.length === 0;
  const id = own?.uscc ?? '';
  return (
    <OutputDialog
      open={open}
      words={words}
      testId="packages.sync"
      sealing={{ purpose: 'sync', recipients: [{ id, name: words.those, canSeal: true }] }}
      blocked={none}
      name={(sealed) => workstation().suggestPackageName({ recipient: id, purpose: 'sync', sealed })}
      write={async (input) => {
        const result = await workstation().exportSync(input);
        return result.ok ? ok({ rows: [result.value.row], more: result.value.more }) : result;
      }}
      next={words.next}
      doneNotice={({ more }) =>
        more && <Alert type="warning" showIcon title={words.more} description={words.moreHint} data-testid="packages.sync.incomplete" />
      }
      onClose={onClose}
    >
      <FailureAlert failure={keys.failure} onRetry={keys.reload} />
      <Typography.Text type="secondary">{words.hint}</Typography.Text>
      {none ? (
        <Alert type="warning" showIcon title={words.noComputer} description={words.noComputerWay} data-testid="packages.sync.none" />
      ) : (
        <div className="output-intro">
          <Typography.Text strong>{words.computers}</Typography.Text>
          {computers.map((key) => (
            <div key={key.fingerprint}>{words.computer(key.workstation, key.fingerprint.slice(0, 9))}</div>
          ))}
        </div>
      )}
    </OutputDialog>
  );
}

/** Keys of the department's other computers that were compared here; this computer's earlier keys are replaced or revoked. */
export function otherComputers(keys: OwnKeys) {
  return keys.others.filter((key) => key.trust === 'confirmed');
}
