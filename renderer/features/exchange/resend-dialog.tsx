/** 重新发送: the same bytes under the same number, to a new place; for a package that the recipient never got. */
import { Typography } from 'antd';
import { ok } from '#shared/domain/result.ts';
import type { PackageRow } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { resendText } from './delivery-text.ts';
import { OutputDialog } from './output-dialog.tsx';
import { packagesText } from './text.ts';

const WORDS = {
  title: resendText.title,
  ok: resendText.write,
  progressTitle: resendText.progressTitle,
  failedTitle: resendText.failedTitle,
  doneTitle: resendText.doneTitle,
};

export interface ResendDialogProps {
  readonly open: boolean;
  readonly row: PackageRow;
  readonly onClose: () => void;
}

export function ResendDialog({ open, row, onClose }: ResendDialogProps) {
  return (
    <OutputDialog
      open={open}
      words={WORDS}
      testId="packages.resend"
      neededBytes={row.fileSize}
      // the file keeps its name: it is the same file
      name={async () => ok(row.fileName)}
      write={async ({ jobId, token, onProgress }) => {
        const result = await workstation().resendPackage({ jobId, token, rowId: row.rowId, onProgress });
        return result.ok ? ok({ rows: [result.value] }) : result;
      }}
      next={() => resendText.next(row.departmentName)}
      onClose={onClose}
    >
      <Typography.Text type="secondary">{resendText.hint}</Typography.Text>
      <div className="output-intro">
        <Typography.Text strong>{row.title}</Typography.Text>
        <div className="preview-secondary">
          {row.departmentName}　{packagesText.sequence(row.sequence, row.seriesLabel)}
        </div>
      </div>
    </OutputDialog>
  );
}
