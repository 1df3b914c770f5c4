/** The way of one outgoing package as a small line of steps, with what is late or came back under it. */

import { CheckOutlined, RightOutlined } from '@ant-design/icons';
import { Badge, Flex, Tooltip, Typography } from 'antd';
import { hasRecords } from '#shared/ledger/entry.ts';
import type { PackageRow } from '#shared/workstation/api.ts';
import { stageText } from './delivery-text.ts';
import { stageSteps } from './package-stage.ts';

export function PackageSteps({ row }: { readonly row: PackageRow }) {
  const steps = stageSteps(row);
  return (
    <>
      <ol className="package-steps" aria-label={row.state} data-stage={row.stage}>
        {steps.map(({ key, label, state }, index) => (
          <li key={key} className={`is-${state}`}>
            {index > 0 && <RightOutlined className="package-steps-arrow" aria-hidden />}
            {state === 'done' && <CheckOutlined className="package-steps-tick" aria-hidden />}
            {state === 'passed' ? (
              <Tooltip title={stageText.notRegistered}>
                <span>{label}</span>
              </Tooltip>
            ) : (
              <span>{label}</span>
            )}
          </li>
        ))}
      </ol>
      <Remarks row={row} />
    </>
  );
}

function Remarks({ row }: { readonly row: PackageRow }) {
  if (row.overdue === 0 && row.returned === 0 && !row.reportedMissing && row.resent === 0) return null;
  return (
    <Flex gap={12} wrap className="package-remarks">
      {row.overdue > 0 && (
        <Typography.Text type="danger" strong>
          {stageText.overdue(row.overdue)}
        </Typography.Text>
      )}
      {row.returned > 0 && <Typography.Text type="danger">{stageText.returned(row.returned)}</Typography.Text>}
      {row.reportedMissing && <Typography.Text type="warning">{stageText.reportedMissing}</Typography.Text>}
      {row.resent > 0 && <Typography.Text type="secondary">{stageText.resent(row.resent)}</Typography.Text>}
    </Flex>
  );
}

/** blue while we still have to answer, green when nothing is open */
export function IncomingState({ row }: { readonly row: PackageRow }) {
  const open = hasRecords(row.purpose) && row.claimed + row.returned < row.records;
  const status = !hasRecords(row.purpose) ? 'default' : open ? 'processing' : 'success';
  return (
    <>
      <Flex gap={8} align="baseline">
        <Badge status={status} />
        <span>{row.state}</span>
      </Flex>
      {row.overdue > 0 && (
        <Typography.Text type="danger" strong className="package-remarks">
          {stageText.overdue(row.overdue)}
        </Typography.Text>
      )}
    </>
  );
}
